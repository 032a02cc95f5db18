"""Enumerators: the "5.", "(a)" or "•" that opens an item."""

from __future__ import annotations

import re

_ENUMERATOR = re.compile(r"(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)\]]+|\d{1,3}(?:\.\d{1,3})+|[-–—•·▪◦‣●○■□])(?=\s)")


def enumerator_end(text: str, start: int, *, item: bool) -> int:
    """The offset after the enumerator that begins at `start`, or `start` where none does. Letters and marks count only in items."""
    first = text[start : start + 1]
    if not item and not (first.isdecimal() or first == "("):
        return start
    match = _ENUMERATOR.match(text, start)
    return match.end() if match else start
