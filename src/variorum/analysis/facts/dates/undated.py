"""Ranges over two dates, and the years of days and months that are named without one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import interval, likely_year
from variorum.analysis.facts.dates.found import Hint
from variorum.analysis.facts.dates.words import (
    AHEAD,
    BETWEEN,
    EACH,
    JOINERS,
    LIST_WORDS,
    NAMED_DAYS,
    ON,
    ONWARD,
    RECURRING,
    WEEKDAYS,
)
from variorum.model.facts import FactKind
from variorum.text.lexicon import AND_WORDS

if TYPE_CHECKING:
    from variorum.analysis.facts.dates.edtf import Stated
    from variorum.analysis.facts.dates.found import Found
    from variorum.analysis.facts.reading import Reading
    from variorum.analysis.facts.segment_words import SegmentWords

_SUPPLIED, _CARRIED = 0.8, 0.85
_LONGEST_RECURRING = max(map(len, RECURRING))
_LISTED_GAP = 3
_NEAR = 8
_TURNED = {"last": Hint.LAST_YEAR, "this": Hint.THIS_YEAR, "next": Hint.NEXT_YEAR}
_STEPS = {Hint.LAST_YEAR: -1, Hint.THIS_YEAR: 0, Hint.NEXT_YEAR: 1}
# A year later in the sentence is this one's too: "from 5 March to 2 April 2012".
_SHARING = JOINERS | LIST_WORDS | ON


def joined(found: list[Found], words: SegmentWords) -> list[Found]:
    """The dates of a segment with ranges as one, and with the year that a neighbour says for them."""
    dates: list[Found] = []
    for each in found:
        if dates and (merged := _range(dates[-1], each, words)):
            dates[-1] = merged
        else:
            dates.append(each)
    return [_with_hint(each, words) for each in _with_shared_years(dates, words)]


def _range(first: Found, second: Found, words: SegmentWords) -> Found | None:
    """Two dates with "to" between them, or with "and" after "between", as one."""
    low, high = first.low, second.low
    if low is None or high is None or first.high != low or second.high != high or second.first != first.last + 1:
        return None
    joiner = words.form(first.last)
    is_joined = joiner in JOINERS or (joiner in AND_WORDS and words.form(first.first - 1) in BETWEEN)
    if not is_joined or (low.year is not None and high.year is None) or (low.day is None) != (high.day is None):
        return None
    if low.year is None and high.year is not None:
        if low.month is None or high.month is None:
            return None
        low = low.of_year(high.year - (_in_year(low) > _in_year(high)))
    if str(low) >= str(high) and low.year is not None:
        return None
    return replace(first, last=second.last, rule=f"{first.rule} to {second.rule}", low=low, high=high)


def _in_year(day: Stated) -> tuple[int, int]:
    return day.month or 0, day.day or 0


def _with_shared_years(dates: list[Found], words: SegmentWords) -> list[Found]:
    """Days that a list ties to a date with a year have it: "5 March and 12 March 2012"."""
    shared = list(dates)
    for place in range(len(shared) - 2, -1, -1):
        shared[place] = _sharing(shared[place], shared[place + 1], shared[place].last, shared[place + 1].first, words)
    for place in range(1, len(shared)):
        shared[place] = _sharing(shared[place], shared[place - 1], shared[place - 1].last, shared[place].first, words)
    return shared


def _sharing(one: Found, other: Found, first: int, last: int, words: SegmentWords) -> Found:
    low, high, year = one.low, one.high, other.low.year if other.low is not None else None
    if low is None or high is None or low.year is not None or low.month is None or year is None:
        return one
    if other.low is None or (other.low.day is None) != (low.day is None) or not 0 < last - first <= _LISTED_GAP:
        return one
    if any(form not in _SHARING for form in words.forms(first, last)):
        return one
    return replace(one, low=low.of_year(year), high=high.of_year(year), confidence=_CARRIED)


def _with_hint(one: Found, words: SegmentWords) -> Found:
    """A day or month without a year with what the words beside it tell of that."""
    if one.low is None or one.low.year is not None or one.hint is not Hint.NONE:
        return one
    return replace(one, hint=_hint(one, words))


def _hint(one: Found, words: SegmentWords) -> Hint:
    before = words.form(one.first - 1)
    after = words.forms(one.last, one.last + _LONGEST_RECURRING)
    if (
        before in EACH
        or (before in ("in", "of") and words.form(one.first - 2) in WEEKDAYS)
        or any(after[: len(each)] == each for each in RECURRING)
    ):
        return Hint.EVERY_YEAR
    turn = after[after[0] == "of" :][:2]
    if turn[1:] == ("year",) and turn[0] in _TURNED:
        return _TURNED[turn[0]]
    if before == "last":
        return Hint.PAST
    if before in ONWARD:
        return Hint.ONWARD
    near = words.forms(one.first - _NEAR, one.last + _NEAR)
    return Hint.AHEAD if before in ON and not AHEAD.isdisjoint(near) else Hint.NONE


def with_years(found: list[list[Found]], reading: Reading, anchor: Stated | None) -> list[Found]:
    """All dates with their values, in text order."""
    named: dict[tuple[int | None, int | None], set[int]] = {}
    for each in (each for dates in found for each in dates):
        for end in (each.low, each.high):
            if end is not None and end.year is not None and end.day is not None:
                named.setdefault((end.month, end.day), set()).add(end.year)
    dates: list[Found] = []
    for in_segment in found:
        told: int | None = None
        for each in in_segment:
            dates.append(_dated(each, anchor, named, told))
            if each.low is not None and each.low.year is not None and each.kind is FactKind.DATE:
                told = None if _is_of_document(each, reading) else each.low.year
    return dates


def _is_of_document(one: Found, reading: Reading) -> bool:
    """Whether a date is a numbered document's: "resolution 338 (1973) of 22 October 1973"."""
    return reading.form(one.first - 1) in ("of", "dated") and reading.form(one.first - 2) in (
        ")",
        "resolution",
        "letter",
    )


