"""What holds several statements: known by its first bytes, and opened by the module that reads it."""

from __future__ import annotations

import codecs
import csv
import json
import re
from typing import TYPE_CHECKING

from variorum.ingest.containers.parts import HEAD
from variorum.ingest.formats import ATOM, CSL, CSV, GZIP, JSON, JSONL, MAIL, RIS, RSS, WACZ, WARC, ZIP

if TYPE_CHECKING:
    from variorum.ingest.containers.parts import Container


ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_MARK = b"\x1f\x8b\x08"
_WARC_MARK = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n")
_RIS_MARK = re.compile(r"\s*TY  ?- [A-Z]{3,7}[ \t]*\r?\n(?:[A-Z][A-Z0-9]  ?-|[ \t]*\r?\n)")
_OBJECT = re.compile(r'\s*\{\s*"[^"\n]{0,200}"\s*:')
_ARRAY = re.compile(r'\s*\[\s*\{\s*"[^"\n]{0,200}"\s*:')
# A row may be longer than all that is looked at.
_LOOKED_AT = 20


def container_kind(head: bytes, name: str) -> str | None:
    """The media type of what the first bytes show to hold statements; None for a document.

    The name breaks a tie and no more: of a table of one column, of a single row, of a memorandum like a message.
    Zip files (`ZIP_MARKS`) are told apart by their directory.
    """
    if head.startswith(_GZIP_MARK):
        return GZIP
    if _WARC_MARK.match(head):
        return WARC
    if b"\0" in head[:1024] and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    text = _characters(head)
    if text.lstrip()[:1] == "<":
        from variorum.ingest.containers.feeds import feed_kind

        return feed_kind(text.encode())
    if text.lstrip()[:1] in ("{", "["):
        return _json_kind(text, name, cut=len(head) >= HEAD)
    if _RIS_MARK.match(text):
        return RIS
    if _is_mail(text, name):
        return MAIL
    return CSV if _is_csv(text, name, cut=len(head) >= HEAD) else None


def opener(kind: str) -> Container:
    """What takes the parts out of a kind of container; its module is loaded only now."""
    if kind in (ZIP, WACZ):
        from variorum.ingest.containers.zips import wacz_parts, zip_parts

        return wacz_parts if kind == WACZ else zip_parts
    if kind == WARC:
        from variorum.ingest.containers.warc import warc_parts

        return warc_parts
    if kind in (RSS, ATOM):
        from variorum.ingest.containers.feeds import feed_parts

        return feed_parts
    if kind in (JSONL, JSON):
        from variorum.ingest.containers.jsonl import json_rows, jsonl_parts

        return jsonl_parts if kind == JSONL else json_rows
    if kind in (CSL, RIS):
        from variorum.ingest.containers.records import csl_parts, ris_parts

        return csl_parts if kind == CSL else ris_parts
    if kind == CSV:
        from variorum.ingest.containers.csv_rows import csv_parts

        return csv_parts
    from variorum.ingest.containers.mail import mail_parts

    return mail_parts


def _characters(head: bytes) -> str:
    """The head as characters, near enough to tell a format by."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _is_mail(text: str, name: str) -> bool:
    first = text.partition("\n")[0]
    if re.match(r"[A-Za-z][A-Za-z0-9-]*:", first) is None:
        return False
    from variorum.ingest.containers.mail import is_mail

    return is_mail(text, name)


def _json_kind(text: str, name: str, *, cut: bool) -> str | None:
    """JSON Lines, JSON of rows or of bibliographic records; None for text that begins with a bracket."""
    if _ARRAY.match(text):
        return _array_kind(text)
    hinted = name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
    if _OBJECT.match(text) is None:
        return JSONL if hinted and any(_parses(line) for line in text.splitlines()[:_LOOKED_AT]) else None
    first, newline, rest = text.strip().partition("\n")
    if not newline and cut:
        return JSONL
    if not _parses(first) and _whole_object(text, cut=cut):
        return _array_kind(text)
    rows = sum(_parses(line) for line in (first, *rest.split("\n", _LOOKED_AT)[:_LOOKED_AT]))
    if rows >= 2 or (rows and hinted):
        return JSONL
    return _array_kind(text) if rows and not newline else None


def _array_kind(text: str) -> str:
    from variorum.ingest.containers.records import CSL_TYPES

    is_record = re.search(rf'"type"\s*:\s*"(?:{CSL_TYPES})"', text[: 64 * 1024]) is not None
    is_row = re.search(r'"(?:text|body|content|full_text)"\s*:\s*"', text[: 64 * 1024]) is not None
    return CSL if is_record and not is_row else JSON


def _parses(line: str) -> bool:
    """Whether a line is an object of JSON."""
    try:
        return line.lstrip().startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _whole_object(text: str, *, cut: bool) -> bool:
    """Whether the characters are one object, written over several lines."""
    return cut or _parses(text)


def _is_csv(text: str, name: str, *, cut: bool) -> bool:
    """Whether the first line names columns, one of them known, and what follows has cells for them.

    A line of a plain text may have commas; it does not consist of short names with "text" among them, over rows that
    mostly have as many cells.
    """
    from variorum.ingest.containers.columns import FILE_COLUMNS, TEXT_COLUMNS
    from variorum.ingest.containers.csv_rows import header_delimiter

    first, newline, rest = text.partition("\n")
    found = header_delimiter(first.rstrip("\r")) if len(first) <= 4096 else None
    if found is None:
        return False
    delimiter, names = found
    hinted = name.lower().removesuffix(".gz").endswith((".csv", ".tsv"))
    if not hinted and (len(names) < 2 or not set(TEXT_COLUMNS + FILE_COLUMNS) & set(names) or delimiter == "|"):
        return False
    lines = rest.splitlines(keepends=True)
    shapes = _shapes(lines[:-1] if cut and len(lines) > 1 else lines, delimiter)
    if hinted:
        return bool(newline)
    right = sum(shape == len(names) for shape in shapes)
    return bool(shapes) and shapes[0] == len(names) and right * 3 >= len(shapes) * 2


def _shapes(lines: list[str], delimiter: str) -> list[int]:
    """How many cells the first records have."""
    shapes: list[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if cells:
                shapes.append(len(cells))
            if len(shapes) == _LOOKED_AT:
                break
    except csv.Error:
        return shapes[:-1]
    return shapes
