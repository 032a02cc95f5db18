"""The page of a whole series: the latest issue, every line over all issues, and the life of each line on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.facts.changes import told_apart
from variorum.render.html.lineage.bars import bars
from variorum.render.html.lineage.data import page_data
from variorum.render.html.lineage.facts import facts_at, facts_by_line
from variorum.render.html.lineage.latest import latest_changes, latest_lists, latest_sentence
from variorum.render.html.lineage.lines import every_place, line_chips, line_rows, place_count, quiet_count
from variorum.render.html.lineage.words import issue_dates
from variorum.render.html.proof import derivation_words
from variorum.render.html.words import direction
from variorum.render.lineage_words import counted
from variorum.render.sentences import limit_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueMeasures, IssueNews, Meanwhile
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.lineage.facts import LineFacts

STYLES = ("base.css", "page.css", "facts.css", "series.css", "series-life.css")
# The page's script: the data, marked text, grid, biography, pair of issues, then what ties them together.
SCRIPTS = ("series-data.js", "series-text.js", "series-grid.js", "series-life.js", "series-pair.js", "series.js")

# Past this many lines of a list, the rest are folded.
MOST_LISTED = 4
# Each place of a line is an element of some 60 bytes that a reader without the script needs; past this, first and last.
MOST_PLACES = 20_000
MOST_REWORDED = 3
MOST_FACTS = 6


@dataclass(frozen=True, slots=True)
class SeriesStory:
    """All that the pages of a series show. `changes` are what `analysis.rewordings` finds, `measured` one an issue.

    `notices` are what a reader must know first: texts without a date, other languages, what was not read whole.
    `meanwhile` has the lines with like words while another was absent, by its number and the issue of its return.
    `facts` is the ledger of these issues in this order, None for a page without changed facts.
    """

    lineage: Lineage
    news: IssueNews
    changes: Mapping[tuple[int, int], Alignment]
    measured: Sequence[IssueMeasures]
    notices: tuple[str, ...] = ()
    meanwhile: Mapping[tuple[int, int], Meanwhile] = field(default_factory=dict)
    facts: LedgerView | None = None


def series_page(story: SeriesStory) -> str:
    """One complete HTML document with every text of the series in it once, as data.

    Nothing in it is fetched, and a policy in it forbids fetching. Without its script it holds the summary, the new,
    returned and dropped lines of the latest issue and a table of all lines. Equal arguments give equal pages.
    """
    style = assets.joined(*STYLES)
    every = place_count(story.lineage) <= MOST_PLACES
    script = wrapped_script()
    return assets.template("series.html").render(
        policy=assets.security_policy(style=style, script=script),
        style=style,
        script=script,
        data=Markup(page_data(story.lineage, story.changes, line_facts(story), meanwhile=story.meanwhile)),  # noqa: S704 - escaped there
        **head_of(story),
        here="#{}".format,
        quiet=quiet_count(story.lineage),
        chips=line_chips(story.lineage),
        bars=bars(story.lineage, story.measured),
        every_place=every_place(story.lineage, most=None if every else 2),
        every_place_kept=every,
        strips=None,
        rows=line_rows(story.lineage, issue_dates(story.lineage)),
    )


def wrapped_script() -> Markup:
    """The parts of the script as one, in a block of their own."""
    return Markup('"use strict";\n{{\n{}\n}}').format(assets.joined(*SCRIPTS))


def line_facts(story: SeriesStory) -> LineFacts:
    """The changed facts of each line, by the places at which they changed."""
    return facts_by_line(story.facts, story.lineage) if story.facts else {}


def head_of(story: SeriesStory) -> dict[str, object]:
    """What stands at the top of the page of a series, on one sheet or in a folder."""
    lineage, dates = story.lineage, issue_dates(story.lineage)
    title = lineage.issues[-1].title
    changed, came = told_apart(facts_at(story.facts, story.news.issue)) if story.facts else ([], [])
    return {
        "title": shown(title) if title else None,
        "document_title": plain(f"{lineage.series}: {title}" if title else lineage.series),
        "series": plain(lineage.series),
        "language": lineage.language if lineage.language.isalpha() and lineage.language != "und" else "",
        "direction": direction(lineage.language),
        "span": dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}",
        "issue_count": counted(len(dates), "issue"),
        "line_count": len(lineage.lines),
        "sentence": latest_sentence(lineage, story.news, dates),
        "lists": latest_lists(lineage, story.news, dates),
        "facts_changed": changed,
        "facts_moved_on": came,
        "most_facts": MOST_FACTS,
        "most_listed": MOST_LISTED,
        "most_reworded": MOST_REWORDED,
        "changes": latest_changes(lineage, story.news, story.changes),
        "dates": dates,
        "notices": (*story.notices, *(limit_words(limit) for limit in lineage.limits)),
        "derivation": derivation_words(lineage.derivation),
    }
