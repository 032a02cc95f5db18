"""The days that a written date covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as day
from functools import lru_cache

_DATE = re.compile(r"([0-9X]{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUARTERS, _HALVES = 33, 40
_OPEN = "..", ""


def covered_days(edtf: str) -> tuple[str, str] | None:
    """The first and the last day (YYYY-MM-DD) of an EDTF date, interval or set; None where it names no year or season.

    An open end is 0000-01-01 or 9999-12-31. A day that no calendar has covers nothing.
    """
    written = edtf.strip("[]{}").translate({ord(mark): None for mark in "~?%"})
    if "/" in written:
        first, _, last = written.partition("/")
        low = ("0000-01-01", "") if first in _OPEN else _days(first)
        high = ("", "9999-12-31") if last in _OPEN else _days(last)
        return (low[0], high[1]) if low and high else None
    each = [_days(part) for part in re.split(r",|\.\.", written) if part]
    known = [days for days in each if days]
    return (min(known)[0], max(last for _, last in known)) if known and len(known) == len(each) else None


@lru_cache(1 << 16)
def numbered_days(date: str) -> tuple[int, int]:
    """The first and the last day that a date (YYYY, YYYY-MM or YYYY-MM-DD) may mean, each as `date.toordinal` has it.

    Raises ValueError for what is no date.
    """
    parts = [*map(int, date.split("-"))]
    first = day(*[*parts, 1, 1][:3])
    if len(parts) > 2:
        return first.toordinal(), first.toordinal()
    month = first.month if len(parts) > 1 else 12
    return first.toordinal(), first.replace(month=month, day=monthrange(first.year, month)[1]).toordinal()


def _days(date: str) -> tuple[str, str] | None:
    match = _DATE.fullmatch(date)
    if match is None or match[1].startswith("X"):
        return None
    first, last = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if match[2] is None:
        return f"{first:04}-01-01", f"{last:04}-12-31"
    months = _months(int(match[2]))
    if months is None or first != last or not first:
        return None
    if match[3] is None:
        return f"{first:04}-{months[0]:02}-01", f"{first:04}-{months[1]:02}-{monthrange(first, months[1])[1]:02}"
    if not 1 <= int(match[3]) <= monthrange(first, months[1])[1]:
        return None
    return date, date


def _months(part: int) -> tuple[int, int] | None:
    """The first and last month of a month, quarter or half; of a season, which has no fixed one, None."""
    if 1 <= part <= 12:
        return part, part
    if _QUARTERS <= part < _QUARTERS + 4:
        return 3 * (part - _QUARTERS) + 1, 3 * (part - _QUARTERS) + 3
    return (6 * (part - _HALVES) + 1, 6 * (part - _HALVES) + 6) if _HALVES <= part < _HALVES + 2 else None
