"""The printed lines of a PDF, and where on its pages they stand."""

from __future__ import annotations

from dataclasses import dataclass

BOLD = 600
# Two lines are of one size within this.
_SAME_SIZE = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: lengths in points, `baseline` from the foot of the page, `angle` in radians."""

    page: int
    content: str
    left: float
    right: float
    baseline: float
    height: float
    weight: int
    angle: float = 0.0

    @property
    def is_bold(self) -> bool:
        """Whether the whole line is set in bold."""
        return self.weight >= BOLD


@dataclass(frozen=True, slots=True)
class Page:
    """One page's size in points, and its lines in the order of its content."""

    height: float
    lines: tuple[Line, ...]


def is_same_size(first: Line, second: Line) -> bool:
    """Whether two lines are set in letters of one height."""
    return abs(first.height - second.height) <= _SAME_SIZE * max(first.height, second.height)
