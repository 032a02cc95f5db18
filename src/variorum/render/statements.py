"""Kept statements as JSON: the list, one of them whole, the series, silent edits, the trash."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, EditOp
from variorum.render.printable import json_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.alignment import Alignment, Bead, SegmentedWitness
    from variorum.model.claims import Claim
    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.spans import Span
    from variorum.model.units import Segmentation
    from variorum.model.witnesses import Limit, Text, TextWarning

LIST_SCHEMA = "variorum.list/1"
TRASH_SCHEMA = "variorum.trash/1"
STATEMENT_SCHEMA = "variorum.statement/1"
SERIES_SCHEMA = "variorum.series/1"
REVISIONS_SCHEMA = "variorum.revisions/1"


@dataclass(frozen=True, slots=True)
class Revised:
    """A silent edit as it is told of; `changes` are sentences on the words that changed from `before` to `after`."""

    before: KeptWitness
    after: KeptWitness
    in_body: bool
    changes: tuple[str, ...]
    alignment: Alignment


def list_document(rows: Iterable[KeptWitness]) -> str:
    """The list for programs."""
    return json_document(LIST_SCHEMA, statements=[statement_fields(row) for row in rows])


def trash_document(entries: Iterable[tuple[str, Sequence[int], Sequence[str], Sequence[str]]]) -> str:
    """What was removed and can be put back: of each removal its name, captures, originals and references."""
    return json_document(
        TRASH_SCHEMA,
        removals=[
            {"name": name, "captures": [*captures], "originals": [*originals], "references": [*references]}
            for name, captures, originals, references in entries
        ],
    )


def series_document(rows: Sequence[tuple[str, int, str, str, tuple[str, ...]]]) -> str:
    """The series for programs."""
    return json_document(
        SERIES_SCHEMA,
        series=[
            {"series": slug, "statements": count, "first": first or None, "last": last or None, "aliases": [*aliases]}
            for slug, count, first, last, aliases in rows
        ],
    )


def statement_document(
    witness: KeptWitness,
    captures: Sequence[Capture],
    findings: Sequence[tuple[Claim, bool]],
    text: Text,
    segmentation: Segmentation,
) -> str:
    """One statement for programs, with its text and the lines of it."""
    return json_document(
        STATEMENT_SCHEMA,
        **statement_fields(witness),
        findings=finding_fields(findings),
        captures=[capture_fields(capture) for capture in captures],
        text=_text_fields(text, segmentation),
    )


def revision_document(revisions: Sequence[Revised], *, left_out: int) -> str:
    """Silent edits for programs; `left_out` is how many were not asked for, since no line of the body changed."""
    return json_document(
        REVISIONS_SCHEMA,
        revisions=[
            {
                "before": statement_fields(revised.before),
                "after": statement_fields(revised.after),
                "in_body": revised.in_body,
                "read": _readings(revised.alignment),
                "limits": limit_fields(revised.alignment.limits),
                "changes": list(revised.changes),
                "lines": [_line_fields(revised.alignment, bead) for bead in revised.alignment.beads if _differs(bead)],
            }
            for revised in revisions
        ],
        left_out=left_out,
    )


def statement_fields(row: KeptWitness) -> dict[str, object]:
    """A row of the list."""
    return {
        "reference": row.reference,
        "series": row.issue.series,
        "date": row.issue.date or None,
        "ordinal": row.issue.ordinal,
        "language": row.language,
        "revision": row.revision,
        "title": row.title,
        "issuer": row.issuer,
        "stated": row.stated,
        "published": row.published,
        "captured": row.captured,
        "url": row.url,
        "source_id": row.source_id,
        "text_sha256": row.text_sha256,
        "original_sha256": row.original_sha256,
    }


def finding_fields(findings: Iterable[tuple[Claim, bool]]) -> list[dict[str, object]]:
    """What is known of a statement and why, in the order in which it is believed, and whether it is what counts."""
    return [{**_claim_fields(claim), "chosen": chosen} for claim, chosen in findings]


def warning_fields(warnings: Iterable[TextWarning]) -> list[dict[str, object]]:
    """What a reader met."""
    return [{"kind": each.kind.value, "message": each.message, "incomplete": each.incomplete} for each in warnings]


def limit_fields(limits: Iterable[Limit]) -> list[dict[str, object]]:
    """Limits that were hit."""
    return [asdict(limit) for limit in limits]


def capture_fields(capture: Capture) -> dict[str, object]:
    """A capture: the bytes, the place in them, where and when they came in, what was said of them."""
    fetched = capture.fetched
    return {
        "number": capture.id,
        "original_sha256": capture.original.sha256,
        "size": capture.original.size,
        "media_type": capture.original.media_type,
        "locator": capture.locator,
        "item_sha256": capture.item_sha256,
        "name": capture.name,
        "url": capture.url,
        "source_id": capture.source_id,
        "retrieved_at": capture.retrieved_at,
        "given": [_claim_fields(claim) for claim in capture.given],
        "fetched": {**asdict(fetched), "redirects": list(fetched.redirects)} if fetched else None,
    }


def _readings(alignment: Alignment) -> dict[str, object]:
    sides = (("before", alignment.base.witness), ("after", alignment.other.witness))
    return {
        name: {
            "media_type": side.original.media_type if side.original else None,
            "tool": side.text.derivation.tool,
            "version": side.text.derivation.version,
            "warnings": warning_fields(side.text.warnings),
            "limits": limit_fields(side.text.limits),
        }
        for name, side in sides
    }


def _text_fields(text: Text, segmentation: Segmentation) -> dict[str, object]:
    derivation = text.derivation
    return {
        "sha256": text.sha256,
        "content": text.content,
        "language": segmentation.language,
        "line_breaks": segmentation.line_breaks.value,
        "segments": [
            {"kind": each.kind.value, "start": each.span.start, "end": each.span.end, "paragraph": each.paragraph}
            for each in segmentation.segments
        ],
        "blocks": [
            {"kind": block.kind.value, "start": block.span.start, "end": block.span.end, "place": block.place}
            for block in text.blocks
        ],
        "pages": [_span(page) for page in text.pages],
        "warnings": warning_fields(text.warnings),
        "limits": limit_fields(text.limits),
        "derivation": {
            "tool": derivation.tool,
            "version": derivation.version,
            "settings": dict(derivation.settings),
        },
    }


def _claim_fields(claim: Claim) -> dict[str, object]:
    return {"field": claim.field.value, "value": claim.value, "reason": claim.reason}


def _differs(bead: Bead) -> bool:
    changed = any(edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) for edit in bead.edits)
    return bead.kind is not BeadKind.KEPT or bead.moved or changed


def _line_fields(alignment: Alignment, bead: Bead) -> dict[str, object]:
    return {
        "kind": bead.kind.value,
        "degree": bead.degree.value if bead.degree else None,
        "moved": bead.moved,
        "before": _spans(alignment.base, bead.base),
        "after": _spans(alignment.other, bead.other),
        "edits": [
            {
                "op": edit.op.value,
                "before": _span(edit.base),
                "after": _span(edit.other),
                "note": edit.note.value if edit.note else None,
            }
            for edit in bead.edits
            if edit.op is not EditOp.EQUAL
        ],
    }


def _spans(side: SegmentedWitness, places: Sequence[int]) -> list[list[int]]:
    return [_span(side.segments[place].span) for place in places]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
