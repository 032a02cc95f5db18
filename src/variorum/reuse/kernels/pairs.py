"""What two passages of one family share, looked at by themselves."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint8, uint32


@njit(int64(uint32[::1], uint8[::1], int64, int64, int64, int64, int64, int64, int64[::1]), nogil=True, cache=True)
def shared(hashes, weights, a_begin, a_end, b_begin, b_end, gap, other, found):
    """The score of the best local alignment of two runs of tokens; `found` is [begin, end) in both, from their begins.

    A matched token scores its weight; one changed costs `other`, one left out `gap` (Smith and Waterman 1981). Cost is
    the product of the lengths.
    """
    mask = uint32(len(weights) - 1)
    width = b_end - b_begin + 1
    scores = np.zeros(width, np.int64)
    a_starts = np.zeros(width, np.int64)
    b_starts = np.arange(width)
    best = int64(0)
    for i in range(1, a_end - a_begin + 1):
        token = hashes[a_begin + i - 1]
        weight = int64(weights[token & mask])
        diagonal = int64(0)
        diagonal_a = int64(i - 1)
        diagonal_b = int64(0)
        scores[0] = 0
        a_starts[0] = i
        for j in range(1, width):
            score = diagonal + (weight if hashes[b_begin + j - 1] == token else -other)
            a_start = diagonal_a
            b_start = diagonal_b
            diagonal = scores[j]
            diagonal_a = a_starts[j]
            diagonal_b = b_starts[j]
            if diagonal - gap > score:
                score = diagonal - gap
                a_start = diagonal_a
                b_start = diagonal_b
            if scores[j - 1] - gap > score:
                score = scores[j - 1] - gap
                a_start = a_starts[j - 1]
                b_start = b_starts[j - 1]
            if score <= 0:
                score = int64(0)
                a_start = int64(i)
                b_start = int64(j)
            scores[j] = score
            a_starts[j] = a_start
            b_starts[j] = b_start
            if score > best:
                best = score
                found[0] = a_start
                found[1] = i
                found[2] = b_start
                found[3] = j
    return best
