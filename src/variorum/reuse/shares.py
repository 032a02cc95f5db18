"""Work on groups of rows, shared out: no group is ever divided."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def opens_of(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group begins, in a sorted column, and where the last one ends."""
    if not len(groups):
        return np.zeros(1, np.int64)
    return np.concatenate([[0], np.flatnonzero(np.diff(groups)) + 1, [len(groups)]]).astype(np.int64)


def shared_out(opens: NDArray[np.int64], size: int) -> list[tuple[int, int]]:
    """Groups [first, stop) of about `size` rows each; group g has the rows [opens[g], opens[g + 1])."""
    marks = np.searchsorted(opens[:-1], np.arange(0, int(opens[-1]), size))
    return list(pairwise(np.unique(np.append(marks, len(opens) - 1)).tolist()))


def medians(lengths: NDArray[np.int64], opens: NDArray[np.int64]) -> NDArray[np.int64]:
    """The middle length of each group, the upper of two."""
    groups = np.repeat(np.arange(len(opens) - 1), np.diff(opens))
    ordered = lengths[np.lexsort((lengths, groups))]
    return ordered[(opens[:-1] + opens[1:]) // 2] if len(groups) else lengths
