"""A page of a series on a terminal: what each of its parts needs to know, and how they quote and mark lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.change_rows import change_rows
from variorum.render.sentences import shortened
from variorum.render.sheet import NARROWEST, TEXT_WIDTH, hanging
from variorum.render.typeset import Style, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage


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
        yield from change_rows(self, alignment)
