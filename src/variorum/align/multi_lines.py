"""Which lines of several texts answer each other: groups of lines, joined from the strongest tie down."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.moves import moved_beads
from variorum.align.segments import MAX_PARTS
from variorum.model.alignment import BeadKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from variorum.model.alignment import Alignment

# Two groups of lines become one if so great a share of the pairs of witnesses between them are tied: a line that was
# reworded year by year keeps together though its first and last wordings share little, and one loose tie joins no
# groups that are otherwise strangers.
MIN_TIED = 0.3

Node = tuple[int, int]
"""A line: the number of its witness, then its segment."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Lines of two witnesses that answer each other: the nodes of either, how alike (0 to 1), how many characters.

    `judged` if a person said that they do.
    """

    mine: tuple[Node, ...]
    theirs: tuple[Node, ...]
    score: float
    equal: bool
    size: int
    judged: bool


def ties_of(pair: tuple[int, int], alignment: Alignment) -> list[Tie]:
    """The ties that the alignment of two witnesses, given by number, has found."""
    ties = []
    for bead in alignment.beads:
        if bead.base and bead.other:
            spans = [alignment.base.segments[k].span for k in bead.base]
            ties.append(
                Tie(
                    tuple((pair[0], k) for k in bead.base),
                    tuple((pair[1], k) for k in bead.other),
                    round(bead.score or 0.0, 6),
                    bead.kind is BeadKind.KEPT,
                    sum(span.end - span.start for span in spans),
                    bead.judged,
                )
            )
    return ties


Group = dict[int, list[int]]
"""For each witness that has it, the segments of one parallel, ascending."""


def group_lines(counts: Sequence[int], ties: Iterable[Tie], parted: Collection[tuple[Node, Node]] = ()) -> list[Group]:
    """Every line of witnesses of so many segments in one group, with the lines that it is tied to, directly or not.

    What a person tied comes first, and lines that a person has `parted` are in no group together.

    The strongest ties join first: equal wordings before similar ones, and those that a third witness bears out before
    those that stand alone. No group holds two lines of one witness unless some tie holds both, as parts of a split or
    merger. The order of the ties makes no difference.
    """
    known = sorted(ties, key=lambda tie: (tie.mine, tie.theirs))
    joiner = _Joiner(counts, known, parted)
    for tie in sorted(known, key=joiner.rank):
        joiner.join(tie)
    return joiner.groups()


class _Joiner:
    """Groups of lines in the making."""

    def __init__(self, counts: Sequence[int], ties: Sequence[Tie], parted: Collection[tuple[Node, Node]]) -> None:
        self._parted: dict[Node, set[Node]] = defaultdict(set)
        for one, two in parted:
            self._parted[one].add(two)
            self._parted[two].add(one)
        self._group_of: dict[Node, int] = {}
        self._groups: dict[int, Group] = {}
        for witness, count in enumerate(counts):
            for segment in range(count):
                self._group_of[witness, segment] = len(self._groups)
                self._groups[len(self._groups)] = {witness: [segment]}
        self._scores: dict[Node, dict[Node, float]] = defaultdict(dict)
        self._together: set[tuple[Node, Node]] = set()
        for tie in ties:
            for x in tie.mine:
                for y in tie.theirs:
                    self._scores[x][y] = self._scores[y][x] = max(tie.score, 0.01)
            for side in (tie.mine, tie.theirs):
                self._together.update(pairwise(side))

    def rank(self, tie: Tie) -> tuple[bool, bool, float, int]:
        """Where a tie comes in the order of joining; of equals the one with the first lines."""
        return not tie.judged, not tie.equal, -self._weight(tie), -tie.size

    def _weight(self, tie: Tie) -> float:
        """The score of a tie, and for every third witness how well it ties the same lines through a line of its own."""
        third: dict[int, float] = {}
        for x in tie.mine:
            for node, score in self._scores[x].items():
                for y in tie.theirs:
                    through = min(score, self._scores[y].get(node, 0.0))
                    if through > third.get(node[0], 0.0):
                        third[node[0]] = through
        return round(tie.score + sum(third[witness] for witness in sorted(third)), 6)

    def join(self, tie: Tie) -> None:
        """Make one group of those that the tie touches, if they may be one; else of its likeliest parts."""
        if self._merge((*tie.mine, *tie.theirs), judged=tie.judged) or len(tie.mine) + len(tie.theirs) == 2:
            return
        for x in tie.mine:
            for y in tie.theirs:
                self._merge((x, y), judged=tie.judged)

    def _merge(self, nodes: Sequence[Node], *, judged: bool) -> bool:
        numbers = sorted({self._group_of[node] for node in nodes})
        if len(numbers) == 1:
            return True
        parts = [self._groups[number] for number in numbers]
        merged: Group = defaultdict(list)
        for part in parts:
            for witness, segments in part.items():
                merged[witness] += segments
        if not all(self._may_stand_together(w, sorted(run)) for w, run in merged.items()) or self._are_parted(merged):
            return False
        if not judged and not self._are_tied(parts):
            return False
        self._groups[numbers[0]] = {witness: sorted(run) for witness, run in merged.items()}
        for number in numbers[1:]:
            for witness, segments in self._groups.pop(number).items():
                for segment in segments:
                    self._group_of[witness, segment] = numbers[0]
        return True

    def _may_stand_together(self, witness: int, run: list[int]) -> bool:
        """Whether lines of one witness are neighbours of which some tie holds each two."""
        if len(run) > MAX_PARTS + 1:
            return False
        return all(b == a + 1 and ((witness, a), (witness, b)) in self._together for a, b in pairwise(run))

    def _are_parted(self, group: Group) -> bool:
        """Whether a person has parted two lines of a group."""
        nodes = {(witness, segment) for witness, run in group.items() for segment in run} if self._parted else set()
        return any(not nodes.isdisjoint(self._parted[node]) for node in nodes if node in self._parted)

    def _are_tied(self, parts: Sequence[Group]) -> bool:
        """Whether the groups hang together: two halves of a line need not be tied, if both are to the whole of it."""
        reached, left = [parts[0]], list(parts[1:])
        while left:
            found = [part for part in left if any(self._are_near(part, other) for other in reached)]
            if not found:
                return False
            reached += found
            left = [part for part in left if part not in found]
        return True

    def _are_near(self, one: Group, two: Group) -> bool:
        """Whether enough pairs of witnesses of two groups are tied."""
        pairs = [(w, v) for w in one for v in two if w != v]
        tied = [(w, v) for w, v in pairs if any(self._touches((w, k), v, two[v]) for k in one[w])]
        return len(tied) >= MIN_TIED * len(pairs) and bool(tied)

    def _touches(self, node: Node, witness: int, segments: Iterable[int]) -> bool:
        scores = self._scores[node]
        return any((witness, segment) in scores for segment in segments)

    def groups(self) -> list[Group]:
        """All groups, by their first line in the first witness that has one."""
        return sorted(self._groups.values(), key=lambda group: min((w, run[0]) for w, run in group.items()))


def order_groups(groups: Sequence[Group], sizes: Sequence[int], guide: Sequence[int]) -> list[int]:
    """The groups in the order of the first witness of `guide`, what it lacks put where the next ones have it.

    `sizes` weigh the groups: where the order of a witness differs, the heaviest that keep the order say where the new
    ones belong.
    """
    order: list[int] = []
    for witness in guide:
        own = sorted((group[witness][0], number) for number, group in enumerate(groups) if witness in group)
        places = {number: place for place, number in enumerate(order)}
        held = [(k, number) for k, (_, number) in enumerate(own) if number in places]
        boxes = [(k, k + 1, places[number], places[number] + 1) for k, number in held]
        anchors = {held[n][1] for n in heaviest_chain(boxes, [float(sizes[number]) for _, number in held])}
        order = _inserted(order, [number for _, number in own], anchors, lambda number: witness in groups[number])  # noqa: B023 - used at once
    return order


def _inserted(order: list[int], own: Sequence[int], anchors: set[int], is_own: Callable[[int], bool]) -> list[int]:
    """The order with a witness's new groups, each after the one before it there and what others have after that."""
    known = set(order)
    after: dict[int, list[int]] = defaultdict(list)
    last = -1
    for number in own:
        if number in anchors:
            last = number
        elif number not in known:
            after[last].append(number)
    out: list[int] = []
    waiting = after[-1]
    for number in order:
        if is_own(number) and waiting:
            out += waiting
            waiting = []
        out.append(number)
        if number in anchors:
            waiting = after[number]
    return out + waiting


def moved_witnesses(groups: Sequence[Group], sizes: Sequence[int], witnesses: int) -> list[tuple[int, ...]]:
    """For each of the groups, in their order, the witnesses that have it at another place."""
    moved: list[list[int]] = [[] for _ in groups]
    for witness in range(witnesses):
        places = [place for place, group in enumerate(groups) if witness in group]
        rows = [(place, groups[place][witness][0], len(groups[place][witness]) + 1, sizes[place]) for place in places]
        for k in moved_beads(rows):
            moved[places[k]].append(witness)
    return [tuple(each) for each in moved]
