"""The numbers in references: given once, and never again, also after what bore them was removed or erased."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from variorum.model.provenance import Issue

_AT = "JOIN issue ON issue.id = capture.issue JOIN series ON series.id = issue.series"


def next_ordinal(connection: sqlite3.Connection, series: str, date: str) -> int:
    """The ordinal of the next issue on a day of a series; from 1."""
    (there,) = connection.execute(
        "SELECT max(ordinal) FROM issue JOIN series ON series.id = issue.series WHERE slug = ? AND date = ?",
        (series, date),
    ).fetchone()
    (spent,) = connection.execute(
        "SELECT max(ordinal) FROM spent_number WHERE day = ?", (_day(series, date),)
    ).fetchone()
    return max(there or 0, spent or 0) + 1


def next_revision(connection: sqlite3.Connection, issue: Issue, language: str) -> int:
    """The revision of the next text of an issue in a language; from 1."""
    (there,) = connection.execute(
        f"SELECT max(revision) FROM capture {_AT} WHERE slug = ? AND date = ? AND ordinal = ? AND language = ?",  # noqa: S608
        (issue.series, issue.date, issue.ordinal, language),
    ).fetchone()
    (spent,) = connection.execute(
        "SELECT max(revision) FROM spent_number WHERE day = ? AND ordinal = ? AND language = ?",
        (_day(issue.series, issue.date), issue.ordinal, language),
    ).fetchone()
    return max(there or 0, spent or 0) + 1


def spend(connection: sqlite3.Connection, captures: Collection[int]) -> None:
    """Note the numbers of captures that are about to go. Call it inside the transaction that takes them away."""
    query = f"SELECT slug, date, ordinal, language, revision FROM capture {_AT} WHERE capture.id = ?"  # noqa: S608
    for capture in sorted(captures):
        for series, date, ordinal, language, revision in connection.execute(query, (capture,)).fetchall():
            connection.execute(
                "INSERT INTO spent_number VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET revision = max(revision, excluded.revision)",
                (_day(series, date), ordinal, language, revision),
            )


def take_back(connection: sqlite3.Connection, captures: Collection[int]) -> None:
    """Forget the notes that captures which came back make needless."""
    query = f"SELECT slug, date, ordinal, language, revision FROM capture {_AT} WHERE capture.id = ?"  # noqa: S608
    for capture in sorted(captures):
        for series, date, ordinal, language, revision in connection.execute(query, (capture,)).fetchall():
            connection.execute(
                "DELETE FROM spent_number WHERE day = ? AND ordinal = ? AND language = ? AND revision <= ?",
                (_day(series, date), ordinal, language, revision),
            )


def _day(series: str, date: str) -> str:
    """A day of a series as a digest: what was erased leaves its number and not its name."""
    return hashlib.sha256(f"{series}@{date}".encode()).hexdigest()
