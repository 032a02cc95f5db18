"""A series as HTML: one self-contained page, a folder of linked ones, or a page for one question."""

from __future__ import annotations

from variorum.render.html.lineage.facts import facts_of_places
from variorum.render.html.lineage.folder import Pair, series_pages
from variorum.render.html.lineage.found import LineLife, found_page
from variorum.render.html.lineage.listed import lines_page
from variorum.render.html.lineage.measured import measured_page
from variorum.render.html.lineage.page import SeriesStory, series_page

__all__ = [
    "LineLife",
    "Pair",
    "SeriesStory",
    "facts_of_places",
    "found_page",
    "lines_page",
    "measured_page",
    "series_page",
    "series_pages",
]
