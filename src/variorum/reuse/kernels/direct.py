"""What each of many pairs of passages shares."""

from __future__ import annotations

from numba import int64, njit, uint8, uint32, void

from variorum.reuse.kernels.pairs import shared


@njit
def _equal(hashes, weights, a_begin, a_end, b_begin, b_end):
    """What two equal runs of tokens weigh; -1 where they are not equal."""
    if a_end - a_begin != b_end - b_begin:
        return int64(-1)
    mask = uint32(len(weights) - 1)
    total = int64(0)
    for k in range(a_end - a_begin):
        token = hashes[a_begin + k]
        if hashes[b_begin + k] != token:
            return int64(-1)
        total += weights[token & mask]
    return total


@njit(
    void(uint32[::1], uint8[::1], int64[::1], int64[::1], int64[::1], int64, int64, int64[::1]), nogil=True, cache=True
)
def align(hashes, weights, opens, left, right, gap, other, scores):
    """What the runs of tokens left[k] and right[k] share; run r is [opens[r], opens[r + 1])."""
    for k in range(len(left)):
        a, a_end = opens[left[k]], opens[left[k] + 1]
        b, b_end = opens[right[k]], opens[right[k] + 1]
        scores[k] = _equal(hashes, weights, a, a_end, b, b_end)
        if scores[k] < 0:
            scores[k] = shared(hashes, weights, a, a_end, b, b_end, gap, other)
