"""Families that hold together by a chain alone, divided: each part is like one wording in it."""

from __future__ import annotations

import numpy as np
from numba import float64, int64, njit, uint64

from variorum.reuse.kernels.likeness import likeness, likest


@njit(int64(uint64[::1], *[int64[::1]] * 4, float64, int64[::1]), nogil=True, cache=True)
def peel(items, totals, begins, ends, opens, least, parts):
    """Divide chains into `parts`, numbered from 0; how many there are.

    A chain c is the runs of sorted items [opens[c], opens[c + 1]). The run most like the others takes all that are at
    least so like it; what is left is a chain again. Cost: the runs times the parts of a chain.
    """
    n = int64(0)
    for c in range(len(opens) - 1):
        left = np.arange(opens[c], opens[c + 1])
        while len(left):
            middle = likest(items, totals, begins, ends, left)
            kept = 0
            for k in left:
                if k == middle or likeness(items, totals, begins, ends, k, middle) >= least:
                    parts[k] = n
                else:
                    left[kept] = k
                    kept += 1
            left = left[:kept]
            n += 1
    return n
