"""A date as a reader of dates finds it, before its year and its neighbours are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind

if TYPE_CHECKING:
    from variorum.analysis.edtf import Stated


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens [first, last) that say a date or a time of day.

    Of calendar dates `low` and `high` are the ends, equal for one day, month or year. What is written otherwise has its
    `edtf`. `relative` is true where the value hangs on the statement's own date.
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
