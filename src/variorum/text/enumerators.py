"""Enumerators: the "5.", "(a)" or "•" that opens an item, the "1.2" that opens a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from variorum.model.units import Segment

_OF_ITEM = re.compile(r"(?:[(\[]?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)\]]+|[-–—•·▪◦‣●○■□])(?=\s)")
_OF_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|[IVXLC]{1,6}[.)])(?=\s)")


def enumerator_end(text: str, segment: Segment) -> int:
    """The offset after the enumerator that opens an item or a heading, or where the segment starts.

    Nothing else has one: a number that opens a sentence ("3.5 million people") is a figure, as is one of three digits.
    """
    start, end = segment.span.start, segment.span.end
    if segment.kind is SegmentKind.ITEM:
        match = _OF_ITEM.match(text, start, end)
    elif segment.kind is SegmentKind.HEADING:
        match = _OF_HEADING.match(text, start, end)
    else:
        return start
    return match.end() if match else start
