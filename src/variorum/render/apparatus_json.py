"""The document `variorum.apparatus/1`: everything that an apparatus knows, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.apparatus_words import summary_sentence
from variorum.render.printable import json_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.apparatus import (
        CollatedWitness,
        Collation,
        Locus,
        LocusCounts,
        LocusReading,
        Parallel,
        Stretch,
    )
    from variorum.model.spans import Span
    from variorum.model.witnesses import Derivation, Limit

SCHEMA = "variorum.apparatus/1"
Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def apparatus_document(collation: Collation, loci: Sequence[Locus], counts: LocusCounts) -> str:
    """The document as text that ends in a newline, one witness, parallel and locus on a line; safe on a terminal."""
    sigla = [witness.siglum for witness in collation.witnesses]
    return json_document(
        SCHEMA,
        base=None if collation.base is None else sigla[collation.base],
        witnesses=[_witness(witness) for witness in collation.witnesses],
        summary=_summary(collation, counts),
        loci=[_locus(sigla, locus) for locus in loci],
        parallels=[_parallel(sigla, parallel) for parallel in collation.parallels],
        limits=[_limit(limit) for limit in limits_of(collation)],
        derivation=_derivation(collation.derivation),
    )


def limits_of(collation: Collation) -> tuple[Limit, ...]:
    """Every limit that was hit on the way to a collation, once."""
    of_texts = [limit for witness in collation.witnesses for limit in witness.text.witness.text.limits]
    return tuple(dict.fromkeys((*of_texts, *collation.limits)))


def _witness(witness: CollatedWitness) -> dict[str, Value]:
    text, read = witness.text, witness.text.witness
    return {
        "siglum": witness.siglum,
        "name": witness.name,
        "date": witness.date,
        "sha256": read.original.sha256 if read.original else None,
        "text_sha256": read.text.sha256,
        "text": text.content,
        "segments": [
            {
                "kind": segment.kind.value,
                "start": segment.span.start,
                "end": segment.span.end,
                "paragraph": segment.paragraph,
            }
            for segment in text.segments
        ],
        "warnings": [
            {"kind": warning.kind.value, "message": warning.message, "incomplete": warning.incomplete}
            for warning in read.text.warnings
        ],
        "language": text.language,
        "line_breaks": text.line_breaks.value,
        "media_type": read.original.media_type if read.original else None,
        "derivation": _derivation(read.text.derivation),
    }


def _summary(collation: Collation, counts: LocusCounts) -> dict[str, Value]:
    return {
        "sentence": summary_sentence(collation, counts),
        "parallels": counts.parallels,
        "varying": counts.varying,
        "words": counts.of_words,
        "wording": counts.of_wording,
        "presence": counts.of_presence,
        "place": counts.of_place,
        "form": counts.of_form,
    }


def _locus(sigla: Sequence[str], locus: Locus) -> dict[str, Value]:
    return {
        "kind": locus.kind.value,
        "parallel": locus.parallel,
        "version": locus.version if locus.version >= 0 else None,
        "stretch": locus.stretch if locus.stretch >= 0 else None,
        "lemma": _reading(sigla, locus.lemma) if locus.lemma else None,
        "readings": [_reading(sigla, reading) for reading in locus.readings],
        "notes": [note.value for note in locus.notes],
    }


def _reading(sigla: Sequence[str], reading: LocusReading) -> dict[str, Value]:
    return {
        "witnesses": _named(sigla, reading.witnesses),
        "words": None if reading.absent else reading.words,
        "spans": [_span(span) for span in reading.spans],
    }


def _parallel(sigla: Sequence[str], parallel: Parallel) -> dict[str, Value]:
    return {
        "kind": parallel.kind.value,
        "segments": [list(segments) for segments in parallel.segments],
        "moved": _named(sigla, parallel.moved),
        "judged": parallel.judged,
        "absences": [
            {
                "witness": sigla[absence.witness],
                "known": absence.known,
                "echoes": [_span(span) for span in absence.echoes],
            }
            for absence in parallel.absences
        ],
        "versions": [
            {
                "witnesses": _named(sigla, version.witnesses),
                "stretches": [_stretch(sigla, stretch) for stretch in version.stretches],
            }
            for version in parallel.versions
        ],
    }


def _stretch(sigla: Sequence[str], stretch: Stretch) -> dict[str, Value]:
    return {
        "kind": stretch.kind.value,
        "readings": [
            {"witnesses": _named(sigla, reading.witnesses), "spans": [_span(span) for span in reading.spans]}
            for reading in stretch.readings
        ],
        "notes": [note.value for note in stretch.notes],
    }


def _named(sigla: Sequence[str], witnesses: Iterable[int]) -> list[Value]:
    return [sigla[witness] for witness in witnesses]


def _limit(limit: Limit) -> dict[str, Value]:
    return {"what": limit.what, "limit": limit.limit, "seen": limit.seen, "effect": limit.effect}


def _derivation(derivation: Derivation) -> dict[str, Value]:
    settings: dict[str, Value] = dict(derivation.settings)
    return {"tool": derivation.tool, "version": derivation.version, "settings": settings}


def _span(span: Span) -> list[Value]:
    return [span.start, span.end]
