"""What became of the facts of a statement in the next: each change with its verdict, and a series' facts by issue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import Fact, FactKind


class Verdict(StrEnum):
    """How a fact of one statement stands to the fact that answers it in another; of words, never of intent or truth.

    `ROLLOVER` is a count that moved as the dates did (33 years ago, 34 a year later); `UNEXPECTED` one that the dates
    don't explain. `SPELLING` is said only where both names fill the same place of an aligned line, or a table says so.
    """

    SAME = "same"
    REWORDED = "reworded"
    VALUE = "value changed"
    NOUN = "noun changed"
    SPELLING = "spelling differs"
    FORMAT = "format changed"
    ROLLOVER = "expected roll-over"
    UNEXPECTED = "unexpected count"
    QUALIFIER = "qualifier changed"
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement with the facts that were read from it, in text order; a fact is named by its place in `facts`.

    `reference` is what a reader calls the statement; `date` is the day it states (ISO 8601), from which "last year"
    counts, or None.
    """

    reference: str
    witness: SegmentedWitness
    date: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """What became of one fact between two statements of a ledger.

    `facts` has one entry for each statement of the ledger: the fact's place there, or None; at most two are not None.
    `verdict` is the chief thing to tell, `also` what else is true of it ("noun changed", and moved). A fact is in at
    most one change between two statements; of a name said many times, a mention too many is in none while the name
    stands in both.
    """

    verdict: Verdict
    kind: FactKind
    facts: tuple[int | None, ...]
    also: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact through a series: a row of the matrix.

    `facts` has for each statement the places of its mentions there (empty where it does not stand); `verdicts` what
    became of it there against the last statement that had it: None where there is nothing to tell, `DROPPED` at the
    first statement without it.
    """

    kind: FactKind
    facts: tuple[tuple[int, ...], ...]
    verdicts: tuple[Verdict | None, ...]


@dataclass(frozen=True, slots=True)
class FactMatrix:
    """The facts of two or more statements in order of date, and what became of each.

    `changes` are in order of the later statement, then of its text; what was dropped stands where it stood. `rows` are
    in order of first use. Of one statement there are rows and no changes.
    """

    statements: tuple[StatementFacts, ...]
    changes: tuple[FactChange, ...]
    rows: tuple[FactRow, ...]
