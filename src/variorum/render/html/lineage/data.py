"""What the series page's script draws from: every text once, and where the lines stand in it, as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model.alignment import Side
from variorum.model.lineage import LineEventKind
from variorum.render.html.characters import plain
from variorum.render.html.lineage.words import issue_dates, kind_words, state_words, told_words
from variorum.render.html.proof import witness_provenance
from variorum.render.html.script_data import embedded
from variorum.render.html.words import direction, language_tag
from variorum.render.lineage_words import is_names
from variorum.render.redline import Mark, Run, inline_runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment, Bead
    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.news import Meanwhile
    from variorum.render.html.facts.changes import ChangeView
    from variorum.render.html.lineage.facts import LineFacts

# One letter for the event of a segment, and for an absence.
EVENT_LETTERS = {
    LineEventKind.INTRODUCED: "i",
    LineEventKind.KEPT: "k",
    LineEventKind.REWORDED: "r",
    LineEventKind.SPLIT: "s",
    LineEventKind.MERGED: "m",
    LineEventKind.RETURNED: "t",
}
NAMES_LETTER = "n"
# What a stretch of a wording is: of its own text, one after the other, or of the wording before, with its place there.
SAME, ADDED, MOVED_HERE, REMOVED, MOVED_FROM = range(5)


def page_data(
    lineage: Lineage,
    changes: Mapping[tuple[int, int], Alignment],
    facts: LineFacts,
    *,
    meanwhile: Mapping[tuple[int, int], Meanwhile],
) -> str:
    """The document as text that may stand in a script element. All offsets are in code points.

    `facts` are the changed facts of the lines, by issue and segment.
    """
    dates = issue_dates(lineage)
    beads: list[list[list[Any]]] = [[] for _ in lineage.issues]
    for (before, k), alignment in changes.items():
        beads[k] += [_bead(alignment, bead, before) for bead in alignment.beads]
    columns = _columns(lineage)
    for (line, k), there in meanwhile.items():
        columns[k].setdefault("meanwhile", {})[line] = [list(there.others), there.first, there.last, there.issues]
    for (k, segment), told in facts.items():
        columns[k].setdefault("changed", {})[segment] = [_fact(one) for one in told]
    document = {
        "series": lineage.series,
        "language": language_tag(lineage.language),
        "direction": direction(lineage.language),
        "kinds": [kind_words(line) for line in lineage.lines],
        "issues": [
            {
                "date": dates[k],
                "iso": issue.date,
                "reference": issue.reference,
                "title": issue.title or "",
                "sha256": issue.witness.witness.text.sha256,
                "text": issue.witness.content,
                "spans": _spans(issue.witness.segments),
                **columns[k],
                "beads": beads[k],
                "facts": [list(fact) for fact in witness_provenance(issue.witness)],
            }
            for k, issue in enumerate(lineage.issues)
        ],
    }
    return embedded(document)


def _fact(change: ChangeView) -> list[Any]:
    """A changed fact: its glyph, what became of it, its kind; then side, words and what is inferred of each wording."""
    said = [[one.side, plain(one.said.words), plain(one.said.inferred or "")] for one in change.said]
    return [change.glyph, change.told, change.kind, said]


def _spans(segments: Sequence[Any]) -> list[int]:
    """Gap and length of each segment in turn."""
    numbers: list[int] = []
    at = 0
    for segment in segments:
        numbers += (segment.span.start - at, segment.span.end - segment.span.start)
        at = segment.span.end
    return numbers


def _columns(lineage: Lineage) -> list[dict[str, Any]]:
    """What became of the lines at each issue: a line number, a letter and a wording for each segment, and the rest."""
    columns: list[dict[str, Any]] = []
    for issue in lineage.issues:
        count = len(issue.witness.segments)
        columns.append({"lines": [0] * count, "events": ["k"] * count, "wordings": [0] * count})
    for line in lineage.lines:
        for event in line.events:
            _tell(columns[event.issue], line.number, event)
    for column in columns:
        column["events"] = "".join(column["events"])
    return columns


def _tell(column: dict[str, Any], line: int, event: LineEvent) -> None:
    if event.segment is None:
        if not event.certain:
            column["unsure"] = 1
        if event.kind is LineEventKind.MERGED:
            column.setdefault("into", []).append([line, *event.lines])
        if event.judged:
            column.setdefault("judgedAbsent", []).append(line)
        if event.vote:
            column.setdefault("toldAbsent", {})[line] = state_words(event)
        return
    column["lines"][event.segment] = line
    column["events"][event.segment] = NAMES_LETTER if is_names(event) else EVENT_LETTERS[event.kind]
    column["wordings"][event.segment] = event.wording
    if event.vote:
        column.setdefault("told", {})[event.segment] = ", ".join(told_words(event))
    if event.moved:
        column.setdefault("moved", []).append(event.segment)
    if event.judged:
        column.setdefault("judged", []).append(event.segment)
    if event.lines:
        column.setdefault("parts", {})[event.segment] = list(event.lines)
    if event.score is not None and event.kind is not LineEventKind.KEPT:
        column.setdefault("scores", {})[event.segment] = round(event.score, 2)


def _bead(alignment: Alignment, bead: Bead, before: int) -> list[Any]:
    """The earlier issue, both sides' segments, and the marked stretches of each segment of the later one."""
    segments = alignment.other.segments
    marks: list[list[int]] = [[] for _ in bead.other]
    current = 0
    for run in inline_runs(alignment, bead):
        if run.side is Side.OTHER:
            inside = [n for n, k in enumerate(bead.other) if segments[k].span.start <= run.span.start]
            current = inside[-1] if inside else 0
            if run.edit is None:
                continue
        _mark(marks[current], run)
    return [before, list(bead.base), list(bead.other), marks]


def _mark(marks: list[int], run: Run) -> None:
    """Add a run; a stretch of one kind goes on in the next, and form alone is not told of."""
    length = run.span.end - run.span.start
    if run.side is Side.OTHER:
        code = {Mark.SAME: SAME, Mark.ORTHOGRAPHIC: SAME, Mark.MOVED: MOVED_HERE}.get(run.mark, ADDED)
        marks += (code, length)
    elif run.mark not in (Mark.SAME, Mark.ORTHOGRAPHIC):
        marks += (MOVED_FROM if run.mark is Mark.MOVED else REMOVED, run.span.start, length)
