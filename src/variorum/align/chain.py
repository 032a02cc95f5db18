"""The heaviest chain of beads that keeps the order of both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Box = tuple[int, int, int, int]
"""Rows [first, last) and columns [first, last) of a bead."""


def heaviest_chain(boxes: Sequence[Box], values: Sequence[float]) -> list[int]:
    """Indexes of the boxes of greatest total value, each beginning where the ones before it have ended on both sides.

    Values must be positive. Among equals the first found stays, so the answer depends on the order of `boxes` alone.
    Time grows with len(boxes) * log(columns). Method: sparse chaining with a Fenwick tree of prefix maxima.
    """
    if not boxes:
        return []
    columns = max(box[3] for box in boxes)
    best = [0.0] * (columns + 2)
    holder = [-1] * (columns + 2)
    order = sorted(range(len(boxes)), key=lambda k: (boxes[k][0], k))
    ending = sorted(range(len(boxes)), key=lambda k: (boxes[k][1], k))
    total = [0.0] * len(boxes)
    previous = [-1] * len(boxes)
    done = 0
    for k in order:
        row = boxes[k][0]
        while done < len(ending) and boxes[ending[done]][1] <= row:
            closed = ending[done]
            at, value = boxes[closed][3] + 1, total[closed]
            while at <= columns + 1:
                if value > best[at]:
                    best[at], holder[at] = value, closed
                at += at & -at
            done += 1
        at, value, before = boxes[k][2] + 1, 0.0, -1
        while at > 0:
            if best[at] > value:
                value, before = best[at], holder[at]
            at -= at & -at
        total[k], previous[k] = value + values[k], before
    last = max(range(len(boxes)), key=lambda k: (total[k], -k))
    chain = []
    while last >= 0:
        chain.append(last)
        last = previous[last]
    return chain[::-1]
