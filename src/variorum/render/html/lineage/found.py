"""The page of what a person asks after in a series: some words over all lines, or one line; with the lives of lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.lineage.life import STRIP_STEP, LifeView, RunView, StripRect, life_view, strip_paths
from variorum.render.html.lineage.listed import series_head
from variorum.render.html.lineage.proofs import PlaceView, Proofs
from variorum.render.html.lineage.words import issue_dates, issue_span, kind_words
from variorum.render.html.proof import derivation_words
from variorum.render.lineage_line import life_sentence, relations, words_sentence
from variorum.render.lineage_words import counted, line_name
from variorum.render.sentences import limit_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage
    from variorum.model.news import Stay, WordsLife, WordsPlace
    from variorum.render.html.lineage.facts import LineFacts

# Of more lines that have words in a run of issues the others are counted; all of them stand below.
MOST_NAMED = 12
STYLES = ("base.css", "facts.css", "series-life.css", "asked.css")


@dataclass(frozen=True, slots=True)
class LineLife:
    """A line with the rows of its life, what changed in it at each issue from its place before, and its facts then."""

    line: Line
    stays: Sequence[Stay]
    changes: Mapping[int, Alignment] = field(default_factory=dict)
    facts: LineFacts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The line in which words stand, these marked, with where it stands."""

    label: str
    date: str
    title: Markup | None
    text: Markup
    proof: PlaceView


@dataclass(frozen=True, slots=True)
class StretchView:
    """Issues in a row with the words, and the first lines that have them; or without, and no lines."""

    words: str
    lines: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class BearerView:
    """A line that is told of: how it had the words, and its life where the page holds it."""

    number: int
    name: str
    kind: str
    told: str
    relations: tuple[str, ...]
    quote: QuoteView | None
    life: LifeView | None
    places: Mapping[int, list[str]]

    def ids(self, row: RunView) -> list[str]:
        """The places in a row of its life."""
        return self.places[row.issue]


def found_page(
    lineage: Lineage, words: WordsLife | None, lives: Sequence[LineLife], *, notices: Sequence[str] = ()
) -> str:
    """One complete HTML document without script: where words stand, then the lives of the lines that have them.

    Without words it is the page of the one line. Equal arguments give equal pages.
    """
    return _FoundPage(lineage, words, lives).page(notices)


