"""Writes down what became of every line at an issue, once its segments are joined: which stand, begin and end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.series.traces import Trace
from variorum.model.lineage import LineEvent, LineEventKind

if TYPE_CHECKING:
    from variorum.analysis.series.step import Going, Step


def write_events(step: Step) -> None:
    """Give every segment its line, every line that stands its event, and every line that stands no longer its end."""
    _give_lines(step)
    parts = _parts(step)
    for segment, going in sorted(step.going.items()):
        _stand(step, segment, going, parts)
    _end(step)


def _give_lines(step: Step) -> None:
    """Give every segment its line: what is joined to none begins one."""
    here = step.here
    for segment in range(len(here.lines)):
        if segment not in step.going:
            _fork(step, segment)
        line = step.going[segment].line
        if line is None:
            kind = here.reading.segments[segment].kind
            step.traces.append(Trace(kind, here.group(segment), len(here.stems[segment])))
            line = len(step.traces) - 1
        here.lines[segment] = line


def _fork(step: Step, segment: int) -> None:
    """Let a line begin: never seen before, or with words that lines had which stand elsewhere in the issue."""
    had = tuple(step.wordings.lines_of(step.here, segment))
    step.begin(segment, LineEventKind.SPLIT if had else LineEventKind.INTRODUCED, parents=had)


def _parts(step: Step) -> dict[int, list[int]]:
    """The lines that each line was split into or took in, by its number."""
    parts: dict[int, list[int]] = {}
    for segment, going in step.going.items():
        for parent in going.parents:
            parts.setdefault(parent, []).append(step.here.lines[segment])
    for line, segment in step.merged.items():
        parts.setdefault(step.here.lines[segment], []).append(line)
    return parts


def _stand(step: Step, segment: int, going: Going, parts: dict[int, list[int]]) -> None:
    line = step.here.lines[segment]
    trace = step.traces[line]
    known = step.wordings.number_of(step.here, segment, line)
    wording = trace.stand(step.k, segment, known, kept=going.kind is LineEventKind.KEPT)
    before, there = going.before if going.before else (None, None)
    trace.events.append(
        LineEvent(
            step.k,
            going.kind,
            segment,
            wording,
            going.moved,
            None if going.score is None else round(going.score, 4),
            before,
            there,
            going.parents or tuple(sorted(parts.get(line, ()))),
            going.judged,
        )
    )
    if known is None:
        step.wordings.add(step.here, segment, line, wording)


def _end(step: Step) -> None:
    """The lines of the issue before that stand here no longer were dropped, or merged into another."""
    for line in step.previous:
        trace = step.traces[line]
        if trace.issue == step.k:
            continue
        into = step.merged.get(line)
        event = LineEvent(
            step.k,
            LineEventKind.DROPPED,
            None,
            before=trace.issue,
            before_segment=trace.segment,
            certain=step.certain,
        )
        if into is not None:
            trace.into = step.here.lines[into]
            event = replace(event, kind=LineEventKind.MERGED, lines=(trace.into,))
        trace.events.append(event)
