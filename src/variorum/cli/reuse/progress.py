"""How far a run of reuse is, on a terminal: the stage it is in, at what rate it goes on, and how long it will take."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

    from variorum.progress import Report, Step

# What each stage of finding is doing, in words.
_DOING = {
    "reading": "reading",
    "tokens": "reading",
    "weights": "weighing words",
    "links": "linking places",
    "boxes": "extending links",
    "families": "joining families",
    "tables": "describing families",
}
_STAGES = "stages"


@contextmanager
def stages_bar() -> Iterator[Report]:
    """A report that draws the stage under way; silent where nobody looks."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(20),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield StageBoard(progress).report


class StageBoard:
    """One line for the stage under way, made anew for each."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("beginning", total=None, rate="")
        self._stage = ""
        self._place = ""
        self._in_bytes = False

    def report(self, step: Step) -> None:
        """A stage that begins, or how far the one under way is."""
        doing = _DOING.get(step.stage, step.stage)
        if step.unit == _STAGES:
            self._place = f"{step.done + 1}/{step.total} "
            self._begin(doing)
            return
        if doing != self._stage:
            self._begin(doing)
        # Of what is read the bytes say how much is left, and the documents do not.
        if self._in_bytes and step.unit != "bytes":
            return
        self._in_bytes = step.unit == "bytes"
        task = next(each for each in self._progress.tasks if each.id == self._task)
        self._progress.update(self._task, completed=step.done, total=step.total, rate=_pace(task.speed or 0.0, step))

    def _begin(self, doing: str) -> None:
        if doing == self._stage:
            self._progress.update(self._task, description=f"{self._place}{doing}")
            return
        self._progress.remove_task(self._task)
        self._stage, self._in_bytes = doing, False
        self._task = self._progress.add_task(f"{self._place}{doing}", total=None, rate="")


def _pace(speed: float, step: Step) -> str:
    """How fast it goes; parts of a stage are no measure of anything, and their share is told instead."""
    if step.unit == "bytes":
        return f"{speed / 1e6:.1f} MB/s"
    if step.unit == "parts":
        return f"{step.done / step.total:.0%}" if step.total else ""
    return f"{speed:,.0f} {step.unit}/s"
