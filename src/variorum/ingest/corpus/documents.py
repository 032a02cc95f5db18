"""Makes documents of the rows of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.errors import RowUnreadable, SourceError
from variorum.ingest.containers.columns import day, said, whole_characters
from variorum.ingest.found import Unread
from variorum.ingest.locators import step
from variorum.model.reuse import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.ingest.corpus.columns import Columns
    from variorum.ingest.corpus.rows import Row, Rows

_UNSEEN = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_LONGEST_FIELD = 2_000
_SAID = ("issuer", "series", "title", "url")


def documents_of(
    rows: Rows, name: str, *, unit: str, doubt: Callable[[str], None]
) -> Iterator[tuple[Document, str] | Unread]:
    """The document of every row and where it stands ("a.jsonl:7", its id where it has no other); what is none, Unread.

    `unit` is what a number of a row counts ("line", "row"); `doubt` is told of dates and letters that cannot be read.
    """
    making = _Making(rows.columns, name, unit, doubt)
    for row in rows.rows:
        if isinstance(row, Unread):
            yield row
            continue
        try:
            yield making.document(row)
        except SourceError as error:
            yield Unread(step("row", row.number), name, error)


class _Making:
    """Makes documents of the rows of one table."""

    def __init__(self, columns: Columns, name: str, unit: str, doubt: Callable[[str], None]) -> None:
        self._columns = columns
        self._name = name
        self._unit = unit
        self._doubt = doubt
        named = columns.named()
        self._said = [(what, named.get(what)) for what in _SAID]

    def document(self, row: Row) -> tuple[Document, str]:
        """The document of a row, and its place. Raises a SourceError where it has no text."""
        cells, columns = row.cells, self._columns
        source = f"{self._name}:{row.number}"
        text = self._text(cells.get(columns.text or ""), row.number)
        own = _field(cells.get(columns.id)) if columns.id else ""
        told = {what: _field(cells.get(name)) if name else "" for what, name in self._said}
        date = self._date(cells.get(columns.date), row.number) if columns.date else ""
        for each in row.doubts:
            self._doubt(f"{self._place(row.number)}: {each}")
        return Document(own or source, text, date, **told), source

    def _text(self, cell: object, number: int) -> str:
        if isinstance(cell, str) and cell and not cell.isspace():
            text, halves = whole_characters(cell)
            if halves:
                halved = "half a pair of surrogates stands" if halves == 1 else f"{halves:,} halves of surrogates stand"
                self._doubt(f"{self._place(number)}: {halved} in its text, read as U+FFFD")
            return text
        place = self._place(number)
        if cell is None or isinstance(cell, str):
            what = "no text" if cell is None else "a text of white space only" if cell else "an empty text"
            raise RowUnreadable(place, f"has {what}")
        raise RowUnreadable(place, f"has {type(cell).__name__} for a text in its column {self._columns.text}")

    def _place(self, number: int) -> str:
        return f"{self._name}, {self._unit} {number}"

    def _date(self, cell: object, number: int) -> str:
        """A date as ISO 8601, as far as it is known; "" for none, and for one that is told of as a doubt."""
        if cell is None or cell == "":
            return ""
        written = str(cell).strip()
        date = day(written)
        if date is None and written:
            self._doubt(f"{self._place(number)}: its date {written[:40]!r} cannot be read; it counts as undated")
        return date or ""


def _field(cell: object) -> str:
    """A cell as one line of characters that can be shown."""
    words = cell if isinstance(cell, str) else said(cell)
    words = words if words.isprintable() else " ".join(_UNSEEN.sub(" ", words).split())
    return words.strip()[:_LONGEST_FIELD]
