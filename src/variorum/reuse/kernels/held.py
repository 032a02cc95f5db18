"""Boxes that are held, looked through for those of a few documents."""

from __future__ import annotations

from numba import int32, int64, njit, uint8


@njit(int64(int32[:, ::1], int32[::1], uint8[::1], int64[::1]), nogil=True, cache=True)
def touching(boxes, parts, marked, rows):
    """The rows of boxes that are in a part, of which a document is marked; their number. `rows` has room for all."""
    n = 0
    for k in range(len(boxes)):
        if parts[k] >= 0 and (marked[boxes[k, 0]] or marked[boxes[k, 1]]):
            rows[n] = k
            n += 1
    return n
