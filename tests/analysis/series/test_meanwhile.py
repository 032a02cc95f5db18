"""Like words in other lines while a line was absent: found where they stand, and nothing else called like."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.series.test_lineage import POOL, line_of, series
from variorum.analysis.series.biography import biography
from variorum.analysis.series.meanwhile import Absences
from variorum.model.lineage import LineEventKind

ONE, TWO, THREE = POOL[:3]
RATE = "The Council decided today to keep the dues of the harbour at four crowns a day."
LONGER = (
    "In view of the long winter the Council decided to keep the dues of the harbour at four crowns a day, expects to"
    " leave them there until the ice is gone from all the bays of the northern coast, and asks the towns for patience."
)
OTHER = "The dues of the market are paid at the bridge, and the harbour is paid by the crews of the ferries."


def found(*issues, words=RATE):
    """What stood meanwhile at each return of a line."""
    lineage = series(*issues)
    line = line_of(lineage, words)
    absences = Absences(lineage)
    back = [event for event in line.events if event.kind is LineEventKind.RETURNED]
    return lineage, line, [absences.before(line, event) for event in back]


def test_like_words_inside_a_longer_line_are_told_with_the_line_and_the_issues_of_the_absence_that_had_them():
    without, inside = (ONE, THREE), (ONE, LONGER)
    lineage, line, (there,) = found((ONE, RATE), without, inside, inside, without, (ONE, RATE, TWO))
    assert there.line == line.number
    assert there.others == (line_of(lineage, LONGER).number,)
    assert (there.first, there.last, there.issues) == (2, 3, 2)


def test_a_line_that_shares_the_words_in_another_order_or_stood_only_outside_the_absence_is_not_told():
    assert found((ONE, RATE), (ONE, OTHER), (ONE, RATE))[2] == [None]
    assert found((ONE, LONGER), (ONE, RATE), (ONE, TWO), (ONE, RATE), (ONE, LONGER))[2] == [None]


def test_a_line_in_other_words_counts_from_its_words_before_the_absence_too():
    back = RATE.replace("today to keep", "again to leave").replace("a day", "at night")
    _, _, (there,) = found((ONE, RATE), (ONE, TWO), (ONE, LONGER), (ONE, TWO), (ONE, back))
    assert (there.first, there.last) == (2, 2)


def test_the_life_of_a_line_tells_of_it_at_the_row_of_the_absence_alone():
    lineage, line, (there,) = found((ONE, RATE), (ONE, TWO), (ONE, LONGER), (ONE, TWO), (ONE, RATE), (ONE, TWO))
    rows = biography(line, len(lineage.issues), Absences(lineage))
    assert [row.meanwhile for row in rows] == [None, there, None, None]
    assert [(row.first, row.last, row.event) for row in rows] == [
        (row.first, row.last, row.event) for row in biography(line, len(lineage.issues))
    ]
    assert Absences(lineage).all() == {(line.number, 4): there}


def test_few_words_and_votes_are_never_like():
    short = "The tolls of the bridges stay."
    assert found((ONE, short), (ONE, TWO), (ONE, f"Says the Office: {short}"), (ONE, short), words=short)[2] == [None]
    vote = "Voting for the decision were Ann T. Lee, Chair; Bo Ek, Vice Chair; Cy Orr; and Di Poe."
    lineage = series((ONE, vote), (ONE, f"So it was: {vote}"), (ONE, vote))
    assert any(event.kind is LineEventKind.RETURNED for line in lineage.lines for event in line.events)
    assert Absences(lineage).all() == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*POOL[:4], RATE, LONGER]), max_size=4, unique=True), min_size=1, max_size=6))
def test_what_is_told_stood_in_other_lines_in_just_so_many_issues_of_the_absence(issues):
    lineage = series(*issues)
    for (number, back), there in Absences(lineage).all().items():
        event = lineage.lines[number].at(back)
        absence = range(event.before + 1, back)
        places = {place.issue for other in there.others for place in lineage.lines[other].places} & set(absence)
        assert number not in there.others
        assert there.first in places
        assert there.last in places
        assert 0 < there.issues <= len(places)
