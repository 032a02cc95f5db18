"""Runs of documents at addresses that Spark reads (`s3a://`, `hdfs://`, `file://`): their texts never come here."""

from __future__ import annotations

import codecs
import hashlib
import os
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.accumulators import AccumulatorParam

from variorum.errors import (
    DocumentTwice,
    IdColumnMissing,
    NoDocuments,
    RowUnreadable,
    SourceMissing,
    SparkFailed,
)
from variorum.ingest.corpus.columns import choose
from variorum.ingest.corpus.documents import documents_of
from variorum.ingest.corpus.rows import Row, Rows, cells_in, json_object
from variorum.ingest.found import Unread
from variorum.reuse.engines.spark_addresses import (
    first_lines,
    holds_lines,
    put,
    rows_at,
    said_of,
    size_at,
    sum_of_rows,
    words_of,
    write_texts,
)
from variorum.reuse.engines.spark_session import unwarned
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.run.manifest import (
    TEXTS,
    RunInput,
)
from variorum.reuse.tokens import tokens_of
from variorum.workflows.arriving import Refused
from variorum.workflows.reuse.finding import Finding
from variorum.workflows.reuse.inputs import MOST_TOLD, Told
from variorum.workflows.reuse.places import Places
from variorum.workflows.reuse.spark_repeats import each_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession

    from variorum.ingest.corpus.columns import Columns
    from variorum.model.reuse import Document
    from variorum.progress import Report
    from variorum.reuse.engines.spark import SparkEngine
    from variorum.reuse.plan import Found
    from variorum.reuse.scope import Scope
    from variorum.workflows.reuse.finding import FoundRun

# So many bytes are shown of a line that is no row.
_SHOWN = 60
_SAID = ("id", "date", "issuer", "series", "title", "url")
_READ = (*_SAID, "source", "text_sha256")
# What tokens and what is said of documents with them are made of.
_CUT = ("id", "date", "issuer", "series", "text_sha256")
_SCHEMA = pa.schema([*((name, pa.string()) for name in ("text", *_READ)), ("words", pa.int64())])
_FOR_SPARK = ", ".join(f"{each.name} {'long' if each.name == 'words' else 'string'}" for each in _SCHEMA)


@dataclass(slots=True)
class Counts:
    """What the workers say of the reading, added up."""

    characters: int = 0
    left_out: int = 0
    refusals: int = 0
    doubted: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.characters + other.characters,
            self.left_out + other.left_out,
            self.refusals + other.refusals,
            self.doubted + other.doubted,
            sorted([*self.refused, *other.refused])[:MOST_TOLD],
            sorted([*self.doubts, *other.doubts])[:MOST_TOLD],
        )

    def refuse(self, name: str, what: str) -> None:
        """One more row that gives no document."""
        self.refusals += 1
        self.refused.append((name, what))

    def counted(self, characters: int) -> Counts:
        """The same, with the characters of what was read, and as many doubts as there are."""
        self.characters += characters
        self.doubted = len(self.doubts)
        return self

    def told(self) -> Told:
        """The same for who asked."""
        refused = [Refused(name, "", RowUnreadable(name, what)) for name, what in self.refused]
        return Told(refused, self.refusals, self.doubts, self.doubted)


