"""Judgements and amendments, as lines of a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.listing import shortened
from variorum.render.printable import json_document
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.judgements import Judged, JudgedPlace
    from variorum.model.provenance import KeptWitness

JUDGEMENTS_SCHEMA = "variorum.judgements/1"
AMENDMENT_SCHEMA = "variorum.amendment/1"
_INDENT = "      "


def judgement_lines(rows: Iterable[Judged], *, width: int) -> str:
    """Each judgement: its number and verb, the words it is about with their place now, who made it, and what became."""
    return "".join(
        f"{shortened(visible(line), width)}\n"
        for row in rows
        for line in (_head(row), *map(_INDENT.__add__, _rest(row)))
    )


def judgements_document(rows: Iterable[Judged]) -> str:
    """Judgements for programs."""
    return json_document(JUDGEMENTS_SCHEMA, judgements=[_fields(row) for row in rows])


def amendment_lines(number: int, witness: KeptWitness, moved: Sequence[tuple[str, str]]) -> str:
    """What an amendment did."""
    lines = [f"{old} is now {new}; its old reference still finds it" for old, new in moved]
    lines = lines or [f"{witness.reference} is amended"]
    lines.append(f"undo it with: variorum judge undo {number}")
    return "".join(f"{line}\n" for line in lines)


def amendment_document(
    number: int,
    reference: str,
    amended: Sequence[tuple[str, str]],
    moved: Sequence[tuple[str, str]],
) -> str:
    """What an amendment did, for programs."""
    return json_document(
        AMENDMENT_SCHEMA,
        judgement=number,
        reference=reference,
        amended=[{"field": field, "value": value} for field, value in amended],
        moved=[{"before": before, "after": after} for before, after in moved],
    )


def _head(row: Judged) -> str:
    judgement = row.judgement
    said = [f"“{name}”" for name in judgement.names] + [f"{field} {value}" for field, value in judgement.amended]
    by = f" by {judgement.made_by}" if judgement.made_by else ""
    what = f" {', '.join(said)}" if said else f" as {judgement.reading}" if judgement.reading else ""
    return f"{judgement.id:>4}  {judgement.verb.value}{what}  ({judgement.made_at[:10]}{by})"


def _rest(row: Judged) -> list[str]:
    judgement = row.judgement
    lines = [_place(place) for place in row.places]
    if judgement.note:
        lines.append(f"note: {judgement.note}")
    if judgement.undone_at:
        by = f" by {judgement.undone_by}" if judgement.undone_by else ""
        lines.append(f"undone {judgement.undone_at[:10]}{by}")
    if row.overruled:
        lines.append(f"overruled by {row.overruled}")
    return lines


def _place(place: JudgedPlace) -> str:
    anchor = place.anchor
    if not anchor.exact:
        return place.reference or f"NOT ANCHORED: {anchor.reference} is not in the archive"
    if place.lines is None:
        where = (
            f"in {place.reference} as it is read now" if place.reference else f"since {anchor.reference} is not there"
        )
        return f"NOT ANCHORED: “{_flat(anchor.exact)}” is not found {where}"
    first, last = place.lines
    number = f"line {first}" if first == last else f"lines {first}–{last}"
    return f"{place.reference} {number}: “{_flat(place.words)}”"


def _flat(words: str) -> str:
    return " ".join(words.split())


def _fields(row: Judged) -> dict[str, object]:
    judgement = row.judgement
    return {
        "judgement": judgement.id,
        "verb": judgement.verb.value,
        "as": judgement.reading or None,
        "names": list(judgement.names),
        "amended": [{"field": field, "value": value} for field, value in judgement.amended],
        "note": judgement.note,
        "made_by": judgement.made_by,
        "made_at": judgement.made_at,
        "undone_by": judgement.undone_by,
        "undone_at": judgement.undone_at,
        "overruled_by": row.overruled,
        "anchored": row.anchored,
        "anchors": [_anchor_fields(place) for place in row.places],
    }


def _anchor_fields(place: JudgedPlace) -> dict[str, object]:
    anchor = place.anchor
    return {
        "judged": {
            "reference": anchor.reference,
            "text_sha256": anchor.text_sha256,
            "start": anchor.start,
            "end": anchor.end,
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        },
        "reference": place.reference,
        "lines": list(place.lines) if place.lines else None,
        "words": place.words,
        "anchored": place.anchored,
    }
