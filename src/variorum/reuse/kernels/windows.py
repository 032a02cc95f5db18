"""The surroundings of some postings among all of their seed: as far as a change at their places can reach."""

from __future__ import annotations

import numpy as np
from numba import boolean, int64, njit, uint8, uint32, uint64, void

from variorum.reuse.kernels.links import document_at
from variorum.reuse.kernels.seeds import OPENING_BITS, SEED_BITS, STRETCH, context_of
from variorum.reuse.kernels.states import AFTER, BEFORE

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
_OPENING = np.uint64(64 - OPENING_BITS)
_REST = np.uint64((1 << (SEED_BITS - OPENING_BITS)) - 1)
_UNKNOWN = np.uint64(64 - SEED_BITS)
_BOTH = np.uint8(3)
_POSTINGS = uint64[::1]


@njit(inline="always")
def _first_of(postings, low, high, rest):
    """The first of the postings [low, high) that is not before a rest of a seed."""
    while low < high:
        middle = (low + high) // 2
        if postings[middle] >> _HALF < rest:
            low = middle + 1
        else:
            high = middle
    return low


@njit(inline="always")
def _rank_at(posting, ranks, firsts, blocks):
    return ranks[document_at(int64(posting & _LOWER), firsts, blocks)]


@njit
def _not_before(postings, low, high, rank, place, ranks, firsts, blocks):
    """The first of the postings [low, high), which are in order, that is not before a place in a document's rank."""
    while low < high:
        middle = (low + high) // 2
        there = _rank_at(postings[middle], ranks, firsts, blocks)
        if there < rank or (there == rank and int64(postings[middle] & _LOWER) < place):
            low = middle + 1
        else:
            high = middle
    return low


@njit(inline="always")
def _is_earlier(one, x, other, y, ranks, firsts, blocks):
    """Whether posting x of one segment stands before posting y of another."""
    here = _rank_at(one[x], ranks, firsts, blocks)
    there = _rank_at(other[y], ranks, firsts, blocks)
    return here < there or (here == there and (one[x] & _LOWER) < (other[y] & _LOWER))


@njit(inline="always")
def _noted(seen, label):
    """Note a label; whether by now, whichever is left out, two of other labels were seen.

    `seen` holds two labels with how often each was seen.
    """
    if seen[1] == 0 or seen[0] == label:
        seen[0] = label
        seen[1] += 1
    elif seen[3] == 0 or seen[2] == label:
        seen[2] = label
        seen[3] += 1
    else:
        return uint8(1)
    return uint8(seen[1] >= 2 and seen[3] >= 2)


