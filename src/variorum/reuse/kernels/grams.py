"""From code points to grams of letters that run on through spaces, which scans break and join."""

from __future__ import annotations

import numba
import numpy as np
from numba import int64, njit, uint8, uint16, uint32, uint64, void

from variorum.reuse.kernels.hashing import START, joined, mixed
from variorum.reuse.kernels.kinds import ALONE, HYPHEN, IGNORED, LISTED, WORD
from variorum.reuse.kernels.tokens import past_line_end, tail_of, with_form

_READ = numba.types.Array(uint32, 1, "C", readonly=True)
_LISTED = np.uint32(LISTED)
_HALF = np.uint64(32)
# Letters of a gram. Fewer say too little to be told from chance, more are hit by more slips (measured: 5 to 8).
GRAM = 5
# Beside the gram at the start of each word every so-many-th is taken, chosen by what it says.
_EVERY = np.uint64(12)
# Grams of one character, at the most: a character may be several letters.
MOST_GRAMS = 2
# Places for the last letters and words: a power of two, more than a gram has letters.
_RING = 8
# What a tail says of a gram: the marks after the word at its end; whether the word in which it begins is left to those
# before; how many words on from that its end is; and whether it begins with a word.
MARKS, MOVED, FURTHER, AT_START = 0b0000_1111, 0b0001_0000, 5, 0b1000_0000
_MOST_FURTHER = 3


@njit(inline="always")
def _gram(ring, read):
    """The hash of the last letters."""
    state = START
    for k in range(read - GRAM, read):
        state = joined(state, ring[k & (_RING - 1)])
    return mixed(state)


@njit
def _end(first, stop, word, size, ends, tail, starts, lengths, tails):
    """Say of the grams [first, stop), which end in a word of so many letters, how far they reach, and what follows.

    Until here the upper byte of a length has the letters of the word that are in the gram, the lower how many words
    before it the gram begins.
    """
    for x in range(first, stop):
        reach = int64(lengths[x] & 0xFF)
        back = int64(1) if reach > 0 and 2 * int64(lengths[x] >> 8) < size else int64(0)
        # A gram that is but a little of two words stands in the first.
        if back > 0 and reach == 1 and tails[x] & uint8(MOVED):
            back = int64(0)
        reach = min(reach - back, _MOST_FURTHER)
        lengths[x] = min(ends[(word - back) & (_RING - 1)] - starts[x], 65535)
        tails[x] |= uint8(reach << FURTHER)
        tails[x] |= tail if back == 0 else uint8(0)


@njit(
    int64(_READ, int64[::1], uint8[::1], *[uint32[::1]] * 3, uint16[::1], uint32[::1], uint8[::1], int64[::1]),
    nogil=True,
    cache=True,
)
def cut_grams(code_points, bounds, kinds, forms, listed, starts, lengths, hashes, tails, firsts):
    """Fill `starts`, `lengths`, `hashes` and `tails` with the grams of the documents; their number.

    A gram stands where the words do of which it has half the letters or more. A character that is a word by itself is
    a gram, and ends the run of letters.
    """
    n = 0
    ring = np.empty(_RING, np.uint64)
    # For each letter its word and its place in it; for each word its ends, and how many letters it has.
    words = np.empty(_RING, np.int64)
    places = np.empty(_RING, np.int64)
    begins = np.zeros(_RING, np.int64)
    ends = np.zeros(_RING, np.int64)
    sizes = np.zeros(_RING, np.int64)
    for d in range(len(bounds) - 1):
        firsts[d] = n
        end = bounds[d + 1]
        read = 0
        word = 0
        k = bounds[d]
        while k < end:
            kind = kinds[code_points[k]]
            if kind != WORD and kind != ALONE:
                k += 1
                continue
            start = k
            last = k
            opened = n
            word += 1
            size = 0
            begins[word & (_RING - 1)] = start - bounds[d]
            while k < end:
                kind = kinds[code_points[k]]
                if kind == HYPHEN:
                    further = past_line_end(k, end, code_points, kinds)
                    if further == end:
                        break
                    k = further
                    continue
                if kind == IGNORED:
                    k += 1
                    continue
                if kind != WORD and (kind != ALONE or k > start):
                    break
                form = forms[code_points[k]]
                place = int64(form ^ _LISTED) if form & _LISTED != np.uint32(0) else int64(0)
                many = int64(listed[place]) if place > 0 else int64(1)
                last = k
                k += 1
                if kind == ALONE:
                    starts[n] = start - bounds[d]
                    hashes[n] = uint32(mixed(with_form(START, form, listed)) >> _HALF)
                    tails[n] = AT_START
                    lengths[n] = 0
                    n += 1
                    read = 0
                    break
                taken = 0
                for x in range(many):
                    at = read & (_RING - 1)
                    ring[at] = uint64(listed[place + 1 + x]) if place > 0 else uint64(form)
                    words[at] = word
                    places[at] = size
                    size += 1
                    read += 1
                    if read < GRAM or taken == MOST_GRAMS:
                        continue
                    first = (read - GRAM) & (_RING - 1)
                    said = _gram(ring, read)
                    if places[first] == 0 or ((said & uint64(0xFFFF)) * _EVERY) >> uint64(16) == uint64(0):
                        own = words[first] & (_RING - 1)
                        moved = words[first] < word and 2 * (sizes[own] - places[first]) < sizes[own]
                        own = (own + 1) & (_RING - 1) if moved else own
                        starts[n] = begins[own]
                        hashes[n] = uint32(said >> _HALF)
                        tails[n] = uint8(AT_START) if places[first] == 0 else uint8(MOVED) if moved else uint8(0)
                        # Until the word's end is known: its letters in the gram, and how many words before it begins.
                        lengths[n] = min(size, GRAM) << 8 | (word - words[first])
                        n += 1
                        taken += 1
            ends[word & (_RING - 1)] = last + 1 - bounds[d]
            sizes[word & (_RING - 1)] = size
            tail = tail_of(last + 1, end, code_points, kinds) & uint8(MARKS)
            _end(opened, n, word, size, ends, tail, starts, lengths, tails)
    firsts[len(bounds) - 1] = n
    return n


@njit(void(uint8[::1], int64[::1], int64[::1], int64[::1]), nogil=True, cache=True)
def count_words(tails, begins, ends, words):
    """How many words runs of grams [begin, end) stand in."""
    for k in range(len(begins)):
        words[k] = 0 if tails[begins[k]] & uint8(MOVED) else 1
        for x in range(begins[k] + 1, ends[k]):
            words[k] += 1 if tails[x] & uint8(AT_START) else 0
        words[k] += (tails[ends[k] - 1] & ~uint8(AT_START)) >> uint8(FURTHER)
