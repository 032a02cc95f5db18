"""The biography of one line as a page of its own: a row for each run of issues with one wording, gaps between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.render.html.characters import shown
from variorum.render.html.lineage.words import gaps, issue_span, state_words
from variorum.render.html.marks import inline_markup
from variorum.render.html.proof import CONTEXT, witness_provenance
from variorum.render.lineage_words import counted, glyph_of, is_names, wordings_words
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import Stay
    from variorum.render.html.facts.changes import ChangeView
    from variorum.render.html.lineage.facts import LineFacts

    Changed = Mapping[tuple[int, int], Alignment]

# Characters of another line that a link to it shows.
LINKED_WORDS = 70
STRIP_STEP = 10


@dataclass(frozen=True, slots=True)
class RelativeView:
    """Another line that this one was split from, or merged with: its words and the number of its page."""

    word: str
    line: int
    text: Markup


@dataclass(frozen=True, slots=True)
class RunView:
    """A wording through a run of issues; `issue` is the place of the first, `event` names how it came about."""

    issue: int
    anchor: str
    span: str
    count: str
    event: str
    glyph: str
    status: str
    text: Markup
    relatives: tuple[RelativeView, ...]
    place: str
    before: Markup
    exact: Markup
    after: Markup
    facts: tuple[tuple[str, str], ...]
    changed: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """Issues in which the line is absent."""

    glyph: str
    words: str
    relatives: tuple[RelativeView, ...]


@dataclass(frozen=True, slots=True)
class StripRect:
    """A stretch of the strip that shows the whole series: what the line was, and where."""

    name: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class LifeView:
    """One line's whole life."""

    title: Markup
    anchor: str
    facts: str
    strip: tuple[StripRect, ...]
    strip_width: int
    rows: tuple[RunView | GapView, ...]


def life_view(
    lineage: Lineage,
    line: Line,
    stays: Sequence[Stay],
    changes: Changed,
    dates: Sequence[str],
    facts: LineFacts | None = None,
) -> LifeView:
    """The page of a line whose biography these are, with its changed facts at each wording."""
    return LifeView(
        shown(shortened(lineage.words(line.last), 2 * LINKED_WORDS)),
        lineage.anchor(line.first),
        life_facts(lineage, line, dates),
        tuple(strip(lineage, line)),
        len(lineage.issues) * STRIP_STEP,
        tuple(_rows(lineage, stays, changes, dates, facts or {})),
    )


def life_facts(lineage: Lineage, line: Line, dates: Sequence[str]) -> str:
    """First and last issue, how many, wordings, the longest run and the gaps, in words."""
    last = line.last.issue
    ended = "still there in the latest" if last == len(lineage.issues) - 1 else f"last there {dates[last]}"
    worded = f", in its last words since {dates[_worded_since(line)]}" if line.wordings > 1 else ""
    absent = len(gaps(line))
    back = "" if not absent else " Absent and back " + ("once." if absent == 1 else f"{absent} times.")
    return (
        f"This line since {dates[line.first.issue]}{worded}, {ended}. "
        f"In {len(line.places):,} of {counted(len(dates), 'issue')}, in {wordings_words(line)}; "
        f"longest unbroken run {counted(line.longest_run, 'issue')}.{back}"
    )


def _worded_since(line: Line) -> int:
    """The first of the last issues in a row in which the line stood in its last wording."""
    since = line.last.issue
    for place in reversed(line.places):
        if place.wording != line.last.wording or place.issue < since - 1:
            break
        since = place.issue
    return since


def _rows(
    lineage: Lineage, stays: Sequence[Stay], changes: Changed, dates: Sequence[str], facts: LineFacts
) -> Iterator[RunView | GapView]:
    for stay in stays:
        if stay.event.present:
            yield _run(lineage, stay, changes, dates, facts)
        else:
            yield _gap(lineage, stay, dates)


