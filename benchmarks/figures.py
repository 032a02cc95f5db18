"""A measured figure with its ceiling, and the table of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A busy machine and a new processor move a ratio by some per cent without any change of ours.
SLACK = 1.15


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `ceiling` is what the project promises, in the figure's own unit."""

    what: str
    value: float
    unit: str
    ceiling: float | None = None
    note: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the figure is above its ceiling by more than the slack."""
        return self.ceiling is not None and self.value > self.ceiling * SLACK

    @property
    def verdict(self) -> str:
        """In words, against the ceiling."""
        if self.ceiling is None:
            return ""
        if self.is_over:
            return "OVER"
        return "ok" if self.value <= self.ceiling else "ok within the slack"


def print_table(figures: list[Figure]) -> None:
    """The figures, one a line, in aligned columns."""
    heads = ("what", "measured", "ceiling", "", "note")
    rows = [heads, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"\nA figure fails when it is above its ceiling by more than {SLACK - 1:.0%}.")


def _row(figure: Figure) -> tuple[str, str, str, str, str]:
    ceiling = "" if figure.ceiling is None else _amount(figure.ceiling, figure.unit)
    return figure.what, _amount(figure.value, figure.unit), ceiling, figure.verdict, figure.note


def _amount(value: float, unit: str) -> str:
    digits = f"{value:.2f}" if value < 100 else f"{value:,.0f}"
    return f"{digits} {unit}"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one collation in a process of its own took; `limits` are the limits that it says it hit."""

    seconds: float
    peak_megabytes: float
    beads: int
    limits: tuple[str, ...]


# Reads two files, so that the texts are made outside the measured process; imports before the clock starts.
_CHILD = """
import json, resource, sys, time
import variorum
texts = [open(path, encoding="utf-8", newline="").read() for path in sys.argv[1:3]]
variorum.collate("One.", "Two.")
start = time.process_time()
alignment = variorum.collate(*texts).alignment
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
limits = [f"{limit.what}: limit {limit.limit}, seen {limit.seen}; {limit.effect}" for limit in alignment.limits]
print(json.dumps([seconds, peak, len(alignment.beads), limits]))
"""


def cost_of_collating(base: Path, other: Path) -> Cost:
    """CPU seconds and peak memory of collating two texts in a process of its own, Python and the texts included."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(base), str(other)], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    seconds, peak, beads, limits = json.loads(done.stdout)
    return Cost(seconds, peak / (1000 if sys.platform != "darwin" else 1_000_000), beads, tuple(limits))


def shared_data() -> Path | None:
    """The folder of real statements, where there is one."""
    folder = Path(os.environ.get("VARIORUM_TEST_DATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None
