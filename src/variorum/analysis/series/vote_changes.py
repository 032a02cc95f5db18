"""What changed of a vote in each of its lines: names, a dissent that came, went or has another reason; or the words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.series.ballots import side_of
from variorum.analysis.series.voting import Votes
from variorum.model.lineage import LineEventKind
from variorum.model.units import SegmentKind
from variorum.model.votes import VoteChange, VoteSide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.analysis.series.ballots import VoteList
    from variorum.analysis.series.voting import JudgedNames, Vote
    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.votes import Ballot

_CAME = {VoteSide.AGAINST: VoteChange.DISSENT, VoteSide.APART: VoteChange.APART}
_ENDED = {VoteSide.AGAINST: VoteChange.DISSENT_ENDED, VoteSide.APART: VoteChange.APART_ENDED}


def with_vote_changes(lineage: Lineage, judged: JudgedNames = ()) -> Lineage:
    """The lineage, each event of a line of a vote saying what changed by name and side; linear in the votes.

    `judged` are pairs of names that somebody said are one's, or are not.
    """
    if not any(line.kind is SegmentKind.VOTE for line in lineage.lines):
        return lineage
    votes = Votes(lineage, judged)
    lines = tuple(_told(line, votes) if line.kind is SegmentKind.VOTE else line for line in lineage.lines)
    return replace(lineage, lines=lines)


def _told(line: Line, votes: Votes) -> Line:
    return replace(line, events=tuple(replace(event, vote=changes_at(event, votes)) for event in line.events))


def changes_at(event: LineEvent, votes: Votes) -> tuple[VoteChange, ...]:
    """What changed in a line of a vote at an event; nothing where a vote cannot be read, or tells nobody."""
    if event.kind is LineEventKind.KEPT:
        return ()
    now, before = votes.at(event.issue), votes.before(event.issue)
    if now is None or before is None or not (now.ballots and before.ballots):
        return ()
    return tuple(dict.fromkeys(_Line(event, votes, now, before).changes()))


class _Line:
    """A line at an event, in the vote `now` against the vote `before`: the names in it, and those it had."""

    def __init__(self, event: LineEvent, votes: Votes, now: Vote, before: Vote) -> None:
        self.votes, self.now, self.before = votes, now, before
        earlier = None if event.before is None else votes.at(event.before)
        here = _lists_in(now, event.segment)
        had = _lists_in(earlier, event.before_segment)
        # A line that begins is told against the lists of its side, one that ends against those that stand in its place.
        sides = {one.side for one in (*here, *had)}
        self.here = here if event.present else _of_sides(now, sides)
        self.had_vote, self.had = (earlier, had) if earlier else (before, _of_sides(before, sides))
        self.ballots = _ballots(now, event.segment)
        self.ballots_had = _ballots(earlier, event.before_segment)
        self.reworded = event.score is None or event.score < 1

    def changes(self) -> Iterator[VoteChange]:
        """What changed in the line, in the order of `VoteChange`."""
        if self._names(self.here, VoteSide.FOR, self.had) or self._names(self.had, VoteSide.FOR, self.here):
            yield VoteChange.NAMES
        for side, change in _CAME.items():
            if any(one.side is side and not self._is_on(self.before, one) for one in self.ballots):
                yield change
        for side, change in _ENDED.items():
            if any(one.side is side and not self._is_on(self.now, one) for one in self.ballots_had):
                yield change
        if any(one.side in _CAME and self._says_otherwise(one) for one in self.ballots):
            yield VoteChange.REASON
        if self.reworded and self._is_reworded():
            yield VoteChange.WORDING

    def _names(self, some: Sequence[VoteList], side: VoteSide, others: Sequence[VoteList]) -> list[Ballot]:
        """The names on a side of some lists that others lack, where both have that side."""
        lists, names = side_of(some, side)
        others_lists, others_names = side_of(others, side)
        if not (lists and others_lists):
            return []
        return [one for one in names if not any(self.votes.same(one.name, other.name) for other in others_names)]

    def _is_on(self, vote: Vote, ballot: Ballot) -> bool:
        return any(self.votes.same(one.name, ballot.name) for one in vote.on(ballot.side))

    def _says_otherwise(self, ballot: Ballot) -> bool:
        earlier = [one for one in self.before.on(ballot.side) if self.votes.same(one.name, ballot.name)]
        return any(self.now.reasons(ballot) != self.before.reasons(one) for one in earlier)

    def _is_reworded(self) -> bool:
        """Whether lists open in other words, or somebody who stayed in them has another office."""
        for side in VoteSide:
            (lists, names), (lists_had, names_had) = side_of(self.here, side), side_of(self.had, side)
            if lists and lists_had and [one.frame for one in lists] != [one.frame for one in lists_had]:
                return True
            stayed = [(one, other) for one in names for other in names_had if self.votes.same(one.name, other.name)]
            if any(self.now.office(one) != self.had_vote.office(other) for one, other in stayed):
                return True
        return False


def _lists_in(vote: Vote | None, segment: int | None) -> Sequence[VoteList]:
    return [one for one in vote.lists if one.segment == segment] if vote else []


def _of_sides(vote: Vote, sides: set[VoteSide]) -> Sequence[VoteList]:
    return [one for one in vote.lists if one.side in sides]


def _ballots(vote: Vote | None, segment: int | None) -> Sequence[Ballot]:
    """The ballots whose name, or a reason of whose, stands in a segment."""
    if vote is None or segment is None:
        return []
    span = vote.witness.segments[segment].span
    return [
        one for one in vote.ballots if any(span.start <= each.start < span.end for each in (one.span, *one.reasons))
    ]
