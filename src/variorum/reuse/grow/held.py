"""What was found before and is kept: boxes with the closed part that each is in, and the families told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.described import Standing
from variorum.reuse.kernels.extension import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes


# The columns of a box that its place in their order goes by.
BOX_ORDER = (0, 1, 2, 4, 3, 5)


GONE = np.int32(-1)
"""The part of a box that is held no longer."""


class Held(NamedTuple):
    """All that is kept of what was found; documents go by the number of their index.

    Boxes are long enough to be told: those that were laid down, and `more` that came since. Each has its part: those of
    two `parts` never come into one family, and a part's number says nothing else.
    """

    boxes: Boxes
    more: Boxes
    parts: NDArray[np.int32]
    families: HeldFamilies
    passages: HeldPassages

    @classmethod
    def nothing(cls) -> Held:
        """Of no document."""
        none, boxes = np.empty(0, np.int64), np.empty((0, COLUMNS), np.int32)
        standing = Standing(none, none, none, np.empty(0, np.bool_))
        families = HeldFamilies(
            none.astype(np.int32), none, none, none, none, np.empty((0, len(BOX_ORDER)), np.int64), standing
        )
        return cls(boxes, boxes, none.astype(np.int32), families, HeldPassages.nothing())

    def laid_down(self) -> Held:
        """The same with all boxes that are still held in one place."""
        there = self.parts != GONE
        boxes = np.concatenate([self.boxes, self.more])[there]
        return self._replace(boxes=boxes, more=boxes[:0], parts=self.parts[there])


class HeldFamilies(NamedTuple):
    """A row a family: its part, where it first stands (in tokens), its medoid, its standing.

    The next `standing.passages` rows of the passages are its; `medoid` counts from the first of them. Of families that
    first stand in one place that comes first whose `box` does: both documents, where it begins and ends in them.
    """

    part: NDArray[np.int32]
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

    def with_more(self, more: HeldFamilies) -> HeldFamilies:
        """All of these and then all of the others."""
        standing = Standing._make(map(np.concatenate, zip(self.standing, more.standing, strict=True)))
        pairs: Iterator[tuple[NDArray[Any], NDArray[Any]]] = zip(self[:-1], more[:-1], strict=True)
        columns = (np.concatenate(pair) for pair in pairs)
        return HeldFamilies._make([*columns, standing])

    @property
    def opens(self) -> NDArray[np.int64]:
        """Where the passages of each begin, and the last ones end."""
        return np.append(0, np.cumsum(self.standing.passages))


class HeldPassages(NamedTuple):
    """Passages by family, in order of their documents: code points [start, end), words, likeness to the medoid."""

    document: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.int64]
    similarity: NDArray[np.float64]

    @classmethod
    def nothing(cls) -> HeldPassages:
        """None."""
        none = np.empty(0, np.int64)
        return cls(none, none, none, none, np.empty(0, np.float64))
