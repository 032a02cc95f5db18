"""Tokens that the workers sent: in this process while there is room for them, and in files from there on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.engines.base import Slices
from variorum.reuse.kernels.slices import cut, cut_column
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes

    Ints = NDArray[np.int64]

_HALF = np.uint64(32)
# What each column of tokens may take of the memory.
OF_TOKENS = (1 / 12, 1 / 24, 1 / 3, 1 / 48)
# What is read of a file where one row is looked at.
PAGE = 4096


class Stretches(NamedTuple):
    """Stretches [begin, end) of the tokens of documents, a row each."""

    documents: Ints
    begins: Ints
    ends: Ints

    @classmethod
    def covered(cls, boxes: Boxes, apart: int) -> Stretches:
        """What sides of boxes cover, in order; those of one document made one that no more than `apart` divides."""
        sides = np.concatenate([boxes[:, [0, 2, 3]], boxes[:, [1, 4, 5]]]).astype(np.int64)
        documents, begins, ends = sides[np.lexsort((sides[:, 1], sides[:, 0]))].T
        # A base for each document makes that ends only grow inside one: so one running maximum does.
        base = documents * (int(ends.max(initial=0)) + apart + 1)
        furthest = np.maximum.accumulate(ends + base)
        opens = np.flatnonzero(np.concatenate([[True], (begins + base)[1:] > furthest[:-1] + apart])[: len(sides)])
        lasts = np.append(opens[1:], len(sides))[: len(opens)] - 1
        return cls(documents[opens], begins[opens], furthest[lasts] - base[lasts])


class Held(NamedTuple):
    """Stretches in order whose tokens are here: those of row k are in the columns from wheres[k]."""

    keys: NDArray[np.uint64]
    ends: Ints
    wheres: Ints
    columns: Columns

    @classmethod
    def of(cls, stretches: Stretches, wheres: Ints, columns: Columns) -> Held:
        """Stretches with their tokens."""
        return cls(_keys(stretches), stretches.ends, wheres, columns)

    def find(self, asked: Stretches) -> Ints | None:
        """Where the tokens of stretches begin, each of which lies within one that is here; None where one does not."""
        keys = _keys(asked)
        rows = np.searchsorted(self.keys, keys, "right") - 1
        if not len(self.keys) or (rows < 0).any():
            return None
        same = self.keys[rows] >> _HALF == keys >> _HALF
        if not (same & (self.ends[rows] >= asked.ends)).all():
            return None
        return self.wheres[rows] + (keys - self.keys[rows]).astype(np.int64)


def cut_out(columns: Columns, wheres: Ints, sizes: Ints, *, whole: bool) -> Slices:
    """Runs of tokens from these places; where not `whole`, their hashes alone."""
    opens = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    found = Columns._make(
        np.empty(int(opens[-1]) if whole or name == "hashes" else 0, kind)
        for name, kind in zip(Columns._fields, KINDS, strict=True)
    )
    if whole:
        cut(*columns, wheres, opens, *found)
    else:
        cut_column(columns.hashes, wheres, opens, found.hashes)
    return Slices(found, opens)


def _keys(stretches: Stretches) -> NDArray[np.uint64]:
    """Numbers in the order of documents and begins."""
    return stretches.documents.astype(np.uint64) << _HALF | stretches.begins.astype(np.uint64)
