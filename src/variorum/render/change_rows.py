"""Both wordings of a line on a page of a terminal, with the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from variorum.model.alignment import EditOp, Side
from variorum.render.marked import KEPT_STYLES, marked, reads_inline
from variorum.render.redline import has_moved_words, inline_runs, runs
from variorum.render.sheet import Sheet
from variorum.render.typeset import Style, joined, paint, pieces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.render.typeset import Piece

# What two wordings share is shown so far, in characters, beside a change, and folded where that leaves out more than
# a few words.
BESIDE = 60
FOLDED_FROM = 3 * BESIDE


class WordSheet(Sheet, Protocol):
    """A page with so many columns for statement text; `full` folds nothing."""

    @property
    def full(self) -> bool:
        """Whether nothing is folded."""

    @property
    def text_width(self) -> int:
        """The columns for statement text."""


def change_rows(sheet: WordSheet, alignment: Alignment) -> Iterator[str]:
    """Both wordings of an alignment of one bead, in one where that is easy to read, else one below the other."""
    (bead,) = alignment.beads
    if all(edit.op is EditOp.EQUAL for edit in bead.edits) and not has_moved_words(alignment, bead):
        yield from _set(sheet, marked(alignment, bead, runs(alignment, bead, Side.OTHER)), "")
    elif reads_inline(alignment, bead):
        yield from _set(sheet, marked(alignment, bead, inline_runs(alignment, bead), inline=True), "")
    else:
        for side, label in ((Side.BASE, "was"), (Side.OTHER, "now")):
            yield from _set(sheet, marked(alignment, bead, runs(alignment, bead, side)), label)


def one_side_rows(sheet: WordSheet, alignment: Alignment, side: Side) -> Iterator[str]:
    """One wording of an alignment of one bead, with what the other has not marked."""
    (bead,) = alignment.beads
    yield from _set(sheet, marked(alignment, bead, runs(alignment, bead, side)), "")


def _set(sheet: WordSheet, found: Sequence[Piece], label: str) -> Iterator[str]:
    shown = list(found) if sheet.full else list(_excerpted(found))
    lead = " " * (sheet.indent - 4) + paint([(label, Style.QUIET)], color=sheet.color) + " " if label else ""
    for at, line in enumerate(wrap(pieces(shown, color=sheet.color), sheet.text_width)):
        yield (lead if lead and at == 0 else " " * sheet.indent) + paint(line, color=sheet.color)


def _excerpted(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with long stretches that both wordings have cut down to what stands beside a change."""
    whole = list(joined(found))
    for text, style in whole:
        if len(whole) == 1 or style not in KEPT_STYLES or len(text) <= FOLDED_FROM:
            yield text, style
            continue
        start, end = text.find(" ", BESIDE), text.rfind(" ", 0, len(text) - BESIDE)
        if start < 0 or end <= start:
            yield text, style
            continue
        count = len(text[start:end].split())
        yield text[:start], style
        yield f" [… {count:,} words …] ", Style.QUIET
        yield text[end + 1 :], style
