"""From the places of one seed to the few pairs of them that are worth a look."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint8, uint32, uint64, void

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
# Documents are found from a place by its block of so many tokens.
BLOCK = 64
_LINKS = uint64[::1]
_TOKENS = uint32[::1]


@njit(void(int64[::1], uint32[::1]), nogil=True, cache=True)
def index_blocks(firsts, blocks):
    """For each block of tokens the document that its first token is in."""
    d = int64(0)
    for k in range(len(blocks)):
        while firsts[d + 1] <= k * BLOCK and d + 2 < len(firsts):
            d += 1
        blocks[k] = d


@njit(int64(int64, int64[::1], uint32[::1]), inline="always", cache=True)
def document_at(place, firsts, blocks):
    """The document that a token is in."""
    d = int64(blocks[place // BLOCK])
    while firsts[d + 1] <= place:
        d += 1
    return d


@njit(int64(int64, int64, uint32[::1], uint8[::1], int64), inline="always", cache=True)
def _telling_before(place, first, hashes, weights, least):
    """The last token before a place that says at least `least`; -1 if none does in its document."""
    mask = uint32(len(weights) - 1)
    k = place - 1
    while k >= first:
        if weights[hashes[k] & mask] >= least:
            return k
        k -= 1
    return int64(-1)


@njit(int64(_LINKS, int64, int64), inline="always", cache=True)
def _lower(postings, later, earlier):
    """How far one posting's place is past another's."""
    return int64(postings[later] & _LOWER) - int64(postings[earlier] & _LOWER)


@njit(uint8(_LINKS, int64, int64), inline="always", cache=True)
def _one_seed(postings, x, y):
    """Whether two postings are of one seed; `y` may be past the last."""
    return y < len(postings) and postings[x] >> _HALF == postings[y] >> _HALF


@njit(void(_LINKS, _TOKENS, _TOKENS, int64, int64[::1], int64[::1]), cache=True)
def _others(postings, documents, groups, within, following, preceding):
    """For each posting the next and the last one of its seed in another group; the number of postings where none is."""
    size = len(postings)
    for x in range(size - 1, -1, -1):
        y = x + 1
        if within > 0:
            while _one_seed(postings, x, y) and _lower(postings, y, x) < within:
                y += 1
            following[x] = y if _one_seed(postings, x, y) else size
        elif not _one_seed(postings, x, y):
            following[x] = size
        else:
            following[x] = y if groups[documents[y]] != groups[documents[x]] else following[y]
    for x in range(size):
        if within > 0 or x == 0 or not _one_seed(postings, x - 1, x):
            preceding[x] = size
        else:
            preceding[x] = x - 1 if groups[documents[x - 1]] != groups[documents[x]] else preceding[x - 1]


@njit(int64(_LINKS, _TOKENS, _TOKENS, int64, int64[::1], int64), inline="always", cache=True)
def _second(postings, documents, groups, within, following, x):
    """The posting after the next one that is linked with x."""
    y = following[x]
    if y == len(postings) or not _one_seed(postings, x, y + 1):
        return len(postings)
    if within > 0 or groups[documents[y + 1]] != groups[documents[x]]:
        return y + 1
    return following[y + 1]


@njit(
    int64(_LINKS, _TOKENS, int64, int64[::1], int64, int64[::1], _TOKENS, _TOKENS, uint8[::1], int64, _LINKS),
    nogil=True,
    cache=True,
)
def link(postings, groups, within, days, most_days, firsts, blocks, hashes, weights, least, links):
    """Link each posting with the next two of its seed in documents of another group; the number of links.

    Postings are sorted, so a seed's are together, in the order of the documents. One that no
    earlier posting of another group is linked with so is linked with the last of them. Such chains hold all the
    documents of a passage together at a cost linear in their number; no seed is too frequent. A link is the earlier
    place in the upper half, the later in the lower. One that the seed before would make too is left to it. Documents
    more than `most_days` apart are not linked. Where `within` is not 0, so are places of one document that lie so far
    apart.
    """
    size = len(postings)
    documents = np.empty(size, np.uint32)
    for x in range(size):
        documents[x] = document_at(int64(postings[x] & _LOWER), firsts, blocks)
    following = np.empty(size, np.int64)
    preceding = np.empty(size, np.int64)
    _others(postings, documents, groups, within, following, preceding)
    n = 0
    for x in range(size):
        near = (following[x], _second(postings, documents, groups, within, following, x), preceding[x])
        for k in range(3):
            y = near[k]
            if y == size:
                continue
            if k == 2 and x in (following[y], _second(postings, documents, groups, within, following, y)):
                continue
            a = min(x, y)
            b = max(x, y)
            d = int64(documents[a])
            e = int64(documents[b])
            if most_days >= 0 and abs(days[d] - days[e]) > most_days:
                continue
            p = int64(postings[a] & _LOWER)
            q = int64(postings[b] & _LOWER)
            before_p = _telling_before(p, firsts[d], hashes, weights, least)
            before_q = _telling_before(q, firsts[e], hashes, weights, least)
            if (
                before_p >= 0
                and before_q >= 0
                and p - before_p == q - before_q
                and hashes[before_p] == hashes[before_q]
            ):
                continue
            links[n] = (uint64(p) << _HALF) | uint64(q)
            n += 1
    return n
