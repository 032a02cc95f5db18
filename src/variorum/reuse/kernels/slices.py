"""Runs of tokens, cut out of all."""

from __future__ import annotations

from numba import int64, njit, uint8, uint16, uint32, void

_COLUMNS = (uint32[::1], uint16[::1], uint32[::1], uint8[::1])


# Compiled when it is first called: finding in one process does without.
@njit(nogil=True, cache=True)
def cut(starts, lengths, hashes, tails, wheres, opens, some_starts, some_lengths, some_hashes, some_tails):
    """Copy runs of tokens: run k begins at wheres[k] and becomes the rows [opens[k], opens[k + 1])."""
    for k in range(len(wheres)):
        shift = wheres[k] - opens[k]
        for x in range(opens[k], opens[k + 1]):
            some_starts[x] = starts[x + shift]
            some_lengths[x] = lengths[x + shift]
            some_hashes[x] = hashes[x + shift]
            some_tails[x] = tails[x + shift]


@njit(void(uint32[::1], int64[::1], int64[::1], uint32[::1]), nogil=True, cache=True)
def cut_hashes(hashes, wheres, opens, some_hashes):
    """The same of the hashes alone."""
    for k in range(len(wheres)):
        some = some_hashes[opens[k] : opens[k + 1]]
        there = hashes[wheres[k] : wheres[k] + len(some)]
        for x in range(len(some)):
            some[x] = there[x]


@njit(void(uint8[::1], int64[::1], int64[::1], uint8[::1]), nogil=True, cache=True)
def cut_tails(tails, wheres, opens, some_tails):
    """The same of the marks alone."""
    for k in range(len(wheres)):
        some = some_tails[opens[k] : opens[k + 1]]
        there = tails[wheres[k] : wheres[k] + len(some)]
        for x in range(len(some)):
            some[x] = there[x]
