"""Seeds: runs of tokens that say enough to be looked for, and the places of those that occur more than once."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint8, uint32, uint64

from variorum.reuse.kernels.hashing import START, joined, mixed

# A seed looks this many tokens ahead at most: past a hundred function words nothing is one passage any more.
_REACH = 40
_BASE = np.uint64(0x9E3779B97F4A7C15)
# A seed is known by the upper 38 bits of its hash: six say its bucket, of which there are so many or more, and the rest
# is a row's. They are part of the method: with more or fewer, other seeds would meet by chance.
SEED_BITS = 38
FEWEST_BUCKETS = 64
# Postings of a seed are found by so many of its upper bits, and among these by the rest of those that are known.
OPENING_BITS = 16
_REST_SHIFT = np.uint64(64 - SEED_BITS)
# The last bit that is known says whether a seed is of a whole stretch: one of words and one of a stretch never meet, or
# which stands first would hang on who sows when.
STRETCH = np.uint64(1)
_STRETCH = STRETCH << _REST_SHIFT
_HALF = np.uint64(32)
_OF_CONTEXT = np.uint64(48)
_NOWHERE = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit(inline="always")
def context_of(token, distance):
    """What a seed has before it, 16 bits, never 0: the last token that says so much, and how far before it is."""
    state = ((uint64(token) << _HALF) | uint64(1 << 31)) + uint64(distance)
    return uint32(mixed(state) >> _OF_CONTEXT) | uint32(1)


@njit(
    int64(
        uint32[::1], int64[::1], int64[::1], int64[::1], uint8[::1], *[int64] * 3, uint64[::1], uint32[::1], uint32[::1]
    ),
    nogil=True,
    cache=True,
)
def sow(hashes, wheres, sizes, firsts, weights, least, most, enough, seeds, places, contexts):
    """The seeds of some documents, one from each token that says at least `least`; their number.

    A seed takes the tokens that say so much until they say `enough` together, each counted as `most` at the most. All
    seeds are so about as likely to meet by chance, and are long where words are common. Document d has the tokens
    [wheres[d], wheres[d] + sizes[d]); its places count from firsts[d]. A context is of the last token before that says
    so much and how far before it is; 0 where none is.
    """
    mask = uint32(len(weights) - 1)
    longest = int64(0)
    for size in sizes:
        longest = max(longest, size)
    # The tokens of a document that say so much: where they are, what they count for, and their hashes.
    telling = np.empty(longest, np.int32)
    counted = np.empty(longest, np.int32)
    forms = np.empty(longest, np.uint32)
    n = 0
    for d in range(len(wheres)):
        text = hashes[wheres[d] : wheres[d] + sizes[d]]
        some = 0
        for k in range(len(text)):
            token = text[k]
            weight = int64(weights[token & mask])
            telling[some] = k
            counted[some] = min(weight, most)
            forms[some] = token
            some += weight >= least
        for x in range(some):
            k = telling[x]
            said = int64(counted[x])
            state = joined(START, uint64(forms[x]))
            y = x + 1
            while said < enough and y < some and telling[y] < k + _REACH:
                said += counted[y]
                state = joined(state, uint64(forms[y]))
                y += 1
            if said < enough:
                continue
            seeds[n] = mixed(state) & ~_STRETCH
            places[n] = firsts[d] + k
            contexts[n] = context_of(forms[x - 1], k - telling[x - 1]) if x > 0 else uint32(0)
            n += 1
    return n


# Whole stretches of so many tokens are seeds too, the least of so many in a row.
WINDOW = 12
_CHOICE = 16
# What is remembered of the last tokens and stretches goes round in so many rows, a power of two less one.
_ROUND = 15
# So many that were taken last are remembered: where a text repeats what is shorter than a stretch, it takes each once.
_LAST = 4


@njit
def _least_of(window, last):
    """The place of the least of so many in a row up to the last, of equals the last one."""
    least = last
    for k in range(last - 1, last - _CHOICE, -1):
        least = k if window[k & (_CHOICE - 1)] < window[least & (_CHOICE - 1)] else least
    return least


@njit
def _taken_again(seed, place, taken, taken_at):
    """Whether a seed was taken within a stretch before; if so, it is remembered that it begins again."""
    again = False
    for x in range(_LAST):
        near = (taken[x] == seed) & (place - taken_at[x] <= WINDOW)
        taken_at[x] = place if near else taken_at[x]
        again |= near
    return again


@njit(
    int64(
        uint32[::1], int64[::1], int64[::1], int64[::1], uint8[::1], int64, uint64[::1], uint32[::1], uint32[::1], int64
    ),
    nogil=True,
    cache=True,
)
def sow_windows(hashes, wheres, sizes, firsts, weights, enough, seeds, places, contexts, n):
    """Seeds of whole stretches, put behind the first n, so that two runs of 27 equal tokens have one; their number.

    Of runs of fifteen two in five have one. They tie documents that share a stretch, all of whose words stand in many
    others besides; one that does not say `enough` is no seed. Of the hashes of sixteen stretches in a row the least is
    taken, of equals the one taken before or else the last (winnowing: Schleimer et al. 2003). One that begins within
    the same one again is left out, so that a row repeated a million times has few. They have no context.
    """
    mask = uint32(len(weights) - 1)
    window = np.empty(_ROUND + 1, np.uint64)
    says = np.empty(_ROUND + 1, np.uint8)
    taken = np.zeros(_LAST, np.uint64)
    taken_at = np.zeros(_LAST, np.int64)
    top = uint64(1)
    for _ in range(WINDOW - 1):
        top *= _BASE
    for d in range(len(wheres)):
        begin = wheres[d]
        rolling = uint64(0)
        said = int64(0)
        chosen = int64(-1)
        for x in range(_LAST):
            taken_at[x] = begin - WINDOW - 1
        turn = 0
        for k in range(begin, begin + sizes[d]):
            if k - begin >= WINDOW:
                rolling -= uint64(hashes[k - WINDOW]) * top
                said -= says[(k - begin - WINDOW) & _ROUND]
            rolling = rolling * _BASE + uint64(hashes[k])
            weight = weights[hashes[k] & mask]
            says[(k - begin) & _ROUND] = weight
            said += weight
            start = k - WINDOW + 1
            if start < begin:
                continue
            value = mixed(rolling) if said >= enough else _NOWHERE
            window[start & _ROUND] = value
            if start < begin + _CHOICE - 1:
                continue
            least = chosen
            if chosen <= start - _CHOICE:
                least = start
                for j in range(start - 1, start - _CHOICE, -1):
                    if window[j & _ROUND] < window[least & _ROUND]:
                        least = j
            elif value < window[chosen & _ROUND]:
                least = start
            if least != chosen:
                chosen = least
                seed = window[least & _ROUND]
                again = seed == _NOWHERE
                for x in range(_LAST):
                    if taken[x] == seed and least - taken_at[x] <= WINDOW:
                        taken_at[x] = least
                        again = True
                if not again:
                    taken[turn] = seed
                    taken_at[turn] = least
                    turn = (turn + 1) % _LAST
                    seeds[n] = seed | _STRETCH
                    places[n] = firsts[d] + least - begin
                    contexts[n] = 0
                    n += 1
    return n


# A packed seed is its rest, 16 bits of context, and how far it is past the one before it in its bucket. Of two kinds of
# row that stand for none, one says that the next is so much further, one that places begin anew.
FAR = 0xFFFF
_PAST, _ANEW = np.uint64(FAR), np.uint64(1 << 16 | FAR)
_CONTEXT = np.uint64(16)


@njit(int64(uint64[::1], uint32[::1], uint32[::1], int64, int64[::1], int64[::1], uint64[::1]), nogil=True, cache=True)
def by_bucket(seeds, places, contexts, start, opens, counts, packed):
    """Put seeds into their buckets, in their order: bucket b has counts[b] in the rows [opens[b], opens[b + 1]).

    Their places, from `start` on, grow, or begin anew once. There is a power of two of buckets, FEWEST_BUCKETS or more:
    how many changes no link. `packed` has room for a row more for each bucket, and for each FAR places in each, twice.
    """
    shift = uint64(64)
    while (1 << int64(uint64(64) - shift)) < len(counts):
        shift -= uint64(1)
    lasts = np.full(len(counts), start)
    counts[:] = 0
    opens[:] = 0
    for k in range(len(seeds)):
        b = int64(seeds[k] >> shift)
        if places[k] < lasts[b]:
            opens[b + 1] += 1
            lasts[b] = start
        while places[k] - lasts[b] >= FAR:
            opens[b + 1] += 1
            lasts[b] += FAR
        opens[b + 1] += 1
        counts[b] += 1
        lasts[b] = places[k]
    for b in range(len(counts)):
        opens[b + 1] += opens[b]
        lasts[b] = start
    nexts = opens.copy()
    for k in range(len(seeds)):
        b = int64(seeds[k] >> shift)
        x = nexts[b]
        if places[k] < lasts[b]:
            packed[x] = _ANEW
            lasts[b] = start
            x += 1
        while places[k] - lasts[b] >= FAR:
            packed[x] = _PAST
            lasts[b] += FAR
            x += 1
        rest = (seeds[k] >> _REST_SHIFT) << _HALF
        packed[x] = rest | (uint64(contexts[k]) << _CONTEXT) | uint64(places[k] - lasts[b])
        lasts[b] = places[k]
        nexts[b] = x + 1
    return opens[len(counts)]


@njit(int64(uint64[::1], int64[::1], int64[::1], uint32[::1], uint32[::1], uint32[::1]), nogil=True, cache=True)
def unpack(packed, opens, starts, rests, places, contexts):
    """The seeds of parts of a bucket, whose places count from `starts`; their number.

    A rest is what tells a seed from the others of its bucket. Part p has the rows [opens[p], opens[p + 1]).
    """
    n = 0
    for p in range(len(starts)):
        place = starts[p]
        for k in range(opens[p], opens[p + 1]):
            row = packed[k]
            further = row & _PAST
            place = starts[p] if row == _ANEW else place + int64(further)
            rests[n] = uint32(row >> _HALF)
            places[n] = place
            contexts[n] = uint32(row >> _CONTEXT) & uint32(FAR)
            n += further != _PAST
    return n


@njit(int64(uint32[::1], uint32[::1], uint32[::1], uint8[::1], uint64[::1]), nogil=True, cache=True)
def keep_repeated(rests, places, contexts, sketch, keys):
    """Keep those of a bucket's seeds that occur more than once, and few others; their number.

    Places and contexts move up to the rows that are kept. A key has the seed above its row, so that sorting brings the
    rows of one seed together, in their order. The sketch is of zeros, its length a power of two; the longer it is, the
    fewer others are kept.
    """
    mask = uint32(len(sketch) - 1)
    for rest in rests:
        if sketch[rest & mask] < 2:
            sketch[rest & mask] += 1
    n = 0
    for k in range(len(rests)):
        if sketch[rests[k] & mask] >= 2:
            keys[n] = (uint64(rests[k]) << _HALF) | uint64(n)
            places[n] = places[k]
            contexts[n] = contexts[k]
            n += 1
    return n
