"""Whether a count or a day moved as the dates of its statements did: "33 years", and a year later "34 years"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from variorum.analysis.facts.following.said import Said

_DAYS = {"year": Decimal("365.2425"), "month": Decimal("30.436875"), "week": Decimal(7), "day": Decimal(1)}
_MONTHS_OF_YEAR = 12
# A day is followed from issue to issue only near their own days: two days of history may lie as far apart.
_NEAR_MONTHS = 24
# Issues half a year and more apart ask for reports and renew terms by the month, those nearer by the day.
_SELDOM_DAYS, _LOOSE_DAYS, _CLOSE_DAYS = 150, 28, 3
# What is past has its own day: a report of "9 January" is followed by one of "10 July", and not by a talk of 2 April.
_PAST_DAYS = 12
# "In September": the month of the last meeting, one to three months back.
_LAST_MEETING = range(1, 4)
_MONTH_LENGTH, _YEAR_LENGTH = len("YYYY-MM"), len("YYYY")


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


def day_moved(base: Said, other: Said) -> bool:
    """Whether another day, month or year follows from the dates of the two statements.

    A year, or a day of another year, moves by whole years, a day near its statement's own by as much as that did, a
    month too; and of months just past each may be that of the meeting before.
    """
    days = base.moment.edtf, other.moment.edtf
    own = base.statement.date, other.statement.date
    if own[0] is None or own[1] is None or days[0] == days[1] or len(days[0]) != len(days[1]):
        return False
    if _by_years((own[0], own[1]), days):
        return True
    issues = _day(own[0]), _day(own[1])
    if not (issues[0] and issues[1]):
        return False
    if len(days[0]) == _MONTH_LENGTH:
        return _month_moved((issues[0], issues[1]), days)
    named = _day(days[0]), _day(days[1])
    return named[0] is not None and named[1] is not None and _followed((issues[0], issues[1]), (named[0], named[1]))


def _by_years(own: tuple[str, str], days: tuple[str, str]) -> bool:
    """Whether a date is the same of another year, by as many years as lie between the statements."""
    if (
        not all(day[:_YEAR_LENGTH].isdigit() for day in (*days, *own))
        or days[0][_YEAR_LENGTH:] != days[1][_YEAR_LENGTH:]
    ):
        return False
    years = int(days[1][:_YEAR_LENGTH]) - int(days[0][:_YEAR_LENGTH])
    if years != int(own[1][:_YEAR_LENGTH]) - int(own[0][:_YEAR_LENGTH]):
        return False
    issues = _day(own[0]), _day(own[1])
    if not (issues[0] and issues[1]):
        return True
    # From December to January the calendar counts a year: "through 2013" is not "through 2014" some weeks after.
    return abs((issues[1] - issues[0]).days / _DAYS["year"] - years) <= Decimal("0.5")


def _month_moved(issues: tuple[date, date], days: tuple[str, str]) -> bool:
    if not all(day.replace("-", "").isdigit() and int(day[-2:]) <= _MONTHS_OF_YEAR for day in days):
        return False
    back = [
        issue.year * _MONTHS_OF_YEAR + issue.month - int(day[:_YEAR_LENGTH]) * _MONTHS_OF_YEAR - int(day[-2:])
        for issue, day in zip(issues, days, strict=True)
    ]
    if all(months in _LAST_MEETING for months in back):
        return abs(back[0] - back[1]) <= 1
    return back[0] == back[1] and abs(back[0]) <= _NEAR_MONTHS


def _followed(issues: tuple[date, date], named: tuple[date, date]) -> bool:
    passed = (issues[1] - issues[0]).days
    if not passed or abs((named[0] - issues[0]).days) > _NEAR_MONTHS * _DAYS["month"]:
        return False
    past = named[0] < issues[0] and named[1] < issues[1]
    seldom = _PAST_DAYS if past else _LOOSE_DAYS
    slack = seldom if abs(passed) >= _SELDOM_DAYS else _CLOSE_DAYS
    return abs((named[1] - named[0]).days - passed) <= slack


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
