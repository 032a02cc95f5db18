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


@njit(inline="always")
def _owner(boxes, k):
    return k if k < len(boxes) else k - len(boxes)


@njit(inline="always")
def _side(boxes, k):
    """The document, begin and end of a side: box b has the sides b and b + boxes."""
    if k < len(boxes):
        return int64(boxes[k, 0]), int64(boxes[k, 2]), int64(boxes[k, 3])
    b = k - len(boxes)
    return int64(boxes[b, 1]), int64(boxes[b, 4]), int64(boxes[b, 5])


@njit(void(int32[:, ::1], int64[::1], int64[::1]), nogil=True, cache=True)
def unite(boxes, order, parents):
    """Unite the boxes whose sides cover half of one another; `parents` is a forest over the boxes, its roots the least.

    The order is that of all sides of some documents by document and begin.
    """
    open_sides = [int64(0)]
    open_sides.clear()
    for k in order:
        document, begin, end = _side(boxes, k)
        kept = 0
        again = False
        for y in open_sides:
            same, opens, closes = _side(boxes, y)
            if same != document or closes <= begin:
                continue
            open_sides[kept] = y
            kept += 1
            again = again or (opens == begin and closes == end)
            if 2 * (min(closes, end) - begin) >= max(end - begin, closes - opens):
                one = _root(parents, _owner(boxes, k))
                other = _root(parents, _owner(boxes, y))
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


@njit(int64(int32[:, ::1], int64[::1], int64[::1], int64, int64[:, ::1], int64[::1]), nogil=True, cache=True)
def join_near(boxes, families, order, apart, rows, into):
    """Join the sides of one family and document that `apart` or less divides; how many rows they become.

    A row is family, document, begin and end. Box b is of the family families[b]; the order is that of all sides by
    family, document and begin. `into` tells for each side its row.
    """
    n = int64(-1)
    for k in order:
        family = families[_owner(boxes, k)]
        document, begin, end = _side(boxes, k)
        if n < 0 or rows[n, 0] != family or rows[n, 1] != document or begin > rows[n, 3] + apart:
            n += 1
            rows[n, 0], rows[n, 1], rows[n, 2], rows[n, 3] = family, document, begin, end
        else:
            rows[n, 3] = max(rows[n, 3], end)
        into[k] = n
    return n + 1
