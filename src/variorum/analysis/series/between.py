"""The change of words between any two issues of a series, whose lines its lineage joins."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.align.beads import BeadMaker
from variorum.align.collate import years_between
from variorum.align.pairing import Answer, Grouped
from variorum.align.reading import Reading
from variorum.model.alignment import Alignment
from variorum.model.lineage import LineEventKind
from variorum.model.witnesses import Derivation
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.alignment import Bead
    from variorum.model.lineage import Lineage

METHOD = Derivation("variorum.between", "1")
# So many texts are held as they were read: a year of daily issues and more.
MOST_READ = 512
UNLIKE = "hardly a word the same"

Pair = tuple[int, int]


class Changes:
    """What changed between issues of a series, each named by its place in `Lineage.issues`; a text is read once."""

    def __init__(self, lineage: Lineage) -> None:
        self.lineage = lineage
        self._vocabulary = Vocabulary()
        self._readings: OrderedDict[int, Reading] = OrderedDict()
        self._joins = _Joins(lineage)

    def reading(self, issue: int) -> Reading:
        """An issue as it is read."""
        if issue in self._readings:
            self._readings.move_to_end(issue)
        else:
            self._readings[issue] = Reading(self.lineage.issues[issue].witness, self._vocabulary.apart())
            if len(self._readings) > MOST_READ:
                self._readings.popitem(last=False)
        return self._readings[issue]

    def line_at(self, issue: int, segment: int) -> int:
        """The number of the line that a segment of an issue belongs to."""
        return self._joins.at[issue][segment]

    def between(self, before: int, after: int) -> Alignment:
        """The alignment of two issues, lines that the lineage joins being the pairs, however far they came.

        A line that was split or merged on the way answers its parts as far as words hold them together.
        """
        answers, forced = self._held(before, after)
        maker = self._maker(before, after, absence=True)
        beads = maker.make(_grouped(answers))
        told = tuple(self._told(bead, before, after, forced) for bead in beads)
        issues = self.lineage.issues
        limits = (*self.lineage.limits, *maker.limits)
        return Alignment(issues[before].witness, issues[after].witness, told, _closeness(beads, maker), METHOD, limits)

    def paired(self, before: int, after: int, *, edits: bool) -> tuple[Bead, ...]:
        """The beads of `between` that have both sides, in no order; without `edits` they are counted and not made."""
        answers, _ = self._held(before, after)
        return self._maker(before, after, absence=edits).make_paired(_grouped(answers))

    def of_lines(self, before: int, base: Sequence[int], after: int, other: Sequence[int]) -> Alignment:
        """What changed from some segments of an issue to some of another: an alignment of that one bead."""
        maker = self._maker(before, after, absence=True)
        (bead,) = maker.make_paired(_grouped([Answer(tuple(base), tuple(other), judged=True)]))
        score = bead.score or 0.0
        issues = self.lineage.issues
        return Alignment(
            issues[before].witness, issues[after].witness, (replace(bead, judged=False),), score, METHOD, maker.limits
        )

    def _maker(self, before: int, after: int, *, absence: bool) -> BeadMaker:
        mine, theirs = self.reading(before).beside(self.reading(after))
        dates = self.lineage.issues[before].date, self.lineage.issues[after].date
        return BeadMaker(mine, theirs, years_between(dates[0] or None, dates[1] or None, mine, theirs), absence=absence)

    def _held(self, before: int, after: int) -> tuple[list[Answer], set[Answer]]:
        """The answers, and which of them hold because they are one line, whatever their words."""
        joined = self._joins.between(before, after)
        made = self._maker(before, after, absence=False).make_paired(_grouped([answer for answer, _ in joined]))
        held = {(i, j) for bead in made for i in bead.base for j in bead.other}
        answers: list[Answer] = []
        forced: set[Answer] = set()
        for answer, lines in joined:
            if held.issuperset(lines):
                answers.append(answer)
            else:
                alone = [Answer((i,), (j,), judged=True) for i, j in lines]
                answers += alone
                forced.update(alone)
        return answers, forced

    def _told(self, bead: Bead, before: int, after: int, forced: set[Answer]) -> Bead:
        """The bead with the reason why its lines are one, and whether a person said so somewhere on the way."""
        if not bead.base or not bead.other:
            return bead
        lines = self._joins.at[after]
        numbers = [lines[j] for j in bead.other]
        events = [
            event for number in numbers for event in self.lineage.lines[number].events if before < event.issue <= after
        ]
        reason = UNLIKE if Answer(bead.base, bead.other, judged=True) in forced else bead.reason
        if after - before != 1:
            stood = max(
                sum(before <= event.issue <= after for event in self.lineage.lines[number].places) for number in numbers
            )
            reason = f"one line through {stood} issues; {reason}" if len(bead.base) == len(bead.other) == 1 else reason
        return replace(bead, reason=reason, judged=any(event.judged for event in events))


class _Joins:
    """Which segments of which issues the lineage joins. `at` gives, by issue and segment, the line's number."""

    def __init__(self, lineage: Lineage) -> None:
        self.at = [[-1] * len(issue.witness.segments) for issue in lineage.issues]
        self.parents: dict[int, tuple[int, tuple[int, ...]]] = {}
        self.heirs: dict[int, list[tuple[int, int]]] = {}
        for line in lineage.lines:
            for event in line.events:
                if event.segment is not None:
                    self.at[event.issue][event.segment] = line.number
                elif event.kind is LineEventKind.MERGED and event.lines:
                    self.heirs.setdefault(line.number, []).append((event.issue, event.lines[0]))
            first = line.first
            if first.kind is LineEventKind.SPLIT:
                self.parents[line.number] = (first.issue, first.lines)

    def between(self, before: int, after: int) -> list[tuple[Answer, list[Pair]]]:
        """What answers what, each with the pairs of segments that are one line."""
        if before > after:
            turned = self.between(after, before)
            return [(Answer(answer.other, answer.base), [(j, i) for i, j in pairs]) for answer, pairs in turned]
        mine = {line: segment for segment, line in enumerate(self.at[before])}
        theirs = {line: segment for segment, line in enumerate(self.at[after])}
        own = [(segment, theirs[line]) for line, segment in mine.items() if line in theirs]
        pairs = list(own)
        for line, segment in theirs.items():
            if line not in mine:
                pairs += [(mine[one], segment) for one in self._ancestors(line, before, mine)]
        for line, segment in mine.items():
            if line not in theirs:
                pairs += [(segment, theirs[one]) for one in self._heirs(line, before, after, theirs)]
        known = set(own)
        return [
            (Answer(base, other), [(i, j) for i in base for j in other if (i, j) in known])
            for base, other in _components(pairs)
        ]

    def _ancestors(self, line: int, before: int, mine: dict[int, int]) -> Iterable[int]:
        """The lines that stood then of which a line was split off since."""
        born, parents = self.parents.get(line, (-1, ()))
        if born <= before:
            return
        for parent in parents:
            if parent in mine:
                yield parent
            else:
                yield from self._ancestors(parent, before, mine)

    def _heirs(self, line: int, before: int, after: int, theirs: dict[int, int]) -> Iterable[int]:
        """The line that stands at last into which a line was merged since."""
        for issue, into in reversed(self.heirs.get(line, ())):
            if before < issue <= after:
                if into in theirs:
                    yield into
                else:
                    yield from self._heirs(into, issue - 1, after, theirs)
                return


def _components(pairs: Iterable[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The pairs joined where they share a segment, by the first segment of the base."""
    group_of: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in pairs:
        mine, theirs = group_of.setdefault((0, i), [(0, i)]), group_of.setdefault((1, j), [(1, j)])
        if mine is not theirs:
            mine += theirs
            group_of.update(dict.fromkeys(theirs, mine))
    groups = {id(group): group for group in group_of.values()}.values()
    sides = [tuple(tuple(sorted(k for which, k in group if which == side)) for side in (0, 1)) for group in groups]
    return sorted((base, other) for base, other in sides)


def _grouped(answers: Iterable[Answer]) -> Grouped:
    return Grouped(tuple(answers), 0.0, ())


def _closeness(beads: Sequence[Bead], maker: BeadMaker) -> float:
    """The mean likeness of all lines to their answers; 0.0 for those that have none."""
    total = len(maker.base.segments) + len(maker.other.segments)
    return round(sum((bead.score or 0.0) * (len(bead.base) + len(bead.other)) for bead in beads) / (total or 1), 4)
