"""Text reuse as HTML: a folder of families and documents with an index that filters them, or one of them alone."""

from __future__ import annotations

from variorum.render.html.reuse.pages import document_page, family_page, index_page

__all__ = ["document_page", "family_page", "index_page"]
