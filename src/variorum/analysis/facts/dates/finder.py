"""The dates and times that a statement names, as EDTF (ISO 8601-2): days, ranges, parts of dates, relative ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import stated
from variorum.analysis.facts.dates.named_days import day_at, further_days, month_at
from variorum.analysis.facts.dates.parts import century_at, decade_at, part_of_year_at, year_at
from variorum.analysis.facts.dates.relative import relative_at
from variorum.analysis.facts.dates.times import clock_at, hour_at
from variorum.analysis.facts.dates.undated import joined, with_years
from variorum.analysis.facts.dates.words import CENTURY_WORDS, HOUR_WORDS, PARTS_OF_YEAR
from variorum.analysis.facts.reading import TEXT
from variorum.analysis.facts.segment_words import SegmentWords
from variorum.analysis.facts.triggers import DATE
from variorum.model.facts import Fact, Moment
from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from variorum.analysis.facts.dates.edtf import Stated
    from variorum.analysis.facts.dates.found import Found
    from variorum.analysis.facts.reading import Reading

_DIGITS = frozenset("0123456789'")
_GAZETTES = frozenset(("reg", "fr", "stat", "cfr"))
_LONGEST_CITATION = 5
_ADDRESS_MARKS = frozenset("%/=&#?_")


def find_dates(reading: Reading, anchor: str | None) -> list[Fact]:
    """The dates and times of a statement, in text order.

    `anchor` is the statement's own date, ISO 8601 as far as it is known. From it "33 years ago" has its year, and "on 5
    March" the year in which that day is nearest, both marked relative; without it the one has no value and the other is
    XXXX-03-05. A day keeps XXXX where it is the statement's own day, or that of another year which the text names, or
    is said to come every year. In a list ("5 and 9 March 2012") each date reaches to the word that completes it, so
    two may overlap. Furniture is not read. Nothing goes across the edge of a segment: where a line break stands
    inside a sentence and was taken for its end, a date that it parts is read as far as each side says it. Linear.
    """
    own = stated(anchor) if anchor else None
    found = _by_segment(reading, own)
    return [_fact(reading, each) for each in with_years(found, reading, own)]


def _by_segment(reading: Reading, anchor: Stated | None) -> list[list[Found]]:
    """What is found in each segment that has any, ranges joined."""
    words = SegmentWords(reading)
    found: list[list[Found]] = []
    for segment, hits in reading.triggered(DATE, TEXT):
        words.enter(segment)
        found.append(joined(_in_segment(words, hits, anchor), words))
    return found


def _in_segment(words: SegmentWords, hits: list[int], anchor: Stated | None) -> list[Found]:
    found: list[Found] = []
    done = 0
    for k in hits:
        if k < done:
            continue
        one = _at(words, k, anchor)
        if one is None or one.first < done:
            continue
        days = further_days(words, one, done)
        found += days
        done = max(day.last for day in days)
    return found


def _at(words: SegmentWords, k: int, anchor: Stated | None) -> Found | None:
    """The date or time at its trigger, token `k`."""
    if atom := words.date_atom(k):
        is_in_address = words.touches(atom[0]) and words.form(atom[0] - 1) in _ADDRESS_MARKS
        return None if is_in_address or _is_cited(words, atom[0]) else day_at(words, atom)
    form = words.form(k)
    if form[:1] in _DIGITS:
        return clock_at(words, k) or part_of_year_at(words, k) or decade_at(words, k) or year_at(words, k)
    if form in MONTHS and (month := month_at(words, k)):
        return month
    return (
        relative_at(words, k, anchor)
        or (century_at(words, k) if form in CENTURY_WORDS else None)
        or (part_of_year_at(words, k) if form in PARTS_OF_YEAR else None)
        or (hour_at(words, k) if form in HOUR_WORDS else None)
    )


def _is_cited(words: SegmentWords, k: int) -> bool:
    """Whether a date is that of a number of a gazette: "85 Fed. Reg. 12345 (Mar. 5, 2020)"."""
    if words.form(k - 1) != "(" or not words.form(k - 2)[:1].isdigit():
        return False
    return not _GAZETTES.isdisjoint(words.forms(k - _LONGEST_CITATION, k - 2))


def _fact(reading: Reading, found: Found) -> Fact:
    impossible = found.low is not None and found.high is not None and not (found.low.exists and found.high.exists)
    moment = Moment("" if impossible else found.edtf, relative=found.relative, impossible=impossible)
    return Fact(
        found.kind, reading.span(found.first, found.last), f"dates.{found.rule}", found.confidence, moment=moment
    )
