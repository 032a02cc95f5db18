"""The life of one line: a row for each run of issues with one wording, and for each absence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.news import Stay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.lineage import Line, LineEvent


def biography(line: Line, issues: int) -> tuple[Stay, ...]:
    """The rows of a line's life in a series of so many issues, from its first to the end of the series.

    An absence spans the issues without the line. A run ends where the wording changes, or a split or merger is told.
    """
    return tuple(_stays(line, issues))


def _stays(line: Line, issues: int) -> Iterator[Stay]:
    run: list[LineEvent] = []
    for event in line.events:
        if run and not (event.kind is LineEventKind.KEPT and event.wording == run[-1].wording and run[-1].present):
            yield _stay(run, event.issue - 1)
            run = []
        run.append(event)
    yield _stay(run, run[-1].issue if run[-1].present else issues - 1)


def _stay(run: list[LineEvent], last: int) -> Stay:
    return Stay(run[0].issue, last, run[0], tuple(event.issue for event in run[1:] if event.moved))
