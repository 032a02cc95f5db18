"""Following: each fact of a statement is found again in another, with what became of it."""

from __future__ import annotations

import pytest

from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.reader import read_facts
from variorum.model.ledger import StatementFacts, Verdict
from variorum.workflows.compare import collate, compare


def facts_of(witness, date):
    return StatementFacts(witness.witness.name, witness, date, read_facts(witness, date))


def followed(comparison, base_date=None, other_date=None):
    alignment = comparison.alignment
    sides = (
        facts_of(alignment.base, base_date or comparison.base_date),
        facts_of(alignment.other, other_date or comparison.other_date),
    )
    answers = [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]
    return sides, follow(*sides, answers)


def told(base, other, base_date=None, other_date=None):
    """What differs between two texts: (verdict, the words of the base, the words of the other)."""
    sides, changes = followed(collate(base, other, language="en"), base_date, other_date)
    return [
        (change.verdict, *(words(side, place) for side, place in zip(sides, change.facts, strict=True)))
        for change in changes
        if change.verdict is not Verdict.SAME
    ]


def words(side, place):
    return None if place is None else " ".join(side.facts[place].span.of(side.witness.content).split())


def test_another_noun_for_the_same_count_is_noun_changed():
    changes = told(
        "The storm of 1970 came at night. In all, 150 civilians were killed in Orsa.",
        "The storm of 1970 came at night. In all, 150 citizens were killed in Orsa.",
    )
    assert changes == [(Verdict.NOUN, "150", "150")]


@pytest.fixture(scope="module")
def seeds(shared_data):
    return followed(compare(*map(str, sorted((shared_data / "seeds").glob("*.txt")))))


@pytest.mark.parametrize(
    ("verdict", "base", "other"),
    [
        (Verdict.NOUN, "150", "150"),
        (Verdict.REWORDED, "744", "744"),
        (Verdict.SPELLING, "Karabakh", "Garabagh"),
        (Verdict.REWORDED, "USSR", "Soviet Union"),
        (Verdict.QUALIFIER, "30 years", "30 years"),
        (Verdict.ROLLOVER, "33 years", "34 years"),
        (Verdict.ROLLOVER, "33 years ago", "34 years ago"),
        (Verdict.FORMAT, "January 19-20, 1990", "19-20 January 1990"),
        (Verdict.FORMAT, "January 21, 1990", "21 January 1990"),
        (Verdict.FORMAT, "January 20, 1990", "20 January 1990"),
        (Verdict.DROPPED, "should be qualified as a crime against humanity", None),
        (Verdict.DROPPED, "must be punished", None),
    ],
)
def test_what_a_plain_diff_misses_in_the_seed_pair_is_told(seeds, verdict, base, other):
    sides, changes = seeds
    found = [
        tuple(words(side, place) for side, place in zip(sides, change.facts, strict=True))
        for change in changes
        if change.verdict is verdict
    ]
    assert (base, other) in found
