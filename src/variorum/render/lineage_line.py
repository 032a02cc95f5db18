"""The biography of one line of a series on a terminal, and where some words stand over all lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.render.lineage_map import presence
from variorum.render.lineage_words import (
    counted,
    event_words,
    glyph_of,
    issue_name,
    line_name,
    meanwhile_words,
    names,
    span_of_issues,
    wordings_words,
)
from variorum.render.redline import NOT_FOUND
from variorum.render.sentences import limit_words, shortened
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage
    from variorum.model.news import Stay, WordsLife, WordsPlace
    from variorum.render.lineage_sheet import LineageSheet

# More runs of issues than these are no answer any more; --full has them all.
MOST_RUNS = 12
MOST_BEARERS = 12
MOST_NAMED = 6
TITLE_SHOWN = 60


def line_page(
    sheet: LineageSheet,
    line: Line,
    stays: Sequence[Stay],
    changes: Mapping[int, Alignment],
    facts: Mapping[int, Sequence[str]],
) -> str:
    """The biography of a line.

    `stays` are its rows. By the place of an issue `changes` has what changed in the line there from its place before,
    and `facts` the facts that did, in words.
    """
    parts = (_summary(sheet, line), _strip(sheet, line), *(_stay(sheet, line, stay, changes, facts) for stay in stays))
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def words_page(sheet: LineageSheet, life: WordsLife, *, notices: Sequence[str] = ()) -> str:
    """Where words stand: first, gaps, last; then the lines that have them, each with how to see its biography."""
    lineage = sheet.lineage
    said = dict.fromkeys([*notices, *map(limit_words, lineage.limits)])
    parts = (
        (row for notice in said for row in hanging(sheet, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])),
        prose(sheet, words_sentence(lineage, life), Style.BOLD),
        (
            row
            for name, said in ends_titles(lineage, life)
            for row in hanging(sheet, [(name, Style.QUIET)], 7, [(said, Style.PLAIN)])
        ),
        _runs(sheet, life),
        _bearers(sheet, life),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def words_sentence(lineage: Lineage, life: WordsLife, dates: Sequence[str] | None = None) -> str:
    """In how many issues the words stand, when first and last, and in how many they are absent between.

    `dates` are what the issues are called, else their dates in ISO 8601.
    """

    def name(issue: int) -> str:
        return dates[issue] if dates else issue_name(lineage, issue)

    first, last = life.runs[0][0], life.runs[-1][1]
    gaps = last - first + 1 - life.issues
    said = f"“{life.words}” stands in {life.issues:,} of {counted(len(lineage.issues), 'issue')}: "
    if first == last == len(lineage.issues) - 1:
        return said + f"on {name(first)}, the latest, alone."
    said += f"first {name(first)}, last {name(last)}"
    said += f"; absent from {counted(gaps, 'issue')} between" if gaps else ", without a gap"
    if last == len(lineage.issues) - 1:
        return f"{said}. The last is the latest issue."
    after = name(last + 1)
    if not lineage.issues[last + 1].whole:
        return f"{said}. {NOT_FOUND.capitalize()} of {after}, the next issue."
    return f"{said}. They left with {after}, the next issue."


def ends_titles(lineage: Lineage, life: WordsLife) -> list[tuple[str, str]]:
    """The issues in which the words first and last stand, each with its title, where they have one."""
    ends = {"first": life.runs[0][0], "last": life.runs[-1][1]}
    titles = {name: lineage.issues[place].title for name, place in ends.items()}
    return [
        (name, f"{issue_name(lineage, ends[name])}  {shortened(title, TITLE_SHOWN)}")
        for name, title in titles.items()
        if title and title != lineage.issues[ends[name]].date
    ]


def _runs(sheet: LineageSheet, life: WordsLife) -> Iterator[str]:
    """A row for each run of issues with the words, and each gap."""
    lineage = sheet.lineage
    shown = life.runs if sheet.full else life.runs[:MOST_RUNS]
    end = -1
    for first, last in shown:
        if end >= 0:
            gap = f"absent from {counted(first - end - 1, 'issue')}, {span_of_issues(lineage, end + 1, first - 1)}"
            yield from hanging(sheet, [("╌", Style.QUIET)], 2, [(gap, Style.QUIET)])
        lines = tuple(dict.fromkeys(place.line for place in life.places if first <= place.issue <= last))
        stood = f"{span_of_issues(lineage, first, last)}, {counted(last - first + 1, 'issue')}, in "
        stood += names(lines, None if sheet.full else MOST_NAMED)
        yield from hanging(sheet, [("=", Style.PLAIN)], 2, [(stood, Style.PLAIN)])
        end = last
    if len(shown) < len(life.runs):
        yield from prose(
            sheet, f"and {counted(len(life.runs) - len(shown), 'run')} more; --full shows them", Style.QUIET
        )


def _bearers(sheet: LineageSheet, life: WordsLife) -> Iterator[str]:
    """The lines that have had the words, if they are several."""
    if len(life.lines) < 2:
        return
    lineage = sheet.lineage
    yield sheet.heading("Lines that have had these words")
    shown = life.lines if sheet.full else life.lines[:MOST_BEARERS]
    for number in shown:
        places = [place for place in life.places if place.line == number]
        when = span_of_issues(lineage, places[0].issue, places[-1].issue)
        sign = line_name(number)
        with_them = f"with them in {counted(len(places), 'issue')}, {when}"
        yield from hanging(sheet, [(sign, Style.PLAIN)], max(len(sign) + 2, sheet.indent), [(with_them, Style.QUIET)])
        yield from hanging(sheet, [], sheet.indent, [(f"“{_around(sheet, places[-1])}”", Style.PLAIN)])
    if len(shown) < len(life.lines):
        rest = counted(len(life.lines) - len(shown), "line")
        yield from prose(sheet, f"and {rest} more; --full shows them, more words find fewer", Style.QUIET)
    yield from prose(sheet, f"The life of one: variorum line {lineage.series} {line_name(life.lines[0])}", Style.QUIET)


def _around(sheet: LineageSheet, place: WordsPlace) -> str:
    """The words with what stands beside them in their line."""
    content = sheet.lineage.issues[place.issue].witness.content
    line = next(
        segment.span
        for segment in sheet.lineage.issues[place.issue].witness.segments
        if segment.span.start <= place.spans[0].start < segment.span.end
    )
    beside = sheet.text_width - 8
    start, end = max(place.spans[0].start - beside, line.start), min(place.spans[0].end + beside, line.end)
    before, after = content[start : place.spans[0].start], content[place.spans[0].end : end]
    before = "… " + before.partition(" ")[2] if start > line.start else before
    after = after.rpartition(" ")[0] + " …" if end < line.end else after
    return f"{before}{content[place.spans[0].start : place.spans[0].end]}{after}"


def _summary(sheet: LineageSheet, line: Line) -> Iterator[str]:
    lineage = sheet.lineage
    yield from prose(sheet, f"{line_name(line.number)} of {lineage.series}: {life_sentence(lineage, line)}", Style.BOLD)
    for relation in relations(line):
        yield from prose(sheet, relation, Style.PLAIN)
    yield from prose(sheet, f"Its anchor: {lineage.anchor(line.first)}", Style.QUIET)


def life_sentence(lineage: Lineage, line: Line) -> str:
    """First and last seen, in how many issues, the longest run, how many wordings."""
    last = issue_name(lineage, line.last.issue)
    standing = " (the latest)" if line.last.issue == len(lineage.issues) - 1 else ""
    issues = len(line.places)
    said = f"first {issue_name(lineage, line.first.issue)}, last {last}{standing}; in {issues:,} of "
    said += counted(len(lineage.issues), "issue")
    said += f", at most {line.longest_run} in a row" if line.longest_run < issues else ", without a gap" * (issues > 1)
    kind = "" if line.kind.value in ("sentence", "item", "heading") else f" It is {_KINDS[line.kind.value]}."
    formulaic = " It says nothing of its own (formulaic)." if line.formulaic else ""
    return f"{said}; {wordings_words(line)}.{kind}{formulaic}"


_KINDS = {"title": "a title", "dateline": "a date line", "vote": "a vote", "furniture": "furniture"}


def relations(line: Line) -> list[str]:
    """The lines that it came from, was split into, took in or went into, each once."""
    said: dict[str, None] = {}
    for event in line.events:
        if event.kind is LineEventKind.SPLIT:
            way = "Split from" if event.before is None else "Split, with"
            said[f"{way} {names(event.lines)}."] = None
        elif event.kind is LineEventKind.MERGED and event.lines:
            way = "Took in" if event.present else "Merged into"
            said[f"{way} {names(event.lines)}."] = None
    return list(said)


def _strip(sheet: LineageSheet, line: Line) -> Iterator[str]:
    """The whole span of the series with the line's presence in it."""
    dates, signs, unit = presence(line, sheet.lineage, sheet.width)
    yield paint([(dates, Style.QUIET)], color=sheet.color)
    yield paint([(signs, Style.PLAIN)], color=sheet.color)
    if unit != "an issue":
        yield from prose(sheet, f"A column is {unit}.", Style.QUIET)


