"""Lists of a series' lines, and the life of one, in every form: a page, sentences, JSON, CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.series.life_rows import event_rows_of, line_row
from variorum.analysis.series.rewordings import segments_of
from variorum.model.lineage import LineEventKind
from variorum.workflows.series_names import names_line

if TYPE_CHECKING:
    from variorum.model.alignment import Alignment
    from variorum.model.life_rows import LifeRow
    from variorum.model.lineage import Line, LineEvent
    from variorum.model.news import Phrase, WordsLife
    from variorum.render.html.lineage import LineLife
    from variorum.render.lineage_lists import LineList
    from variorum.workflows.line_facts import LineFacts
    from variorum.workflows.lives import Series
    from variorum.workflows.tables import Table

# A page of words holds the lives of so many lines that have had them; of the others it says how to see them.
MOST_LIVES = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of lines of a series: `what` it is of (dropped, returned, new, steady), and in words.

    `gone` are the phrases that went from inside lines that go on, of a list of what was dropped;
    `lines` is how many lines all returns are of. `took_wording` are lines that stood before a list of new ones, and
    took their present wording where those came in.
    """

    series: Series
    what: str
    heading: str
    table: Table[LifeRow]
    gone: tuple[tuple[Phrase, int], ...] = ()
    lines: int | None = None
    took_wording: tuple[int, ...] = ()

    def to_terminal(self, *, width: int = 80, color: bool = False, full: bool = False) -> str:
        """The page, `width` columns wide."""
        from variorum.render.lineage_lists import list_page

        return list_page(self._list(), notices=self.series.notices, width=width, color=color, full=full)

    def to_plain(self) -> str:
        """One sentence a line."""
        from variorum.render.lineage_plain import list_plain

        return list_plain(self._list(), notices=self.series.notices)

    def to_json(self) -> str:
        """The document `variorum.lines/1`."""
        from variorum.render.lineage_json import lines_document

        return lines_document(
            self.series.lineage,
            self.what,
            self.table.rows,
            total=self.table.total,
            gone=self.gone,
            took_wording=self.took_wording,
        )

    def to_csv(self) -> str:
        """One line a row."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(self.table.kind, self.table.rows)

    def to_html(self) -> str:
        """One self-contained page without script."""
        from variorum.render.html.lineage import lines_page

        return lines_page(self._list(), notices=self.series.notices)

    def _list(self) -> LineList:
        from variorum.render.lineage_lists import LineList

        found = {(row.line, row.reference): self._change(row) for row in self.table.rows}
        changes = {key: change for key, change in found.items() if change is not None}
        rows, total = self.table.rows, self.table.total
        return LineList(
            self.series.lineage, self.what, self.heading, rows, total, changes, self.gone, self.lines, self.took_wording
        )

    def _change(self, row: LifeRow) -> Alignment | None:
        """What changed in a new line until the last issue, or in one that returned since it was absent."""
        line = self.series.lineage.lines[row.line]
        if self.what == "new" and row.now not in ("", row.words):
            return self._between(line.first, line.last)
        if self.what == "returned" and row.reworded:
            issues = self.series.lineage.issues
            event = next(one for one in line.places if issues[one.issue].reference == row.reference)
            return self._between(next(one for one in line.places if one.issue == event.before), event)
        return None

    def _between(self, before: LineEvent, after: LineEvent) -> Alignment:
        places = before.issue, [before.segment or 0], after.issue, [after.segment or 0]
        return self.series.changes.of_lines(*places)


@dataclass(frozen=True, slots=True)
class Found:
    """What `said` names in a series: where its words stand, if it is words, and the one line that is meant, if it is.

    Words that only one line has had mean that line.
    """

    series: Series
    said: str
    words: WordsLife | None
    line: Line | None

    def to_terminal(self, *, width: int = 80, color: bool = False, full: bool = False) -> str:
        """Where the words stand, and the biography of the line."""
        from variorum.render.lineage_line import line_page, words_page
        from variorum.render.lineage_sheet import LineageSheet

        sheet = LineageSheet(self.series.lineage, width, color, full)
        pages = []
        if self.words is not None:
            pages.append(words_page(sheet, self.words, notices=self.series.notices))
        if self.line is not None:
            stays = self.series.biography(self.line)
            changes, facts = self._changes(self.line), self._facts(self.line).beside_words()
            pages.append(line_page(sheet, self.line, stays, changes, facts))
        return "\n".join(pages)

    def to_html(self) -> str:
        """One self-contained page without script, with the lives of the first lines that have had the words."""
        from variorum.render.html.lineage import found_page

        numbers = [self.line.number] if self.line is not None else (self.words.lines if self.words else ())
        lives = [self._life(self.series.lineage.lines[number]) for number in numbers[:MOST_LIVES]]
        return found_page(self.series.lineage, self.words, lives, notices=self.series.notices)

    def _life(self, line: Line) -> LineLife:
        from variorum.render.html.lineage import LineLife, facts_of_places

        facts = facts_of_places(self._facts(line).changes, line.places)
        return LineLife(line, self.series.biography(line), self._changes(line), facts)

    def to_plain(self) -> str:
        """One sentence a run of issues, and one a change."""
        from variorum.render.lineage_plain import line_plain, words_plain

        lineage = self.series.lineage
        said = words_plain(lineage, self.words, notices=self.series.notices) if self.words is not None else ""
        if self.line is not None:
            stays, facts = self.series.biography(self.line), self._facts(self.line).beside_words()
            said += line_plain(lineage, self.line, stays, self._changes(self.line), facts)
        return said

    def to_json(self) -> str:
        """The document `variorum.line/1`."""
        from variorum.render.lineage_json import line_document

        lineage = self.series.lineage
        numbers = [self.line.number] if self.line is not None else list(self.words.lines if self.words else ())
        rows = [line_row(lineage, lineage.lines[number]) for number in numbers]
        events = list(event_rows_of(lineage, self.line, self.series.absences)) if self.line is not None else []
        facts = self._facts(self.line).to_fields() if self.line is not None else []
        return line_document(lineage, self.said, words=self.words, lines=rows, events=events, facts=facts)

    def to_csv(self) -> str:
        """The events of the line, or of every line that has had the words, one a row."""
        from variorum.model.life_rows import EventRow
        from variorum.render.lineage_csv import csv_table

        lineage = self.series.lineage
        numbers = [self.line.number] if self.line is not None else list(self.words.lines if self.words else ())
        rows = [
            row for number in numbers for row in event_rows_of(lineage, lineage.lines[number], self.series.absences)
        ]
        return csv_table(EventRow, rows)

    def _facts(self, line: Line) -> LineFacts:
        from variorum.workflows.line_facts import facts_of_line

        return facts_of_line(self.series, line)

    def _changes(self, line: Line) -> dict[int, Alignment]:
        """What changed in a line at each issue, from its place before; with what was split from it or went into it."""
        found = {}
        for event in line.places:
            if event.before is not None and event.before_segment is not None and event.segment is not None:
                if event.kind is LineEventKind.KEPT or (event.kind is LineEventKind.RETURNED and event.score == 1):
                    continue
                found[event.issue] = self.series.changes.of_lines(*self._sides(event, event.before_segment))
        return found

    def _sides(self, event: LineEvent, before: int) -> tuple[int, list[int], int, list[int]]:
        """The segments before and after an event, those of the other lines of a split or merger among them."""
        base, other = [before], [event.segment or 0]
        issue_before = event.before if event.before is not None else event.issue - 1
        if event.kind is LineEventKind.SPLIT:
            other = sorted({*other, *segments_of(self.series.lineage, event.lines, event.issue)})
        elif event.kind is LineEventKind.MERGED:
            base = sorted({*base, *segments_of(self.series.lineage, event.lines, issue_before)})
        return issue_before, base, event.issue, other


def find(series: Series, said: str) -> Found:
    """The line that is named by number or anchor, else where these words stand.

    Raises LineUnknown, ReferenceAmbiguous or WordsNeverStood.
    """
    if names_line(series.lineage, said):
        return Found(series, said, None, series.line(said))
    words = series.words(said)
    only = series.lineage.lines[words.lines[0]] if len(words.lines) == 1 else None
    return Found(series, said, words, only)
