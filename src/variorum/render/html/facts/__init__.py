"""The facts of statements as HTML: a ledger as one page, and the changed facts that stand on other pages."""

from __future__ import annotations

from variorum.render.html.facts.page import ledger_page

__all__ = ["ledger_page"]
