"""What is looked for among the things that statements say, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.model.facts import Fact, FactKind
from variorum.model.found import Hit
from variorum.model.spans import Span

if TYPE_CHECKING:
    from decimal import Decimal

NAMED_KINDS = (
    FactKind.PLACE,
    FactKind.PERSON,
    FactKind.ORGANISATION,
    FactKind.PEOPLE,
    FactKind.EVENT,
    FactKind.DOCUMENT,
)
"""The kinds of facts that are looked for by a name."""


class Holds(StrEnum):
    """How a fact answers what was asked: it says it; it says a range, or a magnitude, in which that lies."""

    SAYS = "says"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that is looked for: a value (`low` and `high` are equal) or a range of values, None for any.

    `unit` is as in `Quantity`, None for any; `counted` are the words of what it counts, "" for anything.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statement is to say, all of it: a figure, names of a kind each, dates (YYYY, YYYY-MM, YYYY-MM-DD)."""

    figure: Figure | None = None
    names: tuple[tuple[FactKind, str], ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidFact:
    """A fact that answers what was asked; `judged` where a name is found by what a person decided of names."""

    fact: Fact
    holds: Holds = Holds.SAYS
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement's line with the facts in it that answer; the marks of the hit are theirs.

    It is the first of so many `lines` of the statement that have as much of what was asked. `content` is the whole of
    the stored text, in which the spans of the facts count.
    """

    hit: Hit
    facts: tuple[SaidFact, ...]
    lines: int
    content: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Variants:
    """A name that was asked for, and the words that stand for it in what was found, in order of first use.

    Each of `words` comes with how often it stands there.
    """

    kind: FactKind
    asked: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Statements that say all that was asked, each with a line.

    `rows` are the first of `total` statements, in which `lines` have most of what was asked; so many `statements` were
    looked through. `rejected` counts the readings that answer and that a person rejected: they are in none of these.
    """

    rows: tuple[Saying, ...]
    total: int
    lines: int
    statements: int
    variants: tuple[Variants, ...] = ()
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class RejectedReading:
    """A reading that a person rejected: what is read as `kind` at these characters is none."""

    span: Span
    kind: FactKind
    judgement: int
