"""What was found before and is kept: boxes with the closed part that each is in, and the families told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.described import Standing
from variorum.reuse.kernels.extension import COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes


# The columns of a box that its place in their order goes by.
BOX_ORDER = (0, 1, 2, 4, 3, 5)


class Held(NamedTuple):
    """All that is kept of what was found; documents go by the number of their index.

    Boxes are long enough to be told. Those of one pair stand together as they were extended; those of two `parts` never
    come into one family, and a part's number says nothing else.
    """

    boxes: Boxes
    parts: NDArray[np.int64]
    families: HeldFamilies
    passages: HeldPassages

    @classmethod
    def nothing(cls) -> Held:
        """Of no document."""
        none = np.empty(0, np.int64)
        standing = Standing(none, none, none, np.empty(0, np.bool_))
        families = HeldFamilies(none, none, none, none, none, np.empty((0, len(BOX_ORDER)), np.int64), standing)
        passages = HeldPassages(none, none, none, none, np.empty(0, np.float64))
        return cls(np.empty((0, COLUMNS), np.int32), none, families, passages)

    def told_by(self, families: NDArray[np.int64]) -> Held:
        """The same with these families alone, in this order."""
        return self._replace(families=self.families.rows(families), passages=self.passages_of(families))

    def passages_of(self, families: NDArray[np.int64]) -> HeldPassages:
        """The passages of families, one after the other."""
        sizes = self.families.standing.passages
        opens, taken = np.cumsum(sizes) - sizes, sizes[families]
        rows = np.repeat(opens[families] - (np.cumsum(taken) - taken), taken) + np.arange(int(taken.sum()))
        return HeldPassages._make(column[rows] for column in self.passages)

    def with_more(self, more: Held) -> Held:
        """All of this and then all of the other."""
        one, other = self.families, more.families
        standing = Standing._make(map(np.concatenate, zip(one.standing, other.standing, strict=True)))
        columns = map(np.concatenate, zip(one[:-1], other[:-1], strict=True))
        return Held(
            np.concatenate([self.boxes, more.boxes]),
            np.concatenate([self.parts, more.parts]),
            HeldFamilies._make([*columns, standing]),
            HeldPassages._make(map(np.concatenate, zip(self.passages, more.passages, strict=True))),
        )


class HeldFamilies(NamedTuple):
    """A row a family: its part, where it first stands (in tokens, before its ends were cut), its medoid, its standing.

    The next `standing.passages` rows of the passages are its; `medoid` counts from the first of them. Of families that
    first stand in one place that comes first whose `box` does: both documents, where it begins and ends in them.
    """

    part: NDArray[np.int64]
    document: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    medoid: NDArray[np.int64]
    box: NDArray[np.int64]
    standing: Standing

    def rows(self, rows: NDArray[np.int64]) -> HeldFamilies:
        """Some families."""
        standing = Standing._make(column[rows] for column in self.standing)
        return HeldFamilies._make([*(column[rows] for column in self[:-1]), standing])


class HeldPassages(NamedTuple):
    """Passages by family, in order of their documents: code points [start, end), words, likeness to the medoid."""

    document: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.int64]
    similarity: NDArray[np.float64]
