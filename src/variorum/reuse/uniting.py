"""Boxes in order, and which of them hang together: by sides that lie over one another, or swapped beside one another.

A box has two sides, one in each of its documents: box b has the sides b and b + boxes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.kernels.ordering import settle
from variorum.reuse.kernels.sides import swapped, tie, unite
from variorum.reuse.shares import stable_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes
    from variorum.reuse.tuning import Tuning

    # As `map` does it, or an engine.
    Each = Callable[..., Any]

_HALF = 32
# Boxes whose documents are looked at together, and into how many parts they are divided at the most: each part has a
# number for each box.
_SHARE, _SHARES = 50_000, 4


def in_order(boxes: Boxes, tuning: Tuning) -> Boxes:
    """The boxes that may be told, in the one order in which families are made of them."""
    long = np.minimum(boxes[:, 3] - boxes[:, 2], boxes[:, 5] - boxes[:, 4]) >= tuning.formula_words
    boxes = boxes[long]
    return np.ascontiguousarray(boxes[order_of(boxes)])


def order_of(boxes: Boxes) -> NDArray[np.int64]:
    """The rows of boxes by their documents, by where they begin in them, and by where they end."""
    order = np.argsort((boxes[:, 0].astype(np.int64) << _HALF) | boxes[:, 1], kind="stable")
    if settle(np.ascontiguousarray(boxes), order):
        return order
    keys = (boxes[:, one].astype(np.int64) << _HALF | boxes[:, other] for one, other in ((3, 5), (2, 4), (0, 1)))
    return np.lexsort(tuple(keys))


def by_place(boxes: Boxes) -> NDArray[np.int64]:
    """The sides of boxes by their document and where they begin; of those that begin together any may be first."""
    return np.argsort(_places(boxes))


def united_of(boxes: Boxes, order: NDArray[np.int64] | None = None, each: Each = map) -> NDArray[np.int64]:
    """For each box in order the first that it hangs together with by sides that cover half of one another.

    `order` is that of the sides, where it is known. Documents are shared out by `each` where there are many boxes.
    """
    places = _places(boxes)
    sides = np.argsort(places) if order is None else order
    documents = int(boxes[:, 1].max(initial=0)) + 1
    marks = np.linspace(0, documents, 1 + min(_SHARES, 1 + len(boxes) // _SHARE)).astype(np.int64) << _HALF

    def united(share: tuple[int, int]) -> NDArray[np.int64]:
        roots = np.arange(len(boxes))
        unite(boxes, sides[share[0] : share[1]], roots)
        return roots

    parents: NDArray[np.int64]
    parents, *others = each(united, pairwise(np.searchsorted(places, marks, sorter=sides).tolist()))
    for roots in others:
        tie(np.column_stack([np.arange(len(boxes)), roots]), parents)
    return parents


def closed_parts(boxes: Boxes, united: NDArray[np.int64], tuning: Tuning) -> NDArray[np.int64]:
    """For each box in order the first of its part: boxes of two parts never come into one family."""
    return connected(united, united[swapped_in(boxes, tuning.apart)])


def connected(parts: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The parts, those made one that pairs of their numbers connect; a part's number is its least."""
    order = stable_order(pairs.max(axis=1, initial=0))
    roots = np.arange(len(parts))
    tie(np.ascontiguousarray(pairs[order]), roots)
    return roots[parts]


def swapped_in(boxes: Boxes, apart: int) -> NDArray[np.int64]:
    """Pairs of boxes, their rows, whose sides stand side by side, `apart` or less, and are swapped in one document."""
    pairs = np.empty((2 * len(boxes), 2), np.int64)
    return pairs[: swapped(boxes, apart, pairs)]


def _places(boxes: Boxes) -> NDArray[np.int64]:
    """The document of each side, above where it begins: a number that sides are in order by."""
    documents, begins = (np.concatenate([boxes[:, one], boxes[:, other]]) for one, other in ((0, 1), (2, 4)))
    places: NDArray[np.int64] = (documents.astype(np.int64) << _HALF) | begins
    return places
