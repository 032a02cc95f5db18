"""What is new in an issue: every line is told of once, and told of as a person would who reads all issues before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.series.test_lineage import POOL, issue, line_of, many_issues, series
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.lists import (
    ListOrder,
    dropped_lines,
    in_order,
    new_lines,
    returned_lines,
    steady_lines,
    took_present_wording,
    words_life,
)
from variorum.analysis.series.news import news, tenure
from variorum.model.units import BODY_KINDS

ONE, TWO, THREE, FOUR, FIVE = POOL[:5]
WHOLE = "The Office thanks the volunteers of the rescue stations, and it will review the tolls at its next session."
PARTS = ("The Office thanks the volunteers of the rescue stations.", "It will review the tolls at its next session.")


def body(lineage, k):
    return [part for part in lineage.issues[k].witness.segments if part.kind in BODY_KINDS]


@settings(max_examples=60, deadline=None)
@given(many_issues)
def test_every_line_of_an_issue_and_of_the_one_before_is_told_of_exactly_once(issues):
    lineage = series(*map(tuple, issues))
    for k in range(len(lineage.issues)):
        told = news(lineage, k)
        both = len(told.reworded) + len(told.kept)
        came = len(told.introduced) + sum(len(gap.lines) for gap in told.returned)
        assert both + came + sum(len(one.now) for one in told.families) == len(body(lineage, k))
        before = len(body(lineage, k - 1)) if k else 0
        assert both + len(told.dropped) + sum(len(one.before) for one in told.families) == before


def test_in_the_first_issue_all_is_introduced():
    told = news(series((ONE, TWO)), 0)
    assert (told.previous, len(told.introduced), told.dropped, told.kept) == (None, 2, (), ())


def test_a_line_that_comes_back_is_returned_and_not_first_ever_and_says_since_when_it_was_absent():
    lineage = series((ONE, TWO), (ONE, THREE), (ONE, FOUR), (ONE, TWO, FIVE))
    told = news(lineage, 3)
    (gap,) = told.returned
    (back,) = gap.lines
    assert lineage.words(back.event) == TWO
    assert (gap.last, back.absent, back.tenure.first, back.tenure.issues) == (0, 2, 0, 1)
    assert [lineage.words(one.event) for one in told.introduced] == [FIVE]


def test_lines_that_return_together_stand_in_one_gap_and_others_in_theirs():
    lineage = series((ONE, TWO, THREE, FOUR), (ONE, TWO, THREE), (ONE,), (ONE, TWO, THREE, FOUR))
    gaps = news(lineage, 3).returned
    assert [(gap.last, [lineage.words(one.event) for one in gap.lines]) for gap in gaps] == [
        (0, [FOUR]),
        (1, [TWO, THREE]),
    ]


def test_a_dropped_line_says_how_long_it_had_stood_and_when_it_came_back():
    lineage = series((ONE, TWO), (ONE, TWO), (ONE,), (ONE, TWO), (ONE,))
    (first,), (last,) = news(lineage, 2).dropped, news(lineage, 4).dropped
    assert (first.tenure.issues, first.tenure.run, first.back) == (2, 2, 3)
    assert (last.tenure.first, last.tenure.last, last.tenure.issues, last.back) == (0, 3, 3, None)
    assert (last.tenure.run, last.tenure.longest_run) == (1, 2)


def test_how_long_a_line_stood_is_told_apart_from_how_long_it_stood_in_its_last_words():
    other = ONE.replace("progress", "efforts")
    lineage = series((ONE, TWO), (ONE, TWO), (other, TWO), (ONE, TWO), (other, TWO), (other, TWO), (TWO,))
    (told,) = news(lineage, 6).dropped
    assert (told.tenure.issues, told.tenure.wordings) == (6, 2)
    assert (told.tenure.worded_since, told.tenure.worded) == (4, 2)


def test_lines_are_sorted_by_how_long_their_last_words_stood_without_a_break():
    other = ONE.replace("progress", "efforts")
    lineage = series((ONE, TWO), (ONE, TWO), (ONE,), (other, THREE), (FOUR, THREE), (FOUR,))
    dropped = in_order(dropped_lines(lineage, range(6)), lineage, ListOrder.WORDING)
    assert [(lineage.words(lineage.lines[one.line].last), one.tenure.worded) for one in dropped] == [
        (THREE, 2),
        (TWO, 2),
        (other, 1),
    ]


def test_how_a_line_stood_is_told_of_the_issues_before_alone():
    line = line_of(series((ONE,), (ONE, TWO), (ONE,), (ONE, TWO)), TWO)
    assert tenure(line, 1) is None
    assert tenure(line, 3).issues == 1
    assert tenure(line, 4).issues == 2


def test_a_line_split_in_two_is_one_family_and_nothing_is_dropped_or_first_ever():
    told = news(series((ONE, WHOLE), (ONE, *PARTS)), 1)
    (family,) = told.split
    assert (len(family.before), len(family.now)) == (1, 2)
    assert (told.introduced, told.dropped, told.reworded) == ((), (), ())
    back = news(series((ONE, *PARTS), (ONE, WHOLE)), 1)
    (family,) = back.merged
    assert (len(family.before), len(family.now)) == (2, 1)
    assert (back.introduced, back.dropped) == ((), ())


def test_dropped_lines_are_listed_once_where_they_went_for_good():
    lineage = series((ONE, TWO, THREE), (ONE, THREE), (ONE, TWO), (ONE,))
    everywhere = range(4)
    listed = dropped_lines(lineage, everywhere)
    assert [(lineage.words(lineage.lines[one.line].last), one.event.issue) for one in listed] == [(THREE, 2), (TWO, 3)]
    (on_the_second,) = dropped_lines(lineage, [1], back=True)
    assert (lineage.words(lineage.lines[on_the_second.line].last), on_the_second.back) == (TWO, 2)


def test_lists_come_in_the_order_asked_for():
    lineage = series((ONE, TWO, THREE), (ONE, TWO), (ONE, TWO), (ONE, THREE), (ONE, TWO), (ONE,))
    dropped = in_order(dropped_lines(lineage, range(6)), lineage, ListOrder.STOOD)
    assert [lineage.words(lineage.lines[one.line].last) for one in dropped] == [TWO, THREE]
    assert [one.event.issue for one in in_order(dropped, lineage, ListOrder.DATE)] == [5, 4]
    returned = in_order(returned_lines(lineage, range(6)), lineage, ListOrder.ABSENT)
    assert [(lineage.words(one.event), one.absent) for one in returned] == [(THREE, 2), (TWO, 1)]
    assert [lineage.words(one.event) for one in new_lines(lineage, [0])] == [ONE, TWO, THREE]


def test_a_steady_line_stands_in_one_wording_in_a_row():
    other = ONE.replace("progress", "efforts")
    lineage = series((ONE, TWO), (ONE,), (other, TWO), (other, TWO), (other, TWO))
    found = [(lineage.words(lineage.lines[one.line].last), one.first, one.last) for one in steady_lines(lineage, 3)]
    assert found == [(other, 2, 4), (TWO, 2, 4)]
    assert steady_lines(lineage, 4) == ()


@settings(max_examples=60, deadline=None)
@given(many_issues, st.sampled_from(["the", "Office", "No ship may", "lost sailors", "calls on all parties"]))
def test_words_stand_in_just_the_issues_that_have_them(issues, words):
    lineage = series(*map(tuple, issues))
    life = words_life(lineage, words)
    having = [k for k, sentences in enumerate(issues) if any(_has(one, words) for one in sentences)]
    assert [k for first, last in life.runs for k in range(first, last + 1)] == having
    assert life.issues == len(having)
    for place in life.places:
        content = lineage.issues[place.issue].witness.content
        assert {span.of(content).lower() for span in place.spans} == {words.lower()}


def _has(sentence, words):
    padded = " ".join(["", *sentence.rstrip(".").split(), ""])
    return f" {words} " in padded or (f" {words.lower()} " in padded.lower() and words == "the")


def test_words_may_wander_from_line_to_line():
    other = "The committee of pilots regrets that two lighthouses on the northern shore are dark."
    lineage = trace([issue("2001", ONE, TWO), issue("2002", ONE), issue("2003", FIVE, other)], "office", "en")
    life = words_life(lineage, "lighthouses on the northern shore")
    assert life.runs == ((0, 0), (2, 2))


def test_a_hyphen_and_a_space_find_each_other_where_the_words_stand_not_otherwise():
    said = ("The mine-free zone was cleared by pilots of the port.", "A mine free harbour is what the town asks for.")
    lineage = series((ONE, said[0]), (ONE, said[1]))
    assert words_life(lineage, "mine free").runs == ((0, 1),)
    assert words_life(lineage, "mine-free").runs == ((0, 1),)
    (place,) = words_life(lineage, "mine free zone").places
    assert place.spans[0].of(lineage.issues[0].witness.content) == "mine-free zone"
    assert words_life(lineage, "-").issues == 1


def test_lines_that_stood_before_and_stand_as_they_do_since_an_issue_took_their_wording_there():
    other, third = ONE.replace("progress", "efforts"), TWO.replace("two", "nine")
    assert third != TWO
    lineage = series((ONE, TWO, THREE), (other, third, THREE), (other, TWO, THREE, FOUR))
    assert took_present_wording(lineage, [1]) == (line_of(lineage, ONE).number,)
    assert took_present_wording(lineage, [2]) == (line_of(lineage, TWO).number,)
    assert took_present_wording(lineage, [0]) == ()
