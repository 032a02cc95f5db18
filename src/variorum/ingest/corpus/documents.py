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

_UNSEEN = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_LONGEST_FIELD = 2_000
# So much of an id is shown.
_SHOWN = 60
_SAID = ("issuer", "series", "title", "url")


def documents_of(rows: Rows, name: str, *, doubt: Callable[[str], None]) -> Iterator[tuple[Document, str] | Unread]:
    """The document of every row and where it stands ("a.jsonl:7", its id where it has no other); what is none, Unread.

    `doubt` is told of dates and letters that cannot be read.
    """
    making = _Making(rows.columns, name, rows.unit, doubt)
    for each in rows.doubts:
        doubt(f"{name}: {each}")
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
        place = self._place(row)
        text = self._text(cells.get(columns.text or ""), place)
        own = self._field("id", cells.get(columns.id), place) if columns.id else ""
        told = {what: self._field(what, cells.get(name), place) if name else "" for what, name in self._said}
        date = self._date(cells.get(columns.date), place) if columns.date else ""
        for each in row.doubts:
            self._doubt(f"{place}: {each}")
        return Document(own or source, text, date, **told), source

    def _text(self, cell: object, place: str) -> str:
        if isinstance(cell, str) and cell and not cell.isspace():
            return self._whole(cell, "text", place)
        if cell is None or isinstance(cell, str):
            what = "no text" if cell is None else "a text of white space only" if cell else "an empty text"
            raise RowUnreadable(place, f"has {what}")
        raise RowUnreadable(place, f"has {type(cell).__name__} for a text in its column {self._columns.text}")

    def _field(self, what: str, cell: object, place: str) -> str:
        """A cell as one line of characters that can be shown; of an id, what that changes is told of."""
        words = (cell if isinstance(cell, str) else said(cell)).strip()
        if words.isprintable() and len(words) <= _LONGEST_FIELD:
            return words
        words = self._whole(words, what, place)
        shown = " ".join(_UNSEEN.sub(" ", words).split())
        if len(shown) > _LONGEST_FIELD:
            many = f"{len(shown):,} characters, of which the first {_LONGEST_FIELD:,} count"
            self._doubt(f"{place}: its {what} has {many}")
        elif what == "id" and shown != words:
            self._doubt(f"{place}: its id holds what cannot be shown, and is read as {shown[:_SHOWN]!r}")
        return shown[:_LONGEST_FIELD]

    def _whole(self, content: str, what: str, place: str) -> str:
        """Characters with each half of a surrogate pair as U+FFFD, which is told of."""
        whole, halves = whole_characters(content)
        if halves:
            halved = "half a pair of surrogates stands" if halves == 1 else f"{halves:,} halves of surrogates stand"
            self._doubt(f"{place}: {halved} in its {what}, read as U+FFFD")
        return whole

    def _place(self, row: Row) -> str:
        """Where a row stands; where rows have no numbers, the id by which it can be found."""
        if row.number:
            return f"{self._name}, {self._unit} {row.number}"
        return f"{self._name}, {said(row.cells.get(self._columns.id or ''))[:_SHOWN] or 'a row'}"

    def _date(self, cell: object, place: str) -> str:
        """A date as ISO 8601, as far as it is known; "" for none, and for one that is told of as a doubt."""
        if cell is None or cell == "":
            return ""
        written = str(cell).strip()
        date = day(written)
        if date is None and written:
            self._doubt(f"{place}: its date {written[:40]!r} cannot be read; it counts as undated")
        return date or ""
