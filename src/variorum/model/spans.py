"""Positions in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of one witness's text; 0 <= start <= end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters at this span."""
        return text[self.start : self.end]
