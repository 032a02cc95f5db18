"""From the places of one seed to the few pairs of them that are worth a look."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint32, uint64, void

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
# Documents are found from a place by its block of so many tokens.
BLOCK = 64
_KEYS = uint64[::1]
_ROWS = uint32[::1]


@njit(void(int64[::1], uint32[::1]), nogil=True, cache=True)
def index_blocks(firsts, blocks):
    """For each block of tokens the document that its first token is in."""
    d = int64(0)
    for k in range(len(blocks)):
        while firsts[d + 1] <= k * BLOCK and d + 2 < len(firsts):
            d += 1
        blocks[k] = d


@njit(inline="always")
def document_at(place, firsts, blocks):
    """The document that a token is in."""
    d = int64(blocks[place // BLOCK])
    while firsts[d + 1] <= place:
        d += 1
    return d


@njit(void(_ROWS, int64[::1], _ROWS, _ROWS), nogil=True, cache=True)
def documents_at(places, firsts, blocks, documents):
    """The documents that tokens are in."""
    for k in range(len(places)):
        documents[k] = document_at(int64(places[k]), firsts, blocks)


@njit
def _lay_out(keys, documents, places, groups, owners, labels, spots, following):
    """The postings of a seed: their documents, groups and places, and which is the first of another group after each.

    Where none is, that is how many there are.
    """
    size = len(keys)
    for x in range(size):
        row = keys[x] & _LOWER
        owners[x] = documents[row]
        labels[x] = groups[documents[row]]
        spots[x] = places[row]
    following[size - 1] = size
    for x in range(size - 2, -1, -1):
        following[x] = x + 1 if labels[x] != labels[x + 1] else following[x + 1]


@njit
def _partner(owners, labels, spots, within, following, size, x, y):
    """The first posting from y on that x is linked with: of another group, or of its own document `within` further.

    It looks at all it may need and chooses then: with a branch numba would count who holds the columns at every call.
    """
    last = size - 1
    z = min(y, last)
    other = z if labels[z] != labels[x] else following[z]
    stop = other if y < size else size
    own = (within > 0) & (y < stop) & (owners[z] == owners[x])
    while own & (spots[z] - spots[x] < within):
        z = min(z + 1, last)
        y += 1
        own = (y < stop) & (owners[z] == owners[x])
    return y if own else stop


@njit(
    int64(_KEYS, _ROWS, _ROWS, _ROWS, _ROWS, int64[::1], int64[::1], int64, int64, _ROWS, _ROWS),
    nogil=True,
    cache=True,
)
def link(keys, documents, places, contexts, groups, days, last_days, most_days, within, earlier, later):
    """Link each posting with the next two of its seed in documents of another group; the number of links.

    A posting is a row of `documents`, `places` and `contexts`; rows are in the order of the documents and their places.
    A key is a seed above a row; keys are sorted. One that no earlier posting of another group is linked with so is
    linked with the last of them. Such chains hold all the documents of a passage together at a cost linear in their
    number; no seed is too frequent. A link is a row in `earlier` and one in `later`. One that the seed before would
    make too, which a common context tells, is left to it. Documents whose nearest days (each may be any from its
    first to its last) are more than `most_days` apart are not linked. Where `within` is not 0, so are places of one
    document that lie so far apart. `earlier` has room for three links a key.
    """
    room = 64
    owners = np.empty(room, np.uint32)
    labels = np.empty(room, np.uint32)
    spots = np.empty(room, np.int64)
    following = np.empty(room, np.int64)
    partners = np.empty(3, np.int64)
    n = 0
    start = 0
    while start < len(keys):
        stop = start + 1
        while stop < len(keys) and keys[stop] >> _HALF == keys[start] >> _HALF:
            stop += 1
        size = stop - start
        if size == 1:
            start = stop
            continue
        if size > room:
            room = 2 * size
            owners = np.empty(room, np.uint32)
            labels = np.empty(room, np.uint32)
            spots = np.empty(room, np.int64)
            following = np.empty(room, np.int64)
        _lay_out(keys[start:stop], documents, places, groups, owners, labels, spots, following)
        before = int64(-1)
        for x in range(size):
            if x > 0 and labels[x - 1] != labels[x]:
                before = x - 1
            partners[0] = _partner(owners, labels, spots, within, following, size, x, x + 1)
            partners[1] = _partner(owners, labels, spots, within, following, size, x, partners[0] + 1)
            partners[2] = size
            # The one before is linked with the next two after it, the first two of this group: with those besides, not.
            if before >= 0 and (x > before + 2 or within > 0):
                taken = _partner(owners, labels, spots, within, following, size, before, before + 1)
                other = _partner(owners, labels, spots, within, following, size, before, taken + 1)
                if x not in (taken, other):
                    partners[2] = before
            for y in partners:
                if y == size:
                    continue
                a = uint32(keys[start + min(x, y)] & _LOWER)
                b = uint32(keys[start + max(x, y)] & _LOWER)
                if contexts[a] != 0 and contexts[a] == contexts[b]:
                    continue
                if most_days >= 0:
                    one, other = documents[a], documents[b]
                    if max(days[one] - last_days[other], days[other] - last_days[one]) > most_days:
                        continue
                earlier[n] = a
                later[n] = b
                n += 1
        start = stop
    return n
