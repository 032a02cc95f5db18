"""Arrays as binary cells of a table: from worker to worker go a few long blobs, and not a row for every value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import DTypeLike, NDArray

    Cells = Iterable[pa.Scalar]
    Row = dict[str, pa.Scalar]


def schema_of(numbers: str, blobs: str) -> pa.Schema:
    """A table with columns of numbers, and after them columns of blobs."""
    kinds = [*((name, pa.int64()) for name in numbers.split()), *((name, pa.binary()) for name in blobs.split())]
    return pa.schema(kinds)


def said_to_spark(schema: pa.Schema) -> str:
    """A schema as Spark writes it."""
    return ", ".join(f"{each.name} {'binary' if each.type == pa.binary() else 'long'}" for each in schema)


def batch_of(schema: pa.Schema, *columns: Iterable[object]) -> pa.RecordBatch:
    """A batch of rows; an array in a column of blobs becomes its bytes."""
    cells = [[each.tobytes() if isinstance(each, np.ndarray) else each for each in column] for column in columns]
    return pa.RecordBatch.from_arrays(
        [pa.array(each, kind) for each, kind in zip(cells, schema.types, strict=True)], schema=schema
    )


def array_in(cell: pa.Scalar, kind: DTypeLike) -> NDArray[Any]:
    """The array in a cell, not copied; it may only be read."""
    return np.frombuffer(cell.as_buffer(), kind)


def joined(cells: Cells, kind: DTypeLike) -> NDArray[Any]:
    """The arrays in cells, one after the other."""
    return np.concatenate([np.empty(0, kind), *(array_in(cell, kind) for cell in cells)])


def side_by_side(cells: Cells, columns: int) -> NDArray[np.uint32]:
    """Cells of so many columns of one length each, as rows of an array: those of a cell behind the last one's."""
    parts = [array_in(cell, np.uint32).reshape(columns, -1) for cell in cells]
    return np.concatenate([np.empty((columns, 0), np.uint32), *parts], axis=1)


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """The rows of batches, each cell by its column's name."""
    for batch in batches:
        for k in range(batch.num_rows):
            yield {name: batch.column(name)[k] for name in batch.schema.names}


def runs(begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of runs [begin, begin + size), one after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(begins - (ends - sizes), sizes) + np.arange(int(ends[-1]) if len(ends) else 0)
