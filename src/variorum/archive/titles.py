"""Titles that stand in no line of their text, but in a table's column, a file's properties, or a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.search_index import index_in_memory
from variorum.archive.words import indexable
from variorum.model.found import Hit
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from variorum.archive.queries import Query
    from variorum.model.provenance import KeptWitness

_TITLED = (
    "SELECT witness.text, witness.title FROM witness JOIN issue ON issue.id = witness.issue"
    " JOIN series ON series.id = issue.series WHERE witness.title IS NOT NULL"
)
_ORDER = " ORDER BY issue.date DESC, series.slug, issue.ordinal, witness.language, witness.revision DESC"
# Texts that have a title line which answers.
_SAID = (
    "SELECT DISTINCT segment.text FROM segment_index JOIN segment ON segment.id = segment_index.rowid"
    " WHERE segment_index MATCH ? AND segment.kind = ?"
)


def titles_beside(connection: sqlite3.Connection, query: Query, where: str, values: Sequence[object]) -> list[int]:
    """Texts, by number, whose title answers a query and no title line of theirs does; the newest first.

    `where` narrows the series, issues and witnesses. Every title in them is looked at.
    """
    firsts = [[term.tokens[0] for term in group] for group in query.groups]
    likely: dict[int, str] = {}
    for text, title in connection.execute(_TITLED + where + _ORDER, tuple(values)):
        folded = indexable(title)
        lower = folded.lower()
        # A title that lacks a wanted token needs no index.
        if all(any(token in lower for token in group) for group in firsts):
            likely[text] = folded
    if not likely:
        return []
    said = {text for (text,) in connection.execute(_SAID, (query.expression, SegmentKind.TITLE))}
    with index_in_memory(connection, likely.items()) as memory:
        rows = memory.execute("SELECT rowid FROM segment_index WHERE segment_index MATCH ?", (query.expression,))
        found = {text for (text,) in rows} - said
    return [text for text in likely if text in found]


def title_hit(connection: sqlite3.Connection, text: int) -> Hit:
    """The hit of a title that stands in no line: it is line 0, and has no place in the text."""
    witness = catalogue.witness_of_text(connection, text)
    assert witness is not None, "the statement that found it joins the witness"  # noqa: S101
    rows = connection.execute(
        "SELECT message FROM warning WHERE text = ?1 UNION ALL SELECT effect FROM limit_hit WHERE text = ?1", (text,)
    )
    return _hit(witness, tuple(message for (message,) in rows))


def _hit(witness: KeptWitness, warnings: tuple[str, ...]) -> Hit:
    return Hit(
        reference=witness.reference,
        series=witness.issue.series,
        date=witness.issue.date,
        words=witness.title or "",
        score=None,
        contained=None,
        nearness="",
        kind=SegmentKind.TITLE,
        line=0,
        paragraph=0,
        start=0,
        end=0,
        line_start=0,
        line_end=0,
        marks=(),
        title=witness.title,
        issuer=witness.issuer,
        stated=witness.stated,
        published=witness.published,
        captured=witness.captured,
        url=witness.url,
        text_sha256=witness.text_sha256,
        warnings=warnings,
    )
