"""The matrix: facts through the issues of a series, a row for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.facts.test_following_properties import texts
from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.following.matrix import matrix
from variorum.analysis.facts.following.threads import answer_threads, lineage_threads
from variorum.analysis.facts.reader import read_facts
from variorum.analysis.series.lineage import trace
from variorum.model.facts import FactKind
from variorum.model.ledger import StatementFacts, Verdict
from variorum.model.lineage import SeriesIssue
from variorum.model.provenance import Issue
from variorum.workflows.compare import collate, segmented
from variorum.workflows.compare import given as in_memory

STORM = "On {day} the keepers of Orsa remember the storm. In all, {dead} keepers were killed {ago} years ago."
HALL = "The hall of Sumgayit was opened to all. The Council demands that the harbour be repaired."


def series(*texts):
    """The matrix of statements of one day in the years from 2001 on."""
    issues = []
    for k, text in enumerate(texts):
        date = f"{2001 + k}-05-04"
        witness = segmented(in_memory(date, text), "en")
        issues.append(SeriesIssue(f"storm@{date}", Issue("storm", date, 1), None, witness))
    lineage = trace(issues, "storm", "en")
    facts = [
        StatementFacts(one.reference, one.witness, one.date, read_facts(one.witness, one.date))
        for one in lineage.issues
    ]
    return matrix(facts, lineage_threads(lineage))


def row(found, kind, words):
    """What stands in the cells of the row whose first mention is in these words, and what became of it there."""
    for each in found.rows:
        cells = [said(found, k, places) for k, places in enumerate(each.facts)]
        if each.kind is kind and next(cell for cell in cells if cell)[0] == words:
            return [" ".join(cell) for cell in cells], list(each.verdicts)
    raise AssertionError(words)


def said(found, k, places):
    statement = found.statements[k]
    return [" ".join(statement.facts[place].span.of(statement.witness.content).split()) for place in places]


def test_a_count_that_runs_with_the_dates_is_one_row():
    found = series(*(STORM.format(day="4 May", dead=12, ago=31 + k) for k in range(3)))
    assert row(found, FactKind.QUANTITY, "31 years") == (
        ["31 years", "32 years", "33 years"],
        [None, Verdict.ROLLOVER, Verdict.ROLLOVER],
    )
    assert row(found, FactKind.QUANTITY, "12") == (["12", "12", "12"], [None, None, None])


def test_a_fact_that_comes_back_goes_on_in_its_row():
    with_hall = STORM.format(day="4 May", dead=12, ago=31) + " " + HALL
    without = STORM.format(day="4 May", dead=12, ago=32)
    found = series(with_hall, without, without, with_hall)
    verdicts = [None, Verdict.DROPPED, None, Verdict.RETURNED]
    assert row(found, FactKind.PLACE, "Sumgayit") == (["Sumgayit", "", "", "Sumgayit"], verdicts)
    words = "demands that the harbour be repaired"
    assert row(found, FactKind.DEMAND, words) == ([words, "", "", words], verdicts)


def test_the_changes_of_two_statements_are_those_of_following_them():
    base, other = STORM.format(day="4 May", dead=12, ago=31) + " " + HALL, STORM.format(day="May 4", dead=14, ago=31)
    alignment = collate(base, other, language="en").alignment
    sides = [StatementFacts("one", each, None, read_facts(each, None)) for each in (alignment.base, alignment.other)]
    answers = [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]
    assert matrix(sides, answer_threads(answers)).changes == follow(*sides, answers)


def test_one_statement_has_rows_and_no_changes():
    found = series(STORM.format(day="4 May", dead=12, ago=31))
    assert not found.changes
    assert {verdict for each in found.rows for verdict in each.verdicts} == {None}


def test_a_name_in_another_spelling_stays_in_its_row_and_is_told():
    text = "The claims against {} were heard in the hall of Orsa by all the keepers."
    found = series(*(text.format(name) for name in ("Karabakh", "Karabakh", "Garabagh")))
    verdicts = [None, None, Verdict.SPELLING]
    assert row(found, FactKind.PLACE, "Karabakh") == (["Karabakh", "Karabakh", "Garabagh"], verdicts)


def test_a_date_that_takes_the_place_of_another_stays_in_its_row():
    text = "The Council decided to extend the mandate of the keepers until {} June {} at noon."
    found = series(text.format(5, 2004), text.format(9, 2004), text.format(9, 2004))
    cells = ["5 June 2004", "9 June 2004", "9 June 2004"]
    assert row(found, FactKind.DATE, "5 June 2004") == (cells, [None, Verdict.VALUE, None])


def test_a_last_name_alone_is_not_joined_over_a_gap():
    text = "The keepers met in the hall of Orsa. President Lorn spoke of the storm."
    without = "The keepers met in the hall of Orsa. Nobody spoke of the storm."
    found = series(text, without, text)
    people = [each.verdicts for each in found.rows if each.kind is FactKind.PERSON]
    assert people == [(None, Verdict.DROPPED, None), (None, None, Verdict.ADDED)]


def test_a_fact_goes_on_in_a_line_that_was_split_and_merged_again():
    whole = "In the storm 744 keepers were injured on the pier of Orsa; and 150 keepers were killed in the old harbour."
    parts = "In the storm 744 keepers were injured on the pier of Orsa. And 150 keepers were killed in the old harbour."
    found = series(whole, parts, whole)
    assert row(found, FactKind.QUANTITY, "744") == (["744"] * 3, [None] * 3)
    assert row(found, FactKind.QUANTITY, "150") == (["150"] * 3, [None] * 3)
    assert not found.changes


@given(st.lists(texts, min_size=1, max_size=4))
def test_each_fact_of_a_series_is_in_one_row(said_texts):
    found = series(*said_texts)
    for k, statement in enumerate(found.statements):
        places = [place for each in found.rows for place in each.facts[k]]
        assert sorted(places) == list(range(len(statement.facts)))
    for each in found.rows:
        first = next(k for k, cell in enumerate(each.facts) if cell)
        assert set(each.verdicts[: first or 1]) == {None}
        for k, verdict in enumerate(each.verdicts):
            assert verdict is not Verdict.DROPPED or (each.facts[k - 1] and not each.facts[k])
            assert verdict in (None, Verdict.DROPPED) or each.facts[k]
    for change in found.changes:
        places = [k for k, place in enumerate(change.facts) if place is not None]
        assert len(places) == (1 if change.verdict in (Verdict.ADDED, Verdict.DROPPED) else 2)
