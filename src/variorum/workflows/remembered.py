"""What an archive remembers of a series, as the tracing asks for it: a part at a time, or all at once to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.traces import InMemory, ReadIssue, Trace
from variorum.analysis.wordings import MOST_LINES, MOST_WORDINGS
from variorum.archive import lineages
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from variorum.analysis.wordings import Forms


class WrittenAtOnce(InMemory):
    """A series traced from its first issue on, to be written when all of it is known."""

    def write(self, connection: sqlite3.Connection, traced: int) -> None:
        """Write down every line, event and wording."""
        lineages.save_lines(
            connection, traced, ((number, trace.kind, trace.content) for number, trace in enumerate(self.traces))
        )
        for number, trace in enumerate(self.traces):
            lineages.save_events(connection, traced, ((number, event) for event in trace.events))
            for place, (forms, wording) in enumerate(trace.wordings.items()):
                lineages.save_wording(connection, traced, number, place, wording, forms)
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
        self.wordings = _Wordings(connection, traced, self.traces)

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
        self._wordings_known: dict[int, int] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, line: int) -> Trace:
        if line not in self._loaded:
            kind, words, last = lineages.load_line(self._connection, self._traced, line)
            group = "body" if kind in BODY_KINDS else kind.value
            wordings = lineages.load_wordings(self._connection, self._traced, line)
            self._loaded[line] = Trace(kind, group, words, last.issue, last.segment, last.wording, wordings)
            self._wordings_known[line] = len(wordings)
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
            known = self._wordings_known.get(line, 0)
            for place, (forms, wording) in enumerate(trace.wordings.items()):
                if place >= known:
                    lineages.save_wording(connection, traced, line, place, wording, forms)


class _Wordings:
    def __init__(self, connection: sqlite3.Connection, traced: int, traces: _Traces) -> None:
        self._connection, self._traced, self._traces = connection, traced, traces
        self._count = len(traces)
        self._new: dict[Forms, list[int]] = {}

    def add(self, issue: ReadIssue, segment: int, line: int) -> None:
        """The trace has the wording by now, and will write it; the words are written here."""
        lines = self._new.setdefault(issue.forms[segment], [])
        if line not in lines:
            lines.append(line)
        lineages.save_stems(self._connection, self._traced, line, issue.stems[segment])
        self._count = max(self._count, line + 1)

    def lines_of(self, issue: ReadIssue, segment: int) -> Sequence[int]:
        forms = issue.forms[segment]
        old = lineages.lines_of_wording(self._connection, self._traced, forms)
        return sorted({*old, *self._new.get(forms, ())})

    def lines_with(self, stems: Iterable[str]) -> Mapping[str, Sequence[int]]:
        return lineages.lines_with_stems(self._connection, self._traced, stems, MOST_LINES)

    def forms_of(self, line: int) -> Sequence[Forms]:
        known = list(self._traces[line].wordings)
        return known if len(known) <= MOST_WORDINGS else [known[0], *known[1 - MOST_WORDINGS :]]

    def count(self) -> int:
        return self._count
