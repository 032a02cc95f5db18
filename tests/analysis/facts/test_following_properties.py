"""What holds of following any two statements: both ways alike, each fact once, whatever the wrapping and the quotes."""

from __future__ import annotations

import textwrap

from hypothesis import assume, given
from hypothesis import strategies as st

from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.following.matrix import matrix
from variorum.analysis.facts.following.threads import answer_threads
from variorum.analysis.facts.reader import read_facts
from variorum.model.ledger import StatementFacts, Verdict
from variorum.workflows.compare import collate

PLACES = ("Orsa", "Velm", "Niger", "Nigeria", "Karabakh", "Garabagh", "the USSR", "the Soviet Union", "Iran", "Iraq")
COUNTED = ("civilians", "citizens", "people", "keepers", "houses")
DONE = ("were killed", "were seriously injured", "lost their lives", "went missing", "were deported")
DAYS = ("20 January 1990", "January 20, 1990", "19-20 January 1990", "5 May", "March 1994")
ASKED = ("must be punished", "should be qualified as a crime", "will be rebuilt", "must not be forgotten")

counts = st.sampled_from(("4", "150", "744", "almost 30", "more than 30", "hundreds of"))
days, places = st.sampled_from(DAYS), st.sampled_from(PLACES)
sentences = st.one_of(
    st.builds("On {} {} {} {} in {}.".format, days, counts, st.sampled_from(COUNTED), st.sampled_from(DONE), places),
    st.builds("It began {} years ago in {}.".format, st.integers(30, 36), places),
    st.builds("This {} anniversary falls on {}.".format, st.sampled_from(("33rd", "34th")), days),
    st.builds("Its perpetrators in {} {}.".format, places, st.sampled_from(ASKED)),
    st.builds("The Council demands that {} repair the harbour of “{}”.".format, places, places),
    st.builds("The spokesperson said that {} houses stand in {}.".format, counts, places),
)
texts = st.lists(sentences, min_size=1, max_size=7).map(" ".join)
dates = st.sampled_from((None, "2023-01-20", "2024-01-20"))


def sides(base, other, base_date, other_date):
    alignment = collate(base, other, language="en").alignment
    read = [
        StatementFacts(str(k), witness, date, read_facts(witness, date))
        for k, (witness, date) in enumerate(((alignment.base, base_date), (alignment.other, other_date)))
    ]
    return read, [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]


MIRRORED = {Verdict.ADDED: Verdict.DROPPED, Verdict.DROPPED: Verdict.ADDED}


@given(texts, dates)
def test_a_statement_followed_into_itself_is_all_the_same(text, date):
    (base, other), answers = sides(text, text, date, date)
    changes = follow(base, other, answers)
    assert {change.verdict for change in changes} <= {Verdict.SAME}
    assert [change.facts for change in changes] == [(k, k) for k in range(len(base.facts))]


@given(texts, texts, dates, dates)
def test_each_fact_is_in_one_change_at_most_and_none_is_lost_in_silence(base_text, other_text, base_date, other_date):
    (base, other), answers = sides(base_text, other_text, base_date, other_date)
    changes = follow(base, other, answers)
    for side in (0, 1):
        places = [change.facts[side] for change in changes if change.facts[side] is not None]
        assert len(places) == len(set(places))
    for change in changes:
        assert (change.facts[0] is None) == (change.verdict is Verdict.ADDED)
        assert (change.facts[1] is None) == (change.verdict is Verdict.DROPPED)
    in_other = [change.facts[1] for change in changes if change.facts[1] is not None]
    assert in_other == sorted(in_other)


@given(texts, texts, dates, dates)
def test_swapping_the_sides_mirrors_the_changes(base_text, other_text, base_date, other_date):
    (base, other), answers = sides(base_text, other_text, base_date, other_date)
    there = {(one.facts, one.verdict, one.also) for one in follow(base, other, answers)}
    back = follow(other, base, [(theirs, mine) for mine, theirs in answers])
    assert {(one.facts[::-1], MIRRORED.get(one.verdict, one.verdict), one.also) for one in back} == there


@given(texts, texts)
def test_wrapping_and_quotes_change_nothing(base_text, other_text):
    (base, other), answers = sides(base_text, other_text, None, None)
    wrapped = textwrap.fill(other_text, 72).replace("“", '"').replace("”", '"')
    (same, again), same_answers = sides(base_text, wrapped, None, None)
    assume(len(again.witness.segments) == len(other.witness.segments))
    assert same_answers == answers
    changes = [(one.facts, one.verdict, one.also) for one in follow(base, other, answers)]
    assert [(one.facts, one.verdict, one.also) for one in follow(same, again, same_answers)] == changes


@given(texts, texts, dates, dates)
def test_each_fact_of_a_matrix_is_in_one_row(base_text, other_text, base_date, other_date):
    read, answers = sides(base_text, other_text, base_date, other_date)
    found = matrix(read, answer_threads(answers))
    for k, statement in enumerate(read):
        places = [place for row in found.rows for place in row.facts[k]]
        assert sorted(places) == list(range(len(statement.facts)))
    assert found.changes == follow(*read, answers)
