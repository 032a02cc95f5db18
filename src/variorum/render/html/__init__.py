"""The comparison as HTML: one self-contained page, and a bounded preview for notebooks."""

from __future__ import annotations

from variorum.render.html.page import comparison_page
from variorum.render.html.preview import comparison_preview

__all__ = ["comparison_page", "comparison_preview"]
