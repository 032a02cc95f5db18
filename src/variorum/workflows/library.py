"""An archive as a program holds it: `variorum.open`."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from variorum.archive import catalogue
from variorum.archive.location import find_archive, open_to_read
from variorum.archive.store import Store
from variorum.errors import ArchiveReadOnly, BaseMissing, ScopeError
from variorum.model.claims import Field
from variorum.model.detected import Filed
from variorum.model.facts import FactKind
from variorum.model.found import Hit, Order, Scope
from variorum.model.judgements import Verb
from variorum.model.units import SegmentKind
from variorum.workflows import judge as judging
from variorum.workflows import quote as quoting
from variorum.workflows import search as searching
from variorum.workflows.apparatus import apparatus
from variorum.workflows.compare import compare, segmented
from variorum.workflows.kept import kept_rows, kept_statement, kept_witness, named, series_named
from variorum.workflows.revisions import revisions
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from variorum.model.citations import Citation
    from variorum.model.found import Hits
    from variorum.model.judgements import Judged
    from variorum.model.provenance import KeptWitness
    from variorum.model.said import Sayings
    from variorum.workflows.amend import Amended
    from variorum.workflows.apparatus import Apparatus
    from variorum.workflows.compare import Comparison
    from variorum.workflows.detect import Found
    from variorum.workflows.kept import KeptStatement
    from variorum.workflows.ledger_reading import FactSource
    from variorum.workflows.ledgers import Ledger
    from variorum.workflows.lives import Series

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A kept text, as it is listed. `date` is that of its issue, "" where unknown; the three dates may be None."""

    reference: str
    series: str
    date: str
    ordinal: int
    language: str
    revision: int
    title: str | None
    issuer: str | None
    stated: str | None
    published: str | None
    captured: str
    url: str | None
    source_id: str | None
    text_sha256: str
    original_sha256: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series of the archive: how many texts it has, its first and last date ("" where none is known), other names."""

    series: str
    statements: int
    first: str
    last: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """Two texts of one issue, captured one after the other: references, captures, and a sentence for each change."""

    before: str
    after: str
    before_captured: str
    after_captured: str
    url: str | None
    in_body: bool
    changes: tuple[str, ...]


class Archive:
    """An open archive: `with variorum.open("folder") as archive`. One thread uses it at a time.

    What it lists and finds are tables of frozen values. A reference is written `series@2023-05-21`, `series@latest` or
    `sha256:…`; docs/command-line.md describes them.
    """

    def __init__(self, store: Store, *, writable: bool) -> None:
        self._store = store
        self._writable = writable

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<variorum archive {str(self._store.folder)!r}>"

    def close(self) -> None:
        """Close it; closing again does nothing."""
        self._store.close()

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._store.folder

    def list(self, series: str | None = None) -> Table[StatementRow]:
        """Every kept text, or a series', by series, date, ordinal, language and revision."""
        return _whole(StatementRow, map(_statement, kept_rows(self._store, series)))

    def series(self) -> Table[SeriesRow]:
        """Every series that holds something."""
        return _whole(SeriesRow, (SeriesRow(*row) for row in catalogue.series_rows(self._store.connection)))

    def show(self, reference: str) -> KeptStatement:
        """One statement: its row, its captures, its findings, its text."""
        return kept_statement(self._store, reference)

    def search(  # noqa: PLR0913 (each narrows the search)
        self,
        words: str,
        *,
        series: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        issuer: str | None = None,
        kinds: Collection[str] = (),
        order: str = Order.NEWEST,
        limit: int = 20,
    ) -> Table[Hit]:
        """The lines that have these words, the newest or the best first.

        Words are all wanted in one line; "words in quotation marks" in a row; `begin*` begins so; `this OR that`;
        `-word` must not be there. Accents and case are of no account. `kinds` are those of lines: "title", "sentence".
        """
        scope = _scope(series, date_from, date_to, issuer, kinds)
        return _found(searching.search(self._store, words, scope=scope, order=Order(order), limit=limit))

    def like(  # noqa: PLR0913 (each narrows the search)
        self,
        sentence: str,
        *,
        series: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        issuer: str | None = None,
        kinds: Collection[str] = (),
        at_least: float = searching.LIKE,
        limit: int = 20,
    ) -> Table[Hit]:
        """Has this been said before? The lines that share `at_least` so much of the wording, the earliest first.

        The score is that of comparing the two lines: the share of both that is the same, 1.0 where only form differs.
        """
        scope = _scope(series, date_from, date_to, issuer, kinds)
        return _found(searching.like(self._store, sentence, scope=scope, at_least=at_least, limit=limit))

    def said(  # noqa: PLR0913 (each is asked for, or narrows the search)
        self,
        *,
        number: str | int = "",
        unit: str = "",
        counted: str = "",
        names: Collection[tuple[str, str]] = (),
        dates: Collection[str] = (),
        series: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        issuer: str | None = None,
        order: str = Order.NEWEST,
        limit: int = 20,
    ) -> Sayings:
        """The statements that say all of this, each with a line.

        A number is found however it is written, with its unit and what it counts; of `names` each comes with its kind
        ("place", "person", …); dates are written 1990-01-20, 1990-01 or 1990. Statements that were not read for it yet
        are read first. Raises NothingAsked, NumberUnreadable, UnitUnknown, DateUnreadable or FactsUnwritable.
        """
        from variorum.model.said import Asked
        from variorum.workflows.said import find_said, read_figure

        has_figure = number != "" or unit or counted
        figure = read_figure(str(number), unit, counted) if has_figure else None
        asked = Asked(figure, tuple((FactKind(kind), name) for kind, name in names), tuple(dates))
        scope = _scope(series, date_from, date_to, issuer, ())
        return find_said(self._store, asked, scope=scope, order=Order(order), limit=limit)

    def quote(self, reference: str, words: str, *, place: int | None = None) -> Citation:
        """The exact characters of these words in a text, at every place, with all that a citation needs."""
        return quoting.quote(self._store, reference, words, place=place)

    def keep(self, citation: Citation, *, now: str) -> int:
        """Keep a quotation for good; how many of its places were not kept before. `now` is UTC, ISO 8601 with seconds.

        Raises ArchiveReadOnly unless the archive was opened with `writable`.
        """
        self._expect_writable()
        return quoting.keep(self._store, citation, now=now)

    def compare(self, base: str, other: str) -> Comparison:
        """What changed between two statements, each a reference."""
        witnesses = [named(self._store, said) for said in (base, other)]
        sides = [kept_witness(self._store, witness) for witness in witnesses]
        dates = [witness.stated or witness.issue.date or None for witness in witnesses]
        made = compare(*sides, base_date=dates[0], other_date=dates[1], standing=judging.standing(self._store))
        return replace(made, fact_source=self._fact_source())

    def apparatus(self, *references: str, base: str | int | None = 0) -> Apparatus:
        """Every place where two or more statements vary, each a reference; `base` is one of them, its number, or None.

        Raises TooFewTexts and BaseMissing.
        """
        if isinstance(base, str) and base not in references:
            raise BaseMissing(base, references)
        rows = [named(self._store, said) for said in references]
        return apparatus(
            *(kept_witness(self._store, row) for row in rows),
            base=references.index(base) if isinstance(base, str) else base,
            dates=[row.stated or row.issue.date or None for row in rows],
            standing=judging.standing(self._store),
        )

    def facts(self, *references: str, source: FactSource | None = None) -> Ledger:
        """What one statement says, or two and what changed between them; of a whole series it is `trace(series).facts`.

        `source` says how facts are read; else by rules, and as people judged. Raises TypeError for more than two.
        """
        from variorum.workflows.ledgers import facts_of_one

        if len(references) not in (1, 2):
            message = f"facts takes one reference or two, not {len(references)}. A series is for trace(series).facts."
            raise TypeError(message)
        if len(references) == 2:
            comparison = self.compare(*references)
            return comparison.read_facts(source) if source else comparison.facts
        row = named(self._store, references[0])
        witness = segmented(kept_witness(self._store, row), row.language or None)
        return facts_of_one(witness, row.stated or row.issue.date or None, source=source or self._fact_source())

    def _fact_source(self) -> FactSource:
        from variorum.workflows.judge_readings import fact_judgements
        from variorum.workflows.ledger_reading import FactSource

        return FactSource(judgements=fact_judgements(self._store))

    def trace(self, series: str, *, language: str | None = None) -> Series:
        """A series with the life of every line, in the language given, else that of most issues.

        Its facts are those that the archive remembers, as long as it is open; else they are read when asked for.
        Raises ReferenceUnknown, ReferenceAmbiguous or SeriesUntraceable.
        """
        from variorum.workflows.ledger_reading import recalling_source
        from variorum.workflows.series import trace_series

        traced = trace_series(self._store, series, language=language)
        return replace(traced, fact_source=recalling_source(self._store, traced.lineage.series))

    def judge(
        self,
        verb: str,
        *subjects: tuple[str, str] | str,
        within: Sequence[str] = (),
        reading: str = "",
        note: str = "",
        by: str = "",
        now: str,
    ) -> Judged:
        """Decide against the machine, for good; `now` is UTC, ISO 8601 with seconds.

        "link" and "unlink" take two lines, "reject" one, each a reference with words of the line or "line:N";
        "same-name" and "different-name" take two names, and `within` texts that have one. Where `reading` is a kind of
        fact ("quantity", "place" …), "reject" says that its words are not read right as that. Raises ArchiveReadOnly.
        """
        self._expect_writable()
        if reading:
            from variorum.workflows.judge_readings import reject_reading

            if verb != Verb.REJECT or len(subjects) != 1 or isinstance(subjects[0], str):
                raise TypeError("a reading is rejected: judge('reject', (reference, words), reading=kind)")
            return reject_reading(self._store, *subjects[0], FactKind(reading), note=note, by=by, now=now)
        return judging.judge(self._store, Verb(verb), subjects, within=within, note=note, by=by, now=now)

    def judgements(self, *, undone: bool = False) -> tuple[Judged, ...]:
        """What people decided, with the words where they stand now; with `undone` also what was taken back."""
        return judging.judged(self._store, undone=undone)

    def undo_judgement(self, number: int, *, by: str = "", now: str) -> Judged:
        """Let a judgement or an amendment count no more. Raises ArchiveReadOnly or JudgementMissing."""
        self._expect_writable()
        return judging.undo_judgement(self._store, number, by=by, now=now)

    def amend(  # noqa: PLR0913 (each is one thing that may be wrong)
        self,
        reference: str,
        *,
        title: str | None = None,
        date: str | None = None,
        issuer: str | None = None,
        language: str | None = None,
        series: str | None = None,
        note: str = "",
        by: str = "",
        now: str,
    ) -> Amended:
        """Set right what is known of a statement; its old reference still finds it. Raises ArchiveReadOnly."""
        from variorum.workflows.amend import amend

        self._expect_writable()
        fields = (Field.TITLE, Field.STATED, Field.ISSUER, Field.LANGUAGE, Field.SERIES)
        said = dict(zip(fields, (title, date, issuer, language, series), strict=True))
        news = {field: value for field, value in said.items() if value}
        return amend(self._store, reference, news, note=note, by=by, now=now)

    def _expect_writable(self) -> None:
        if not self._writable:
            raise ArchiveReadOnly(str(self.folder))

    def detect(self, folder: str | os.PathLike[str] | None = None) -> Found:
        """The series among the unsorted documents, or in a folder's files, with reasons; nothing is stored."""
        from variorum.workflows.detect import detect_in_archive, detect_in_files

        if folder is None:
            return detect_in_archive(self._store)
        return detect_in_files(os.fspath(folder), store=self._store)

    def accept(self, found: Found, *names: str, now: Callable[[], str]) -> Table[Filed]:
        """Store what was found: all proposals, or those of these names; `NAME=SLUG` stores one as another series.

        `now` gives the time, UTC, ISO 8601 with seconds. Raises ArchiveReadOnly unless the archive was opened with
        `writable`, ProposalUnknown or SeriesNameWrong, and the error of the first file that could not be stored, after
        the others were.
        """
        from variorum.workflows.detect import accept, chosen

        if not self._writable:
            raise ArchiveReadOnly(str(self.folder))
        events = list(accept(self._store, found, chosen(found, names), now=now))
        for event in events:
            if not isinstance(event, Filed):
                raise event.error
        return _whole(Filed, (event for event in events if isinstance(event, Filed)))

    def revisions(self, series: str | None = None, *, since: str | None = None) -> Table[RevisionRow]:
        """Silent edits, with the words that changed; with `since` only those captured on that day or later."""
        slug = series_named(self._store, series) if series is not None else None
        found = revisions(self._store, series=slug, since=since)
        return _whole(
            RevisionRow,
            (
                RevisionRow(
                    revision.before.reference,
                    revision.after.reference,
                    revision.before.captured,
                    revision.after.captured,
                    revision.after.url,
                    revision.in_body,
                    revision.changes,
                )
                for revision in found
            ),
        )


