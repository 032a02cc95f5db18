"""The dates and times that a statement names, as EDTF (ISO 8601-2): days, ranges, parts of dates, relative ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import stated
from variorum.analysis.facts.dates.named_days import day_at, further_days, month_at
from variorum.analysis.facts.dates.parts import century_at, decade_at, part_of_year_at, year_at
from variorum.analysis.facts.dates.relative import relative_at, triggers
from variorum.analysis.facts.dates.times import TRIGGERS as TIME_TRIGGERS
from variorum.analysis.facts.dates.times import clock_at, hour_at
from variorum.analysis.facts.dates.undated import joined, with_years
from variorum.analysis.facts.dates.words import CENTURY_WORDS, SEASONS
from variorum.analysis.facts.reading import Reading
from variorum.analysis.facts.segment_words import SegmentWords
from variorum.model.facts import Fact, Moment
from variorum.model.units import SegmentKind
from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from variorum.analysis.facts.dates.edtf import Stated
    from variorum.analysis.facts.dates.found import Found
    from variorum.model.alignment import SegmentedWitness

_DIGITS = frozenset("0123456789'")
_ADDRESS_MARKS = frozenset("%/=&#?_")
_PARTS = frozenset((*SEASONS, "quarter", "half", "quartal", "trimestre", "q1", "q2", "q3", "q4"))


def find_dates(witness: SegmentedWitness, anchor: str | None, *, reading: Reading | None = None) -> list[Fact]:
    """The dates and times of a statement, in text order.

    `anchor` is the statement's own date, ISO 8601 as far as it is known. From it "33 years ago" has its year, and "on 5
    March" the year in which that day is nearest, both marked relative; without it the one has no value and the other is
    XXXX-03-05. A day keeps XXXX where it is the statement's own day, or that of another year which the text names, or
    is said to come every year. In a list ("5 and 9 March 2012") each date reaches to the word that completes it, so
    two may overlap. Furniture is not read. `reading` is the statement's, if it has been made. Cost is linear.
    """
    reading = reading or Reading(witness)
    own = stated(anchor) if anchor else None
    found = _with_segments(witness, reading, own)
    return [_fact(reading, each) for each in with_years(found, reading, own)]


def _with_segments(witness: SegmentedWitness, reading: Reading, anchor: Stated | None) -> list[list[Found]]:
    """What is found in each segment that has any, ranges joined."""
    words = SegmentWords(reading)
    wanted = triggers(reading.language) | MONTHS.keys() | CENTURY_WORDS | _PARTS | TIME_TRIGGERS
    hits = [k for k, form in enumerate(reading.forms) if form in wanted or form[:1] in _DIGITS]
    segments = (segment for segment in witness.segments if segment.kind is not SegmentKind.FURNITURE)
    found: list[list[Found]] = []
    segment = next(segments, None)
    here: list[int] = []
    for k in hits:
        while segment is not None and reading.starts[k] >= segment.span.end:
            if here:
                words.enter(segment)
                found.append(joined(_in_segment(words, here, anchor), words))
                here = []
            segment = next(segments, None)
        if segment is None:
            break
        if reading.starts[k] >= segment.span.start:
            here.append(k)
    if segment is not None and here:
        words.enter(segment)
        found.append(joined(_in_segment(words, here, anchor), words))
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
        return None if is_in_address else day_at(words, atom)
    form = words.form(k)
    if form[:1] in _DIGITS:
        return clock_at(words, k) or part_of_year_at(words, k) or decade_at(words, k) or year_at(words, k)
    if form in MONTHS and (month := month_at(words, k)):
        return month
    return (
        relative_at(words, k, anchor)
        or (century_at(words, k) if form in CENTURY_WORDS else None)
        or (part_of_year_at(words, k) if form in _PARTS else None)
        or (hour_at(words, k) if form in TIME_TRIGGERS else None)
    )


def _fact(reading: Reading, found: Found) -> Fact:
    impossible = found.low is not None and found.high is not None and not (found.low.exists and found.high.exists)
    moment = Moment("" if impossible else found.edtf, relative=found.relative, impossible=impossible)
    return Fact(
        found.kind, reading.span(found.first, found.last), f"dates.{found.rule}", found.confidence, moment=moment
    )
