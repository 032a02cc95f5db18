"""Follows every line through a series, issue by issue: its events, and its returns after a gap.

A fold over the issues in order: what an issue adds depends on those before it and on nothing else, so that the same
issues give the same lineage however they came, and one more costs what it costs whatever came before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.align.reading import LineCounters, Reading
from variorum.align.succession import follow
from variorum.analysis.series.containment import Holders
from variorum.analysis.series.issues import ReadIssue
from variorum.analysis.series.rivals import Free, without_rivals
from variorum.analysis.series.traces import InMemory, Trace
from variorum.analysis.series.wordings import Rarity, lines_like, tie
from variorum.model.alignment import BeadKind
from variorum.model.lineage import Line, Lineage, LineEvent, LineEventKind, Succession
from variorum.model.witnesses import Derivation, Limit
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from variorum.align.lines import Forms as Packed
    from variorum.analysis.series.issues import Place, ReadLine
    from variorum.analysis.series.traces import Memory
    from variorum.model.lineage import SeriesIssue

METHOD = Derivation("variorum.lineage", "2")
# An issue of whose lines so many have no answer in the one before is looked at beside earlier ones, so far back: a
# short statement, or one of another kind, may stand between two of a kind. The lines without an answer must share so
# much of their words with the earlier issue.
BRIDGED = 0.4
REACH = 4
BRIDGE_SHARE = 0.35
# A rewording goes on as the same line from this tie on: what it kept of its words, and what both share by words that
# are rare in the series. A comparison pairs more; but a chain of weak answers ends at a line that says something else.
# The loosest answers of the hand-made alignments beside the project have 0.44; of looser ones in real series half are
# wrong. Past a statement of another kind the evidence of neighbours is weaker, and more is asked.
TIED = 0.43
TIED_PAST = 0.6
# A part of a split or merge shares this much with the rest, by the same words.
PART = 0.3
# A line that comes back reworded keeps at least this share of its words in their order; fewer than so many content
# words prove nothing. Judged on the links of evaluation/lineage.
RETURNED = 0.6
FEWEST_WORDS = 4
# With fewer content words than this a line says nothing of its own.
FORMULAIC_WORDS = 2

Follow = Callable[[int, int], tuple[Sequence[Succession], Sequence[Limit]]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided of lines: which are one (the earlier first), which are not, which continue nothing."""

    links: frozenset[tuple[Place, Place]] = frozenset()
    unlinks: frozenset[tuple[Place, Place]] = frozenset()
    rejected: frozenset[Place] = frozenset()


NO_DECISIONS = Decisions()


def trace(issues: Sequence[SeriesIssue], series: str, language: str, decisions: Decisions = NO_DECISIONS) -> Lineage:
    """The lineage of issues in the order of their dates and ordinals, whatever order they come in."""
    ordered = sorted(issues, key=lambda one: (one.issue.date, one.issue.ordinal, one.reference))
    vocabulary = Vocabulary()
    counters = LineCounters(vocabulary)
    readings = [Reading(issue.witness, vocabulary.apart(), counters) for issue in ordered]

    def followed(j: int, k: int) -> tuple[Sequence[Succession], Sequence[Limit]]:
        return follow(readings[j], readings[k], dates=(ordered[j].date, ordered[k].date))

    tracer = Tracer(followed, decisions)
    for issue, reading in zip(ordered, readings, strict=True):
        tracer.add(issue, reading)
    return tracer.lineage(series, language)


