"""Where the words of a bead stand: what is kept in its place, what elsewhere, and the order to read both in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.crossing import MOVED_WEIGHT
from variorum.align.units import WEIGHTS
from variorum.model.alignment import EditOp, Side
from variorum.text.tokenize import FUNCTION, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Edit

# Shown once for both sides.
SHARED = (Side.OTHER, Side.BASE)
# Shown for each side, where both have words.
CHANGED = (Side.BASE, Side.OTHER)
UNCHANGED = frozenset({EditOp.EQUAL, EditOp.ORTHOGRAPHIC})


@dataclass(frozen=True, slots=True)
class Standing:
    """The edits of a bead whose words both texts have, by number.

    `kept` are in the order of both; `moved` are groups of those that stand elsewhere, each in a row on both sides but
    for what changed between them. What is in neither crosses too, but is too little to be told of.
    """

    kept: frozenset[int]
    moved: tuple[tuple[int, ...], ...] = ()

    @property
    def elsewhere(self) -> frozenset[int]:
        """All moved edits."""
        return frozenset(number for group in self.moved for number in group)


def standing_of(edits: Sequence[Edit], base_text: str) -> Standing:
    """Which words stay in their place: the most there can be in one order; and which stay elsewhere.

    A group that weighs less than what the matching of words across the order asks for is none.
    """
    shared = [n for n in _in_order(edits, Side.BASE) if edits[n].op in UNCHANGED and _length(edits[n], Side.OTHER)]
    if all(edits[a].other.start < edits[b].other.start for a, b in pairwise(shared)):
        return Standing(frozenset(shared))
    sizes = {n: _size(edits[n].base.of(base_text)) for n in shared}
    boxes = [(e.base.start, e.base.end, e.other.start, e.other.end) for e in (edits[n] for n in shared)]
    # A mark alone is worth something, for a chain takes no box of no value.
    kept = frozenset(shared[k] for k in heaviest_chain(boxes, [sizes[n][0] or 0.1 for n in shared]))
    groups = _groups([n for n in shared if n not in kept], shared, edits)
    return Standing(kept, tuple(group for group in groups if sum(sizes[n][1] for n in group) >= MOVED_WEIGHT))


def inline_order(edits: Sequence[Edit], kept: frozenset[int]) -> Iterator[tuple[int, tuple[Side, ...]]]:
    """Each edit's number with the sides to show there, so that the words of each side stand in that side's order.

    What is `kept` is `SHARED`; the rest is shown once for each side, since edits cross where words moved.
    """
    base, other = _in_order(edits, Side.BASE), _in_order(edits, Side.OTHER)
    answered: set[int] = set()
    i = j = 0
    while i < len(base) or j < len(other):
        mine = base[i] if i < len(base) else len(edits)
        theirs = other[j] if j < len(other) else len(edits)
        if mine == theirs:
            yield mine, SHARED if mine in kept else CHANGED
            i, j = i + 1, j + 1
        elif theirs in kept or (mine not in kept and (mine < theirs or mine in answered)):
            yield mine, (Side.BASE,)
            i += 1
        else:
            yield theirs, (Side.OTHER,)
            answered.add(theirs)
            j += 1


def _in_order(edits: Sequence[Edit], side: Side) -> list[int]:
    """The numbers of the edits with words on one side, in its order."""
    numbers = [n for n in range(len(edits)) if _length(edits[n], side)]
    return sorted(numbers, key=lambda n: (edits[n].base if side is Side.BASE else edits[n].other).start)


def _groups(moved: Sequence[int], shared: Sequence[int], edits: Sequence[Edit]) -> list[tuple[int, ...]]:
    """The moved edits, in the base's order, in groups with no other shared words between on either side."""
    here = {n: rank for rank, n in enumerate(shared)}
    there = {n: rank for rank, n in enumerate(sorted(shared, key=lambda n: edits[n].other.start))}
    groups: list[list[int]] = []
    for n in moved:
        before = groups[-1][-1] if groups else None
        if before is not None and here[n] - here[before] == there[n] - there[before] == 1:
            groups[-1].append(n)
        else:
            groups.append([n])
    return [tuple(group) for group in groups]


def _size(text: str) -> tuple[int, int]:
    """How many words a text has, and what its units count for, in hundredths of a content word."""
    vocabulary = Vocabulary()
    classes = [vocabulary.classes[form] for form in tokenize(text, vocabulary).forms]
    return sum(kind >= FUNCTION for kind in classes), sum(WEIGHTS[kind] for kind in classes)


def _length(edit: Edit, side: Side) -> int:
    span = edit.base if side is Side.BASE else edit.other
    return span.end - span.start
