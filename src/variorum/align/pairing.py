"""Pairs the segments of two texts, each kind within its group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.alike import MOST_CANDIDATES
from variorum.align.intervals import intervals
from variorum.align.limits import PairingLimits
from variorum.align.lines import weigh
from variorum.align.segments import Link, pair_in_order, pair_moved
from variorum.align.shapes import pair_shapes
from variorum.align.similarity import candidate_pairs
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.lines import CountedLine, Forms, Lines
    from variorum.align.reading import Reading
    from variorum.align.similarity import Pairs
    from variorum.model.witnesses import Limit

# Lines that are left over are weighed again while that pairs some of them and their lists of candidates were cut, so
# many times at most; then a limit is said. Real texts end after two.
MOST_ROUNDS = 8

Indexes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Segments of the base and of the other that answer each other, by index; `judged` if a person said so."""

    base: Indexes
    other: Indexes
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Grouped:
    """All answers, group by group, none sharing a segment with another."""

    answers: tuple[Answer, ...]
    closeness: float
    limits: tuple[Limit, ...]


def pair_segments(
    base: Reading, other: Reading, pairs: Sequence[tuple[int, int]], unpairs: Sequence[tuple[int, int]]
) -> Grouped:
    """Which segments answer which; `pairs` are given, `unpairs` ruled out.

    What is given or ruled out changes the answers of the lines it names, and of no other: those are paired without it.
    """
    if not pairs and not unpairs:
        return _paired(base, other, [], frozenset())
    ruled_out = frozenset(unpairs)
    judged = _joined(pairs)
    machine, overruling = _paired(base, other, [], frozenset()), _paired(base, other, judged, ruled_out)
    named = _segments(judged)
    left = [_without(answer, named) for answer in machine.answers]
    standing = [answer for answer in left if answer is not None and not _has_any(answer, ruled_out)]
    taken = _segments(standing)
    freed = tuple(before - now for before, now in zip(_segments(machine.answers), taken, strict=True))
    anew = [
        answer
        for answer in overruling.answers
        if not answer.judged
        and (freed[0] & set(answer.base) or freed[1] & set(answer.other))
        and not (taken[0] & set(answer.base) or taken[1] & set(answer.other))
    ]
    return Grouped((*judged, *standing, *anew), machine.closeness, overruling.limits)


def _segments(answers: Sequence[Answer]) -> tuple[set[int], set[int]]:
    return {i for answer in answers for i in answer.base}, {j for answer in answers for j in answer.other}


def _without(answer: Answer, named: tuple[set[int], set[int]]) -> Answer | None:
    """An answer less the lines that a person gave another; None where a side is left empty."""
    base = tuple(i for i in answer.base if i not in named[0])
    other = tuple(j for j in answer.other if j not in named[1])
    return Answer(base, other) if base and other else None


def _has_any(answer: Answer, ruled_out: frozenset[tuple[int, int]]) -> bool:
    return any((i, j) in ruled_out for i in answer.base for j in answer.other)


def _paired(base: Reading, other: Reading, given: Sequence[Answer], ruled_out: frozenset[tuple[int, int]]) -> Grouped:
    """The given answers, and those of all lines that they leave."""
    answers = list(given)
    used = {k for answer in answers for k in answer.base}, {k for answer in answers for k in answer.other}
    groups = [_grouped(reading, taken) for reading, taken in zip((base, other), used, strict=True)]
    body = groups[0].pop("body", []), groups[1].pop("body", [])
    mine, theirs = weigh(*body)
    limits = PairingLimits()
    found, closeness = _pair_body(mine, theirs, ruled_out, limits)
    answers += [Answer(*_indexes(link, mine, theirs)) for link in found]
    for name in groups[0]:
        if name in groups[1]:
            shaped = pair_shapes(groups[0][name], groups[1][name], name, ruled_out, limits)
            answers += [Answer((i,), (j,)) for i, j in shaped]
    return Grouped(tuple(answers), closeness, limits.said())


def _grouped(reading: Reading, taken: set[int]) -> dict[str, list[CountedLine]]:
    groups: dict[str, list[CountedLine]] = {}
    for segment, line in zip(reading.segments, reading.lines, strict=True):
        if segment.index not in taken:
            group = "body" if segment.kind in BODY_KINDS else segment.kind.value
            groups.setdefault(group, []).append(line)
    return groups


