"""Tables that say what the files beside them are: CSV, and bibliographic records that name files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import SourceError, SourceLeadsOut, SourceUnsupported, SourceWithoutText
from variorum.ingest.containers.columns import FILE_COLUMNS, claim, row_claims
from variorum.ingest.containers.csv_rows import Table
from variorum.ingest.containers.kinds import container_kind
from variorum.ingest.containers.parts import HEAD, Bounds, Forward, buffered
from variorum.ingest.formats import CSL, RIS
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.model.claims import Field

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from typing import BinaryIO

    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One file that a table speaks of: its path from the table's folder, with "/", and what the table says of it."""

    line: int
    path: str
    claims: tuple[Claim, ...]


def table_rows(stream: BinaryIO, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[TableRow | SourceError]:
    """The files a table names (columns file, date, issuer, title, series, source_url, …), in its order.

    Bibliographic records (CSL-JSON, RIS) that name files are such a table too. A row that names none, or one outside
    the table's folder, comes as the error that says so. Raises a SourceError where there is no table of files.
    """
    source = buffered(Forward(stream))
    if container_kind(source.peek(HEAD), name) in (CSL, RIS):
        yield from _record_rows(source, name, limits)
        return
    table = Table(source, name, limits)
    files = [each for each in FILE_COLUMNS if each in table.columns]
    if not files:
        raise SourceUnsupported(
            name,
            f"a table without a column of files (its columns: {', '.join(table.columns)[:200]})",
            "Name the column file; a table that holds the texts itself is taken in with: variorum add.",
        )
    for record in table.records():
        said = f"{name}, line {record.number}"
        try:
            row = table.row(record, said)
            path = _path(row.get(files[0], ""), said)
            yield TableRow(record.number, path, _table_claims(row, path, said))
        except SourceError as error:
            yield error


def _record_rows(source: io.BufferedReader, name: str, limits: Limits) -> Iterator[TableRow | SourceError]:
    """The files that bibliographic records name; the line is the record's place."""
    from variorum.ingest.containers.records import csl_records, ris_records

    is_csl = container_kind(source.peek(HEAD), name) == CSL
    records = (csl_records if is_csl else ris_records)(source, name, Bounds(name, 0, limits))
    for number, record in enumerate(records, start=1):
        try:
            if isinstance(record, SourceError):
                raise record
            yield TableRow(number, _path(record.file, f"{name}, record {number}"), record.claims)
        except SourceError as error:
            yield error


def _path(written: str, said: str) -> str:
    path = written.strip().replace("\\", "/")
    if not path:
        raise SourceWithoutText(said, "names no file", "Write the path of the statement into its column file.")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/") or "\0" in path:
        # A table that came from elsewhere must not draw in what else lies on this machine.
        raise SourceLeadsOut(said, f"names {path[:200]!r}, which")
    return path


def _table_claims(row: dict[str, str], path: str, said: str) -> tuple[Claim, ...]:
    """What the row says; where it has no id, what the file is a copy of stands for one, else its own path."""
    found = [each for each in row_claims(row, said, reason="table's") if each.field is not Field.SOURCE_ID]
    copied = ":".join(filter(None, (row.get("source_repo", "").strip(), row.get("source_path", "").strip())))
    for value, reason in (
        (row.get("id", ""), "the table's id"),
        (copied if row.get("source_path", "").strip() else "", "the table's source_path"),
        ("/".join(filter(None, (row.get("series", "").strip(), path))), "the table's file"),
    ):
        if (identity := claim(Field.SOURCE_ID, value, reason)) is not None:
            return (identity, *found)
    return tuple(found)
