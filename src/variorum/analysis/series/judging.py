"""What people decided of the lines of a series: it goes before all that is found by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from variorum.analysis.series.issues import Place
    from variorum.analysis.series.step import Step
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


def join_judged(step: Step) -> None:
    """Join what people linked, and begin lines where they said that nothing goes on."""
    decisions = step.decisions
    for segment in range(len(step.here.lines)) if decisions is not NO_DECISIONS else ():
        place = step.here.place(segment)
        if place in decisions.rejected:
            step.begin(segment, LineEventKind.INTRODUCED, judged=True)
            continue
        for earlier, later in sorted(decisions.links):
            line = line_at(step.issues, step.k, earlier) if later == place else None
            if line is not None and line not in step.taken:
                score = step.likeness(line, segment)
                kind = LineEventKind.KEPT if score == 1.0 else LineEventKind.REWORDED
                step.join(segment, line, kind, score, judged=True)
                break
