"""The newest issue of a series while its segments are joined to the lines before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.series.decisions import NO_DECISIONS, line_at
from variorum.analysis.series.wordings import Rarity
from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from variorum.analysis.series.decisions import Decisions
    from variorum.analysis.series.traces import Memory
    from variorum.model.lineage import Succession
    from variorum.model.witnesses import Limit

    Follow = Callable[[int, int], tuple[Sequence[Succession], Sequence[Limit]]]


@dataclass(slots=True)
class Going:
    """How a segment of the new issue is joined to its line: one that is there, or (None) one that begins."""

    line: int | None
    kind: LineEventKind
    before: tuple[int, int] | None = None
    score: float | None = None
    moved: bool = False
    judged: bool = False
    parents: tuple[int, ...] = ()


class Step:
    """What is known of the newest issue, number `k`, so far.

    `going` says of each segment how it is joined, `taken` are the lines that stand at one, `merged` those that went
    into a segment. `previous` are the lines of the issue before. `limits` are those that joining hits; then it is not
    `certain` that a line stands here no longer.
    """

    def __init__(self, memory: Memory, follow: Follow, decisions: Decisions) -> None:
        self.issues, self.traces, self.wordings = memory.issues, memory.traces, memory.wordings
        self.decisions = decisions
        self.k = len(self.issues) - 1
        self.here = self.issues[-1]
        self.rarity = Rarity(self.wordings)
        self.previous = self.issues[-2].lines if self.k else []
        self.going: dict[int, Going] = {}
        self.taken: set[int] = set()
        self.merged: dict[int, int] = {}
        self.certain = self.here.issue.whole
        self.limits: dict[Limit, None] = {}
        self._follow = follow

    def join(
        self,
        segment: int,
        line: int,
        kind: LineEventKind,
        score: float,
        *,
        moved: bool = False,
        judged: bool = False,
    ) -> None:
        """Let a line stand at a segment."""
        trace = self.traces[line]
        parents: tuple[int, ...] = ()
        if trace.issue < self.k - 1:
            kind = LineEventKind.RETURNED
            if trace.into is not None and self.traces[trace.into].issue == self.k - 1:
                # Inside another line it was never gone: it stands by itself again.
                kind, parents = LineEventKind.SPLIT, (trace.into,)
        self.going[segment] = Going(line, kind, (trace.issue, trace.segment), score, moved, judged, parents)
        self.taken.add(line)

    def begin(self, segment: int, kind: LineEventKind, *, parents: tuple[int, ...] = (), judged: bool = False) -> None:
        """Let a line begin at a segment."""
        self.going[segment] = Going(None, kind, parents=parents, judged=judged)

    def free(self, line: int, segment: int) -> bool:
        """Whether a line may stand at a segment: it stands at no other, is of its kind, and nobody parted the two."""
        if line in self.taken or self.traces[line].group != self.here.group(segment):
            return False
        decisions = self.decisions
        if decisions is NO_DECISIONS:
            return True
        place = self.here.place(segment)
        parted = {a for a, b in decisions.unlinks if b == place} | {b for a, b in decisions.unlinks if a == place}
        return place not in decisions.rejected and all(line_at(self.issues, self.k, other) != line for other in parted)

    def followed(self, j: int) -> Sequence[Succession]:
        """How the segments of an earlier issue go on in this one."""
        successions, limits = self._follow(j, self.k)
        self.hit(limits)
        return successions

    def hit(self, limits: Iterable[Limit]) -> None:
        """Note limits: what they kept from being looked at may be where a line went."""
        self.limits.update(dict.fromkeys(limits))
        self.certain = self.certain and not self.limits

    def likeness(self, line: int, segment: int) -> float:
        """How like a segment is to the last place of a line."""
        trace = self.traces[line]
        return self.issues[trace.issue].likeness(trace.segment, self.here, segment)

    def open_segments(self) -> list[int]:
        """The segments of the body that are joined to nothing yet."""
        return [
            segment
            for segment in range(len(self.here.lines))
            if segment not in self.going and self.here.group(segment) == "body"
        ]
