"""Pairs titles, date lines, votes and furniture by their shape: the same words round other numbers and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.lines import weigh
from variorum.align.similarity import candidate_pairs
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.limits import PairingLimits
    from variorum.align.lines import CountedLine

# Lines of one shape share at least this much; a vote names other people each year.
MIN_SHAPE = {SegmentKind.VOTE.value: 0.3}
DEFAULT_SHAPE = 0.5
# A text has one title and one date line; where both texts have just one they answer each other, however worded.
SINGLE = frozenset((SegmentKind.TITLE.value, SegmentKind.DATELINE.value))


def pair_shapes(
    mine: Sequence[CountedLine],
    theirs: Sequence[CountedLine],
    kind: str,
    ruled_out: frozenset[tuple[int, int]],
    limits: PairingLimits,
) -> list[tuple[int, int]]:
    """One-to-one pairs of lines of one kind by their segments' numbers, in order first, then what moved."""
    if kind in SINGLE and len(mine) == len(theirs) == 1:
        pair = mine[0].index, theirs[0].index
        return [] if pair in ruled_out else [pair]
    base, other = weigh(mine, theirs)
    pairs = candidate_pairs(base, other, range(len(base)), range(len(other)), ruled_out)
    floor = MIN_SHAPE.get(kind, DEFAULT_SHAPE)
    # Of lines of one shape the one with the same words is meant.
    worth = [
        cosine - floor + (1.0 if base.forms[i] == other.forms[j] else 0.0)
        for i, j, cosine in zip(pairs.rows, pairs.columns, pairs.cosines, strict=True)
    ]
    likely = [k for k, value in enumerate(worth) if value > 0]
    boxes = [(pairs.rows[k], pairs.rows[k] + 1, pairs.columns[k], pairs.columns[k] + 1) for k in likely]
    found = [(boxes[n][0], boxes[n][2]) for n in heaviest_chain(boxes, [worth[k] for k in likely])]
    rows, columns = {i for i, _ in found}, {j for _, j in found}
    for k in sorted(likely, key=lambda k: (-worth[k], k)):
        i, j = pairs.rows[k], pairs.columns[k]
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    limits.note(pairs.alike)
    if len(rows) < len(base) and len(columns) < len(other):
        limits.note_shapes(pairs, set(range(len(base))) - rows, likely)
    return [(base.indexes[i], other.indexes[j]) for i, j in found]
