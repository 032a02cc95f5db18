"""A list of lines of a series as a page: those that were dropped, came back, are new, or stood long in one wording."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.model.lineage import LineEventKind
from variorum.model.spans import Span
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.lineage.life import STRIP_STEP, strip, strip_paths
from variorum.render.html.lineage.proofs import PlaceView, Proofs
from variorum.render.html.lineage.words import issue_dates, kind_words
from variorum.render.html.marks import inline_markup
from variorum.render.html.proof import derivation_words
from variorum.render.html.words import direction, language_tag, plain_date
from variorum.render.lineage_lists import count_words, row_words
from variorum.render.lineage_words import EVENT_GLYPHS, counted, line_name
from variorum.render.redline import NOT_FOUND
from variorum.render.sentences import limit_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from variorum.model.life_rows import LifeRow
    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.news import Phrase
    from variorum.render.lineage_lists import LineList

STYLES = ("base.css", "series-life.css", "asked.css")
# So much is quoted of a line that is not the row's own; the proof has it whole.
QUOTED = 160
# The bars are so many units high, and each issue is as wide as in the strips.
HEIGHT = 100


@dataclass(frozen=True, slots=True)
class OtherView:
    """Another line that has words of one that is absent, or had like words meanwhile."""

    name: str
    text: Markup


@dataclass(frozen=True, slots=True)
class RowView:
    """A line of the list; `anchor` is "" where an earlier row has the same words at the same place."""

    name: str
    anchor: str
    event: str
    glyph: str
    word: str
    date: str
    kind: str
    text: Markup
    told: str
    others: tuple[OtherView, ...]
    strip: dict[str, str]
    proofs: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows of one date; all of them, without a head, where the list is in another order."""

    head: str
    anchor: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PhraseView:
    """Words from inside a line, or a line by its words, with their proof."""

    name: str
    text: Markup
    told: str
    proofs: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class TimesView:
    """How many of the rows each issue has, as one path; `most` is the height of the highest."""

    path: str
    width: int
    most: int


def lines_page(listed: LineList, *, notices: Sequence[str] = ()) -> str:
    """One complete HTML document without script; nothing in it is fetched. Equal arguments give equal pages."""
    return _ListPage(listed).page(notices)


