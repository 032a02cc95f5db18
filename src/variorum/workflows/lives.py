"""A traced series as a user holds it: what is new, lists of lines, the life of one, measures, any two issues."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.analysis.series.between import Changes
from variorum.analysis.series.biography import biography
from variorum.analysis.series.life_rows import (
    event_rows,
    life_row,
    line_rows,
    steady_row,
    with_elsewhere,
    with_meanwhile,
)
from variorum.analysis.series.lists import (
    ListOrder,
    dropped_lines,
    in_order,
    new_lines,
    returned_lines,
    steady_lines,
    took_present_wording,
    words_life,
)
from variorum.analysis.series.meanwhile import Absences
from variorum.analysis.series.measures import measures
from variorum.analysis.series.neighbours import Beside, beside_the_one_before, same_words, with_beside
from variorum.analysis.series.news import news
from variorum.analysis.series.rewordings import news_rewordings
from variorum.analysis.series.vote_changes import with_vote_changes
from variorum.errors import IssuesSame, SeriesUntraceable, WordsNeverStood
from variorum.model.life_rows import EventRow, LifeRow, LineRow
from variorum.model.lineage import LineEventKind
from variorum.model.news import IssueMeasures
from variorum.workflows.compare import Comparison
from variorum.workflows.series_names import issue_named, issues_within, line_named, lines_near
from variorum.workflows.series_notices import series_notices
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage
    from variorum.model.news import IssueNews, LineNews, Phrase, Stay, WordsLife
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.lineage import SeriesStory
    from variorum.workflows.ledger_reading import FactSource
    from variorum.workflows.ledgers import Ledger


@dataclass(slots=True)
class _Made:
    """What is worked out of a series when it is first asked for, and kept."""

    changes: Changes | None = None
    absences: Absences | None = None
    beside: dict[int, Beside] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its lineage. `undated` are the references that have no date and so no place in it.

    `other_languages` counts the issues that stand in the archive in other languages only. An issue is named by its date
    (2020-09-16, 2020-09, 2020), by latest, previous or first, or by a reference. `judged_names` are pairs of names that
    somebody said are one's, or are not. `fact_source` says how facts are read, None for the rules alone.
    """

    lineage: Lineage
    undated: tuple[str, ...] = ()
    other_languages: tuple[tuple[str, int], ...] = ()
    judged_names: tuple[tuple[tuple[str, str], bool], ...] = ()
    fact_source: FactSource | None = field(default=None, repr=False, compare=False)
    _made: _Made = field(default_factory=_Made, init=False, repr=False, compare=False)
    _ledgers: dict[str, Ledger] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Let the events of votes say what changed by name: whoever draws or counts a series reads it there."""
        object.__setattr__(self, "lineage", with_vote_changes(self.lineage, self.judged_names))

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know of a series before its lines: issues left out, texts that may not be whole, limits."""
        return series_notices(self.lineage, self.undated, self.other_languages)

    @property
    def complete(self) -> bool:
        """Whether every text of the series has its place, all are known to be whole, and no limit was hit."""
        return not (self.undated or self.lineage.limits) and all(issue.whole for issue in self.lineage.issues)

    @property
    def changes(self) -> Changes:
        """What changed between issues, word by word; made when first asked for."""
        if self._made.changes is None:
            self._made.changes = Changes(self.lineage)
        return self._made.changes

    @property
    def absences(self) -> Absences:
        """Which lines had like words while others were absent; made when first asked for."""
        if self._made.absences is None:
            self._made.absences = Absences(self.lineage)
        return self._made.absences

    def issue(self, said: str) -> int:
        """The place of an issue, from 0. Raises IssueUnknown or ReferenceAmbiguous."""
        return issue_named(self.lineage, said)

    def news(self, at: str = "latest") -> IssueNews:
        """What is new in an issue against all before it; of several of one day in the same words, in the first."""
        place = self.issue(at)
        first = same_words(self.lineage, place)
        told = with_beside(news(self.lineage, first, self.judged_names), self._beside(first))
        back = [one for gap in told.returned for one in gap.lines]
        found = [self.absences.before(self.lineage.lines[one.line], one.event) for one in back]
        told = replace(told, meanwhile=tuple(one for one in found if one is not None))
        return told if first == place else replace(told, asked=place)

    def _beside(self, issue: int) -> Beside:
        if issue not in self._made.beside:
            self._made.beside[issue] = beside_the_one_before(issue, self.changes)
        return self._made.beside[issue]

    def between(self, before: str, after: str) -> Comparison:
        """What changed between two issues, lines that are one in the series being the pairs, however far they came.

        Raises IssuesSame where both are one issue.
        """
        places = self.issue(before), self.issue(after)
        if places[0] == places[1]:
            raise IssuesSame(self.lineage.series, self.lineage.issues[places[0]].date, len(self.lineage.issues))
        return self._between(*places)

    def _between(self, before: int, after: int) -> Comparison:
        dates = [self.lineage.issues[place].date for place in (before, after)]
        return Comparison(self.changes.between(before, after), dates[0], dates[1])

    @property
    def facts(self) -> Ledger:
        """What each issue says, fact by fact, and how it changed; made when first asked for."""
        if "facts" not in self._ledgers:
            self._ledgers["facts"] = self.read_facts(source=self.fact_source)
        return self._ledgers["facts"]

    def read_facts(
        self, *, since: str | None = None, until: str | None = None, source: FactSource | None = None
    ) -> Ledger:
        """The ledger of the issues within these dates alone (ISO 8601 as far as known), or read from another source.

        Raises SeriesUntraceable where there is no issue.
        """
        from variorum.workflows.ledgers import facts_of_lineage

        issues = self.lineage.issues
        places = sorted(self._within(since, until, None))
        if not places:
            said = "".join(f" {word} {date}" for word, date in (("since", since), ("until", until)) if date)
            ends = f"Its issues are from {issues[0].date} to {issues[-1].date}."
            raise SeriesUntraceable(self.lineage.series, f"no issue{said}", ends)
        return facts_of_lineage(self.lineage, places, remarks=self.notices, source=source)

    def facts_since(self, told: IssueNews) -> Ledger | None:
        """The ledger of an issue and the one before it; None of the first."""
        from variorum.workflows.ledgers import facts_of_lineage

        if told.previous is None:
            return None
        return facts_of_lineage(self.lineage, (told.previous, told.issue), source=self.fact_source)

    def measures(self) -> Table[IssueMeasures]:
        """Each issue in figures, in their order."""
        return _table(IssueMeasures, measures(self.lineage, self.changes))

    def lines(self) -> Table[LineRow]:
        """Every line, in order of first use."""
        return _table(LineRow, line_rows(self.lineage))

    def events(self) -> Table[EventRow]:
        """Every event of every line."""
        return _table(EventRow, event_rows(self.lineage, self.absences))

    def dropped(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        order: str = ListOrder.DATE,
        limit: int | None = None,
    ) -> Table[LifeRow]:
        """The lines that stand in the series no longer, where each was last dropped; those merged into others are not.

        `on` an issue, also those that came back later. Dates are ISO 8601 as far as known.
        """
        found = dropped_lines(self.lineage, self._within(since, until, on), back=on is not None)
        return self._listed(found, order, limit)

    def gone_inside(
        self, *, since: str | None = None, until: str | None = None, on: str | None = None
    ) -> tuple[tuple[Phrase, int], ...]:
        """The phrases that went from inside lines that went on, each with the place of the issue that lacks it."""
        return tuple(
            (phrase, issue)
            for issue in sorted(self._within(since, until, on), reverse=True)
            for phrase in self._beside(issue).gone
        )

    def returned(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        order: str = ListOrder.DATE,
        limit: int | None = None,
    ) -> Table[LifeRow]:
        """Every return of a line after an absence."""
        return self._listed(returned_lines(self.lineage, self._within(since, until, on)), order, limit)

    def new(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        standing: bool = False,
        order: str = ListOrder.DATE,
        limit: int | None = None,
    ) -> Table[LifeRow]:
        """The lines that never stood before, where each came in; with `standing` only those of the last issue."""
        found = new_lines(self.lineage, self._within(since, until, on))
        last = len(self.lineage.issues) - 1
        kept = [one for one in found if not standing or self.lineage.lines[one.line].last.issue == last]
        return self._listed(kept, order, limit)

    def took_wording(
        self, *, since: str | None = None, until: str | None = None, on: str | None = None
    ) -> tuple[int, ...]:
        """The lines of the latest issue that stood before, and took their present wording in one of these issues."""
        return took_present_wording(self.lineage, self._within(since, until, on))

    def steady(self, at_least: int, *, standing: bool = False, limit: int | None = None) -> Table[LifeRow]:
        """The lines that stood in one wording in so many issues in a row, the most first.

        With `standing` only those that stand so in the last issue.
        """
        last = len(self.lineage.issues) - 1
        found = [one for one in steady_lines(self.lineage, at_least) if not standing or one.last == last]
        rows = tuple(steady_row(self.lineage, one) for one in found[:limit])
        return Table(LifeRow, rows, len(found))

    def line(self, said: str) -> Line:
        """The line of this number (302 or L302) or anchor, or how an anchor begins.

        Raises LineUnknown or ReferenceAmbiguous.
        """
        return line_named(self.lineage, said)

    def words(self, words: str) -> WordsLife:
        """Where words stand, over all lines. Raises WordsNeverStood with the likest lines."""
        life = words_life(self.lineage, words)
        if not life.places:
            raise WordsNeverStood(words, self.lineage.series, lines_near(self.lineage, words))
        return life

    def reworded(self, told: IssueNews) -> Mapping[tuple[int, ...], Alignment]:
        """What changed in the lines of an issue that were reworded, split or merged, by the numbers of those there."""
        return news_rewordings(told, self.changes)

    def to_terminal(self, at: str = "latest", *, width: int = 80, color: bool = False, full: bool = False) -> str:
        """What is new in an issue, and the heat map of the series."""
        from variorum.render.lineage_news import news_page
        from variorum.render.lineage_sheet import LineageSheet

        told = self.news(at)
        sheet = LineageSheet(self.lineage, width, color, full)
        facts = self._facts_view(told)
        return news_page(sheet, told, self.reworded(told), notices=self.notices, facts=facts)

    def to_plain(self, at: str = "latest") -> str:
        """What is new in an issue, one sentence a line of it."""
        from variorum.render.lineage_plain import news_plain

        told = self.news(at)
        facts = self._facts_view(told)
        return news_plain(self.lineage, told, self.reworded(told), notices=self.notices, facts=facts)

    def _facts_view(self, told: IssueNews) -> LedgerView | None:
        ledger = self.facts_since(told)
        return ledger.view() if ledger else None

    def to_json(self, at: str = "latest") -> str:
        """The document `variorum.lineage/1`: every line with its events and wordings, and what is new in an issue."""
        from variorum.render.lineage_json import lineage_document

        return lineage_document(self.lineage, self.news(at), undated=self.undated, other_languages=self.other_languages)

    def to_csv(self) -> str:
        """Every event of every line, one a row."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(EventRow, event_rows(self.lineage, self.absences))

    def to_html(self, at: str = "latest", *, facts: bool = False) -> str:
        """One self-contained page of the whole series: no network, its lists readable without JavaScript.

        With `facts` it says which changed, in the news and at each wording of a line.
        """
        from variorum.render.html.lineage import series_page

        return series_page(self._story(at, facts=facts))

    def html_pages(self, at: str = "latest", *, facts: bool = False) -> Iterator[tuple[str, str]]:
        """The series as linked pages without any script: the name of each, as in "lines/….html", and the page.

        First index.html, then one a line and one a pair of neighbouring issues, made one at a time; `facts` as above.
        """
        from variorum.render.html.lineage import Pair, series_pages

        def pairs() -> Iterator[Pair]:
            for k in range(1, len(self.lineage.issues)):
                comparison = self._between(k - 1, k)
                yield Pair(k, comparison.alignment, comparison.summary)

        lives = [self.biography(line) for line in self.lineage.lines]
        return series_pages(self._story(at, facts=facts), lives, pairs())

    def biography(self, line: Line) -> tuple[Stay, ...]:
        """The rows of a line's life: a run of issues with one wording each, or an absence."""
        return biography(line, len(self.lineage.issues), self.absences)

    def _story(self, at: str, *, facts: bool) -> SeriesStory:
        from variorum.analysis.series.rewordings import rewordings
        from variorum.render.html.lineage import SeriesStory

        changed = rewordings(self.lineage, self.changes)
        measured = self.measures().rows
        return SeriesStory(
            self.lineage,
            self.news(at),
            changed,
            measured,
            self.notices,
            meanwhile=self.absences.all(),
            facts=self.facts.view() if facts else None,
        )

    def _within(self, since: str | None, until: str | None, on: str | None) -> frozenset[int]:
        return issues_within(self.lineage, since=since, until=until, on=on)

    def _listed(self, found: Sequence[LineNews], order: str, limit: int | None) -> Table[LifeRow]:
        ordered = in_order(found, self.lineage, ListOrder(order))
        return Table(LifeRow, tuple(map(self._row, ordered[:limit])), len(ordered))

    def _row(self, one: LineNews) -> LifeRow:
        """A row with where words of the line stand while it is absent."""
        row, line = life_row(self.lineage, one), self.lineage.lines[one.line]
        if one.event.kind is LineEventKind.RETURNED:
            return with_meanwhile(self.lineage, row, self.absences.before(line, one.event))
        there = [each for each in self._beside(one.event.issue).elsewhere if each.line == one.line]
        return with_elsewhere(self.lineage, row, there)


def _table(kind: type, rows: Iterable[object]) -> Table:  # type: ignore[type-arg]
    made = tuple(rows)
    return Table(kind, made, len(made))
