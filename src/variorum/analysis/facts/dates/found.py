"""A date as a reader of dates finds it, before its year and its neighbours are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind

if TYPE_CHECKING:
    from variorum.analysis.facts.dates.edtf import Stated


class Hint(Enum):
    """What the words beside a day or month without a year tell of its year."""

    NONE = auto()
    EVERY_YEAR = auto()
    ONWARD = auto()
    AHEAD = auto()
    PAST = auto()
    LAST_YEAR = auto()
    THIS_YEAR = auto()
    NEXT_YEAR = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens [first, last) that say a date or a time of day.

    Of calendar dates `low` and `high` are the ends, equal for one day, month or year. What is written otherwise has its
    `edtf`. `hint` is for those without a year: of what is not before the statement's own date (`ONWARD`), of what may
    well be to come (`AHEAD`), of what is over (`PAST`). `relative` is true where the value hangs on the statement's
    own date.
    """

    first: int
    last: int
    rule: str
    confidence: float
    low: Stated | None = None
    high: Stated | None = None
    edtf: str = ""
    relative: bool = False
    kind: FactKind = FactKind.DATE
    hint: Hint = Hint.NONE
