"""From a link to the stretch that both documents share: extension that bears changed, lost and added words."""

from __future__ import annotations

import numpy as np
from numba import int32, int64, njit, uint8, uint32, uint64

from variorum.reuse.kernels.links import document_at
from variorum.reuse.kernels.sorting import sort_rows

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
# Where equal tokens end, the next are looked for so many tokens to either side of the same distance.
_ASIDE = 16
_NEAR = 2 * _ASIDE
_ALL = np.uint32((1 << _NEAR) - 1)
# Where the one bit of a number is, by the upper five of its product with this (Leiserson et al. 1998).
_BRUIJN = np.uint32(0x077CB531)
_BIT = np.array([(0x077CB531 << k & 0xFFFFFFFF) >> 27 for k in range(_NEAR)]).argsort().astype(np.uint8)
# So many that lead on, but have not yet made good what it cost to reach them, are remembered.
_PENDING = 32
_FAR = -(1 << 60)
# So many boxes of two documents are looked at before a link of theirs is extended.
_LOOKED_AT = 256
# What a box says: documents, tokens [begin, end) of both, counted from the documents' first, and its score.
COLUMNS = 7


@njit
def _equal_to(token, hashes, first, step, many, marks):
    """Which of so many tokens, from the first on in steps of 1 or -1, equal one: the lowest bit is for the first."""
    # As many as there are marks, whatever was asked for, and without a branch: eight and more are compared at once.
    size = len(marks)
    begin = min(first, len(hashes) - size) if step > 0 else max(first - size + 1, 0)
    bits = uint32(0)
    for k in range(size):
        bits = uint32(bits | (marks[k] if hashes[uint64(begin) + uint64(k)] == token else uint32(0)))
    passed = first - begin if step > 0 else begin + size - 1 - first
    return (bits >> uint32(passed)) & (_ALL >> uint32(_NEAR - many))


@njit
def _lowest_of(bits):
    """Where the lowest bit is."""
    return int64(_BIT[uint32((bits & (~bits + uint32(1))) * _BRUIJN) >> uint32(27)])


@njit(inline="always")
def _cost(di, dj, gap, other):
    """What it costs to pass over so many tokens of the one and of the other."""
    return min(di, dj) * other + abs(di - dj) * gap


@njit(error_model="numpy")
def _extend(hashes, weights, a, most_a, b, most_b, step, drop, gap, other, marks, pending, found):
    """The best-scoring extension from tokens a and b on, in steps of 1 or -1; `found` is its score and lengths.

    A matched token scores its weight; one changed costs `other`, one left out `gap`. Runs of equal tokens are followed
    to their end; from there on the pairs of equal tokens nearby are looked at, row by row, each reached at the least
    cost from the end or from another such pair, until one is better than the end was: that is where the run goes on. It
    is given up where all are `drop` below (a sparse form of the gapped X-drop: Zhang et al. 2000).
    """
    mask = uint32(len(weights) - 1)
    best = int64(0)
    i = int64(0)
    j = int64(0)
    while True:
        while i < most_a and j < most_b:
            token = hashes[uint64(a + step * i)]
            if hashes[uint64(b + step * j)] != token:
                break
            best += weights[token & mask]
            i += 1
            j += 1
        # The end of the run, as if the pair before it were the first of those to go on from.
        pending[0, 0] = i - 1
        pending[0, 1] = j - 1
        pending[0, 2] = best
        n = 1
        last = i + drop // other
        r = i
        gone_on = False
        while r < min(most_a, last) and not gone_on:
            low = max(j, j + r - i - _ASIDE)
            high = min(most_b, j + r - i + _ASIDE)
            if low >= high:
                break
            token = hashes[uint64(a + step * r)]
            equal = _equal_to(token, hashes, b + step * low, step, high - low, marks)
            r += 1
            if equal == uint32(0):
                continue
            weight = int64(weights[token & mask])
            while equal != uint32(0):
                c = low + _lowest_of(equal)
                equal = uint32(equal & (equal - uint32(1)))
                score = int64(_FAR)
                for x in range(n):
                    if pending[x, 0] < r - 1 and pending[x, 1] < c:
                        cost = _cost(r - pending[x, 0] - 2, c - pending[x, 1] - 1, gap, other)
                        score = max(score, pending[x, 2] - cost)
                score += weight
                if score > best:
                    best = score
                    i = r
                    j = c + 1
                    gone_on = True
                elif not gone_on and score >= best - drop and n < _PENDING:
                    pending[n, 0] = r - 1
                    pending[n, 1] = c
                    pending[n, 2] = score
                    n += 1
                    last = max(last, r + (score - best + drop) // other)
        if not gone_on:
            break
    found[0] = best
    found[1] = i
    found[2] = j
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
    pending = np.empty((_PENDING, 3), np.int64)
    found = np.empty(3, np.int64)
    # As constants numba would compile all that extends twice, a second more of waiting for a thirtieth of the time.
    on, back = int64(1), int64(-1)
    near = min(_NEAR, len(hashes))
    ahead = np.empty(near, np.uint32)
    behind = np.empty(near, np.uint32)
    for k in range(near):
        ahead[k] = uint32(1) << uint32(k)
        behind[near - 1 - k] = ahead[k]
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
        sort_rows(turned, 0, len(turned))
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
            for k in range(n - 1, max(first_box, n - _LOOKED_AT) - 1, -1):
                if boxes[k, 2] <= i < boxes[k, 3] and boxes[k, 4] <= j < boxes[k, 5]:
                    told = True
                    break
            if told:
                continue
            a = wheres[d] + i
            b = wheres[e] + j
            # A document that repeats itself is not extended past the other place.
            most_a = j - i if d == e else firsts[d + 1] - p
            most_b = firsts[e + 1] - q
            # One by one: a tuple of arrays would count who holds them.
            score = _extend(hashes, weights, a, most_a, b, most_b, on, drop, gap, other, ahead, pending, found)
            after_a = found[1]
            after_b = found[2]
            most_b = j - i - after_a if d == e else j
            score += _extend(hashes, weights, a - 1, i, b - 1, most_b, back, drop, gap, other, behind, pending, found)
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
