"""Seeds: runs of tokens that say enough to be looked for, and the places of those that occur more than once."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint8, uint32, uint64, void

from variorum.reuse.kernels.hashing import START, joined, mixed

# A seed looks this many tokens ahead at most: past a hundred function words nothing is one passage any more.
_REACH = 40
_BASE = np.uint64(0x9E3779B97F4A7C15)


@njit(
    int64(uint32[::1], int64[::1], uint8[::1], int64, int64, int64, int64, uint64[::1], uint32[::1]),
    nogil=True,
    cache=True,
)
def sow(hashes, firsts, weights, least, most, enough, origin, seeds, places):
    """The seeds of some documents, one from each token that says at least `least`; their number.

    A seed takes the tokens that say so much until they say `enough` together, each counted as `most` at the most. All
    seeds are so about as likely to meet by chance, and are long where words are common. `places` count from `origin`.
    """
    mask = uint32(len(weights) - 1)
    n = 0
    for d in range(len(firsts) - 1):
        for k in range(firsts[d], firsts[d + 1]):
            if weights[hashes[k] & mask] < least:
                continue
            said = int64(0)
            state = START
            for j in range(k, min(firsts[d + 1], k + _REACH)):
                weight = int64(weights[hashes[j] & mask])
                if weight < least:
                    continue
                said += min(weight, most)
                state = joined(state, uint64(hashes[j]))
                if said >= enough:
                    seeds[n] = mixed(state)
                    places[n] = origin + k
                    n += 1
                    break
    return n


# Whole stretches of so many tokens are seeds too, the least of so many in a row.
WINDOW = 32
_CHOICE = 8


@njit(int64(uint32[::1], int64[::1], int64, uint64[::1], uint32[::1]), nogil=True, cache=True)
def sow_windows(hashes, firsts, origin, seeds, places):
    """Seeds of whole stretches, so chosen that two runs of 39 equal tokens have one in common; their number.

    They tie documents that share a long stretch, all of whose words stand in many others besides. Of the hashes of
    eight stretches in a row the least is taken, the last of equals (winnowing: Schleimer et al. 2003).
    """
    n = 0
    window = np.empty(_CHOICE, np.uint64)
    top = uint64(1)
    for _ in range(WINDOW - 1):
        top *= _BASE
    for d in range(len(firsts) - 1):
        begin = firsts[d]
        rolling = uint64(0)
        chosen = int64(-1)
        for k in range(begin, firsts[d + 1]):
            if k - begin >= WINDOW:
                rolling -= uint64(hashes[k - WINDOW]) * top
            rolling = rolling * _BASE + uint64(hashes[k])
            start = k - WINDOW + 1
            if start < begin:
                continue
            window[start % _CHOICE] = mixed(rolling)
            if start < begin + _CHOICE - 1:
                continue
            least = start
            for j in range(start - 1, start - _CHOICE, -1):
                if window[j % _CHOICE] < window[least % _CHOICE]:
                    least = j
            if least != chosen:
                chosen = least
                seeds[n] = window[least % _CHOICE]
                places[n] = origin + least
                n += 1
    return n


@njit(void(uint64[::1], uint8[::1]), nogil=True, cache=True)
def note(seeds, sketch):
    """Note in a sketch, whose length is a power of two, which seeds were seen once and which more often."""
    mask = uint64(len(sketch) - 1)
    for seed in seeds:
        if sketch[seed & mask] < 2:
            sketch[seed & mask] += 1


@njit(int64(uint64[::1], uint32[::1], uint8[::1], uint64[::1]), nogil=True, cache=True)
def keep_repeated(seeds, places, sketch, postings):
    """The postings of seeds that the sketch has seen twice, seed above place; their number."""
    mask = uint64(len(sketch) - 1)
    upper = uint64(0xFFFFFFFF00000000)
    n = 0
    for k in range(len(seeds)):
        if sketch[seeds[k] & mask] >= 2:
            postings[n] = (seeds[k] & upper) | uint64(places[k])
            n += 1
    return n
