"""What the pages of a series say of a vote: who joined and left, who is newly against and why, who no longer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.votes import VoteSide
from variorum.render.lineage_words import issue_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.news import IssueNews
    from variorum.model.spans import Span
    from variorum.model.votes import Ballot, VoteNews

APART = "abstained or absent"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a page, or of a statement where `quoted`."""

    words: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class VotePart:
    """One part of the news of a vote: its label, what is said, and where the first name of it stands."""

    label: str
    said: tuple[Said, ...]
    place: LineEvent


def vote_parts(lineage: Lineage, news: IssueNews, *, signs: bool = True) -> tuple[VotePart, ...]:
    """The news of a vote by name and side, nothing where names tell none; with `signs` + and − for joined and left."""
    told = news.names
    if told is None:
        return ()
    return tuple(_parts(_Telling(lineage, news.issue, told), signs=signs))


def votes_heading(lineage: Lineage, news: IssueNews) -> str:
    """The name of the part, with the issue against which names are told where that is not the one before."""
    if news.names is None or news.names.before == news.previous:
        return "Votes"
    return f"Votes, names since {issue_name(lineage, news.names.before)}"


@dataclass(frozen=True, slots=True)
class _Telling:
    lineage: Lineage
    issue: int
    told: VoteNews

    def content(self, issue: int) -> str:
        return self.lineage.issues[issue].witness.content

    def place(self, issue: int, span: Span) -> LineEvent:
        """The event of the line in which a name stands."""
        segments = self.lineage.issues[issue].witness.segments
        index = next(part.index for part in segments if part.span.start <= span.start < part.span.end)
        events = (event for line in self.lineage.lines for event in line.places)
        return next(event for event in events if (event.issue, event.segment) == (issue, index))


def _parts(telling: _Telling, *, signs: bool) -> Iterator[VotePart]:
    told, lineage = telling.told, telling.lineage
    moves = [(told.joined, "+ ", "joined: ", telling.issue), (told.left, "− ", "left: ", told.before)]
    said = [
        ", ".join(sign + one.name for one in some) if signs else word + ", ".join(one.name for one in some)
        for some, sign, word, _ in moves
        if some
    ]
    if said:
        some, _, _, issue = next(move for move in moves if move[0])
        yield VotePart("For", (Said("; ".join(said) + "."),), telling.place(issue, some[0].span))
    for side, label in ((VoteSide.AGAINST, "against"), (VoteSide.APART, APART)):
        last = {one.ballot: one.last for one in told.dissents if one.ballot.side is side}
        again = [one for one in told.again if one.side is side]
        ended = {one.ballot: one.now for one in told.ended if one.ballot.side is side}

        def since(ballot: Ballot, last: dict[Ballot, int | None] = last) -> str:
            before = last[ballot]
            if before is not None:
                return f"last on {issue_name(lineage, before)}"
            return f"first time in {'the votes that can be read' if told.unread else 'this series'}"

        if last:
            yield _with_reasons(telling, label.capitalize(), list(last), since)
        if again:
            yield _with_reasons(telling, f"Still {label}, in other words", again, lambda _: "")
        if ended:
            names = ", ".join(one.name + (f" (now {_SIDES[now]})" if now else "") for one, now in ended.items())
            place = telling.place(told.before, next(iter(ended)).span)
            yield VotePart(f"No longer {label}", (Said(f"{names}."),), place)


_SIDES = {VoteSide.FOR: "for", VoteSide.AGAINST: "against", VoteSide.APART: APART}


def _with_reasons(telling: _Telling, label: str, ballots: Sequence[Ballot], aside: Callable[[Ballot], str]) -> VotePart:
    """Names, those with the same reasons together, each with what is to be said of it, then the reasons, quoted."""
    content = telling.content(telling.issue)
    said: list[Said] = []
    for reasons, group in groupby(ballots, key=lambda one: one.reasons):
        names = [one.name + (f" ({told})" if (told := aside(one)) else "") for one in group]
        said.append(Said(("; " if said else "") + ", ".join(names) + (", " if reasons else "")))
        for n, span in enumerate(reasons):
            said += [Said(" ")] if n else []
            said.append(Said(" ".join(span.of(content).split()), quoted=True))
    closed = said[-1].quoted and said[-1].words.endswith((".", "!", "?"))
    return VotePart(label, (*said, Said("" if closed else ".")), telling.place(telling.issue, ballots[0].span))
