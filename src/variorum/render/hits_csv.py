"""Lines that a search found as a table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from variorum.render.lineage_csv import csv_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.found import Hit


@dataclass(frozen=True, slots=True)
class HitRow:
    """A found line, as `variorum.model.found.Hit` has it; `marks` are "start-end" each, in the stored text."""

    date: str
    reference: str
    event: str
    event_at: str
    vote: tuple[str, ...]
    words: str
    kind: str
    line: int
    paragraph: int
    text_sha256: str
    start: int
    end: int
    line_start: int
    line_end: int
    marks: tuple[str, ...]
    score: float | None
    contained: float | None
    nearness: str
    title: str | None
    issuer: str | None
    stated: str | None
    published: str | None
    captured: str
    url: str | None
    warnings: str


def hits_table(hits: Iterable[Hit]) -> str:
    """A row a line."""
    return csv_table(HitRow, map(_row, hits))


def _row(hit: Hit) -> HitRow:
    own = {field.name: getattr(hit, field.name) for field in fields(HitRow)}
    own["marks"] = tuple(f"{mark.start}-{mark.end}" for mark in hit.marks)
    own["warnings"] = "; ".join(hit.warnings)
    return HitRow(**own)
