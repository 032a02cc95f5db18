"""The votes of a series, each read once, and whether two names in them are one's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.analysis.series.ballots import name_key, side_of, vote_lists
from variorum.model.units import SegmentKind
from variorum.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.analysis.series.ballots import VoteList
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.lineage import Lineage
    from variorum.model.spans import Span
    from variorum.model.votes import Ballot, VoteSide

    JudgedNames = Sequence[tuple[tuple[str, str], bool]]

_WHO = re.compile(r"^(?:who|(?:each|both|all) of whom|(?:each|both|all)(?= preferring)) ")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote of an issue: its lists, none where one of them cannot be read."""

    issue: int
    witness: SegmentedWitness
    lists: tuple[VoteList, ...]

    @property
    def ballots(self) -> list[Ballot]:
        """Every name, in text order."""
        return [ballot for one in self.lists for ballot in one.ballots]

    def on(self, side: VoteSide) -> Sequence[Ballot]:
        """The names on a side."""
        return side_of(self.lists, side)[1]

    def reasons(self, ballot: Ballot) -> list[list[str]]:
        """The words of the reasons, alike for one dissenter and for each of several."""
        return [_WORD.findall(_WHO.sub("", self._said(span))) for span in ballot.reasons]

    def office(self, ballot: Ballot) -> str:
        """What the list says behind a name, folded; "" for nothing."""
        return self._said(ballot.office) if ballot.office else ""

    def _said(self, span: Span) -> str:
        return " ".join(fold(span.of(self.witness.content)).split())


class Votes:
    """The votes of a series, each read when it is first asked for.

    `judged` are pairs of names that somebody said are one's, or are not.
    """

    def __init__(self, lineage: Lineage, judged: JudgedNames = ()) -> None:
        self.lineage = lineage
        self.same = sameness(judged)
        self._read: dict[int, Vote | None] = {}

    def at(self, issue: int) -> Vote | None:
        """The vote of an issue, None where it tells none."""
        if issue not in self._read:
            witness = self.lineage.issues[issue].witness
            told = any(segment.kind is SegmentKind.VOTE for segment in witness.segments)
            self._read[issue] = Vote(issue, witness, vote_lists(witness)) if told else None
        return self._read[issue]

    def before(self, issue: int) -> Vote | None:
        """The last vote before an issue."""
        return next((vote for k in range(issue - 1, -1, -1) if (vote := self.at(k))), None)

    def unread(self, until: int) -> tuple[int, ...]:
        """The issues before a place whose vote cannot be read."""
        return tuple(k for k in range(until) if (vote := self.at(k)) and not vote.lists)

    def last_on_side(self, until: int, ballot: Ballot) -> int | None:
        """The last issue before a place in which a name stands on this side."""
        for k in range(until - 1, -1, -1):
            vote = self.at(k)
            if vote and any(self.same(one.name, ballot.name) for one in vote.on(ballot.side)):
                return k
        return None


def sameness(judged: JudgedNames) -> Callable[[str, str], bool]:
    """Whether two names are one's: as somebody said, else by first and last name, a father's and a son's apart.

    A name without a first one ("Ms. Lee") is that of whoever has the last.
    """
    said = {frozenset(map(fold, pair)): verdict for pair, verdict in judged}

    def same(one: str, other: str) -> bool:
        for pair in ((one, other), (_unsuffixed(one), _unsuffixed(other))) if said else ():
            verdict = said.get(frozenset(map(fold, pair)))
            if verdict is not None and fold(pair[0]) != fold(pair[1]):
                return verdict
        (first, last, suffix), (first_other, last_other, suffix_other) = _parts(one), _parts(other)
        if last != last_other or {suffix, suffix_other} == {"jr", "sr"}:
            return False
        return first == first_other or not (first and first_other)

    return same


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, str, str]:
    """The first name, the last, and whether a father's or a son's: of the same few names many times."""
    return *name_key(name), _suffix(name)


def _unsuffixed(name: str) -> str:
    return name.partition(",")[0]


def _suffix(name: str) -> str:
    ending = fold(name).rstrip(".").rpartition(" ")[2]
    return ending if ending in ("jr", "sr") else ""
