"""Columns of Arrow from what Python and numpy hold, and back, without pandas.

Arrow's own ways between them (`pa.array`, `pa.scalar`, `to_numpy`, and functions that are given a plain value) first
import pandas where it is installed, a fifth of a second, to ask whether what they are given is of pandas. What is here
goes from buffer to buffer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def arrow_column(values: NDArray[Any], *, missing: NDArray[np.bool_] | None = None) -> pa.Array:
    """Numbers or truth values as a column, null where they are `missing`; numbers are not copied."""
    known = None if missing is None else _bits(~missing)
    is_bits = values.dtype == np.bool_
    held = _bits(values) if is_bits else pa.py_buffer(np.ascontiguousarray(values))
    kind = pa.bool_() if is_bits else pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [known, held])


def arrow_strings(values: Sequence[str | None]) -> pa.Array:
    """Strings as a column, null where there is None; of less than 2 GB in all."""
    there = np.array([value is not None for value in values], np.bool_)
    if not there.any():
        return pa.nulls(len(values), pa.string())
    encoded = [value.encode() if value else b"" for value in values]
    known = None if there.all() else _bits(there)
    return pa.Array.from_buffers(pa.string(), len(values), [known, *_joined(encoded, np.int32)])


def arrow_texts(encoded: Sequence[bytes]) -> pa.Array:
    """Strings of any size that are UTF-8 already, as a column."""
    return pa.Array.from_buffers(pa.large_string(), len(encoded), [None, *_joined(encoded, np.int64)])


def numbers_of(column: pa.Array | pa.ChunkedArray, *, missing: float | None = None) -> NDArray[Any]:
    """The numbers of a column, not to be written to; without null they are no copy, else null is `missing`."""
    array = _whole(column)
    kind = np.dtype(array.type.to_pandas_dtype())
    if not len(array):
        return np.empty(0, kind)
    found = np.frombuffer(array.buffers()[1], kind, len(array), array.offset * kind.itemsize)
    if missing is None or not array.null_count:
        return found
    return np.where(known_in(array), found, kind.type(missing))


def flags_of(column: pa.Array | pa.ChunkedArray) -> NDArray[np.bool_]:
    """The truth values of a column without null."""
    array = _whole(column)
    return _unpacked(array.buffers()[1], array) if len(array) else np.empty(0, np.bool_)


def known_in(column: pa.Array | pa.ChunkedArray) -> NDArray[np.bool_]:
    """Where a column is not null."""
    array = _whole(column)
    return _unpacked(array.buffers()[0], array) if array.null_count else np.ones(len(array), np.bool_)


def first_of(column: pa.Array | pa.ChunkedArray) -> int:
    """The first place where a column is true, -1 where it is so nowhere."""
    found = np.flatnonzero(flags_of(column))
    return int(found[0]) if len(found) else -1


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _joined(encoded: Sequence[bytes], kind: type[np.signedinteger[Any]]) -> tuple[pa.Buffer, pa.Buffer]:
    """Where each begins, and at last the end; and all of them."""
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    return pa.py_buffer(np.append(0, ends).astype(kind)), pa.py_buffer(b"".join(encoded))


def _bits(values: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(values, bitorder="little"))


def _unpacked(bits: pa.Buffer, array: pa.Array) -> NDArray[np.bool_]:
    stop = array.offset + len(array)
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=stop, bitorder="little")[array.offset :].astype(np.bool_)
