"""Lines of votes among those that are in other words: what changed in each by name, and which only tell other names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.archive.places import lines_of_kind
from variorum.model.lineage import LineEventKind
from variorum.model.units import SegmentKind
from variorum.model.votes import VoteChange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from variorum.archive.store import Store
    from variorum.model.found import Hit, Scope
    from variorum.model.lineage import Lineage, LineEvent

# Where a line stands: the digest of its text, its first character and the one behind its last.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class ReadVotes:
    """What became of reworded lines of votes, by place: an event and the reference of its issue.

    `rotated` are the numbers of the lines in which, here and in the next issue, nothing changed but who is for.
    """

    told: Mapping[Place, tuple[LineEvent, str]]
    rotated: frozenset[int]

    def said_of(self, hit: Hit) -> Hit:
        """The hit of a line of a vote with what changed by name, and at which issue; any other as it is."""
        event, reference = self.told.get((hit.text_sha256, hit.line_start, hit.line_end), (None, ""))
        if event is None or hit.kind != SegmentKind.VOTE:
            return hit
        return replace(hit, event_at=reference, vote=tuple(change.value for change in event.vote))


def read_votes(store: Store, words: str | None, scope: Scope) -> ReadVotes:
    """What became of the lines of votes that a search for rewordings finds; loads the series of each, once.

    Without words it is every such line of the scope.
    """
    told: dict[Place, tuple[LineEvent, str]] = {}
    rotated: set[int] = set()
    for (slug, language), lines in _by_series(store, words, scope).items():
        events = _rewordings(store, slug, language, {place for _, place in lines})
        for number, place in lines:
            news = [each for each in events[place] if each[0].vote != (VoteChange.NAMES,)]
            if news:
                told[place] = news[0]
            elif events[place]:
                rotated.add(number)
    return ReadVotes(told, frozenset(rotated))


def _by_series(store: Store, words: str | None, scope: Scope) -> dict[tuple[str, str], list[tuple[int, Place]]]:
    """The found lines of votes, each with its number in the archive, by series and language."""
    found: dict[tuple[str, str], list[tuple[int, Place]]] = defaultdict(list)
    for line in lines_of_kind(store.connection, words, SegmentKind.VOTE, scope):
        found[line.series, line.language].append((line.segment, (line.text_sha256, line.start, line.end)))
    return found


def _rewordings(
    store: Store, slug: str, language: str, wanted: Collection[Place]
) -> dict[Place, list[tuple[LineEvent, str]]]:
    """The rewordings from and into these places, the earlier first, each with the reference of its issue."""
    from variorum.workflows.series import trace_series

    lineage = trace_series(store, slug, language=language).lineage
    found: dict[Place, list[tuple[LineEvent, str]]] = {place: [] for place in wanted}
    for line in lineage.lines:
        for event in line.events if line.kind is SegmentKind.VOTE else ():
            if event.kind is LineEventKind.REWORDED:
                for place in dict.fromkeys(_places(lineage, event)):
                    if place in found:
                        found[place].append((event, lineage.issues[event.issue].reference))
    for events in found.values():
        events.sort(key=lambda each: each[0].issue)
    return found


def _places(lineage: Lineage, event: LineEvent) -> Iterator[Place]:
    """Where a line stands at an event, and where it stood before."""
    for issue, segment in ((event.issue, event.segment), (event.before, event.before_segment)):
        if issue is not None and segment is not None:
            witness = lineage.issues[issue].witness
            span = witness.segments[segment].span
            yield witness.witness.text.sha256, span.start, span.end
