"""Dates as far as they are said, written as EDTF (ISO 8601-2): "1990-01-19/1990-01-20", "XXXX-01-20", "198X"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

# A year that has every day that any year has.
_LEAP_YEAR = 2000
_MIDDLE_MONTH, _MIDDLE_DAY = 7, 15
# What is told without a year lies mostly behind: of 120 such dates read in official texts, those ahead and not
# announced as such were at most two months away.
_SOON = 75
# The years that ISO 8601 writes with four figures and `datetime` counts.
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_UNITS_OF_YEARS = {"year": 1, "decade": 10, "century": 100}
# ISO 8601-2 numbers the parts of a year after its twelve months.
SEASONS, QUARTERS, HALVES = 20, 32, 39
_MIDDLES = {
    **{SEASONS + number: month for number, month in enumerate((4, 7, 10, 1), 1)},
    **{QUARTERS + number: 3 * number - 1 for number in range(1, 5)},
    **{HALVES + number: 6 * number - 3 for number in (1, 2)},
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as far as it is said; what is left out is None. `month` is a part of the year where it is above 12."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        value = "XXXX" if self.year is None else f"{self.year:04}"
        if self.month is not None:
            value += f"-{self.month:02}"
        return value if self.day is None else f"{value}-{self.day:02}"

    @property
    def exists(self) -> bool:
        """Whether a calendar has it; a day without a year exists if some year has it."""
        if self.day is None or self.month is None:
            return True
        return self.day <= monthrange(_LEAP_YEAR if self.year is None else self.year, self.month)[1]

    def of_year(self, year: int) -> Stated:
        """The same day or month of a year."""
        return replace(self, year=year)

    @property
    def middle(self) -> date:
        """A day in it, near its middle; of a date with a year."""
        month = _MIDDLES.get(self.month or 0, self.month) or _MIDDLE_MONTH
        last = monthrange(self.year or _LEAP_YEAR, month)[1]
        return date(self.year or _LEAP_YEAR, month, min(self.day or _MIDDLE_DAY, last))


def stated(value: str) -> Stated:
    """The date that ISO 8601 writes so: YYYY, YYYY-MM, YYYY-MM-DD, --MM or --MM-DD."""
    if value.startswith("--"):
        return Stated(None, *map(int, value[2:].split("-")))
    return Stated(*map(int, value.split("-")))


def interval(low: Stated, high: Stated) -> str:
    """The EDTF of a range, or of the one date that both ends are."""
    return str(low) if low == high else f"{low}/{high}"


def either(written: str) -> str:
    """The EDTF of one day of two: "3/4/2020" is the third of April or the fourth of March."""
    first, second, year = map(int, written.split("/"))
    days = sorted((Stated(year, first, second), Stated(year, second, first)), key=str)
    return f"[{','.join(map(str, days))}]"


def decade(year: int) -> str:
    """The ten years that begin with a year; the hundred, where it begins a century that has no such name as 200X."""
    return f"{year // 10}X" if year % 100 or year >= 2000 else f"{year // 100}XX"


def part_of_decade(year: int, first: int, last: int) -> str:
    """Some years of a decade, their ends being roughly meant: "the end of the 1980s" is 1987~/1989~."""
    return f"{year + first}~/{year + last}~"


def roughly(low: Stated, high: Stated) -> str:
    """A range whose ends are roughly meant: "mid-2013" is 2013-05~/2013-08~."""
    return f"{low}~" if low == high else f"{low}~/{high}~"


def counted_from(anchor: Stated, unit: str, number: int) -> str:
    """The EDTF of a date so many days, weeks, months, years, decades or centuries after an anchor; "" if out of reach.

    As precise as its unit, and never more precise than the anchor. A week is its Monday and Sunday.
    """
    if anchor.year is None:
        return ""
    if unit in _UNITS_OF_YEARS:
        return _years_from(anchor.year, unit, number)
    if anchor.month is None:
        return str(Stated(anchor.year)) if number == 0 else ""
    if unit == "month":
        return _month_from(anchor.year, anchor.month, number)
    if anchor.day is None:
        return str(anchor) if number == 0 else ""
    return _day_from(anchor.middle, unit, number)


def _years_from(year: int, unit: str, number: int) -> str:
    year += _UNITS_OF_YEARS[unit] * number
    digits = len(str(_UNITS_OF_YEARS[unit])) - 1
    if year < _FIRST_YEAR and not digits:
        return _year_before_ours(year)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ""
    return f"{year:04}"[: 4 - digits] + "X" * digits


def _year_before_ours(year: int) -> str:
    """A year of the astronomers' count, in which 0 is 1 BC; EDTF marks those of more than four figures."""
    return f"Y{year}" if year < -_LAST_YEAR else f"{'-' * (year < 0)}{-year:04}"


def _month_from(year: int, month: int, number: int) -> str:
    year, month = divmod(year * 12 + month - 1 + number, 12)
    return str(Stated(year, month + 1)) if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def _day_from(day: date, unit: str, number: int) -> str:
    try:
        if unit == "day":
            return (day + timedelta(days=number)).isoformat()
        monday = day + timedelta(days=7 * number - day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except OverflowError:
        return ""


def likely_year(day: Stated, anchor: Stated, *, onward: bool, ahead: bool) -> int | None:
    """The year of a day or month without one: the last before an anchor, unless it is soon to come.

    `onward` of what is not before the anchor; `ahead` of what may well be to come, and is in the nearest year.
    """
    if anchor.year is None:
        return None
    if anchor.month is None:
        return anchor.year
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if _FIRST_YEAR <= year <= _LAST_YEAR]
    gaps = {year: (day.of_year(year).middle - anchor.middle).days for year in years}
    # A month that has begun is not yet over.
    slack = 31 if day.day is None else 0
    if onward:
        return next((year for year in years if gaps[year] >= -slack), anchor.year)
    if ahead:
        return min(years, key=lambda year: abs(gaps[year]))
    return next((year for year in reversed(years) if gaps[year] <= _SOON), anchor.year)