def open_archive(path: str | os.PathLike[str] | None = None, *, writable: bool = False) -> Archive:
    """The archive in a folder, or in the `.variorum` in it, for reading unless it is to be `writable`.

    Without a folder it is the one that VARIORUM_ARCHIVE names, else the nearest upwards from here. Raises
    ArchiveMissing, ArchiveNewer or ArchiveDamaged.
    """
    folder = find_archive(None if path is None else os.fspath(path), environ=os.environ, cwd=Path.cwd())
    store = Store.open(folder) if writable else open_to_read(folder, notice=_unsaid)
    return Archive(store, writable=writable)


def _unsaid(words: str) -> None:
    warnings.warn(words, stacklevel=4)


def _scope(
    series: str | None, date_from: str | None, date_to: str | None, issuer: str | None, kinds: Collection[str]
) -> Scope:
    known = {kind.value for kind in SegmentKind}
    for kind in kinds:
        if kind not in known:
            raise ScopeError(kind, "no kind of line", tuple(known_kind.value for known_kind in SegmentKind))
    return Scope(series, date_from, date_to, issuer, frozenset(map(SegmentKind, kinds)))


def _found(hits: Hits) -> Table[Hit]:
    return Table(Hit, hits.rows, hits.total, hits.limits)


def _whole(kind: type[Row], values: Iterable[Row]) -> Table[Row]:
    rows = tuple(values)
    return Table(kind, rows, len(rows))


def _statement(witness: KeptWitness) -> StatementRow:
    issue = witness.issue
    return StatementRow(
        witness.reference,
        issue.series,
        issue.date,
        issue.ordinal,
        witness.language,
        witness.revision,
        witness.title,
        witness.issuer,
        witness.stated,
        witness.published,
        witness.captured,
        witness.url,
        witness.source_id,
        witness.text_sha256,
        witness.original_sha256,
    )
