"""Boxes put in order where little is out of it."""

from __future__ import annotations

from numba import boolean, int32, int64, njit

# A box is moved past so many others of its pair at the most.
_FURTHEST = 64


@njit(inline="always")
def _before(boxes, one, other):
    """Whether a box of a pair comes before another: by where they begin in both documents, then by where they end."""
    for column in (2, 4, 3, 5):
        if boxes[one, column] != boxes[other, column]:
            return boxes[one, column] < boxes[other, column]
    return False


@njit(boolean(int32[:, ::1], int64[::1]), nogil=True, cache=True)
def settle(boxes, order):
    """Put rows of boxes, which are in order of their pairs, in order inside each pair; whether it could be done so."""
    for x in range(1, len(order)):
        row = order[x]
        y = x
        while y > 0:
            left = order[y - 1]
            if boxes[left, 0] != boxes[row, 0] or boxes[left, 1] != boxes[row, 1] or not _before(boxes, row, left):
                break
            if x - y == _FURTHEST:
                return False
            order[y] = left
            y -= 1
        order[y] = row
    return True
