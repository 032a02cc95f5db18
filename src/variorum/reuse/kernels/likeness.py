"""How much two stretches have in common."""

from __future__ import annotations

import numpy as np
from numba import boolean, float64, int64, njit, uint8, uint32, uint64, void

_8 = np.uint64(8)
_16 = np.uint64(16)
_WEIGHT = np.uint64(255)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


# An item has the number of its run in its upper bits, then the token's hash, what it weighs, and in the lowest what
# that counts for.
RUN_BITS = 16
_RUN = np.uint64(64 - RUN_BITS)


@njit(
    void(uint32[::1], uint8[::1], uint8[::1], int64[::1], int64[::1], uint64[::1], int64[::1]), nogil=True, cache=True
)
def bag(hashes, weights, scale, begins, ends, items, totals):
    """The tokens of each run, one after the other, as `items`; `totals` are what they count for.

    Run k is the rows [begins[k], ends[k]) of hashes. `scale` is what each weight counts for.
    """
    mask = uint32(len(weights) - 1)
    n = 0
    for k in range(len(begins)):
        total = int64(0)
        run = uint64(k) << _RUN
        for x in range(begins[k], ends[k]):
            weight = weights[hashes[x] & mask]
            counts = scale[weight]
            total += counts
            items[n] = run | (uint64(hashes[x]) << _16) | (uint64(weight) << _8) | uint64(counts)
            n += 1
        totals[k] = total


@njit
def likeness(items, totals, begins, ends, one, other):
    """The share of the weight of two runs of sorted items that both have, order aside; in [0, 1]."""
    # Places that cannot be counted from the end: else numba looks at each step whether they are.
    i, i_end = uint64(begins[one]), uint64(ends[one])
    j, j_end = uint64(begins[other]), uint64(ends[other])
    common = uint64(0)
    while i < i_end and j < j_end:
        a = items[i]
        b = items[j]
        common += a & _WEIGHT if a == b else uint64(0)
        i += uint64(a <= b)
        j += uint64(b <= a)
    total = totals[one] + totals[other]
    return 2 * int64(common) / total if total else 1.0


@njit
def repeats(items, begins, ends, one, other, share, much):
    """Whether two runs of sorted items have tokens in common that weigh so `much`, and such a share of what both say.

    Each token is looked at once, so that a list which names the same offices ten times says no more than one of them.
    """
    i, i_end = uint64(begins[one]), uint64(ends[one])
    j, j_end = uint64(begins[other]), uint64(ends[other])
    common = uint64(0)
    apart = uint64(0)
    last = _NONE
    while i < i_end and j < j_end:
        a = items[i]
        b = items[j]
        item = min(a, b)
        weight = (item >> _8) & _WEIGHT if item != last else uint64(0)
        common += weight if a == b else uint64(0)
        apart += uint64(0) if a == b else weight
        last = item
        i += uint64(a <= b)
        j += uint64(b <= a)
    for x in range(i, i_end):
        apart += (items[x] >> _8) & _WEIGHT if items[x] != last else uint64(0)
        last = items[x]
    for x in range(j, j_end):
        apart += (items[x] >> _8) & _WEIGHT if items[x] != last else uint64(0)
        last = items[x]
    both = 2 * int64(common)
    return (int64(common) >= much) & (both >= share * (both + int64(apart)))


@njit(void(uint64[::1], *[int64[::1]] * 3, float64, float64, int64, boolean[::1]), nogil=True, cache=True)
def tied(items, totals, begins, ends, least, share, much, ties):
    """Whether run k and the one half of all runs further are one text, by what they count for or by what they weigh."""
    half = len(ties)
    for k in range(half):
        like = likeness(items, totals, begins, ends, k, k + half) >= least
        ties[k] = like or repeats(items, begins, ends, k, k + half, share, much)


# The medoid is chosen among so many passages of a family, by their likeness to so many.
_CANDIDATES = 8
_WITNESSES = 24
# Fewer runs than this are all candidates, and what they share is known of every two.
KNOWN = 2 * _CANDIDATES
_ERR = 1e-9


@njit
def likest(items, totals, begins, ends, runs, likes, known):
    """Which of some runs of sorted items is most like the others: the first of equals; `likes` has how like it each is.

    A bounded number of them, evenly taken, is judged by its likeness to a bounded number of all; of two each is as like
    them both as the other. `known` has room for the likeness of two of KNOWN.
    """
    n = len(runs)
    step = max(1, n // _WITNESSES)
    stride = max(1, n // _CANDIDATES)
    candidates = (n + stride - 1) // stride if n > 2 else 0
    for x in range(candidates):
        for y in range(candidates):
            known[x, y] = -1.0
    witnesses = (n + step - 1) // step
    best = -1.0
    found = int64(0)
    for x in range(candidates):
        # What is like all of them is the first that is.
        if best >= witnesses:
            break
        k = runs[x * stride]
        like = 0.0
        for y in range(0, n, step):
            # Were all others equal to it, it would be less like them than the best; sums of parts err by less.
            if like + (witnesses - y // step) < best - _ERR:
                break
            other = y // stride if y % stride == 0 else -1
            # Of two candidates that witness for one another the likeness is one.
            one = known[other, x] if 0 <= other < x else -1.0
            if one < 0.0:
                one = likeness(items, totals, begins, ends, k, runs[y]) if runs[y] != k else 1.0
            if other > x:
                known[x, other] = one
            like += one
        if like > best:
            best = like
            found = x
    middle = runs[found * stride]
    every = (n > 2) & (n < KNOWN)
    for y in range(n):
        k = runs[y]
        one = known[min(found, y), max(found, y)] if every else -1.0
        if k == middle:
            one = 1.0
        elif one < 0.0:
            one = likeness(items, totals, begins, ends, k, middle)
        likes[k] = one
    return middle


@njit(
    void(uint64[::1], *[int64[::1]] * 4, uint8[::1], int64, int64[::1], float64[::1], uint8[::1]),
    nogil=True,
    cache=True,
)
def describe(items, totals, begins, ends, opens, tails, words, medoids, similarities, marks):
    """The medoid of each family, the likeness of each passage to it, and how many marks belong to each one's end.

    Family f has the passages [opens[f], opens[f + 1]), in order of date; a passage is a run of sorted items. The medoid
    has so many `words` where any passage has. The marks after the last word belong to a passage where half of the
    family's passages have the same.
    """
    known = np.empty((KNOWN, KNOWN), np.float64)
    for f in range(len(opens) - 1):
        first = opens[f]
        stop = opens[f + 1]
        passages = np.arange(first, stop)
        long = np.empty(stop - first, np.int64)
        n = 0
        for k in range(first, stop):
            if ends[k] - begins[k] >= words:
                long[n] = k
                n += 1
        m = likest(items, totals, begins, ends, long[:n] if n else passages, similarities, known)
        medoids[f] = m
        votes = np.zeros(256, np.int64)
        for k in range(first, stop):
            if n and ends[k] - begins[k] < words:
                similarities[k] = likeness(items, totals, begins, ends, k, m)
            votes[tails[k]] += 1
        tail = 0
        for marked in range(256):
            if votes[marked] > votes[tail]:
                tail = marked
        for k in range(first, stop):
            agreed = 2 * votes[tail] >= stop - first and tails[k] == tail
            marks[k] = tail & 3 if agreed else 0
