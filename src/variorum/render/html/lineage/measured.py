"""Each issue of a series in figures as a page: bars of what became of the lines, and the figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.html import assets
from variorum.render.html.characters import plain
from variorum.render.html.lineage.bars import bars
from variorum.render.html.lineage.listed import series_head
from variorum.render.html.lineage.words import issue_dates
from variorum.render.html.proof import derivation_words
from variorum.render.lineage_measures import measure_cells, measures_sentence
from variorum.render.sentences import limit_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueMeasures

STYLES = ("base.css", "series-life.css", "series.css", "asked.css")
# As the table of a terminal has them, in words.
HEADS = (
    *("Words", "Lines", "Kept", "Reworded", "Split or merged", "First-ever", "Returned", "Dropped", "Changed"),
    *("Alike to the one before", "Alike to a year before", "Figures changed"),
)


def measured_page(lineage: Lineage, rows: Sequence[IssueMeasures], *, notices: Sequence[str] = ()) -> str:
    """One complete HTML document without script; nothing in it is fetched. Equal arguments give equal pages."""
    style, dates = assets.joined(*STYLES), issue_dates(lineage)
    sentence = measures_sentence(lineage, rows, dates)
    return assets.template("measured.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=plain(f"{lineage.series}: each issue in figures"),
        **series_head(lineage, dates),
        notices=list(dict.fromkeys((*notices, *map(limit_words, lineage.limits)))),
        sentence=sentence.removeprefix(f"{lineage.series}: "),
        bars=bars(lineage, rows),
        heads=HEADS,
        rows=[(dates[one.issue], plain(one.reference), measure_cells(one)) for one in rows],
        derivation=derivation_words(lineage.derivation),
    )
