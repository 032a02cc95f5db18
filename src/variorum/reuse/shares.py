"""Work on groups of rows, shared out: no group is ever divided."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


def opens_of(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group begins, in a sorted column, and where the last one ends."""
    if not len(groups):
        return np.zeros(1, np.int64)
    return np.concatenate([[0], np.flatnonzero(np.diff(groups)) + 1, [len(groups)]]).astype(np.int64)


def shared_out(opens: NDArray[np.int64], size: int) -> list[tuple[int, int]]:
    """Groups [first, stop) of about `size` rows each; group g has the rows [opens[g], opens[g + 1])."""
    marks = np.searchsorted(opens[:-1], np.arange(0, int(opens[-1]), size))
    return list(pairwise(np.unique(np.append(marks, len(opens) - 1)).tolist()))


def stable_order(numbers: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """The rows of numbers of 32 bits in order, equals as they come.

    Number and row are sorted as one: a tenth of what numpy takes to sort rows by their numbers and keep equals apart.
    """
    packed = numbers.astype(np.uint64) << _HALF
    packed |= np.arange(len(numbers), dtype=np.uint64)
    packed.sort()
    packed &= _LOWER
    return packed.view(np.int64)


def distinct_pairs(numbers: NDArray[np.integer[Any]], others: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Different pairs of two numbers of 32 bits, the one above the other, in order."""
    packed: NDArray[np.int64] = (numbers.astype(np.int64) << np.int64(32)) | others
    packed.sort()
    opens = np.ones(len(packed), np.bool_)
    opens[1:] = packed[1:] != packed[:-1]
    return packed[opens]


def medians(lengths: NDArray[np.int64], opens: NDArray[np.int64]) -> NDArray[np.int64]:
    """The middle length of each group, the upper of two; lengths are of 32 bits."""
    ordered = np.repeat(np.arange(len(opens) - 1, dtype=np.uint64) << _HALF, np.diff(opens))
    ordered |= lengths.astype(np.uint64)
    ordered.sort()
    middles = ordered[(opens[:-1] + opens[1:]) // 2] if len(ordered) else ordered
    return (middles & _LOWER).view(np.int64)
