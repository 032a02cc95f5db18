"""A bar for long work, on a terminal's standard error and nowhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from variorum.progress import Report, Step

# A smaller file is read before a bar of its own could be seen.
SOON_READ = 1_000_000


@contextmanager
def bar(*, wanted: bool = True) -> Iterator[Report]:
    """A report that draws how far the work is, at what rate, and how long it will take; silent where nobody looks."""
    if not wanted or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(24),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def report(step: Step) -> None:
            if step.unit == "bytes" and (step.total or 0) < SOON_READ:
                return
            if step.stage not in tasks:
                tasks[step.stage] = progress.add_task(_short(step.stage), total=step.total, rate="")
            task = next(each for each in progress.tasks if each.id == tasks[step.stage])
            speed = task.speed or 0.0
            pace = f"{speed / 1e6:.1f} MB/s" if step.unit == "bytes" else f"{speed:.0f} {step.unit}/s"
            progress.update(tasks[step.stage], completed=step.done, total=step.total, rate=pace)
            if step.total is not None and step.done >= step.total:
                progress.remove_task(tasks.pop(step.stage))

        yield report


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"…{name[-27:]}"
