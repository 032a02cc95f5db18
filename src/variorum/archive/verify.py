"""Whether an archive is what it should be: every original, row, span, quotation and indexed word."""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.archive.contents import readable
from variorum.archive.database import is_declared
from variorum.archive.facts import fact_faults
from variorum.archive.faults import succession_faults, tiling_faults
from variorum.archive.files import DRAFT, said_of
from variorum.archive.judgements import find_judgement, is_anchored
from variorum.archive.seals import capture_seal, findings_seal, judgement_seal, text_seal
from variorum.archive.search_index import index_agrees
from variorum.progress import Step, silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.progress import Report

_CHUNK = 1024 * 1024
_DIGEST_LENGTH = 64
_COUNTED = ("original", "capture", "text", "segment", "quotation", "judgement")
ERASING = "erasing"
"""The name of the file that stands in an archive's folder while something is being erased from it."""


class Check(StrEnum):
    """What was looked at."""

    DATABASE = "database"
    ORIGINAL = "original"
    CAPTURE = "capture"
    TEXT = "text"
    SPAN = "span"
    SEGMENTS = "segments"
    INDEX = "index"
    QUOTATION = "quotation"
    JUDGEMENT = "judgement"
    ALIGNMENT = "alignment"
    FACT = "fact"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be; `subject` names it ("original 3f…", "text 12 (karrow@2019-05-09:en)")."""

    check: Check
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what was found.

    `failures` mean that something is lost, changed or contradicts itself. `notes` mean that nothing is: what an
    interrupted program left behind, or a judgement whose words are not found in the text as it is read now.
    """

    originals: int
    bytes: int
    captures: int
    texts: int
    segments: int
    quotations: int
    judgements: int
    failures: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def verify(store: Store, *, report: Report = silent) -> Verified:
    """Check everything, on one consistent view of the archive, while others may use it.

    Writes nothing. Memory is one text, or one chunk of an original.
    """
    return _Verification(store, report).run()


