"""Add statements to an archive: read, describe, decide what each is, write."""

from __future__ import annotations

import os
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.archive import catalogue
from variorum.archive.filing import Place
from variorum.archive.originals import fingerprint
from variorum.archive.store import Finding
from variorum.errors import ArchiveDamaged, SourceError
from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import media_type_of, statements
from variorum.model.claims import Claim, Field
from variorum.model.provenance import UNSORTED, Capture
from variorum.model.references import slug_of
from variorum.progress import Step, silent
from variorum.workflows.amend import Amendments
from variorum.workflows.arriving import Arrival, NotModified, Refused, storable_name
from variorum.workflows.describe import Description, segmented_and_described
from variorum.workflows.identity import Identity, Incoming, Outcome, identify
from variorum.workflows.rereading import Gone, Rereading, codec_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from sqlite3 import Connection

    from variorum.archive.store import Store
    from variorum.ingest.limits import Limits
    from variorum.model.provenance import KeptWitness
    from variorum.model.units import Segmentation
    from variorum.model.witnesses import Limit, Original, TextWarning
    from variorum.progress import Report

# A transaction ends after so many statements or code points, whichever comes first: a disk flush each would cost more
# than reading them, and what waits is in memory.
_BATCH_STATEMENTS = 256
_BATCH_CHARACTERS = 4_000_000
_DAY = len("2024-05-01")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one statement. What is said here is on the disk.

    `before` is the witness it was compared with where it is a revision, a return or a second text of a day. `alike` is
    a witness of another issue with the very same text. `unused` is what a person said and what does not hold of it,
    since it was kept before under other words.
    """

    outcome: Outcome
    witness: KeptWitness
    name: str
    locator: str
    findings: tuple[Finding, ...]
    warnings: tuple[TextWarning, ...]
    before: KeptWitness | None = None
    limits: tuple[Limit, ...] = ()
    alike: KeptWitness | None = None
    unused: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prepared:
    statement: Statement
    segmentation: Segmentation
    description: Description
    url: str | None
    source_id: str | None
    captured: str
    own_time: str | None


@dataclass(slots=True)
class _Batch:
    prepared: list[_Prepared] = field(default_factory=list)
    characters: int = 0

    def take(self, prepared: _Prepared) -> bool:
        """Take one more; whether it is time to write."""
        self.prepared.append(prepared)
        self.characters += len(prepared.statement.text.content)
        return len(self.prepared) >= _BATCH_STATEMENTS or self.characters >= _BATCH_CHARACTERS


def add(
    store: Store,
    arrivals: Iterable[Arrival | NotModified | Refused],
    *,
    now: Callable[[], str],
    revision_of: KeptWitness | None = None,
    dry_run: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    report: Report = silent,
) -> Iterator[Added | Refused]:
    """Add every statement of every source, in order; what is yielded is on the disk.

    Adding what is there already changes nothing. A source that cannot be read is yielded as Refused, and the rest goes
    on. With `dry_run` everything is decided and nothing kept. Memory is bounded by the largest statement and a batch.
    """
    with store.rehearsing() if dry_run else nullcontext():
        for arrival in arrivals:
            if isinstance(arrival, Refused):
                yield arrival
                continue
            if isinstance(arrival, NotModified):
                with nullcontext() if dry_run else store.writing():
                    again = _not_modified(store, arrival)
                yield again
                continue
            with arrival.stream:
                yield from _Adding(store, arrival, now, revision_of, dry_run, limits, report).run()


class _Adding:
    """One source on its way in."""

    def __init__(
        self,
        store: Store,
        arrival: Arrival,
        now: Callable[[], str],
        revision_of: KeptWitness | None,
        dry_run: bool,  # noqa: FBT001
        limits: Limits,
        report: Report,
    ) -> None:
        self._store = store
        given = tuple(Claim(claim.field, storable_name(claim.value), claim.reason) for claim in arrival.given)
        self._arrival = replace(arrival, given=given)
        self._now = now
        self._revision_of = revision_of
        self._dry_run = dry_run
        self._limits = limits
        self._report = report
        # A path of this machine is nothing to keep.
        self._name = storable_name(os.path.basename(urlsplit(arrival.url).path if arrival.url else arrival.name))
        self._bytes = fingerprint(arrival.stream)
        self._original: Original | None = None
        self._healed = False
        self._media_type = ""
        self._amendments: Amendments | None = None

    def run(self) -> Iterator[Added | Refused]:
        stream = self._arrival.stream
        total = stream.seek(0, 2)
        stream.seek(0)
        batch = _Batch()
        refused: list[Refused] = []
        try:
            self._media_type = media_type_of(stream, self._name)
            for found in statements(stream, self._name, limits=self._limits, codec=codec_of(self._arrival.fetched)):
                if isinstance(found, Unread):
                    refused.append(Refused(self._arrival.name, found.locator, found.error))
                elif batch.take(self._prepare(found)):
                    place = stream.tell()
                    yield from self._write(batch)
                    stream.seek(place)
                    batch = _Batch()
                    self._report(Step(self._arrival.name, min(place, total), total, "bytes"))
        except SourceError as error:
            refused.append(Refused(self._arrival.name, "", error))
        yield from self._write(batch)
        self._report(Step(self._arrival.name, total, total, "bytes"))
        yield from refused

    def _prepare(self, statement: Statement) -> _Prepared:
        arrival = self._arrival
        text = statement.text
        # Where it came from is what a person or its container says, then the address that answered; only then what the
        # page says its address is.
        around = (claim for claim in statement.claims if claim not in text.claims)
        outside = {claim.field: claim.value for claim in reversed((*arrival.given, *around))}
        inside = {claim.field: claim.value for claim in reversed(text.claims)}
        url = _spelled(outside.get(Field.URL) or arrival.url or inside.get(Field.URL))
        segmentation, description = segmented_and_described(
            statement, given=arrival.given, name=statement.name, url=url
        )
        return _Prepared(
            statement,
            segmentation,
            description,
            url,
            outside.get(Field.SOURCE_ID) or inside.get(Field.SOURCE_ID),
            # A page that was fetched now was captured now, whatever it says of an earlier saving.
            outside.get(Field.CAPTURED) or (not arrival.url and inside.get(Field.CAPTURED)) or arrival.retrieved_at,
            outside.get(Field.CAPTURED),
        )

    def _write(self, batch: _Batch) -> list[Added]:
        """Decide and write a batch in one transaction."""
        if not batch.prepared:
            return []
        with nullcontext() if self._dry_run else self._store.writing():
            self._amendments = Amendments(self._store.connection)
            return [self._write_one(prepared) for prepared in batch.prepared]

    def _write_one(self, prepared: _Prepared) -> Added:
        connection = self._store.connection
        statement = prepared.statement
        identity = identify(connection, self._incoming(prepared), revision_of=self._revision_of, reread=self._reread)
        prepared = self._amended(prepared, identity)
        findings = tuple(Finding(claim, chosen) for claim, chosen in prepared.description.chosen())
        if identity.outcome is not Outcome.UNCHANGED:
            self._insert(prepared, identity, findings)
        else:
            self._heal()
        witness = catalogue.witness_of(connection, identity.issue, identity.language, identity.revision)
        return Added(
            identity.outcome,
            witness,
            self._arrival.name,
            statement.locator,
            findings,
            statement.text.warnings,
            identity.before,
            statement.text.limits,
            catalogue.alike(connection, witness) if identity.outcome is not Outcome.UNCHANGED else None,
            tuple(claim for claim in self._arrival.given if not _holds(connection, claim, witness)),
        )

    def _incoming(self, prepared: _Prepared) -> Incoming:
        statement, description, fetched = prepared.statement, prepared.description, self._arrival.fetched
        given = {claim.field for claim in self._arrival.given}
        slug = slug_of(description.value(Field.SERIES) or "") or UNSORTED
        return Incoming(
            text=statement.text,
            item_sha256=statement.item_sha256,
            original_sha256=self._bytes.sha256,
            locator=statement.locator,
            container=self._name,
            series=catalogue.exact_slug(self._store.connection, slug) or slug,
            series_named=Field.SERIES in given,
            date=description.date,
            date_named=Field.STATED in given,
            date_stated=description.value(Field.STATED) is not None,
            language=description.value(Field.LANGUAGE) or prepared.segmentation.language,
            url=prepared.url,
            asked=(fetched.requested, *fetched.redirects) if fetched else (),
            source_id=prepared.source_id,
            captured=prepared.own_time,
            fetched_on=self._arrival.retrieved_at[:_DAY] if fetched and not statement.locator else None,
        )

    def _amended(self, prepared: _Prepared, identity: Identity) -> _Prepared:
        """What came in with what people have set right of the text that it is one more capture of."""
        issue, arrival = identity.issue, self._arrival
        assert self._amendments is not None, "read when the batch began"  # noqa: S101
        place = Place(issue.series, issue.date, issue.ordinal, identity.language, identity.revision)
        claims = self._amendments.of(place)
        if not claims:
            return prepared
        segmentation, description = segmented_and_described(
            prepared.statement, given=arrival.given, name=prepared.statement.name, url=prepared.url, amended=claims
        )
        return replace(prepared, segmentation=segmentation, description=description)

    def _reread(self, witness: KeptWitness) -> str | None:
        """The digest of a kept text as today's readers read it; None where they do not read it any more."""
        capture = next(catalogue.captures(self._store.connection, "capture.id = ?", (witness.capture,)))
        with closing(Rereading(self._store, self._limits)) as rereading:
            try:
                return rereading.find(capture).text.sha256
            except (SourceError, ArchiveDamaged, Gone):
                return None

    def _insert(self, prepared: _Prepared, identity: Identity, findings: tuple[Finding, ...]) -> None:
        statement = prepared.statement
        draft = Capture(
            id=0,
            original=self._kept_original(),
            locator=statement.locator,
            item_sha256=statement.item_sha256,
            name=statement.name,
            url=prepared.url,
            source_id=prepared.source_id,
            retrieved_at=prepared.captured,
            issue=identity.issue,
            language=identity.language,
            revision=identity.revision,
            given=self._arrival.given,
            fetched=self._arrival.fetched,
        )
        number = self._store.insert_capture(draft)
        self._store.write_reading(number, statement.text, prepared.segmentation, findings)

    def _heal(self) -> None:
        """Put the bytes back that the archive says it has, where their file has gone or is damaged; once a source."""
        if self._dry_run or self._healed:
            return
        self._healed = True
        known = "SELECT 1 FROM original WHERE sha256 = ?"
        if self._store.connection.execute(known, (self._bytes.sha256,)).fetchone():
            self._store.originals.keep(self._arrival.stream)

    def _kept_original(self) -> Original:
        """The source's bytes, kept when the first statement of it is new."""
        if self._original is None:
            keep = self._store.note_original if self._dry_run else self._store.keep_original
            self._original = keep(self._arrival.stream, self._media_type, name=self._name, now=self._now())
        return self._original


