"""What an archive holds in one digest: its truth, or all that was made from it."""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from variorum.archive.database import SCHEMA

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_ISSUE = "series.slug, issue.date, issue.ordinal"
_WITH_ISSUE = "JOIN issue ON issue.id = {0}.issue JOIN series ON series.id = issue.series"
# Everything by what names it outside the database: the numbers of series, issues, texts and segments are none of it.
_TRUTH = (
    "SELECT * FROM original ORDER BY sha256",
    "SELECT slug, title FROM series ORDER BY slug",
    "SELECT alias, slug FROM series_alias JOIN series ON series.id = series_alias.series ORDER BY alias",
    f"SELECT {_ISSUE} FROM issue JOIN series ON series.id = issue.series ORDER BY 1, 2, 3",
    (
        f"SELECT capture.id, original, locator, item_sha256, name, url, source_id, retrieved_at, {_ISSUE}, language,"
        f" revision, given, fetched, seal FROM capture {_WITH_ISSUE.format('capture')} ORDER BY capture.id"
    ),
    "SELECT * FROM spent_number ORDER BY day, ordinal, language",
    "SELECT * FROM quotation ORDER BY id",
)
_TRUTH_SINCE_2 = (
    "SELECT * FROM former_place ORDER BY capture, number",
    "SELECT * FROM judgement ORDER BY id",
    "SELECT * FROM judgement_anchor ORDER BY judgement, number",
)
_DERIVED = (
    "SELECT capture, number, field, value, reason, chosen FROM finding ORDER BY capture, number",
    (
        f"SELECT {_ISSUE}, witness.language, revision, capture, sha256, tool, version, settings, witness.title, issuer,"
        f" stated, published FROM witness {_WITH_ISSUE.format('witness')} JOIN text ON text.id = witness.text"
        " JOIN derivation ON derivation.id = text.derivation ORDER BY 1, 2, 3, 4, 5"
    ),
)
_DERIVED_SINCE_2 = ("SELECT * FROM finding_seal ORDER BY capture",)
_TEXTS = (
    "SELECT text.id, sha256, tool, version, settings, content, line_breaks, language, current,"
    " (SELECT group_concat(capture) FROM (SELECT capture FROM reading WHERE text = text.id ORDER BY capture)) AS read"
    " FROM text JOIN derivation ON derivation.id = text.derivation"
    " ORDER BY (SELECT min(capture) FROM reading WHERE text = text.id), tool, version, settings, sha256, text.id"
)
_OF_TEXT = (
    'SELECT number, kind, "start", "end", place FROM block WHERE text = ? ORDER BY number',
    'SELECT number, "start", "end" FROM page WHERE text = ? ORDER BY number',
    "SELECT number, kind, message, incomplete FROM warning WHERE text = ? ORDER BY number",
    'SELECT number, what, "limit", seen, effect FROM limit_hit WHERE text = ? ORDER BY number',
    'SELECT number, kind, paragraph, "start", "end" FROM segment WHERE text = ? ORDER BY number',
)


def truth_fingerprint(connection: sqlite3.Connection, *, schema: int = SCHEMA) -> str:
    """The SHA-256 of every row that cannot be made again. Memory is one row.

    `schema` is the one whose tables count, so that a copy made by an earlier variorum is known again.
    """
    digest = hashlib.sha256()
    for query in _TRUTH if schema == 1 else (*_TRUTH, *_TRUTH_SINCE_2):
        digest.update(_digest(connection.execute(query)))
    return digest.hexdigest()


def derived_fingerprint(connection: sqlite3.Connection, *, schema: int = SCHEMA) -> str:
    """The SHA-256 of every row made from the originals, `schema` as for the truth. Memory is one text.

    The search index is not in it: `variorum.archive.verify` compares that with the segments. Nor are alignments, which
    are made when they are asked for.
    """
    digest = hashlib.sha256()
    for query in _DERIVED if schema == 1 else (*_DERIVED, *_DERIVED_SINCE_2):
        digest.update(_digest(connection.execute(query)))
    for number, *row in connection.execute(_TEXTS):
        digest.update(_digest([tuple(row)]))
        for query in _OF_TEXT:
            digest.update(_digest(connection.execute(query, (number,))))
    return digest.hexdigest()


def _digest(rows: Iterable[tuple[object, ...]]) -> bytes:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, default=bytes.hex).encode() + b"\n")
    return digest.digest()
