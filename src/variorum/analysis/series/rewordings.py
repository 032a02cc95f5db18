"""The words that changed from each wording of a line to its next: beads with edits, for the lines of a series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.analysis.series.between import Changes, Pair
    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.news import IssueNews


def rewordings(lineage: Lineage, changes: Changes) -> dict[Pair, Alignment]:
    """The beads of all lines whose words changed, by the places in `lineage.issues` of the two issues.

    The earlier issue is the one before, or, for a line that returned, the last in which it stood. Lines that were split
    or merged stand in one bead. What is kept, came or went has none: these alignments are no whole ones. In the order
    of the later issues.
    """
    found: dict[Pair, Alignment] = {}
    for (j, k), links in sorted(_links(lineage).items(), key=lambda item: (item[0][1], item[0][0])):
        made = [changes.of_lines(j, base, k, other) for base, other in _groups(links)]
        found[j, k] = replace(made[0], beads=tuple(bead for one in made for bead in one.beads), closeness=0.0)
    return found


def news_rewordings(told: IssueNews, changes: Changes) -> dict[tuple[int, ...], Alignment]:
    """What changed in the lines of an issue that were reworded, split or merged, by the numbers of those there."""
    found: dict[tuple[int, ...], Alignment] = {}
    back = [one for gap in told.returned for one in gap.lines if one.event.score != 1]
    for one in (*told.reworded, *told.votes, *back):
        event = one.event
        if event.before is not None and event.before_segment is not None and event.segment is not None:
            found[one.line,] = changes.of_lines(event.before, [event.before_segment], event.issue, [event.segment])
    for family in told.families:
        base = segments_of(changes.lineage, family.before, told.issue - 1)
        found[family.now] = changes.of_lines(
            told.issue - 1, base, told.issue, segments_of(changes.lineage, family.now, told.issue)
        )
    return found


def segments_of(lineage: Lineage, lines: Sequence[int], issue: int) -> list[int]:
    """The segments of some lines in an issue, by the lines' numbers, in the order of its text."""
    events = [lineage.lines[number].at(issue) for number in lines]
    return sorted(event.segment for event in events if event is not None and event.segment is not None)


def _links(lineage: Lineage) -> dict[Pair, list[Pair]]:
    """Which places go on as which in other words, by the two issues."""
    places = [{event.issue: event for event in line.places} for line in lineage.lines]
    links: dict[Pair, list[Pair]] = {}
    for line in lineage.lines:
        for event in line.events:
            for before, here in _answers(places, line.number, event):
                pair = (before.issue, here.issue)
                links.setdefault(pair, []).append((before.segment or 0, here.segment or 0))
    return links


def _answers(
    places: Sequence[dict[int, LineEvent]], line: int, event: LineEvent
) -> Iterator[tuple[LineEvent, LineEvent]]:
    """The earlier and later places that an event joins, where the words between them changed."""
    if event.segment is None:
        standing = places[line].get(event.issue - 1)
        for other in event.lines if event.kind is LineEventKind.MERGED else ():
            into = places[other].get(event.issue)
            if standing is not None and into is not None:
                yield standing, into
    elif event.before is not None:
        before = places[line][event.before]
        parted = event.kind in (LineEventKind.SPLIT, LineEventKind.MERGED, LineEventKind.REWORDED)
        if parted or before.wording != event.wording:
            yield before, event
    elif event.kind is LineEventKind.SPLIT:
        for parent in event.lines:
            standing = places[parent].get(event.issue - 1)
            if standing is not None:
                yield standing, event


def _groups(links: Sequence[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Segments that links hold together, those of the earlier issue and of the later, in the later one's order."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        mine, theirs = {i}, {j}
        apart = []
        for group in groups:
            if i in group[0] or j in group[1]:
                mine, theirs = mine | group[0], theirs | group[1]
            else:
                apart.append(group)
        groups = [*apart, (mine, theirs)]
    return sorted(((tuple(sorted(m)), tuple(sorted(t))) for m, t in groups), key=lambda group: group[1])
