"""The document `variorum.alignment/1`: everything an alignment knows, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.printable import dumped, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.alignment import Alignment, Bead, SegmentedWitness
    from variorum.model.spans import Span
    from variorum.model.summary import BodyCounts, KindCounts, Quotation, Summary
    from variorum.model.witnesses import Derivation, Limit

SCHEMA = "variorum.alignment/1"
Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def alignment_document(alignment: Alignment, summary: Summary) -> str:
    """The document as text that ends in a newline, one segment and one bead on a line; safe to print on a terminal."""
    members = [
        ("schema", dumped(SCHEMA)),
        ("base", _witness(alignment.base)),
        ("other", _witness(alignment.other)),
        ("beads", _array(_bead(bead) for bead in alignment.beads)),
        ("summary", dumped(_summary(summary))),
        ("limits", dumped([_limit(limit) for limit in limits_of(alignment)])),
        ("closeness", dumped(round(alignment.closeness, 4))),
        ("derivation", dumped(_derivation(alignment.derivation))),
    ]
    body = ",\n".join(f"{dumped(key)}: {value}" for key, value in members)
    return escaped(f"{{{body}}}\n")


def limits_of(alignment: Alignment) -> tuple[Limit, ...]:
    """Every limit that was hit on the way to this alignment, once."""
    texts = (alignment.base.witness.text, alignment.other.witness.text)
    return tuple(dict.fromkeys((*texts[0].limits, *texts[1].limits, *alignment.limits)))


def _witness(side: SegmentedWitness) -> str:
    witness = side.witness
    segments = _array(
        {
            "kind": segment.kind.value,
            "start": segment.span.start,
            "end": segment.span.end,
            "paragraph": segment.paragraph,
        }
        for segment in side.segments
    )
    warnings: list[Value] = [
        {"kind": warning.kind.value, "message": warning.message, "incomplete": warning.incomplete}
        for warning in witness.text.warnings
    ]
    members = [
        ("name", dumped(witness.name)),
        ("sha256", dumped(witness.original.sha256 if witness.original else None)),
        ("text_sha256", dumped(witness.text.sha256)),
        ("text", dumped(witness.text.content)),
        ("segments", segments),
        ("warnings", dumped(warnings)),
        ("language", dumped(side.language)),
        ("line_breaks", dumped(side.line_breaks.value)),
        ("media_type", dumped(witness.original.media_type if witness.original else None)),
        ("derivation", dumped(_derivation(witness.text.derivation))),
    ]
    return "{" + ",\n".join(f"{dumped(key)}: {value}" for key, value in members) + "}"


def _bead(bead: Bead) -> dict[str, Value]:
    return {
        "base": list(bead.base),
        "other": list(bead.other),
        "kind": bead.kind.value,
        "degree": bead.degree.value if bead.degree else None,
        "moved": bead.moved,
        "score": None if bead.score is None else round(bead.score, 4),
        "reason": bead.reason,
        "echoes": [{"side": echo.side.value, "span": _span(echo.span), "at": _span(echo.at)} for echo in bead.echoes],
        "gone": [_span(span) for span in bead.gone],
        "new": [_span(span) for span in bead.new],
        "edits": [
            {
                "op": edit.op.value,
                "base": _span(edit.base),
                "other": _span(edit.other),
                "note": edit.note.value if edit.note else None,
            }
            for edit in bead.edits
        ],
        "judged": bead.judged,
    }


def _summary(summary: Summary) -> dict[str, Value]:
    words = summary.words
    return {
        "body": _body(summary.body),
        "apparatus": {
            "titles": _kinds(summary.titles),
            "datelines": _kinds(summary.datelines),
            "votes": _kinds(summary.votes),
            "furniture": _kinds(summary.furniture),
        },
        "words": {"kept": words.kept, "deleted": words.deleted, "inserted": words.inserted},
        "sentence": summary.sentence,
        "gone": _quotations(summary.gone),
        "new": _quotations(summary.new),
        "base_date": summary.base_date,
        "other_date": summary.other_date,
        "notices": list(summary.notices),
    }


def _body(counts: BodyCounts) -> dict[str, Value]:
    return {
        "kept": counts.kept,
        "reworded": counts.reworded,
        "split": counts.split,
        "merged": counts.merged,
        "dropped": counts.dropped,
        "added": counts.added,
        "moved": counts.moved,
        "rollover": counts.rollover,
        "capital": counts.capital,
        "echoed": counts.echoed,
        "orthographic": counts.orthographic,
    }


def _kinds(counts: KindCounts) -> dict[str, Value]:
    return {
        "kept": counts.kept,
        "reworded": counts.reworded,
        "dropped": counts.dropped,
        "added": counts.added,
    }


def _quotations(quotations: Sequence[Quotation]) -> list[Value]:
    return [
        {"side": quote.side.value, "span": _span(quote.span), "bead": quote.bead, "whole": quote.whole}
        for quote in quotations
    ]


def _limit(limit: Limit) -> dict[str, Value]:
    return {"what": limit.what, "limit": limit.limit, "seen": limit.seen, "effect": limit.effect}


def _derivation(derivation: Derivation) -> dict[str, Value]:
    settings: dict[str, Value] = dict(derivation.settings)
    return {"tool": derivation.tool, "version": derivation.version, "settings": settings}


def _span(span: Span) -> list[Value]:
    return [span.start, span.end]


def _array(values: Iterable[dict[str, Value]]) -> str:
    """A JSON array with one value on a line."""
    lines = ",\n".join(dumped(value) for value in values)
    return f"[\n{lines}\n]" if lines else "[]"
