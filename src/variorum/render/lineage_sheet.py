"""A page of a series on a terminal: what each of its parts needs to know, and how they quote and mark lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp, Side
from variorum.render.marked import KEPT_STYLES, marked, reads_inline
from variorum.render.redline import has_moved_words, inline_runs, runs
from variorum.render.sentences import shortened
from variorum.render.sheet import NARROWEST, TEXT_WIDTH, hanging
from variorum.render.typeset import Style, joined, paint, pieces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.render.typeset import Piece

# What two wordings share is shown so far, in characters, beside a change, and folded where that leaves out more than
# a few words.
BESIDE = 60
FOLDED_FROM = 3 * BESIDE


@dataclass(frozen=True, slots=True)
class LineageSheet:
    """A page of at least 40 columns. `full` folds nothing."""

    lineage: Lineage
    columns: int
    color: bool
    full: bool = False

    @property
    def width(self) -> int:
        """The columns that are used."""
        return max(self.columns, NARROWEST)

    @property
    def indent(self) -> int:
        """The columns before statement text."""
        return 6

    @property
    def text_width(self) -> int:
        """The columns for statement text."""
        return min(self.width - self.indent, TEXT_WIDTH)

    def heading(self, text: str) -> str:
        """The name of a part."""
        return paint([(text, Style.BOLD)], color=self.color)

    def quotation(self, words: str, *, rows: int | None = None) -> Iterator[str]:
        """Words of a statement in quotation marks, cut to about so many rows."""
        cut = None if rows is None or self.full else rows * self.text_width - 8
        yield from hanging(self, [], self.indent, [(f"“{shortened(words, cut)}”", Style.PLAIN)])

    def change(self, alignment: Alignment) -> Iterator[str]:
        """Both wordings of an alignment of one bead, in one where that is easy to read, else one below the other."""
        (bead,) = alignment.beads
        if all(edit.op is EditOp.EQUAL for edit in bead.edits) and not has_moved_words(alignment, bead):
            yield from self._set(marked(alignment, bead, runs(alignment, bead, Side.OTHER)), "")
        elif reads_inline(alignment, bead):
            yield from self._set(marked(alignment, bead, inline_runs(alignment, bead), inline=True), "")
        else:
            for side, label in ((Side.BASE, "was"), (Side.OTHER, "now")):
                yield from self._set(marked(alignment, bead, runs(alignment, bead, side)), label)

    def _set(self, found: Sequence[Piece], label: str) -> Iterator[str]:
        shown = list(found) if self.full else list(_excerpted(found))
        lead = " " * (self.indent - 4) + paint([(label, Style.QUIET)], color=self.color) + " " if label else ""
        for at, line in enumerate(wrap(pieces(shown, color=self.color), self.text_width)):
            yield (lead if lead and at == 0 else " " * self.indent) + paint(line, color=self.color)


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
