"""Who voted how in a statement, and what changed of it since the issue before."""

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


@dataclass(frozen=True, slots=True)
class Ballot:
    """One name on one side. `span` is the name's, `reason` what the same sentence says of why."""

    side: VoteSide
    name: str
    span: Span
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Dissent:
    """A name against, or apart, that was not so in the issue before.

    `last` is the place of the issue, before this one, in which the name last stood on that side, None where in none.
    """

    ballot: Ballot
    last: int | None


@dataclass(frozen=True, slots=True)
class VoteNews:
    """What changed among the names of two neighbouring issues that both tell a vote.

    `joined` and `left` are names for, in text order of their issues; who changed sides stands in neither. `ended` are
    those against or apart in the issue before and no longer.
    """

    joined: tuple[Ballot, ...]
    left: tuple[Ballot, ...]
    dissents: tuple[Dissent, ...]
    ended: tuple[Ballot, ...]
