"""Who voted how in a statement, and what changed of it since the vote before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model.spans import Span


class VoteSide(StrEnum):
    """How somebody voted; `APART` is who abstained or was absent."""

    FOR = "for"
    AGAINST = "against"
    APART = "apart"


class VoteChange(StrEnum):
    """What changed of a vote in one of its lines, against the last vote before.

    `NAMES`: who is for. `DISSENT` and `APART`: somebody is against, or abstained or absent, who was not so;
    `DISSENT_ENDED` and `APART_ENDED`: somebody is so no longer. `REASON`: who stays against says why in other words.
    `WORDING`: more than that changed, as the words before the names, or an office.
    """

    NAMES = "names"
    DISSENT = "dissent"
    APART = "apart"
    DISSENT_ENDED = "dissent ended"
    APART_ENDED = "apart ended"
    REASON = "reason"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One name on one side.

    `span` is the name's, `office` that of what the list says after it, `reasons` those of why: a clause behind the
    name, sentences that follow the list.
    """

    side: VoteSide
    name: str
    span: Span
    office: Span | None = None
    reasons: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dissent:
    """A name against, or apart, that was not so in the vote before.

    `last` is the place of the issue, before that vote, in which the name last stood on that side; None where it is in
    none that can be read.
    """

    ballot: Ballot
    last: int | None


@dataclass(frozen=True, slots=True)
class EndedDissent:
    """A name that was against, or apart, in the vote before and is so no longer; `now` is its side, None for none."""

    ballot: Ballot
    now: VoteSide | None


@dataclass(frozen=True, slots=True)
class VoteNews:
    """What changed among the names of an issue's vote since the last issue, `before`, that tells one.

    `joined` and `left` are names for, in text order of their issues; who changed sides stands in neither. `again` are
    those against or apart in both votes whose reasons are in other words now. `lines` are the numbers of those lines of
    the two votes in which nothing but names changed, and of new ones that are reasons told of here; `unread` are the
    issues before, by place, whose votes cannot be read by name.
    """

    before: int
    joined: tuple[Ballot, ...]
    left: tuple[Ballot, ...]
    dissents: tuple[Dissent, ...]
    again: tuple[Ballot, ...]
    ended: tuple[EndedDissent, ...]
    lines: tuple[int, ...]
    unread: tuple[int, ...] = ()
