"""Loose rewordings beside their rivals: a line goes on as the line it is closest to, or it ends.

A comparison pairs what is left over on both sides. Where hardly half of the words stayed, another line of the two
issues is often closer, one that has its own answer or none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from math import fsum
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from variorum.model.alignment import BeadKind
from variorum.model.lineage import Succession
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from variorum.analysis.series.issues import ReadIssue
    from variorum.analysis.series.wordings import Rarity

# A rewording that keeps less of its words than this is loose. Of 63 loose links judged in evaluation/lineage, rivals
# end 8 of 10 wrong ones and 5 of 53 right ones.
LOOSE = 0.5
# Lines that a comparison did not pair go on as one when they are each other's closest, and as close as this.
PAIRED = 0.6
# In so many places the words of a line are looked up, those that the fewest lines have first; beyond, a limit is said.
# The most that a loose line of the real series beside the project has is 747, in issues of 169 lines.
MOST_PLACES = 800
# So few lines are compared with one directly, which is quicker than to look them up by their words.
FEW_LINES = 48


@dataclass(frozen=True, slots=True)
class Free:
    """The segments of the body of two issues that are not joined to anything yet."""

    base: Set[int]
    other: Set[int]

    def holds(self, one: Succession) -> bool:
        """Whether all segments of a succession are free."""
        return self.base >= set(one.base) and self.other >= set(one.other)


@dataclass(frozen=True, slots=True)
class Settled:
    """Successions of which none gives way to a closer line any more, and what bounded the search for such lines."""

    successions: Sequence[Succession]
    limits: tuple[Limit, ...] = ()


def without_rivals(
    successions: Sequence[Succession], before: ReadIssue, here: ReadIssue, rarity: Rarity, free: Free
) -> Settled:
    """The successions, but for loose ones of which a line is closer to another line of the two issues.

    Their lines are paired anew among what has no answer, where two are each other's closest. Cost: one step for each
    line that has a word of a loose one, MOST_PLACES at most.
    """
    loose = [one for one in successions if one.score < LOOSE and not one.judged and free.holds(one)]
    if not loose:
        return Settled(successions)
    lines = _Lines(before, here, rarity)
    gone = {one for one in loose if lines.have_rival(one)}
    found = [one for one in successions if one not in gone]
    if gone:
        base = free.base - {i for one in found for i in one.base}
        other = free.other - {j for one in found for j in one.other}
        parted = Free({i for one in gone for i in one.base}, {j for one in gone for j in one.other})
        for i, j in lines.closest_pairs(Free(base, other), parted):
            score = before.likeness(i, here, j)
            found.append(Succession((i,), (j,), BeadKind.REWORDED, score, moved=False, judged=False, strands=((i, j),)))
    return Settled(found, lines.limits())


class _Lines:
    """The lines of the body of two issues, and how close they are.

    In [0, 2]: the share of their words in order, and what they share by words that few lines have.
    """

    def __init__(self, before: ReadIssue, here: ReadIssue, rarity: Rarity) -> None:
        self.runs = before.runs, here.runs
        self.stems = _stems(before), _stems(here)
        self.rarity = rarity
        self._known: dict[tuple[int, int], float] = {}
        self._ties: dict[tuple[int, int], float] = {}
        self._weights: tuple[dict[int, float], dict[int, float]] = {}, {}
        self._beside: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
        self._most = 0

    def limits(self) -> tuple[Limit, ...]:
        """What bounded the search for closer lines."""
        if not self._most:
            return ()
        effect = "a loose rewording may go on as one line though another is closer, or end though one goes on as it"
        what = "places of one line's words looked at for a closer line"
        return (Limit(what, f"{MOST_PLACES:,}", f"{self._most:,}", effect),)

    def have_rival(self, one: Succession) -> bool:
        """Whether a line of its closest strand is closer to a line that is not part of it."""
        i, j = max(one.strands, key=lambda strand: self._closeness(*strand))
        own = self._closeness(i, j)
        return any(self._is_closer(a, b, own) for a, b in self._others(i, j) if a not in one.base or b not in one.other)

    def closest_pairs(self, free: Free, parted: Free) -> Iterator[tuple[int, int]]:
        """The free pairs with a parted line that are close, and of which neither line is closer to any other."""
        for i in sorted(free.base):
            for j in self._free_beside(i, free.other):
                if (i in parted.base or j in parted.other) and self._is_closer(i, j, PAIRED):
                    own = self._closeness(i, j)
                    if not any(self._is_closer(a, b, own) for a, b in self._others(i, j)):
                        yield i, j

    def _free_beside(self, i: int, free: Set[int]) -> list[int]:
        """The free lines of the later issue that a line may be close to; of very many, those that share its words."""
        if len(free) <= MOST_PLACES:
            return sorted(free)
        self._most = max(self._most, len(free))
        return [j for j in self._sharing(1, 0, i) if j in free]

    def _closeness(self, i: int, j: int) -> float:
        if (i, j) not in self._known:
            mine, theirs = self.runs[0][i], self.runs[1][j]
            in_order = 2 * LCSseq.similarity(mine, theirs) / (len(mine) + len(theirs) or 1)
            self._known[i, j] = in_order + self._tie(i, j)
        return self._known[i, j]

    def _is_closer(self, i: int, j: int, than: float) -> bool:
        """Whether two lines are closer than that; in order they are compared only where their number leaves it open."""
        shorter, longer = sorted((len(self.runs[0][i]), len(self.runs[1][j])))
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
            self.rarity.learn(self.stems[side][k])
            known[k] = self._sum(self.stems[side][k])
        return known[k]

    def _sum(self, stems: frozenset[str]) -> float:
        return fsum(map(self.rarity.__getitem__, stems))

    def _others(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Pairs of one of the two with another line, where they share two words at least."""
        for a in self._sharing(0, 1, j):
            if a != i:
                yield a, j
        for b in self._sharing(1, 0, i):
            if b != j:
                yield i, b

    def _sharing(self, side: int, own: int, k: int) -> list[int]:
        """The lines of one side that share two words at least with line k of the other, `own` side, ascending."""
        if k not in self._beside[own]:
            self._beside[own][k] = self._found_sharing(side, self.stems[own][k])
        return self._beside[own][k]

    @cached_property
    def _with(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        return _places(self.stems[0]), _places(self.stems[1])

    def _found_sharing(self, side: int, stems: frozenset[str]) -> list[int]:
        if len(self.stems[side]) <= FEW_LINES:
            return [k for k, theirs in self.stems[side].items() if len(theirs & stems) > 1]
        places = sorted([there for stem in stems if (there := self._with[side].get(stem))], key=len)
        total = sum(map(len, places))
        if total <= MOST_PLACES:
            return sorted([k for k, shared in Counter(chain.from_iterable(places)).items() if shared > 1])
        self._most = max(self._most, total)
        # The words that the fewest lines have, while they stand in no more places.
        least = [there for there, run in zip(places, accumulate(map(len, places)), strict=True) if run <= MOST_PLACES]
        near = set(chain.from_iterable(least))
        return sorted([k for k in near if len(self.stems[side][k] & stems) > 1])


def _places(lines: dict[int, frozenset[str]]) -> dict[str, list[int]]:
    """The lines that have each stem."""
    places: dict[str, list[int]] = {}
    for k, stems in lines.items():
        for stem in stems:
            places.setdefault(stem, []).append(k)
    return places


def _stems(issue: ReadIssue) -> dict[int, frozenset[str]]:
    return {k: frozenset(stems) for k, stems in enumerate(issue.stems) if issue.group(k) == "body"}
