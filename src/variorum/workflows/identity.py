"""What a statement that comes in is to the archive: new, known, or another text of what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.model.provenance import UNSORTED, Issue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from variorum.ingest.statements import Statement
    from variorum.model.provenance import Capture, KeptWitness


_WORLDWIDE = re.compile("[:/@]")


class Outcome(StrEnum):
    """What adding did.

    ADDED: an issue that was not there. UNCHANGED: nothing was written. RECAPTURED: captured again, with the text that
    a witness has. REVISION: the same address or source id with other text. RETURNED: the same with a text that stood
    there before the latest. LANGUAGE: the same day of a series in another language; no more is known of how the two
    belong together. SECOND: another text on a day that has one. REPLACED: the address now holds a statement of another
    date.
    """

    ADDED = "added"
    UNCHANGED = "unchanged"
    RECAPTURED = "recaptured"
    REVISION = "revision"
    RETURNED = "returned"
    LANGUAGE = "language"
    SECOND = "second"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a statement is filed; `before` is the witness it stands beside, where there is one."""

    outcome: Outcome
    issue: Issue
    language: str
    revision: int
    before: KeptWitness | None = None


def identify(  # noqa: PLR0913 (all that identity rests on)
    connection: sqlite3.Connection,
    statement: Statement,
    *,
    series: str,
    date: str,
    language: str,
    url: str | None,
    source_id: str | None,
    container: str,
    captured: str | None = None,
    refile: bool = False,
    revision_of: KeptWitness | None = None,
    reread: Callable[[KeptWitness], str | None],
) -> Identity:
    """Decide it, against what the archive holds now; call it inside the transaction that writes.

    `reread` gives the digest that a kept text has when today's readers read its original: a newer reader is no edit.

    `container` is the name of the file that the statement came in, which tells the rows of two tables apart. `captured`
    is the time that the source itself gives, as a web archive does: the same bytes at another time are another capture.
    With `refile` a person named the series or the date: the same bytes elsewhere are then another capture.
    """
    slug = catalogue.exact_slug(connection, series) or series
    place = (slug, date) if refile else None
    same = _same_bytes(connection, statement, url, source_id, container, captured, place)
    if same is not None:
        return Identity(Outcome.UNCHANGED, same.issue, same.language, same.revision)
    if revision_of is not None:
        return _revision(connection, statement, revision_of.issue, revision_of.language, revision_of, reread)
    earlier = _earlier(connection, slug, url, source_id, container)
    if earlier is not None and earlier.language == language:
        before = catalogue.witness_of(connection, earlier.issue, earlier.language, earlier.revision)
        if not (date and earlier.issue.date and date != earlier.issue.date):
            return _revision(connection, statement, earlier.issue, language, before, reread)
        found = _of_day(connection, statement, slug, date, language)
        return Identity(Outcome.REPLACED, found.issue, found.language, found.revision, before)
    return _of_day(connection, statement, slug, date, language)


def _same_bytes(
    connection: sqlite3.Connection,
    statement: Statement,
    url: str | None,
    source_id: str | None,
    container: str,
    captured: str | None,
    place: tuple[str, str] | None,
) -> Capture | None:
    """The latest capture from this address or source id, if its bytes are these."""
    known = catalogue.captures(
        connection,
        "item_sha256 = ? AND url IS ? AND source_id IS ?",
        (statement.item_sha256, url, source_id),
    )
    fits = [capture for capture in known if place is None or (capture.issue.series, capture.issue.date) == place]
    if captured is not None:
        return next((capture for capture in fits if capture.retrieved_at == captured), None)
    if not fits:
        return None
    last = fits[-1]
    later = _earlier(connection, last.issue.series, url, source_id, container)
    # A page that went back to what it said before is a capture of its own.
    return last if later is None or later.item_sha256 == statement.item_sha256 else None


def _earlier(
    connection: sqlite3.Connection, series: str, url: str | None, source_id: str | None, container: str
) -> Capture | None:
    """The last capture from this address, else of this source id.

    An id that is unique in the world (an address, a Message-ID, repository:path) is one wherever it is kept. A plain
    one ("17") counts within its series, and of what has no series within files of one name: two tables number their
    rows alike.
    """
    if url is not None:
        found = catalogue.captures(connection, "url = ?", (url,))
    elif source_id is None:
        return None
    elif _WORLDWIDE.search(source_id):
        found = catalogue.captures(connection, "source_id = ?", (source_id,))
    elif series != UNSORTED:
        found = catalogue.captures(connection, "source_id = ? AND series.slug = ?", (source_id, series))
    else:
        where = "source_id = ? AND series.slug = ? AND original.name = ?"
        found = catalogue.captures(connection, where, (source_id, series, container))
    return max(found, key=lambda capture: capture.id, default=None)


def _revision(
    connection: sqlite3.Connection,
    statement: Statement,
    issue: Issue,
    language: str,
    before: KeptWitness,
    reread: Callable[[KeptWitness], str | None],
) -> Identity:
    """Another text of an issue: the witness that has it already, or one revision more."""
    there = catalogue.of_issue(connection, issue, language)
    for witness in there:
        same = witness.text_sha256 == statement.text.sha256
        if not same and catalogue.derivation_of(connection, witness.text) != statement.text.derivation:
            same = reread(witness) == statement.text.sha256
        if same and witness.revision == before.revision:
            return Identity(Outcome.RECAPTURED, issue, language, witness.revision)
        if same:
            return Identity(Outcome.RETURNED, issue, language, witness.revision, before)
    return Identity(Outcome.REVISION, issue, language, max(witness.revision for witness in there) + 1, before)


def _of_day(connection: sqlite3.Connection, statement: Statement, series: str, date: str, language: str) -> Identity:
    """A statement whose address is new: by the texts that its day has already."""
    same = catalogue.same_text(connection, series, date, language, statement.text.sha256)
    if same is not None:
        return Identity(Outcome.RECAPTURED, same.issue, language, same.revision)
    last = catalogue.last_ordinal(connection, series, date)
    # What was put into no series is not an issue of one: that others bear the same date says nothing.
    if not last or not date or series == UNSORTED:
        return Identity(Outcome.ADDED, Issue(series, date, last + 1), language, 1)
    if original := catalogue.untranslated(connection, series, date, language):
        return Identity(Outcome.LANGUAGE, original.issue, language, 1, original)
    before = catalogue.last_of_day(connection, series, date)
    return Identity(Outcome.SECOND, Issue(series, date, last + 1), language, 1, before)
