"""A page of a series on a terminal: what each of its parts needs to know, and how they quote and mark lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.change_rows import change_rows
from variorum.render.sheet import QuotingSheet
from variorum.render.typeset import Style, paint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage


@dataclass(frozen=True, slots=True)
class LineageSheet(QuotingSheet):
    """A page of at least 40 columns. `full` folds nothing."""

    lineage: Lineage
    columns: int
    color: bool
    full: bool = False

    def heading(self, text: str) -> str:
        """The name of a part."""
        return paint([(text, Style.BOLD)], color=self.color)

    def change(self, alignment: Alignment) -> Iterator[str]:
        """Both wordings of an alignment of one bead, in one where that is easy to read, else one below the other."""
        yield from change_rows(self, alignment)
