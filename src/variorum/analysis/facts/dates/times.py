"""Times of day: "2:00 p.m. EST", "0900 hours", "noon", "14 h 30", "10.00 Uhr"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.found import Found
from variorum.model.facts import FactKind

if TYPE_CHECKING:
    from variorum.analysis.facts.segment_words import SegmentWords

_CLOCK = re.compile(r"([01]?\d|2[0-3])([:.h])([0-5]\d)(?:[:.]([0-5]\d))?([ap]m)?", re.ASCII)
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
# Hours from Coordinated Universal Time; zones whose letters mean several are left out.
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
}  # fmt: skip
_NAMED_ZONES = {"eastern": -5, "central": -6, "mountain": -7, "pacific": -8}
_LOOSE_ZONES = frozenset(("et", "ct", "mt", "pt"))
_AT = frozenset(
    "at from until till by before after around approximately about to à a las um gegen ab bis в до с к около hasta"
    " desde dès".split()
)
_WORDS = {"noon": 12, "midnight": 0, "midday": 12}
_BEFORE_WORDS = frozenset("at until by before after around since 12".split())
_SURE, _LIKELY = 0.97, 0.85
_LONGEST_HOUR = 2


def clock_at(words: SegmentWords, k: int) -> Found | None:
    """The time that begins with the figures at token `k`; a bare "3:16" only after "at" and its like."""
    form = words.form(k)
    if len(form) <= _LONGEST_HOUR:
        return _hour_of_half_day(words, k)
    match = _CLOCK.fullmatch(form)
    if match is None or words.compound(k):
        return None
    hour, minute, second = int(match[1]), int(match[3]), match[4]
    last, hour, marked = _half_day(words, k + 1, hour)
    is_uhr = words.form(last) == "uhr"
    last += is_uhr
    last, zone = _zone(words, last)
    announced = match[2] == ":" and words.form(k - 1) in _AT
    if not (marked or is_uhr or zone is not None or announced or match[2] == "h"):
        return None
    seconds = f":{second}" if second else ""
    confidence = _SURE if marked or is_uhr or zone is not None else _LIKELY
    return _time(k, last, f"T{hour:02}:{minute:02}{seconds}{zone or ''}", "clock", confidence)


def hour_at(words: SegmentWords, k: int) -> Found | None:
    """The time that ends with the mark at token `k`: "2 p.m.", "0900 hours", "9 Uhr", "14 h 30", "noon"."""
    form = words.form(k)
    if form in _WORDS:
        return _noon(words, k)
    if form in ("hours", "utc", "gmt", "h") and (match := _MILITARY.fullmatch(words.form(k - 1))):
        return _military(words, k, match, is_hours=form == "hours")
    hour = words.figure(k - 1)
    if hour is None or hour > 24 or form in ("hours", "utc", "gmt"):
        return None
    if form == "uhr":
        return _time(k - 1, k + 1, f"T{hour:02}", "hour", _SURE)
    minute = words.figure(k + 1)
    if minute is not None and minute < 60 and len(words.form(k + 1)) == 2:
        return _time(k - 1, k + 2, f"T{hour:02}:{minute:02}", "clock", _SURE)
    return _time(k - 1, k + 1, f"T{hour:02}", "hour", _LIKELY) if words.form(k - 2) == "à" else None


def _noon(words: SegmentWords, k: int) -> Found | None:
    before = words.form(k - 1)
    if before not in _BEFORE_WORDS:
        return None
    first = k - 1 if before == "12" else k
    last, zone = _zone(words, k + 1)
    return _time(first, last, f"T{_WORDS[words.form(k)]:02}:00{zone or ''}", "noon", _LIKELY)


def _hour_of_half_day(words: SegmentWords, k: int) -> Found | None:
    hour = words.figure(k)
    if hour is None or not 1 <= hour <= 12:
        return None
    last, hour, marked = _half_day(words, k + 1, hour)
    if not marked:
        return None
    last, zone = _zone(words, last)
    return _time(k, last, f"T{hour:02}{(':00' + zone) if zone else ''}", "hour", _SURE)


def _military(words: SegmentWords, k: int, match: re.Match[str], *, is_hours: bool) -> Found | None:
    if words.compound(k - 1):
        return None
    last, zone = (k + 1, None) if is_hours else _zone(words, k)
    return _time(k - 1, last, f"T{match[1]}:{match[2]}{zone or ''}", "clock", _SURE)


def _half_day(words: SegmentWords, k: int, hour: int) -> tuple[int, int, bool]:
    """The token after "p.m.", the hour of the whole day, and whether it was said."""
    form = words.form(k)
    last = k
    if form in ("am", "pm"):
        last = k + 1
    elif form in ("a", "p") and words.form(k + 1) == "." and words.form(k + 2) == "m" and words.touches(k + 1):
        last = k + 4 if words.form(k + 3) == "." and words.touches(k + 3) else k + 3
    if last == k or not 1 <= hour <= 12:
        return k, hour, False
    return last, hour % 12 + (12 if form[0] == "p" else 0), True


def _zone(words: SegmentWords, k: int) -> tuple[int, str | None]:
    """The token after a time zone at token `k` and its offset; None without one, "" of one that names no offset."""
    first = k + (words.form(k) == "(")
    form = words.form(first)
    last, offset = first + 1, _ZONES.get(form)
    if form in _NAMED_ZONES and words.form(first + 1) in ("standard", "daylight", "time"):
        offset = _NAMED_ZONES[form] + (words.form(first + 1) == "daylight")
        last = first + (2 if words.form(first + 1) == "time" else 3)
        if words.form(first + 1) == "time":
            return (last, "")
    elif offset is None and not (form in _LOOSE_ZONES and words.is_capital(first)):
        return k, None
    last += first > k and words.form(last) == ")"
    if offset is None:
        return last, ""
    return last, "Z" if offset == 0 else f"{offset:+03}:00"


def _time(first: int, last: int, value: str, rule: str, confidence: float) -> Found:
    return Found(first, last, rule, confidence, edtf=value, kind=FactKind.TIME)
