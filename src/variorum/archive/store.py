"""What is written to an archive: captures, and the rows made from them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from variorum.archive.contents import readable, storable
from variorum.archive.database import connect, copy_apart, expect_sqlite, transaction
from variorum.archive.files import DATABASE, ORIGINALS
from variorum.archive.originals import Originals, fingerprint
from variorum.archive.seals import seal_capture, seal_findings, seal_text
from variorum.archive.words import indexable
from variorum.errors import ArchiveMissing, ArchiveUnwritable
from variorum.model.claims import Field
from variorum.model.provenance import Fetched
from variorum.model.witnesses import Original

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from variorum.archive.originals import Kept
    from variorum.model.claims import Claim
    from variorum.model.provenance import Capture, Issue
    from variorum.model.units import Segmentation
    from variorum.model.witnesses import Derivation, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, and whether it is the one that counts."""

    claim: Claim
    chosen: bool


class Store:
    """An open archive: one database connection and the folder of originals. One thread uses it at a time."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection
        self._archived = connection  # the database itself, also while `connection` is a copy
        self.originals = Originals(folder / ORIGINALS)

    @classmethod
    def create(cls, folder: Path) -> Store:
        """A new, empty archive in a folder that holds none. Raises ArchiveExists and SqliteLacking."""
        expect_sqlite(folder)
        try:
            (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveUnwritable(str(folder), (error.strerror or type(error).__name__).lower()) from error
        return cls(folder, connect(folder / DATABASE, create=True))

    @classmethod
    def open(cls, folder: Path, *, writable: bool = True, immutable: bool = False) -> Store:
        """The archive in a folder. Raises ArchiveMissing, ArchiveNewer or ArchiveDamaged.

        `immutable`: see `variorum.archive.location.open_to_read`, which decides it.
        """
        if not (folder / DATABASE).is_file():
            raise ArchiveMissing(str(folder))
        return cls(folder, connect(folder / DATABASE, writable=writable, immutable=immutable))

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
        self._archived.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: what is written within is there whole afterwards, or not at all."""
        with transaction(self.connection, self.folder / DATABASE):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the archive, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.commit()

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """What is written within goes into a copy of the database that is thrown away: nobody waits for it meanwhile.

        It needs no right to write, and the time and space of one copy.
        """
        self._archived, self.connection = self.connection, copy_apart(self.connection, self.folder / DATABASE)
        try:
            yield
        finally:
            self.connection.close()
            self.connection = self._archived

    def note_original(self, stream: BinaryIO, media_type: str, *, name: str, now: str) -> Original:
        """Write an original's row without its bytes: for a rehearsal only."""
        return self._original(fingerprint(stream), media_type, name, now)

    def keep_original(self, stream: BinaryIO, media_type: str, *, name: str, now: str) -> Original:
        """Keep a stream's bytes for good, before any row names them. Call it inside `writing`."""
        return self._original(self.originals.keep(stream), media_type, name, now)

    def insert_capture(self, draft: Capture) -> int:
        """Write a capture, with its series and issue where they are new; returns the number it is given."""
        issue = self.issue_number(draft.issue)
        given = json.dumps([[claim.field, claim.value, claim.reason] for claim in draft.given], ensure_ascii=False)
        cursor = self.connection.execute(
            "INSERT INTO capture (original, locator, item_sha256, name, url, source_id, retrieved_at, issue, language,"
            " revision, given, fetched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                draft.original.sha256,
                draft.locator,
                draft.item_sha256,
                draft.name,
                draft.url,
                draft.source_id,
                draft.retrieved_at,
                issue,
                draft.language,
                draft.revision,
                given,
                fetched_json(draft.fetched),
            ),
        )
        number = int(cursor.lastrowid or 0)
        seal_capture(self.connection, number)
        return number

    def write_reading(
        self, capture: int, text: Text, segmentation: Segmentation, findings: Sequence[Finding] = ()
    ) -> int:
        """Write what was read from a capture, and the witness it makes; returns the text's number.

        The text becomes its witness's current one. Where the witness has this very text from the same program already,
        nothing is written twice.
        """
        self._write_findings(capture, findings)
        derivation = self.derivation_number(text.derivation)
        same = self.connection.execute(
            "SELECT text.id FROM capture JOIN witness USING (issue, language, revision)"
            " JOIN text ON text.id = witness.text WHERE capture.id = ? AND text.sha256 = ? AND text.derivation = ?",
            (capture, text.sha256, derivation),
        ).fetchone()
        number = int(same[0]) if same else self._write_text(text, segmentation, derivation)
        self.connection.execute("INSERT OR IGNORE INTO reading VALUES (?, ?)", (capture, number))
        self._write_witness(capture, number, findings)
        return number

    def repeat_reading(self, capture: int, of: int, findings: Sequence[Finding]) -> None:
        """Let a capture have what was read from an earlier one of the same bytes, and what is known of that."""
        self.connection.execute("INSERT INTO reading SELECT ?, text FROM reading WHERE capture = ?", (capture, of))
        self._write_findings(capture, findings)

    def rewrite_findings(self, capture: int, findings: Sequence[Finding]) -> None:
        """Put what is known of a capture in the place of what was, also on the witness that it is the first of."""
        self._write_findings(capture, findings)
        known = _on_witness(findings)
        self.connection.execute(
            "UPDATE witness SET title = ?, issuer = ?, stated = ?, published = ? WHERE capture = ?", (*known, capture)
        )

    def rewrite_segments(self, text: int, content: str, segmentation: Segmentation) -> None:
        """Divide a text otherwise."""
        run = self.connection.execute
        (current,) = run("SELECT current FROM text WHERE id = ?", (text,)).fetchone()
        unindex(self.connection, text)
        run("DELETE FROM alignment WHERE ?1 IN (base, other)", (text,))
        run("DELETE FROM traced_issue WHERE text = ?", (text,))
        run("DELETE FROM fact_reading WHERE text = ?", (text,))
        run("DELETE FROM segment WHERE text = ?", (text,))
        self._write_segments(text, content, segmentation, indexed=bool(current))
        said = (segmentation.line_breaks, segmentation.language, text)
        run("UPDATE text SET line_breaks = ?, language = ? WHERE id = ?", said)
        seal_text(self.connection, text)

    def _original(self, kept: Kept, media_type: str, name: str, now: str) -> Original:
        self.connection.execute(
            "INSERT OR IGNORE INTO original (sha256, size, media_type, name, kept_at) VALUES (?, ?, ?, ?, ?)",
            (kept.sha256, kept.size, media_type, name, now),
        )
        return Original(kept.sha256, kept.size, media_type)

    def issue_number(self, issue: Issue) -> int:
        """The number of an issue, written with its series where they are new."""
        run = self.connection.execute
        run("INSERT OR IGNORE INTO series (slug) VALUES (?)", (issue.series,))
        series = run("SELECT id FROM series WHERE slug = ?", (issue.series,)).fetchone()[0]
        key = (series, issue.date, issue.ordinal)
        run("INSERT OR IGNORE INTO issue (series, date, ordinal) VALUES (?, ?, ?)", key)
        found = run("SELECT id FROM issue WHERE series = ? AND date = ? AND ordinal = ?", key).fetchone()
        return int(found[0])

    def derivation_number(self, derivation: Derivation) -> int:
        """The number of a derivation, noted if it is new."""
        key = (derivation.tool, derivation.version, json.dumps(dict(derivation.settings), ensure_ascii=False))
        self.connection.execute("INSERT OR IGNORE INTO derivation (tool, version, settings) VALUES (?, ?, ?)", key)
        found = self.connection.execute(
            "SELECT id FROM derivation WHERE tool = ? AND version = ? AND settings = ?", key
        ).fetchone()
        return int(found[0])

    def _write_text(self, text: Text, segmentation: Segmentation, derivation: int) -> int:
        cursor = self.connection.execute(
            "INSERT INTO text (sha256, derivation, content, line_breaks, language) VALUES (?, ?, ?, ?, ?)",
            (text.sha256, derivation, storable(text.content), segmentation.line_breaks, segmentation.language),
        )
        number = int(cursor.lastrowid or 0)
        many = self.connection.executemany
        many(
            "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, i, block.kind, block.span.start, block.span.end, block.place)
                for i, block in enumerate(text.blocks)
            ),
        )
        many("INSERT INTO page VALUES (?, ?, ?, ?)", ((number, i, p.start, p.end) for i, p in enumerate(text.pages)))
        many(
            "INSERT INTO warning VALUES (?, ?, ?, ?, ?)",
            ((number, i, w.kind, w.message, int(w.incomplete)) for i, w in enumerate(text.warnings)),
        )
        many(
            "INSERT INTO limit_hit VALUES (?, ?, ?, ?, ?, ?)",
            ((number, i, hit.what, hit.limit, hit.seen, hit.effect) for i, hit in enumerate(text.limits)),
        )
        self._write_segments(number, text.content, segmentation)
        seal_text(self.connection, number)
        return number

    def _write_segments(self, text: int, content: str, segmentation: Segmentation, *, indexed: bool = True) -> None:
        first = self.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM segment").fetchone()[0]
        self.connection.executemany(
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (first + s.index, text, s.index, s.kind, s.paragraph, s.span.start, s.span.end)
                for s in segmentation.segments
            ),
        )
        if not indexed:
            return
        self.connection.executemany(
            "INSERT INTO segment_index (rowid, words) VALUES (?, ?)",
            ((first + s.index, indexable(content[s.span.start : s.span.end])) for s in segmentation.segments),
        )

    def _write_findings(self, capture: int, findings: Sequence[Finding]) -> None:
        self.connection.execute("DELETE FROM finding WHERE capture = ?", (capture,))
        self.connection.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
            (
                (capture, number, found.claim.field, found.claim.value, found.claim.reason, int(found.chosen))
                for number, found in enumerate(findings)
            ),
        )
        seal_findings(self.connection, capture)

    def _write_witness(self, capture: int, text: int, findings: Sequence[Finding]) -> None:
        run = self.connection.execute
        issue, language, revision = run(
            "SELECT issue, language, revision FROM capture WHERE id = ?", (capture,)
        ).fetchone()
        there = run(
            "SELECT id, capture, text FROM witness WHERE issue = ? AND language = ? AND revision = ?",
            (issue, language, revision),
        ).fetchone()
        known = _on_witness(findings)
        if there is None:
            run(
                "INSERT INTO witness (issue, language, revision, capture, text, title, issuer, stated, published)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (issue, language, revision, capture, text, *known),
            )
        elif there[1] == capture and there[2] != text:
            # The same capture read by a newer program: its text stands for the witness from now on.
            self._retire(there[2])
            run(
                "UPDATE witness SET text = ?, title = ?, issuer = ?, stated = ?, published = ? WHERE id = ?",
                (text, *known, there[0]),
            )

    def _retire(self, text: int) -> None:
        """Take a text out of the index; its rows stay, but for its facts and the alignments and lineages with it."""
        unindex(self.connection, text)
        self.connection.execute("DELETE FROM alignment WHERE ?1 IN (base, other)", (text,))
        self.connection.execute("DELETE FROM traced_issue WHERE text = ?", (text,))
        self.connection.execute("DELETE FROM fact_reading WHERE text = ?", (text,))
        self.connection.execute("UPDATE text SET current = 0 WHERE id = ?", (text,))


def _on_witness(findings: Sequence[Finding]) -> tuple[str | None, ...]:
    """What of the findings a witness bears: title, issuer, the date stated and the one of publication."""
    chosen = {found.claim.field: found.claim.value for found in findings if found.chosen}
    return tuple(chosen.get(field) for field in (Field.TITLE, Field.ISSUER, Field.STATED, Field.PUBLISHED))


def unindex(connection: sqlite3.Connection, text: int) -> None:
    """Take the segments of a current text out of the search index."""
    row = connection.execute("SELECT content, current FROM text WHERE id = ?", (text,)).fetchone()
    if row is None or not row[1]:
        return
    content = readable(row[0])
    spans = connection.execute('SELECT id, "start", "end" FROM segment WHERE text = ?', (text,)).fetchall()
    connection.executemany(
        "INSERT INTO segment_index (segment_index, rowid, words) VALUES ('delete', ?, ?)",
        ((number, indexable(content[start:end])) for number, start, end in spans),
    )


def fetched_json(fetched: Fetched | None) -> str | None:
    """How an address answered, as it is stored."""
    if fetched is None:
        return None
    fields = {name: getattr(fetched, name) for name in Fetched.__slots__}
    return json.dumps(fields, ensure_ascii=False)
