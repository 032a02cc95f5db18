"""Where in the texts the changes are, as rectangles from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, Side
from variorum.model.units import BODY_KINDS
from variorum.render.redline import is_change, is_reordered, kind_of, segments_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead

# A screen has some hundreds of pixels from top to bottom: more places than this could not be told apart.
MOST_PLACES = 300
HEIGHT = 1000

# The shade of a lane, the one that matters most first.
_SHADES = ("absent", "moved", "changed", "kept", "void")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the map for the beads [first, last]: its top and height of `HEIGHT`, and the shade of each lane."""

    first: int
    last: int
    top: int
    height: int
    older: str
    newer: str


def places(alignment: Alignment) -> tuple[Place, ...]:
    """The whole map, at most `MOST_PLACES` high; every bead lies in one place, as tall as its text is long."""
    sizes = [_size(alignment, bead) for bead in alignment.beads]
    total = max(sum(sizes), 1)
    found: list[Place] = []
    passed = 0
    for group in _groups(sizes, max(total // MOST_PLACES, 1)):
        top = passed * HEIGHT // total
        passed += sum(sizes[index] for index in group)
        beads = [alignment.beads[index] for index in group]
        shades = [_strongest(_shade(alignment, bead, side) for bead in beads) for side in Side]
        found.append(Place(group[0], group[-1], top, passed * HEIGHT // total - top, *shades))
    return tuple(found)


def _groups(sizes: Sequence[int], least: int) -> Iterator[range]:
    """Ranges of neighbours that come to at least `least` together."""
    start, size = 0, 0
    for index, own in enumerate(sizes):
        size += own
        if size >= least:
            yield range(start, index + 1)
            start, size = index + 1, 0
    if start < len(sizes):
        yield range(start, len(sizes))


def _size(alignment: Alignment, bead: Bead) -> int:
    spans = [[segment.span for segment in segments_on(alignment, bead, side)] for side in Side]
    return max(sum(span.end - span.start for span in side) for side in spans)


def _shade(alignment: Alignment, bead: Bead, side: Side) -> str:
    if kind_of(alignment, bead) not in BODY_KINDS:
        return "kept" if segments_on(alignment, bead, side) else "void"
    if bead.kind is BeadKind.DROPPED:
        return "absent" if side is Side.BASE else "void"
    if bead.kind is BeadKind.ADDED:
        return "absent" if side is Side.OTHER else "void"
    if bead.moved or is_reordered(alignment, bead):
        return "moved"
    return "changed" if is_change(bead) else "kept"


def _strongest(shades: Iterator[str]) -> str:
    return min(shades, key=_SHADES.index)
