"""What a text is divided into: blocks as a reader found them, segments as they are compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.spans import Span


class SegmentKind(StrEnum):
    """What a segment is; `TITLE`, `DATELINE`, `VOTE` and `FURNITURE` pair only with their own kind."""

    TITLE = "title"
    DATELINE = "dateline"
    HEADING = "heading"
    ITEM = "item"
    SENTENCE = "sentence"
    VOTE = "vote"
    FURNITURE = "furniture"


BODY_KINDS = frozenset({SegmentKind.HEADING, SegmentKind.ITEM, SegmentKind.SENTENCE})


class BlockKind(StrEnum):
    """What the source format itself says of a block of its text."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the stored text that the source's own markup holds together (a `<p>`, a list item).

    `place` is where the source has it, as its reader says it ("paragraph 12", "/resolution/preamble/para[3]"), or "".
    """

    kind: BlockKind
    span: Span
    place: str = ""


class LineBreaks(StrEnum):
    """What a single newline means in a whole document, decided once and recorded."""

    WRAP = "wrap"
    PARAGRAPH = "paragraph"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of comparison.

    Segments do not overlap, are in text order, and begin and end on a character that is no white space.
    """

    index: int
    kind: SegmentKind
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """All segments of one text; with the white space between them they tile it."""

    segments: tuple[Segment, ...]
    line_breaks: LineBreaks
    language: str
