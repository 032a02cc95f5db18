"""What a comparison of an issue with the one before it adds to its news: where words of absent lines stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.model.lineage import LineEventKind
from variorum.model.news import Elsewhere, Phrase
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.analysis.series.between import Changes
    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueNews
    from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class Beside:
    """An issue beside the one before: words of absent lines that stand elsewhere, phrases gone from lines, and new."""

    elsewhere: tuple[Elsewhere, ...] = ()
    gone: tuple[Phrase, ...] = ()
    new: tuple[Phrase, ...] = ()


def beside_the_one_before(issue: int, changes: Changes) -> Beside:
    """An issue, by place, beside the one before; nothing for the first.

    Costs one comparison of two issues whose lines are paired already.
    """
    if not issue:
        return Beside()
    alignment = changes.between(issue - 1, issue)
    return Beside(
        tuple(_elsewhere(alignment, issue, changes)),
        _in_text_order(_phrases(alignment, Side.BASE, issue - 1, changes)),
        _in_text_order(_phrases(alignment, Side.OTHER, issue, changes)),
    )


def _in_text_order(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Phrases of one text as it has them: its lines may have been paired in another order."""
    return tuple(sorted(phrases, key=lambda one: one.span.start))


def with_beside(told: IssueNews, beside: Beside) -> IssueNews:
    """The news of an issue with what a comparison adds to it."""
    came = {one.line for one in (*told.introduced, *told.dropped)}
    elsewhere = tuple(one for one in beside.elsewhere if one.line in came)
    return replace(told, elsewhere=elsewhere, gone=beside.gone, new=beside.new)


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


def _elsewhere(alignment: Alignment, issue: int, changes: Changes) -> Iterator[Elsewhere]:
    """For each line without an answer the lines that have words of it in the other issue."""
    places = {Side.BASE: issue - 1, Side.OTHER: issue}
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
