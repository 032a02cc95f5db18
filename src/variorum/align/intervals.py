"""Divides two long texts at lines that stand word for word in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.alike import WHOLE
from variorum.align.chain import heaviest_chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.align.lines import Forms, Lines

# Equal lines of fewer tokens are too common to hold a long text together.
MIN_ANCHOR = 5
# Boxes that stay large are divided again, so many times at most: each time costs a look at every line. What stays
# large then is searched as it is, under the bounds of candidate_pairs, which are said: this one leaves nothing out.
MOST_ROUNDS = 8

Box = tuple[range, range]
"""Rows and columns."""
Anchor = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Division:
    """Pairs of equal lines in order, and the boxes of rows and columns between them."""

    anchors: tuple[Anchor, ...]
    boxes: tuple[Box, ...]


def intervals(base: Lines, other: Lines) -> Division:
    """The whole as one box where it is small, else what lies between equal lines.

    Those are the lines that a box begins and ends with, and the longer ones that stand once in it on each side.
    """
    anchors: list[Anchor] = []
    small: list[Box] = []
    large: list[Box] = [(range(len(base)), range(len(other)))]
    for _ in range(MOST_ROUNDS):
        waiting, large = large, []
        for box in waiting:
            if len(box[0]) * len(box[1]) <= WHOLE:
                small.append(box)
            elif found := _anchors(base, other, box):
                anchors += found
                large += _between(found, box)
            else:
                small.append(box)
    boxes = [*small, *large]
    return Division(tuple(sorted(anchors)), tuple(sorted(boxes, key=lambda box: (box[0].start, box[1].start))))


def _between(anchors: list[Anchor], box: Box) -> list[Box]:
    rows, columns = box
    boxes = []
    i, j = rows.start, columns.start
    for row, column in (*anchors, (rows.stop, columns.stop)):
        if row > i and column > j:
            boxes.append((range(i, row), range(j, column)))
        i, j = row + 1, column + 1
    return boxes


def _anchors(base: Lines, other: Lines, box: Box) -> list[Anchor]:
    """Pairs of equal lines in order: the first and last of the box, between them those that each side has once."""
    rows, columns = box
    mine, theirs = base.forms, other.forms
    head = _agreeing(mine, theirs, zip(rows, columns, strict=False))
    rows, columns = rows[head:], columns[head:]
    tail = _agreeing(mine, theirs, zip(reversed(rows), reversed(columns), strict=False))
    rows, columns = rows[: len(rows) - tail], columns[: len(columns) - tail]
    once, there = _once(base, rows), _once(other, columns)
    pairs = sorted((i, there[forms]) for forms, i in once.items() if forms in there)
    chain = heaviest_chain([(i, i + 1, j, j + 1) for i, j in pairs], [float(base.lengths[i]) for i, _ in pairs])
    firsts = zip(box[0][:head], box[1][:head], strict=True)
    lasts = zip(range(rows.stop, box[0].stop), range(columns.stop, box[1].stop), strict=True)
    return [*firsts, *(pairs[k] for k in chain), *lasts]


def _agreeing(mine: Sequence[Forms], theirs: Sequence[Forms], places: Iterable[Anchor]) -> int:
    """How many of these places, from the first on, hold equal lines."""
    count = 0
    for i, j in places:
        if mine[i] != theirs[j]:
            break
        count += 1
    return count


def _once(lines: Lines, numbers: range) -> dict[Forms, int]:
    seen: dict[Forms, int] = {}
    for k in numbers:
        if lines.lengths[k] >= MIN_ANCHOR:
            seen[lines.forms[k]] = -1 if lines.forms[k] in seen else k
    return {forms: k for forms, k in seen.items() if k >= 0}