def _pair_body(
    base: Lines, other: Lines, ruled_out: frozenset[tuple[int, int]], limits: PairingLimits
) -> tuple[list[Link], float]:
    """The links of body lines, and how close the two texts are."""
    division = intervals(base, other)
    links = [Link((i,), (j,), 9.0) for i, j in division.anchors if (base.indexes[i], other.indexes[j]) not in ruled_out]
    weight, total = len(division.anchors), float(len(division.anchors))
    last = None
    faint: list[Pairs] = []
    for rows, columns in division.boxes:
        last = candidate_pairs(base, other, rows, columns, ruled_out)
        limits.note(last.alike)
        links += pair_in_order(base, other, last)
        faint += [last] if last.faint else []
        weight += len(rows)
        total += min(last.closeness) * len(rows)
    closeness = round(total / weight, 4) if weight else 0.0
    whole = last is not None and len(division.boxes) == 1 and not division.anchors and not last.alike.bounded
    links += _copies(base, other, _left(base, other, links), ruled_out)
    for _ in range(MOST_ROUNDS):
        left = _left(base, other, links)
        if not all(left):
            break
        if last is None or not whole:
            last = candidate_pairs(base, other, *left, ruled_out)
            limits.note(last.alike)
        moved = pair_moved(base, other, *left, last)
        links += moved
        faint += [last] if last.faint else []
        if not moved or not last.alike.cut:
            break
    left = _left(base, other, links)
    for pairs in faint:
        limits.note_parts(pairs, *map(frozenset, left))
    if last is not None:
        limits.note_left(base, other, last, left)
    return links, closeness


def _copies(
    base: Lines, other: Lines, left: tuple[list[int], list[int]], ruled_out: frozenset[tuple[int, int]]
) -> list[Link]:
    """Pairs of two lines repeated very often, each copy with the copy as far on: weighed against each other just once.

    Words that thousands of lines share make no candidates, so that no copy would find its answer by itself.
    """
    mine, theirs = (_repeated(lines, numbers) for lines, numbers in zip((base, other), left, strict=True))
    if not mine or not theirs:
        return []
    firsts, there = list(mine), list(theirs)
    pairs = candidate_pairs(base, other, firsts, there, ruled_out)
    links = []
    for link in pair_moved(base, other, firsts, there, pairs):
        if len(link.rows) == len(link.columns) == 1:
            places = zip(mine[link.rows[0]], theirs[link.columns[0]], strict=False)
            links += [
                Link((i,), (j,), link.odds) for i, j in places if (base.indexes[i], other.indexes[j]) not in ruled_out
            ]
    return links


def _repeated(lines: Lines, numbers: Sequence[int]) -> dict[int, list[int]]:
    """The copies of each line that has more than are weighed, by the first of them."""
    copies: dict[Forms, list[int]] = {}
    for k in numbers:
        copies.setdefault(lines.forms[k], []).append(k)
    return {places[0]: places for places in copies.values() if len(places) > MOST_CANDIDATES}


def _left(base: Lines, other: Lines, links: Sequence[Link]) -> tuple[list[int], list[int]]:
    """The rows and columns that no link has."""
    rows = {i for link in links for i in link.rows}
    columns = {j for link in links for j in link.columns}
    return [i for i in range(len(base)) if i not in rows], [j for j in range(len(other)) if j not in columns]


def _indexes(link: Link, base: Lines, other: Lines) -> tuple[Indexes, Indexes]:
    return tuple(base.indexes[i] for i in link.rows), tuple(other.indexes[j] for j in link.columns)


def _joined(pairs: Sequence[tuple[int, int]]) -> list[Answer]:
    """Given pairs as answers: pairs that share a segment are one."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in pairs:
        touching = [group for group in groups if i in group[0] or j in group[1]]
        merged = {i}.union(*(group[0] for group in touching)), {j}.union(*(group[1] for group in touching))
        groups = [group for group in groups if group not in touching] + [merged]
    return [Answer(tuple(sorted(mine)), tuple(sorted(theirs)), judged=True) for mine, theirs in groups]
