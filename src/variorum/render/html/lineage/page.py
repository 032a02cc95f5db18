"""The page of a whole series: the latest issue, every line over all issues, and the life of each line on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.lineage.bars import bars
from variorum.render.html.lineage.data import page_data
from variorum.render.html.lineage.latest import latest_changes, latest_lists, latest_sentence
from variorum.render.html.lineage.lines import every_place, line_chips, line_rows, quiet_count
from variorum.render.html.lineage.words import issue_dates
from variorum.render.html.proof import derivation_words
from variorum.render.html.words import direction
from variorum.render.lineage_words import counted
from variorum.render.sentences import limit_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueMeasures, IssueNews

STYLES = ("base.css", "page.css", "series.css", "series-life.css")
# The page's script: the data, marked text, grid, biography, pair of issues, then what ties them together.
SCRIPTS = ("series-data.js", "series-text.js", "series-grid.js", "series-life.js", "series-pair.js", "series.js")

# Past this many lines of a list, the rest are folded.
MOST_LISTED = 4
MOST_REWORDED = 3


@dataclass(frozen=True, slots=True)
class SeriesStory:
    """All that the pages of a series show. `changes` are what `analysis.rewordings` finds, `measured` one an issue.

    `notices` are what a reader must know first: texts without a date, other languages, what was not read whole.
    """

    lineage: Lineage
    news: IssueNews
    changes: Mapping[tuple[int, int], Alignment]
    measured: Sequence[IssueMeasures]
    notices: tuple[str, ...] = ()


def series_page(story: SeriesStory) -> str:
    """One complete HTML document with every text of the series in it once, as data.

    Nothing in it is fetched, and a policy in it forbids fetching. Without its script it holds the summary, the new,
    returned and dropped lines of the latest issue and a table of all lines. Equal arguments give equal pages.
    """
    style = assets.joined(*STYLES)
    script = wrapped_script()
    return assets.template("series.html").render(
        policy=assets.security_policy(style=style, script=script),
        style=style,
        script=script,
        data=Markup(page_data(story.lineage, story.changes)),  # noqa: S704 - escaped there
        **head_of(story),
        here="#{}".format,
        quiet=quiet_count(story.lineage),
        chips=line_chips(story.lineage),
        bars=bars(story.lineage, story.measured),
        every_place=every_place(story.lineage, most=2),
        strips=None,
        rows=line_rows(story.lineage, issue_dates(story.lineage)),
    )


def wrapped_script() -> Markup:
    """The parts of the script as one, in a block of their own."""
    return Markup('"use strict";\n{{\n{}\n}}').format(assets.joined(*SCRIPTS))


def head_of(story: SeriesStory) -> dict[str, object]:
    """What stands at the top of the page of a series, on one sheet or in a folder."""
    lineage, dates = story.lineage, issue_dates(story.lineage)
    title = lineage.issues[-1].title
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
        "most_listed": MOST_LISTED,
        "most_reworded": MOST_REWORDED,
        "changes": latest_changes(lineage, story.news, story.changes),
        "dates": dates,
        "notices": (*story.notices, *(limit_words(limit) for limit in lineage.limits)),
        "derivation": derivation_words(lineage.derivation),
    }