def _not_modified(store: Store, arrival: NotModified) -> Added:
    """A page that says on a later day that it is what it was is captured again; all else is unchanged."""
    last = catalogue.last_of_address(store.connection, arrival.url)
    assert last is not None, "only what was captured is asked whether it changed"  # noqa: S101
    findings = catalogue.load_findings(store.connection, last.id)
    again = not last.locator and last.retrieved_at[:_DAY] < arrival.retrieved_at[:_DAY]
    if again:
        capture = replace(last, id=0, retrieved_at=arrival.retrieved_at, fetched=arrival.fetched)
        store.repeat_reading(store.insert_capture(capture), last.id, findings)
    witness = catalogue.witness_of(store.connection, last.issue, last.language, last.revision)
    unused = tuple(claim for claim in arrival.given if not _holds(store.connection, claim, witness))
    outcome = Outcome.RECAPTURED if again else Outcome.UNCHANGED
    return Added(outcome, witness, arrival.url, last.locator, findings, (), unused=unused)


def _spelled(url: str | None) -> str | None:
    """An address in the one spelling by which addresses are compared; what could not be fetched, as it is."""
    if url is None:
        return None
    from variorum.errors import FetchError
    from variorum.ingest.fetch.addresses import parse_address

    try:
        return parse_address(url).url
    except FetchError:
        return url


def _holds(connection: Connection, claim: Claim, witness: KeptWitness) -> bool:
    """Whether a witness is kept under what a person said of it."""
    match claim.field:
        case Field.SERIES:
            slug = slug_of(claim.value) or UNSORTED
            return (catalogue.exact_slug(connection, slug) or slug) == witness.issue.series
        case Field.STATED:
            return witness.issue.date == claim.value
        case Field.TITLE:
            return witness.title == claim.value
        case Field.ISSUER:
            return witness.issuer == claim.value
        case Field.LANGUAGE:
            return witness.language == claim.value
        case _:
            return True
