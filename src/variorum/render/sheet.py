"""Setting prose on a page of a terminal: paragraphs, and text that hangs from a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from variorum.render.sentences import shortened
from variorum.render.typeset import Style, columns, paint, pieces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.render.typeset import Piece

# Longer lines of prose are hard to follow back to their beginning.
TEXT_WIDTH = 75
NARROWEST = 40


class Sheet(Protocol):
    """A page of so many columns; `indent` of them stand before statement text."""

    @property
    def width(self) -> int:
        """The columns of the terminal."""

    @property
    def color(self) -> bool:
        """Whether the terminal shows colour; else changes stand in brackets."""

    @property
    def indent(self) -> int:
        """The columns before statement text."""


def prose(sheet: Sheet, text: str, style: Style) -> Iterator[str]:
    """A paragraph from the edge of the page; nothing for no text."""
    if not text:
        return
    for line in wrap(pieces([(text, style)], color=sheet.color), min(sheet.width, TEXT_WIDTH + sheet.indent)):
        yield paint(line, color=sheet.color)


def fitted(sheet: Sheet, line: list[Piece]) -> Iterator[str]:
    """A line of the page's own as it is, wrapped only where the terminal is too narrow for it."""
    if columns(line) <= sheet.width:
        yield paint(line, color=sheet.color)
        return
    label, rest = line[:1], [(text, style) for text, style in line[1:]]
    yield from hanging(sheet, label, sheet.indent, rest)


def hanging(sheet: Sheet, label: Sequence[Piece], indent: int, text: Sequence[Piece]) -> Iterator[str]:
    """Wrapped text that hangs from a label."""
    room = min(sheet.width, TEXT_WIDTH + sheet.indent) - indent
    for at, line in enumerate(wrap(pieces(text, color=sheet.color), room)):
        lead = paint(label, color=sheet.color) + " " * (indent - columns(label)) if at == 0 else " " * indent
        yield lead + paint(line, color=sheet.color)


class QuotingSheet:
    """A page of at least 40 columns that quotes words, six columns in; `full` cuts none. What it knows stands below."""

    __slots__ = ()
    columns: int
    color: bool
    full: bool

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
        """Words of a statement in quotation marks, cut to about so many rows."""
        cut = None if rows is None or self.full else rows * self.text_width - 8
        yield from hanging(self, [], self.indent, [(f"“{shortened(words, cut)}”", Style.PLAIN)])
