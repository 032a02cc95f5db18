"""Writes a run: the documents as they come, and what was found, each table whole or not at all."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from variorum.errors import DocumentTwice
from variorum.reuse.described import FamilyTable
from variorum.reuse.documents import UNDATED
from variorum.reuse.numbers import arrow_column, arrow_strings, arrow_texts
from variorum.reuse.run.ids import COLUMNS as SAID
from variorum.reuse.run.ids import RunIds, check_same
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    DRAFT,
    FAMILIES,
    FOUND,
    PASSAGES,
    READ,
    TEXTS,
    Manifest,
    disk_said,
    put_in_place,
    write_manifest,
    written_whole,
)
from variorum.reuse.run.schemas import DOCUMENTS as DOCUMENT_SCHEMA
from variorum.reuse.run.schemas import FAMILIES as FAMILY_SCHEMA
from variorum.reuse.run.schemas import PASSAGES as PASSAGE_SCHEMA
from variorum.reuse.run.schemas import TEXTS as TEXT_SCHEMA
from variorum.reuse.tables import column_of, documents_in, said_in
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse import Document, Reuse
    from variorum.reuse.documents import Said
    from variorum.reuse.run.ids import Cells
    from variorum.reuse.run.manifest import RunInput

# One text is read by unpacking a group of rows: so many characters at most, unless a single text is longer.
_GROUP_CHARACTERS, _GROUP_ROWS = 1_000_000, 1_024
# A part of the texts is closed after so many characters, so that a tool may read parts side by side.
_PART_CHARACTERS = 256_000_000
# Rows of the other tables that are read at once when one is looked up.
_GROUP = 1 << 16
_COMPRESSION = "zstd"
# How each table is put into few bytes quickly: what repeats little takes twice as long through a dictionary.
_NUMBERS = ("family", "document", "start", "end", "words")
_ENCODED: dict[str, dict[str, Any]] = {
    DOCUMENTS: {"use_dictionary": ["date", "issuer", "series"]},
    PASSAGES: {"use_dictionary": False, "column_encoding": dict.fromkeys(_NUMBERS, "DELTA_BINARY_PACKED")},
    FAMILIES: {"use_dictionary": False},
}
# The columns of documents that are known when they are read; the others once their words are counted.
READ_COLUMNS = (*SAID, "text_row")


class FoundDocuments(NamedTuple):
    """What finding tells of the documents, a row each in their order: words, and the first with the same (-1: none)."""

    words: NDArray[np.int64]
    duplicate_of: NDArray[np.int64]


class DocumentWriter:
    """Takes documents one at a time, in whatever order: puts texts on the disk, keeps what is said of them.

    Where a run has documents (`there`), whose texts are in so many `parts`, these come after them. `again` is told, in
    words, of a document that is given again, text and all. Memory is some 300 bytes a document, and a group of texts.
    """

    def __init__(
        self,
        folder: str,
        *,
        there: pa.Table | None = None,
        parts: int = 0,
        again: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._folder = os.path.join(folder, TEXTS)
        self._again = again
        self._in_run = RunIds(there) if there is not None else None
        self._numbers: dict[str, int] = {}
        self._opens: list[int] = []
        with disk_said(self._folder):
            os.makedirs(self._folder, exist_ok=True)
            for name in sorted(os.listdir(self._folder)):
                os.unlink(os.path.join(self._folder, name))
        self._texts: list[bytes] = []
        self._rows: list[Cells] = []
        self._batches: list[pa.RecordBatch] = []
        self._characters = self._part_characters = 0
        self._first_row, self._parts = len(there) if there is not None else 0, parts
        self._part: pq.ParquetWriter | None = None
        self._draft = os.path.join(self._folder, f"{DRAFT}texts")
        self.count = self.characters = 0

    def take(self, document: Document, source: str = "") -> bool:
        """Keep one document; `source` says where it comes from (file and place in it), "" where nothing does.

        Whether it was kept: one that came before, text and all, is left out. Raises DocumentTwice where another has its
        id.
        """
        text = document.text.encode()
        said = (document.date, document.issuer, document.series, document.title, document.url, source)
        cells = (document.id, *(each or None for each in said), hashlib.sha256(text).hexdigest())
        if self._came_before(cells):
            return False
        if self._texts and (
            len(self._texts) >= _GROUP_ROWS or self._characters + len(document.text) > _GROUP_CHARACTERS
        ):
            self._flush()
        self._rows.append(cells)
        self._texts.append(text)
        self._characters += len(document.text)
        self.characters += len(document.text)
        self.count += 1
        return True

    def _came_before(self, cells: Cells) -> bool:
        name = str(cells[0])
        if self._in_run is not None and (first := self._in_run.cells(name)) is not None:
            self._again(check_same(first, cells, in_run=True))
            return True
        number = self._numbers.setdefault(name, self.count)
        if number == self.count:
            return False
        self._again(check_same(self._taken(number), cells))
        return True

    def _taken(self, number: int) -> Cells:
        """What was said of one of the documents taken."""
        flushed = self.count - len(self._rows)
        if number >= flushed:
            return self._rows[number - flushed]
        batch = bisect_right(self._opens, number) - 1
        return tuple(column[number - self._opens[batch]].as_py() for column in self._batches[batch].columns)

    def close(self) -> pa.Table:
        """What is said of all documents, in order of date, then of id, the undated last; all texts are on the disk."""
        self._flush()
        self._end_part()
        self._numbers = {}
        table = pa.Table.from_batches(self._batches, pa.schema([_field(name) for name in SAID]))
        table = table.append_column(_field("text_row"), arrow_column(self._first_row + np.arange(len(table))))
        return in_order(table)

    def _flush(self) -> None:
        if not self._texts:
            return
        columns = list(map(arrow_strings, zip(*self._rows, strict=True)))
        schema = pa.schema([_field(name) for name in SAID])
        self._opens.append(self.count - len(self._rows))
        self._batches.append(pa.RecordBatch.from_arrays(columns, schema=schema))
        table = pa.table([columns[SAID.index("id")], arrow_texts(self._texts)], schema=TEXT_SCHEMA)
        with disk_said(self._folder):
            if self._part is None:
                self._part = pq.ParquetWriter(
                    self._draft, TEXT_SCHEMA, compression=_COMPRESSION, use_dictionary=False, write_statistics=False
                )
            self._part.write_table(table)
        self._part_characters += self._characters
        self._texts, self._rows, self._characters = [], [], 0
        if self._part_characters >= _PART_CHARACTERS:
            self._end_part()

    def _end_part(self) -> None:
        if self._part is not None:
            with disk_said(self._folder):
                self._part.close()
                put_in_place(self._draft, os.path.join(self._folder, f"{self._parts:05}.parquet"))
            self._part, self._part_characters = None, 0
            self._parts += 1


def in_order(read: pa.Table) -> pa.Table:
    """What is said of documents, in order of date, then of id, the undated last. Raises DocumentTwice."""
    ids, said = documents_in(read)
    by_id = ids.ordered(np.arange(len(read)))
    again = ids.again(by_id)
    if len(again):
        both = by_id[again[0] - 1 : again[0] + 1]
        places = read["source"].take(arrow_column(both)).to_pylist()
        raise DocumentTwice(ids.at(both)[0], tuple(sorted(filter(None, places))))
    return read.take(arrow_column(said.by_date(by_id))).combine_chunks()


def write_documents(folder: str, parts: Iterable[pa.Table], found: FoundDocuments) -> None:
    """Write the table of documents: `parts` have what was read of them, in order, a few groups of rows at a time."""
    with (
        written_whole(os.path.join(folder, DOCUMENTS)) as draft,
        pq.ParquetWriter(draft, DOCUMENT_SCHEMA, compression=_COMPRESSION, **_ENCODED[DOCUMENTS]) as file,
    ):
        first = 0
        waiting: list[pa.Table] = []
        for read in parts:
            some = FoundDocuments._make(each[first : first + len(read)] for each in found)
            waiting.append(documents_table(read, some, first))
            first += len(read)
            if sum(map(len, waiting)) >= _GROUP:
                table = pa.concat_tables(waiting)
                whole = len(table) - len(table) % _GROUP
                file.write_table(table[:whole], row_group_size=_GROUP)
                waiting = [table[whole:]] if whole < len(table) else []
        if waiting:
            file.write_table(pa.concat_tables(waiting), row_group_size=_GROUP)


def documents_table(read: pa.Table, found: FoundDocuments, first: int = 0) -> pa.Table:
    """The table of documents: what was `read` of them, in order, with what was found; numbers begin at `first`."""
    duplicate = arrow_column(found.duplicate_of, missing=found.duplicate_of < 0)
    found_columns = {
        "number": arrow_column(np.arange(first, first + len(read))),
        "words": arrow_column(found.words),
        "duplicate_of": duplicate,
    }
    columns = [read[name] if name in READ_COLUMNS else found_columns[name] for name in DOCUMENT_SCHEMA.names]
    return pa.table(columns, schema=DOCUMENT_SCHEMA)


def write_families(folder: str, found: FamilyTable, numbers: NDArray[np.int64], said: Said) -> tuple[int, int]:
    """Write the tables of families and passages; how many there are of each. See `family_tables`."""
    families, passages = family_tables(found, numbers, said)
    write_table(folder, PASSAGES, passages)
    write_table(folder, FAMILIES, families)
    return len(families), len(passages)


def family_tables(found: FamilyTable, numbers: NDArray[np.int64], said: Said) -> tuple[pa.Table, pa.Table]:
    """The tables of families and of passages.

    `numbers` are the places among all documents of those that were compared; what is `said` is of all, in order.
    """
    document, sizes = numbers[found.document], np.diff(found.opens)
    family = np.repeat(np.arange(1, len(sizes) + 1), sizes)
    similarity = found.similarity.round(4)
    passages = (family, document, found.start, found.end, found.words, similarity)
    table = pa.table(list(map(arrow_column, passages)), schema=PASSAGE_SCHEMA)
    return _families(found, document, family - 1, said), table


def _families(found: FamilyTable, document: NDArray[np.int64], family: NDArray[np.int64], said: Said) -> pa.Table:
    """A row a family; its passages are in order of date, the undated last."""
    count, first = len(found.opens) - 1, found.opens[:-1]
    day, last_day = said.days()
    in_dated = np.bincount(family[day[document] < UNDATED], minlength=count)
    has_date = in_dated > 0
    last = np.where(has_date, first + in_dated - 1, first)
    earliest, latest = (column_of(said.date.take(document[rows])) for rows in (first, last))
    columns = (
        np.arange(1, count + 1),
        _distinct(family, document, count),
        _distinct(family, said.issuer.codes[document], count),
        _distinct(family, said.series.codes[document], count),
        np.diff(found.opens),
        found.words[found.medoid],
        earliest,
        latest,
        arrow_column(np.maximum(day[document[last]] - last_day[document[first]], 0), missing=~has_date),
        found.formulaic,
        found.burst,
        first,
        found.medoid,
    )
    arrays = [arrow_column(each) if isinstance(each, np.ndarray) else each for each in columns]
    return pa.table(arrays, schema=FAMILY_SCHEMA)


def _distinct(family: NDArray[np.int64], values: NDArray[np.signedinteger[Any]], families: int) -> NDArray[np.int64]:
    """How many different values each family has, -1 being none."""
    known = values >= 0
    # Sorted and not hashed, as np.unique would: a hundred times as fast where all but sorted already.
    pairs = np.sort(family[known] * (int(values.max(initial=0)) + 1) + values[known])
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    return np.bincount(pairs // (int(values.max(initial=0)) + 1), minlength=families)


def write_table(folder: str, name: str, table: pa.Table) -> None:
    """Write one of the tables, whole or not at all."""
    with written_whole(os.path.join(folder, name)) as draft:
        pq.write_table(table, draft, compression=_COMPRESSION, row_group_size=_GROUP, **_ENCODED[name])


def _field(name: str) -> pa.Field:
    return DOCUMENT_SCHEMA.field(name)


def write_run(
    folder: str,
    reuse: Reuse,
    *,
    settings: dict[str, dict[str, Any]] | None = None,
    inputs: Sequence[RunInput] = (),
) -> Manifest:
    """A whole run of what was found in memory, in a new folder: as a run that read the same documents writes it."""
    from variorum.reuse.alphabet import Alphabet
    from variorum.reuse.tokens import tokens_of

    with disk_said(folder):
        os.makedirs(folder, exist_ok=True)
    manifest = Manifest(f"variorum {__version__}", settings or {}, tuple(inputs))
    write_manifest(folder, manifest)
    writer = DocumentWriter(folder)
    for document in reuse.documents:
        writer.take(document)
    read = writer.close()
    write_manifest(folder, manifest := manifest.after(READ, documents=writer.count, characters=writer.characters))
    words = tokens_of([document.text for document in reuse.documents], Alphabet()).sizes
    duplicate_of = np.full(writer.count, -1, np.int64)
    for number, first in reuse.duplicates:
        duplicate_of[number] = first
    write_documents(folder, [read], FoundDocuments(words, duplicate_of))
    families, passages = write_families(folder, _table(reuse), np.arange(writer.count), said_in(read))
    counts = {"families": families, "passages": passages, "duplicates": len(reuse.duplicates), "weighed": writer.count}
    write_manifest(folder, manifest := manifest.after(FOUND, words=int(words.sum()), **counts))
    return manifest


def _table(reuse: Reuse) -> FamilyTable:
    """The families as columns again, numbered in order of their first passage."""
    families = sorted(
        reuse.families, key=lambda one: (one.passages[0].document, one.passages[0].start, one.passages[0].end)
    )
    rows = [(p.document, p.start, p.end, p.words, p.similarity) for one in families for p in one.passages]
    opens = np.cumsum([0, *(len(one.passages) for one in families)])
    medoid = [first + one.medoid for first, one in zip(opens[:-1].tolist(), families, strict=True)]
    document, start, end, words = np.array([row[:4] for row in rows], np.int64).reshape(len(rows), 4).T
    return FamilyTable(
        document,
        start,
        end,
        words,
        similarity=np.array([row[4] for row in rows], np.float64),
        opens=opens.astype(np.int64),
        medoid=np.array(medoid, np.int64),
        formulaic=np.array([one.formulaic for one in families], np.bool_),
        burst=np.array([one.burst for one in families], np.bool_),
    )
