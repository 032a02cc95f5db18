"""What people decided of the lines of a series, and the line that they meant by a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.analysis.series.issues import Place
    from variorum.analysis.series.traces import Issues


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided of lines: which are one (the earlier first), which are not, which continue nothing."""

    links: frozenset[tuple[Place, Place]] = frozenset()
    unlinks: frozenset[tuple[Place, Place]] = frozenset()
    rejected: frozenset[Place] = frozenset()


NO_DECISIONS = Decisions()


def line_at(issues: Issues, before: int, place: Place) -> int | None:
    """The line that stands at a place of an issue `before` this number, the latest that has its text."""
    for k in reversed(issues.having(place.text_sha256)):
        lines = issues[k].lines
        if k < before and place.segment < len(lines):
            return lines[place.segment]
    return None
