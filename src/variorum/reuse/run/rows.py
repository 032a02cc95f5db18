"""Rows of Parquet files by their number, without holding the files."""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from variorum.reuse.numbers import arrow_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


class Rows:
    """The rows of files one after another, and of a table behind them, as of one table.

    Holds the groups of rows that were looked at last.
    """

    def __init__(
        self,
        paths: Sequence[str],
        *,
        columns: Sequence[str] | None = None,
        held: int = 16,
        more: pa.Table | None = None,
    ) -> None:
        self._files = [pq.ParquetFile(path, memory_map=True) for path in paths]
        self._columns = list(columns) if columns else None
        self._held = held
        self._groups: OrderedDict[int, pa.Table] = OrderedDict()
        self._places = [(k, group) for k, file in enumerate(self._files) for group in range(file.num_row_groups)]
        sizes = [self._files[k].metadata.row_group(group).num_rows for k, group in self._places]
        self._more = more
        if more is not None:
            self._places.append((len(self._files), 0))
            sizes.append(len(more))
        self._firsts = np.cumsum([0, *sizes])

    def __len__(self) -> int:
        return int(self._firsts[-1])

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> list[dict[str, object]]:
        """These rows, in the order asked for."""
        found: dict[int, dict[str, object]] = {}
        wanted = np.unique(np.asarray(rows, np.int64))
        groups = np.searchsorted(self._firsts, wanted, side="right") - 1
        for number in np.unique(groups).tolist():
            here = wanted[groups == number]
            table = self._group(number).take(arrow_column(here - self._firsts[number]))
            found.update(zip(here.tolist(), table.to_pylist(), strict=True))
        return [found[row] for row in np.asarray(rows, np.int64).tolist()]

    def batches(self) -> Iterator[pa.Table]:
        """All rows, a group at a time, in order."""
        for place in self._places:
            yield self._read(*place)

    def _group(self, number: int) -> pa.Table:
        if number in self._groups:
            self._groups.move_to_end(number)
        else:
            self._groups[number] = self._read(*self._places[number])
            if len(self._groups) > self._held:
                self._groups.popitem(last=False)
        return self._groups[number]

    def _read(self, file: int, group: int) -> pa.Table:
        if file < len(self._files):
            return self._files[file].read_row_group(group, columns=self._columns)
        assert self._more is not None, "what is behind the files"  # noqa: S101
        return self._more.select(self._columns) if self._columns else self._more


def read_table(folder: str, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A table of a run, or some of its columns."""
    # Not Arrow's read_table, which loads what reads folders: some 40 MB.
    return pq.ParquetFile(os.path.join(folder, name), memory_map=True).read(columns)


def first_rows(path: str, count: int) -> tuple[list[str], list[list[object]]]:
    """The columns and the first rows of a table, of one file or a folder of them."""
    from pyarrow.dataset import dataset  # some 40 MB

    table = dataset(path, format="parquet").head(count)
    return table.column_names, [list(row.values()) for row in table.to_pylist()]
