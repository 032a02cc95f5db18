"""JSON Lines, and JSON arrays of such rows: a statement a row, its text and what is said of it in columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from variorum.errors import SourceDamaged, SourceEmpty, SourceError, SourceTooLarge, SourceWithoutText
from variorum.ingest.containers.columns import TEXT_COLUMNS, column, row_claims, whole_characters
from variorum.ingest.containers.lines import LineDecoder, lines, narrow, wide
from variorum.ingest.containers.parts import HEAD, Lost, Passage, all_bytes
from variorum.ingest.damage import UNREAD
from variorum.ingest.decode import Decoded
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping

    from variorum.ingest.containers.lines import Line
    from variorum.ingest.containers.parts import Bounds

SEEMS = "a row of JSON"


def jsonl_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """The statement of every line that is not blank; a line that is no row is lost, and the next is read."""
    stream = narrow(stream)
    decoder = LineDecoder(stream.peek(HEAD), wide(stream))
    for line in lines(stream, bounds.limits.input_bytes):
        if line.data is None or line.data.strip():
            place = step("row", line.number)
            try:
                yield _line_passage(line, place, f"{name}!{place}", decoder, bounds)
            except SourceError as error:
                yield Lost(place, name, error)


def json_rows(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """The statement of every object in a JSON array, which is read whole.

    The parser does not say which bytes an object stands in: its digest is over the object written anew, keys sorted.
    """
    values, read = decoded_array(stream, name, bounds)
    for number, value in enumerate(values, start=1):
        place = step("row", number)
        item = json.dumps(value, ensure_ascii=True, sort_keys=True).encode()
        try:
            yield _passage(_row(value, f"{name}!{place}"), place, f"{name}!{place}", item, read)
        except SourceError as error:
            yield Lost(place, name, error)


def json_array(stream: io.BufferedReader, name: str, bounds: Bounds) -> list[object]:
    """The values in a JSON array, or the one value that stands alone."""
    return decoded_array(stream, name, bounds)[0]


def decoded_array(stream: io.BufferedReader, name: str, bounds: Bounds) -> tuple[list[object], Decoded]:
    """The same, and how its characters were read."""
    stream = narrow(stream)
    data = all_bytes(stream, name, bounds.limits.input_bytes)
    decoded = LineDecoder(b"", wide(stream)).decode(data)
    if decoded is None:
        raise SourceDamaged(name, "JSON", "it is in no encoding known here")
    value = parsed(decoded.content.removeprefix("\ufeff"), name, "JSON")
    return (value if isinstance(value, list) else [value]), decoded


def parsed(content: str, said: str, seems: str) -> object:
    """A value of JSON; raises SourceDamaged with the reason."""
    try:
        value: object = json.loads(content)
    except RecursionError as error:
        raise SourceDamaged(said, seems, "nested too deep") from error
    except ValueError as error:
        reason = (
            f"{error.msg.removesuffix(' at')} at column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        raise SourceDamaged(said, seems, reason[:1].lower() + reason[1:]) from error
    return value


def _line_passage(line: Line, place: str, said: str, decoder: LineDecoder, bounds: Bounds) -> Passage:
    if line.data is None:
        limit = bytes_said(bounds.limits.input_bytes)
        raise SourceTooLarge(said, seen=f"a line of more than {limit}", limit=limit)
    decoded = decoder.decode(line.data)
    if decoded is None:
        raise SourceDamaged(said, SEEMS, "it is in no encoding known here")
    return _passage(
        _row(parsed(decoded.content.rstrip("\r\n"), said, SEEMS), said), place, said, line.data.rstrip(b"\r\n"), decoded
    )


def _row(value: object, said: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise SourceDamaged(said, SEEMS, "it is no object")
    row: dict[str, object] = {}
    for key, cell in value.items():
        row.setdefault(column(key), cell)
    return row


def _passage(row: Mapping[str, object], place: str, said: str, item: bytes, read: Decoded) -> Passage:
    content, halves = whole_characters(row_text(row, said))
    # What was lost in an array was lost in those of its rows that show it.
    warnings = tuple(each for each in read.warnings if each.kind is not WarningKind.UNDECODABLE or UNREAD in content)
    if halves:
        warnings = (*warnings, half_pairs(halves))
    decoded = Decoded(content, read.encoding, warnings)
    return Passage(place, item, decoded, claims=tuple(row_claims(row, said, reason="row's")))


def row_text(row: Mapping[str, object], said: str) -> str:
    """The text of a row, from the first of its columns that holds one."""
    present = [row[name] for name in TEXT_COLUMNS if name in row]
    for cell in present:
        if isinstance(cell, str) and cell.strip():
            return cell
    if present and all(cell is None or isinstance(cell, str) for cell in present):
        raise SourceEmpty(said, white_space=bool(present[0]))
    shown = ", ".join(list(row)[:8]) or "none"
    raise SourceWithoutText(
        said, f"has no column of text (its columns: {shown[:200]})", f"Name the column {' or '.join(TEXT_COLUMNS[:4])}."
    )


def half_pairs(count: int) -> TextWarning:
    """What is said where escapes name halves of surrogate pairs."""
    message = f"Halves of surrogate pairs stand in the text; read as U+FFFD ({count})."
    return TextWarning(WarningKind.UNDECODABLE, message, incomplete=True)