class FindingAt:
    """A run, here or at an address, and the engine that finds what is in it."""

    def __init__(
        self,
        engine: SparkEngine,
        folder: str,
        columns: Columns,
        scope: Scope,
        report: Report,
        *,
        ocr: bool,
        notice: Callable[[str], None],
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._columns = columns
        self._scope = scope
        self._report = report
        self._ocr = ocr
        self._notice = notice

    def run(self, addresses: Sequence[str], kept: str = "") -> FoundRun:
        """Read, find, write; where the run is to be at an address, its tables are put there last.

        What stages found waits with it, or, where it is at an address, in another place (`kept`), until it is whole.
        """
        session = self._engine.session
        with ExitStack() as stack:
            places = Places.of(self._folder, kept, session, stack)
            here, stages = places.tables, places.files(session, self._notice)
            if places.workers:
                self._engine.keep_at(places.workers, self._notice)
            else:
                self._notice(
                    "cannot keep what lies with the workers (documents read, places linked), who do not see "
                    f"{places.stages}: if it is interrupted, this is done again. Name --stages that they write to "
                    "(s3a://…, hdfs://…), or none: it is kept with the run then"
                )
            settings = {"scope": asdict(self._scope), "columns": self._columns.named()}
            finding = Finding(here, self._scope, settings, self._report, ocr=self._ocr)
            reading = _Reading(session, self._scope, ocr=self._ocr)
            frame = reading.frame(addresses, self._columns)
            stages.cut_from(lambda: sum_of_rows(frame, _CUT))
            try:
                found = finding.found_by(self._engine, frame, stages)
            except DocumentTwice:
                # The same one twice counts once. That it comes is rare, and it is looked for when it did.
                frame = reading.once(frame)
                found = finding.found_by(self._engine, frame, stages)
            if not len(found.rows):
                raise NoDocuments(", ".join(each.name for each in reading.inputs), "")
            _check_texts(found, write_texts(frame, places.texts))
            _only_tables(self._folder)
            read, words = self._read(found, frame), words_of(frame)[found.rows] if self._ocr else found.sizes
            counts = _counted(found, reading.counts) | reading.recounted
            run = finding.keep(found, read, words, reading.inputs, **counts)
            frame.unpersist()
            if here != self._folder:
                put(session, here, self._folder.rstrip("/"))
            stages.forget()
            places.tidy(session)
            return replace(run, folder=self._folder, told=reading.told())

    def _read(self, found: Found, frame: DataFrame) -> Iterator[pa.Table]:
        """What is said of the documents, in canonical order, as a run that reads them itself has it."""
        numbers = np.full(len(found.ids.opens) - 1, -1, np.int32)
        numbers[found.rows] = np.arange(len(found.rows))
        first = 0
        for part in said_of(frame, numbers, self._engine.parts):
            rows = found.rows[first : first + len(part)]
            first += len(part)
            if part["id"].to_pylist() != found.ids.at(rows):
                raise SparkFailed("", "documents did not come again in the order in which they were read")
            named = {name: part[name] for name in (*_READ, "text_row")}
            for name in (*_SAID[1:], "source"):
                named[name] = pc.if_else(pc.equal(named[name], ""), pa.scalar(None, pa.string()), named[name])
            yield pa.table(named)


def _counted(found: Found, counts: Counts) -> dict[str, int]:
    return {
        "documents": len(found.rows),
        "characters": counts.characters,
        "left_out": counts.left_out,
        "unread": counts.refusals,
        "repeated": 0,
        "doubted": counts.doubted,
        "undated": int((found.said.date.codes < 0).sum()),
    }


class _Reading:
    """Documents as a table of the cluster; what is told of its reading is known once it was read."""

    def __init__(self, session: SparkSession, scope: Scope, *, ocr: bool) -> None:
        self._session = session
        self._scope = scope
        self._ocr = ocr
        self._counts = session.sparkContext.accumulator(Counts(), _Adding())
        self.inputs: tuple[RunInput, ...] = ()
        # What is counted otherwise where documents are given again.
        self.recounted: dict[str, int] = {}
        self._repeats: list[str] = []

    def once(self, frame: DataFrame) -> DataFrame:
        """The documents of a table, each of them once. Raises DocumentTwice where two of one id differ."""
        once = each_once(frame, MOST_TOLD)
        frame.unpersist()
        self.recounted = {"repeated": once.more, "characters": once.characters}
        self._repeats = once.told
        return once.frame

    def told(self) -> Told:
        """What there is to say of the reading."""
        told = self.counts.told()
        told.repeats, told.repeated = self._repeats, self.recounted.get("repeated", 0)
        return told

    @property
    def counts(self) -> Counts:
        """What the workers said."""
        return self._counts.value

    def frame(self, addresses: Sequence[str], columns: Columns) -> DataFrame:
        """The documents at all addresses, kept on the workers' disks from when they are first read."""
        from pyspark import StorageLevel

        frames = []
        for address in addresses:
            size = size_at(self._session, address)
            if size is None:
                raise SourceMissing(address)
            name = address.rstrip("/").rpartition("/")[2]
            self.inputs = (*self.inputs, RunInput(name, size, "", 0))
            frames.append(self._documents(address, name, columns))
        return reduce(lambda one, other: one.unionByName(other), frames).persist(StorageLevel.DISK_ONLY)

    def _documents(self, address: str, name: str, columns: Columns) -> DataFrame:
        rows, lines = rows_at(self._session, address), holds_lines(address)
        there = _names_on(first_lines(rows), name) if lines else rows.columns[:-2]
        chosen = choose(there, columns, name)
        if chosen.id is None:
            raise IdColumnMissing(name, tuple(there))
        if not lines:
            rows = rows.select(*dict.fromkeys([*chosen.named().values(), "file_", "row_"]))
        scope, ocr, counts = self._scope, self._ocr, self._counts

        def documents(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return _documents_in(batches, chosen, scope, counts, ocr=ocr)

        with unwarned():
            return rows.mapInArrow(documents, _FOR_SPARK)


class _Adding(AccumulatorParam[Counts]):
    """How Spark adds up what workers say."""

    def zero(self, value: Counts) -> Counts:  # noqa: ARG002 - as Spark calls it
        """Nothing said."""
        return Counts()

    def addInPlace(self, value1: Counts, value2: Counts) -> Counts:  # noqa: N802 - as Spark calls it
        """What both said."""
        return value1 + value2


def _documents_in(
    batches: Iterable[pa.RecordBatch],
    columns: Columns,
    scope: Scope,
    told: Accumulator[Counts],
    *,
    ocr: bool,
) -> Iterator[pa.RecordBatch]:
    """The documents of rows, as a worker sees them."""
    alphabet = alphabet_of(ocr=False)
    for batch in batches:
        counts, made = Counts(), []
        for file, rows in groupby(_read(batch), key=lambda row: row["file_"]):
            read = Rows(columns, _rows(rows, file, counts), unit="row")
            for found in documents_of(read, file, doubt=counts.doubts.append):
                if isinstance(found, Unread):
                    counts.refuse(found.error.name, found.error.what)
                elif scope.takes(found[0]):
                    made.append(_cells(*found))
                else:
                    counts.left_out += 1
        told.add(counts.counted(sum(len(cells[0]) for cells in made)))
        # A scan is cut into other things than words, which are counted all the same.
        words = tokens_of([cells[0] for cells in made], alphabet).sizes if ocr else np.zeros(len(made), np.int64)
        columns_made = zip(*made, strict=True) if made else [()] * (len(_SCHEMA) - 1)
        arrays = [*(pa.array(column, pa.string()) for column in columns_made), pa.array(words, pa.int64())]
        yield pa.RecordBatch.from_arrays(arrays, schema=_SCHEMA)


def _names_on(lines: Sequence[bytes], name: str) -> list[str]:
    """The columns of the objects on lines. Raises NoDocuments where none is one."""
    if lines and lines[0].startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NoDocuments(name, "It is in UTF-16, and lines at addresses are read as UTF-8: write it anew in UTF-8.")
    names: dict[str, None] = {}
    reasons: list[str] = []
    for line in lines:
        try:
            names.update(dict.fromkeys(json_object(line)))
        except ValueError as error:
            reasons.append(f"A line {error}: {_beginning(line)}")
    if reasons and not names:
        raise NoDocuments(name, f"{reasons[0]}.")
    return list(names)


def _beginning(line: bytes) -> str:
    """The first characters of a line, which has no number: by them it can be found."""
    return repr(line[:_SHOWN].decode("utf-8", "replace"))


def _read(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The cells of each row; of one that is not UTF-8 `what_` says so."""
    places = batch.select(["file_", "row_"]).to_pylist()
    for place, cells in zip(places, cells_in(batch), strict=True):
        yield {**place, "what_": cells} if isinstance(cells, str) else cells


def _rows(rows: Iterable[dict[str, Any]], file: str, counts: Counts) -> Iterator[Row]:
    """Rows with their number, 0 where they have none."""
    for row in rows:
        if "what_" in row:
            counts.refuse(file, f"row {row['row_'] + 1} {row['what_']}")
        elif row["row_"] >= 0:
            yield Row(row["row_"] + 1, row)
        elif not row["value"].isspace() and row["value"]:
            try:
                yield Row(0, json_object(row["value"]))
            except ValueError as error:
                counts.refuse(file, f"a line {error}: {_beginning(row['value'])}")


def _cells(document: Document, source: str) -> tuple[str, ...]:
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return document.text, *(getattr(document, name) for name in _SAID), source.removesuffix(":0"), digest


def _check_texts(found: Found, written: pa.Table) -> None:
    """Raise SparkFailed unless texts stand in the order of the rows in which documents were read."""
    sizes = written["rows"].to_numpy()
    firsts = found.ids.at(np.cumsum(sizes) - sizes) if sizes.sum() == len(found.ids.opens) - 1 else None
    if firsts != written["first"].to_pylist():
        raise SparkFailed("", "texts were not written in the order in which they were read")


def _only_tables(run: str) -> None:
    """Remove from texts on this disk what Spark puts beside them: sums, marks of success."""
    on_disk = url2pathname(urlsplit(run).path) if run.startswith("file:") else run
    texts = os.path.join(on_disk, TEXTS)
    for name in os.listdir(texts) if os.path.isdir(texts) else ():
        if not name.endswith(".parquet") or name.startswith("."):
            os.unlink(os.path.join(texts, name))
