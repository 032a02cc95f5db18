"""A whole series as HTML: one self-contained page, or a folder of linked ones."""

from __future__ import annotations

from variorum.render.html.lineage.page import SeriesStory, series_page

__all__ = ["SeriesStory", "series_page"]
