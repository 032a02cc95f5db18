"""The rows of tables (JSON Lines, JSON, CSV, Parquet), one at a time, each with its place."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from variorum.errors import RowUnreadable, SourceDamaged, SourceEmpty, SourceError
from variorum.ingest.containers.csv_rows import Table
from variorum.ingest.containers.jsonl import decoded_array
from variorum.ingest.containers.lines import lines, narrow, wide
from variorum.ingest.containers.parts import Bounds
from variorum.ingest.corpus.columns import choose
from variorum.ingest.found import Unread
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.model.witnesses import WarningKind

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator, Mapping

    from variorum.ingest.corpus.columns import Columns
    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import TextWarning

# Objects need not all have the same members: so many say which there are.
_LOOKED_AT = 100
_PARQUET_ROWS = 1_024


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, from 1 (of lines, where the file has lines), and its cells by column.

    `doubts` are what is doubtful of its letters, in sentences without a subject.
    """

    number: int
    cells: Mapping[str, Any]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table and what could not be read of it, in order, and which columns hold what.

    `unit` is what the number of a row counts; `doubts` are what is doubtful of the letters of all, in whole sentences.
    """

    columns: Columns
    rows: Iterable[Row | Unread]
    unit: str = "line"
    doubts: tuple[str, ...] = ()


def jsonl(stream: io.BufferedReader, name: str, columns: Columns, limits: Limits) -> Rows:
    """The objects of JSON Lines in UTF-8; a line that is none is Unread, and the next is read."""
    return _with_columns(_jsonl(stream, name, limits), columns, name)


def json_rows(stream: io.BufferedReader, name: str, columns: Columns, limits: Limits) -> Rows:
    """The objects of a JSON array, which is read whole."""
    values, read = decoded_array(stream, name, Bounds(name, 0, limits))
    doubts = tuple(each.message for each in read.warnings)
    rows = (_object(value, f"{name}, row {number}", number, name) for number, value in enumerate(values, start=1))
    return replace(_with_columns(rows, columns, name), unit="row", doubts=doubts)


def csv_rows(stream: io.BufferedReader, name: str, columns: Columns, limits: Limits) -> Rows:
    """The rows of a CSV table, whatever its delimiter; its first line names the columns."""
    table = Table(stream, name, limits, known=None)
    return Rows(choose(table.columns, columns, name), _csv(table, name))


def parquet_rows(path: str, name: str, columns: Columns) -> Rows:
    """The rows of a Parquet file; only the columns that are needed are read."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path, memory_map=True)
        chosen = choose(file.schema_arrow.names, columns, name)
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceDamaged(name, "a Parquet file", _first_line(error)) from error
    return Rows(chosen, _parquet(file, name, chosen), unit="row")


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """What a gzip file holds; damage in it is an error of the reader that meets it."""
    return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]  # has what is asked of it: peek, readline, read


def _jsonl(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Row | Unread]:
    number = 0
    stream = narrow(stream)
    encoding = _said_encoding(wide(stream))
    try:
        for line in lines(stream, limits.input_bytes):
            number = line.number
            if line.data is None or not line.data.isspace():
                yield _line(line.data, name, number, limits, encoding)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        # What came before the damage is good; a line cut short by it is not known.
        what = f"damaged after line {number} ({_first_line(error)})"
        yield Unread("", name, SourceDamaged(name, "a gzip file", what))


def _line(data: bytes | None, name: str, number: int, limits: Limits, encoding: str) -> Row | Unread:
    said = f"{name}, line {number}"
    if data is None:
        what = f"has more than {bytes_said(limits.input_bytes)}"
        return Unread(step("row", number), name, RowUnreadable(said, what))
    try:
        return Row(number, json_object(data.rstrip(b"\r\n"), encoding))
    except ValueError as error:
        return Unread(step("row", number), name, RowUnreadable(said, str(error)))