def _dated(
    one: Found, anchor: Stated | None, named: dict[tuple[int | None, int | None], set[int]], told: int | None
) -> Found:
    """A date with its EDTF value, and with a year where it has none and one can be told."""
    low, high = one.low, one.high
    if low is None or high is None or one.edtf:
        return one
    year = (
        None if low.year is not None or not (low.exists and high.exists) else _year_for(one, low, anchor, named, told)
    )
    if year is None:
        return replace(one, edtf=interval(low, high))
    ends = low.of_year(year), high.of_year(year + (_in_year(high) < _in_year(low)))
    if not all(end.exists for end in ends):
        return replace(one, edtf=interval(low, high))
    return replace(one, edtf=interval(*ends), low=ends[0], high=ends[1], relative=True, confidence=_SUPPLIED)


def _year_for(
    one: Found,
    low: Stated,
    anchor: Stated | None,
    named: dict[tuple[int | None, int | None], set[int]],
    told: int | None,
) -> int | None:
    """The year of a day or month without one; None where it comes every year, or where that cannot be told."""
    if anchor is None or anchor.year is None or one.hint is Hint.EVERY_YEAR:
        return None
    own = (low.month, low.day)
    if low.day is not None and (own in NAMED_DAYS or own == (anchor.month, anchor.day)):
        return None
    year = told if told is not None and told != anchor.year else _turned_year(one, low, anchor)
    # The text names this day in another year: it may be kept in all of them.
    return None if low.day is not None and own in named and year not in named[own] else year


def _turned_year(one: Found, low: Stated, anchor: Stated) -> int | None:
    """The year that the words beside a day or month tell, or that is likely for it."""
    if anchor.year is None:
        return None
    if one.hint in _STEPS:
        return anchor.year + _STEPS[one.hint]
    if one.hint is Hint.PAST:
        is_over = low.of_year(anchor.year).middle < anchor.middle and low.month != anchor.month
        return anchor.year - (not is_over)
    return likely_year(low, anchor, onward=one.hint is Hint.ONWARD, ahead=one.hint is Hint.AHEAD)
