"""Passages as bags of weighed words, to be held against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.likeness import RUN_BITS, bag

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.token_table import TokenTable

_RUNS = 1 << RUN_BITS
_ITEM = np.uint64((1 << (64 - RUN_BITS)) - 1)
# What a weight counts for: as it is, or by its cube, so that a frame of common words with all else exchanged is little.
_PLAIN = np.arange(256).astype(np.uint8)
_STEEP = (np.arange(256) ** 3 // 255**2).astype(np.uint8)


class Bags(NamedTuple):
    """Runs of tokens, each sorted by itself: run k has the items [begins[k], ends[k]), which weigh totals[k]."""

    items: NDArray[np.uint64]
    totals: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        hashes: NDArray[np.uint32],
        begins: NDArray[np.int64],
        ends: NDArray[np.int64],
        table: TokenTable,
        *,
        steep: bool = False,
    ) -> Bags:
        """The bags of runs [begin, end) of hashes; where `steep`, common words count for little."""
        scale = _STEEP if steep else _PLAIN
        opens = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
        items, totals = np.empty(int(opens[-1]), np.uint64), np.empty(len(begins), np.int64)
        # All are sorted at once, as many as have numbers of their own: a tenth of what sorting each alone takes.
        for first in range(0, len(begins), _RUNS):
            stop = min(first + _RUNS, len(begins))
            some = items[opens[first] : opens[stop]]
            bag(hashes, table.weights, scale, begins[first:stop], ends[first:stop], some, totals[first:stop])
            some.sort()
            some &= _ITEM
        return cls(items, totals, opens[:-1], opens[1:])
