"""What changed between two texts as a table: a row a line, or two lines that answer each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, Side
from variorum.render.lineage_csv import csv_table
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.alignment import Alignment, Bead, SegmentedWitness


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of either text, or two that answer each other; rows of one `change` belong together, as parts of a split.

    `before` and `after` are what each text is called; lines count from 1, and words stand at [start, end) of the text
    with that digest. What one side lacks is empty. `event` is "not found in the text read" where the text that lacks
    the line may not be whole.
    """

    change: int
    event: str
    degree: str
    moved: bool
    judged: bool
    score: float | None
    before: str
    before_line: int | None
    before_words: str
    before_sha256: str
    before_start: int | None
    before_end: int | None
    after: str
    after_line: int | None
    after_words: str
    after_sha256: str
    after_start: int | None
    after_end: int | None


def changes_table(alignment: Alignment) -> str:
    """All lines of both texts, kept ones too, in the order of the later one."""
    return csv_table(
        ChangeRow, (row for number, bead in enumerate(alignment.beads, 1) for row in _rows(alignment, number, bead))
    )


def _rows(alignment: Alignment, number: int, bead: Bead) -> Iterator[ChangeRow]:
    event = _event(alignment, bead)
    degree = bead.degree.value if bead.degree else ""
    for mine, theirs in zip_longest(bead.base, bead.other):
        yield ChangeRow(
            number,
            event,
            degree,
            bead.moved,
            bead.judged,
            None if bead.score is None else round(bead.score, 4),
            *_place(alignment.base, mine),
            *_place(alignment.other, theirs),
        )


def _event(alignment: Alignment, bead: Bead) -> str:
    lacking: dict[BeadKind, Side] = {BeadKind.DROPPED: Side.OTHER, BeadKind.ADDED: Side.BASE}
    side = lacking.get(bead.kind)
    return bead.kind.value if side is None or alignment.is_known_whole(side) else NOT_FOUND


def _place(witness: SegmentedWitness, segment: int | None) -> tuple[str, int | None, str, str, int | None, int | None]:
    name, digest = witness.witness.name, witness.witness.text.sha256
    if segment is None:
        return name, None, "", digest, None, None
    span = witness.segments[segment].span
    return name, segment + 1, span.of(witness.content), digest, span.start, span.end