def _run(lineage: Lineage, stay: Stay, changes: Changed, dates: Sequence[str], facts: LineFacts) -> RunView:
    first = stay.event
    issue = lineage.issues[first.issue]
    span, content = issue.witness.segments[first.segment or 0].span, issue.witness.content
    return RunView(
        first.issue,
        lineage.anchor(first),
        issue_span(stay.first, stay.last, dates),
        counted(stay.issues, "issue"),
        _name(first),
        glyph_of(first),
        state_words(first),
        marked_words(lineage, first, changes),
        _relatives(lineage, first),
        f"{issue.reference}: characters {span.start} to {span.end} of text {issue.witness.witness.text.sha256[:12]}…",
        shown(content[max(span.start - CONTEXT, 0) : span.start].lstrip()),
        shown(span.of(content)),
        shown(content[span.end : span.end + CONTEXT].rstrip()),
        witness_provenance(issue.witness),
        facts.get((first.issue, first.segment or 0), ()),
    )


def _name(event: LineEvent) -> str:
    """What the style sheet calls an event."""
    if is_names(event):
        return "names"
    return "first" if event.kind is LineEventKind.INTRODUCED else event.kind.value


def marked_words(lineage: Lineage, event: LineEvent, changes: Changed) -> Markup:
    """The words of a line at an issue, marked where they changed against the wording before."""
    before = event.issue - 1 if event.before is None else event.before
    alignment = changes.get((before, event.issue))
    if alignment is not None:
        for bead in alignment.beads:
            if event.segment in bead.other:
                return inline_markup(alignment, bead)
    return shown(lineage.words(event))


def _gap(lineage: Lineage, stay: Stay, dates: Sequence[str]) -> GapView:
    absent = "" if stay.issues == 1 else "absent "
    span = f"{absent}{issue_span(stay.first, stay.last, dates)} · {counted(stay.issues, 'issue')}"
    event = stay.event
    relatives = _relatives(lineage, event)
    if stay.meanwhile is not None:
        there = stay.meanwhile
        span += f"; like words stood meanwhile in {counted(len(there.others), 'other line')}, "
        span += f"in {counted(there.issues, 'issue')}, {issue_span(there.first, there.last, dates)}"
        relatives = relatives or tuple(
            RelativeView("Like words meanwhile:", other, _words_near(lineage, other, there.last))
            for other in there.others
        )
    return GapView(glyph_of(event), f"{state_words(event)}, {span}", relatives)


def _relatives(lineage: Lineage, event: LineEvent) -> tuple[RelativeView, ...]:
    if event.kind is LineEventKind.SPLIT:
        word = "Split: also goes on as" if event.before is not None else "Split from"
    else:
        word = "Merged with" if event.present else "Merged into"
    return tuple(RelativeView(word, number, _words_near(lineage, number, event.issue)) for number in event.lines)


def _words_near(lineage: Lineage, number: int, issue: int) -> Markup:
    """The words of another line at an issue, else where it stood last before, else first."""
    places = lineage.lines[number].places
    near = max((place for place in places if place.issue <= issue), key=lambda place: place.issue, default=places[0])
    return shown(shortened(lineage.words(near), LINKED_WORDS))


def strip(lineage: Lineage, line: Line) -> Iterator[StripRect]:
    """What the line was at each issue from its first on; neighbours of one kind are one stretch."""
    at = {event.issue: event for event in line.events}
    states = []
    for k in range(line.first.issue, line.last.issue + 2):
        event = at.get(k)
        if event is None:
            states.append("absent")
        elif event.present:
            states.append(_name(event))
        else:
            states.append("joined" if event.kind is LineEventKind.MERGED else "dropped")
    del states[len(lineage.issues) - line.first.issue :]
    x = line.first.issue
    for name, group in groupby(states):
        width = len(list(group))
        yield StripRect(name, x * STRIP_STEP, width * STRIP_STEP)
        x += width


def strip_paths(rects: Iterable[StripRect]) -> dict[str, str]:
    """The stretches of a strip as one path for each kind of them."""
    paths: dict[str, str] = {}
    for rect in rects:
        y, height = (4, 2) if rect.name == "absent" else (0, 10)
        paths[rect.name] = paths.get(rect.name, "") + f"M{rect.x} {y}h{rect.width}v{height}h-{rect.width}z"
    return paths
