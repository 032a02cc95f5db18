"""The documents of a run as its table tells of them: their order, their groups, days and issuers."""

from __future__ import annotations

from bisect import bisect
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from variorum.reuse.described import Sources as Who
from variorum.reuse.grow.stored import Sources
from variorum.reuse.numbers import numbers_of
from variorum.reuse.tables import said_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.documents import Said
    from variorum.reuse.scope import Scope


def merged(before: pa.Table, more: pa.Table) -> pa.Table:
    """Two tables of documents, each in order, as one in order; most of it is copied as it lies."""

    def place(table: pa.Table, row: int) -> tuple[bool, str, str]:
        date = table["date"][row].as_py()
        return date is None, date or "", table["id"][row].as_py()

    parts, first = [], 0
    for row in range(len(more)):
        stop = bisect(range(len(before)), place(more, row), lo=first, key=partial(place, before))
        parts += [before.slice(first, stop - first), more.slice(row, 1)]
        first = stop
    return pa.concat_tables([*parts, before.slice(first)]).combine_chunks()


class Catalogue(NamedTuple):
    """All documents of a run, in order; `number` is the place there of each text (-1 for one that is none of them)."""

    table: pa.Table
    said: Said
    number: NDArray[np.int64]

    @classmethod
    def of(cls, table: pa.Table) -> Catalogue:
        """A table of documents in order."""
        rows = numbers_of(table["text_row"])
        number = np.full(int(rows.max(initial=-1)) + 1, -1, np.int64)
        number[rows] = np.arange(len(rows))
        return cls(table, said_in(table), number)

    def sources(self, rows: NDArray[np.int64], scope: Scope) -> Sources:
        """What is said of the documents whose texts have these places."""
        numbers = self.number[rows]
        first, issuers, last = Who.of(self.said.take(numbers))
        return Sources(numbers, self.said.groups(scope)[numbers], first, issuers, last)


def duplicates(table: pa.Table) -> NDArray[np.int64]:
    """For each text of a table of documents that of the first with the same words; -1 for none."""
    rows = numbers_of(table["text_row"])
    first = numbers_of(table["duplicate_of"], missing=-1)
    of = np.full(int(rows.max(initial=-1)) + 1, -1, np.int64)
    of[rows] = np.where(first >= 0, rows[first], -1)
    return of
