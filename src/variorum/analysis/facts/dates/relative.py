"""Dates that a statement counts from its own: "33 years ago", "last year", "yesterday"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import counted_from
from variorum.analysis.facts.dates.found import Found
from variorum.analysis.facts.dates.words import AGO_AFTER, AGO_BEFORE, PHRASES, PHRASES_BY_LAST, ROUGHLY
from variorum.text.number_words import time_unit

if TYPE_CHECKING:
    from variorum.analysis.facts.dates.edtf import Stated
    from variorum.analysis.facts.segment_words import SegmentWords

_CONFIDENCE = 0.9
# The words of a phrase that are not of the date itself stand before "the": "the end of the year".
_ARTICLE = "the"
# "Over the last year" is a length of time, "the last week of May" no week before this one.
_LENGTH_BEFORE = frozenset(("the", "these", "those", "our", "his", "her", "its", "their", "your", "my"))
# "More than 30 years ago"; but "better off than four years ago" says four.
_COMPARED = frozenset(("more", "less", "fewer"))
# "A better tomorrow" is no day.
_TOMORROW = ("tomorrow",)
_HOPED_FOR = frozenset("a our better brighter safer stronger fairer greener healthier freer new of".split())
_HALVES = {"year": ("month", 6)}
_LONG = {"decade": ("year", 10), "century": ("year", 100)}


def relative_at(words: SegmentWords, k: int, anchor: Stated | None) -> Found | None:
    """The relative date at its trigger, token `k`; its value is "" where the statement's own date is not known."""
    language = words.language if words.language in PHRASES else "en"
    if words.form(k) == AGO_AFTER.get(language):
        return _ago(words, k, anchor)
    opening = AGO_BEFORE.get(language)
    if opening is not None and words.precedes(k + 1, *opening):
        return _before(words, k, len(opening), anchor)
    return _phrase(words, k, language, anchor)


def _phrase(words: SegmentWords, k: int, language: str, anchor: Stated | None) -> Found | None:
    for phrase in PHRASES_BY_LAST[language].get(words.form(k).removesuffix("'s"), ()):
        if words.forms(k + 1 - len(phrase), k) != phrase[:-1]:
            continue
        first = k + 1 - len(phrase)
        if phrase == _TOMORROW and words.form(first - 1) in _HOPED_FOR:
            return None
        unit, step = PHRASES[language][phrase]
        if step and len(phrase) > 1 and words.form(first - 1) in _LENGTH_BEFORE:
            return None
        if _ARTICLE in phrase:
            first += phrase.index(_ARTICLE)
        return Found(first, k + 1, "phrase", _CONFIDENCE, edtf=_value(unit, step, anchor), relative=True)
    return None


def _ago(words: SegmentWords, k: int, anchor: Stated | None) -> Found | None:
    """A count of units that ends before "ago" or "назад", token `k`."""
    unit = time_unit(words.form(k - 1), words.language)
    if unit is None:
        return None
    count: tuple[float, int] | None = words.count_before(k - 1)
    if words.form(k - 2) in ("a", "an", "one"):
        count = (0.5, k - 3) if words.form(k - 3) == "half" else (1, k - 2)
    if count is None:
        return None
    number, first = count
    rough = number < 1 or words.form(first - 1) in ROUGHLY or words.form(first - 2) in _COMPARED
    return _back(unit, number, anchor, Found(first, k + 1, "ago", _CONFIDENCE), rough=rough)


def _before(words: SegmentWords, k: int, opening: int, anchor: Stated | None) -> Found | None:
    """A count of units after "vor", "il y a", "hace", which end with token `k`."""
    place = k + 1
    while words.form(place) in ROUGHLY and place < k + 3:
        place += 1
    number = words.figure(place)
    unit = time_unit(words.form(place + 1), words.language)
    if number is None or unit is None:
        return None
    found = Found(k + 1 - opening, place + 2, "ago", _CONFIDENCE)
    return _back(unit, number, anchor, found, rough=place > k + 1)


def _back(unit: str, number: float, anchor: Stated | None, found: Found, *, rough: bool) -> Found | None:
    """A date so many units before the anchor; roughly, where the text says so or counts in weeks or decades."""
    if unit in _LONG:
        unit, factor = _LONG[unit]
        number, rough = number * factor, True
    elif unit == "week":
        unit, number, rough = "day", number * 7, True
    elif number < 1:
        unit, number = _HALVES.get(unit, (unit, 1))
    if unit not in ("year", "month", "day"):
        return None
    value = _value(unit, -int(number), anchor)
    return replace(found, edtf=f"{value}~" if rough and value else value, relative=True)


def _value(unit: str, number: int, anchor: Stated | None) -> str:
    return counted_from(anchor, unit, number) if anchor is not None else ""