class Tracer:
    """Follows the lines of issues that are added in order.

    `follow(j, k)` says how the segments of issue j go on in issue k; it is asked for the issue before, and seldom for
    one of the few before that. The readings' vocabularies must number alike (`Vocabulary.apart`).
    """

    def __init__(self, follow: Follow, decisions: Decisions = NO_DECISIONS, memory: Memory | None = None) -> None:
        self.follow = follow
        self.decisions = decisions
        memory = memory or InMemory()
        self.issues, self.traces, self.wordings = memory.issues, memory.traces, memory.wordings
        self.limits: dict[Limit, None] = {}
        self._known: dict[Packed, ReadLine] = {}

    def add(self, issue: SeriesIssue, reading: Reading) -> None:
        """Follow all lines into the next issue."""
        self.issues.append(ReadIssue(issue, reading, self._known))
        _Step(self).take()

    def lineage(self, series: str, language: str) -> Lineage:
        """All lines so far."""
        traces = [self.traces[number] for number in range(len(self.traces))]
        lines = tuple(
            Line(number, trace.kind, tuple(trace.events), trace.content < FORMULAIC_WORDS)
            for number, trace in enumerate(traces)
        )
        issues = tuple(self.issues[number].issue for number in range(len(self.issues)))
        return Lineage(series, language, issues, lines, METHOD, tuple(self.limits))


@dataclass(slots=True)
class _Going:
    """How a segment of the new issue is joined to its line: one that is there, or (None) one that begins."""

    line: int | None
    kind: LineEventKind
    before: tuple[int, int] | None = None
    score: float | None = None
    moved: bool = False
    judged: bool = False
    parents: tuple[int, ...] = ()


