"""The words that changed from each wording of a line to its next: beads with edits, for the lines of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.beads import CAPITALISED_KINDS
from variorum.align.collate import METHOD, years_between
from variorum.align.edits import bead_edits
from variorum.align.reading import Reading
from variorum.model.alignment import Alignment, Bead, BeadKind
from variorum.model.lineage import LineEventKind
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.lineage import Lineage, LineEvent

# Places of a line in two issues: those of the earlier one, those of the later one, and how like they are.
_Link = tuple[int, int, float | None]
_Group = tuple[tuple[int, ...], tuple[int, ...], float | None]


def rewordings(lineage: Lineage) -> dict[tuple[int, int], Alignment]:
    """The beads of all lines whose words changed, by the places in `lineage.issues` of the two issues.

    The earlier issue is the one before, or, for a line that returned, the last in which it stood. Lines that were split
    or merged stand in one bead. What is kept, came or went has none: these alignments are no whole ones. In the order
    of the later issues.
    """
    vocabulary = Vocabulary()
    readings = [Reading(issue.witness, vocabulary.apart()) for issue in lineage.issues]
    changed: dict[tuple[int, int], Alignment] = {}
    for (j, k), links in sorted(_links(lineage).items(), key=lambda item: (item[0][1], item[0][0])):
        base, other = readings[j].beside(readings[k])
        dates = lineage.issues[j].date or None, lineage.issues[k].date or None
        years = years_between(*dates, base, other)
        beads = tuple(_bead(base, other, group, years) for group in _groups(links))
        changed[j, k] = Alignment(lineage.issues[j].witness, lineage.issues[k].witness, beads, 0.0, METHOD)
    return changed


def _links(lineage: Lineage) -> dict[tuple[int, int], list[_Link]]:
    """Which places go on as which in other words, by the two issues."""
    places = [{event.issue: event for event in line.places} for line in lineage.lines]
    links: dict[tuple[int, int], list[_Link]] = {}
    for line in lineage.lines:
        for event in line.events:
            for before, here in _answers(places, line.number, event):
                pair = (before.issue, here.issue)
                links.setdefault(pair, []).append((before.segment or 0, here.segment or 0, here.score))
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


def _groups(links: Sequence[_Link]) -> list[_Group]:
    """Links that share a place, as one group, in the later issue's order."""
    groups: list[tuple[set[int], set[int], list[float]]] = []
    for i, j, score in sorted(links, key=lambda link: link[:2]):
        mine: set[int] = {i}
        theirs: set[int] = {j}
        scores = [] if score is None else [score]
        apart = []
        for group in groups:
            if i in group[0] or j in group[1]:
                mine, theirs, scores = mine | group[0], theirs | group[1], group[2] + scores
            else:
                apart.append(group)
        groups = [*apart, (mine, theirs, scores)]
    made = [(tuple(sorted(m)), tuple(sorted(t)), max(s, default=None)) for m, t, s in groups]
    return sorted(made, key=lambda group: group[1])


def _bead(base: Reading, other: Reading, group: _Group, years: int | None) -> Bead:
    mine, theirs = [base.segments[i] for i in group[0]], [other.segments[j] for j in group[1]]
    title_like = any(segment.kind in CAPITALISED_KINDS for segment in (*mine, *theirs))
    sides = base.units_of(group[0]), other.units_of(group[1])
    words = bead_edits(*sides, mine, theirs, title_like=title_like, years=years)
    return Bead(group[0], group[1], _kind(group), group[2], "", edits=tuple(words.edits))


def _kind(group: _Group) -> BeadKind:
    if len(group[0]) == 1 and len(group[1]) > 1:
        return BeadKind.SPLIT
    return BeadKind.MERGED if len(group[0]) > 1 and len(group[1]) == 1 else BeadKind.REWORDED
