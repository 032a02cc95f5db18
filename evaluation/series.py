"""What must hold on real series, for which there is no hand-made answer: neighbouring issues, and strangers."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from evaluation.datasets import SERIES, data_folder, successions
from variorum import compare
from variorum.model.alignment import EditOp, Side
from variorum.render.redline import restore, segments_on, span_on
from variorum.text.tokenize import WORD, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.datasets import Succession
    from variorum.model.alignment import Alignment, Bead

SEED = 20240120
STRANGERS = 60


@dataclass(slots=True)
class SeriesScore:
    """One folder of series: pairs compared, beads by kind, CPU seconds, and what did not hold."""

    folder: str
    pairs: int = 0
    beads: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


def score() -> list[SeriesScore]:
    """Every neighbouring pair compared, folder by folder."""
    scores = {folder: SeriesScore(folder) for folder in SERIES}
    for succession in successions():
        row = scores[succession.base.split("/")[0]]
        start = time.process_time()
        alignment = _compared(succession.base, succession.other)
        spent = time.process_time() - start
        row.pairs, row.seconds, row.slowest = row.pairs + 1, row.seconds + spent, max(row.slowest, spent)
        row.beads.update(bead.kind.value for bead in alignment.beads)
        row.beads["moved"] += sum(bead.moved for bead in alignment.beads)
        row.failures += [f"{succession.base} / {succession.other}: {fault}" for fault in faults(alignment)]
    return list(scores.values())


def strangers_paired() -> tuple[int, int]:
    """(lines said to answer one another, lines that could) over seeded pairs of texts of different issuers."""
    paired = possible = 0
    for base, other in stranger_files(successions()):
        alignment = _compared(base, other)
        paired += sum(bool(bead.base and bead.other) for bead in alignment.beads)
        possible += min(len(alignment.base.segments), len(alignment.other.segments))
    return paired, possible


def stranger_files(known: Sequence[Succession]) -> list[tuple[str, str]]:
    """STRANGERS pairs of files of different folders, the same in every run."""
    chance = random.Random(SEED)
    by_folder: dict[str, list[str]] = {}
    for succession in known:
        by_folder.setdefault(succession.base.split("/")[0], []).append(succession.base)
    out = []
    for _ in range(STRANGERS):
        base, other = chance.sample(sorted(by_folder), 2)
        out.append((chance.choice(by_folder[base]), chance.choice(by_folder[other])))
    return out


def faults(alignment: Alignment) -> list[str]:
    """What does not hold of an alignment, in words; empty where all does."""
    found = []
    for side in Side:
        mine = [index for bead in alignment.beads for index in (bead.base if side is Side.BASE else bead.other)]
        if sorted(mine) != list(range(len(alignment.side(side).segments))):
            found.append(f"not every segment of the {side} is in exactly one bead")
        elif restore(alignment, side) != alignment.side(side).content:
            found.append(f"the redline does not give the {side} back")
        found += [
            f"the edits of bead {k} do not tile its {side}"
            for k, bead in enumerate(alignment.beads)
            if not tiles(alignment, bead, side)
        ]
    found += [f"the score of bead {k} is {bead.score}" for k, bead in enumerate(alignment.beads) if not scored(bead)]
    found += [f"a limit was hit: {limit.what}, {limit.seen} of {limit.limit}" for limit in alignment.limits]
    return found + [
        f"bead {k} quotes what stayed: {words!r}"
        for k, bead in enumerate(alignment.beads)
        for side in Side
        for words in stayed_in_quotations(alignment, bead, side)
    ]


def stayed_in_quotations(alignment: Alignment, bead: Bead, side: Side) -> list[str]:
    """Content words on one side that are quoted as gone or new, though the edits leave them as they are."""
    content, vocabulary = alignment.side(side).content, Vocabulary()
    kept = [span_on(edit, side) for edit in bead.edits if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]
    stayed = []
    for span in bead.gone if side is Side.BASE else bead.new:
        for one in kept:
            words = content[max(span.start, one.start) : min(span.end, one.end)]
            if any(vocabulary.classes[form] >= WORD for form in tokenize(words, vocabulary).forms):
                stayed.append(words)
    return stayed


def scored(bead: Bead) -> bool:
    """Whether the score is in [0, 1] where both sides have a segment, and absent where one has none."""
    return bead.score is None if not (bead.base and bead.other) else bead.score is not None and 0 <= bead.score <= 1


def tiles(alignment: Alignment, bead: Bead, side: Side) -> bool:
    """Whether the edits cover the bead's segments on one side, once, crossing no edge of a segment."""
    edges = {edge for segment in segments_on(alignment, bead, side) for edge in (segment.span.start, segment.span.end)}
    covered = sorted((span.start, span.end) for edit in bead.edits if (span := span_on(edit, side)).start < span.end)
    wanted = sum(segment.span.end - segment.span.start for segment in segments_on(alignment, bead, side))
    apart = all(left[1] <= right[0] for left, right in pairwise(covered))
    crossing = any(start < edge < end for start, end in covered for edge in edges)
    inside = all(
        any(s.span.start <= start and end <= s.span.end for s in segments_on(alignment, bead, side))
        for start, end in covered
    )
    return apart and inside and not crossing and sum(end - start for start, end in covered) == wanted


def _compared(base: str, other: str) -> Alignment:
    folder = data_folder() / "series"
    return compare(folder / base, folder / other).alignment