class _ListPage:
    """What the parts of one page share."""

    def __init__(self, listed: LineList) -> None:
        self.listed = listed
        self.lineage: Lineage = listed.lineage
        self.dates = issue_dates(listed.lineage)
        self.places = {issue.reference: k for k, issue in enumerate(listed.lineage.issues)}
        self.proofs = Proofs(listed.lineage, self.dates)
        self.given: set[str] = set()

    def page(self, notices: Sequence[str]) -> str:
        style = assets.joined(*STYLES)
        listed, lineage = self.listed, self.lineage
        heading = listed.heading[0].upper() + listed.heading[1:]
        groups = tuple(self.groups())
        return assets.template("lines.html").render(
            policy=assets.security_policy(style=style),
            style=style,
            document_title=plain(f"{lineage.series}: {listed.heading}"),
            **series_head(lineage, self.dates),
            notices=list(dict.fromkeys((*notices, *map(limit_words, lineage.limits)))),
            sentence=f"{heading}: {count_words(listed)}.",
            foremost=self.foremost(),
            times=self.times(),
            groups=groups,
            gone=[self.phrase(phrase, issue) for phrase, issue in listed.gone],
            took=[self.took(line) for line in listed.took_wording],
            strip_width=len(self.dates) * STRIP_STEP,
            dates=self.dates,
            event=listed.what,
            example=line_name(listed.rows[0].line) if listed.rows else None,
            texts=self.proofs.texts(),
            derivation=derivation_words(lineage.derivation),
        )

    def foremost(self) -> tuple[str, Markup] | None:
        """What sticks out: in words, and the line that it is said of."""
        rows = self.listed.rows
        if len(rows) < 2:
            return None
        if self.listed.what == "returned":
            row = max(rows, key=lambda one: one.absent)
            said = f"Longest absent, from {counted(row.absent, 'issue')}, back on {self.date(row)}"
        else:
            row = max(rows, key=lambda one: one.issues)
            way = "in a row and one wording" if self.listed.what == "steady" else "in whatever words"
            said = f"Longest there, in {counted(row.issues, 'issue')} {way}, {_stretch(row)}"
        return said, shown(shortened(row.words, QUOTED))

    def date(self, row: LifeRow) -> str:
        return self.dates[self.places[row.reference]]

    def times(self) -> TimesView | None:
        """When what the list is of happened; of the steady ones and of a single date there is no such picture."""
        counts = Counter(self.places[row.reference] for row in self.listed.rows)
        if self.listed.what == "steady" or len(counts) < 2:
            return None
        most = max(counts.values())
        path = "".join(
            f"M{k * STRIP_STEP} {HEIGHT}v-{count * HEIGHT // most}h{STRIP_STEP}V{HEIGHT}z"
            for k, count in sorted(counts.items())
        )
        return TimesView(path, len(self.dates) * STRIP_STEP, most)

    def groups(self) -> Iterator[GroupView]:
        """The rows by their dates where they are in that order, else as one group."""
        rows = self.listed.rows
        if not rows:
            return
        places = [self.places[row.reference] for row in rows]
        if self.listed.what == "steady" or places != sorted(places, reverse=True):
            dated = self.listed.what != "steady"
            yield GroupView("", "", tuple(self.row(row, dated=dated) for row in rows))
            return
        for k, group in groupby(rows, key=lambda row: self.places[row.reference]):
            named = self.lineage.issues[k]
            ordinal = f"-{named.issue.ordinal}" if named.issue.ordinal > 1 else ""
            yield GroupView(
                self.dates[k], f"on-{named.date}{ordinal}", tuple(self.row(row, dated=False) for row in group)
            )

    def row(self, row: LifeRow, *, dated: bool) -> RowView:
        line = self.lineage.lines[row.line]
        issue = self.places[row.words_reference]
        event = next(one for one in line.places if one.issue == issue)
        change = self.listed.changes.get((row.line, row.reference))
        anchor = self.lineage.anchor(event)
        fresh = anchor if anchor not in self.given else ""
        self.given.add(anchor)
        kind, others = LineEventKind(row.event), self.others(row)
        return RowView(
            line_name(row.line),
            fresh,
            "first" if kind is LineEventKind.INTRODUCED else kind.value,
            EVENT_GLYPHS[kind] if self.listed.what != "steady" else EVENT_GLYPHS[LineEventKind.KEPT],
            self.word(row),
            self.date(row) if dated else "",
            kind_words(line),
            shown(row.words) if change is None else inline_markup(change, change.beads[0]),
            row_words(self.listed, row),
            tuple(map(self.other, row.elsewhere, others)),
            strip_paths(strip(self.lineage, line)),
            self.proofs_of(row, others),
        )

    def word(self, row: LifeRow) -> str:
        match self.listed.what:
            case "dropped":
                return "dropped" if row.certain else NOT_FOUND
            case "returned":
                return "returned, reworded" if row.reworded else "returned"
            case "steady":
                return f"{counted(row.issues, 'issue')} in a row"
            case _:
                return "first-ever"

    def proofs_of(self, row: LifeRow, others: Sequence[LineEvent]) -> tuple[PlaceView, ...]:
        """Where all words stand that a row quotes: its own, those they are marked against, the first, other lines'."""
        line = self.lineage.lines[row.line]
        change = self.listed.changes.get((row.line, row.reference))
        if change is None:
            found = [(self.places[row.words_reference], Span(row.start, row.end))]
        else:
            sides = (Side.BASE, change.beads[0].base), (Side.OTHER, change.beads[0].other)
            issues = {id(one.witness): k for k, one in enumerate(self.lineage.issues)}
            witnesses = ((change.side(side), segments) for side, segments in sides)
            found = [(issues[id(one)], one.segments[segment].span) for one, some in witnesses for segment in some]
        places = [self.proofs.of(issue, span) for issue, span in found]
        if row.wordings > 1 and self.listed.what == "dropped":
            places.append(self.proofs.of_line(line.first))
        return tuple(dict.fromkeys([*places, *map(self.proofs.of_line, others)]))

    def others(self, row: LifeRow) -> list[LineEvent]:
        """The other lines that the row names, each where it stands nearest before."""
        at = self.places[row.reference] - (row.event != LineEventKind.DROPPED.value)
        found = []
        for number in row.elsewhere:
            places = self.lineage.lines[number].places
            found.append(max((one for one in places if one.issue <= at), key=_issue_of, default=places[0]))
        return found

    def other(self, number: int, place: LineEvent) -> OtherView:
        return OtherView(line_name(number), shown(shortened(self.lineage.words(place), QUOTED)))

    def phrase(self, phrase: Phrase, issue: int) -> PhraseView:
        whole = self.lineage.issues[issue].whole
        place = self.proofs.of(phrase.issue, phrase.span)
        told = f"{'gone' if whole else NOT_FOUND}, {self.dates[issue]}"
        return PhraseView(line_name(phrase.line), place.exact, told, (place,))

    def took(self, number: int) -> PhraseView:
        last = self.lineage.lines[number].last
        place = self.proofs.of_line(last)
        return PhraseView(line_name(number), place.exact, "", (place,))


def series_head(lineage: Lineage, dates: Sequence[str]) -> dict[str, object]:
    """What the top of every page that answers a question of a series says of it."""
    title = lineage.issues[-1].title
    return {
        "title": shown(title) if title else None,
        "series": plain(lineage.series),
        "language": language_tag(lineage.language),
        "direction": direction(lineage.language),
        "span": dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}",
        "issue_count": counted(len(dates), "issue"),
    }


def _stretch(row: LifeRow) -> str:
    """From when to when a line stood."""
    first, last = plain_date(row.first_date), plain_date(row.last_date)
    return first if first == last else f"{first} to {last}"


def _issue_of(event: LineEvent) -> int:
    return event.issue
