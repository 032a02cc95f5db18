"""The heat map of a series on a terminal: a row a line, a column an issue or a stretch of issues, a sign a cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.units import SegmentKind
from variorum.render.lineage_words import (
    EVENT_GLYPHS,
    NAMES_GLYPH,
    counted,
    glyph_of,
    is_body,
    issue_name,
    line_name,
    plain_glyph,
)
from variorum.render.listing import shortened
from variorum.render.sheet import TEXT_WIDTH, prose
from variorum.render.typeset import Style, columns, pad, paint, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.render.lineage_sheet import LineageSheet
    from variorum.render.typeset import Piece

# More rows than these are no picture any more: the lines of the issue, and those that stood longest, are shown.
MOST_ROWS = 40
NARROWEST_LABEL = 18
WIDEST_LABEL = 40
WIDEST_CELL = 3
ABSENT = "╌"
CAME_AND_WENT = "±"
# How a column stands for several issues of a line that stands at its end.
PRECEDENCE = (
    LineEventKind.RETURNED,
    LineEventKind.SPLIT,
    LineEventKind.MERGED,
    LineEventKind.REWORDED,
    LineEventKind.KEPT,
)
STYLES = {
    "+": Style.NEWER,
    CAME_AND_WENT: Style.NEWER,
    "↺": Style.MOVED,
    "↕": Style.MOVED,
    "−": Style.OLDER,
    "⋏": Style.BOLD,
    "⋎": Style.BOLD,
    "≈": Style.BOLD,
    NAMES_GLYPH: Style.BOLD,
    "=": Style.QUIET,
    ABSENT: Style.QUIET,
}
LEGEND = (
    ("=", "kept"),
    ("≈", "reworded"),
    (NAMES_GLYPH, "names changed"),
    ("⋏", "split"),
    ("⋎", "merged"),
    ("↕", "moved"),
    ("+", "first-ever"),
    ("↺", "returned"),
    ("−", "dropped"),
    (CAME_AND_WENT, "came and went"),
    (ABSENT, "absent, and back later"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """Issues that stand in one column: the places [first, last], and what is written over it."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns, each so many characters wide; `unit` says what one is: "an issue", "a year"."""

    columns: tuple[Column, ...]
    unit: str
    cell: int

    @property
    def width(self) -> int:
        """The characters of a row."""
        return len(self.columns) * self.cell


def heat_map(sheet: LineageSheet, issue: int) -> Iterator[str]:
    """The map of the body lines: of many those that stand in `issue` and those that stood longest, in order of use."""
    lineage = sheet.lineage
    lines = [line for line in lineage.lines if sheet.full or is_body(line)]
    if not lines:
        return
    chosen = lines if sheet.full or len(lines) <= MOST_ROWS else _chosen(lines, issue)
    number, count = len(line_name(chosen[-1].number)), len(str(max(len(line.places) for line in chosen)))
    room = sheet.width - number - count - 3
    across = columns_of(lineage, room - NARROWEST_LABEL)
    label = min(room - across.width, WIDEST_LABEL)
    yield sheet.heading("Lines through the series")
    yield from prose(sheet, _said(across, len(chosen), len(lines)), Style.PLAIN)
    lead = " " * (number + label + 2)
    yield (lead + _dates(across)).rstrip()
    for line in chosen:
        words = shortened(visible(" ".join(lineage.words(line.last).split())), label)
        row: list[Piece] = [
            (f"{line_name(line.number):>{number}} ", Style.QUIET),
            (pad(words, label) + " ", Style.PLAIN),
        ]
        row += [(f"{sign:<{across.cell}}", STYLES.get(sign, Style.PLAIN)) for sign in row_of(line, across)]
        row.append((f" {len(line.places):>{count}}", Style.PLAIN))
        yield paint(row, color=sheet.color)
    yield from _legend(sheet, chosen)


