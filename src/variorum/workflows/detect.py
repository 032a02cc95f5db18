"""Find the series in a pile of documents, files or an archive's unsorted ones, and put them into these."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.detection.series import detect
from variorum.archive import catalogue
from variorum.errors import ProposalUnknown, SeriesNameWrong, SourceError, SourceOfSeveralSeries
from variorum.ingest.found import Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import statements
from variorum.model.claims import Claim, Field
from variorum.model.detected import Detection, Filed, Listed, Piled
from variorum.model.provenance import UNSORTED
from variorum.model.references import SLUG, slug_of
from variorum.progress import Step, silent
from variorum.workflows.add import add
from variorum.workflows.amend import amend
from variorum.workflows.arriving import Arrival, Refused
from variorum.workflows.describe import segmented_and_described
from variorum.workflows.inputs import files_in, open_source
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.archive.store import Store
    from variorum.ingest.found import Statement
    from variorum.ingest.limits import Limits
    from variorum.model.detected import Proposal
    from variorum.model.provenance import KeptWitness
    from variorum.progress import Report
    from variorum.workflows.describe import Description

# What is only drawn from a file's name or an address says nothing of what the statement is called and whose it is.
_NOT_SAID = frozenset({"the file's name", "the address's host"})
_ACCEPTED = "found by series detect, and accepted"


@dataclass(frozen=True, slots=True)
class Member:
    """A document and the series that is proposed for it, "" for none; `known` means that it was in it before.

    `by_title` says that its text would not have told: title and dates did.
    """

    series: str
    name: str
    locator: str
    date: str
    title: str
    known: bool
    by_title: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What was found in a pile: the series, the documents by their places, and what could not be read.

    `source` is the folder or file that was looked through, "" for the archive itself. `there` counts the files' texts
    that the archive has already, in whatever series; they were left out.
    """

    source: str
    detection: Detection
    documents: tuple[Listed, ...]
    refused: tuple[Refused, ...] = ()
    there: int = 0

    def __repr__(self) -> str:
        return f"<{len(self.detection.proposals):,} series found in {self.detection.documents:,} documents>"

    def members(self) -> Table[Member]:
        """The members of all proposals, the largest series first."""
        rows = tuple(
            self._member(place, proposal.name, known=place in proposal.known, by_title=place in proposal.by_title)
            for proposal in self.detection.proposals
            for place in proposal.members
        )
        return Table(Member, rows, len(rows))

    def _member(self, place: int, series: str, *, known: bool = False, by_title: bool = False) -> Member:
        each = self.documents[place]
        return Member(series, each.name, each.locator, each.date, each.title, known, by_title)

    def to_csv(self) -> str:
        """A row a document: the members of all proposals, then those in no series, whose cell is empty."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(Member, (*self.members(), *(self._member(place, "") for place in self.detection.unsorted)))

    def to_html(self, filed: Sequence[Filed] = ()) -> str:
        """One self-contained page without script; `filed` is what was stored of it."""
        from variorum.render.html.detected import detected_page

        source = os.path.basename(os.path.normpath(self.source)) if self.source else ""
        return detected_page(
            self.detection, self.documents, source=source, unread=self._unread(), there=self.there, filed=filed
        )

    def _unread(self) -> list[tuple[str, str, str]]:
        return [(each.name, each.locator, str(each.error)) for each in self.refused]

    def to_json(self, filed: Sequence[Filed] = ()) -> str:
        """As `variorum.detected/1`; `filed` is what was stored of it."""
        from variorum.render.detected import detected_document

        return detected_document(self.detection, self.documents, unread=self._unread(), there=self.there, filed=filed)


def detect_in_archive(store: Store, *, report: Report = silent) -> Found:
    """The series among the unsorted documents of an archive; its series stay, and draw others to them.

    Of each issue in a language the latest revision counts.
    """
    documents: list[Listed] = []
    piled = _kept(store, documents, with_unsorted=True, report=report)
    return Found("", detect(piled), tuple(documents))


def detect_in_files(
    source: str, *, store: Store | None = None, limits: Limits = DEFAULT_LIMITS, report: Report = silent
) -> Found:
    """The series among the statements of a folder's files, or of one file that holds several.

    The series of an archive draw to them what is new. Raises the SourceError of a source of which nothing could be
    read.
    """
    reading = _Reading(source, store, limits, report)
    detection = detect(reading.piled())
    if not reading.read and reading.refused:
        raise reading.refused[0].error
    return Found(source, detection, tuple(reading.documents), tuple(reading.refused), reading.there)


def chosen(found: Found, said: Iterable[str]) -> list[tuple[Proposal, str]]:
    """The proposals meant and the series that each becomes; nothing said means all.

    A proposal is called by its name, or by `NAME=SLUG` to make it another series, new or there. Raises ProposalUnknown
    or SeriesNameWrong.
    """
    proposals = {proposal.name: proposal for proposal in found.detection.proposals}
    wanted: dict[str, str] = {}
    for each in said:
        name, _, slug = each.partition("=")
        if name not in proposals:
            raise ProposalUnknown(name, tuple(proposals))
        wanted[name] = slug or name
        if not SLUG.fullmatch(wanted[name]) or wanted[name] == UNSORTED:
            raise SeriesNameWrong(wanted[name], slug_of(wanted[name]))
    return [(proposals[name], slug) for name, slug in (wanted or {name: name for name in proposals}).items()]


def accept(
    store: Store, found: Found, choice: Iterable[tuple[Proposal, str]], *, now: Callable[[], str]
) -> Iterator[Filed | Refused]:
    """Put the documents of proposals into their series; what is yielded is on the disk.

    Files are added to the archive. What the archive has is moved there, which changes its reference; the old one still
    finds it, and `variorum judge undo` takes it back.
    """
    put = _add_files if found.source else _move
    yield from put(store, found, choice, now)


def _move(
    store: Store, found: Found, choice: Iterable[tuple[Proposal, str]], now: Callable[[], str]
) -> Iterator[Filed]:
    for proposal, slug in choice:
        for place in proposal.members:
            if place not in proposal.known:
                before = found.documents[place].name
                amended = amend(store, before, {Field.SERIES: slug}, note=_ACCEPTED, now=now())
                yield Filed(found.documents[place], slug, amended.witness.reference, before, "moved")


def _add_files(
    store: Store, found: Found, choice: Iterable[tuple[Proposal, str]], now: Callable[[], str]
) -> Iterator[Filed | Refused]:
    slugs = {place: slug for proposal, slug in choice for place in proposal.members if place not in proposal.known}
    by_file: dict[str, list[int]] = {}
    for place in sorted({*slugs, *found.detection.unsorted, *_new_members(found)}):
        by_file.setdefault(found.documents[place].name, []).append(place)
    for name, places in by_file.items():
        into = {slugs.get(place) for place in places}
        if into == {None}:
            continue
        (slug,) = into if len(into) == 1 else (None,)
        if slug is None:
            yield Refused(name, "", SourceOfSeveralSeries(name))
            continue
        given = (Claim(Field.SERIES, slug, _ACCEPTED),)
        listed = {found.documents[place].locator: found.documents[place] for place in places}
        for each in add(store, _opened(name, given, now), now=now):
            if isinstance(each, Refused):
                yield each
            else:
                document = listed.get(each.locator, Listed(name, each.locator))
                yield Filed(document, each.witness.issue.series, each.witness.reference, None, each.outcome)


def _opened(name: str, given: tuple[Claim, ...], now: Callable[[], str]) -> Iterator[Arrival | Refused]:
    try:
        yield Arrival(name, open_source(name, limits=DEFAULT_LIMITS), now(), given=given)
    except SourceError as error:
        yield Refused(name, "", error)


def _new_members(found: Found) -> Iterator[int]:
    for proposal in found.detection.proposals:
        yield from (place for place in proposal.members if place not in proposal.known)


class _Reading:
    """The statements of files on their way through."""

    def __init__(self, source: str, store: Store | None, limits: Limits, report: Report) -> None:
        self._source = source
        self._store = store
        self._limits = limits
        self._report = report
        self.documents: list[Listed] = []
        self.refused: list[Refused] = []
        self.there = 0
        self.read = 0

    def piled(self) -> Iterator[Piled]:
        """What the archive has in its series, then every statement that it has not."""
        if self._store is not None:
            yield from _kept(self._store, self.documents, with_unsorted=False, report=self._report)
        names = list(files_in(self._source)) if os.path.isdir(self._source) else [self._source]
        for done, name in enumerate(names):
            self._report(Step("all files", done, len(names), "files"))
            if isinstance(name, Refused):
                self.refused.append(name)
            else:
                yield from self._file(name)
        self._report(Step("all files", len(names), len(names), "files"))

    def _file(self, name: str) -> Iterator[Piled]:
        try:
            with open_source(name, limits=self._limits) as stream:
                for each in statements(stream, os.path.basename(name), limits=self._limits):
                    if isinstance(each, Unread):
                        self.refused.append(Refused(name, each.locator, each.error))
                        continue
                    self.read += 1
                    if self._is_there(each):
                        self.there += 1
                    else:
                        yield self._statement(name, each)
        except SourceError as error:
            self.refused.append(Refused(name, "", error))

    def _is_there(self, statement: Statement) -> bool:
        if self._store is None:
            return False
        query = "SELECT 1 FROM text JOIN witness ON witness.text = text.id WHERE sha256 = ?"
        return self._store.connection.execute(query, (statement.text.sha256,)).fetchone() is not None

    def _statement(self, name: str, statement: Statement) -> Piled:
        said = {claim.field: claim.value for claim in reversed(statement.claims)}
        segmentation, description = segmented_and_described(
            statement, given=(), name=statement.name, url=said.get(Field.URL)
        )
        title = description.value(Field.TITLE) or ""
        self.documents.append(Listed(name, statement.locator, description.date, title))
        return Piled(
            statement.text.content,
            description.value(Field.LANGUAGE) or segmentation.language,
            _said(description, Field.TITLE),
            _said(description, Field.ISSUER),
            description.date,
        )


def _said(description: Description, field: Field) -> str | None:
    """What counts as a statement's title or issuer, where the statement or its source says it."""
    claims = (claim for claim in description.claims if claim.field is field)
    return next((claim.value for claim in claims if claim.reason not in _NOT_SAID), None)


def _kept(store: Store, documents: list[Listed], *, with_unsorted: bool, report: Report) -> Iterator[Piled]:
    """What an archive holds in its series and, if wanted, what it holds without; each goes into `documents`."""
    rows = {(row.issue, row.language): row for row in catalogue.witnesses(store.connection)}
    wanted = [row for row in rows.values() if with_unsorted or row.issue.series != UNSORTED]
    for done, row in enumerate(wanted):
        report(Step("the archive", done, len(wanted), "texts"))
        documents.append(Listed(row.reference, "", row.issue.date, row.title or ""))
        yield _of_archive(store, row)
    report(Step("the archive", len(wanted), len(wanted), "texts"))


def _of_archive(store: Store, row: KeptWitness) -> Piled:
    hearsay = {
        found.claim.field
        for found in catalogue.load_findings(store.connection, row.capture)
        if found.chosen and found.claim.reason in _NOT_SAID
    }
    return Piled(
        catalogue.load_text(store.connection, row.text).content,
        row.language,
        None if Field.TITLE in hearsay else row.title,
        None if Field.ISSUER in hearsay else row.issuer,
        row.issue.date,
        None if row.issue.series == UNSORTED else row.issue.series,
    )
