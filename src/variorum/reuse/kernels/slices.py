"""Runs of tokens, cut out of all."""

from __future__ import annotations

from numba import int64, njit, uint8, uint32, void


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


_RUNS = (int64[::1], int64[::1])


@njit([void(column, *_RUNS, column) for column in (uint32[::1], uint8[::1])], nogil=True, cache=True)
def cut_column(column, wheres, opens, some_column):
    """The same of one column alone: of hashes, or of marks."""
    for k in range(len(wheres)):
        some = some_column[opens[k] : opens[k + 1]]
        there = column[wheres[k] : wheres[k] + len(some)]
        for x in range(len(some)):
            some[x] = there[x]
