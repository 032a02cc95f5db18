"""Makes flat rows of the lines of a series and their events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.series.news import tenure, wording_runs
from variorum.model.life_rows import EventRow, LifeRow, LineRow
from variorum.model.lineage import LineEventKind
from variorum.model.news import LineNews, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.analysis.series.meanwhile import Absences
    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import Elsewhere, Meanwhile, Steady


def line_rows(lineage: Lineage) -> Iterator[LineRow]:
    """A row for every line, in their order."""
    return (line_row(lineage, line) for line in lineage.lines)


def line_row(lineage: Lineage, line: Line) -> LineRow:
    """A line as a row."""
    first, last = lineage.issues[line.first.issue], lineage.issues[line.last.issue]
    end = line.events[-1]
    return LineRow(
        line.number,
        lineage.anchor(line.first),
        line.kind.value,
        line.formulaic,
        _standing(lineage, line),
        first.date,
        first.reference,
        last.date,
        last.reference,
        len(line.places),
        line.longest_run,
        line.wordings,
        line.first.lines if line.first.kind is LineEventKind.SPLIT else (),
        end.lines if end.kind is LineEventKind.MERGED and not end.present else (),
        *_proof(lineage, line.last),
    )


def event_rows(lineage: Lineage, absences: Absences) -> Iterator[EventRow]:
    """A row for every event, line by line in their order, each line's by date."""
    return (row for line in lineage.lines for row in event_rows_of(lineage, line, absences))


def event_rows_of(lineage: Lineage, line: Line, absences: Absences) -> Iterator[EventRow]:
    """A row for every event of a line."""
    anchor = lineage.anchor(line.first)
    proof = line.first
    for event in line.events:
        proof = event if event.present else proof
        issue = lineage.issues[event.issue]
        before = lineage.issues[event.before] if event.before is not None else None
        words, digest, start, end = _proof(lineage, proof)
        yield EventRow(
            line.number,
            anchor,
            line.kind.value,
            line.formulaic,
            event.kind.value,
            issue.date,
            issue.reference,
            event.present,
            event.moved,
            event.score,
            (proof.wording or 0) + 1,
            before.date if before else "",
            before.reference if before else "",
            event.lines,
            event.judged,
            event.certain,
            words,
            lineage.issues[proof.issue].reference,
            digest,
            start,
            end,
            tuple(change.value for change in event.vote),
            *_meanwhile(lineage, absences.before(line, event)),
        )


def life_row(lineage: Lineage, news: LineNews) -> LifeRow:
    """A row for what became of a line at an issue."""
    line, event = lineage.lines[news.line], news.event
    stood = news.tenure or tenure(line, len(lineage.issues))
    assert stood is not None, "a line stands somewhere"  # noqa: S101
    proof = event if event.present else next(one for one in line.places if one.issue == stood.last)
    issue = lineage.issues[event.issue]
    words, digest, start, end = _proof(lineage, proof)
    return LifeRow(
        line.number,
        lineage.anchor(line.first),
        event.kind.value,
        issue.date,
        issue.reference,
        lineage.issues[stood.first].date,
        lineage.issues[stood.last].date,
        stood.issues,
        stood.run,
        stood.longest_run,
        news.absent,
        event.score is not None and event.score < 1,
        lineage.issues[news.back].date if news.back is not None else "",
        line.formulaic,
        _standing(lineage, line),
        event.certain,
        words,
        lineage.issues[proof.issue].reference,
        digest,
        start,
        end,
        lineage.words(line.last) if _standing(lineage, line) else "",
        stood.wordings,
        *_worded(lineage, line, proof),
        lineage.words(line.first),
        event.judged,
    )


def steady_row(lineage: Lineage, steady: Steady) -> LifeRow:
    """A row for a line in the wording in which it stood longest; the event is the first in that wording."""
    line = lineage.lines[steady.line]
    event = next(one for one in line.places if one.issue == steady.first)
    run = steady.issues
    stood = Tenure(steady.first, steady.last, run, run, line.longest_run, 1, steady.first, run)
    row = life_row(lineage, LineNews(line.number, event, stood))
    # It is told of one wording, whatever the line came from.
    return replace(row, absent=0, reworded=False, first_words=row.words)


def with_meanwhile(lineage: Lineage, row: LifeRow, found: Meanwhile | None) -> LifeRow:
    """A row of a line that returned, with the lines that had like words while it was absent."""
    lines, first, last, issues = _meanwhile(lineage, found)
    return replace(row, elsewhere=lines, elsewhere_first_date=first, elsewhere_last_date=last, elsewhere_issues=issues)


def with_elsewhere(lineage: Lineage, row: LifeRow, found: Sequence[Elsewhere]) -> LifeRow:
    """A row of a line that came or went, with the lines of the other issue that have words of it."""
    if not found:
        return row
    date = lineage.issues[found[0].issue].date
    lines = tuple(dict.fromkeys(one.other for one in found))
    return replace(row, elsewhere=lines, elsewhere_first_date=date, elsewhere_last_date=date, elsewhere_issues=1)


def _meanwhile(lineage: Lineage, found: Meanwhile | None) -> tuple[tuple[int, ...], str, str, int]:
    """Lines that had like words, from when to when, and in how many issues."""
    if found is None:
        return (), "", "", 0
    return found.others, lineage.issues[found.first].date, lineage.issues[found.last].date, found.issues


def _worded(lineage: Lineage, line: Line, place: LineEvent) -> tuple[int, str, str]:
    """In how many issues in a row a line stood in the wording it has at a place, the first of them and the last."""
    run = next(run for run in wording_runs(line) if run.first <= place.issue <= run.last)
    return run.issues, lineage.issues[run.first].date, lineage.issues[run.last].date


def _standing(lineage: Lineage, line: Line) -> bool:
    """Whether a line stands in the last issue."""
    return line.last.issue == len(lineage.issues) - 1


def _proof(lineage: Lineage, place: LineEvent) -> tuple[str, str, int, int]:
    """The words of a line at a place, and where they are: digest, start, end."""
    span = lineage.span(place)
    assert span is not None, "a line has words where it stands"  # noqa: S101
    text = lineage.issues[place.issue].witness.witness.text
    return span.of(text.content), text.sha256, span.start, span.end
