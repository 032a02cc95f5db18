"""From a link to the stretch that both documents share: extension that bears changed, lost and added words."""

from __future__ import annotations

import numpy as np
from numba import int32, int64, njit, uint8, uint32, uint64

from variorum.reuse.kernels.links import document_at

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
# Wider than an extension that is still alive ever is: a column dies when gaps have cost it `drop`.
_WIDTH = 512
_DEAD = -(1 << 30)
# What a box says: documents, tokens [begin, end) of both, counted from the documents' first, and its score.
COLUMNS = 7


@njit(
    int64(uint32[::1], uint8[::1], *[int64] * 8, int64[::1], int64[::1], int64[::1]),
    nogil=True,
    cache=True,
)
def _extend(hashes, weights, a, most_a, b, most_b, step, drop, gap, other, above, row, found):
    """The best-scoring extension from tokens a and b on, in steps of 1 or -1; `found` is its score and lengths.

    A matched token scores its weight; one changed costs `other`, one left out `gap`. Cells `drop` under the best are
    given up (gapped X-drop: Zhang et al. 2000).
    """
    mask = uint32(len(weights) - 1)
    best = int64(0)
    run = int64(0)
    most = min(most_a, most_b)
    while run < most and hashes[a + step * run] == hashes[b + step * run]:
        best += weights[hashes[a + step * run] & mask]
        run += 1
    best_a = run
    best_b = run
    a += step * run
    b += step * run
    most_a -= run
    most_b -= run
    low = int64(0)
    high = int64(0)
    while high <= most_b and high < _WIDTH - 2 and gap * high <= drop:
        above[high] = best - gap * high
        high += 1
    for r in range(most_a):
        token = hashes[a + step * r]
        weight = int64(weights[token & mask])
        alive_low = int64(-1)
        alive_high = low
        left = int64(_DEAD)
        for c in range(low, min(most_b + 1, low + _WIDTH - 2)):
            score = int64(_DEAD)
            if c < high:
                score = int64(above[c - low]) - gap
            if low < c <= high:
                diagonal = int64(above[c - 1 - low])
                diagonal += weight if hashes[b + step * (c - 1)] == token else -other
                score = max(score, diagonal)
            score = max(score, left - gap)
            if score < best - drop:
                score = int64(_DEAD)
                row[c - low] = score
                if c >= high:
                    break
            else:
                row[c - low] = score
                if alive_low < 0:
                    alive_low = c
                alive_high = c + 1
                if score > best:
                    best = score
                    best_a = run + r + 1
                    best_b = run + c
            left = score
        if alive_low < 0:
            break
        for c in range(alive_low, alive_high):
            above[c - alive_low] = row[c - low]
        low = alive_low
        high = alive_high
    found[0] = best
    found[1] = best_a
    found[2] = best_b
    return best


@njit(
    int64(uint64[::1], uint32[::1], uint8[::1], int64[::1], int64[::1], uint32[::1], *[int64] * 4, int32[:, ::1]),
    nogil=True,
    cache=True,
)
def extend_links(links, hashes, weights, wheres, firsts, blocks, drop, gap, other, enough, boxes):
    """The boxes of sorted links that score `enough`; their number. A link inside a box of its documents is passed.

    A link is the earlier place in the upper half, the later in the lower. Document d has the places [firsts[d],
    firsts[d + 1]), and its tokens stand from wheres[d] on; `blocks` finds it.
    """
    above = np.empty(_WIDTH, np.int64)
    row = np.empty(_WIDTH, np.int64)
    found = np.empty(3, np.int64)
    n = 0
    x = 0
    while x < len(links):
        d = document_at(int64(links[x] >> _HALF), firsts, blocks)
        stop = x
        while stop < len(links) and int64(links[stop] >> _HALF) < firsts[d + 1]:
            stop += 1
        # By the other document, then by place there.
        turned = np.empty(stop - x, np.uint64)
        for k in range(x, stop):
            turned[k - x] = (links[k] << _HALF) | (links[k] >> _HALF)
        turned.sort()
        e = int64(-1)
        first_box = n
        for one in turned:
            q = int64(one >> _HALF)
            p = int64(one & _LOWER)
            if e < 0 or q >= firsts[e + 1]:
                e = document_at(q, firsts, blocks)
                first_box = n
            i = p - firsts[d]
            j = q - firsts[e]
            told = False
            for k in range(n - 1, first_box - 1, -1):
                if boxes[k, 2] <= i < boxes[k, 3] and boxes[k, 4] <= j < boxes[k, 5]:
                    told = True
                    break
            if told:
                continue
            a = wheres[d] + i
            b = wheres[e] + j
            # A document that repeats itself is not extended past the other place.
            most_a = j - i if d == e else firsts[d + 1] - p
            price = (drop, gap, other)
            score = _extend(hashes, weights, a, most_a, b, firsts[e + 1] - q, 1, *price, above, row, found)
            after_a = found[1]
            after_b = found[2]
            most_b = j - i - after_a if d == e else j
            score += _extend(hashes, weights, a - 1, i, b - 1, most_b, -1, *price, above, row, found)
            if score < enough:
                continue
            boxes[n, 0] = d
            boxes[n, 1] = e
            boxes[n, 2] = i - found[1]
            boxes[n, 3] = i + after_a
            boxes[n, 4] = j - found[2]
            boxes[n, 5] = j + after_b
            boxes[n, 6] = min(score, int64((1 << 31) - 1))
            n += 1
        x = stop
    return n
