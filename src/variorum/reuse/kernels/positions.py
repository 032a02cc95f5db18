"""Where tokens stand, in two bytes each: the gap to the token before, and how long it is."""

from __future__ import annotations

import numpy as np
from numba import int64, njit, uint8, uint16, uint32, void

# What does not fit into a byte says so, and stands in a table besides.
FAR = 255
_FAR = np.uint32(FAR)
# After so many tokens of a document it is said anew where it has come to.
STRIDE = 64
_BYTES = uint8[::1]
_PLACES = int64[::1]


@njit(int64(uint32[::1], uint16[::1], _PLACES, _BYTES, _BYTES, uint32[::1], _PLACES), nogil=True, cache=True)
def pack(starts, lengths, firsts, gaps, shorts, anchors, far):
    """Fill the gap before each token and its length; the number of those that are in `far`, which do not fit.

    Document d has the tokens [firsts[d], firsts[d + 1]), and an anchor after each full STRIDE of them: where the last
    of these ends.
    """
    n = 0
    anchor = 0
    for d in range(len(firsts) - 1):
        first = firsts[d]
        stop = firsts[d + 1]
        if first == stop:
            continue
        where = starts[first:stop]
        long = lengths[first:stop]
        gap = gaps[first:stop]
        short = shorts[first:stop]
        gap[0] = min(where[0], _FAR)
        short[0] = min(uint32(long[0]), _FAR)
        for k in range(1, len(where)):
            gap[k] = min(where[k] - where[k - 1] - uint32(long[k - 1]), _FAR)
            short[k] = min(uint32(long[k]), _FAR)
        for k in range(STRIDE - 1, len(where), STRIDE):
            anchors[anchor] = where[k] + uint32(long[k])
            anchor += 1
        some = uint8(0)
        for k in range(len(where)):
            some |= uint8(gap[k] == FAR) | uint8(short[k] == FAR)
        if some:
            for k in range(len(where)):
                if gap[k] == FAR or short[k] == FAR:
                    far[n] = first + k
                    n += 1
    return n


@njit(inline="always")
def _row_of(far, token):
    low = int64(0)
    high = int64(len(far))
    while low < high:
        middle = (low + high) // 2
        if far[middle] < token:
            low = middle + 1
        else:
            high = middle
    return low


@njit(
    void(*[_BYTES] * 2, uint32[::1], _PLACES, uint32[::1], uint32[::1], *[_PLACES] * 4, uint32[::1], uint16[::1]),
    nogil=True,
    cache=True,
)
def unpack(gaps, shorts, anchors, far, far_gaps, far_lengths, origins, anchored, begins, opens, starts, lengths):
    """Where the tokens of runs stand: run k is of the document that begins at origins[k], from its token begins[k] on.

    It becomes the rows [opens[k], opens[k + 1]). The document's anchors begin at anchored[k].
    """
    for k in range(len(begins)):
        passed = begins[k] // STRIDE
        end = int64(anchors[anchored[k] + passed - 1]) if passed else int64(0)
        shift = origins[k] + begins[k] - opens[k]
        for x in range(origins[k] + passed * STRIDE, shift + opens[k + 1]):
            gap = int64(gaps[x])
            length = int64(shorts[x])
            if gap == FAR or length == FAR:
                row = _row_of(far, x)
                gap = int64(far_gaps[row])
                length = int64(far_lengths[row])
            if x >= shift + opens[k]:
                starts[x - shift] = end + gap
                lengths[x - shift] = length
            end += gap + length
