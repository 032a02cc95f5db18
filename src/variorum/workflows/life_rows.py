"""The lines of a series and their events, as rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import LineNews, Steady


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a series. `words` are those it has last, at [start, end) of the text of `last_reference`.

    `anchor` names it for good, `line` only until an older issue is found. `standing` says whether it stands in the last
    issue. `split_from` and `merged_into` are lines.
    """

    line: int
    anchor: str
    kind: str
    formulaic: bool
    standing: bool
    first_date: str
    first_reference: str
    last_date: str
    last_reference: str
    issues: int
    longest_run: int
    wordings: int
    split_from: tuple[int, ...]
    merged_into: tuple[int, ...]
    words: str
    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """What became of a line at an issue.

    `words` are those at [start, end) of the text of `words_reference`: of the issue itself, or, of a line that is
    absent from it, of the issue where it stood last. `wording` numbers the line's wordings from 1.
    """

    line: int
    anchor: str
    kind: str
    formulaic: bool
    event: str
    date: str
    reference: str
    stands: bool
    moved: bool
    score: float | None
    wording: int
    before_date: str
    before_reference: str
    lines: tuple[int, ...]
    judged: bool
    certain: bool
    words: str
    words_reference: str
    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A line of a list: an event of it (`event`, `date`, `reference`) and how it had stood, or stands since.

    `first_date` to `last_date` is when it stood before a drop or a return, else in all; `issues` how often, `run` the
    issues in a row up to `last_date`. `absent` counts the issues it was away before a return; `back_date` says when it
    came back after a drop. `words` stand at [start, end) of the text of `words_reference`; `now` is its wording in the
    last issue, "" where it does not stand there.
    """

    line: int
    anchor: str
    event: str
    date: str
    reference: str
    first_date: str
    last_date: str
    issues: int
    run: int
    longest_run: int
    absent: int
    back_date: str
    formulaic: bool
    standing: bool
    certain: bool
    words: str
    words_reference: str
    text_sha256: str
    start: int
    end: int
    now: str


def line_rows(lineage: Lineage) -> Iterator[LineRow]:
    """A row for every line, in their order."""
    for line in lineage.lines:
        first, last = lineage.issues[line.first.issue], lineage.issues[line.last.issue]
        merged = [event for event in line.events if event.kind is LineEventKind.MERGED and not event.present]
        yield LineRow(
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
            merged[-1].lines if merged and merged[-1] is line.events[-1] else (),
            *_proof(lineage, line.last),
        )


def event_rows(lineage: Lineage) -> Iterator[EventRow]:
    """A row for every event, line by line in their order, each line's by date."""
    for line in lineage.lines:
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
            )


def life_row(lineage: Lineage, news: LineNews) -> LifeRow:
    """A row for what became of a line at an issue."""
    from variorum.analysis.news import tenure

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
    )


def steady_row(lineage: Lineage, steady: Steady) -> LifeRow:
    """A row for a line in the wording in which it stood longest; the event is the first in that wording."""
    line = lineage.lines[steady.line]
    event = next(one for one in line.places if one.issue == steady.first)
    issue = lineage.issues[event.issue]
    words, digest, start, end = _proof(lineage, event)
    return LifeRow(
        line.number,
        lineage.anchor(line.first),
        event.kind.value,
        issue.date,
        issue.reference,
        lineage.issues[steady.first].date,
        lineage.issues[steady.last].date,
        steady.issues,
        steady.issues,
        line.longest_run,
        0,
        "",
        line.formulaic,
        _standing(lineage, line),
        event.certain,
        words,
        issue.reference,
        digest,
        start,
        end,
        lineage.words(line.last) if _standing(lineage, line) else "",
    )


def _standing(lineage: Lineage, line: Line) -> bool:
    """Whether a line stands in the last issue."""
    return line.last.issue == len(lineage.issues) - 1


def _proof(lineage: Lineage, place: LineEvent) -> tuple[str, str, int, int]:
    """The words of a line at a place, and where they are: digest, start, end."""
    span = lineage.span(place)
    assert span is not None, "a line has words where it stands"  # noqa: S101
    text = lineage.issues[place.issue].witness.witness.text
    return span.of(text.content), text.sha256, span.start, span.end
