"""What is remembered of a series while its lines are followed: the issues as they were read, and each line so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from variorum.analysis.series.issues import ReadIssue
from variorum.analysis.series.wordings import WordingsInMemory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.series.wordings import Wordings
    from variorum.model.lineage import LineEvent
    from variorum.model.units import SegmentKind


@dataclass(slots=True)
class Trace:
    """A line that is being followed. `issue`, `segment` and `wording` are those of its last place.

    `wordings` counts those it has had so far; form does not count. `into` is the line that took it in since, if any.
    """

    kind: SegmentKind
    group: str
    content: int
    issue: int = -1
    segment: int = -1
    wording: int = -1
    wordings: int = 0
    into: int | None = None
    events: list[LineEvent] = field(default_factory=list)

    def stand(self, issue: int, segment: int, known: int | None, *, kept: bool) -> int:
        """Note where the line stands next, and say which of its wordings it has there: `known`, if it had it before."""
        if known is not None:
            self.wording = known
        elif not kept:
            self.wording, self.wordings = self.wordings, self.wordings + 1
        self.issue, self.segment, self.into = issue, segment, None
        return self.wording


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
