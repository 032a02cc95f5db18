"""Postings of two segments brought into one order."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint32, uint64, void

from variorum.reuse.kernels.links import document_at

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
_POSTINGS = uint64[::1]
_OPENS = int64[::1]


@njit(
    void(_POSTINGS, _OPENS, _POSTINGS, _OPENS, int64, int64, int64[::1], int64[::1], uint32[::1], _POSTINGS),
    nogil=True,
    cache=True,
)
def merge(one, one_opens, other, other_opens, first, stop, ranks, firsts, blocks, merged):
    """The postings of both segments from one opening up to another: by seed, the rank of their document and place."""
    n = 0
    for opening in range(first, stop):
        x = one_opens[opening]
        y = other_opens[opening]
        while x < one_opens[opening + 1] or y < other_opens[opening + 1]:
            of_one = y == other_opens[opening + 1]
            if x < one_opens[opening + 1] and not of_one:
                here = one[x] >> _HALF
                there = other[y] >> _HALF
                of_one = here < there
                if here == there:
                    rank = ranks[document_at(int64(one[x] & _LOWER), firsts, blocks)]
                    beside = ranks[document_at(int64(other[y] & _LOWER), firsts, blocks)]
                    of_one = rank < beside or (rank == beside and one[x] < other[y])
            merged[n] = one[x] if of_one else other[y]
            x += of_one
            y += not of_one
            n += 1
