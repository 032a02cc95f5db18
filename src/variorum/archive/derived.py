"""Derived rows taken out one by one with all that hangs on them, and all of them renewed."""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive.contents import readable
from variorum.archive.store import unindex
from variorum.archive.words import indexable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from variorum.archive.store import Finding, Store
    from variorum.model.units import Segmentation
    from variorum.model.witnesses import Text

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
    for table in ("finding", "finding_seal", "former_place"):
        connection.execute(f"DELETE FROM {table} WHERE capture = ?", (capture,))
    _hand_over(connection, capture)
    for (text,) in connection.execute("SELECT text FROM reading WHERE capture = ?", (capture,)).fetchall():
        drop_reading(connection, capture, text)
    connection.execute("DELETE FROM capture WHERE id = ?", (capture,))


def drop_unused(connection: sqlite3.Connection, places: Iterable[tuple[int, int]]) -> None:
    """Take away the issues and series of `places` that no capture is filed under any more, and unused derivations."""
    drop_unused_derivations(connection)
    for issue, series in places:
        connection.execute("DELETE FROM issue WHERE id = ?1 AND ?1 NOT IN (SELECT issue FROM capture)", (issue,))
        if not connection.execute("SELECT 1 FROM issue WHERE series = ?", (series,)).fetchone():
            connection.execute("DELETE FROM series_alias WHERE series = ?", (series,))
            connection.execute("DELETE FROM series WHERE id = ?", (series,))


def drop_unused_derivations(connection: sqlite3.Connection) -> None:
    """Forget the programs that made nothing which is there."""
    used = " UNION ".join(
        f"SELECT derivation FROM {table}" for table in ("text", "alignment", "traced", "fact_reading")
    )
    connection.execute(f"DELETE FROM derivation WHERE id NOT IN ({used})")


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


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that another tool or version made, or that a kept quotation stands in; `captures` are those it is of."""

    sha256: str
    tool: str
    version: str
    captures: tuple[int, ...]


class Renewal:
    """All derived rows replaced, a capture at a time in the order of their numbers, inside one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run = store.connection.execute
        self._last = self._run("SELECT coalesce(max(id), 0) FROM text").fetchone()[0]
        self._run("DROP TABLE IF EXISTS temp.was_current")
        self._run("CREATE TEMP TABLE was_current AS SELECT id FROM text WHERE current")
        self._run("INSERT INTO segment_index (segment_index) VALUES ('delete-all')")
        self._run("DELETE FROM alignment")
        self._run("DELETE FROM traced")
        self._run("DELETE FROM fact_reading")
        self._run("UPDATE text SET current = 0")

    def write(self, capture: int, text: Text, segmentation: Segmentation, findings: Sequence[Finding]) -> None:
        """What was read from a capture now takes the place of what the same derivation gave before."""
        # Made again by the first capture that is read; what stands on an earlier text gives way, but for what was left.
        self._run(
            "DELETE FROM witness WHERE text <= ? AND NOT (SELECT current FROM text WHERE id = witness.text)"
            " AND (issue, language, revision) = (SELECT issue, language, revision FROM capture WHERE id = ?)",
            (self._last, capture),
        )
        number = self._store.write_reading(capture, text, segmentation, findings)
        earlier = self._run(
            "SELECT old.id FROM reading JOIN text AS old ON old.id = reading.text JOIN text AS new ON new.id = ?"
            " WHERE reading.capture = ? AND old.id <= ? AND old.id <> new.id AND old.derivation = new.derivation"
            " AND (old.sha256 = new.sha256 OR old.sha256 NOT IN (SELECT text_sha256 FROM quotation))",
            (number, capture, self._last),
        ).fetchall()
        for (old,) in earlier:
            drop_reading(self._store.connection, capture, old)

    def leave(self, capture: int) -> None:
        """A capture cannot be read now: what was read from it before stands, if its witness still does."""
        held = self._run(
            "SELECT text.id, content FROM reading JOIN text ON text.id = reading.text"
            " JOIN witness ON witness.text = text.id"
            " WHERE reading.capture = ? AND text.id <= ? AND NOT current"
            " AND text.id IN (SELECT id FROM temp.was_current)",
            (capture, self._last),
        ).fetchall()
        for text, stored in held:
            content = readable(stored)
            spans = self._run('SELECT id, "start", "end" FROM segment WHERE text = ?', (text,)).fetchall()
            self._store.connection.executemany(
                "INSERT INTO segment_index (rowid, words) VALUES (?, ?)",
                ((number, indexable(content[start:end])) for number, start, end in spans),
            )
            self._run("UPDATE text SET current = 1 WHERE id = ?", (text,))

    def finish(self) -> tuple[KeptText, ...]:
        """Take away what stands for nothing; the earlier texts that are left, by number."""
        self._run("DROP TABLE temp.was_current")
        drop_unused_derivations(self._store.connection)
        rows = self._run(
            "SELECT text.id, sha256, tool, version FROM text JOIN derivation ON derivation.id = text.derivation"
            " WHERE text.id <= ? ORDER BY text.id",
            (self._last,),
        ).fetchall()
        return tuple(KeptText(sha256, tool, version, self._captures(text)) for text, sha256, tool, version in rows)

    def _captures(self, text: int) -> tuple[int, ...]:
        return tuple(row[0] for row in self._run("SELECT capture FROM reading WHERE text = ? ORDER BY 1", (text,)))
