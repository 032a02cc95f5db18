"""Where the lines of one kind stand in the texts of an archive."""

# ruff: noqa: S608 - every part of a statement is written here or in `search`; what users say is bound

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.archive.queries import parse_query
from variorum.archive.search import conditions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from variorum.model.found import Scope
    from variorum.model.units import SegmentKind

_MATCHED = " AND segment.id IN (SELECT rowid FROM segment_index WHERE segment_index MATCH ?)"


@dataclass(frozen=True, slots=True)
class Place:
    """A line by its number in the archive, and where it stands: in a text of a series, at [start, end)."""

    segment: int
    series: str
    language: str
    text_sha256: str
    start: int
    end: int


def lines_of_kind(
    connection: sqlite3.Connection, words: str | None, kind: SegmentKind, scope: Scope
) -> Iterator[Place]:
    """All lines of a kind in a scope that answer a query, or any, in no order.

    Raises QueryEmpty, ScopeError or ReferenceAmbiguous.
    """
    if scope.kinds and kind not in scope.kinds:
        return
    where, values = conditions(connection, replace(scope, kinds=frozenset({kind})))
    matched = [] if words is None else [parse_query(words).expression]
    rows = connection.execute(
        'SELECT segment.id, series.slug, witness.language, text.sha256, segment."start", segment."end" FROM segment'
        " JOIN text ON text.id = segment.text JOIN witness ON witness.text = segment.text"
        " JOIN issue ON issue.id = witness.issue JOIN series ON series.id = issue.series"
        f" WHERE true{_MATCHED if matched else ''}{where}",
        (*matched, *values),
    )
    yield from (Place(*row) for row in rows)
