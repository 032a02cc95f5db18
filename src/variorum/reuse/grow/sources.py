"""The documents of a run as its table tells of them: their order, their groups, days and issuers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.model.reuse import Document
from variorum.reuse.described import UNDATED
from variorum.reuse.described import Sources as Said
from variorum.reuse.grow.stored import Sources

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from variorum.reuse.scope import Scope


class Catalogue(NamedTuple):
    """All documents of a run, in order; `number` is the place there of each text (-1 for one that is none of them)."""

    table: pa.Table
    number: NDArray[np.int64]

    @classmethod
    def of(cls, table: pa.Table) -> Catalogue:
        """A table of documents in order."""
        rows = table["text_row"].to_numpy()
        number = np.full(int(rows.max(initial=-1)) + 1, -1, np.int64)
        number[rows] = np.arange(len(rows))
        return cls(table, number)

    def sources(self, rows: NDArray[np.int64], scope: Scope) -> Sources:
        """What is said of the documents whose texts have these places."""
        numbers = self.number[rows]
        issuers = self._codes("issuer")
        by = scope.grouped_by
        groups = np.full(len(self.table), -1, np.int64) if not by else self._codes(by)
        alone = groups < 0
        # What has none is a group by itself.
        groups[alone] = int(groups.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
        first, last = (days[numbers] for days in self._days())
        return Sources(numbers, groups[numbers].astype(np.uint32), first, issuers[numbers], last)

    def _codes(self, name: str) -> NDArray[np.int64]:
        """A number for each different name, -1 for none."""
        codes = self.table[name].combine_chunks().dictionary_encode().indices.fill_null(-1)
        return np.array(codes, np.int64)

    def _days(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first and the last day that the date of each document may mean."""
        dates = self.table["date"].combine_chunks().dictionary_encode()
        # As of a document each: there are far fewer dates than documents.
        said = Said.of([Document("", "", each) for each in dates.dictionary.to_pylist()])
        codes = np.array(dates.indices.fill_null(-1), np.int64)
        return np.append(said.day, UNDATED)[codes], np.append(said.last, UNDATED)[codes]


def duplicates(table: pa.Table) -> NDArray[np.int64]:
    """For each text of a table of documents that of the first with the same words; -1 for none."""
    rows = table["text_row"].to_numpy()
    first = np.array(table["duplicate_of"].combine_chunks().fill_null(-1), np.int64)
    of = np.full(int(rows.max(initial=-1)) + 1, -1, np.int64)
    of[rows] = np.where(first >= 0, rows[first], -1)
    return of
