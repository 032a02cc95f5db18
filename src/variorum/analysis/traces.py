"""What is remembered of a series while its lines are followed: the issues as they were read, and each line so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from variorum.align.beads import CAPITALISED_KINDS, score_of
from variorum.align.edits import bead_edits
from variorum.analysis.wordings import WordingsInMemory
from variorum.model.units import BODY_KINDS
from variorum.text.tokenize import STEM_LENGTH, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.analysis.wordings import Forms, Wordings
    from variorum.model.lineage import LineEvent, SeriesIssue
    from variorum.model.units import SegmentKind


class Place(NamedTuple):
    """A segment of a text, whatever issue has that text."""

    text_sha256: str
    segment: int


class ReadIssue:
    """An issue as it was read. `lines` has the number of each segment's line, -1 while it is not known."""

    def __init__(self, issue: SeriesIssue, reading: Reading) -> None:
        self.issue = issue
        self.reading = reading
        runs = reading.wordings
        names = reading.vocabulary.forms
        self.forms: list[Forms] = [tuple(map(names.__getitem__, run)) for run in runs]
        self.stems = [_content(run, reading) for run in runs]
        self.lines = [-1] * len(runs)

    def place(self, segment: int) -> Place:
        """What names one of its segments in whatever issue."""
        return Place(self.issue.witness.witness.text.sha256, segment)

    def group(self, segment: int) -> str:
        """Which lines may be one with a segment: those of the body are one group, each other kind is its own."""
        kind = self.reading.segments[segment].kind
        return "body" if kind in BODY_KINDS else kind.value

    def likeness(self, segment: int, other: ReadIssue, there: int) -> float:
        """The share of the words of both that stayed; 1.0 where two segments differ in form alone."""
        if self.forms[segment] == other.forms[there]:
            return 1.0
        base, later = self.reading.beside(other.reading)
        mine, theirs = [base.segments[segment]], [later.segments[there]]
        units = base.units_of((segment,)), later.units_of((there,))
        title_like = mine[0].kind in CAPITALISED_KINDS or theirs[0].kind in CAPITALISED_KINDS
        words = bead_edits(*units, mine, theirs, title_like=title_like, years=None, counted=True)
        return score_of(words, *(side.count_words(0, len(side)) for side in units))


@dataclass(slots=True)
class Trace:
    """A line that is being followed. `issue`, `segment` and `wording` are those of its last place.

    `wordings` counts those it has had so far; form does not count.
    """

    kind: SegmentKind
    group: str
    content: int
    issue: int = -1
    segment: int = -1
    wording: int = -1
    wordings: int = 0
    events: list[LineEvent] = field(default_factory=list)

    def stand(self, issue: int, segment: int, known: int | None, *, kept: bool) -> int:
        """Note where the line stands next, and say which of its wordings it has there: `known`, if it had it before."""
        if known is not None:
            self.wording = known
        elif not kept:
            self.wording, self.wordings = self.wordings, self.wordings + 1
        self.issue, self.segment = issue, segment
        return self.wording


def _content(run: Sequence[int], reading: Reading) -> tuple[str, ...]:
    """The stems of the content words of a line, each once; numbers and dates are none."""
    classes, names = reading.vocabulary.classes, reading.vocabulary.forms
    return tuple(dict.fromkeys(names[form][:STEM_LENGTH] for form in run if classes[form] == WORD))


class Issues(Protocol):
    """The issues so far, by number."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> ReadIssue: ...
    def append(self, issue: ReadIssue) -> None:
        """Remember the next issue."""

    def having(self, text_sha256: str) -> Sequence[int]:
        """The numbers of the issues that have a text, ascending."""


class Traces(Protocol):
    """The lines so far, by number; what is changed in one stays changed."""

    def __len__(self) -> int: ...
    def __getitem__(self, line: int) -> Trace: ...
    def append(self, trace: Trace) -> None:
        """Remember a line that begins."""


class Memory(Protocol):
    """What is remembered of a series while it is traced."""

    @property
    def issues(self) -> Issues:
        """The issues so far."""

    @property
    def traces(self) -> Traces:
        """The lines so far."""

    @property
    def wordings(self) -> Wordings:
        """What the lines have said so far."""


class InMemory:
    """The memory of a series that is traced at once."""

    def __init__(self) -> None:
        self.issues = IssuesInMemory()
        self.traces: list[Trace] = []
        self.wordings = WordingsInMemory()


class IssuesInMemory(list[ReadIssue]):
    """The issues so far, by number."""

    def having(self, text_sha256: str) -> Sequence[int]:
        """The numbers of the issues that have a text, ascending."""
        return [k for k, one in enumerate(self) if one.issue.witness.witness.text.sha256 == text_sha256]