class _Step:
    """Joins the segments of the newest issue to lines: judged ones first, then equal ones, then like ones."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer
        self.k = len(tracer.issues) - 1
        self.here = tracer.issues[-1]
        self.wordings, self.rarity = tracer.wordings, Rarity(tracer.wordings)
        self.previous = tracer.issues[-2].lines if self.k else []
        self.going: dict[int, _Going] = {}
        self.taken: set[int] = set()
        self.merged: dict[int, int] = {}
        self.certain = self.here.issue.whole

    def take(self) -> None:
        """Join all segments, and end the lines that stand here no longer."""
        self._decided()
        successions = self._followed(self.k - 1) if self.k else ()
        self._kept(successions)
        self._equal({j: self.previous[i] for one in successions for i, j in one.strands})
        for succession in self._closest(successions):
            self._went_on(succession)
        self._bridge()
        self._like()
        self._went_into()
        self._came_out_of()
        self._begin()
        self._end()

    # what joins

    def _join(
        self,
        segment: int,
        line: int,
        kind: LineEventKind,
        score: float,
        *,
        moved: bool = False,
        judged: bool = False,
    ) -> None:
        trace = self.tracer.traces[line]
        parents: tuple[int, ...] = ()
        if trace.issue < self.k - 1:
            kind = LineEventKind.RETURNED
            if trace.into is not None and self.tracer.traces[trace.into].issue == self.k - 1:
                # Inside another line it was never gone: it stands by itself again.
                kind, parents = LineEventKind.SPLIT, (trace.into,)
        self.going[segment] = _Going(line, kind, (trace.issue, trace.segment), score, moved, judged, parents)
        self.taken.add(line)

    def _free(self, line: int, segment: int) -> bool:
        """Whether a line may stand at a segment: it stands at no other, is of its kind, and nobody parted the two."""
        if line in self.taken or self.tracer.traces[line].group != self.here.group(segment):
            return False
        decisions = self.tracer.decisions
        if decisions is NO_DECISIONS:
            return True
        place = self.here.place(segment)
        parted = {a for a, b in decisions.unlinks if b == place} | {b for a, b in decisions.unlinks if a == place}
        return place not in decisions.rejected and all(self._line_at(other) != line for other in parted)

    def _decided(self) -> None:
        decisions = self.tracer.decisions
        for segment in range(len(self.here.lines)) if decisions is not NO_DECISIONS else ():
            place = self.here.place(segment)
            if place in decisions.rejected:
                self.going[segment] = _Going(None, LineEventKind.INTRODUCED, judged=True)
                continue
            for earlier, later in sorted(decisions.links):
                line = self._line_at(earlier) if later == place else None
                if line is not None and line not in self.taken:
                    trace = self.tracer.traces[line]
                    score = self.tracer.issues[trace.issue].likeness(trace.segment, self.here, segment)
                    kind = LineEventKind.KEPT if score == 1.0 else LineEventKind.REWORDED
                    self._join(segment, line, kind, score, judged=True)
                    break

    def _line_at(self, place: Place) -> int | None:
        """The line that stands at a place of an earlier issue, the latest that has its text."""
        for k in reversed(self.tracer.issues.having(place.text_sha256)):
            lines = self.tracer.issues[k].lines
            if k < self.k and place.segment < len(lines):
                return lines[place.segment]
        return None

    def _followed(self, j: int) -> Sequence[Succession]:
        successions, limits = self.tracer.follow(j, self.k)
        self._hit(limits)
        return successions

    def _hit(self, limits: Sequence[Limit]) -> None:
        self.tracer.limits.update(dict.fromkeys(limits))
        self.certain = self.certain and not limits

    def _kept(self, successions: Sequence[Succession]) -> None:
        for one in successions:
            if one.kind is BeadKind.KEPT:
                self._strand(one, *one.strands[0], LineEventKind.KEPT)

    def _strand(self, one: Succession, i: int, j: int, kind: LineEventKind) -> None:
        line = self.previous[i]
        if j not in self.going and self._free(line, j):
            self._join(j, line, kind, one.score, moved=one.moved, judged=one.judged)

    def _equal(self, answers: dict[int, int]) -> None:
        """Lines that have had these very words before; of several the one among the same neighbours."""
        for segment in range(len(self.here.lines)):
            if segment in self.going:
                continue
            equal = [line for line in self.wordings.lines_of(self.here, segment) if self._free(line, segment)]
            if equal and answers.get(segment) not in equal:
                line = max(equal, key=lambda line: (*self._standing(line, segment), -line))
                self._join(segment, line, LineEventKind.REWORDED, self._likeness(line, segment))

    def _standing(self, line: int, segment: int) -> tuple[int, int]:
        """How many of a line's old neighbours stand beside the segment too, and how late the line stood last."""
        trace = self.tracer.traces[line]
        old = self.tracer.issues[trace.issue].lines
        beside = 0
        for step in (-1, 1):
            there, here = trace.segment + step, self.going.get(segment + step)
            if 0 <= there < len(old) and here is not None and here.line == old[there]:
                beside += 1
        return beside, trace.issue

    def _closest(self, successions: Sequence[Succession]) -> Sequence[Succession]:
        """The successions, but for loose ones that say less of the same than another line does."""
        if not successions:
            return successions
        before = self.tracer.issues[-2]
        base = {i for i, line in enumerate(self.previous) if line not in self.taken and before.group(i) == "body"}
        settled = without_rivals(successions, before, self.here, self.rarity, Free(base, set(self._open())))
        self._hit(settled.limits)
        return settled.successions

    def _went_on(self, one: Succession) -> None:
        """A rewording, split or merge; what an equal line took from it is no part of it any more."""
        others = [j for j in one.other if j not in self.going]
        lines = [self.previous[i] for i in one.base]
        if one.kind is BeadKind.KEPT or not others or not all(line not in self.taken for line in lines):
            return
        strands = [(i, j) for i, j in one.strands if j in others] or [(one.base[0], others[0])]
        strands = [(i, j) for i, j in strands if self._is_tied(one, i, j)]
        others = [j for j in others if any(j == k for _, k in strands) or self._is_part(one.base, j, one)]
        if not strands:
            return
        kind = LineEventKind.REWORDED
        if len(one.base) == 1 and len(others) > 1:
            kind = LineEventKind.SPLIT
        elif len(one.base) > 1 and len(others) == 1:
            kind = LineEventKind.MERGED
        for i, j in strands:
            self._strand(one, i, j, kind)
        for j in others:
            if j not in self.going and self.here.place(j) not in self.tracer.decisions.rejected:
                self.going[j] = _Going(None, LineEventKind.SPLIT, parents=tuple(lines), judged=one.judged)
        joined = {i for i, _ in strands}
        for i, line in zip(one.base, lines, strict=True):
            if i not in joined and self._goes_into(i, strands[0][1], one):
                self.merged[line] = strands[0][1]

    def _is_tied(self, one: Succession, i: int, j: int) -> bool:
        """Whether a rewording is close enough to be the same line."""
        if one.judged or one.score >= TIED or self.here.group(j) != "body":
            return True
        return self._tie(self.tracer.issues[-2].stems[i], j, one.score) >= TIED

    def _tie(self, stems: Sequence[str], segment: int, score: float) -> float:
        both, mine, theirs = tie(self.rarity, stems, self.here.stems[segment])
        return score + (both + max(mine, theirs)) / 2

    def _is_part(self, base: Sequence[int], j: int, one: Succession) -> bool:
        before = self.tracer.issues[-2].stems
        whole = [stem for i in base for stem in before[i]]
        return one.judged or tie(self.rarity, whole, self.here.stems[j])[2] >= PART

    def _goes_into(self, i: int, j: int, one: Succession) -> bool:
        before = self.tracer.issues[-2].stems
        return one.judged or tie(self.rarity, before[i], self.here.stems[j])[1] >= PART

    def _bridge(self) -> None:
        """Look past an issue of another kind: beside the earlier one that shares the most with what has no answer."""
        open_segments = self._open()
        body = sum(1 for segment in range(len(self.here.lines)) if self.here.group(segment) == "body")
        if self.k < 2 or len(open_segments) < max(2, BRIDGED * body):
            return
        stems = {stem for segment in open_segments for stem in self.here.stems[segment]}
        shares = [(self._share(stems, j), j) for j in range(max(0, self.k - REACH), self.k - 1)]
        share, j = max(shares)
        if share < BRIDGE_SHARE:
            return
        earlier = self.tracer.issues[j]
        for one in self._followed(j):
            for i, segment in one.strands:
                line = earlier.lines[i]
                trace = self.tracer.traces[line]
                gone = trace.issue < self.k - 1 and line not in self.merged
                if segment not in self.going and gone and self._free(line, segment):
                    score = one.score if trace.issue == j else self._likeness(line, segment)
                    if self._tie(earlier.stems[i], segment, one.score) < TIED_PAST:
                        continue
                    self._join(segment, line, LineEventKind.RETURNED, score, moved=one.moved)

    def _share(self, stems: set[str], j: int) -> float:
        """How much of some words stands in lines of an earlier issue that are gone since."""
        earlier = self.tracer.issues[j]
        gone = {
            stem
            for line, own in zip(earlier.lines, earlier.stems, strict=True)
            if self.tracer.traces[line].issue < self.k - 1
            for stem in own
        }
        return len(stems & gone) / len(stems) if stems else 0.0

    def _likeness(self, line: int, segment: int) -> float:
        trace = self.tracer.traces[line]
        return self.tracer.issues[trace.issue].likeness(trace.segment, self.here, segment)

    def _open(self) -> list[int]:
        return [
            segment
            for segment in range(len(self.here.lines))
            if segment not in self.going and self.here.group(segment) == "body"
        ]

    def _like(self) -> None:
        """Lines that were gone and are back in other words, the likest first."""
        found: list[tuple[float, int, int]] = []
        for segment in self._open():
            if len(self.here.stems[segment]) < FEWEST_WORDS:
                continue
            near = lines_like(self.wordings, self.here, segment, self._is_absent, RETURNED)
            found += [(-likeness, segment, line) for likeness, line in near]
        for _, segment, line in sorted(found):
            if segment not in self.going and self._free(line, segment):
                self._join(segment, line, LineEventKind.RETURNED, self._likeness(line, segment))

    def _is_absent(self, line: int) -> bool:
        return self.tracer.traces[line].issue < self.k - 1 and line not in self.merged and line not in self.taken

    def _went_into(self) -> None:
        """Lines of the issue before whose words now stand inside another: they were merged into it, not dropped."""
        if not self.k:
            return
        before = self.tracer.issues[-2]
        holders = Holders(self.here, (segment for segment in self._changed() if self.here.group(segment) == "body"))
        for i, line in enumerate(self.previous):
            if line in self.taken or line in self.merged or before.group(i) != "body":
                continue
            place = holders.of(before, i)
            if place is None:
                continue
            if place not in self.going and self._free(line, place):
                self._join(place, line, LineEventKind.REWORDED, before.likeness(i, self.here, place))
            else:
                self.merged[line] = place

    def _came_out_of(self) -> None:
        """New lines whose words stood inside a line of the issue before that has changed: they were split off it."""
        if not self.k:
            return
        before = self.tracer.issues[-2]
        kept = {going.before[1] for going in self.going.values() if going.before and going.kind is LineEventKind.KEPT}
        changed = (i for i in range(len(self.previous)) if i not in kept and before.group(i) == "body")
        holders = Holders(before, changed)
        for segment in self._open():
            place = holders.of(self.here, segment)
            if place is not None and self.here.place(segment) not in self.tracer.decisions.rejected:
                self.going[segment] = _Going(None, LineEventKind.SPLIT, parents=(self.previous[place],))

    def _changed(self) -> list[int]:
        """The segments that are not what they were in the issue before."""
        kept = {segment for segment, going in self.going.items() if going.kind is LineEventKind.KEPT}
        return [segment for segment in range(len(self.here.lines)) if segment not in kept]

    # what begins and ends

    def _begin(self) -> None:
        """Give every segment its line, and every line its event."""
        tracer, here = self.tracer, self.here
        for segment in range(len(here.lines)):
            going = self.going.get(segment) or self.going.setdefault(segment, self._fork(segment))
            if going.line is None:
                kind = here.reading.segments[segment].kind
                tracer.traces.append(Trace(kind, here.group(segment), len(here.stems[segment])))
                here.lines[segment] = len(tracer.traces) - 1
            else:
                here.lines[segment] = going.line
        parts = self._parts()
        for segment in range(len(here.lines)):
            self._stand(segment, self.going[segment], parts)

    def _fork(self, segment: int) -> _Going:
        """How a line begins: never seen before, or with words that lines had which stand elsewhere in the issue."""
        had = tuple(self.wordings.lines_of(self.here, segment))
        return _Going(None, LineEventKind.SPLIT if had else LineEventKind.INTRODUCED, parents=had)

    def _parts(self) -> dict[int, list[int]]:
        """The lines that each line was split into or took in, by its number."""
        parts: dict[int, list[int]] = {}
        for segment, going in self.going.items():
            for parent in going.parents:
                parts.setdefault(parent, []).append(self.here.lines[segment])
        for line, segment in self.merged.items():
            parts.setdefault(self.here.lines[segment], []).append(line)
        return parts

    def _stand(self, segment: int, going: _Going, parts: dict[int, list[int]]) -> None:
        line = self.here.lines[segment]
        trace = self.tracer.traces[line]
        known = self.wordings.number_of(self.here, segment, line)
        wording = trace.stand(self.k, segment, known, kept=going.kind is LineEventKind.KEPT)
        before, there = going.before if going.before else (None, None)
        trace.events.append(
            LineEvent(
                self.k,
                going.kind,
                segment,
                wording,
                going.moved,
                None if going.score is None else round(going.score, 4),
                before,
                there,
                going.parents or tuple(sorted(parts.get(line, ()))),
                going.judged,
            )
        )
        if known is None:
            self.wordings.add(self.here, segment, line, wording)

    def _end(self) -> None:
        """The lines of the issue before that stand here no longer were dropped, or merged into another."""
        for line in self.previous:
            trace = self.tracer.traces[line]
            if trace.issue == self.k:
                continue
            into = self.merged.get(line)
            event = LineEvent(
                self.k,
                LineEventKind.DROPPED,
                None,
                before=trace.issue,
                before_segment=trace.segment,
                certain=self.certain,
            )
            if into is not None:
                trace.into = self.here.lines[into]
                event = replace(event, kind=LineEventKind.MERGED, lines=(trace.into,))
            trace.events.append(event)
