"""Digests that rows bear from when they were written, so that one changed later gives itself away.

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
# Nothing is added where there is none, so that a capture that never moved is sealed as before there were such rows.
_FORMER = "SELECT * FROM former_place WHERE capture = ? ORDER BY number"
_FINDINGS = "SELECT number, field, value, reason, chosen FROM finding WHERE capture = ? ORDER BY number"
_JUDGEMENT = (
    "SELECT id, verb, details, note, made_by, made_at, undone_at, undone_by FROM judgement WHERE id = ?",
    "SELECT * FROM judgement_anchor WHERE judgement = ? ORDER BY number",
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
    """The SHA-256 of a capture's row, with what names its issue outside the database, and where it was filed before."""
    moved = connection.execute("SELECT 1 FROM former_place WHERE capture = ?", (capture,)).fetchone()
    return _digest(connection, (_CAPTURE, _FORMER) if moved else (_CAPTURE,), capture)


def text_seal(connection: sqlite3.Connection, text: int) -> str:
    """The SHA-256 of what a reader said of a text (blocks, pages, warnings, limits) and of its segments."""
    return _digest(connection, _TEXT, text)


def findings_seal(connection: sqlite3.Connection, capture: int) -> str:
    """The SHA-256 of what is known of a capture."""
    return _digest(connection, (_FINDINGS,), capture)


def judgement_seal(connection: sqlite3.Connection, judgement: int) -> str:
    """The SHA-256 of a judgement's row, with its anchors."""
    return _digest(connection, _JUDGEMENT, judgement)


def seal_capture(connection: sqlite3.Connection, capture: int) -> None:
    """Seal a capture as it stands."""
    connection.execute("UPDATE capture SET seal = ? WHERE id = ?", (capture_seal(connection, capture), capture))


def seal_text(connection: sqlite3.Connection, text: int) -> None:
    """Seal a text, once its parts and segments are written."""
    connection.execute("UPDATE text SET seal = ? WHERE id = ?", (text_seal(connection, text), text))


def seal_findings(connection: sqlite3.Connection, capture: int) -> None:
    """Seal what is known of a capture, as it stands."""
    seal = findings_seal(connection, capture)
    connection.execute("INSERT OR REPLACE INTO finding_seal VALUES (?, ?)", (capture, seal))


def seal_all_findings(connection: sqlite3.Connection) -> None:
    """Seal what is known of every capture that was written when findings had no seal."""
    bare = "SELECT DISTINCT capture FROM finding WHERE capture NOT IN (SELECT capture FROM finding_seal)"
    for (capture,) in connection.execute(bare).fetchall():
        seal_findings(connection, capture)


def seal_judgement(connection: sqlite3.Connection, judgement: int) -> None:
    """Seal a judgement with its anchors, as they stand."""
    seal = judgement_seal(connection, judgement)
    connection.execute("UPDATE judgement SET seal = ? WHERE id = ?", (seal, judgement))


def _digest(connection: sqlite3.Connection, queries: tuple[str, ...], number: int) -> str:
    digest = hashlib.sha256()
    for query in queries:
        rows = connection.execute(query, (number,)).fetchall()
        digest.update(json.dumps(rows, default=bytes.hex).encode() + b"\n")
    return digest.hexdigest()
