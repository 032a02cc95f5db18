"""Reads a run: its documents, families and passages, each looked up where it lies on the disk."""

from __future__ import annotations

import os
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from variorum.errors import DocumentUnknown, FamilyUnknown, RunDamaged, RunHalfChanged, RunUnfinished
from variorum.model.reuse_views import RunDocument, RunFamily, RunPassage
from variorum.model.spans import Span
from variorum.reuse.documents import Said
from variorum.reuse.numbers import arrow_column, arrow_strings, first_of, flags_of, numbers_of
from variorum.reuse.run.journal import is_pending
from variorum.reuse.run.manifest import DOCUMENTS, FAMILIES, PASSAGES, TEXTS, read_manifest, text_files
from variorum.reuse.run.rows import Rows, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.reuse.run.manifest import Manifest

Sort = Literal["documents", "issuers", "words", "spread"]
SORTS: tuple[Sort, ...] = ("documents", "issuers", "words", "spread")
_NEAR = 5
# Texts that are held at once where many are read, and rows of documents that become objects together.
_AT_ONCE, _ROWS_AT_ONCE = 256, 4_096


class Time(IntEnum):
    """When a document is, beside another: UNDATED also where a year or month alone does not tell."""

    EARLIER, SAME_DAY, LATER, UNDATED = range(4)


class DocumentFigures(NamedTuple):
    """How many issuers and series have a name, from when to when ("" where nothing is dated), how many have no date."""

    issuers: int
    series: int
    earliest: str
    latest: str
    undated: int


