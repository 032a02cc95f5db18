"""The date a statement gives itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model.units import SegmentKind
from variorum.text.atoms import find_atoms
from variorum.text.tokenize import DATE_PREFIX, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.units import Segment

_NUMERIC = re.compile(r"\b(?:([12]\d{3})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.([12]\d{3}))\b")


def stated_date(text: str, segments: Sequence[Segment]) -> str | None:
    """The date in the date line, else in the title; None without one.

    ISO 8601: YYYY-MM-DD (of a range the first day), or YYYY-MM.
    """
    for kind in (SegmentKind.DATELINE, SegmentKind.TITLE):
        for segment in segments:
            if segment.kind is kind and (date := first_date(segment.span.of(text))):
                return date
    return None


def first_date(text: str) -> str | None:
    """The first date with a year in a short text."""
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    for _, _, form in find_atoms(text, tokens, vocabulary):
        value = form.removeprefix(DATE_PREFIX)
        if value != form and not value.startswith("--"):
            return value.partition("/")[0]
    match = _NUMERIC.search(text)
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
