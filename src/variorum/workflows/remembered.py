"""What an archive remembers of a series, as the tracing asks for it: a part at a time, or all at once to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.series.traces import InMemory, Trace
from variorum.analysis.series.wordings import MOST_LINES, MOST_WORDINGS
from variorum.archive import lineages
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from variorum.analysis.series.issues import Forms, ReadIssue


class WrittenAtOnce(InMemory):
    """A series traced from its first issue on, to be written when all of it is known."""

    def write(self, connection: sqlite3.Connection, traced: int) -> None:
        """Write down every line, event and wording."""
        lineages.save_lines(
            connection, traced, ((number, trace.kind, trace.content) for number, trace in enumerate(self.traces))
        )
        for number, trace in enumerate(self.traces):
            lineages.save_events(connection, traced, ((number, event) for event in trace.events))
            lineages.save_wordings(connection, traced, number, self.wordings.wordings_of(number))
            lineages.save_stems(connection, traced, number, self.wordings.stems_of(number))


class Remembered:
    """A series traced up to some issue; what the next ones add is written as it becomes known.

    `read` reads an issue by its number. Costs what is asked for, however long the series is.
    """

    def __init__(
        self, connection: sqlite3.Connection, traced: int, known: int, read: Callable[[int], ReadIssue]
    ) -> None:
        self.issues = _Issues(connection, traced, known, read)
        self.traces = _Traces(connection, traced)
        self.wordings = _Wordings(connection, traced)

    def write(self, connection: sqlite3.Connection, traced: int) -> None:
        """Write down what was added."""
        self.traces.write(connection, traced)


class _Issues:
    def __init__(
        self, connection: sqlite3.Connection, traced: int, known: int, read: Callable[[int], ReadIssue]
    ) -> None:
        self._connection, self._traced, self._read, self._count = connection, traced, read, known
        self._loaded: dict[int, ReadIssue] = {}
        self._known = known

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> ReadIssue:
        number = number if number >= 0 else self._count + number
        if number not in self._loaded:
            issue = self._read(number)
            for segment, line in lineages.lines_at(self._connection, self._traced, number).items():
                issue.lines[segment] = line
            self._loaded[number] = issue
        return self._loaded[number]

    def append(self, issue: ReadIssue) -> None:
        self._loaded[self._count] = issue
        self._count += 1

    def having(self, text_sha256: str) -> Sequence[int]:
        new = [k for k in range(self._known, self._count) if self._loaded[k].place(0).text_sha256 == text_sha256]
        return [*lineages.issues_with_text(self._connection, self._traced, text_sha256), *new]


class _Traces:
    def __init__(self, connection: sqlite3.Connection, traced: int) -> None:
        self._connection, self._traced = connection, traced
        self._known = self._count = lineages.count_lines(connection, traced)
        self._loaded: dict[int, Trace] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, line: int) -> Trace:
        if line not in self._loaded:
            kind, words, last = lineages.load_line(self._connection, self._traced, line)
            group = "body" if kind in BODY_KINDS else kind.value
            self._loaded[line] = Trace(
                kind, group, words, last.issue, last.segment, last.wording, last.wordings, last.into
            )
        return self._loaded[line]

    def append(self, trace: Trace) -> None:
        self._loaded[self._count] = trace
        self._count += 1

    def write(self, connection: sqlite3.Connection, traced: int) -> None:
        """Write down the lines that began, and what became of all that were asked for."""
        new = range(self._known, self._count)
        lineages.save_lines(
            connection, traced, ((line, self._loaded[line].kind, self._loaded[line].content) for line in new)
        )
        for line, trace in sorted(self._loaded.items()):
            lineages.save_events(connection, traced, ((line, event) for event in trace.events))


class _Wordings:
    def __init__(self, connection: sqlite3.Connection, traced: int) -> None:
        self._connection, self._traced = connection, traced
        self._count = lineages.count_lines(connection, traced)

    def add(self, issue: ReadIssue, segment: int, line: int, wording: int) -> None:
        if self.number_of(issue, segment, line) is None:
            lineages.save_wordings(
                self._connection, self._traced, line, [(issue.forms[segment], issue.words[segment], wording)]
            )
            lineages.save_stems(self._connection, self._traced, line, issue.stems[segment])
            self._count = max(self._count, line + 1)

    def number_of(self, issue: ReadIssue, segment: int, line: int) -> int | None:
        return lineages.wording_number(self._connection, self._traced, line, issue.forms[segment], issue.words[segment])

    def lines_of(self, issue: ReadIssue, segment: int) -> Sequence[int]:
        return lineages.lines_of_words(self._connection, self._traced, issue.words[segment])

    def numbers_with(self, stems: Sequence[str]) -> Sequence[int]:
        return lineages.counts_with_stems(self._connection, self._traced, stems, MOST_LINES)

    def lines_with(self, stem: str) -> Sequence[int]:
        return lineages.lines_with_stem(self._connection, self._traced, stem, MOST_LINES)

    def forms_of(self, line: int) -> Sequence[Forms]:
        return lineages.load_wordings(self._connection, self._traced, line, MOST_WORDINGS)

    def count(self) -> int:
        return self._count
