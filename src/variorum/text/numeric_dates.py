"""Dates written in figures alone: 1990-01-21, 21.01.1990, 21/01/1990."""

from __future__ import annotations

import re

_YEAR_FIRST = re.compile(r"([12]\d{3})([-./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2([12]\d{3})", re.ASCII)


def numeric_date(form: str) -> str | None:
    """The date that a run of figures and marks is; None of what is no date.

    ISO 8601 where it can be read one way only: with the year first, with points, or with a figure that is no month.
    Else "--?" and the figures as they stand: "03/04/2020" is the third of April or the fourth of March.
    """
    if match := _YEAR_FIRST.fullmatch(form):
        return _iso(match[1], match[3], match[4])
    if not (match := _YEAR_LAST.fullmatch(form)):
        return None
    day_first, month_first = _iso(match[4], match[3], match[1]), _iso(match[4], match[1], match[3])
    if match[2] == "." or month_first in (None, day_first):
        return day_first
    return f"--?{int(match[1])}/{int(match[3])}/{match[4]}" if day_first else month_first


def _iso(year: str, month: str, day: str) -> str | None:
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
