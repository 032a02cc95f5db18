"""Rows of a run of reuse as tables for spreadsheets: a row a family, a passage, or a stretch of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp
from variorum.render.lineage_csv import csv_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.reuse_views import DocumentView, Elsewhere, FamilySummary, FamilyView, Stretch, Wording


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family, its first document and how many more are of its day or may be as early; words of its medoid."""

    family: int
    documents: int
    issuers: int
    series: int
    passages: int
    words: int
    earliest: str
    latest: str
    days: int | None
    formulaic: bool
    burst: bool
    first_document: str
    first_issuer: str
    first_same_day: int
    first_rivals: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A passage of a family; `removed` and `added` are the words that changed, by " | ".

    They changed against the passage that begins at `against_start` of the document `against`: of the first it is empty.
    """

    family: int
    date: str
    document: str
    issuer: str
    series: str
    title: str
    url: str
    start: int
    end: int
    words: int
    similarity: float
    against: str
    against_start: int | None
    removed: str
    added: str
    text: str


@dataclass(frozen=True, slots=True)
class StretchRow:
    """A stretch of a document, once for each family that it is in; of its own words all but the place is empty.

    `others` are the ids of the documents that are named, by " | ".
    """

    start: int
    end: int
    words: int
    family: int | None
    documents: int | None
    formulaic: bool | None
    burst: bool | None
    earlier: int | None
    same_day: int | None
    later: int | None
    undated: int | None
    others: str
    text: str


def families_table(summaries: Iterable[FamilySummary]) -> str:
    """A row a family."""
    return csv_table(FamilyRow, map(_family_row, summaries), guarded=True)


def wordings_table(view: FamilyView) -> str:
    """A row a passage, in order of date."""
    return csv_table(WordingRow, (_wording_row(one) for one in view.wordings), guarded=True)


def stretches_table(view: DocumentView) -> str:
    """A row a stretch and family, in order of the text."""
    by_family = {one.family.number: one for one in reversed(view.elsewhere)}
    rows = (
        _stretch_row(view, stretch, by_family[number] if number else None)
        for stretch in view.stretches
        for number in stretch.families or (0,)
    )
    return csv_table(StretchRow, rows, guarded=True)


def _family_row(one: FamilySummary) -> FamilyRow:
    family = one.family
    return FamilyRow(
        family.number,
        family.documents,
        family.issuers,
        family.series,
        family.passages,
        family.words,
        family.earliest,
        family.latest,
        family.days,
        family.formulaic,
        family.burst,
        one.earliest.document.id,
        one.earliest.document.issuer,
        one.earliest.same_day,
        one.earliest.rivals,
        one.excerpt,
    )


def _wording_row(one: Wording) -> WordingRow:
    document, passage = one.document, one.passage
    base = one.against.alignment.base.content if one.against else ""
    changed = [edit for edit in one.edits if edit.op in (EditOp.DELETE, EditOp.INSERT, EditOp.REPLACE)]
    removed = (edit.base.of(base).strip() for edit in changed)
    added = (edit.other.of(one.text).strip() for edit in changed)
    return WordingRow(
        passage.family,
        document.date,
        document.id,
        document.issuer,
        document.series,
        document.title,
        document.url,
        passage.span.start,
        passage.span.end,
        passage.words,
        passage.similarity,
        one.against.document.id if one.against else "",
        one.against.passage.span.start if one.against else None,
        " | ".join(filter(None, removed)),
        " | ".join(filter(None, added)),
        one.text,
    )


def _stretch_row(view: DocumentView, stretch: Stretch, one: Elsewhere | None) -> StretchRow:
    place = stretch.span.start, stretch.span.end, stretch.words
    text = stretch.span.of(view.text)
    if one is None:
        return StretchRow(*place, *(None,) * 8, "", text)
    when = one.earlier, one.same_day, one.later, one.undated
    family = one.family
    others = " | ".join(other.id for other in one.named)
    return StretchRow(*place, family.number, family.documents, family.formulaic, family.burst, *when, others, text)
