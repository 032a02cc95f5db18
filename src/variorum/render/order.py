"""The order in which the edits of a bead are read as one line."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Edit

# Shown once for both sides.
SHARED = (Side.OTHER, Side.BASE)
# Shown for each side, where both have words.
CHANGED = (Side.BASE, Side.OTHER)
UNCHANGED = frozenset({EditOp.EQUAL, EditOp.ORTHOGRAPHIC})


def inline_order(edits: Sequence[Edit]) -> Iterator[tuple[int, tuple[Side, ...]]]:
    """Each edit's number with the sides to show there, so that the words of each side stand in that side's order.

    What both texts have is `SHARED`, unless other shared words stand in the way: words that moved round a figure make
    edits cross. A form that only the base has, such as a space, is left out.
    """
    base, other = _in_order(edits, Side.BASE), _in_order(edits, Side.OTHER)
    shared = _in_both_orders([n for n in base if edits[n].op in UNCHANGED and _length(edits[n], Side.OTHER)], edits)
    answered: set[int] = set()
    i = j = 0
    while i < len(base) or j < len(other):
        mine = base[i] if i < len(base) else len(edits)
        theirs = other[j] if j < len(other) else len(edits)
        if mine == theirs:
            yield mine, SHARED if mine in shared else CHANGED
            i, j = i + 1, j + 1
        elif theirs in shared or (mine not in shared and (mine < theirs or mine in answered)):
            if edits[mine].op is not EditOp.ORTHOGRAPHIC or _length(edits[mine], Side.OTHER):
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


def _in_both_orders(numbers: Sequence[int], edits: Sequence[Edit]) -> frozenset[int]:
    """Of edits in the base's order, as many as stand in the other's order too."""
    tails: list[int] = []
    starts: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        start = edits[number].other.start
        place = bisect_right(starts, start)
        before[number] = tails[place - 1] if place else None
        if place == len(tails):
            tails.append(number)
            starts.append(start)
        else:
            tails[place], starts[place] = number, start
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)


def _length(edit: Edit, side: Side) -> int:
    span = edit.base if side is Side.BASE else edit.other
    return span.end - span.start
