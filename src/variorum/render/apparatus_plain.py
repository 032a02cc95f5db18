"""The apparatus for a screen reader: one sentence a locus, no columns, no glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.apparatus import LocusKind
from variorum.render.apparatus_words import (
    absence_words,
    anchor,
    kind_words,
    note_words,
    notices_of,
    numbered,
    place_words,
    sigla_words,
    speaker,
    summary_sentence,
    wording_of,
)
from variorum.render.sentences import quoted
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.apparatus import Collation, Locus, LocusCounts, LocusReading


def apparatus_plain(collation: Collation, loci: Sequence[Locus], counts: LocusCounts) -> str:
    """Notices, the sigla, the counts, then each locus as a sentence on a line of its own."""
    lines = [f"Note: {notice}" for notice in notices_of(collation)]
    for number, witness in enumerate(collation.witnesses):
        base = ", the base" if number == collation.base else ""
        date = f", {witness.date}" if witness.date else ""
        lines.append(f"{witness.siglum}{base}: {witness.name}{date}")
    lines.append(f"Summary: {summary_sentence(collation, counts)}")
    lines += [locus_sentence(collation, locus) for locus in loci]
    return "".join(visible(" ".join(line.split())) + "\n" for line in lines)


def locus_sentence(collation: Collation, locus: Locus) -> str:
    """A locus in one sentence: "Line 4, figure: A B: '118'; C: '119'."."""
    parallel = collation.parallels[locus.parallel]
    name = _subject(collation, locus)
    if locus.kind is LocusKind.PRESENCE:
        words = quoted(wording_of(collation, parallel, speaker(collation, parallel.present)))
        return _closed(f"{name}, {_spoken(absence_words(collation, parallel))}: {words}")
    if locus.kind is LocusKind.PLACE:
        verb = "are" if name.startswith("Lines") else "is"
        return f"{name} {verb} {_spoken(place_words(collation, parallel))}."
    told = "; ".join(_reading(collation, reading) for reading in locus.all_readings)
    if locus.kind is LocusKind.WORDING:
        return _closed(f"{name}, worded otherwise as a whole: {told}")
    note = note_words(locus)
    form = f", written differently ({note})" if locus.kind is LocusKind.FORM else f", {note}" if note else ""
    return _closed(f"{name}{_where(collation, locus)}{form}: {told}")


def _subject(collation: Collation, locus: Locus) -> str:
    """What a sentence calls the line: "Line 2", "Title", "A line of C"."""
    parallel = collation.parallels[locus.parallel]
    kind = kind_words(parallel)
    base = collation.base
    if base is not None and parallel.segments[base]:
        name = _spoken(numbered(parallel.segments[base])).capitalize()
        return f"{name} ({kind})" if kind else name
    first = parallel.present[0]
    named = _spoken(numbered(parallel.segments[first])).capitalize()
    return f"{named} of {collation.witnesses[first].siglum}" + (f" ({kind})" if kind else "")


def _where(collation: Collation, locus: Locus) -> str:
    """The words before a place where some have nothing or a mark alone."""
    if all(any(map(str.isalnum, reading.words)) for reading in locus.all_readings):
        return ""
    before = anchor(collation, locus)
    return f", after {quoted(before)}" if before else ", at the start"


def _reading(collation: Collation, reading: LocusReading) -> str:
    words = quoted(reading.words) if reading.words else "nothing"
    return f"{_spoken(sigla_words(collation, reading.witnesses))}: {words}"


def _spoken(words: str) -> str:
    """Sigla and numbers with their ranges in words: a screen reader passes over a dash."""
    return words.replace("–", " to ")


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".'", "!'", "?'", "…'")) else sentence + "."