class RunReader:
    """A finished run. Nothing is read before it is asked for; held are the families' figures and some groups of rows.

    Raises RunMissing, RunUnfinished, RunHalfChanged, RunOfAnotherVersion or RunDamaged.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.fspath(folder)
        if is_pending(self.folder):
            raise RunHalfChanged(self.folder)
        self.manifest: Manifest = read_manifest(self.folder)
        if not self.manifest.is_finished:
            raise RunUnfinished(self.folder, self.manifest.stages)

    # Families

    def families(
        self, *, sort: Sort | None = None, formulaic: bool = False, limit: int | None = None, skip: int = 0
    ) -> list[RunFamily]:
        """Families without the formulaic ones, or with `formulaic` these alone; bursts first.

        Sorted by how many documents or issuers have them, by words or by days from earliest to latest, the most first;
        among equals those in more documents; else, and then, by their numbers.
        """
        table = self.family_table
        chosen = np.flatnonzero(flags_of(table["formulaic"]) == formulaic)
        keys: list[NDArray[Any]] = [chosen]
        if sort is not None:
            names = "documents", "days" if sort == "spread" else sort
            keys += [-numbers_of(table[name], missing=-1)[chosen] for name in names]
        keys.append(~flags_of(table["burst"])[chosen])
        order = chosen[np.lexsort(keys)]
        stop = None if limit is None else skip + limit
        return [_family(row) for row in table.take(arrow_column(order[skip:stop])).to_pylist()]

    def count_families(self, *, formulaic: bool = False) -> int:
        """How many families are not formulaic; with `formulaic`, how many are."""
        return int((flags_of(self.family_table["formulaic"]) == formulaic).sum())

    def count_bursts(self) -> int:
        """How many families are bursts."""
        return int(flags_of(self.family_table["burst"]).sum())

    def count_by_several(self) -> int:
        """How many families that are not formulaic are said by several issuers."""
        table = self.family_table
        return int(((numbers_of(table["issuers"]) > 1) & ~flags_of(table["formulaic"])).sum())

    def family(self, number: int) -> RunFamily:
        """The family of this number, from 1. Raises FamilyUnknown."""
        if not 1 <= number <= len(self.family_table):
            raise FamilyUnknown(number, len(self.family_table))
        return _family(self.family_table.slice(number - 1, 1).to_pylist()[0])

    def families_numbered(self, numbers: Sequence[int]) -> list[RunFamily]:
        """The families of these numbers, in the order asked for."""
        rows = arrow_column(np.array(numbers, np.int64) - 1)
        return [_family(row) for row in self.family_table.take(rows).to_pylist()]

    # Passages

    def passages_of(self, family: RunFamily | int, *, limit: int | None = None) -> list[RunPassage]:
        """The passages of a family in order of date, the undated last; with `limit` the first of them."""
        found = self.family(family) if isinstance(family, int) else family
        stop = found.passages if limit is None else min(limit, found.passages)
        return self.passages(range(found.first, found.first + stop))

    def passages_in(self, document: int) -> list[RunPassage]:
        """The passages of a document, by its number, in the order of their places."""
        found = self.passages(np.flatnonzero(self.holders == document).tolist())
        return sorted(found, key=lambda one: (one.span.start, one.span.end, one.family))

    def passages_in_each(self, documents: Sequence[int]) -> dict[int, list[RunPassage]]:
        """The passages of some documents, by their numbers; those of none are left out."""
        these = np.zeros(self.manifest.counts["documents"], np.bool_)
        these[list(documents)] = True
        found: dict[int, list[RunPassage]] = {}
        for one in self.passages(np.flatnonzero(these[self.holders]).tolist()):
            found.setdefault(one.document, []).append(one)
        return found

    def passages_by_document(self) -> Iterator[tuple[int, list[RunPassage]]]:
        """Every document that has passages, by its number, with them: for who wants all of them."""
        order = np.argsort(self.holders, kind="stable")
        cuts = np.flatnonzero(np.diff(self.holders[order])) + 1
        for rows in np.split(order, cuts) if len(order) else ():
            found = self.passages(rows.tolist())
            yield found[0].document, sorted(found, key=lambda one: (one.span.start, one.span.end, one.family))

    def passages(self, rows: Sequence[int]) -> list[RunPassage]:
        """The passages in these rows of their table, in the order asked for."""
        found = self._passages.take(rows)
        return [_passage(number, row) for number, row in zip(rows, found, strict=True)]

    def holders_of(self, family: RunFamily) -> NDArray[np.int64]:
        """The numbers of the documents that have a passage of a family, in order of date."""
        return np.unique(self.holders[family.first : family.first + family.passages])

    # Documents

    def document(self, said: str | int) -> RunDocument:
        """The document of this id, or of this number. Raises DocumentUnknown."""
        if isinstance(said, int):
            if not 0 <= said < len(self._documents):
                raise DocumentUnknown(str(said))
            return self.documents([said])[0]
        number = self.number_of(said)
        if number is None:
            raise DocumentUnknown(said, self._near(said))
        return self.documents([number])[0]

    def number_of(self, said: str) -> int | None:
        """The number of the document of an id, None where none has it."""
        first, wanted = 0, arrow_strings([said])[0]
        for batch in self._ids.batches():
            if (at := first_of(pc.equal(batch["id"], wanted))) >= 0:
                return first + at
            first += len(batch)
        return None

    def documents(self, numbers: Sequence[int]) -> list[RunDocument]:
        """The documents of these numbers, in the order asked for."""
        return [_document(row) for row in self._documents.take(numbers)]

    def all_documents(self) -> Iterator[RunDocument]:
        """Every document, in order of date, then of id, the undated last."""
        for group in self._documents.batches():
            # A group of rows may hold a hundred thousand documents, each a thousand bytes as an object.
            for batch in group.to_batches(max_chunksize=_ROWS_AT_ONCE):
                yield from map(_document, batch.to_pylist())

    def documents_said(self) -> pa.Table:
        """What decides which documents are compared, as columns: date, issuer, series."""
        return self._read(DOCUMENTS, columns=list(Said._fields))

    def figures_of_documents(self) -> DocumentFigures:
        """All documents in figures."""
        table = self.documents_said()
        issuers, series = (pc.count_distinct(table[name], mode="only_valid").as_py() for name in ("issuer", "series"))
        ends = pc.min_max(table["date"]).as_py()
        return DocumentFigures(issuers, series, ends["min"] or "", ends["max"] or "", table["date"].null_count)

    def text(self, number: int) -> str:
        """The text of a document, by its number."""
        return self.texts([number])[0]

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """The texts of documents, by their numbers, in the order asked for."""
        rows = [cast("int", row["text_row"]) for row in self._documents.take(numbers)]
        return [cast("str", row["text"]) for row in self._texts.take(rows)]

    def stored_texts(self, numbers: NDArray[np.int64]) -> Iterator[tuple[int, str]]:
        """The texts of documents, each with its number, in the order in which they lie on the disk."""
        rows = numbers_of(self._read(DOCUMENTS, columns=["text_row"])["text_row"])[numbers]
        order = np.argsort(rows)
        for first in range(0, len(order), _AT_ONCE):
            some = order[first : first + _AT_ONCE]
            for number, row in zip(numbers[some].tolist(), self._texts.take(rows[some]), strict=True):
                yield number, cast("str", row["text"])

    def times_beside(self, date: str) -> NDArray[np.int8]:
        """For each document when it is, as a `Time`, beside one of this date; without one nothing is known of any."""
        codes, dates = self._dates
        times = [time_beside(one, date) for one in dates]
        found: NDArray[np.int8] = np.array([*times, Time.UNDATED], np.int8)[codes]
        return found

    def source(self, number: int) -> str:
        """Where a document came from: its file, and its place in it; "" where nothing says."""
        return cast("str | None", self._documents.take([number])[0]["source"]) or ""

    # Tables

    @cached_property
    def family_table(self) -> pa.Table:
        """The table of families: some 100 bytes each."""
        return self._read(FAMILIES).combine_chunks()

    def path(self, name: str) -> str:
        """The path of one of the run's files. Raises RunDamaged where it is not there."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            raise RunDamaged(self.folder, f"{name} is missing", rebuilt=name not in (DOCUMENTS, TEXTS))
        return path

    @cached_property
    def _documents(self) -> Rows:
        return self._rows([DOCUMENTS])

    @cached_property
    def _ids(self) -> Rows:
        return self._rows([DOCUMENTS], columns=["id"])

    @cached_property
    def _passages(self) -> Rows:
        return self._rows([PASSAGES])

    @cached_property
    def _texts(self) -> Rows:
        return self._rows(text_files(self.folder), columns=["text"])

    @cached_property
    def _dates(self) -> tuple[NDArray[np.int64], list[str]]:
        """For each document the number of its date, -1 for none; and the dates."""
        column = self._read(DOCUMENTS, columns=["date"])["date"].combine_chunks().dictionary_encode()
        return numbers_of(column.indices, missing=-1).astype(np.int64), column.dictionary.to_pylist()

    @cached_property
    def holders(self) -> NDArray[np.int64]:
        """The document of each passage, by row: 8 bytes a passage."""
        return numbers_of(self._read(PASSAGES, columns=["document"])["document"])

    @property
    def spans(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each passage begins and ends in its document, by row: read anew, as few want it."""
        table = self._read(PASSAGES, columns=["start", "end"])
        return numbers_of(table["start"]), numbers_of(table["end"])

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """The words of each passage, by row: 8 bytes a passage."""
        return numbers_of(self._read(PASSAGES, columns=["words"])["words"]).astype(np.int64)

    def _rows(self, names: Sequence[str], columns: Sequence[str] | None = None) -> Rows:
        paths = [self.path(name) for name in names]
        try:
            return Rows(paths, columns=columns)
        except (pa.ArrowException, OSError) as error:
            raise RunDamaged(self.folder, f"{names[0]} cannot be read") from error

    def _read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        self.path(name)
        try:
            return read_table(self.folder, name, columns)
        except (pa.ArrowException, OSError) as error:
            raise RunDamaged(self.folder, f"{name} cannot be read") from error

    def _near(self, said: str) -> tuple[str, ...]:
        """Ids that have what was said in them, the first few."""
        found: list[str] = []
        for batch in self._ids.batches():
            matches = pc.match_substring(batch["id"], said, ignore_case=True)
            found += batch["id"].filter(matches).to_pylist()
            if len(found) >= _NEAR:
                break
        return tuple(found[:_NEAR])


def time_beside(one: str, other: str) -> Time:
    """When a document of one date is, beside a document of another; "" is no date."""
    if not one or not other:
        return Time.UNDATED
    if one == other and len(one) == len("YYYY-MM-DD"):
        return Time.SAME_DAY
    if one.startswith(other) or other.startswith(one):
        return Time.UNDATED
    return Time.EARLIER if one < other else Time.LATER


def _family(row: dict[str, Any]) -> RunFamily:
    dates = {name: row[name] or "" for name in ("earliest", "latest")}
    return RunFamily(number=row["family"], **{**{k: v for k, v in row.items() if k != "family"}, **dates})


def _passage(number: int, row: dict[str, Any]) -> RunPassage:
    span = Span(row["start"], row["end"])
    return RunPassage(number, row["family"], row["document"], span, row["words"], row["similarity"])


def _document(row: dict[str, Any]) -> RunDocument:
    said = {name: row[name] or "" for name in ("date", "issuer", "series", "title", "url")}
    return RunDocument(
        row["number"],
        row["id"],
        **said,
        words=row["words"],
        duplicate_of=row["duplicate_of"],
        text_sha256=row["text_sha256"],
    )
