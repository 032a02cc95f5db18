"""Where statements are filed, where they were before, and how an amendment files them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.archive.numbers import next_revision, spend, take_back
from variorum.archive.seals import seal_capture
from variorum.model.provenance import Issue, whole_reference
from variorum.model.references import parse_reference

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from variorum.archive.store import Store

_AT = "FROM capture JOIN issue ON issue.id = capture.issue JOIN series ON series.id = issue.series"
_MOVED = "FROM former_place WHERE series = ? AND date = ? AND ordinal = ? AND language = ? AND revision = ?"


class Place(NamedTuple):
    """Where a statement is filed: the parts of its whole reference."""

    series: str
    date: str
    ordinal: int
    language: str
    revision: int

    @property
    def issue(self) -> Issue:
        """The issue it is one text of."""
        return Issue(self.series, self.date, self.ordinal)

    @property
    def reference(self) -> str:
        """The whole reference, as `KeptWitness.reference` writes it."""
        return whole_reference(self.issue, self.language, self.revision)


def place_of(reference: str) -> Place | None:
    """The place that a whole reference names, as `KeptWitness.reference` writes it; None for any other."""
    parsed = parse_reference(reference)
    if parsed is None or parsed.date is None or parsed.language is None:
        return None
    return Place(parsed.series, parsed.date, parsed.ordinal or 1, parsed.language, parsed.revision or 1)


def captures_at(connection: sqlite3.Connection, place: Place) -> tuple[int, ...]:
    """The captures filed at a place or, where there are none, those that were until an amendment moved them."""
    there = connection.execute(
        f"SELECT capture.id {_AT} WHERE slug = ? AND date = ? AND ordinal = ? AND language = ? AND revision = ?"
        " ORDER BY 1",
        place,
    ).fetchall()
    there = there or connection.execute(f"SELECT DISTINCT capture {_MOVED} ORDER BY 1", place).fetchall()
    return tuple(number for (number,) in there)


def place_now(connection: sqlite3.Connection, capture: int) -> Place:
    """Where a capture is filed."""
    row = connection.execute(
        f"SELECT slug, date, ordinal, language, revision {_AT} WHERE capture.id = ?",
        (capture,),
    ).fetchone()
    return Place(*row)


def former_places(connection: sqlite3.Connection, capture: int) -> tuple[Place, ...]:
    """Where a capture was filed before, from the first place on."""
    rows = connection.execute(
        "SELECT series, date, ordinal, language, revision FROM former_place WHERE capture = ? ORDER BY number",
        (capture,),
    )
    return tuple(Place(*row) for row in rows)


def former_filings(connection: sqlite3.Connection, issue: Issue, language: str) -> set[tuple[str, str, str]]:
    """The series, date and language under which the texts of an issue in a language were filed before."""
    return set(
        connection.execute(
            "SELECT former_place.series, former_place.date, former_place.language FROM former_place"
            " JOIN capture ON capture.id = former_place.capture JOIN issue ON issue.id = capture.issue"
            " JOIN series ON series.id = issue.series"
            " WHERE slug = ? AND issue.date = ? AND issue.ordinal = ? AND capture.language = ?",
            (issue.series, issue.date, issue.ordinal, language),
        )
    )


def captures_under(connection: sqlite3.Connection, issue: Issue, language: str) -> tuple[int, ...]:
    """All captures of an issue in a language, whatever their revision."""
    rows = connection.execute(
        f"SELECT capture.id {_AT} WHERE slug = ? AND date = ? AND ordinal = ? AND language = ? ORDER BY 1",
        (issue.series, issue.date, issue.ordinal, language),
    )
    return tuple(number for (number,) in rows)


def move(store: Store, issue: Issue, language: str, *, to: Issue, to_language: str) -> None:
    """File all texts of an issue in a language under another issue or language; call it inside a transaction.

    Each takes the revision that it had there before, else the next that was never given; captures that agree stay
    together. The places they leave are remembered, and their numbers are given to no other text.
    """
    connection = store.connection
    captures = captures_under(connection, issue, language)
    spend(connection, captures)
    source, target = store.issue_number(issue), store.issue_number(to)
    revisions = _revisions_there(connection, captures, to, to_language)
    for capture in captures:
        connection.execute(
            "INSERT INTO former_place SELECT ?1, count(*), ?2, ?3, ?4, ?5, ?6 FROM former_place WHERE capture = ?1",
            (capture, *place_now(connection, capture)),
        )
    for revision, new in sorted(revisions.items()):
        for table in ("capture", "witness"):
            connection.execute(
                f"UPDATE {table} SET issue = ?, language = ?, revision = ?"  # noqa: S608 - one of two words
                " WHERE issue = ? AND language = ? AND revision = ?",
                (target, to_language, new, source, language, revision),
            )
    for capture in captures:
        seal_capture(connection, capture)
    take_back(connection, captures)
    _drop_empty(connection, source)


def _revisions_there(
    connection: sqlite3.Connection, captures: Collection[int], issue: Issue, language: str
) -> dict[int, int]:
    """Which revision each of the revisions of these captures takes under another issue and language."""
    had: dict[int, int] = {}
    for capture in captures:
        before = [p.revision for p in former_places(connection, capture) if (p.issue, p.language) == (issue, language)]
        if before:
            had.setdefault(place_now(connection, capture).revision, before[-1])
    next_one = max(next_revision(connection, issue, language), 1 + max(had.values(), default=0))
    for revision in sorted({place_now(connection, capture).revision for capture in captures} - set(had)):
        had[revision] = next_one
        next_one += 1
    return had


def _drop_empty(connection: sqlite3.Connection, issue: int) -> None:
    """Take away an issue that nothing is filed under, and its series where that has no other, no title and no alias."""
    connection.execute("DELETE FROM issue WHERE id = ?1 AND ?1 NOT IN (SELECT issue FROM capture)", (issue,))
    connection.execute(
        "DELETE FROM series WHERE title IS NULL AND id NOT IN (SELECT series FROM issue)"
        " AND id NOT IN (SELECT series FROM series_alias)"
    )
