"""A statement as a document of a corpus: its characters, what is known of it, what is doubtful of how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.containers.columns import whole_characters
from variorum.ingest.containers.jsonl import half_pairs
from variorum.model.claims import Field
from variorum.model.reuse import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.found import Statement
    from variorum.model.claims import Claim
    from variorum.model.witnesses import Text


def document_of(statement: Statement, source: str, given: tuple[Claim, ...]) -> Document:
    """A statement as a document, with what is known of it as `add` knows it."""
    from variorum.workflows.describe import segmented_and_described

    claimed = {claim.field: claim.value for claim in reversed(statement.claims)}
    _, description = segmented_and_described(statement, given=given, name=statement.name, url=claimed.get(Field.URL))
    known = {
        what: description.value(field) or ""
        for what, field in (
            ("issuer", Field.ISSUER),
            ("series", Field.SERIES),
            ("title", Field.TITLE),
            ("url", Field.URL),
        )
    }
    text, _ = whole(statement.text.content)
    return Document(source, text, description.date, **known)


def doubts_of(text: Text) -> Iterator[str]:
    """What was doubtful when a text was read, in sentences."""
    yield from (warning.message for warning in text.warnings)
    if text.limits:
        from variorum.render.sentences import limit_words

        yield from map(limit_words, text.limits)


def whole(content: str) -> tuple[str, str]:
    """Characters that UTF-8 can hold, one for one, so that offsets stay; and what is said where some could not be."""
    text, halves = whole_characters(content)
    return text, half_pairs(halves).message if halves else ""
