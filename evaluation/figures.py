"""The figures that are measured: their targets, their floors, and the table of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FLOORS = Path(__file__).with_name("floors.toml")
FLOORS_HEAD = """\
# What must not get worse: `python -m evaluation` fails below a floor (above it, where less is better).
# `python -m evaluation --pin` brings floors up to what is reached, less a little slack; it never lowers one. To lower
# one is an edit by hand, for a reason that the commit says.
"""

Key = tuple[str, str]
"""The name of a set and of a figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the table; `slack` is what it may lose before it fails, in its own unit."""

    name: str
    what: str
    target: float | None = None
    slack: float = 0.3
    less_is_better: bool = False
    whole: bool = False

    @property
    def key(self) -> Key:
        """Its name in the floors."""
        return self.name, self.what

    def reaches(self, value: float, bound: float) -> bool:
        """Whether a value is as good as the bound, as far as the table shows digits."""
        value, bound = round(value, 2), round(bound, 2)
        return value <= bound if self.less_is_better else value >= bound

    def floor_of(self, value: float, pinned: float | None) -> float:
        """The floor to pin: the value less its slack, or the pinned floor where that is better."""
        near = round(value + self.slack if self.less_is_better else value - self.slack, 2)
        return pinned if pinned is not None and self.reaches(pinned, near) else near

    def show(self, value: float | None) -> str:
        """The value as the table prints it."""
        if value is None:
            return ""
        return f"{value:.0f}" if self.whole else f"{value:.2f}"


def read_floors(path: Path = FLOORS) -> dict[Key, float]:
    """The pinned floors."""
    with path.open("rb") as file:
        return {
            (name, what): float(floor) for name, floors in tomllib.load(file).items() for what, floor in floors.items()
        }


def floors_document(figures: Sequence[Figure], reached: Mapping[Key, float], pinned: Mapping[Key, float]) -> str:
    """The text of `floors.toml` with what is reached now."""
    lines = [FLOORS_HEAD.rstrip("\n")]
    # A table may stand once in TOML, wherever its figures stand in the list.
    for name in dict.fromkeys(figure.name for figure in figures):
        lines += ["", f'["{name}"]']
        for figure in (one for one in figures if one.name == name):
            floor = figure.floor_of(reached[figure.key], pinned.get(figure.key))
            lines.append(f'"{figure.what}" = {figure.show(floor)}')
    return "\n".join(lines) + "\n"


def failures(figures: Sequence[Figure], reached: Mapping[Key, float], floors: Mapping[Key, float]) -> list[str]:
    """What is below its floor, in words. A figure without a floor fails too: it must be pinned."""
    found = []
    for figure in figures:
        floor = floors.get(figure.key)
        if floor is None:
            found.append(f"{figure.name}, {figure.what}: no floor is pinned; run python -m evaluation --pin")
        elif not figure.reaches(reached[figure.key], floor):
            found.append(
                f"{figure.name}, {figure.what}: {figure.show(reached[figure.key])}, the floor is {figure.show(floor)}"
            )
    return found


def table(
    figures: Sequence[Figure], reached: Mapping[Key, float], unseen: Mapping[Key, float], floors: Mapping[Key, float]
) -> list[str]:
    """The figures as aligned lines; `unseen` holds those measured by cross-validation."""
    rows = [("set", "figure", "target", "reached", "unseen", "floor", "")]
    for figure in figures:
        value, target = reached[figure.key], figure.target
        verdict = "" if target is None else "yes" if figure.reaches(value, target) else "short"
        bound = "" if target is None else ("≤ " if figure.less_is_better else "≥ ") + figure.show(target)
        cells = (figure.show(value), figure.show(unseen.get(figure.key)), figure.show(floors.get(figure.key)))
        rows.append((figure.name, figure.what, bound, *cells, verdict))
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, the first two columns to the left and the others to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if k < 2 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
