"""The life of every line of a series: its events, issue by issue, each with the span that proves it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.model.votes import VoteChange

if TYPE_CHECKING:
    from variorum.model.alignment import BeadKind, SegmentedWitness
    from variorum.model.provenance import Issue
    from variorum.model.spans import Span
    from variorum.model.units import SegmentKind
    from variorum.model.witnesses import Derivation, Limit


class LineEventKind(StrEnum):
    """What became of a line at one issue.

    `DROPPED` and a `MERGED` without a place of its own are events of absence: the line stands in the issue before and
    not in this one. All others have a segment.
    """

    INTRODUCED = "introduced"
    KEPT = "kept"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Succession:
    """Segments of one issue that go on in another, as an alignment says it, without the words.

    `strands` says which segment goes on as which, (base, other), each at most once: in a split or merge those that
    keep most of the words. `kind` is none of dropped and added.
    """

    base: tuple[int, ...]
    other: tuple[int, ...]
    kind: BeadKind
    score: float
    moved: bool
    judged: bool
    strands: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SeriesIssue:
    """One column: an issue of the series as it was read.

    `reference` names its witness in the archive (or the file it came from), `whole` says whether absence from its text
    is a fact.
    """

    reference: str
    issue: Issue
    title: str | None
    witness: SegmentedWitness

    @property
    def whole(self) -> bool:
        """Whether the text is known to have been read whole."""
        return self.witness.witness.text.whole

    @property
    def date(self) -> str:
        """The stated date, "" where unknown."""
        return self.issue.date


@dataclass(frozen=True, slots=True)
class LineEvent:
    """What became of a line at one issue; `issue` and `before` are places in `Lineage.issues`, from 0.

    `segment` is the line's segment there, None where the line is absent. `before` and `before_segment` say where its
    earlier self stands (the issue before, unless the line returned), and `score` in [0, 1] how like it is; None where
    there is none. `wording` numbers the line's wordings from 0 in the order of first use: form does not count.
    `lines` are the other lines of a split or merge, by number. `certain` is false where the line is absent from a text
    that is not known to have been read whole: then it is not found in the text read, and that is all. `vote` says what
    changed by name and side in a line of a vote, () where nothing did or the votes cannot be read: see
    `variorum.analysis.series.vote_changes`, which sets it.
    """

    issue: int
    kind: LineEventKind
    segment: int | None
    wording: int | None = None
    moved: bool = False
    score: float | None = None
    before: int | None = None
    before_segment: int | None = None
    lines: tuple[int, ...] = ()
    judged: bool = False
    certain: bool = True
    vote: tuple[VoteChange, ...] = ()

    @property
    def names_alone(self) -> bool:
        """Whether all that changed in the words of the line is who voted on which side: that is no rewording."""
        return bool(self.vote) and not {VoteChange.REASON, VoteChange.WORDING} & set(self.vote)

    @property
    def present(self) -> bool:
        """Whether the line stands in the issue."""
        return self.segment is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One segment followed through a series.

    `events` are in the order of the issues; the first is introduced, or split from the lines it names. `number` is its
    place in order of first use and changes when an old issue is found late; `Lineage.anchor` gives what never does.
    `formulaic` lines say nothing of their own: numbering and dates, fewer than two content words; and, of a series in
    an archive, lines whose usual words stand in three series of it or more. A series in memory cannot tell the latter.
    """

    number: int
    kind: SegmentKind
    events: tuple[LineEvent, ...]
    formulaic: bool = False

    @property
    def places(self) -> tuple[LineEvent, ...]:
        """The events at which the line stands in an issue, in order."""
        return tuple(event for event in self.events if event.segment is not None)

    def at(self, issue: int) -> LineEvent | None:
        """What became of the line at an issue, None where nothing did."""
        return next((event for event in self.events if event.issue == issue), None)

    @property
    def first(self) -> LineEvent:
        """Where the line first stands."""
        return self.events[0]

    @property
    def last(self) -> LineEvent:
        """Where the line last stands."""
        return next(event for event in reversed(self.events) if event.segment is not None)

    @property
    def usual(self) -> LineEvent:
        """Where the line first stands in the wording that it has in most issues, the earliest of such wordings."""
        stood = Counter(event.wording for event in self.places)
        most = max(stood.values())
        return next(event for event in self.places if stood[event.wording] == most)

    @property
    def wordings(self) -> int:
        """How many wordings the line has had."""
        return 1 + max(event.wording for event in self.events if event.wording is not None)

    @property
    def longest_run(self) -> int:
        """The most issues in a row in which the line stands."""
        longest = run = 0
        expected = -1
        for event in self.places:
            run = run + 1 if event.issue == expected else 1
            longest, expected = max(longest, run), event.issue + 1
        return longest


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every line of a series.

    Issues are by date, then ordinal. Each segment of each issue belongs to exactly one line. Lines are in order of
    first use: by first issue, then by place in it. The same issues give the same lineage in whatever order they came.
    """

    series: str
    language: str
    issues: tuple[SeriesIssue, ...]
    lines: tuple[Line, ...]
    derivation: Derivation
    limits: tuple[Limit, ...] = ()

    def span(self, event: LineEvent) -> Span | None:
        """Where the line stands in the text of its issue; None where it is absent."""
        if event.segment is None:
            return None
        return self.issues[event.issue].witness.segments[event.segment].span

    def words(self, event: LineEvent) -> str:
        """The exact characters of the line at an issue, "" where it is absent."""
        span = self.span(event)
        return span.of(self.issues[event.issue].witness.content) if span else ""

    def anchor(self, event: LineEvent) -> str:
        """What names a line by one of its places and stays when other issues come: digest and span of the place."""
        span = self.span(event)
        if span is None:
            message = f"a line that is absent has no place: {event}"
            raise ValueError(message)
        return f"{self.issues[event.issue].witness.witness.text.sha256[:12]}-{span.start}-{span.end}"
