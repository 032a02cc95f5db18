"""Taking single derived rows out of an archive, with all that hangs on them."""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.archive.store import unindex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_OF_TEXT = ("segment", "limit_hit", "warning", "page", "block", "reading")


def drop_reading(connection: sqlite3.Connection, capture: int, text: int) -> None:
    """Undo that a text was read from a capture; the text goes with the last of its readings.

    No witness may stand on a text that goes. Call it inside a transaction.
    """
    connection.execute("DELETE FROM reading WHERE capture = ? AND text = ?", (capture, text))
    if not connection.execute("SELECT 1 FROM reading WHERE text = ?", (text,)).fetchone():
        drop_text(connection, text)


def drop_text(connection: sqlite3.Connection, text: int) -> None:
    """Take a text out of the index and the tables."""
    unindex(connection, text)
    for table in _OF_TEXT:
        connection.execute(f"DELETE FROM {table} WHERE text = ?", (text,))
    connection.execute("DELETE FROM text WHERE id = ?", (text,))


def drop_capture(connection: sqlite3.Connection, capture: int) -> None:
    """Take away a capture with its findings and readings, and the witness it was the first of.

    A witness that other captures share goes over to the next of them, with the text read from that one.
    """
    connection.execute("DELETE FROM finding WHERE capture = ?", (capture,))
    _hand_over(connection, capture)
    for (text,) in connection.execute("SELECT text FROM reading WHERE capture = ?", (capture,)).fetchall():
        drop_reading(connection, capture, text)
    connection.execute("DELETE FROM capture WHERE id = ?", (capture,))


def drop_unused(connection: sqlite3.Connection, places: Iterable[tuple[int, int]]) -> None:
    """Take away the issues and series of `places` that no capture is filed under any more, and unused derivations."""
    connection.execute("DELETE FROM derivation WHERE id NOT IN (SELECT derivation FROM text)")
    for issue, series in places:
        connection.execute("DELETE FROM issue WHERE id = ?1 AND ?1 NOT IN (SELECT issue FROM capture)", (issue,))
        if not connection.execute("SELECT 1 FROM issue WHERE series = ?", (series,)).fetchone():
            connection.execute("DELETE FROM series_alias WHERE series = ?", (series,))
            connection.execute("DELETE FROM series WHERE id = ?", (series,))


def _hand_over(connection: sqlite3.Connection, capture: int) -> None:
    run = connection.execute
    for (witness,) in run("SELECT id FROM witness WHERE capture = ?", (capture,)).fetchall():
        heir = run(
            "SELECT capture.id, text.id FROM witness JOIN capture USING (issue, language, revision)"
            " JOIN reading ON reading.capture = capture.id JOIN text ON text.id = reading.text"
            " WHERE witness.id = ? AND capture.id <> ? AND text.current ORDER BY capture.id, text.id LIMIT 1",
            (witness, capture),
        ).fetchone()
        if heir is None:
            run("DELETE FROM witness WHERE id = ?", (witness,))
            continue
        known = dict(run("SELECT field, value FROM finding WHERE capture = ? AND chosen", (heir[0],)).fetchall())
        run(
            "UPDATE witness SET capture = ?, text = ?, title = ?, issuer = ?, stated = ?, published = ? WHERE id = ?",
            (*heir, *(known.get(field) for field in ("title", "issuer", "stated", "published")), witness),
        )
