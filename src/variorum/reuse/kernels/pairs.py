"""What two passages of one family share, looked at by themselves."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint32

# Up to so many cells every alignment is tried; of longer passages those that keep so near the diagonal.
_CELLS = 4_000_000
_BAND = 1_000


@njit
def shared(hashes, weights, a_begin, a_end, b_begin, b_end, gap, other):
    """The score of the best local alignment of two runs of tokens.

    A matched token scores its weight; one changed costs `other`, one left out `gap` (Smith and Waterman 1981). Cost is
    the product of the lengths, or past `_CELLS` some 2,000 times the longer.
    """
    mask = uint32(len(weights) - 1)
    rows = a_end - a_begin
    width = b_end - b_begin + 1
    band = width if rows * width <= _CELLS else int64(_BAND)
    scores = np.zeros(width, np.int64)
    best = int64(0)
    for i in range(1, rows + 1):
        token = hashes[a_begin + i - 1]
        weight = int64(weights[token & mask])
        middle = i * width // rows
        low = max(int64(1), middle - band)
        diagonal = scores[low - 1]
        # Left of the band nothing is aligned.
        scores[low - 1] = 0
        for j in range(low, min(width, middle + band)):
            score = diagonal + (weight if hashes[b_begin + j - 1] == token else -other)
            diagonal = scores[j]
            score = max(score, diagonal - gap, scores[j - 1] - gap, int64(0))
            scores[j] = score
            best = max(best, score)
    return best


@njit
def stretch(hashes, weights, a_begin, a_end, b_begin, b_end, gap, other):
    """The score of the best local alignment of two runs of tokens, and where it begins and ends in the second."""
    mask = uint32(len(weights) - 1)
    width = b_end - b_begin + 1
    scores = np.zeros(width, np.int64)
    starts = np.arange(width)
    best = int64(0)
    begin = int64(0)
    end = int64(0)
    for k in range(a_begin, a_end):
        token = hashes[k]
        weight = int64(weights[token & mask])
        diagonal = int64(0)
        start = int64(0)
        for j in range(1, width):
            score = diagonal + (weight if hashes[b_begin + j - 1] == token else -other)
            diagonal = scores[j]
            come = start
            start = starts[j]
            if diagonal - gap > score:
                score = diagonal - gap
                come = start
            if scores[j - 1] - gap > score:
                score = scores[j - 1] - gap
                come = starts[j - 1]
            if score <= 0:
                score = int64(0)
                come = j
            scores[j] = score
            starts[j] = come
            if score > best:
                best = score
                begin = come
                end = j
    return best, b_begin + begin, b_begin + end
