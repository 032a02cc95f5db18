"""What a comparison of an issue with the one before it adds to its news: where words of absent lines stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.model.lineage import LineEventKind
from variorum.model.news import Elsewhere, Phrase
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.analysis.series.between import Changes
    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueNews
    from variorum.model.spans import Span


def beside_the_one_before(told: IssueNews, changes: Changes) -> IssueNews:
    """The news with the words of lines that came or went which stand elsewhere, and the phrases inside lines that did.

    Costs one comparison of two issues whose lines are paired already.
    """
    if told.previous is None:
        return told
    alignment = changes.between(told.previous, told.issue)
    came = {one.line for one in told.introduced} | {one.line for one in told.dropped}
    return replace(
        told,
        elsewhere=tuple(one for one in _elsewhere(alignment, told, changes) if one.line in came),
        gone=tuple(_phrases(alignment, Side.BASE, told.previous, changes)),
        new=tuple(_phrases(alignment, Side.OTHER, told.issue, changes)),
    )


def phrases_gone(issue: int, changes: Changes) -> Iterator[Phrase]:
    """The phrases that stood inside lines of the issue before, whose lines go on in this one without them."""
    if issue:
        yield from _phrases(changes.between(issue - 1, issue), Side.BASE, issue - 1, changes)


def same_words(lineage: Lineage, issue: int) -> int:
    """The first issue of the same day whose lines an issue has word for word and in their order; else itself."""
    twin = issue
    while twin and lineage.issues[twin].date == lineage.issues[twin - 1].date and _is_kept(lineage, twin):
        twin -= 1
    return twin


def _is_kept(lineage: Lineage, issue: int) -> bool:
    """Whether nothing became of any line at an issue."""
    return all(
        event.kind is LineEventKind.KEPT and not event.moved
        for line in lineage.lines
        for event in line.events
        if event.issue == issue
    )


def _elsewhere(alignment: Alignment, told: IssueNews, changes: Changes) -> Iterator[Elsewhere]:
    """For each line without an answer the lines that have words of it in the other issue."""
    places = {Side.BASE: told.issue - 1, Side.OTHER: told.issue}
    for bead in alignment.beads:
        if not bead.echoes:
            continue
        side = bead.echoes[0].side
        there = Side.OTHER if side is Side.BASE else Side.BASE
        (segment,) = bead.base if side is Side.BASE else bead.other
        found: dict[int, list[Span]] = {}
        for echo in bead.echoes:
            found.setdefault(_line_at(alignment, there, places[there], echo.at, changes), []).append(echo.at)
        line = changes.line_at(places[side], segment)
        for other, spans in found.items():
            yield Elsewhere(line, places[there], other, tuple(sorted(spans, key=lambda span: (span.start, span.end))))


def _phrases(alignment: Alignment, side: Side, issue: int, changes: Changes) -> Iterator[Phrase]:
    segments = alignment.side(side).segments
    for bead in alignment.beads:
        mine, spans = (bead.base, bead.gone) if side is Side.BASE else (bead.other, bead.new)
        if spans and segments[mine[0]].kind in BODY_KINDS:
            for span in spans:
                yield Phrase(_line_at(alignment, side, issue, span, changes), issue, span)


def _line_at(alignment: Alignment, side: Side, issue: int, span: Span, changes: Changes) -> int:
    """The line in which a stretch of an issue's text begins."""
    segments = alignment.side(side).segments
    index = bisect_right(segments, span.start, key=lambda segment: segment.span.start) - 1
    return changes.line_at(issue, max(index, 0))
