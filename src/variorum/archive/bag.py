"""A whole archive as a BagIt folder (RFC 8493) that people and other programs can read without variorum."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from variorum.archive import catalogue
from variorum.archive.backup import original_checked
from variorum.archive.database import SCHEMA
from variorum.archive.files import DRAFT, said_of, sync_file, sync_folder
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.tables import TABLES, records
from variorum.errors import OutputError
from variorum.progress import Step, silent
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from variorum.archive.store import Store
    from variorum.progress import Report

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK = 1024 * 1024
# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_README = """\
A variorum archive, written out whole
=====================================

This folder follows BagIt 1.0 (RFC 8493): manifest-sha256.txt has the SHA-256 of every file in data/.

data/originals/    the bytes as they were captured, each file named by its own SHA-256
data/statements.csv  one line a statement: its reference, title, issuer, dates, address and digests
data/captures.csv  one line a capture: when, from where, from which original and which place in it
data/tables/       every row, as JSON, one record a line (UTF-8)

In data/tables the files original, series, series_alias, issue, capture, spent_number, former_place, quotation,
judgement and judgement_anchor are the truth: what was captured and what people decided. The files text, finding,
finding_seal and witness were made from the originals, by the programs that they name. In text.jsonl "content" is a
text as it was read; every "start" and "end" counts its Unicode code points from 0, the end not included; "segments"
are [kind, paragraph, start, end], "blocks" [kind, start, end, place], "pages" [start, end].

The two .csv files are for reading: a cell that a spreadsheet would take for a formula begins with an apostrophe.

To use it with variorum again: variorum restore THIS-FOLDER
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an exported folder holds."""

    statements: int
    originals: int
    files: int
    size: int


def export(store: Store, target: Path, *, report: Report = silent) -> Exported:
    """Write the archive to a new folder. The same archive gives the same bytes; nothing in it tells of this machine.

    It is consistent though others go on writing, and it is there whole or not at all. The trash is left out. Raises
    OutputError, and ArchiveDamaged for an original that is not what it was.
    """
    if target.exists():
        raise OutputError(str(target), "is there already", "Name a folder that does not exist yet.")
    try:
        draft = target.with_name(DRAFT + target.name)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            exported = _Bag(store, draft, report).write()
            draft.rename(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        what = f"cannot be written ({said_of(error)})"
        raise OutputError(str(target), what, "Check the folder and the space left.") from error
    return exported


class _Bag:
    def __init__(self, store: Store, folder: Path, report: Report) -> None:
        self._store = store
        self._folder = folder
        self._report = report
        self._digests: dict[str, str] = {}
        self._size = 0

    def write(self) -> Exported:
        connection = self._store.connection
        connection.execute("BEGIN")
        try:
            originals = self._originals()
            for table in TABLES:
                self._text(f"data/tables/{table}.jsonl", _json_lines(records(connection, table)))
            statements = self._statements()
            self._captures()
            self._text("data/README.txt", [_README])
            payload = dict(self._digests)
            size = self._size
            self._tags(payload, size, truth_fingerprint(connection), derived_fingerprint(connection))
        finally:
            connection.execute("ROLLBACK")
        return Exported(statements, originals, len(payload), size)

    def _originals(self) -> int:
        rows = self._store.connection.execute("SELECT sha256, size FROM original ORDER BY sha256").fetchall()
        for done, (sha256, size) in enumerate(rows, start=1):
            name = f"data/originals/{sha256[:2]}/{sha256}"
            with original_checked(self._store, sha256, size) as reader, self._file(name) as file:
                while chunk := reader.read(_CHUNK):
                    file.write(chunk)
                sync_file(file)
            self._digests[name] = sha256
            self._size += size
            self._report(Step("export", done, len(rows), "originals"))
        return len(rows)

    def _statements(self) -> int:
        header = (
            *("reference", "title", "issuer", "stated", "published", "captured", "url", "source_id"),
            *("text_sha256", "original_sha256", "original"),
        )
        lines = 0

        def rows() -> Iterator[tuple[object, ...]]:
            nonlocal lines
            for witness in catalogue.witnesses(self._store.connection):
                lines += 1
                kept = [getattr(witness, name) for name in header[:-1]]
                yield (*kept, f"originals/{witness.original_sha256[:2]}/{witness.original_sha256}")

        self._text("data/statements.csv", _csv_lines(header, rows()))
        return lines

    def _captures(self) -> None:
        header = (
            *("capture", "series", "date", "ordinal", "language", "revision", "captured", "url", "source_id"),
            *("name", "locator", "item_sha256", "original_sha256"),
        )
        rows = (
            (
                *(c.id, c.issue.series, c.issue.date, c.issue.ordinal, c.language, c.revision, c.retrieved_at),
                *(c.url, c.source_id, c.name, c.locator, c.item_sha256, c.original.sha256),
            )
            for c in catalogue.captures(self._store.connection)
        )
        self._text("data/captures.csv", _csv_lines(header, rows))

    def _tags(self, payload: dict[str, str], size: int, truth: str, derived: str) -> None:
        self._digests = {}
        info = (
            f"Bag-Software-Agent: variorum {__version__}\n"
            "External-Description: An archive of recurring official statements\n"
            f"Payload-Oxum: {size}.{len(payload)}\n"
            f"Variorum-Schema: {SCHEMA}\nVariorum-Truth: {truth}\nVariorum-Derived: {derived}\n"
        )
        self._text("bagit.txt", [DECLARATION])
        self._text("bag-info.txt", [info])
        self._text("manifest-sha256.txt", _manifest(payload))
        self._text("tagmanifest-sha256.txt", _manifest(self._digests))

    def _text(self, name: str, lines: Iterable[str]) -> None:
        digest = hashlib.sha256()
        with self._file(name) as file:
            for line in lines:
                data = line.encode()
                digest.update(data)
                self._size += len(data)
                file.write(data)
            sync_file(file)
        self._digests[name] = digest.hexdigest()

    def _file(self, name: str) -> IO[bytes]:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


def _manifest(digests: dict[str, str]) -> Iterator[str]:
    return (f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        line = json.dumps(row, ensure_ascii=False)
        try:
            line.encode()
        except UnicodeEncodeError:  # half a pair of surrogates: JSON can say it, UTF-8 cannot
            line = json.dumps(row)
        yield line + "\n"


def _csv_lines(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield _csv_line(header)
    for row in rows:
        yield _csv_line(row)


def _csv_line(row: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8", "replace").decode()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
