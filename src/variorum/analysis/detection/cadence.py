"""How the dates of documents follow one another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.detected import Cadence, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable

YEAR = 365.25
# Days by which an anniversary, or its eve, or a day set by the moon or the week, moves from year to year.
MOVED = 21
# A gap is like the others if it differs from the one in the middle by no more than this share of it.
ALIKE = 0.25
# So much of the gaps are alike where the dates have a rhythm.
MOST = 2 / 3
# A few gaps may be alike by chance; at one time of the year they hardly are.
LEAST_GAPS = 4
LEAST_YEARS = 2


def cadence(dates: Iterable[str]) -> Cadence:
    """The cadence of dates in any order; of several on one day one counts, and what is no day does not."""
    days = sorted({number for day in dates if (number := day_number(day)) is not None})
    gaps = sorted(later - earlier for earlier, later in pairwise(days))
    if not gaps:
        return Cadence(Rhythm.UNKNOWN)
    middle = gaps[len(gaps) // 2]
    yearly = sum(_whole_years(gap) for gap in gaps)
    if len(gaps) >= LEAST_YEARS and yearly >= MOST * len(gaps):
        return Cadence(Rhythm.YEARLY, middle)
    alike = sum(abs(gap - middle) <= ALIKE * middle for gap in gaps)
    regular = len(gaps) >= LEAST_GAPS and alike >= MOST * len(gaps)
    return Cadence(Rhythm.REGULAR if regular else Rhythm.IRREGULAR, middle)


def day_number(day: str) -> int | None:
    """The day as a number; a month or a year stands for its middle. None for what no calendar has, and for ""."""
    try:
        year, month, in_month = (*map(int, day.split("-")), 0, 0)[:3]
        return date(year, month or 7, in_month or (15 if month else 1)).toordinal()
    except ValueError:
        return None


def _whole_years(gap: int) -> bool:
    years = round(gap / YEAR)
    return years > 0 and abs(gap - years * YEAR) <= MOVED