@njit(
    int64(
        *[_POSTINGS, uint32[::1]],
        *[_POSTINGS, int64[::1]] * 2,
        *[int64[::1], uint8[::1], uint32[::1], int64[::1], uint32[::1]],
        *[_POSTINGS] * 2,
        int64[::1],
    ),
    nogil=True,
    cache=True,
)
def surround(seeds, places, base, base_opens, more, more_opens, ranks, states, labels, firsts, blocks, old, new, made):
    """The postings round some centres: those of documents that were there `BEFORE`, and those that are `AFTER`.

    Centres are sorted by the known bits of their seed, the rank of their document and their place. The postings of all
    are in two segments, each in that order too. To each side of a centre go as many as hold two of documents that stay
    and have another label than any one document: no chain of links reaches past them (`link`). Windows that meet are
    one. In `old` and `new` the number of a window is the upper half, whose last bit says that its seed is of a whole
    stretch, and the place is the lower. `made` is how many there are of each, more than there was room for if they did
    not fit; returns the number of windows.
    """
    made[:] = 0
    seen = np.zeros(4, np.int64)
    window = int64(0)
    c = 0
    while c < len(seeds):
        seed = seeds[c] >> _UNKNOWN
        bucket = int64(seeds[c] >> _OPENING)
        rest = seed & _REST
        stretch = int64(seed & STRETCH)
        first = _first_of(base, base_opens[bucket], base_opens[bucket + 1], rest)
        stop = _first_of(base, first, base_opens[bucket + 1], rest + uint64(1))
        more_first = _first_of(more, more_opens[bucket], more_opens[bucket + 1], rest)
        more_stop = _first_of(more, more_first, more_opens[bucket + 1], rest + uint64(1))
        # What is told so far ends before posting x of the one segment and y of the other.
        x = first
        y = more_first
        told = False
        while c < len(seeds) and seeds[c] >> _UNKNOWN == seed:
            place = int64(places[c])
            rank = ranks[document_at(place, firsts, blocks)]
            i = _not_before(base, first, stop, rank, place, ranks, firsts, blocks)
            j = _not_before(more, more_first, more_stop, rank, place, ranks, firsts, blocks)
            c += 1
            if i + j >= x + y:
                left = i
                more_left = j
                seen[:] = 0
                while left + more_left > x + y:
                    of_base = more_left == more_first or (
                        left > first and _is_earlier(more, more_left - 1, base, left - 1, ranks, firsts, blocks)
                    )
                    left -= of_base
                    more_left -= not of_base
                    posting = base[left] if of_base else more[more_left]
                    d = document_at(int64(posting & _LOWER), firsts, blocks)
                    if states[d] == _BOTH and _noted(seen, int64(labels[d])):
                        break
                if not told or left + more_left > x + y:
                    window += 1
                told = True
                x = left
                y = more_left
            # On to the centre, and past it until enough was seen after it.
            seen[:] = 0
            passed = False
            while i < stop or j < more_stop or x + y < i + j:
                behind = x + y < i + j
                a = x if behind else i
                b = y if behind else j
                of_base = b == more_stop or (a < stop and _is_earlier(base, a, more, b, ranks, firsts, blocks))
                posting = base[a] if of_base else more[b]
                d = document_at(int64(posting & _LOWER), firsts, blocks)
                if a + b == x + y:
                    if states[d] & BEFORE:
                        if made[0] < len(old):
                            old[made[0]] = (uint64(2 * window + stretch) << _HALF) | (posting & _LOWER)
                        made[0] += 1
                    if states[d] & AFTER:
                        if made[1] < len(new):
                            new[made[1]] = (uint64(2 * window + stretch) << _HALF) | (posting & _LOWER)
                        made[1] += 1
                    x += of_base
                    y += not of_base
                if behind:
                    continue
                i += of_base
                j += not of_base
                if passed and states[d] == _BOTH and _noted(seen, int64(labels[d])):
                    break
                passed = True
    return window


@njit(void(int64[:, ::1], int64[::1], uint64[::1], boolean[::1]), nogil=True, cache=True)
def shared(pairs, opens, seeds, taken):
    """Mark the seeds that both documents of a pair have, in both.

    A pair is two numbers d of documents, whose seeds are [opens[d], opens[d + 1]), sorted by their known bits.
    """
    for k in range(len(pairs)):
        x = opens[pairs[k, 0]]
        y = opens[pairs[k, 1]]
        while x < opens[pairs[k, 0] + 1] and y < opens[pairs[k, 1] + 1]:
            here = seeds[x] >> _UNKNOWN
            there = seeds[y] >> _UNKNOWN
            if here < there:
                x += 1
            elif there < here:
                y += 1
            else:
                while x < opens[pairs[k, 0] + 1] and seeds[x] >> _UNKNOWN == here:
                    taken[x] = True
                    x += 1
                while y < opens[pairs[k, 1] + 1] and seeds[y] >> _UNKNOWN == here:
                    taken[y] = True
                    y += 1


@njit(void(uint64[::1], uint32[::1], uint32[::1], int64[::1], uint8[::1], int64, uint32[::1]), nogil=True, cache=True)
def contexts_at(postings, documents, hashes, firsts, weights, least, contexts):
    """The context that each posting of a window has (`kernels.seeds.sow`): what telling token stands how far before."""
    mask = uint32(len(weights) - 1)
    for x in range(len(postings)):
        contexts[x] = 0
        if (postings[x] >> _HALF) & STRETCH:
            continue
        place = int64(postings[x] & _LOWER)
        for k in range(place - 1, firsts[documents[x]] - 1, -1):
            if weights[hashes[k] & mask] >= least:
                contexts[x] = context_of(hashes[k], place - k)
                break
