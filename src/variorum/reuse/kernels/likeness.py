"""How much two stretches have in common."""

from __future__ import annotations

import numpy as np
from numba import float64, int64, njit, uint8, uint32, void


@njit(float64(uint32[::1], uint8[::1], int64, int64, int64, int64), nogil=True, cache=True)
def likeness(hashes, weights, a_begin, a_end, b_begin, b_end):
    """The share of the weight of two runs of tokens, [begin, end) each, that both have, order aside; in [0, 1]."""
    mask = uint32(len(weights) - 1)
    a = np.sort(hashes[a_begin:a_end])
    b = np.sort(hashes[b_begin:b_end])
    total = int64(0)
    for token in a:
        total += weights[token & mask]
    for token in b:
        total += weights[token & mask]
    common = int64(0)
    i = 0
    j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            common += 2 * int64(weights[a[i] & mask])
            i += 1
            j += 1
        elif a[i] < b[j]:
            i += 1
        else:
            j += 1
    return common / total if total else 1.0


# The medoid is chosen among so many passages of a family, by their likeness to so many.
_CANDIDATES = 8
_WITNESSES = 24


@njit(int64(uint32[::1], uint8[::1], int64[::1], int64[::1], int64[::1]), nogil=True, cache=True)
def likest(hashes, weights, begins, ends, runs):
    """Which of some runs of tokens [begin, end) is most like the others: the first of equals.

    A bounded number of them, evenly taken, is judged by its likeness to a bounded number of all.
    """
    step = max(1, len(runs) // _WITNESSES)
    stride = max(1, len(runs) // _CANDIDATES)
    best = -1.0
    found = int64(0)
    for k in runs[::stride]:
        like = 0.0
        for j in runs[::step]:
            like += likeness(hashes, weights, begins[k], ends[k], begins[j], ends[j])
        if like > best:
            best = like
            found = k
    return found


@njit(
    void(uint32[::1], uint8[::1], uint8[::1], int64[::1], int64[::1], int64[::1], int64[::1], float64[::1], uint8[::1]),
    nogil=True,
    cache=True,
)
def describe(hashes, tails, weights, begins, ends, opens, medoids, similarities, marks):
    """The medoid of each family, the likeness of each passage to it, and how many marks belong to each one's end.

    Family f has the passages [opens[f], opens[f + 1]), in order of date; a passage the tokens [begin, end). The marks
    after the last word belong to a passage where half of the family's passages have the same.
    """
    for f in range(len(opens) - 1):
        first = opens[f]
        stop = opens[f + 1]
        m = likest(hashes, weights, begins, ends, np.arange(first, stop))
        medoids[f] = m
        votes = np.zeros(256, np.int64)
        for k in range(first, stop):
            similarities[k] = likeness(hashes, weights, begins[k], ends[k], begins[m], ends[m])
            votes[tails[ends[k] - 1]] += 1
        tail = np.argmax(votes)
        for k in range(first, stop):
            agreed = 2 * votes[tail] >= stop - first and tails[ends[k] - 1] == tail
            marks[k] = tail & 3 if agreed else 0
