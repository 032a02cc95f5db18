"""The life of one line: a row for each run of issues with one wording, and for each absence."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.news import Stay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.analysis.series.meanwhile import Absences
    from variorum.model.lineage import Line, LineEvent


def biography(line: Line, issues: int, absences: Absences | None = None) -> tuple[Stay, ...]:
    """The rows of a line's life in a series of so many issues, from its first to the end of the series.

    An absence spans the issues without the line, and `absences` tell which lines had like words then. A run ends where
    the wording changes, or a split or merger is told.
    """
    stays = tuple(_stays(line, issues))
    if absences is None:
        return stays
    # What a line came back to is told of the row before.
    found = [replace(stay, meanwhile=absences.before(line, back.event)) for stay, back in pairwise(stays)]
    return (*found, stays[-1])


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
