"""The loci of a collation: every place where the witnesses vary, with all readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.apparatus import Locus, LocusCounts, LocusKind, LocusReading, Reading, StretchKind
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.apparatus import Collation, Parallel, Stretch


def loci_of(collation: Collation) -> tuple[Locus, ...]:
    """All loci in the order of the parallels, those of form too: first of the line as a whole, then of its words."""
    return tuple(
        locus
        for number, parallel in enumerate(collation.parallels)
        for locus in _of_parallel(collation, number, parallel)
    )


def count_loci(collation: Collation, loci: Sequence[Locus]) -> LocusCounts:
    """How many loci there are of each kind; a parallel varies where it has one that is not of form."""
    kinds = [locus.kind for locus in loci]
    return LocusCounts(
        parallels=len(collation.parallels),
        varying=len({locus.parallel for locus in loci if locus.kind is not LocusKind.FORM}),
        of_words=kinds.count(LocusKind.WORDS),
        of_wording=kinds.count(LocusKind.WORDING),
        of_presence=kinds.count(LocusKind.PRESENCE),
        of_place=kinds.count(LocusKind.PLACE),
        of_form=kinds.count(LocusKind.FORM),
    )


def line_span(collation: Collation, parallel: Parallel, witness: int) -> Span:
    """Where a witness has the lines of a parallel."""
    segments = collation.witnesses[witness].text.segments
    return Span(segments[parallel.segments[witness][0]].span.start, segments[parallel.segments[witness][-1]].span.end)


def _of_parallel(collation: Collation, number: int, parallel: Parallel) -> Iterator[Locus]:
    if parallel.absences:
        lacking = tuple(absence.witness for absence in parallel.absences)
        readings = [_whole(collation, parallel, parallel.present), LocusReading(lacking, (), "", absent=True)]
        yield _locus(collation, LocusKind.PRESENCE, (number, -1, -1), readings)
    if parallel.moved:
        there = tuple(w for w in parallel.present if w not in parallel.moved)
        readings = [_whole(collation, parallel, each) for each in (there, parallel.moved) if each]
        yield _locus(collation, LocusKind.PLACE, (number, -1, -1), readings)
    if len(parallel.versions) > 1:
        readings = [_whole(collation, parallel, version.witnesses) for version in parallel.versions]
        yield _locus(collation, LocusKind.WORDING, (number, -1, -1), readings)
    for v, version in enumerate(parallel.versions):
        for s, stretch in enumerate(version.stretches):
            if stretch.kind is not StretchKind.COMMON:
                yield _of_stretch(collation, (number, v, s), stretch)


def _of_stretch(collation: Collation, address: tuple[int, int, int], stretch: Stretch) -> Locus:
    if stretch.kind is StretchKind.VARIANT:
        return _locus(
            collation, LocusKind.WORDS, address, [_told(collation, each) for each in stretch.readings], stretch
        )
    spelt = [_told(collation, each) for reading in stretch.readings for each in _by_spelling(collation, reading)]
    return _locus(collation, LocusKind.FORM, address, spelt, stretch)


def _locus(
    collation: Collation,
    kind: LocusKind,
    address: tuple[int, int, int],
    readings: Iterable[LocusReading],
    stretch: Stretch | None = None,
) -> Locus:
    told = sorted(readings, key=lambda reading: reading.witnesses)
    lemma = next((reading for reading in told if collation.base in reading.witnesses), None)
    others = tuple(reading for reading in told if reading is not lemma)
    return Locus(kind, *address, lemma, others, stretch.notes if stretch else ())


def _told(collation: Collation, reading: Reading) -> LocusReading:
    """A reading with its words as the base writes them, else as the first of its witnesses does."""
    first = reading.witnesses.index(collation.base) if collation.base in reading.witnesses else 0
    words = reading.spans[first].of(collation.witnesses[reading.witnesses[first]].content)
    return LocusReading(reading.witnesses, reading.spans, " ".join(words.split()))


def _by_spelling(collation: Collation, reading: Reading) -> list[Reading]:
    """The reading in parts that write it alike."""
    parts: dict[str, list[tuple[int, Span]]] = {}
    for witness, span in zip(reading.witnesses, reading.spans, strict=True):
        spelling = " ".join(span.of(collation.witnesses[witness].content).split())
        parts.setdefault(spelling, []).append((witness, span))
    return [Reading(tuple(w for w, _ in part), tuple(span for _, span in part)) for part in parts.values()]


def _whole(collation: Collation, parallel: Parallel, witnesses: tuple[int, ...]) -> LocusReading:
    """The lines of a parallel as some witnesses have them."""
    spans = tuple(line_span(collation, parallel, witness) for witness in witnesses)
    first = witnesses.index(collation.base) if collation.base in witnesses else 0
    words = spans[first].of(collation.witnesses[witnesses[first]].content)
    return LocusReading(witnesses, spans, " ".join(words.split()))
