"""A whole series as HTML: one self-contained page, or a folder of linked ones."""

from __future__ import annotations

from variorum.render.html.lineage.folder import Pair, series_pages
from variorum.render.html.lineage.page import SeriesStory, series_page

__all__ = ["Pair", "SeriesStory", "series_page", "series_pages"]
