"""Joins the segments of an issue as people decided: that goes before all that is found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.series.decisions import NO_DECISIONS, line_at
from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from variorum.analysis.series.step import Step


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
