"""What a statement says, one claim at a time, each with the span that shows it: quantities, dates, names, demands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from variorum.model.spans import Span
    from variorum.model.witnesses import Limit


class FactKind(StrEnum):
    """What a fact is. A duration is a quantity with a unit; "33 years ago" is a quantity and a relative date."""

    QUANTITY = "quantity"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    PEOPLE = "people"
    EVENT = "event"
    DOCUMENT = "document"
    DEMAND = "demand"
    SPEECH = "speech"


class Operator(StrEnum):
    """How a figure bounds what it counts."""

    EQUAL = "="
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure. `low` and `high` are equal for a single value; of a magnitude ("hundreds of thousands") `high` is None.

    `unit` is "percent", "percentage point", "basis point", an ISO 4217 code, or a unit of measure or time in the
    singular; None for a bare count. `counted` is the span of what is counted; where the text leaves it out,
    `counted_inferred` is the span of the words it is taken from, never shown as a quotation of this place. `predicate`
    is the span of what happened to it ("seriously injured"), `qualifier` that of the words that bound it ("almost").
    """

    low: Decimal
    high: Decimal | None
    op: Operator = Operator.EQUAL
    unit: str | None = None
    counted: Span | None = None
    counted_inferred: Span | None = None
    predicate: Span | None = None
    qualifier: Span | None = None
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time as EDTF (ISO 8601-2): "1990-01-19/1990-01-20", "XXXX-01-20", "1990-01".

    `relative` is true where the value hangs on another date, the statement's own: "33 years ago", and "on 5 March" with
    the year that this tells; `edtf` is "" where that date is not known. `impossible` is true where no calendar has it
    (31 February): then `edtf` is "" and the words stand for themselves. A time of day is "T14:00", with its offset
    where one is said.
    """

    edtf: str
    relative: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """Who demands, condemns, promises … what, of whom. `act` is a class of verbs; `modal` is as said ("should")."""

    act: str
    modal: str | None = None
    negated: bool = False
    holder: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a statement: what is said, never whether it is true.

    `span` lies in the stored text and shows the value. `rule` names what found it, `confidence` is in [0, 1]. `name`
    joins variants of one name; it is a handle and is never printed in place of the words as said. `role` is the span of
    a person's office.
    """

    kind: FactKind
    span: Span
    rule: str
    confidence: float
    quantity: Quantity | None = None
    moment: Moment | None = None
    stance: Stance | None = None
    name: str | None = None
    role: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor read in one statement, in text order; `limits` are what it was asked for and could not do."""

    facts: tuple[Fact, ...]
    limits: tuple[Limit, ...] = ()
