"""Joins the segments of an issue to lines that the issue before does not have: they were gone, and are back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from variorum.analysis.series.joining import closeness
from variorum.analysis.series.wordings import lines_like
from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from variorum.analysis.series.step import Step

# An issue of whose lines so many have no answer in the one before is looked at beside earlier ones, so far back: a
# short statement, or one of another kind, may stand between two of a kind. The lines without an answer must share so
# much of their words with the earlier issue.
BRIDGED = 0.4
REACH = 4
BRIDGE_SHARE = 0.35
# Past a statement of another kind the evidence of neighbours is weaker, and more is asked than of a rewording.
TIED_PAST = 0.6
# A line that comes back reworded keeps at least this share of its words in their order; fewer than so many content
# words prove nothing. Judged on the links of evaluation/lineage.
RETURNED = 0.6
FEWEST_WORDS = 4


def join_past_another_kind(step: Step) -> None:
    """Look past an issue of another kind: beside the earlier one that shares the most with what has no answer."""
    open_segments = step.open_segments()
    body = sum(1 for segment in range(len(step.here.lines)) if step.here.group(segment) == "body")
    if step.k < 2 or len(open_segments) < max(2, BRIDGED * body):
        return
    stems = {stem for segment in open_segments for stem in step.here.stems[segment]}
    shares = [(_share(step, stems, j), j) for j in range(max(0, step.k - REACH), step.k - 1)]
    share, j = max(shares)
    if share < BRIDGE_SHARE:
        return
    earlier = step.issues[j]
    for one in step.followed(j):
        for i, segment in one.strands:
            line = earlier.lines[i]
            trace = step.traces[line]
            gone = trace.issue < step.k - 1 and line not in step.merged
            if segment not in step.going and gone and step.free(line, segment):
                score = one.score if trace.issue == j else step.likeness(line, segment)
                if closeness(step, earlier.stems[i], segment, one.score) < TIED_PAST:
                    continue
                step.join(segment, line, LineEventKind.RETURNED, score, moved=one.moved)


def _share(step: Step, stems: set[str], j: int) -> float:
    """How much of some words stands in lines of an earlier issue that are gone since."""
    earlier = step.issues[j]
    gone = {
        stem
        for line, own in zip(earlier.lines, earlier.stems, strict=True)
        if step.traces[line].issue < step.k - 1
        for stem in own
    }
    return len(stems & gone) / len(stems) if stems else 0.0


def join_like(step: Step) -> None:
    """Lines that were gone and are back in other words, the likest first."""
    found: list[tuple[float, int, int]] = []
    for segment in step.open_segments():
        if len(step.here.stems[segment]) < FEWEST_WORDS:
            continue
        near = lines_like(step.wordings, step.here, segment, partial(_is_absent, step), RETURNED)
        found += [(-likeness, segment, line) for likeness, line in near]
    for _, segment, line in sorted(found):
        if segment not in step.going and step.free(line, segment):
            step.join(segment, line, LineEventKind.RETURNED, step.likeness(line, segment))


def _is_absent(step: Step, line: int) -> bool:
    return step.traces[line].issue < step.k - 1 and line not in step.merged and line not in step.taken
