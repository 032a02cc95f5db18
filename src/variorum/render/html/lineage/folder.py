"""A whole series as a folder of linked pages without any script: an index, a page a line, a page a pair of issues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html import assets
from variorum.render.html.lineage.bars import bars
from variorum.render.html.lineage.life import STRIP_STEP, RunView, life_view, strip, strip_paths
from variorum.render.html.lineage.lines import every_place, line_rows
from variorum.render.html.lineage.page import STYLES, head_of, line_facts
from variorum.render.html.lineage.words import issue_dates, kind_words
from variorum.render.html.page import comparison_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import Stay
    from variorum.model.summary import Summary
    from variorum.render.html.lineage.page import SeriesStory

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring issues compared; `issue` is the place of the later one."""

    issue: int
    alignment: Alignment
    summary: Summary


def series_pages(
    story: SeriesStory, lives: Sequence[Sequence[Stay]], pairs: Iterable[Pair]
) -> Iterator[tuple[str, str]]:
    """The name of each page, with "/" in it, and the page itself; `lives` are the biographies of all lines.

    One page is made at a time.
    """
    folder = _Folder(story, lives)
    yield INDEX, folder.index()
    for number, name in enumerate(folder.names):
        yield name, folder.line(number)
    for pair in pairs:
        yield pair_name(story.lineage, pair.issue), comparison_page(pair.alignment, pair.summary)


def line_names(lineage: Lineage) -> list[str]:
    """The page of each line, named by its first place; where one text stands in two issues, also by the issue."""
    given: set[str] = set()
    names = []
    for line in lineage.lines:
        name = f"lines/{lineage.anchor(line.places[0])}.html"
        if name in given:
            name = f"lines/{lineage.anchor(line.places[0])}-{_file_name(lineage, line.places[0].issue)}.html"
        given.add(name)
        names.append(name)
    return names


def pair_name(lineage: Lineage, issue: int) -> str:
    """The page of an issue beside the one before it."""
    return f"pairs/{_file_name(lineage, issue - 1)}_{_file_name(lineage, issue)}.html"


def _file_name(lineage: Lineage, issue: int) -> str:
    """An issue as a part of a file's name: its date, with its ordinal where it is not the first of its day."""
    named = lineage.issues[issue].issue
    date = re.sub(r"[^0-9A-Za-z-]", "-", named.date)
    return f"{date}-{named.ordinal}" if named.ordinal > 1 else date


class _Folder:
    """What the pages of one series share."""

    def __init__(self, story: SeriesStory, lives: Sequence[Sequence[Stay]]) -> None:
        self.story = story
        self.lives = lives
        self.lineage = story.lineage
        self.dates = issue_dates(story.lineage)
        self.names = line_names(story.lineage)
        self.head = head_of(story)
        self.facts = line_facts(story)

    def index(self) -> str:
        style = assets.joined(*STYLES)
        later = range(len(self.dates) - 1, 0, -1)
        return assets.template("series_index.html").render(
            policy=assets.security_policy(style=style),
            style=style,
            **self.head,
            where=self._rows_of_places().__getitem__,
            bars=bars(self.lineage, self.story.measured),
            rows=line_rows(self.lineage, self.dates),
            every_place=every_place(self.lineage),
            every_place_kept=True,
            strips=[strip_paths(strip(self.lineage, line)) for line in self.lineage.lines],
            strip_width=len(self.dates) * STRIP_STEP,
            pairs=[(pair_name(self.lineage, k), self.dates[k - 1], self.dates[k]) for k in later],
        )

    def line(self, number: int) -> str:
        style = assets.joined("base.css", "facts.css", "series-life.css")
        line = self.lineage.lines[number]
        life = life_view(self.lineage, line, self.lives[number], self.story.changes, self.dates, self.facts)
        return assets.template("series_line.html").render(
            policy=assets.security_policy(style=style),
            style=style,
            **self.head,
            kind=kind_words(line),
            life=life,
            line=lambda other: f"../{self.names[other]}",
            place=f"../{INDEX}#{{}}".format,
            beside=self._beside,
            ids=lambda row: [row.anchor],
        )

    def _beside(self, row: RunView) -> tuple[str, str] | None:
        """The page of the issue of a row beside the one before, and the latter's date."""
        k = row.issue
        return (f"../{pair_name(self.lineage, k)}", self.dates[k - 1]) if k else None

    def _rows_of_places(self) -> dict[str, str]:
        """For each place of a line the page, and the row in it, that tells of it."""
        rows: dict[str, str] = {}
        for line, stays in zip(self.lineage.lines, self.lives, strict=True):
            at = {place.issue: place for place in line.places}
            for stay in stays:
                for k in range(stay.first, stay.last + 1) if stay.event.present else ():
                    row = f"{self.names[line.number]}#{self.lineage.anchor(stay.event)}"
                    rows.setdefault(self.lineage.anchor(at[k]), row)
        return rows