class _FoundPage:
    """What the parts of one page share."""

    def __init__(self, lineage: Lineage, words: WordsLife | None, lives: Sequence[LineLife]) -> None:
        self.lineage, self.words = lineage, words
        self.lives = {life.line.number: life for life in lives}
        self.dates = issue_dates(lineage)
        self.proofs = Proofs(lineage, self.dates)
        self.given: set[str] = set()

    def page(self, notices: Sequence[str]) -> str:
        style = assets.joined(*STYLES)
        numbers = self.words.lines if self.words else tuple(self.lives)
        bearers = [self.bearer(number) for number in numbers]
        head, sentence = self.head(bearers)
        ends = self.ends()
        return assets.template("found.html").render(
            policy=assets.security_policy(style=style),
            style=style,
            document_title=plain(f"{self.lineage.series}: {head.striptags()}"),
            **series_head(self.lineage, self.dates),
            heading=head,
            sentence=sentence,
            quoted_heading=self.words is not None,
            notices=list(dict.fromkeys((*notices, *map(limit_words, self.lineage.limits)))),
            ends=ends,
            stretches=self.stretches(),
            presence=self.presence(),
            strip_width=len(self.dates) * STRIP_STEP,
            dates=self.dates,
            bearers=bearers,
            texts=self.proofs.texts(),
            derivation=derivation_words(self.lineage.derivation),
            section=self.section,
            line=lambda number: f"#{self.section(number)}" if number in self.lives else "",
            place=lambda anchor: f"#{anchor}" if anchor in self.given else "",
            beside=lambda _: None,
        )

    def head(self, bearers: Sequence[BearerView]) -> tuple[Markup, str]:
        """What the page is of, and one sentence that answers."""
        if self.words is not None:
            return shown(self.words.words), words_sentence(self.lineage, self.words, dates=self.dates)
        (bearer,) = bearers
        assert bearer.life is not None, "a page of one line holds its life"  # noqa: S101
        return bearer.life.title, bearer.life.facts

    def section(self, number: int) -> str:
        """The fragment of the life of a line: by its first place, since numbers move."""
        return f"life-{self.lineage.anchor(self.lineage.lines[number].first)}"

    def ends(self) -> list[QuoteView]:
        """The first line that has the words, and the last."""
        if self.words is None:
            return []
        first, last = self.words.places[0], self.words.places[-1]
        return [self.quote("First", first), *([self.quote("Last", last)] if last.issue != first.issue else [])]

    def quote(self, label: str, place: WordsPlace) -> QuoteView:
        issue = self.lineage.issues[place.issue]
        line = next(
            segment.span
            for segment in issue.witness.segments
            if segment.span.start <= place.spans[0].start < segment.span.end
        )
        content, parts, at = issue.witness.content, [], line.start
        for span in place.spans:
            parts += [
                shown(content[at : span.start]),
                Markup("<mark>{}</mark>").format(shown(span.of(content))),
            ]
            at = span.end
        text = Markup("").join([*parts, shown(content[at : line.end])])
        title = shown(issue.title) if issue.title and issue.title != issue.date else None
        return QuoteView(label, self.dates[place.issue], title, text, self.proofs.of(place.issue, line))

    def stretches(self) -> list[StretchView]:
        """The runs of issues with the words and the gaps between, in their order."""
        if self.words is None:
            return []
        found: list[StretchView] = []
        for before, (first, last) in pairwise([(-1, -1), *self.words.runs]):
            if found:
                absent = issue_span(before[1] + 1, first - 1, self.dates)
                found.append(StretchView(f"absent {absent} · {counted(first - before[1] - 1, 'issue')}"))
            there = dict.fromkeys(place.line for place in self.words.places if first <= place.issue <= last)
            stood = f"{issue_span(first, last, self.dates)} · {counted(last - first + 1, 'issue')}"
            found.append(StretchView(stood, tuple(there)[:MOST_NAMED], max(len(there) - MOST_NAMED, 0)))
        return found

    def presence(self) -> dict[str, str]:
        """The whole series as a strip, with where the words stand."""
        if self.words is None:
            return {}
        rects = [
            StripRect("there", first * STRIP_STEP, (last - first + 1) * STRIP_STEP) for first, last in self.words.runs
        ]
        gaps = [StripRect("absent", one.x + one.width, two.x - one.x - one.width) for one, two in pairwise(rects)]
        return strip_paths([*rects, *gaps])

    def bearer(self, number: int) -> BearerView:
        line, life = self.lineage.lines[number], self.lives.get(number)
        places = [place for place in self.words.places if place.line == number] if self.words else []
        told, quote = life_sentence(self.lineage, line), None
        if places:
            when = issue_span(places[0].issue, places[-1].issue, self.dates)
            told = f"With these words in {counted(len(places), 'issue')}, {when}."
            quote = self.quote("", places[-1])
        return BearerView(
            number,
            line_name(number),
            kind_words(line),
            told,
            tuple(relations(line)),
            quote,
            self.life(life) if life else None,
            self.ids(life) if life else {},
        )

    def life(self, life: LineLife) -> LifeView:
        changes = {
            (event.before, event.issue): life.changes[event.issue]
            for event in life.line.places
            if event.before is not None and event.issue in life.changes
        }
        return life_view(self.lineage, life.line, life.stays, changes, self.dates, life.facts)

    def ids(self, life: LineLife) -> dict[int, list[str]]:
        """The places in each row of a life, each once in a page."""
        found: dict[int, list[str]] = {}
        for stay in life.stays:
            there = [place for place in life.line.places if stay.first <= place.issue <= stay.last]
            anchors = dict.fromkeys(self.lineage.anchor(place) for place in there)
            found[stay.first] = [anchor for anchor in anchors if anchor not in self.given]
            self.given.update(anchors)
        return found
