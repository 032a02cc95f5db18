"""Lists of a series' lines on a terminal: dropped, returned, first-ever, steady, each with dates and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.render.lineage_map import STYLES
from variorum.render.lineage_sheet import LineageSheet
from variorum.render.lineage_words import (
    EVENT_GLYPHS,
    FIRST_WORDS,
    bearers,
    counted,
    in_wordings,
    issue_name,
    line_name,
    wording_words,
)
from variorum.render.redline import NOT_FOUND
from variorum.render.sentences import limit_words, shortened
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.life_rows import LifeRow
    from variorum.model.lineage import Lineage
    from variorum.model.news import Phrase

QUOTED_ROWS = 4
MOST_PHRASES = 12


@dataclass(frozen=True, slots=True)
class LineList:
    """A list of lines: `what` it is of (dropped, returned, new, steady), and in words.

    `rows` are the first of `total`. `changes` has, by the line's number and the reference of its row, what changed in
    its words: of a new line from where it came in to the last issue, of one that returned since its absence. `gone` are
    phrases that went from inside lines that go on, each with the place of the issue that lacks it. `lines` is how many
    lines all returns are of, `took_wording` are lines that took their present wording where new ones came in.
    """

    lineage: Lineage
    what: str
    heading: str
    rows: Sequence[LifeRow]
    total: int
    changes: Mapping[tuple[int, str], Alignment]
    gone: Sequence[tuple[Phrase, int]] = ()
    lines: int | None = None
    took_wording: Sequence[int] = ()


def list_page(listed: LineList, *, notices: Sequence[str] = (), width: int, color: bool, full: bool = False) -> str:
    """A list for a terminal of `width` columns."""
    sheet = LineageSheet(listed.lineage, width, color, full)
    said = dict.fromkeys([*notices, *map(limit_words, listed.lineage.limits)])
    parts = (
        (line for notice in said for line in _notice(sheet, notice)),
        prose(sheet, list_sentence(listed), Style.BOLD),
        *(_row(sheet, listed, row) for row in listed.rows),
        prose(sheet, gone_sentence(listed, most=None if full else MOST_PHRASES), Style.PLAIN),
        prose(sheet, took_wording_sentence(listed, most=None if full else MOST_PHRASES), Style.PLAIN),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def list_sentence(listed: LineList) -> str:
    """What is listed, and how much of it."""
    return f"{listed.lineage.series}: {listed.heading}: {count_words(listed)}."


def count_words(listed: LineList) -> str:
    """How much is listed, of how much: "20 of 68 lines", "5 returns of 4 lines"."""
    shown = len(listed.rows)
    noun = "return" if listed.what == "returned" else "line"
    count = f"{shown:,} of {counted(listed.total, noun)}" if shown < listed.total else counted(shown, noun)
    if listed.lines is not None:
        count += f"{',' if shown < listed.total else ''} of {counted(listed.lines, 'line')}"
    return count


def gone_sentence(listed: LineList, *, most: int | None = None) -> str:
    """The phrases that went from inside lines, each with its line and when; nothing where there are none."""
    if not listed.gone:
        return ""
    lineage = listed.lineage
    said = [
        f"“{shortened(one.span.of(lineage.issues[one.issue].witness.content), None)}” "
        f"({line_name(one.line)}, {issue_name(lineage, issue)}"
        f"{'' if lineage.issues[issue].whole else f', {NOT_FOUND}'})"
        for one, issue in listed.gone[:most]
    ]
    rest = len(listed.gone) - len(said)
    more = f"; and {rest:,} more (--full)" if rest else ""
    return f"And {counted(len(listed.gone), 'phrase')} gone from inside lines that go on: {'; '.join(said)}{more}."


def took_wording_sentence(listed: LineList, *, most: int | None = None) -> str:
    """The lines that stood already and took their present wording in these issues; nothing where there are none."""
    lines = listed.took_wording
    if not lines:
        return ""
    last = {line: listed.lineage.words(listed.lineage.lines[line].last) for line in lines[:most]}
    said = [f"{line_name(line)} “{shortened(words, FIRST_WORDS)}”" for line, words in last.items()]
    rest = len(lines) - len(said)
    more = f"; and {rest:,} more (--full)" if rest else ""
    their = "its" if len(lines) == 1 else "their"
    return f"And {counted(len(lines), 'line')} took {their} present wording then: {'; '.join(said)}{more}."


def _notice(sheet: LineageSheet, notice: str) -> Iterator[str]:
    yield from hanging(sheet, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])


def _row(sheet: LineageSheet, listed: LineList, row: LifeRow) -> Iterator[str]:
    glyph = EVENT_GLYPHS[LineEventKind(row.event)]
    sign = f"{glyph} {row.date}"
    yield from hanging(
        sheet, [(sign, STYLES.get(glyph, Style.PLAIN))], len(sign) + 2, [(row_words(listed, row), Style.QUIET)]
    )
    change = listed.changes.get((row.line, row.reference))
    if change is not None:
        yield from sheet.change(change)
    else:
        yield from sheet.quotation(row.words, rows=QUOTED_ROWS)


def row_words(listed: LineList, row: LifeRow) -> str:
    """What became of the line, how it stood, and how in the words that are quoted."""
    return _row_words(listed, row) + ("; formulaic" if row.formulaic else "")


def _row_words(listed: LineList, row: LifeRow) -> str:
    name = line_name(row.line)
    judged = ", as judged" if row.judged else ""
    stood = counted(row.issues, "issue") + in_wordings(row.wordings)
    when = row.first_date if row.first_date == row.last_date else f"{row.first_date} to {row.last_date}"
    at_most = f", at most {row.longest_run} in a row" if row.longest_run < row.issues else ""
    still = ", and stands in the latest" if row.standing else ""
    elsewhere = bearers(listed.lineage, row.elsewhere)
    match listed.what:
        case "dropped":
            word = "dropped" if row.certain else NOT_FOUND
            back = f"; back on {row.back_date}" if row.back_date else ""
            survive = f"; words survive in {elsewhere}" if elsewhere else ""
            return f"{name} {word}{judged} after {stood}, {when}{at_most}{back}{_worded(row)}{survive}"
        case "returned":
            reworded = " reworded" if row.reworded else ""
            without = counted(row.absent, "issue")
            said = f"{name} returned{reworded}{judged} after {without} without; before in {stood}, {when}"
            return said + _meanwhile(row, elsewhere)
        case "steady":
            return f"{name} in one wording in {stood} in a row, {when}{still}"
        case _:
            first = f"; in these, its first words, {counted(row.wording_issues, 'issue')}" if row.wordings > 1 else ""
            already = f"; words stood already in {elsewhere}" if elsewhere else ""
            return f"{name} first-ever{judged}; in {stood}, {when}{at_most}{still}{first}{already}"


def _meanwhile(row: LifeRow, elsewhere: str) -> str:
    """Which lines had like words during the absence."""
    if not elsewhere:
        return ""
    one, two = row.elsewhere_first_date, row.elsewhere_last_date
    when = one if one == two else f"{one} to {two}"
    issues = counted(row.elsewhere_issues, "issue")
    return f"; like words stood meanwhile in {elsewhere}, in {issues}, {when}"


def _worded(row: LifeRow) -> str:
    one, two = row.wording_first_date, row.wording_last_date
    return wording_words(row.wordings, row.wording_issues, one if one == two else f"{one} to {two}", row.first_words)
