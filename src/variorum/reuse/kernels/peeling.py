"""Families that hold together by a chain alone, divided: each part is like one wording in it."""

from __future__ import annotations

import numpy as np
from numba import float64, int64, njit, uint8, uint32, uint64

from variorum.reuse.kernels.likeness import KNOWN, likeness, likest, repeats
from variorum.reuse.kernels.pairs import shared, stretch
from variorum.reuse.kernels.sorting import sort_rows

# Where more of a family than this are far from its middle, they are no part of it; and no short one is.
_FEW, _STRAY = 0.2, 25
# A passage longer by so much holds what the middle says where it has so much of its weight, in order and order aside.
_LONGER, _HELD, _IN_ORDER = 1.5, 0.7, 0.6
# What so few short passages share is weighed: many that agree, and long ones, share enough.
_SEVERAL, _SHORT = 6, 40
_PLENTY = 1 << 40


@njit(int64(uint64[::1], *[int64[::1]] * 4, *[float64] * 2, int64, int64[::1]), nogil=True, cache=True)
def peel(items, totals, begins, ends, opens, least, share, much, parts):
    """Divide chains into `parts`, numbered from 0; how many there are.

    A chain c is the runs of sorted items [opens[c], opens[c + 1]). The run most like the others takes all that are at
    least so like it, or that repeat it (`repeats`); what is left is a chain again. Cost: the runs times the parts of a
    chain.
    """
    n = int64(0)
    likes = np.empty(len(begins))
    known = np.empty((KNOWN, KNOWN))
    for c in range(len(opens) - 1):
        left = np.arange(opens[c], opens[c + 1])
        while len(left):
            middle = likest(items, totals, begins, ends, left, likes, known)
            kept = 0
            for k in left:
                if likes[k] >= least or repeats(items, begins, ends, k, middle, share, much):
                    parts[k] = n
                else:
                    left[kept] = k
                    kept += 1
            left = left[:kept]
            n += 1
    return n


@njit
def _with_room(rows, n):
    """The rows, with room for n of them."""
    if n <= len(rows):
        return rows
    # Row by row: numba takes three seconds to compile what gives them all at once.
    more = np.empty((2 * n, 4), np.int64)
    for x in range(len(rows)):
        for y in range(4):
            more[x, y] = rows[x, y]
    return more


@njit
def _put(rows, x, family, run, begin, end):
    rows[x, 0] = family
    rows[x, 1] = run
    rows[x, 2] = begin
    rows[x, 3] = end


@njit
def _shared(rows, middle, hashes, weights, begins, ends, gap, other):
    """What the passages of a family share with its middle, the middle score of all."""
    scores = np.empty(len(rows), np.uint64)
    n = 0
    for x in range(len(rows)):
        if rows[x, 1] != middle:
            scores[n] = shared(hashes, weights, begins[middle], ends[middle], rows[x, 2], rows[x, 3], gap, other)
            n += 1
    sort_rows(scores, 0, n)
    return int64(scores[n // 2]) if n else int64(_PLENTY)


@njit
def _weight(hashes, weights, begin, end):
    mask = uint32(len(weights) - 1)
    total = int64(0)
    for x in range(begin, end):
        total += weights[hashes[x] & mask]
    return total


@njit(
    int64[:, ::1](uint32[::1], uint8[::1], uint64[::1], *[int64[::1]] * 4, *[float64] * 3, *[int64] * 5, int64[::1]),
    nogil=True,
    cache=True,
)
def gather(
    hashes, weights, items, totals, begins, ends, opens, least, near, share, much, long, gap, other, says, wholes
):
    """The passages of chains by family: family, run, and the tokens [begin, end) of the run that stand for it.

    A chain c is the runs [opens[c], opens[c + 1]). The run most like the others, its middle, takes all that are `near`
    it, or repeat it (`repeats`); and long ones at `least` so like it, where these are few beside the others. What is
    left is a chain again. Of a much longer run that holds a middle of `long` tokens, in order, the family has that part
    alone, and the run stays for others. What few short passages share with their middle must say `says`, or each is
    left by itself. `wholes` is for each run the family that has all of it. Cost: the runs times the families of a
    chain.
    """
    n = int64(0)
    made = int64(0)
    rows = np.empty((len(begins), 4), np.int64)
    likes = np.empty(len(begins))
    known = np.empty((KNOWN, KNOWN))
    for c in range(len(opens) - 1):
        left = np.arange(opens[c], opens[c + 1])
        while len(left):
            middle = likest(items, totals, begins, ends, left, likes, known)
            first = made
            taken = 0
            stray = 0
            for k in left:
                if likes[k] < near and repeats(items, begins, ends, k, middle, share, much):
                    likes[k] = near
                taken += likes[k] >= least
                stray += least <= likes[k] < near
            bar = near if stray > _FEW * taken else least
            rows = _with_room(rows, made + opens[c + 1] - opens[c])
            kept = 0
            for k in left:
                if likes[k] >= (bar if ends[k] - begins[k] >= _STRAY else near):
                    _put(rows, made, n, k, begins[k], ends[k])
                    wholes[k] = n
                    made += 1
                else:
                    left[kept] = k
                    kept += 1
            left = left[:kept]
            size = ends[middle] - begins[middle]
            said = _weight(hashes, weights, begins[middle], ends[middle])
            for k in range(opens[c], opens[c + 1]):
                longer = size >= long and ends[k] - begins[k] >= _LONGER * size
                if not longer or totals[k] < _HELD * totals[middle] or wholes[k] == n:
                    continue
                common = likeness(items, totals, begins, ends, k, middle) * (totals[k] + totals[middle]) / 2
                if common < _HELD * totals[middle]:
                    continue
                score, x, y = stretch(hashes, weights, begins[middle], ends[middle], begins[k], ends[k], gap, other)
                if score >= _IN_ORDER * said:
                    _put(rows, made, n, k, x, y)
                    made += 1
            n += 1
            weak = size < _SHORT and made - first <= _SEVERAL
            if weak and _shared(rows[first:made], middle, hashes, weights, begins, ends, gap, other) < says:
                for x in range(first + 1, made):
                    if wholes[rows[x, 1]] == rows[x, 0]:
                        wholes[rows[x, 1]] = n
                    rows[x, 0] = n
                    n += 1
    return rows[:made].copy()
