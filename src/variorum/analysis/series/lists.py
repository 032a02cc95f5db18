"""Lists of a series' lines: dropped, returned, first-ever, steady; and where some words stand in it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.analysis.series.news import back_at, tenure, wording_runs
from variorum.model.lineage import LineEventKind
from variorum.model.news import LineNews, Steady, WordsLife, WordsPlace
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS
from variorum.text.normalize import DASHES
from variorum.text.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from variorum.model.lineage import Lineage

# A hyphen or dash as the space that others write there.
_PARTED = dict.fromkeys(map(ord, DASHES), " ")


class ListOrder(StrEnum):
    """What comes first: the latest, the most issues, the longest absence, the longest run, that in the last wording."""

    DATE = "date"
    STOOD = "stood"
    ABSENT = "absent"
    RUN = "run"
    WORDING = "wording"


def dropped_lines(lineage: Lineage, issues: Collection[int], *, back: bool = False) -> tuple[LineNews, ...]:
    """The body lines last dropped at one of these issues, that do not stand in the series since, by issue.

    With `back`, those too that came back after.
    """
    found = _events(lineage, issues, (LineEventKind.DROPPED,))
    return tuple(one for one in found if back or one.back is None)


def returned_lines(lineage: Lineage, issues: Collection[int]) -> tuple[LineNews, ...]:
    """The body lines that came back at one of these issues after an absence, by issue."""
    return tuple(_events(lineage, issues, (LineEventKind.RETURNED,)))


def new_lines(lineage: Lineage, issues: Collection[int]) -> tuple[LineNews, ...]:
    """The body lines that never stood before one of these issues, by issue; parts of a split are not new."""
    return tuple(_events(lineage, issues, (LineEventKind.INTRODUCED,)))


def took_present_wording(lineage: Lineage, issues: Collection[int]) -> tuple[int, ...]:
    """The body lines of the last issue that stood before one of these issues, and stand as they do since it."""
    latest = len(lineage.issues) - 1
    last = [(line, wording_runs(line)) for line in lineage.lines if line.kind in BODY_KINDS]
    return tuple(
        line.number
        for line, runs in last
        if (run := [*runs][-1]).last == latest and run.first in issues and line.first.issue < run.first
    )


def steady_lines(lineage: Lineage, at_least: int) -> tuple[Steady, ...]:
    """The body lines that stood in one wording in so many issues in a row, the most first."""
    found = [
        max(wording_runs(line), key=lambda run: (run.issues, run.last))
        for line in lineage.lines
        if line.kind in BODY_KINDS
    ]
    return tuple(sorted((one for one in found if one.issues >= at_least), key=lambda one: (-one.issues, one.line)))


def in_order(lines: Iterable[LineNews], lineage: Lineage, order: ListOrder) -> tuple[LineNews, ...]:
    """The lines in this order; those alike in it by date, the latest first, then by place."""

    def weight(one: LineNews) -> int:
        if order is ListOrder.ABSENT:
            return one.absent
        if order is ListOrder.DATE:
            return 0
        stood = one.tenure or tenure(lineage.lines[one.line], len(lineage.issues))
        if stood is None:
            return 0
        return {ListOrder.STOOD: stood.issues, ListOrder.WORDING: stood.worded}.get(order, stood.longest_run)

    return tuple(sorted(lines, key=lambda one: (-weight(one), -one.event.issue, one.line)))


def words_life(lineage: Lineage, words: str) -> WordsLife:
    """Where these words stand in the lines of a series, whatever the form of spaces, quotation marks and dashes.

    "mine free" finds "mine-free", and the other way about, in a line that has the words not otherwise.
    Case counts as in `find_passages`: only where a line has the words in their own.
    """
    places = sorted(_places(lineage, words), key=lambda place: (place.issue, place.spans[0].start))
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place.issue <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place.issue)
        else:
            runs.append((place.issue, place.issue))
    return WordsLife(words, tuple(places), tuple(runs))


def _places(lineage: Lineage, words: str) -> Iterator[WordsPlace]:
    """Every line at every issue that has the words; a wording that was read already is not read again."""
    known: dict[str, tuple[tuple[int, int], ...]] = {}
    parted = words.translate(_PARTED) if words.translate(_PARTED).strip() else words
    for line in lineage.lines:
        for event in line.places:
            said = lineage.words(event)
            if said not in known:
                spans = find_passages(said, words) or find_passages(said.translate(_PARTED), parted)
                known[said] = tuple((span.start, span.end) for span in spans)
            start = lineage.issues[event.issue].witness.segments[event.segment or 0].span.start
            if known[said]:
                yield WordsPlace(
                    event.issue, line.number, tuple(Span(start + one, start + two) for one, two in known[said])
                )


def _events(lineage: Lineage, issues: Collection[int], kinds: Sequence[LineEventKind]) -> Iterator[LineNews]:
    found = [
        LineNews(line.number, event, tenure(line, event.issue), back_at(line, event))
        for line in lineage.lines
        if line.kind in BODY_KINDS
        for event in line.events
        if event.kind in kinds and event.issue in issues
    ]
    yield from sorted(found, key=lambda one: (one.event.issue, one.line))
