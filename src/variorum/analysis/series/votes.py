"""Follows the votes of a series by name and side: a new dissent is news, a rotation is names that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.series.ballots import name_key, side_of, vote_lists
from variorum.model.units import SegmentKind
from variorum.model.votes import Dissent, EndedDissent, VoteNews, VoteSide
from variorum.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from variorum.analysis.series.ballots import VoteList
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.lineage import Lineage
    from variorum.model.spans import Span
    from variorum.model.votes import Ballot

_WHO = re.compile(r"^(?:who|(?:each|both|all) of whom|(?:each|both|all)(?= preferring)) ")
_WORD = re.compile(r"\w+")
_DISSENTING = (VoteSide.AGAINST, VoteSide.APART)


@dataclass(frozen=True, slots=True)
class _Vote:
    """The vote of an issue: its lists and where they stand."""

    issue: int
    witness: SegmentedWitness
    lists: tuple[VoteList, ...]

    @property
    def ballots(self) -> list[Ballot]:
        return [ballot for one in self.lists for ballot in one.ballots]

    def on(self, side: VoteSide) -> Sequence[Ballot]:
        return side_of(self.lists, side)[1]

    def said(self, span: Span) -> str:
        return " ".join(fold(span.of(self.witness.content)).split())

    def reasons(self, ballot: Ballot) -> list[list[str]]:
        """The words of the reasons, alike for one dissenter and for each of several."""
        return [_WORD.findall(_WHO.sub("", self.said(span))) for span in ballot.reasons]


def vote_news(lineage: Lineage, issue: int, judged: Sequence[tuple[tuple[str, str], bool]] = ()) -> VoteNews | None:
    """What changed among the names since the last issue before that tells a vote; None where nothing did.

    None also where either vote cannot be read whole. `judged` are pairs of names that somebody said are one's, or not.
    """
    now = _vote(lineage, issue)
    before = next((vote for k in range(issue - 1, -1, -1) if (vote := _vote(lineage, k, told=True))), None)
    if now is None or before is None or not (now.ballots and before.ballots):
        return None
    same = sameness(judged)

    def missing(some: Iterable[Ballot], others: Iterable[Ballot]) -> list[Ballot]:
        pool = list(others)
        return [one for one in some if not any(same(one.name, other.name) for other in pool)]

    dissents = tuple(
        Dissent(one, _last_on_side(lineage, before.issue, one, same))
        for side in _DISSENTING
        for one in missing(now.on(side), before.on(side))
    )
    ended = tuple(
        EndedDissent(one, next((other.side for other in now.ballots if same(one.name, other.name)), None))
        for side in _DISSENTING
        for one in missing(before.on(side), now.on(side))
    )
    again = _again(now, before, same)
    joined = tuple(missing(now.on(VoteSide.FOR), before.ballots))
    left = tuple(missing(before.on(VoteSide.FOR), now.ballots))
    if not (joined or left or dissents or again or ended):
        return None
    names_alone = [side for side in VoteSide if _names_alone(now, before, side, again, same)]
    lines = _lines(lineage, [(vote, names_alone) for vote in (before, now)])
    lines |= _told_reasons(lineage, now, [*(one.ballot for one in dissents), *again])
    unread = _unread(lineage, before.issue) if dissents else ()
    return VoteNews(before.issue, joined, left, dissents, again, ended, tuple(sorted(lines)), unread)


def sameness(judged: Sequence[tuple[tuple[str, str], bool]]) -> Callable[[str, str], bool]:
    """Whether two names are one's: as somebody said, else by first and last name, a father's and a son's apart.

    A name without a first one ("Ms. Lee") is that of whoever has the last.
    """
    said = {frozenset(map(fold, pair)): verdict for pair, verdict in judged}

    def same(one: str, other: str) -> bool:
        for pair in ((one, other), (_unsuffixed(one), _unsuffixed(other))):
            verdict = said.get(frozenset(map(fold, pair)))
            if verdict is not None and fold(pair[0]) != fold(pair[1]):
                return verdict
        (first, last), (first_other, last_other) = name_key(one), name_key(other)
        if last != last_other or {_suffix(one), _suffix(other)} == {"jr", "sr"}:
            return False
        return first == first_other or not (first and first_other)

    return same


def _vote(lineage: Lineage, issue: int, *, told: bool = False) -> _Vote | None:
    """The vote of an issue; None where there is none that can be read, with `told` only where there is none at all."""
    witness = lineage.issues[issue].witness
    lists = vote_lists(witness)
    if not lists and not (told and any(segment.kind is SegmentKind.VOTE for segment in witness.segments)):
        return None
    return _Vote(issue, witness, lists)


def _unread(lineage: Lineage, until: int) -> tuple[int, ...]:
    """The issues before a place whose vote cannot be read."""
    votes = (_vote(lineage, k, told=True) for k in range(until))
    return tuple(vote.issue for vote in votes if vote and not vote.lists)


def _again(now: _Vote, before: _Vote, same: Callable[[str, str], bool]) -> tuple[Ballot, ...]:
    """Who is against or apart in both votes, and the reason in other words."""
    return tuple(
        one
        for side in _DISSENTING
        for one in now.on(side)
        for other in before.on(side)
        if same(one.name, other.name) and now.reasons(one) != before.reasons(other)
    )


def _names_alone(
    now: _Vote, before: _Vote, side: VoteSide, again: Sequence[Ballot], same: Callable[[str, str], bool]
) -> bool:
    """Whether nothing but who is on a side changed in its lists: not how they open, nor the offices of who stayed."""
    lists, names = side_of(now.lists, side)
    lists_before, names_before = side_of(before.lists, side)
    if lists and lists_before and [one.frame for one in lists] != [one.frame for one in lists_before]:
        return False
    if any(one.side is side for one in again):
        return False
    stayed = [(one, other) for one in names for other in names_before if same(one.name, other.name)]
    if any(_office(now, one) != _office(before, other) for one, other in stayed):
        return False
    return len(stayed) < max(len(names), len(names_before))


def _office(vote: _Vote, ballot: Ballot) -> str:
    return vote.said(ballot.office) if ballot.office else ""


def _told_reasons(lineage: Lineage, now: _Vote, told: Iterable[Ballot]) -> set[int]:
    """The numbers of first-ever lines that are nothing but reasons, quoted with these names."""
    spans = {span for one in told for span in one.reasons}
    found = (line for line in lineage.lines if line.kind is SegmentKind.VOTE and line.first.issue == now.issue)
    return {line.number for line in found if lineage.span(line.first) in spans}


def _lines(lineage: Lineage, votes: Sequence[tuple[_Vote, Sequence[VoteSide]]]) -> set[int]:
    """The numbers of the lines in which the lists of some sides and their reasons stand."""
    places = set()
    for vote, sides in votes:
        lists = [one for side in sides for one in side_of(vote.lists, side)[0]]
        spans = [span for one in lists for ballot in one.ballots for span in (ballot.span, *ballot.reasons)]
        segments = vote.witness.segments
        places |= {(vote.issue, one.segment) for one in lists}
        places |= {
            (vote.issue, part.index)
            for part in segments
            if any(part.span.start <= span.start < part.span.end for span in spans)
        }
    return {
        line.number
        for line in lineage.lines
        if line.kind is SegmentKind.VOTE and any((event.issue, event.segment) in places for event in line.places)
    }


def _last_on_side(lineage: Lineage, until: int, ballot: Ballot, same: Callable[[str, str], bool]) -> int | None:
    """The last issue before a place in which a name stands on this side."""
    for k in range(until - 1, -1, -1):
        vote = _vote(lineage, k)
        if vote and any(same(one.name, ballot.name) for one in vote.on(ballot.side)):
            return k
    return None


def _unsuffixed(name: str) -> str:
    return name.partition(",")[0]


def _suffix(name: str) -> str:
    ending = fold(name).rstrip(".").rpartition(" ")[2]
    return ending if ending in ("jr", "sr") else ""
