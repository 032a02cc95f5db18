"""Follows every line through a series, issue by issue: its events, and its returns after a gap.

A fold over the issues in order: what an issue adds depends on those before it and on nothing else, so that the same
issues give the same lineage however they came, and one more costs what it costs whatever came before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.reading import LineCounters, Reading
from variorum.align.succession import follow
from variorum.analysis.series.decisions import NO_DECISIONS, Decisions
from variorum.analysis.series.ending import write_events
from variorum.analysis.series.issues import ReadIssue
from variorum.analysis.series.joining import join_close, join_contained, join_equal, join_kept
from variorum.analysis.series.judging import join_judged
from variorum.analysis.series.returning import join_like, join_past_another_kind
from variorum.analysis.series.step import Step
from variorum.analysis.series.traces import InMemory
from variorum.model.lineage import Line, Lineage
from variorum.model.witnesses import Derivation
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.lines import Forms as Packed
    from variorum.analysis.series.issues import ReadLine
    from variorum.analysis.series.step import Follow
    from variorum.analysis.series.traces import Memory
    from variorum.model.lineage import SeriesIssue, Succession
    from variorum.model.witnesses import Limit

METHOD = Derivation("variorum.lineage", "2")
# With fewer content words than this a line says nothing of its own.
FORMULAIC_WORDS = 2


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
        self.memory = memory or InMemory()
        self.limits: dict[Limit, None] = {}
        self._known: dict[Packed, ReadLine] = {}

    def add(self, issue: SeriesIssue, reading: Reading) -> None:
        """Follow all lines into the next issue: judged ones first, then equal ones, then like ones."""
        self.memory.issues.append(ReadIssue(issue, reading, self._known))
        step = Step(self.memory, self.follow, self.decisions)
        join_judged(step)
        successions: Sequence[Succession] = step.followed(step.k - 1) if step.k else ()
        join_kept(step, successions)
        join_equal(step, successions)
        join_close(step, successions)
        join_past_another_kind(step)
        join_like(step)
        join_contained(step)
        write_events(step)
        self.limits.update(step.limits)

    def lineage(self, series: str, language: str) -> Lineage:
        """All lines so far."""
        known, read = self.memory.traces, self.memory.issues
        traces = [known[number] for number in range(len(known))]
        lines = tuple(
            Line(number, trace.kind, tuple(trace.events), trace.content < FORMULAIC_WORDS)
            for number, trace in enumerate(traces)
        )
        issues = tuple(read[number].issue for number in range(len(read)))
        return Lineage(series, language, issues, lines, METHOD, tuple(self.limits))
