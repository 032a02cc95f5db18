"""A page of a run of reuse on a terminal: how its parts are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.sentences import shortened
from variorum.render.sheet import NARROWEST, TEXT_WIDTH, hanging
from variorum.render.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ReuseSheet:
    """A page of at least 40 columns. `full` folds and leaves out nothing."""

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

    def quotation(self, words: str, *, rows: int | None = None) -> Iterator[str]:
        """Words of a document in quotation marks, cut to about so many rows."""
        cut = None if rows is None or self.full else rows * self.text_width - 8
        yield from hanging(self, [], self.indent, [(f"“{shortened(words, cut)}”", Style.PLAIN)])
