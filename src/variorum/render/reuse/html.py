"""A bounded preview of a run of reuse for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from variorum.render.reuse.words import family_counts, family_name, first_words, run_sentence
from variorum.render.tables import html_table

if TYPE_CHECKING:
    from variorum.model.reuse_views import RunView


def run_preview(view: RunView) -> str:
    """What was found in one sentence, and the first families; every value is escaped."""
    rows = [
        (family_name(one.family.number), family_counts(one.family), first_words(one.earliest), one.excerpt)
        for one in view.families
    ]
    table = html_table(("family", "who says it", "since when", "words"), rows, total=view.chosen)
    return f"<p>{escape(run_sentence(view))}</p>\n{table}"
