"""From boxes to families: the sides of boxes that lie over one another in a document stand for one passage."""

from __future__ import annotations

from numba import int32, int64, njit, void


@njit
def _root(parents, k):
    while parents[k] != k:
        parents[k] = parents[parents[k]]
        k = parents[k]
    return k


@njit(int64(int32[:, ::1], int64, int64[:, ::1]), nogil=True, cache=True)
def swapped(boxes, apart, pairs):
    """Boxes of the same two documents that lie `apart` or less in both, in one order here and in another there.

    Boxes are sorted by their documents and by where they begin in the first. What keeps its order is left: were it one
    passage, extension would have passed over what lies between. Two for each box at the most, for which `pairs` has
    room; their number.
    """
    n = 0
    for x in range(len(boxes)):
        most = n + 2
        y = x + 1
        while y < len(boxes) and boxes[y, 0] == boxes[x, 0] and boxes[y, 1] == boxes[x, 1]:
            if boxes[y, 2] > boxes[x, 3] + apart or n == most:
                break
            crossed = boxes[y, 2] >= boxes[x, 3] - apart and boxes[y, 5] <= boxes[x, 4] + apart
            if crossed and boxes[y, 5] >= boxes[x, 4] - apart:
                pairs[n, 0] = x
                pairs[n, 1] = y
                n += 1
            y += 1
    return n


@njit(void(int32[:, ::1], int64[::1], int64[::1]), nogil=True, cache=True)
def unite(sides, boxes, parents):
    """Unite the boxes whose sides cover half of one another; `parents` is a forest over the boxes, its roots the least.

    A side is document, begin and end; sides are sorted by document and begin, and `boxes` tells whose they are.
    """
    open_sides = [int64(0)]
    open_sides.clear()
    for k in range(len(sides)):
        begin = int64(sides[k, 1])
        end = int64(sides[k, 2])
        kept = 0
        again = False
        for y in open_sides:
            if sides[y, 0] != sides[k, 0] or sides[y, 2] <= begin:
                continue
            open_sides[kept] = y
            kept += 1
            again = again or (sides[y, 1] == begin and sides[y, 2] == end)
            shared = min(int64(sides[y, 2]), end) - begin
            if 2 * shared >= max(end - begin, int64(sides[y, 2] - sides[y, 1])):
                one = _root(parents, boxes[k])
                other = _root(parents, boxes[y])
                parents[max(one, other)] = min(one, other)
        while len(open_sides) > kept:
            open_sides.pop()
        # One like it is open already, and what is united with the one is with the other.
        if not again:
            open_sides.append(k)
    for k in range(len(parents)):
        parents[k] = _root(parents, k)


@njit(void(int64[:, ::1], int64[::1]), nogil=True, cache=True)
def tie(pairs, parents):
    """Unite both of each pair; `parents` is a forest, its roots the least."""
    for k in range(len(pairs)):
        one = _root(parents, pairs[k, 0])
        other = _root(parents, pairs[k, 1])
        parents[max(one, other)] = min(one, other)
    for k in range(len(parents)):
        parents[k] = _root(parents, k)
