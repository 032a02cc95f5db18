"""A run of reuse for programs: its families, one family with its wordings, one document as a whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from variorum.render.printable import json_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import Edit
    from variorum.model.reuse_views import (
        Compared,
        DocumentView,
        Earliest,
        Elsewhere,
        FamilySummary,
        FamilyView,
        Overlap,
        RunDocument,
        RunFamily,
        RunPassage,
        RunView,
        Wording,
    )
    from variorum.model.spans import Span

RUN_SCHEMA = "variorum.reuse/1"
FAMILY_SCHEMA = "variorum.reuse-family/1"
DOCUMENT_SCHEMA = "variorum.reuse-document/1"
_COLUMNS = ("id", "text", "date", "issuer", "series", "title", "url")


def run_document(
    view: RunView,
    *,
    unread: Sequence[tuple[str, str, str]] = (),
    doubts: Sequence[str] = (),
    repeats: Sequence[str] = (),
    columns: Sequence[tuple[str, dict[str, str]]] = (),
) -> str:
    """A run and its families; the others are of reading its inputs, `unread` being (name, locator, message)."""
    figures = asdict(view.summary)
    return json_document(
        RUN_SCHEMA,
        **{name: value for name, value in figures.items() if name not in ("earliest", "latest", "scope")},
        earliest=view.summary.earliest or None,
        latest=view.summary.latest or None,
        scope=view.summary.scope,
        sort=view.sort,
        listed="formulaic" if view.formulaic else "families",
        total=view.chosen,
        list=[_summary(one) for one in view.families],
        columns=[{"input": name, **{what: found.get(what) for what in _COLUMNS}} for name, found in columns],
        refused=[{"name": name, "locator": locator, "message": message} for name, locator, message in unread],
        doubts=list(doubts),
        repeats=list(repeats),
    )


def family_document(view: FamilyView) -> str:
    """A family and its passages in order of date, each with its words and what changed in them."""
    return json_document(
        FAMILY_SCHEMA,
        **_family(view.family),
        **_earliest(view.earliest),
        overlaps=[_overlap(one) for one in view.overlaps],
        against=view.against,
        wordings=[_wording(one) for one in view.wordings],
    )


def whole_document(view: DocumentView) -> str:
    """A document, its stretches, and where its passages stand as well."""
    return json_document(
        DOCUMENT_SCHEMA,
        **_document(view.document),
        duplicate_of=view.repeats.id if view.repeats else None,
        text=view.text,
        shared=view.shared,
        formulaic=view.formulaic,
        stretches=[
            {"span": _span(one.span), "words": one.words, "families": list(one.families)} for one in view.stretches
        ],
        elsewhere=[_elsewhere(one) for one in view.elsewhere],
        nearest=[{**_document(one.document), "shared": one.words, "when": one.when} for one in view.nearest],
    )


def _summary(one: FamilySummary) -> dict[str, object]:
    return {
        **_family(one.family),
        **_earliest(one.earliest),
        "others": [_document(document) for document in one.others],
        "excerpt": one.excerpt,
        "excerpt_of": one.excerpt_of.id,
    }


def _family(family: RunFamily) -> dict[str, object]:
    return {
        "family": family.number,
        "documents": family.documents,
        "issuers": family.issuers,
        "series": family.series,
        "passages": family.passages,
        "words": family.words,
        "earliest": family.earliest or None,
        "latest": family.latest or None,
        "days": family.days,
        "formulaic": family.formulaic,
        "burst": family.burst,
    }


def _overlap(one: Overlap) -> dict[str, object]:
    family = one.family
    return {"family": family.number, "formulaic": family.formulaic, "words": family.words, "documents": one.documents}


def _earliest(earliest: Earliest) -> dict[str, object]:
    return {"first": _document(earliest.document), "same_day": earliest.same_day, "rivals": earliest.rivals}


def _document(document: RunDocument) -> dict[str, object]:
    known = {name: getattr(document, name) or None for name in ("date", "issuer", "series", "title", "url")}
    return {
        "document": document.id,
        **known,
        "document_words": document.words,
        "text_sha256": document.text_sha256,
    }


def _wording(one: Wording) -> dict[str, object]:
    return {
        **_document(one.document),
        **_passage(one.passage),
        "text": one.text,
        "prefix": one.prefix,
        "suffix": one.suffix,
        "against": _place(one.against) if one.against else None,
        "edits": _edits(one.edits),
    }


def _place(one: Compared) -> dict[str, object]:
    """Where a passage stands that another is compared with."""
    return {"document": one.document.id, "span": _span(one.passage.span)}


def _edits(edits: Sequence[Edit]) -> list[dict[str, object]]:
    return [
        {
            "op": edit.op.value,
            "base": _span(edit.base),
            "other": _span(edit.other),
            "note": edit.note.value if edit.note else None,
        }
        for edit in edits
    ]


def _passage(passage: RunPassage) -> dict[str, object]:
    return {"span": _span(passage.span), "words": passage.words, "similarity": passage.similarity}


def _elsewhere(one: Elsewhere) -> dict[str, object]:
    return {
        **_passage(one.passage),
        "family": one.family.number,
        "documents": one.family.documents,
        "formulaic": one.family.formulaic,
        "burst": one.family.burst,
        "earlier": one.earlier,
        "same_day": one.same_day,
        "later": one.later,
        "undated": one.undated,
        "named": [_document(document) for document in one.named],
        "beside": _beside(one.beside) if one.beside else None,
    }


def _beside(one: Compared) -> dict[str, object]:
    """Another passage with its words, and what changed between both: `base` is the other one unless it is later."""
    alignment = one.alignment
    return {
        **_place(one),
        "text": (alignment.base if one.is_base else alignment.other).content,
        "later": not one.is_base,
        "edits": _edits(alignment.beads[0].edits),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
