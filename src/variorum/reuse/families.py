"""Families: the passages that stand for one text, in all the documents that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.peeling import peel
from variorum.reuse.kernels.sides import swapped, unite

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.tokens import Tokens
    from variorum.reuse.tuning import Tuning


class Places(NamedTuple):
    """The passages of all families, by family, document and place; tokens are counted from the document's first."""

    family: NDArray[np.int64]
    document: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]


def join_boxes(
    boxes: NDArray[np.int32], tokens: Tokens, weights: NDArray[np.uint8], tuning: Tuning, *, within: bool = False
) -> Places:
    """The families of boxes: sides that cover half of one another are one passage; what lies close by is joined.

    Where a document may repeat itself (`within`), what lies close stays apart. A family's number is its place in the
    order of its first passage. Cost grows with the boxes.
    """
    long = np.minimum(boxes[:, 3] - boxes[:, 2], boxes[:, 5] - boxes[:, 4]) >= tuning.formula_words
    boxes = boxes[long]
    boxes = np.ascontiguousarray(boxes[np.lexsort((boxes[:, 4], boxes[:, 2], boxes[:, 1], boxes[:, 0]))])
    sides = np.concatenate([boxes[:, [0, 2, 3]], boxes[:, [1, 4, 5]]])
    owners = np.tile(np.arange(len(boxes), dtype=np.int64), 2)
    order = np.lexsort((owners, sides[:, 2], sides[:, 1], sides[:, 0]))
    parents = np.arange(len(boxes), dtype=np.int64)
    unite(np.ascontiguousarray(sides[order]), owners[order], parents)
    parents = _peeled(parents, boxes, tokens, weights, tuning.like)
    parents = _with_swapped(parents, boxes, tuning.apart)
    rows = np.column_stack([parents[owners], sides]).astype(np.int64)
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    return _in_order(_merged(rows, -1 if within else tuning.apart))


def _peeled(
    parents: NDArray[np.int64], boxes: NDArray[np.int32], tokens: Tokens, weights: NDArray[np.uint8], like: float
) -> NDArray[np.int64]:
    """The families, those divided that hold together by a chain alone, whose ends are strangers."""
    order = np.argsort(parents, kind="stable")
    opens = np.concatenate([[0], np.flatnonzero(np.diff(parents[order])) + 1, [len(order)]]).astype(np.int64)
    firsts = tokens.firsts[boxes[order, 0]]
    parts = np.empty(len(order), np.int64)
    begins, ends = firsts + boxes[order, 2], firsts + boxes[order, 3]
    peel(tokens.columns.hashes, weights, begins, ends, opens if len(order) else opens[:1], like, parts)
    # A part is named by its first box, as a family is.
    named = np.empty_like(parents)
    _, first, inverse = np.unique(parts, return_index=True, return_inverse=True)
    named[order] = order[first][inverse]
    return named


def _with_swapped(parents: NDArray[np.int64], boxes: NDArray[np.int32], apart: int) -> NDArray[np.int64]:
    """The families, two made one where their passages stand side by side, swapped, in half of the documents of both.

    A formula beside a passage is so no part of it: it stands in other documents besides.
    """
    pairs = np.empty((2 * len(boxes), 2), np.int64)
    pairs = pairs[: swapped(boxes, apart, pairs)]
    if not len(pairs):
        return parents
    holders = _holders(np.concatenate([parents, parents]), np.concatenate([boxes[:, 0], boxes[:, 1]]), len(parents))
    ties = np.sort(parents[pairs], axis=1)
    sides = np.concatenate([np.column_stack([ties, boxes[pairs[:, 0], side]]) for side in (0, 1)])
    tied, documents = np.unique(np.unique(sides[sides[:, 0] != sides[:, 1]], axis=0)[:, :2], axis=0, return_counts=True)
    roots = np.arange(len(parents))
    for (one, other), together in zip(tied.tolist(), documents.tolist(), strict=True):
        if 2 * together >= max(holders[one], holders[other]):
            roots[max(one, other)] = min(one, other)
    # A root points below itself, so what follows the pointers ends.
    while not np.array_equal(roots, roots[roots]):
        roots = roots[roots]
    return roots[parents]


def _holders(families: NDArray[np.int64], documents: NDArray[np.int32], most: int) -> NDArray[np.int64]:
    """How many documents each family stands in."""
    return np.bincount(np.unique(np.column_stack([families, documents]), axis=0)[:, 0], minlength=most)


def _merged(rows: NDArray[np.int64], apart: int) -> NDArray[np.int64]:
    """Sorted rows (family, document, begin, end), with those of one document joined that `apart` or less divides."""
    if not len(rows):
        return rows
    # Ends may only grow inside one family and document; a base for each makes that one running maximum.
    same = (rows[1:, :2] == rows[:-1, :2]).all(axis=1)
    run = np.concatenate([[0], np.cumsum(~same)])
    base = run * (int(rows[:, 3].max()) + abs(apart) + 2)
    furthest = np.maximum.accumulate(rows[:, 3] + base)
    opens = np.concatenate([[True], rows[1:, 2] + base[1:] > furthest[:-1] + apart])
    firsts = np.flatnonzero(opens)
    joined = rows[firsts].copy()
    joined[:, 3] = np.maximum.reduceat(rows[:, 3], firsts)
    return joined


def _in_order(rows: NDArray[np.int64]) -> Places:
    starts = np.flatnonzero(np.concatenate([[True], rows[1:, 0] != rows[:-1, 0]])) if len(rows) else np.empty(0, int)
    order = np.lexsort((rows[starts, 3], rows[starts, 2], rows[starts, 1]))
    rank = np.empty(len(starts), np.int64)
    rank[order] = np.arange(len(starts))
    sizes = np.diff(np.append(starts, len(rows)))
    family = np.repeat(rank, sizes)
    by_family = np.argsort(family, kind="stable")
    return Places(family[by_family], *(rows[by_family, k] for k in (1, 2, 3)))
