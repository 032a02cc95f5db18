"""Whether a count moved as the dates of its statements did: "33 years ago", and a year later "34 years ago"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from variorum.analysis.facts.following.said import Said

_DAYS = {"year": Decimal("365.2425"), "month": Decimal("30.436875"), "week": Decimal(7), "day": Decimal(1)}


class Movement(Enum):
    """How a count stands to the dates of its two statements."""

    EXPECTED = "as the dates say"
    OTHERWISE = "not as the dates say"
    UNKNOWN = "no dates to tell by"


def movement(base: Said, other: Said) -> Movement:
    """How two counts of one thing stand to their statements' dates.

    Where only one statement states its day, the count of that one must lead to a year that both statements name.
    """
    unit = "year" if other.amount.dimension == "order" else other.amount.unit
    low, high = base.amount.value[0], other.amount.value[0]
    if unit not in _DAYS or base.amount.dimension != other.amount.dimension or base.amount.unit != other.amount.unit:
        return Movement.UNKNOWN
    days = _day(base.statement.date), _day(other.statement.date)
    if days[0] and days[1]:
        return Movement.EXPECTED if high - low in _expected(days[0], days[1], unit) else Movement.OTHERWISE
    if unit == "year" and high - low == _years_between(base.statement.date, other.statement.date):
        return Movement.EXPECTED
    if unit == "year" and (_leads_to_year(other, base) or _leads_to_year(base, other)):
        return Movement.EXPECTED
    return Movement.UNKNOWN


def _expected(first: date, second: date, unit: str) -> Collection[Decimal]:
    """By how much a count may have moved: by the calendar, or in full units either way."""
    passed = (second - first).days / _DAYS[unit]
    full = passed // 1
    expected = {full, full + 1} if passed != full else {full}
    if unit == "year":
        # On nearly the same day of the year only the calendar counts.
        near = abs(passed - round(passed)) < Decimal("0.04")
        expected = {Decimal(second.year - first.year)} if near else expected | {Decimal(second.year - first.year)}
    return expected


def _years_between(first: str | None, second: str | None) -> int | None:
    """By the calendar, where one of them says no more than its year."""
    return int(second[:4]) - int(first[:4]) if first and second else None


def _leads_to_year(dated: Said, undated: Said) -> bool:
    day = _day(dated.statement.date)
    if day is None or undated.statement.date is not None:
        return False
    year = day.year - dated.amount.value[0]
    return all(f"{year:04}" in side.statement.years for side in (dated, undated))


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
