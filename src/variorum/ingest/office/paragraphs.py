"""What the paragraphs, tables and changes of an Office document are, whichever of the two formats it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.lists import is_marked
from variorum.ingest.texts import Piece
from variorum.model.units import BlockKind
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# How the text was made; both readers do it alike.
SETTINGS = (("tracked changes", "accepted"), ("hidden text", "left out"))
# Longer than this, a "heading" is a paragraph that was given a heading's style for its looks.
_HEADING_WORDS = 40
_BOLD_HEADING_WORDS = 15


def kind_of(content: str, *, is_heading: bool, is_item: bool, bold: int) -> BlockKind:
    """What a paragraph is: by its style, by its mark, and last by its looks; `bold` counts its bold characters."""
    words = content.count(" ") + 1
    if is_heading and words <= _HEADING_WORDS:
        return BlockKind.HEADING
    if is_item or is_marked(content):
        return BlockKind.ITEM
    is_bold = bold >= len(content) and words <= _BOLD_HEADING_WORDS and content[-1] not in ".,;:"
    return BlockKind.HEADING if is_bold else BlockKind.PARAGRAPH


def row_pieces(cells: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """A row of a table, cells a tab apart; cells that hold more than a paragraph each on their own."""
    if all(len(cell) <= 1 for cell in cells):
        yield Piece(BlockKind.PARAGRAPH, "\t".join(cell[0].content if cell else "" for cell in cells))
    else:
        for cell in cells:
            yield from cell


def once_each(edges: Iterable[Piece]) -> Iterator[Piece]:
    """The heads and feet of pages, of those that say the same only the first."""
    seen: set[str] = set()
    for piece in edges:
        if piece.content not in seen:
            seen.add(piece.content)
            yield Piece(BlockKind.FURNITURE, piece.content)


def change_warnings(tracked: int, hidden: int) -> Iterator[TextWarning]:
    """What a reader must know of so many tracked changes and hidden characters."""
    if tracked:
        message = f"The document has {tracked:,} tracked changes; it was read as if all were accepted."
        yield TextWarning(WarningKind.EXTRACTION, message, incomplete=False)
    if hidden:
        message = f"The document hides {hidden:,} characters; they were left out."
        yield TextWarning(WarningKind.EXTRACTION, message, incomplete=False)
