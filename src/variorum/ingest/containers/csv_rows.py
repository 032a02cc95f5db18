"""CSV: a statement a row, its text in one column and what is said of it in others."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge, SourceUnsupported
from variorum.ingest.containers.columns import FILE_COLUMNS, KNOWN_COLUMNS, TEXT_COLUMNS, column, row_claims
from variorum.ingest.containers.jsonl import row_text
from variorum.ingest.containers.lines import LineDecoder, lines, narrow, wide
from variorum.ingest.containers.parts import HEAD, Lost, Passage
from variorum.ingest.decode import Decoded
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from variorum.ingest.containers.lines import Line
    from variorum.ingest.containers.parts import Bounds
    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import TextWarning

SEEMS = "a table (CSV)"
_DELIMITERS = ",;\t|"
_LONGEST_NAME = 64
_KNOWN = KNOWN_COLUMNS.union(FILE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Record:
    """Cells, the bytes and the first line they stand in; or why there are none."""

    number: int
    data: bytes
    cells: list[str]
    warnings: tuple[TextWarning, ...]
    encoding: str
    error: SourceError | None = None


def header_delimiter(first: str, known: frozenset[str] | None = _KNOWN) -> tuple[str, tuple[str, ...]] | None:
    """The delimiter of a table whose first line this is, and the names of its columns in `column`'s form.

    None where no delimiter makes names of the line: short, different, none empty, at least one of them `known`
    (None: whatever they are).
    """
    best: tuple[str, tuple[str, ...]] | None = None
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([first], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        names = tuple(map(column, cells))
        named = all(names) and len(set(names)) == len(names) and max(map(len, names), default=0) <= _LONGEST_NAME
        if named and (known is None or not known.isdisjoint(names)) and (best is None or len(names) > len(best[1])):
            best = delimiter, names
    return best


def csv_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """The statement of every row; a row that is none is lost, and the next is read."""
    table = Table(stream, name, bounds.limits)
    if not set(TEXT_COLUMNS) & set(table.columns):
        raise SourceUnsupported(
            name,
            f"a table without a column of text (its columns: {', '.join(table.columns)[:200]})",
            "Name the column text; a table that names files is taken in with: variorum import-table.",
        )
    for record in table.records():
        place = step("row", record.number)
        try:
            row = table.row(record, f"{name}!{place}")
            decoded = Decoded(row_text(row, f"{name}!{place}"), record.encoding, record.warnings)
            yield Passage(place, record.data, decoded, claims=tuple(row_claims(row, f"{name}!{place}", reason="row's")))
        except SourceError as error:
            yield Lost(place, name, error)


class Table:
    """A CSV file on a stream: its dialect and its columns, and then its records one by one."""

    def __init__(
        self, stream: io.BufferedReader, name: str, limits: Limits, *, known: frozenset[str] | None = _KNOWN
    ) -> None:
        self._name = name
        self._limits = limits
        # The module's own bound, 128 kB a cell, is for the whole process; ours is on the record.
        csv.field_size_limit(max(csv.field_size_limit(), limits.input_bytes))
        stream = narrow(stream)
        self._decoder = LineDecoder(stream.peek(HEAD), wide(stream))
        self._lines = lines(stream, limits.input_bytes)
        first = next(self._lines, None)
        decoded = self._decoder.decode(first.data) if first is not None and first.data is not None else None
        found = header_delimiter(decoded.content, known) if decoded is not None else None
        if found is None:
            raise SourceDamaged(name, SEEMS, "its first line does not name the columns")
        self._delimiter, self.columns = found

    def row(self, record: Record, said: str) -> dict[str, str]:
        """The record's cells by column; a cell that is missing at its end is empty."""
        if record.error is not None:
            raise record.error
        if len(record.cells) > len(self.columns):
            raise SourceDamaged(
                said, SEEMS, f"the row has {len(record.cells)} cells, the table {len(self.columns)} columns"
            )
        return dict(zip(self.columns, record.cells, strict=False))

    def records(self) -> Iterator[Record]:
        """Every record that is not blank."""
        taking = _Taking(self._lines, self._decoder, self._name, self._limits)
        while True:
            # Its state after an error is not to be relied on: the next line begins with a reader of its own.
            reader = csv.reader(taking, delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    yield taking.record(cells)
            except csv.Error as error:
                yield taking.failed(str(error))
            except SourceError as error:
                yield taking.failed(error)
            if taking.ended:
                return


class _Taking:
    """The decoded lines for a reader of CSV, keeping those of the record that is being read."""

    def __init__(self, source: Iterator[Line], decoder: LineDecoder, name: str, limits: Limits) -> None:
        self._source = source
        self._decoder = decoder
        self._name = name
        self._limit = limits.input_bytes
        self.ended = False
        self._start()

    def _start(self) -> None:
        self._number = 0
        self._taken: list[bytes] = []
        self._size = 0
        self._warnings: tuple[TextWarning, ...] = ()
        self._encoding = "utf-8"

    def __iter__(self) -> _Taking:
        return self

    def __next__(self) -> str:
        line = next(self._source, None)
        while line is not None and not self._taken and line.data is not None and not line.data.strip():
            line = next(self._source, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._number = self._number or line.number
        self._size += len(line.data) if line.data is not None else self._limit
        decoded = self._decoder.decode(line.data) if line.data is not None else None
        if self._size > self._limit or (decoded is None and line.data is None):
            limit = bytes_said(self._limit)
            raise SourceTooLarge(self._said(), seen=f"a row of more than {limit}", limit=limit)
        if decoded is None:
            raise SourceDamaged(self._said(), SEEMS, "it is in no encoding known here")
        self._taken.append(line.data or b"")
        self._encoding = decoded.encoding
        self._warnings += tuple(each for each in decoded.warnings if each not in self._warnings)
        return decoded.content

    def record(self, cells: list[str]) -> Record:
        """The record whose lines were taken."""
        made = Record(self._number, b"".join(self._taken).rstrip(b"\r\n"), cells, self._warnings, self._encoding)
        self._start()
        return made

    def failed(self, reason: str | SourceError) -> Record:
        """What is left of a record that could not be read."""
        if isinstance(reason, str):
            if self.ended:
                reason = "a quotation mark is opened in it and never closed, so that nothing after it can be read"
            error: SourceError = SourceDamaged(self._said(), SEEMS, reason)
        else:
            error = reason
        made = Record(self._number, b"", [], (), self._encoding, error)
        self._start()
        return made

    def _said(self) -> str:
        return f"{self._name}!{step('row', self._number)}"
