"""Digests that captures and texts bear from when they were written, so that a row changed later gives itself away.

They guard against accidents and hands, not against somebody who computes them anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_CAPTURE = (
    "SELECT capture.id, original, locator, item_sha256, name, url, source_id, retrieved_at, series.slug, issue.date,"
    " issue.ordinal, language, revision, given, fetched FROM capture JOIN issue ON issue.id = capture.issue"
    " JOIN series ON series.id = issue.series WHERE capture.id = ?"
)
_TEXT = (
    (
        "SELECT sha256, tool, version, settings, line_breaks, language FROM text"
        " JOIN derivation ON derivation.id = text.derivation WHERE text.id = ?"
    ),
    'SELECT number, kind, "start", "end", place FROM block WHERE text = ? ORDER BY number',
    'SELECT number, "start", "end" FROM page WHERE text = ? ORDER BY number',
    "SELECT number, kind, message, incomplete FROM warning WHERE text = ? ORDER BY number",
    'SELECT number, what, "limit", seen, effect FROM limit_hit WHERE text = ? ORDER BY number',
    'SELECT number, kind, paragraph, "start", "end" FROM segment WHERE text = ? ORDER BY number',
)


def capture_seal(connection: sqlite3.Connection, capture: int) -> str:
    """The SHA-256 of a capture's row, with what names its issue outside the database."""
    return _digest(connection, (_CAPTURE,), capture)


def text_seal(connection: sqlite3.Connection, text: int) -> str:
    """The SHA-256 of what a reader said of a text (blocks, pages, warnings, limits) and of its segments."""
    return _digest(connection, _TEXT, text)


def seal_capture(connection: sqlite3.Connection, capture: int) -> None:
    """Seal a capture as it stands."""
    connection.execute("UPDATE capture SET seal = ? WHERE id = ?", (capture_seal(connection, capture), capture))


def seal_text(connection: sqlite3.Connection, text: int) -> None:
    """Seal a text, once its parts and segments are written."""
    connection.execute("UPDATE text SET seal = ? WHERE id = ?", (text_seal(connection, text), text))


def _digest(connection: sqlite3.Connection, queries: tuple[str, ...], number: int) -> str:
    digest = hashlib.sha256()
    for query in queries:
        rows = connection.execute(query, (number,)).fetchall()
        digest.update(json.dumps(rows, default=bytes.hex).encode() + b"\n")
    return digest.hexdigest()
