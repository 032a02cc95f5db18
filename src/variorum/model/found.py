"""What a search in an archive is limited to, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Limit


class Order(StrEnum):
    """Which lines come first: of the latest date, of the earliest, or best by the weight of the words found (BM25)."""

    NEWEST = "newest"
    EARLIEST = "earliest"
    BEST = "best"


class LineFate(StrEnum):
    """What a line that is looked for went through: it went at the next issue; it is first there, or back; reworded."""

    DROPPED = "dropped"
    ADDED = "added"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look. Dates are ISO 8601 (YYYY, YYYY-MM, YYYY-MM-DD) and belong to it; None and empty set no bound.

    `series` is a slug, an alias or the beginning of one slug; `issuer` is in the issuer's name, whatever the case and
    accents. `event` is what became of the line in its series, as it was last traced.
    """

    series: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    issuer: str | None = None
    kinds: frozenset[SegmentKind] = frozenset()
    event: LineFate | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a kept text, or as much of a very long line as surrounds what was found.

    `words` are the exact characters [start, end) of the stored text whose digest is `text_sha256`; the line is at
    [line_start, line_end). `marks` say where in the stored text what was looked for stands, in order, without overlap.
    `line` and `paragraph` count from 1; they are 0 for a title that stands in no line, which has no place. `score` is
    the likeness to a sentence in [0, 1], or the weight of the words found, greater being better; None where the order
    is by date. `contained` is the share of a sentence's words, by weight, that stand in the line in their order,
    however long the line; None where no sentence was looked for, or one of too few words. `nearness` says in words
    which of the two it was found by, "" where no sentence was. `warnings` say what the reader met: where there are any,
    the text may not have been read right. `date` is that of the issue, "" where unknown. `event` is what became of the
    line, where that was asked for, and `event_at` the issue at which it did: of a dropped line the next issue, which
    has it no more. `vote` says of a reworded line of a vote what changed by name (`variorum.model.votes.VoteChange`).
    """

    reference: str
    series: str
    date: str
    words: str
    score: float | None
    contained: float | None
    nearness: str
    kind: str
    line: int
    paragraph: int
    start: int
    end: int
    line_start: int
    line_end: int
    marks: tuple[Span, ...]
    title: str | None
    issuer: str | None
    stated: str | None
    published: str | None
    captured: str
    url: str | None
    text_sha256: str
    warnings: tuple[str, ...]
    event: str = ""
    event_at: str = ""
    vote: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """Lines that were found: the first `limit` of `total`; `limits` are bounds that may have kept others out.

    `statements` is how many texts the scope has: what was looked through. `rotations` is how many lines of votes a
    search for rewordings left out, since nothing changed in them but who is for.
    """

    rows: tuple[Hit, ...]
    total: int
    statements: int
    limits: tuple[Limit, ...] = ()
    rotations: int = 0
