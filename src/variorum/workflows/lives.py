"""A traced series as a user holds it: what is new, lists of lines, the life of one, measures, any two issues."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.analysis.series.between import Changes
from variorum.analysis.series.biography import biography
from variorum.analysis.series.life_rows import event_rows, life_row, line_rows, steady_row
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
from variorum.analysis.series.measures import measures
from variorum.analysis.series.neighbours import beside_the_one_before, phrases_gone, same_words
from variorum.analysis.series.news import news
from variorum.analysis.series.vote_changes import with_vote_changes
from variorum.errors import (
    IssuesSame,
    IssueUnknown,
    LineUnknown,
    ReferenceAmbiguous,
    SeriesUntraceable,
    WordsNeverStood,
)
from variorum.model.life_rows import EventRow, LifeRow, LineRow
from variorum.model.news import IssueMeasures
from variorum.model.references import Position, parse_reference
from variorum.workflows.compare import Comparison
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage
    from variorum.model.news import IssueNews, LineNews, Phrase, WordsLife
    from variorum.render.html.lineage import SeriesStory
    from variorum.workflows.ledger_reading import FactSource
    from variorum.workflows.ledgers import Ledger

_DATE = re.compile(r"(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:#(?P<ordinal>\d+))?")
_NUMBER = re.compile(r"L?(?P<number>\d{1,9})")
# A digest has digits; a word may be of these letters alone.
_ANCHOR = re.compile(r"(?=[a-f]*[0-9])[0-9a-f]{8,12}|[0-9a-f]{12}-\d+(?:-\d*)?")
MOST_NEAR = 5


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
    _made: dict[str, Changes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _ledgers: dict[str, Ledger] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Let the events of votes say what changed by name: whoever draws or counts a series reads it there."""
        object.__setattr__(self, "lineage", with_vote_changes(self.lineage, self.judged_names))

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know of a series before its lines: issues left out, texts that may not be whole, limits."""
        said = []
        if self.undated:
            one = self.undated[0]
            said.append(
                f"{_counted(len(self.undated), 'text')} without a date left out: {', '.join(self.undated[:5])}"
                f"{' …' if len(self.undated) > 5 else ''}. Give one with: variorum amend {one} --date D"
            )
        if self.other_languages:
            others = ", ".join(f"{count} in {language}" for language, count in self.other_languages)
            said.append(f"Issues in {self.lineage.language}; the archive has others: {others} (--language).")
        partial = [issue.reference for issue in self.lineage.issues if not issue.whole]
        if partial:
            said.append(
                f"{_counted(len(partial), 'text')} may not have been read whole: {', '.join(partial[:5])}"
                f"{' …' if len(partial) > 5 else ''}. What is not found in them may stand in them."
            )
        return tuple(said)

    @property
    def complete(self) -> bool:
        """Whether every text of the series has its place, all are known to be whole, and no limit was hit."""
        return not (self.undated or self.lineage.limits) and all(issue.whole for issue in self.lineage.issues)

    @property
    def changes(self) -> Changes:
        """What changed between issues, word by word; made when first asked for."""
        if "changes" not in self._made:
            self._made["changes"] = Changes(self.lineage)
        return self._made["changes"]

    def issue(self, said: str) -> int:
        """The place of an issue, from 0. Raises IssueUnknown or ReferenceAmbiguous."""
        issues = self.lineage.issues
        fits = [k for k in range(len(issues)) if self._fits(k, said)]
        if said in Position.__members__.values():
            return {"latest": len(issues) - 1, "previous": max(len(issues) - 2, 0), "first": 0}[said]
        if not fits:
            written = bool(_DATE.fullmatch(said)) or parse_reference(said) is not None
            near = sorted(range(len(issues)), key=lambda k: (abs(_number(issues[k].date) - _number(said)), k))[:3]
            dates = tuple(issues[k].date for k in sorted(near)) if written else ()
            raise IssueUnknown(said, self.lineage.series, dates, written=written)
        if len(fits) > 1:
            raise ReferenceAmbiguous(said, tuple(issues[k].reference for k in fits), what="issues")
        return fits[0]

    def _fits(self, k: int, said: str) -> bool:
        issue = self.lineage.issues[k]
        if match := _DATE.fullmatch(said):
            right = match["ordinal"] is None or int(match["ordinal"]) == issue.issue.ordinal
            return right and issue.date.startswith(match["date"])
        reference = parse_reference(said)
        if reference is None:
            return said == issue.reference
        if reference.digest:
            return issue.witness.witness.text.sha256.startswith(reference.digest)
        if reference.position:
            return k == self.issue(reference.position.value)
        return (
            reference.series == self.lineage.series
            and issue.date.startswith(reference.date or "")
            and reference.ordinal in (None, issue.issue.ordinal)
        )

    def news(self, at: str = "latest") -> IssueNews:
        """What is new in an issue against all before it; of several of one day in the same words, in the first."""
        place = self.issue(at)
        first = same_words(self.lineage, place)
        told = beside_the_one_before(news(self.lineage, first, self.judged_names), self.changes)
        return told if first == place else replace(told, asked=place)

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

    def measures(self) -> Table[IssueMeasures]:
        """Each issue in figures, in their order."""
        return _table(IssueMeasures, measures(self.lineage, self.changes))

    def lines(self) -> Table[LineRow]:
        """Every line, in order of first use."""
        return _table(LineRow, line_rows(self.lineage))

    def events(self) -> Table[EventRow]:
        """Every event of every line."""
        return _table(EventRow, event_rows(self.lineage))

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
            for phrase in phrases_gone(issue, self.changes)
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

    def words(self, words: str) -> WordsLife:
        """Where words stand, over all lines. Raises WordsNeverStood with the likest lines."""
        life = words_life(self.lineage, words)
        if not life.places:
            raise WordsNeverStood(words, self.lineage.series, self._near(words))
        return life

    def line(self, said: str) -> Line:
        """The line of this number (302 or L302) or anchor, or how an anchor begins.

        Raises LineUnknown or ReferenceAmbiguous.
        """
        lines = self.lineage.lines
        if match := _NUMBER.fullmatch(said):
            if int(match["number"]) >= len(lines):
                raise LineUnknown(said, self.lineage.series, len(lines))
            return lines[int(match["number"])]
        fits = [line for line in lines if any(self.lineage.anchor(place).startswith(said) for place in line.places)]
        exact = [line for line in fits if any(self.lineage.anchor(place) == said for place in line.places)]
        if not fits:
            raise LineUnknown(said, self.lineage.series, len(lines))
        if len(fits) > 1 and not exact:
            told = tuple(" ".join(self.lineage.words(line.last).split())[:60] for line in fits)
            raise ReferenceAmbiguous(said, tuple(f"L{line.number}" for line in fits), told=told, what="lines")
        return (exact or fits)[0]

    def is_line(self, said: str) -> bool:
        """Whether this names a line by number or anchor, and is no words to look for."""
        match = _NUMBER.fullmatch(said)
        if match:
            return said.startswith("L") or int(match["number"]) < len(self.lineage.lines)
        return bool(_ANCHOR.fullmatch(said))

    def reworded(self, told: IssueNews) -> Mapping[tuple[int, ...], Alignment]:
        """What changed in the lines of an issue that were reworded, split or merged, by the numbers of those there."""
        found: dict[tuple[int, ...], Alignment] = {}
        back = [one for gap in told.returned for one in gap.lines if one.event.score != 1]
        for one in (*told.reworded, *told.votes, *back):
            event = one.event
            if event.before is not None and event.before_segment is not None and event.segment is not None:
                found[one.line,] = self.changes.of_lines(
                    event.before, [event.before_segment], event.issue, [event.segment]
                )
        for family in told.families:
            base = self.segments(family.before, told.issue - 1)
            found[family.now] = self.changes.of_lines(
                told.issue - 1, base, told.issue, self.segments(family.now, told.issue)
            )
        return found

    def to_terminal(self, at: str = "latest", *, width: int = 80, color: bool = False, full: bool = False) -> str:
        """What is new in an issue, and the heat map of the series."""
        from variorum.render.lineage_news import news_page

        told = self.news(at)
        return news_page(
            self.lineage,
            told,
            self.reworded(told),
            notices=self.notices,
            width=width,
            color=color,
            full=full,
        )

    def to_plain(self, at: str = "latest") -> str:
        """What is new in an issue, one sentence a line of it."""
        from variorum.render.lineage_plain import news_plain

        told = self.news(at)
        return news_plain(self.lineage, told, self.reworded(told), notices=self.notices)

    def to_json(self, at: str = "latest") -> str:
        """The document `variorum.lineage/1`: every line with its events and wordings, and what is new in an issue."""
        from variorum.render.lineage_json import lineage_document

        return lineage_document(self.lineage, self.news(at), undated=self.undated, other_languages=self.other_languages)

    def to_csv(self) -> str:
        """Every event of every line, one a row."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(EventRow, event_rows(self.lineage))

    def to_html(self, at: str = "latest") -> str:
        """One self-contained page of the whole series: no network, its lists readable without JavaScript."""
        from variorum.render.html.lineage import series_page

        return series_page(self._story(at))

    def html_pages(self, at: str = "latest") -> Iterator[tuple[str, str]]:
        """The series as linked pages without any script: the name of each, as in "lines/….html", and the page.

        First index.html, then one a line and one a pair of neighbouring issues, made one at a time.
        """
        from variorum.render.html.lineage import Pair, series_pages

        def pairs() -> Iterator[Pair]:
            for k in range(1, len(self.lineage.issues)):
                comparison = self._between(k - 1, k)
                yield Pair(k, comparison.alignment, comparison.summary)

        lives = [biography(line, len(self.lineage.issues)) for line in self.lineage.lines]
        return series_pages(self._story(at), lives, pairs())

    def _story(self, at: str) -> SeriesStory:
        from variorum.analysis.series.rewordings import rewordings
        from variorum.render.html.lineage import SeriesStory

        changed = rewordings(self.lineage, self.changes)
        return SeriesStory(self.lineage, self.news(at), changed, self.measures().rows, self.notices)

    def to_measures_json(self) -> str:
        """The document `variorum.measures/1`: each issue in figures."""
        from variorum.render.lineage_json import measures_document

        return measures_document(self.lineage, self.measures().rows)

    def to_measures_csv(self) -> str:
        """Each issue in figures, one a row."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(IssueMeasures, self.measures().rows)

    def segments(self, lines: Sequence[int], issue: int) -> list[int]:
        """The segments of some lines in an issue, by the lines' numbers, in the order of its text."""
        events = [event for number in lines for event in self.lineage.lines[number].events if event.issue == issue]
        return sorted(event.segment for event in events if event.segment is not None)

    def within(self, since: str | None = None, until: str | None = None) -> list[int]:
        """The places of the issues within these dates (ISO 8601 as far as known), in order."""
        return sorted(self._within(since, until, None))

    def _within(self, since: str | None, until: str | None, on: str | None) -> frozenset[int]:
        """The places of the issues within these dates."""
        if on is not None and on in Position.__members__.values():
            return frozenset({self.issue(on)})
        places = frozenset(
            k
            for k, issue in enumerate(self.lineage.issues)
            if (since is None or issue.date[: len(since)] >= since)
            and (until is None or issue.date[: len(until)] <= until)
            and (on is None or self._fits(k, on))
        )
        if on is not None and not places:
            self.issue(on)
        return places

    def _listed(self, found: Sequence[LineNews], order: str, limit: int | None) -> Table[LifeRow]:
        ordered = in_order(found, self.lineage, ListOrder(order))
        return Table(LifeRow, tuple(life_row(self.lineage, one) for one in ordered[:limit]), len(ordered))

    def _near(self, words: str) -> tuple[tuple[str, str], ...]:
        """The likest lines, by name and words."""
        from variorum.align.likeness import Likeness

        like = Likeness(words)
        said = [" ".join(self.lineage.words(line.last).split()) for line in self.lineage.lines]
        ranked = sorted(range(len(said)), key=lambda k: (-like.contained(said[k]), -like.at_most(said[k]), k))
        shown = [k for k in ranked[:MOST_NEAR] if like.contained(said[k]) > 0]
        return tuple((f"L{k}", said[k] if len(said[k]) <= 70 else f"{said[k][:69]}…") for k in shown)


def _table(kind: type, rows: Iterable[object]) -> Table:  # type: ignore[type-arg]
    made = tuple(rows)
    return Table(kind, made, len(made))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _number(date: str) -> int:
    """A date as a number to measure nearness by."""
    digits = re.sub(r"\D", "", date)[:8]
    return int(digits.ljust(8, "0")) if digits else 0
