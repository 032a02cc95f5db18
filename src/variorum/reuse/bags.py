"""Passages as bags of weighed words, to be held against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.likeness import bag

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.token_table import TokenTable


class Bags(NamedTuple):
    """Runs of tokens, each sorted by itself: run k has the items [begins[k], ends[k]), which weigh totals[k]."""

    items: NDArray[np.uint64]
    totals: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(
        cls, hashes: NDArray[np.uint32], begins: NDArray[np.int64], ends: NDArray[np.int64], table: TokenTable
    ) -> Bags:
        """The bags of runs [begin, end) of hashes, which do not lie over one another."""
        items, totals = np.empty(len(hashes), np.uint64), np.empty(len(begins), np.int64)
        bag(hashes, table.weights, begins, ends, items, totals)
        return cls(items, totals, begins, ends)
