"""A bounded preview of a run of reuse for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from variorum.render.reuse.words import family_counts, family_name, first_words, run_sentence, without_tags
from variorum.render.tables import html_table

if TYPE_CHECKING:
    from variorum.model.reuse_views import RunView


def run_preview(view: RunView) -> str:
    """What was found in one sentence, and the first families; every value is escaped."""
    rows = []
    for one in view.families:
        said = family_counts(one.family), first_words(one.earliest), without_tags(one.excerpt)
        rows.append((family_name(one.family.number), *said))
    table = html_table(("family", "who says it", "since when", "words"), rows, total=view.chosen)
    return f"<p>{escape(run_sentence(view))}</p>\n{table}"