def json_object(data: bytes, encoding: str = "UTF-8") -> dict[str, Any]:
    """The object of JSON on a line. Raises ValueError, which says what the line is instead.

    `encoding` is what is said of bytes that are not UTF-8: in which the file was of which `narrow` made them.
    """
    try:
        # Where files were put one behind the other, each may have begun with a mark of its encoding.
        return _object_of(json.loads(data.decode("utf-8").lstrip("\ufeff")))
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        if encoding != "UTF-8":
            place = f"character {len(data[: error.start].decode()) + 1}"
        what = f"is not {encoding} (its {place})"
    except RecursionError:
        what = "is nested too deep"
    except json.JSONDecodeError as error:
        what = f"is no JSON ({error.msg[:1].lower()}{error.msg[1:].removesuffix(' at')} at column {error.colno})"
    except TypeError as error:
        what = str(error)
    except ValueError as error:
        what = f"is no JSON that can be read ({_first_line(error)})"
    raise ValueError(what)


def _object_of(value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise TypeError("is no object of JSON")


def _object(value: object, said: str, number: int, name: str) -> Row | Unread:
    try:
        return Row(number, _object_of(value))
    except TypeError as error:
        return Unread(step("row", number), name, RowUnreadable(said, str(error)))


def _said_encoding(encoding: str) -> str:
    """A codec's name as people write it: "UTF-16" of "utf-16-le"; that of UTF-8 for ""."""
    return encoding[:6].upper() if encoding else "UTF-8"


def _csv(table: Table, name: str) -> Iterator[Row | Unread]:
    said: set[str] = set()
    for record in table.records():
        place = f"{name}, line {record.number}"
        try:
            if len(record.cells) > len(table.columns):
                cells = f"has {len(record.cells)} cells, the table {len(table.columns)} columns"
                raise RowUnreadable(place, cells)
            row = table.row(record, place)
            yield Row(record.number, row, tuple(_doubts(record.warnings, record.encoding, said)))
        except SourceError as error:
            yield Unread(step("row", record.number), name, error)


def _doubts(warnings: tuple[TextWarning, ...], encoding: str, said: set[str]) -> Iterator[str]:
    """What is doubtful of the letters of a row: of all rows of one encoding once, of what was lost each time."""
    for each in warnings:
        if each.kind is not WarningKind.ENCODING_GUESSED:
            yield "bytes in it that are no letters are read as U+FFFD"
        elif encoding not in said:
            said.add(encoding)
            yield f"it is not UTF-8, and is read as {encoding}, as all that follows: save it as UTF-8 if that is wrong"


def _parquet(file: Any, name: str, columns: Columns) -> Iterator[Row | Unread]:  # noqa: ANN401 - pyarrow has no types
    import pyarrow

    wanted = list(dict.fromkeys(columns.named().values()))
    number = 0
    try:
        for batch in file.iter_batches(_PARQUET_ROWS, columns=wanted):
            for cells in cells_in(batch):
                number += 1
                if isinstance(cells, str):
                    yield Unread(step("row", number), name, RowUnreadable(f"{name}, row {number}", cells))
                else:
                    yield Row(number, cells)
    except (pyarrow.ArrowException, OSError) as error:
        what = f"damaged after row {number} ({_first_line(error)})"
        yield Unread("", name, SourceDamaged(name, "a Parquet file", what))


def cells_in(batch: Any) -> Iterator[dict[str, Any] | str]:  # noqa: ANN401 - pyarrow has no types
    """The rows of a batch of Arrow; of one with bytes that are no letters, what it is instead."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for k in range(len(batch)):
            try:
                yield from batch.slice(k, 1).to_pylist()
            except UnicodeDecodeError as error:
                yield f"is not UTF-8 (byte {error.start + 1} of a cell)"


def _with_columns(rows: Iterator[Row | Unread], columns: Columns, name: str) -> Rows:
    """The rows with the columns that the first of them have."""
    first = list(islice(rows, _LOOKED_AT))
    there: dict[str, None] = {}
    for row in first:
        if isinstance(row, Row):
            there.update(dict.fromkeys(row.cells))
    if not there:
        # Nothing of it is a row with columns: the first says why.
        raise next((row.error for row in first if isinstance(row, Unread)), SourceEmpty(name))
    return Rows(choose(tuple(there), columns, name), chain(first, rows))


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200].rstrip(".") or type(error).__name__
