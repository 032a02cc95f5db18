"""Which lines of several statements answer each other, as numbers that answering lines share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.slots import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.analysis.facts.following.said import Statement
    from variorum.model.lineage import Line, Lineage

Threads = Mapping[int, Sequence[int]]
"""For each segment of a statement that answers any other the numbers of the threads it is on."""


def answer_threads(answers: Iterable[tuple[Sequence[int], Sequence[int]]]) -> tuple[Threads, Threads]:
    """The threads of two statements: each answer (segments of the base, of the other) is one."""
    base: dict[int, list[int]] = {}
    other: dict[int, list[int]] = {}
    for number, answer in enumerate(answers):
        for threads, segments in zip((base, other), answer, strict=True):
            for segment in segments:
                threads.setdefault(segment, []).append(number)
    return base, other


def lineage_threads(lineage: Lineage) -> list[Threads]:
    """The threads of each issue of a series: its lines, and where lines were split or merged those they came from."""
    found: list[dict[int, list[int]]] = [{} for _ in lineage.issues]
    at: list[dict[int, int]] = [{} for _ in lineage.issues]
    for line in lineage.lines:
        for event in line.places:
            if event.segment is not None:
                at[event.issue][line.number] = event.segment
                found[event.issue].setdefault(event.segment, []).append(line.number)
    for line in lineage.lines:
        for issue, segment, number in _joints(line, at):
            found[issue][segment].append(number)
    return [{segment: tuple(dict.fromkeys(threads)) for segment, threads in each.items()} for each in found]


def _joints(line: Line, at: Sequence[Mapping[int, int]]) -> Iterable[tuple[int, int, int]]:
    """Where a line went into others, or came out of them: (issue, segment there, number of the thread that joins)."""
    for event in line.events:
        if event.segment is None:
            for other in event.lines:
                if (segment := at[event.issue].get(other)) is not None:
                    yield event.issue, segment, line.number
        elif event is line.first:
            for other in event.lines:
                yield event.issue, event.segment, other


def groups_of(
    base: Iterable[tuple[Statement, int, Sequence[int]]], other: Iterable[tuple[Statement, int, Sequence[int]]]
) -> list[Group]:
    """The lines that share a thread, however many hands it goes through: each is (statement, segment, threads)."""
    joined: dict[int, int] = {}
    sides = tuple(base), tuple(other)
    for side in sides:
        for _, _, threads in side:
            for thread in threads:
                joined[_root(joined, thread)] = _root(joined, threads[0])
    groups: dict[int, tuple[list[tuple[Statement, int]], list[tuple[Statement, int]]]] = {}
    for k, side in enumerate(sides):
        for statement, segment, threads in side:
            if threads:
                groups.setdefault(_root(joined, threads[0]), ([], []))[k].append((statement, segment))
    return [Group(tuple(mine), tuple(theirs)) for mine, theirs in groups.values() if mine and theirs]


def _root(joined: dict[int, int], thread: int) -> int:
    while (above := joined.setdefault(thread, thread)) != thread:
        joined[thread] = thread = joined[above]
    return thread
