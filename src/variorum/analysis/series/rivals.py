"""Loose rewordings beside their rivals: a line goes on as the line it is closest to, or it ends.

A comparison pairs what is left over on both sides. Where hardly half of the words stayed, another line of the two
issues is often closer, one that has its own answer or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from variorum.model.alignment import BeadKind
from variorum.model.lineage import Succession

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from variorum.analysis.series.issues import ReadIssue
    from variorum.analysis.series.wordings import Rarity

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
    if not loose:
        return list(successions)
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
    """The lines of the body of two issues, and how close they are.

    In [0, 2]: the share of their words in order, and what they share by words that few lines have.
    """

    def __init__(self, before: ReadIssue, here: ReadIssue, rarity: Rarity) -> None:
        self.mine, self.theirs = before.forms, here.forms
        self.stems = _stems(before), _stems(here)
        self.rarity = rarity
        self._known: dict[tuple[int, int], float] = {}
        self._ties: dict[tuple[int, int], float] = {}
        self._weights: tuple[dict[int, float], dict[int, float]] = {}, {}

    def have_rival(self, one: Succession) -> bool:
        """Whether a line of its closest strand is closer to a line that is not part of it."""
        i, j = max(one.strands, key=lambda strand: self._closeness(*strand))
        own = self._closeness(i, j)
        return any(self._is_closer(a, b, own) for a, b in self._others(i, j) if a not in one.base or b not in one.other)

    def closest_pairs(self, free: Free, parted: Free) -> Iterator[tuple[int, int]]:
        """The free pairs with a parted line that are close, and of which neither line is closer to any other."""
        for i in sorted(free.base):
            for j in sorted(free.other):
                if (i in parted.base or j in parted.other) and self._is_closer(i, j, PAIRED):
                    own = self._closeness(i, j)
                    if not any(self._is_closer(a, b, own) for a, b in self._others(i, j)):
                        yield i, j

    def _closeness(self, i: int, j: int) -> float:
        if (i, j) not in self._known:
            sizes = len(self.mine[i]) + len(self.theirs[j])
            in_order = 2 * LCSseq.similarity(self.mine[i], self.theirs[j]) / (sizes or 1)
            self._known[i, j] = in_order + self._tie(i, j)
        return self._known[i, j]

    def _is_closer(self, i: int, j: int, than: float) -> bool:
        """Whether two lines are closer than that; in order they are compared only where their number leaves it open."""
        shorter, longer = sorted((len(self.mine[i]), len(self.theirs[j])))
        most = 2 * shorter / (shorter + longer or 1)
        return most + self._tie(i, j) > than and self._closeness(i, j) > than

    def _tie(self, i: int, j: int) -> float:
        if (i, j) not in self._ties:
            both = self.stems[0][i] & self.stems[1][j]
            shared, one, other = self._sum(both), self._weight(0, i), self._weight(1, j)
            self._ties[i, j] = shared / (one + other or 1) + shared / (min(one, other) or 1) / 2
        return self._ties[i, j]

    def _weight(self, side: int, k: int) -> float:
        known = self._weights[side]
        if k not in known:
            known[k] = self._sum(self.stems[side][k])
        return known[k]

    def _sum(self, stems: frozenset[str]) -> float:
        self.rarity.learn(stems)
        return fsum(map(self.rarity.__getitem__, stems))

    def _others(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Pairs of one of the two with another line, where they share two words at least."""
        mine, theirs = self.stems
        for a, stems in mine.items():
            if a != i and len(stems & theirs[j]) > 1:
                yield a, j
        for b, stems in theirs.items():
            if b != j and len(stems & mine[i]) > 1:
                yield i, b


def _stems(issue: ReadIssue) -> dict[int, frozenset[str]]:
    return {k: frozenset(stems) for k, stems in enumerate(issue.stems) if issue.group(k) == "body"}
