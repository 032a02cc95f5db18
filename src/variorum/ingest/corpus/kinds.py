"""Tells a table from a document by its first bytes, and an address from a path."""

from __future__ import annotations

import re
import zlib
from enum import Enum

from variorum.ingest.containers.csv_rows import header_delimiter
from variorum.ingest.containers.kinds import container_kind
from variorum.ingest.formats import CSV, GZIP, JSON, JSONL

_GZIP_WINDOW = 31
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class TableKind(Enum):
    """The tables that are read by row."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


def is_address(said: str) -> bool:
    """Whether this is an address that Spark may know (`hdfs://…`), and not a path."""
    return _ADDRESS.match(said) is not None


def table_kind(head: bytes, name: str) -> TableKind | None:
    """What kind of table the first bytes and the name show; None for a document or another container."""
    kind = container_kind(head, name)
    if kind == GZIP:
        head = _unpacked(head)
        name = name.removesuffix(".gz")
        kind = container_kind(head, name)
    found = {JSONL: TableKind.JSONL, JSON: TableKind.JSON, CSV: TableKind.CSV}.get(kind or "")
    return found or _as_named(head, name.lower())


def _as_named(head: bytes, name: str) -> TableKind | None:
    """What the name says, where the first line does not speak against it."""
    first = head.partition(b"\n")[0].decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")
    if name.endswith((".jsonl", ".ndjson")):
        return TableKind.JSONL
    if name.endswith((".csv", ".tsv")) and header_delimiter(first, None):
        return TableKind.CSV
    return None


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what a gzip file holds."""
    try:
        return zlib.decompressobj(wbits=_GZIP_WINDOW).decompress(head, len(head))
    except zlib.error:
        return b""
