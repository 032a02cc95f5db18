"""How the lines of one issue go on in another: an alignment without its words, from texts that are read just once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.beads import BeadMaker
from variorum.align.collate import Judgements, parted, years_between
from variorum.align.pairing import pair_segments
from variorum.model.alignment import EditOp
from variorum.model.lineage import Succession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.model.alignment import Bead
    from variorum.model.units import Segment
    from variorum.model.witnesses import Limit

_STAYED = frozenset((EditOp.EQUAL, EditOp.ORTHOGRAPHIC))


def follow(
    base: Reading, other: Reading, *, dates: tuple[str, str] = ("", ""), judgements: Judgements | None = None
) -> tuple[tuple[Succession, ...], tuple[Limit, ...]]:
    """Which segments of the base go on as which of the other, in the other's order, and the limits that were hit.

    They are the beads with both sides that `collate_witnesses` makes of the same two witnesses. The readings'
    vocabularies must number alike (`Vocabulary.apart`).
    """
    base, other = base.beside(other)
    judged = judgements or Judgements()
    grouped = pair_segments(base, other, judged.pairs, parted(judged, base.witness, other.witness))
    maker = BeadMaker(base, other, years_between(dates[0] or None, dates[1] or None, base, other), absence=False)
    beads = sorted(maker.make_paired(grouped), key=lambda bead: bead.other)
    found = tuple(_succession(bead, base.segments, other.segments) for bead in beads)
    return found, (*grouped.limits, *maker.limits)


def _succession(bead: Bead, mine: Sequence[Segment], theirs: Sequence[Segment]) -> Succession:
    strands = (
        ((bead.base[0], bead.other[0]),)
        if len(bead.base) == len(bead.other) == 1
        else _strands(bead, _stayed(bead, mine, theirs))
    )
    return Succession(bead.base, bead.other, bead.kind, bead.score or 0.0, bead.moved, bead.judged, strands)


def _stayed(bead: Bead, mine: Sequence[Segment], theirs: Sequence[Segment]) -> dict[tuple[int, int], int]:
    """How many characters of each segment of the base stand in each of the other."""
    stayed: dict[tuple[int, int], int] = {}
    for edit in bead.edits:
        if edit.op in _STAYED:
            i = next((k for k in bead.base if mine[k].span.start <= edit.base.start < mine[k].span.end), None)
            j = next((k for k in bead.other if theirs[k].span.start <= edit.other.start < theirs[k].span.end), None)
            if i is not None and j is not None:
                stayed[i, j] = stayed.get((i, j), 0) + edit.other.end - edit.other.start
    return stayed


def _strands(bead: Bead, stayed: dict[tuple[int, int], int]) -> tuple[tuple[int, int], ...]:
    """Each segment with the one that has most of it, the heaviest pair first; where none has anything, by order."""
    ranked = sorted(((i, j) for i in bead.base for j in bead.other), key=lambda pair: (-stayed.get(pair, 0), pair))
    strands: list[tuple[int, int]] = []
    for i, j in ranked:
        if all(i != k and j != m for k, m in strands):
            strands.append((i, j))
    return tuple(sorted(strands))
