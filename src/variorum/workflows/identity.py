"""What a statement that comes in is to the archive: new, known, or another text of what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.filing import former_filings
from variorum.archive.numbers import next_ordinal, next_revision
from variorum.errors import RevisionOtherLanguage
from variorum.model.provenance import UNSORTED, Issue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.witnesses import Text


_WORLDWIDE = re.compile("[:/@]")
# Two states of one statement share more of their words; two rows of a number, drawn from two tables, hardly a fifth.
_KINDRED = 0.3


class Outcome(StrEnum):
    """What adding did.

    ADDED: an issue that was not there. UNCHANGED: nothing was written. RECAPTURED: captured again, with the text that a
    witness has; of a page that is fetched again with the same bytes, on a later day (UTC). REVISION: the same address
    or source id with other text. RETURNED: the same with a text that stood there before the latest. LANGUAGE: the same
    day of a series in another language; no more is known of how the two belong together. SECOND: another text on a day
    that has one. REPLACED: the address now holds a statement of another date.
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
class Incoming:
    """A statement that comes in, as far as its identity goes.

    `original_sha256`, `locator` and `container` are where it stands: the digest and the last name of the source.
    `series` is a slug and `series_named` whether a person chose it; `date` is what it is filed under, `date_named`
    whether a person chose it, and `date_stated` whether it is more than the day of publication. `asked` are the
    addresses that led to `url`. `captured` is the time that the source itself gives, as a web archive does, and
    `fetched_on` the day on which a page was fetched, None for what is only a part of what an address answered.
    """

    text: Text
    item_sha256: str
    original_sha256: str
    locator: str
    container: str
    series: str
    series_named: bool
    date: str
    date_named: bool
    date_stated: bool
    language: str
    url: str | None
    asked: tuple[str, ...]
    source_id: str | None
    captured: str | None
    fetched_on: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a statement is filed; `before` is the witness it stands beside, where there is one."""

    outcome: Outcome
    issue: Issue
    language: str
    revision: int
    before: KeptWitness | None = None


def identify(
    connection: sqlite3.Connection,
    coming: Incoming,
    *,
    reread: Callable[[KeptWitness], str | None],
    revision_of: KeptWitness | None = None,
) -> Identity:
    """Decide it, against what the archive holds now; call it inside the transaction that writes.

    `reread` gives the digest that a kept text has when today's readers read its original: a newer reader is no edit.
    Raises RevisionOtherLanguage for a `revision_of` in another language.
    """
    known = _known(connection, coming)
    if known is not None and (revision_of is None or known.issue == revision_of.issue):
        later = coming.fetched_on is not None and known.retrieved_at[: len(coming.fetched_on)] < coming.fetched_on
        outcome = Outcome.RECAPTURED if later else Outcome.UNCHANGED
        return Identity(outcome, known.issue, known.language, known.revision)
    if revision_of is not None:
        if revision_of.language != coming.language:
            raise RevisionOtherLanguage(revision_of.reference, coming.language)
        return _revision(connection, coming, revision_of, reread)
    earlier = _earlier(connection, coming)
    if earlier is None:
        return _of_day(connection, coming)
    before = catalogue.witness_of(connection, earlier.issue, earlier.language, earlier.revision)
    dates = {date for _, date, _ in _filings(connection, earlier)}
    if not (coming.date_stated and coming.date and earlier.issue.date and coming.date not in dates):
        return _revision(connection, coming, before, reread)
    found = _of_day(connection, coming)
    return Identity(Outcome.REPLACED, found.issue, found.language, found.revision, before)


def _known(connection: sqlite3.Connection, coming: Incoming) -> Capture | None:
    """The capture that this one would be again."""
    if coming.locator:
        # A row of the same file: whatever other rows from its address came in since.
        where = "original = ? AND locator = ?"
        there = catalogue.captures(connection, where, (coming.original_sha256, coming.locator))
        if found := next((capture for capture in there if _files_alike(connection, capture, coming)), None):
            return found
    where = "item_sha256 = ? AND url IS ? AND source_id IS ?"
    same = catalogue.captures(connection, where, (coming.item_sha256, coming.url, coming.source_id))
    fits = [capture for capture in same if _files_alike(connection, capture, coming)]
    if coming.captured is not None:
        return next((capture for capture in fits if capture.retrieved_at == coming.captured), None)
    if not fits:
        return None
    later = _earlier(connection, coming)
    # A page that went back to what it said before is a capture of its own.
    return fits[-1] if later is None or later.item_sha256 == coming.item_sha256 else None


def _files_alike(connection: sqlite3.Connection, capture: Capture, coming: Incoming) -> bool:
    """Whether a capture is filed where this statement would be, as far as that was chosen or is all there is.

    Where it was filed before an amendment is as good: the same file, added again, would be filed there again.
    """
    dated = coming.date_named or (coming.url is None and coming.source_id is None)
    return any(
        (series == coming.series or not coming.series_named) and (date == coming.date or not dated)
        for series, date, _ in _filings(connection, capture)
    )


def _filings(connection: sqlite3.Connection, capture: Capture) -> set[tuple[str, str, str]]:
    """The series, date and language under which a capture is filed, and those that its issue had before."""
    now = (capture.issue.series, capture.issue.date, capture.language)
    return {now} | former_filings(connection, capture.issue, capture.language)


def _earlier(connection: sqlite3.Connection, coming: Incoming) -> Capture | None:
    """The last capture from the same address, or of the same source id, in the same language; of the same date first.

    An id that is unique in the world (an address, a Message-ID, repository:path) is one wherever it is kept. A plain
    one ("17") counts within its series, and elsewhere than in a file of the same name only where the two texts are
    kindred: two tables number their rows alike. One address with two ids in one file is two statements.
    """
    found: list[Capture] = []
    if coming.url is not None:
        found += _from_address(connection, coming)
    if coming.source_id is not None and (coming.url is None or _WORLDWIDE.search(coming.source_id)):
        found += _of_id(connection, coming)
    fits = [
        capture
        for capture in found
        if any(
            language == coming.language and (series == coming.series or not coming.series_named)
            for series, _, language in _filings(connection, capture)
        )
    ]

    def nearest(capture: Capture) -> tuple[bool, int]:
        return any(date == coming.date for _, date, _ in _filings(connection, capture)), capture.id

    return max(fits, key=nearest, default=None)


def _from_address(connection: sqlite3.Connection, coming: Incoming) -> list[Capture]:
    other_row = "NOT (source_id IS NOT NULL AND ? IS NOT NULL AND source_id <> ? AND original.name = ?)"
    own = (coming.source_id, coming.source_id, coming.container)
    found = list(catalogue.captures(connection, f"url = ? AND {other_row}", (coming.url, *own)))
    for asked in coming.asked:
        # An address that moved: what it answered before it led elsewhere.
        where = "url = ? OR (fetched IS NOT NULL AND json_extract(fetched, '$.requested') = ?)"
        found += catalogue.captures(connection, where, (asked, asked))
    return found


def _of_id(connection: sqlite3.Connection, coming: Incoming) -> list[Capture]:
    assert coming.source_id is not None, "asked for only where there is one"  # noqa: S101
    if _WORLDWIDE.search(coming.source_id):
        return list(catalogue.captures(connection, "source_id = ?", (coming.source_id,)))
    own = (
        "source_id = ?1 AND (series.slug = ?2 OR EXISTS"
        " (SELECT 1 FROM former_place WHERE former_place.capture = capture.id AND former_place.series = ?2))"
    )
    key = (coming.source_id, coming.series)
    found = list(catalogue.captures(connection, f"{own} AND original.name = ?3", (*key, coming.container)))
    if found or coming.series == UNSORTED:
        return found
    elsewhere = catalogue.captures(connection, own, key)
    return [capture for capture in elsewhere if _kindred(connection, capture, coming.text.content)]


def _kindred(connection: sqlite3.Connection, capture: Capture, content: str) -> bool:
    """Whether two texts have a good part of their words in common, as two states of one statement have."""
    witness = catalogue.witness_of(connection, capture.issue, capture.language, capture.revision)
    mine = set(content.casefold().split())
    theirs = set(catalogue.load_text(connection, witness.text).content.casefold().split())
    return len(mine & theirs) >= _KINDRED * len(mine | theirs)


def _revision(
    connection: sqlite3.Connection,
    coming: Incoming,
    before: KeptWitness,
    reread: Callable[[KeptWitness], str | None],
) -> Identity:
    """Another text of an issue: the witness that has it already, or one revision more."""
    issue, language = before.issue, before.language
    there = catalogue.of_issue(connection, issue, language)
    for witness in there:
        same = witness.text_sha256 == coming.text.sha256
        if not same and catalogue.derivation_of(connection, witness.text) != coming.text.derivation:
            same = reread(witness) == coming.text.sha256
        if same and witness.revision == before.revision:
            return Identity(Outcome.RECAPTURED, issue, language, witness.revision)
        if same:
            return Identity(Outcome.RETURNED, issue, language, witness.revision, before)
    return Identity(Outcome.REVISION, issue, language, next_revision(connection, issue, language), before)


def _of_day(connection: sqlite3.Connection, coming: Incoming) -> Identity:
    """A statement whose address is new: by the texts that its day has already."""
    series, date, language = coming.series, coming.date, coming.language
    same = catalogue.same_text(connection, series, date, language, coming.text.sha256)
    same = same or catalogue.moved_text(connection, series, date, language, coming.text.sha256)
    if same is not None:
        return Identity(Outcome.RECAPTURED, same.issue, same.language, same.revision)
    issue = Issue(series, date, next_ordinal(connection, series, date))
    revision = next_revision(connection, issue, language)
    # What was put into no series is not an issue of one: that others bear the same date says nothing.
    apart = not date or series == UNSORTED
    before = None if apart else catalogue.last_of_day(connection, series, date)
    if before is None:
        return Identity(Outcome.ADDED, issue, language, revision)
    # Of two texts of a day nothing tells which one this is in another language.
    if len(others := catalogue.untranslated(connection, series, date, language)) == 1:
        spoken = next_revision(connection, others[0].issue, language)
        return Identity(Outcome.LANGUAGE, others[0].issue, language, spoken, others[0])
    return Identity(Outcome.SECOND, issue, language, revision, before)
