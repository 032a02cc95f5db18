"""Loose rewordings beside their rivals: a line goes on as the line it is closest to, or it ends.

A comparison pairs what is left over on both sides. Where hardly half of the words stayed, another line of the two
issues is often closer, one that has its own answer or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.wordings import closeness
from variorum.model.alignment import BeadKind
from variorum.model.lineage import Succession

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from variorum.analysis.issues import ReadIssue
    from variorum.analysis.wordings import Rarity

# A rewording that keeps less of its words than this is loose. Of 63 loose links judged in evaluation/lineage, rivals
# end 8 of 10 wrong ones and 5 of 53 right ones.
LOOSE = 0.5
# Lines that a comparison did not pair go on as one when they are each other's closest, and as close as this.
PAIRED = 0.6


@dataclass(frozen=True, slots=True)
class Free:
    """The segments of the body of two issues that are not joined to anything yet."""

    base: Set[int]
    other: Set[int]

    def holds(self, one: Succession) -> bool:
        """Whether all segments of a succession are free."""
        return self.base >= set(one.base) and self.other >= set(one.other)


def without_rivals(
    successions: Sequence[Succession], before: ReadIssue, here: ReadIssue, rarity: Rarity, free: Free
) -> list[Succession]:
    """The successions, but for loose ones of which a line is closer to another line of the two issues.

    Their lines are paired anew among what has no answer, where two are each other's closest.
    """
    loose = [one for one in successions if one.score < LOOSE and not one.judged and free.holds(one)]
    lines = _Lines(before, here, rarity)
    gone = [one for one in loose if lines.have_rival(one)]
    found = [one for one in successions if one not in gone]
    if gone:
        base = free.base - {i for one in found for i in one.base}
        other = free.other - {j for one in found for j in one.other}
        parted = Free({i for one in gone for i in one.base}, {j for one in gone for j in one.other})
        for i, j in lines.closest_pairs(Free(base, other), parted):
            score = before.likeness(i, here, j)
            found.append(Succession((i,), (j,), BeadKind.REWORDED, score, moved=False, judged=False, strands=((i, j),)))
    return found


class _Lines:
    """The lines of the body of two issues, and how close they are."""

    def __init__(self, before: ReadIssue, here: ReadIssue, rarity: Rarity) -> None:
        self.before, self.here, self.rarity = before, here, rarity
        self.mine, self.theirs = _stems(before), _stems(here)
        self._known: dict[tuple[int, int], float] = {}

    def have_rival(self, one: Succession) -> bool:
        """Whether a line of its closest strand is closer to a line that is not part of it."""
        i, j = max(one.strands, key=lambda strand: self._closeness(*strand))
        beside = [(a, b) for a, b in self._others(i, j) if a not in one.base or b not in one.other]
        return any(self._closeness(a, b) > self._closeness(i, j) for a, b in beside)

    def closest_pairs(self, free: Free, parted: Free) -> Iterator[tuple[int, int]]:
        """The free pairs with a parted line that are close, and of which neither line is closer to any other."""
        for i in sorted(free.base):
            for j in sorted(free.other):
                if (i in parted.base or j in parted.other) and self._closeness(i, j) >= PAIRED:
                    rivals = [self._closeness(a, b) for a, b in self._others(i, j)]
                    if max(rivals, default=0.0) <= self._closeness(i, j):
                        yield i, j

    def _closeness(self, i: int, j: int) -> float:
        if (i, j) not in self._known:
            self._known[i, j] = closeness(self.rarity, (self.before, i), (self.here, j))
        return self._known[i, j]

    def _others(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Pairs of one of the two with another line, where they share two words at least."""
        for a, stems in self.mine.items():
            if a != i and len(stems & self.theirs[j]) > 1:
                yield a, j
        for b, stems in self.theirs.items():
            if b != j and len(stems & self.mine[i]) > 1:
                yield i, b


def _stems(issue: ReadIssue) -> dict[int, set[str]]:
    return {k: set(stems) for k, stems in enumerate(issue.stems) if issue.group(k) == "body"}
