"""Divides two long texts at lines that stand word for word, once, in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain

if TYPE_CHECKING:
    from variorum.align.lines import Forms, Lines
    from variorum.model.witnesses import Limit

# Below this many possible pairs all are weighed against each other; above, equal lines divide the texts first.
WHOLE = 40_000
# Equal lines of fewer tokens are too common to hold a long text together.
MIN_ANCHOR = 5


@dataclass(frozen=True, slots=True)
class Division:
    """Pairs of equal lines in order, and the boxes of rows and columns between them."""

    anchors: tuple[tuple[int, int], ...]
    boxes: tuple[tuple[range, range], ...]
    limits: tuple[Limit, ...] = ()


def intervals(base: Lines, other: Lines) -> Division:
    """The whole as one box where it is small, else what lies between lines that are equal and stand once on each side."""
    rows, columns = range(len(base)), range(len(other))
    if len(base) * len(other) <= WHOLE:
        return Division((), ((rows, columns),))
    anchors = _anchors(base, other)
    boxes = []
    i = j = 0
    for row, column in (*anchors, (len(base), len(other))):
        if row > i and column > j:
            boxes.append((range(i, row), range(j, column)))
        i, j = row + 1, column + 1
    return Division(tuple(anchors), tuple(boxes))


def _anchors(base: Lines, other: Lines) -> list[tuple[int, int]]:
    mine, theirs = _once(base), _once(other)
    pairs = sorted((i, theirs[forms]) for forms, i in mine.items() if forms in theirs)
    chain = heaviest_chain([(i, i + 1, j, j + 1) for i, j in pairs], [float(base.lengths[i]) for i, _ in pairs])
    return [pairs[k] for k in chain]


def _once(lines: Lines) -> dict[Forms, int]:
    seen: dict[Forms, int] = {}
    for k, forms in enumerate(lines.forms):
        if lines.lengths[k] >= MIN_ANCHOR:
            seen[forms] = -1 if forms in seen else k
    return {forms: k for forms, k in seen.items() if k >= 0}