def columns_of(lineage: Lineage, room: int) -> Columns:
    """The finest columns that fit: one an issue, a month, a year or several years."""
    dates = [issue.date for issue in lineage.issues]
    named = [issue_name(lineage, k) for k in range(len(dates))]
    for labels in (named, [date[:4] for date in dates]):
        widest = max(map(len, labels)) + 1
        if len(dates) * widest <= room and len(set(labels)) == len(labels):
            return Columns(tuple(Column(k, k, label) for k, label in enumerate(labels)), "an issue", widest)
    years = len({date[:4] for date in dates}) > 2
    label_of = _year if years else _month
    if len(dates) <= room:
        cell = min(room // len(dates), WIDEST_CELL)
        return Columns(tuple(Column(k, k, label_of(date)) for k, date in enumerate(dates)), "an issue", cell)
    for unit, key in _UNITS:
        found = []
        for _, group in groupby(range(len(dates)), key=lambda k: key(dates[k])):
            places = list(group)
            found.append(Column(places[0], places[-1], label_of(dates[places[0]])))
        if len(found) <= room:
            return Columns(tuple(found), unit, 1)
    return _even(dates, room, label_of)


def _even(dates: Sequence[str], room: int, label_of: Callable[[str], str]) -> Columns:
    """Columns of as many issues each."""
    size = -(-len(dates) // max(room, 1))
    found = [
        Column(start, min(start + size, len(dates)) - 1, label_of(dates[start])) for start in range(0, len(dates), size)
    ]
    return Columns(tuple(found), counted(size, "issue"), 1)


def _month(date: str) -> str:
    return date[:7]


def _year(date: str) -> str:
    return date[:4]


def _years(count: int) -> Callable[[str], str]:
    def stretch(date: str) -> str:
        return str(int(date[:4]) // count)

    return stretch


_UNITS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("a month", _month),
    ("a year", _year),
    *((f"{count} years", _years(count)) for count in (2, 5, 10, 20, 50)),
)


def row_of(line: Line, columns: Columns) -> list[str]:
    """The sign of a line in each column; a space before it came and after it went."""
    by_issue = {event.issue: event for event in line.events}
    first, last = line.first.issue, line.last.issue
    signs = []
    for column in columns.columns:
        events = [by_issue[k] for k in range(column.first, column.last + 1) if k in by_issue]
        if events:
            signs.append(_sign(events, line))
        else:
            signs.append(ABSENT if first < column.first and column.last < last else " ")
    return signs


def _sign(events: Sequence[LineEvent], line: Line) -> str:
    """What happened most in a column: the line came, is gone at its end, or came back; else what became of it."""
    last = events[-1]
    came = line.first in events
    if not last.present:
        return CAME_AND_WENT if came else EVENT_GLYPHS[last.kind]
    if came:
        return glyph_of(line.first)[0]
    kinds = {event.kind for event in events}
    kind = next(one for one in PRECEDENCE if one in kinds)
    if kind is LineEventKind.KEPT and any(event.moved for event in events):
        return "↕"
    if kind is LineEventKind.REWORDED:
        # Of several, that of one in which more changed than names.
        glyphs = {plain_glyph(event) for event in events if event.kind is kind}
        return EVENT_GLYPHS[kind] if EVENT_GLYPHS[kind] in glyphs else NAMES_GLYPH
    return EVENT_GLYPHS[kind]


def _chosen(lines: Sequence[Line], issue: int) -> list[Line]:
    """The lines that stand in the issue, then those that stood in the most issues, as many as there is room for.

    Of very many that stand in the issue those that stood in the most issues.
    """
    standing = {line.number for line in lines if any(event.issue == issue for event in line.places)}
    first = standing if len(standing) <= 2 * MOST_ROWS else set()

    def rank(line: Line) -> tuple[bool, int, bool, int]:
        return line.number not in first, -len(line.places), line.number not in standing, line.number

    ranked = sorted(lines, key=rank)
    return sorted(ranked[: max(MOST_ROWS, len(first))], key=lambda line: line.number)


def _said(columns: Columns, shown: int, total: int) -> str:
    """What a row and a column are, and what is left out."""
    said = f"A row is a line, in order of first use; a column is {columns.unit}"
    said += " and shows the most that happened in it" if columns.unit != "an issue" else ""
    said += "; at the end, in how many issues it stood."
    if shown < total:
        folded = total - shown
        said += (
            f" {shown:,} of {total:,} lines, those of this issue first, then those that stood longest;"
            f" {folded:,} folded, --full shows them."
        )
    return said


def _dates(columns: Columns) -> str:
    """The dates over the columns, as many as there is room for."""
    line = ""
    before = ""
    for at, column in enumerate(columns.columns):
        place = at * columns.cell
        if column.label != before and (not line or len(line) < place):
            line = line.ljust(place) + column.label
        before = column.label
    return line


def _legend(sheet: LineageSheet, lines: Sequence[Line]) -> Iterator[str]:
    """The signs with their words, none broken; that of names where a vote is shown."""
    votes = any(line.kind is SegmentKind.VOTE for line in lines)
    line: list[Piece] = []
    for sign, word in LEGEND:
        if sign == NAMES_GLYPH and not votes:
            continue
        entry: list[Piece] = [(sign, STYLES.get(sign, Style.PLAIN)), (f" {word}", Style.QUIET)]
        if line and columns([*line, ("   ", Style.PLAIN), *entry]) > min(sheet.width, TEXT_WIDTH + sheet.indent):
            yield paint(line, color=sheet.color)
            line = []
        line += [("   ", Style.PLAIN), *entry] if line else entry
    yield paint(line, color=sheet.color)


def presence(line: Line, lineage: Lineage, room: int) -> tuple[str, str, str]:
    """One line's row alone: the dates over it, its signs, and what a column is."""
    columns = columns_of(lineage, room)
    signs = "".join(f"{sign:<{columns.cell}}" for sign in row_of(line, columns))
    return _dates(columns).rstrip(), signs, columns.unit
