"""A count that filters a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """One count; `filter` is the name that the page's script and address call it by."""

    filter: str
    glyph: str
    count: int
    word: str