class _Verification:
    def __init__(self, store: Store, report: Report) -> None:
        self._store = store
        self._run = store.connection.execute
        self._report = report
        self._failures: list[Problem] = []
        self._notes: list[Problem] = []
        self._gone: list[str] = []
        self._bytes = 0
        self._counts = dict.fromkeys(_COUNTED, 0)

    def run(self) -> Verified:
        with self._damage(), _one_view(self._store.connection):
            for table in self._counts:
                self._counts[table] = self._run(f"SELECT count(*) FROM {table}").fetchone()[0]
            for check in (
                *(self._database, self._originals, self._captures, self._texts, self._quotations),
                *(self._judgements, self._alignments, self._facts, self._index),
            ):
                with self._damage():
                    check()
        with self._damage():
            self._missing()
            self._folder()
        counts = self._counts
        return Verified(
            originals=counts["original"],
            bytes=self._bytes,
            captures=counts["capture"],
            texts=counts["text"],
            segments=counts["segment"],
            quotations=counts["quotation"],
            judgements=counts["judgement"],
            failures=tuple(self._failures),
            notes=tuple(self._notes),
        )

    def _fail(self, check: Check, subject: str, detail: str) -> None:
        self._failures.append(Problem(check, subject, detail))

    def _note(self, check: Check, subject: str, detail: str) -> None:
        self._notes.append(Problem(check, subject, detail))

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """What SQLite or the content of a row refuses is a failure like any other, and the other checks go on."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._fail(Check.DATABASE, "archive.sqlite", str(error))

    def _database(self) -> None:
        for (line,) in self._run("PRAGMA integrity_check"):
            if line != "ok":
                self._fail(Check.DATABASE, "archive.sqlite", line)
        for name, table, made in self._run("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"):
            if is_declared(made):
                continue
            self._fail(Check.DATABASE, f"trigger {name}", f"would change rows unasked when {table} is written to")
        for table, row, parent, _ in self._run("PRAGMA foreign_key_check"):
            self._fail(Check.DATABASE, f"{table} {row}", f"names a row of {parent} that is not there")

    def _originals(self) -> None:
        total = self._counts["original"]
        used = "EXISTS (SELECT 1 FROM capture WHERE capture.original = original.sha256)"
        rows = self._run(f"SELECT sha256, size, {used} FROM original ORDER BY sha256")
        for done, (sha256, size, named) in enumerate(rows, start=1):
            self._original(sha256, size)
            if not named:
                self._note(Check.ORIGINAL, f"original {sha256}", "no capture names it")
            self._report(Step("originals", done, total, "originals"))

    def _original(self, sha256: str, size: int) -> None:
        digest = hashlib.sha256()
        seen = 0
        try:
            with self._store.originals.path(sha256).open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    seen += len(chunk)
        except FileNotFoundError:
            self._gone.append(sha256)
            return
        except OSError as error:
            self._fail(Check.ORIGINAL, f"original {sha256}", f"cannot be read ({said_of(error)})")
            return
        self._bytes += seen
        if seen != size:
            self._fail(Check.ORIGINAL, f"original {sha256}", f"has {seen} bytes and should have {size}")
        elif digest.hexdigest() != sha256:
            self._fail(Check.ORIGINAL, f"original {sha256}", "has other bytes than when it was kept")

    def _missing(self) -> None:
        """Files that were not there: no fault where somebody removed row and file while this was looking."""
        for sha256 in self._gone:
            if self._run("SELECT 1 FROM original WHERE sha256 = ?", (sha256,)).fetchone():
                self._fail(Check.ORIGINAL, f"original {sha256}", "its file is gone")

    def _captures(self) -> None:
        named = (
            "SELECT capture.id, slug || '@' || date, EXISTS (SELECT 1 FROM reading WHERE capture = capture.id),"
            " EXISTS (SELECT 1 FROM witness WHERE witness.issue = capture.issue"
            " AND witness.language = capture.language AND witness.revision = capture.revision),"
            " EXISTS (SELECT 1 FROM finding WHERE finding.capture = capture.id), capture.seal, finding_seal.seal"
            " FROM capture LEFT JOIN issue ON issue.id = capture.issue LEFT JOIN series ON series.id = issue.series"
            " LEFT JOIN finding_seal ON finding_seal.capture = capture.id ORDER BY capture.id"
        )
        for number, place, read, witnessed, described, seal, known in self._run(named):
            sealed = capture_seal(self._store.connection, number) == seal
            as_found = findings_seal(self._store.connection, number) == known
            for sound, what in (
                (read, "no text was read from it"),
                (witnessed, "no witness stands for it"),
                (described, "nothing is known of it: its findings are gone"),
                (sealed, "its row is not what was written when it came in"),
                (as_found or not described, "what is known of it (its findings) is not what was written"),
            ):
                if not sound:
                    self._fail(Check.CAPTURE, f"capture {number} ({place})", what)
        strays = (
            "SELECT witness.id, witness.capture, witness.text FROM witness JOIN text ON text.id = witness.text"
            " WHERE NOT current OR NOT EXISTS"
            " (SELECT 1 FROM reading WHERE reading.capture = witness.capture AND reading.text = witness.text)"
        )
        for number, capture, text in self._run(strays):
            self._fail(Check.CAPTURE, f"witness {number}", f"text {text} is no current reading of capture {capture}")
        self._witnesses()

    def _witnesses(self) -> None:
        for field in ("title", "issuer", "stated", "published"):
            others = (
                f"SELECT id, capture FROM witness WHERE {field} IS NOT (SELECT value FROM finding"
                f" WHERE capture = witness.capture AND field = '{field}' AND chosen ORDER BY number DESC LIMIT 1)"
            )
            for number, capture in self._run(others):
                self._fail(Check.CAPTURE, f"witness {number}", f"its {field} is not what capture {capture} has for it")

    def _texts(self) -> None:
        total = self._counts["text"]
        read = "EXISTS (SELECT 1 FROM reading WHERE reading.text = text.id)"
        rows = self._run(f"SELECT id, sha256, content, seal, {read} FROM text ORDER BY id")
        for done, (number, sha256, stored, seal, has_capture) in enumerate(rows, start=1):
            content = readable(stored)
            subject = f"text {number}"
            if not has_capture:
                self._fail(Check.TEXT, subject, "it was read from no capture")
            if hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
                self._fail(Check.TEXT, subject, "its characters are not those of its digest")
            if text_seal(self._store.connection, number) != seal:
                what = "what was written with it (warnings, limits, blocks, segments …) is not what is there"
                self._fail(Check.TEXT, subject, what)
            self._spans(number, content)
            spans = self._run('SELECT number, "start", "end" FROM segment WHERE text = ? ORDER BY number', (number,))
            for fault in tiling_faults(content, spans):
                self._fail(Check.SEGMENTS, subject, fault)
            self._report(Step("texts", done, total, "texts"))

    def _spans(self, text: int, content: str) -> None:
        for table in ("block", "page"):
            last = 0
            spans = self._run(f'SELECT number, "start", "end" FROM {table} WHERE text = ? ORDER BY number', (text,))
            for number, start, end in spans:
                if not last <= start <= end <= len(content):
                    detail = f"{start}–{end} does not lie in order in a text of {len(content)} code points"
                    self._fail(Check.SPAN, f"text {text}, {table} {number}", detail)
                last = max(last, end)

    def _quotations(self) -> None:
        rows = self._run(
            'SELECT id, reference, text_sha256, "start", "end", exact FROM quotation ORDER BY id'
        ).fetchall()
        for number, reference, sha256, start, end, exact in rows:
            found = self._run("SELECT content FROM text WHERE sha256 = ?", (sha256,)).fetchone()
            if found is None:
                self._fail(Check.QUOTATION, f"quotation {number} ({reference})", "its text is not in the archive")
            elif readable(found[0])[start:end] != exact:
                self._fail(Check.QUOTATION, f"quotation {number} ({reference})", "its words do not stand at its place")

    def _judgements(self) -> None:
        connection = self._store.connection
        for number, seal in self._run("SELECT id, seal FROM judgement ORDER BY id").fetchall():
            subject = f"judgement {number}"
            if judgement_seal(connection, number) != seal:
                self._fail(Check.JUDGEMENT, subject, "it is not what was written when it was made or undone")
                continue
            judgement = find_judgement(connection, number)
            for anchor in judgement.anchors if judgement and judgement.counts else ():
                if not is_anchored(connection, anchor):
                    what = f"what it is about is not found in the archive as it is read now ({anchor.reference})"
                    self._note(Check.JUDGEMENT, subject, what)

    def _alignments(self) -> None:
        lengths = dict(self._run("SELECT text, count(*) FROM segment GROUP BY text"))
        for base, other, rows in self._run("SELECT base, other, successions FROM alignment ORDER BY base, other"):
            for fault in succession_faults(rows, lengths.get(base, 0), lengths.get(other, 0)):
                self._fail(Check.ALIGNMENT, f"alignment of text {base} and text {other}", fault)
        astray = (
            "SELECT DISTINCT series.slug, line_event.line FROM line_event JOIN traced ON traced.id = line_event.traced"
            " JOIN series ON series.id = traced.series"
            " JOIN traced_issue ON traced_issue.traced = traced.id AND traced_issue.number = line_event.issue"
            " WHERE segment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM segment"
            " WHERE segment.text = traced_issue.text AND segment.number = line_event.segment) ORDER BY 1, 2"
        )
        for series, line in self._run(astray):
            self._fail(
                Check.ALIGNMENT, f"line {line} of {series}", "it stands at a segment that its text does not have"
            )

    def _facts(self) -> None:
        for subject, fault in fact_faults(self._store.connection):
            self._fail(Check.FACT, subject, fault)

    def _index(self) -> None:
        self._report(Step("search index", 0, None, "segments"))
        if not index_agrees(self._store.connection):
            self._fail(
                Check.INDEX, "segment_index", "its words are not those of the segments; variorum rebuild mends it"
            )

    def _folder(self) -> None:
        """What lies in the folder and no row names: left by an interrupted program, or put there by somebody."""
        for name in self._store.originals.kept():
            if not self._run("SELECT 1 FROM original WHERE sha256 = ?", (name,)).fetchone():
                what = "no row names it (an interrupted add leaves such)"
                subject = f"original {name}" if len(name) == _DIGEST_LENGTH else f"file {name}"
                self._note(Check.ORIGINAL, subject, what)
        for draft in sorted(self._store.folder.rglob(f"{DRAFT}*")):
            self._note(
                Check.FOLDER, f"file {draft.name}", "half written by an interrupted program; rebuild takes it away"
            )
        if (self._store.folder / ERASING).exists():
            what = "erasing was interrupted: words may still be in the files; finish it with: variorum remove --purge"
            self._fail(Check.FOLDER, ERASING, what)


@contextmanager
def _one_view(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