def _stay(
    sheet: LineageSheet, line: Line, stay: Stay, changes: Mapping[int, Alignment], facts: Mapping[int, Sequence[str]]
) -> Iterator[str]:
    """The issues with one wording, or without the line, and the wording with what changed in it."""
    lineage, event = sheet.lineage, stay.event
    when = f"{span_of_issues(lineage, stay.first, stay.last)}, {counted(stay.issues, 'issue')}"
    sign = glyph_of(event)
    if not event.present:
        back = any(later.issue > event.issue for later in line.places)
        gone = event_words(event) + ("; absent from " if back else "; it stands in none of ")
        there = f"; {meanwhile_words(lineage, stay.meanwhile)}" if stay.meanwhile else ""
        yield from hanging(sheet, [(sign, Style.QUIET)], 3, [(f"{gone}{when}{there} ╌╌╌", Style.QUIET)])
        return
    moves = f"; moved on {', '.join(issue_name(lineage, k) for k in stay.moved)}" if stay.moved else ""
    yield from hanging(
        sheet, [(sign, Style.PLAIN)], 3, [(when, Style.BOLD), (f": {event_words(event)}{moves}", Style.QUIET)]
    )
    if stay.first in changes:
        yield from sheet.change(changes[stay.first])
    else:
        yield from sheet.quotation(lineage.words(event))
    for said in facts.get(stay.first, ()):
        yield from hanging(sheet, [], sheet.indent, [(said, Style.QUIET)])
