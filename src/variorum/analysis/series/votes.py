"""The news of a vote by name and side: a new dissent is news, a rotation is names that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.series.vote_changes import changes_at
from variorum.analysis.series.voting import Votes
from variorum.model.units import SegmentKind
from variorum.model.votes import Dissent, EndedDissent, VoteChange, VoteNews, VoteSide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from variorum.analysis.series.voting import JudgedNames, Vote
    from variorum.model.lineage import Lineage
    from variorum.model.votes import Ballot

_DISSENTING = (VoteSide.AGAINST, VoteSide.APART)


def vote_news(lineage: Lineage, issue: int, judged: JudgedNames = ()) -> VoteNews | None:
    """What changed among the names since the last issue before that tells a vote; None where nothing did.

    None also where either vote cannot be read whole. `judged` are pairs of names that somebody said are one's, or not.
    """
    votes = Votes(lineage, judged)
    now, before = votes.at(issue), votes.before(issue)
    if now is None or before is None or not (now.ballots and before.ballots):
        return None

    def missing(some: Iterable[Ballot], others: Iterable[Ballot]) -> list[Ballot]:
        pool = list(others)
        return [one for one in some if not any(votes.same(one.name, other.name) for other in pool)]

    dissents = tuple(
        Dissent(one, votes.last_on_side(before.issue, one))
        for side in _DISSENTING
        for one in missing(now.on(side), before.on(side))
    )
    ended = tuple(
        EndedDissent(one, next((other.side for other in now.ballots if votes.same(one.name, other.name)), None))
        for side in _DISSENTING
        for one in missing(before.on(side), now.on(side))
    )
    again = _again(now, before, votes.same)
    joined = tuple(missing(now.on(VoteSide.FOR), before.ballots))
    left = tuple(missing(before.on(VoteSide.FOR), now.ballots))
    if not (joined or left or dissents or again or ended):
        return None
    unread = votes.unread(before.issue) if dissents else ()
    return VoteNews(before.issue, joined, left, dissents, again, ended, tuple(_told_by_name(votes, issue)), unread)


def _again(now: Vote, before: Vote, same: Callable[[str, str], bool]) -> tuple[Ballot, ...]:
    """Who is against or apart in both votes, and the reason in other words."""
    return tuple(
        one
        for side in _DISSENTING
        for one in now.on(side)
        for other in before.on(side)
        if same(one.name, other.name) and now.reasons(one) != before.reasons(other)
    )


def _told_by_name(votes: Votes, issue: int) -> Iterator[int]:
    """The numbers of the lines at an issue of which names tell all: also new ones that are reasons told with them."""
    for line in votes.lineage.lines:
        event = line.at(issue) if line.kind is SegmentKind.VOTE else None
        changes = changes_at(event, votes) if event else ()
        # The reason of a line that begins is quoted with the name.
        in_words = {VoteChange.WORDING} if event and event.before is None else {VoteChange.WORDING, VoteChange.REASON}
        if changes and not in_words & set(changes):
            yield line.number
