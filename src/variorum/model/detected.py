"""The series that were found in a pile of documents, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Piled:
    """A document of a pile, as far as its series goes. The name of its file is no part of it.

    `date` is ISO 8601 (a year, a month or a day), "" where unknown; `series` is the one that a person put it into, None
    where nobody did.
    """

    text: str
    language: str | None = None
    title: str | None = None
    issuer: str | None = None
    date: str = ""
    series: str | None = None


class Rhythm(StrEnum):
    """How the dates of a series follow one another. YEARLY: always at one time of the year."""

    YEARLY = "yearly"
    REGULAR = "regular"
    IRREGULAR = "irregular"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cadence:
    """`days` lie between two neighbouring dates, in the middle of all; None where there are no two dates."""

    rhythm: Rhythm
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Documents that seem to be one series; members are places in the pile, by date, then place.

    `name` is a slug. `existing` says that a person named the series before, and `known` are the members which were in
    it; they are kept there. `titles` are the words that the members' titles have in common, without numbers and dates;
    `titled` is how many of the members have them all. `wording` is the share of a text's four-word runs that stand in
    the one before, in the middle of all members; None where one is too short to tell. `by_title` are members whose
    texts would not have told: title and rhythm did. `beside` names the proposal of another language that has the same
    days.
    """

    name: str
    members: tuple[int, ...]
    cadence: Cadence
    existing: bool = False
    known: tuple[int, ...] = ()
    language: str | None = None
    issuer: str | None = None
    title: str = ""
    titled: int = 0
    wording: float | None = None
    by_title: tuple[int, ...] = ()
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """Every document of the pile is in at most one proposal; `unsorted` are those in none, without a series before."""

    documents: int
    proposals: tuple[Proposal, ...]
    unsorted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a pile as people are told of it; `name` is a file's, with the place in it, or a reference."""

    name: str
    locator: str = ""
    date: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that was put into a series. `reference` is its own now, `before` the one that it had in the archive.

    `outcome` is what adding it did (see `variorum add`), or "moved".
    """

    document: Listed
    series: str
    reference: str
    before: str | None
    outcome: str
