"""The documents of a corpus, one at a time: from files and folders, tables of any size, an archive, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import (
    ColumnMissing,
    NoDocuments,
    SourceError,
    SourceMissing,
    SourceUnreadable,
    SourceUnsupported,
    TextColumnMissing,
)
from variorum.ingest.corpus.columns import Columns
from variorum.ingest.corpus.digests import CountedStream, InputDigest
from variorum.ingest.corpus.documents import documents_of
from variorum.ingest.found import Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.sources import STANDARD_INPUT
from variorum.model.provenance import UNSORTED
from variorum.model.reuse import Document
from variorum.progress import Step, silent
from variorum.workflows.arriving import Refused, storable_name
from variorum.workflows.inputs import is_address
from variorum.workflows.reuse.files import TablesOfFiles, archive_in, documents_in, names_apart, size_of
from variorum.workflows.reuse.statement_documents import document_of, doubts_of, whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from variorum.archive.store import Store
    from variorum.ingest.corpus.rows import Rows
    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.progress import Report

# Documents, each with where it comes from.
Found = Iterator[tuple[Document, str]]
# Gives the documents of an input, and feeds its digest.
Reading = Callable[[InputDigest], Found]
# So many of what could not be read are kept to be told of; all are counted.
MOST_TOLD = 200
_PARQUET, _GZIP = b"PAR1", b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class CorpusInput:
    """One input that was read: its name (never a path of this machine), size, digest, how many documents it gave."""

    name: str
    size: int
    sha256: str
    documents: int


@dataclass(slots=True)
class Told:
    """What there is to say of the reading: the first of what was refused, doubted or given again, and how many."""

    refused: list[Refused] = field(default_factory=list)
    refusals: int = 0
    doubts: list[str] = field(default_factory=list)
    doubted: int = 0
    repeats: list[str] = field(default_factory=list)
    repeated: int = 0
    columns: list[tuple[str, Columns]] = field(default_factory=list)

    def refuse(self, refused: Refused) -> None:
        """One more that could not be read."""
        self.refusals += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append(refused)

    def doubt(self, words: str) -> None:
        """One more document of which not all could be read."""
        self.doubted += 1
        if len(self.doubts) < MOST_TOLD:
            self.doubts.append(words)

    def repeat(self, words: str) -> None:
        """One more document that was given before, text and all."""
        self.repeated += 1
        if len(self.repeats) < MOST_TOLD:
            self.repeats.append(words)


class Corpus:
    """Inputs as a stream of documents, read once; `told` and `inputs` fill while it is read.

    A source is a folder (its files, or the archive that it holds), a file of any format that is read, a table in JSON
    Lines (also packed with gzip), JSON, CSV or Parquet, or "-" for JSON Lines on standard input. Raises ColumnMissing
    or TextColumnMissing at a table that does not fit, NoDocuments where nothing was found.
    """

    def __init__(
        self,
        sources: Sequence[str],
        columns: Columns | None = None,
        *,
        archives: Sequence[Store] = (),
        limits: Limits = DEFAULT_LIMITS,
        report: Report = silent,
        stdin: BinaryIO | None = None,
    ) -> None:
        self._sources = tuple(sources)
        self._columns = columns or Columns()
        self._archives = tuple(archives)
        self._limits = limits
        self._report = report
        self._stdin = stdin
        self._done = 0
        self._total = size_of(self._sources)
        self.told = Told()
        self.inputs: list[CorpusInput] = []

    def documents(self) -> Found:
        """Every document, and where it comes from: file and place in it."""
        for name, read in self._readings():
            entry = InputDigest()
            count = 0
            for found in read(entry):
                count += 1
                yield found
            self.inputs.append(CorpusInput(name, entry.size, entry.digest, count))
        if self._total:
            self._report(Step("reading", self._total, self._total, "bytes"))
        if not any(each.documents for each in self.inputs):
            reason = str(self.told.refused[0].error) if self.told.refused else ""
            raise NoDocuments(", ".join(each.name for each in self.inputs), reason)

    def _readings(self) -> Iterator[tuple[str, Reading]]:
        """Each input's name and what reads it."""
        for store in self._archives:
            yield "archive", partial(self._archive, store)
        for source, name in zip(self._sources, names_apart(self._sources), strict=True):
            yield name, self._reader(source, name)

    def _reader(self, source: str, name: str) -> Reading:
        if source == STANDARD_INPUT:
            return self._standard_input
        if is_address(source):
            remedy = "Nothing is fetched here: add it to an archive (variorum add), and name that with --archive."
            raise SourceUnsupported(source, "an address", remedy)
        if not os.path.isdir(source):
            return lambda entry: self._file(source, name, entry)
        if (archive := archive_in(source)) is not None:
            return lambda entry: self._archive_of_folder(archive, entry)
        # Several folders may hold files of one name.
        within = f"{name}/" if len(self._sources) > 1 else ""
        return lambda entry: self._folder(source, within, entry)

    # Files

    def _folder(self, folder: str, within: str, entry: InputDigest) -> Found:
        files = list(documents_in(folder))
        given = TablesOfFiles(path for path in files if isinstance(path, str))
        for path in files:
            if isinstance(path, Refused):
                self.told.refuse(path)
                continue
            name = within + storable_name(os.path.relpath(path, folder).replace(os.sep, "/"))
            if path in given.tables:
                with open(path, "rb") as stream:
                    entry.add(name, *_digest_of(stream))
                continue
            try:
                yield from self._file(path, name, entry, given.claims(path))
            except (ColumnMissing, TextColumnMissing) as error:
                self.told.refuse(Refused(name, "", error))

    def _file(self, path: str, name: str, entry: InputDigest, given: tuple[Claim, ...] = ()) -> Found:
        try:
            if not os.path.exists(path):
                raise SourceMissing(path)
            with open(path, "rb") as stream:
                yield from self._opened(path, name, stream, entry, given)
        except SourceError as error:
            self.told.refuse(Refused(name, "", error))
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self.told.refuse(Refused(name, "", SourceUnreadable(path, reason)))

    def _opened(self, path: str, name: str, stream: BinaryIO, entry: InputDigest, given: tuple[Claim, ...]) -> Found:
        from variorum.ingest.containers.parts import HEAD

        head = stream.read(HEAD)
        stream.seek(0)
        if head.startswith(_PARQUET):
            from variorum.ingest.corpus.rows import parquet_rows

            entry.add(name, *_digest_of(stream))
            yield from self._rows(parquet_rows(path, name, self._columns), name, None)
        elif (read := self._table_reader(head, name)) is not None:
            counted = CountedStream(stream)
            try:
                yield from self._rows(read(counted), name, counted)
            finally:
                entry.add(name, *counted.finish())
                self._done += counted.size
        else:
            entry.add(name, *_digest_of(stream))
            stream.seek(0)
            yield from self._statements(stream, name, given)
            self._done += os.path.getsize(path)
            self._report_bytes(self._done)

    def _table_reader(self, head: bytes, name: str) -> Callable[[CountedStream], Rows] | None:
        """What reads a table whose first bytes these are; None for what is no table."""
        from variorum.ingest.corpus import rows
        from variorum.ingest.corpus.kinds import TableKind, table_kind

        kind = table_kind(head, name)
        if kind is None:
            return None

        def read(counted: CountedStream) -> Rows:
            stream = rows.unpacked(counted.buffered()) if head.startswith(_GZIP) else counted.buffered()
            reader = {TableKind.JSONL: rows.jsonl, TableKind.JSON: rows.json_rows, TableKind.CSV: rows.csv_rows}[kind]
            return reader(stream, name, self._columns, self._limits)

        return read

    def _standard_input(self, entry: InputDigest) -> Found:
        from variorum.ingest.corpus.rows import jsonl, unpacked

        stdin = self._stdin or sys.stdin.buffer
        counted = CountedStream(stdin)
        stream = counted.buffered()
        if stream.peek(2)[:2] == _GZIP:
            stream = unpacked(stream)
        yield from self._rows(jsonl(stream, STANDARD_INPUT, self._columns, self._limits), STANDARD_INPUT, counted)
        entry.add(STANDARD_INPUT, *counted.finish())

    def _statements(self, stream: BinaryIO, name: str, given: tuple[Claim, ...]) -> Found:
        """The statements of a document or of what holds several, as `add` reads them."""
        from variorum.ingest.statements import statements

        for each in statements(stream, os.path.basename(name), limits=self._limits):
            if isinstance(each, Unread):
                self.told.refuse(Refused(name, each.locator, each.error))
            else:
                source = f"{name}!{each.locator}" if each.locator else name
                for words in doubts_of(each.text):
                    self.told.doubt(f"{source}: {words}")
                yield document_of(each, source, given), source

    # Tables

    def _rows(self, read: Rows, name: str, counted: CountedStream | None) -> Found:
        self.told.columns.append((name, read.columns))
        for found in documents_of(read, name, doubt=self.told.doubt):
            if isinstance(found, Unread):
                self.told.refuse(Refused(name, found.locator, found.error))
            else:
                yield found
            if counted is not None and counted.is_far:
                self._report_bytes(self._done + counted.mark())

    def _report_bytes(self, done: int) -> None:
        self._report(Step("reading", min(done, self._total or done), self._total, "bytes"))

    # Archives

    def _archive_of_folder(self, folder: Path, entry: InputDigest) -> Found:
        from variorum.archive.location import open_to_read

        with open_to_read(folder, notice=lambda _: None) as store:
            yield from self._archive(store, entry)

    def _archive(self, store: Store, entry: InputDigest) -> Found:
        """The latest text of every issue in each language."""
        from variorum.archive import catalogue

        rows = {(row.issue, row.language): row for row in catalogue.witnesses(store.connection)}
        for done, row in enumerate(rows.values()):
            self._report(Step("reading", done, len(rows), "texts"))
            text, lost = whole(catalogue.load_text(store.connection, row.text).content)
            if lost:
                self.told.doubt(f"{row.reference}: {lost}")
            entry.add(row.reference, len(text.encode()), row.text_sha256)
            series = "" if row.issue.series == UNSORTED else row.issue.series
            yield (
                Document(row.reference, text, row.issue.date, row.issuer or "", series, row.title or "", row.url or ""),
                row.reference,
            )
        self._report(Step("reading", len(rows), len(rows), "texts"))


class CorpusDigests(Corpus):
    """The same inputs, only to tell whether they are what they were: nothing is made of what is read."""

    def compared(self) -> list[CorpusInput]:
        """Every input with its size and digest, as `Corpus` gives them, and no documents."""
        for name, read in self._readings():
            entry = InputDigest()
            for _ in read(entry):
                pass
            self.inputs.append(CorpusInput(name, entry.size, entry.digest, 0))
        return self.inputs

    def _opened(
        self,
        path: str,  # noqa: ARG002 - as it is called
        name: str,
        stream: BinaryIO,
        entry: InputDigest,
        given: tuple[Claim, ...],  # noqa: ARG002 - as it is called
    ) -> Found:
        entry.add(name, *_digest_of(stream))
        yield from ()

    def _standard_input(self, entry: InputDigest) -> Found:
        entry.add(STANDARD_INPUT, *CountedStream(self._stdin or sys.stdin.buffer).finish())
        yield from ()


def _digest_of(stream: BinaryIO) -> tuple[int, str]:
    from variorum.archive.originals import fingerprint

    kept = fingerprint(stream)
    return kept.size, kept.sha256
