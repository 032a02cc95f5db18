"""One document beside others, as it is handed to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.reuse.document import NO_LINKS, text_view
from variorum.render.html.reuse.pages import document_page
from variorum.workflows.reuse.pages import run_words
from variorum.workflows.reuse.views import run_summary

if TYPE_CHECKING:
    from variorum.model.reuse_views import DocumentView
    from variorum.render.html.reuse.pages import RunWords
    from variorum.reuse.run.reading import RunReader


@dataclass(frozen=True, slots=True)
class Answer:
    """Which stretches of a document stand in others; `words` say what it was held against."""

    view: DocumentView
    words: RunWords

    @classmethod
    def of(cls, view: DocumentView, reader: RunReader) -> Answer:
        """The answer of a run, which need not be there any longer."""
        return cls(view, run_words(reader, run_summary(reader)))

    def to_html(self) -> str:
        """A self-contained page."""
        return document_page(text_view(self.view, NO_LINKS), self.words)
