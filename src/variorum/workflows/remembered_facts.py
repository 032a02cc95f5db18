"""What statements say, as the archive remembers it: read when it is first asked for, kept until the readers change."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from variorum.archive import catalogue, facts
from variorum.archive.store import Store
from variorum.errors import ArchiveBusy, ArchiveError, ArchiveUnwritable, FactsUnwritable
from variorum.model.ledger import StatementFacts
from variorum.model.witnesses import Derivation
from variorum.progress import Step, silent
from variorum.version import __version__
from variorum.workflows.extracting import core_extractor
from variorum.workflows.tracing import PATIENCE_MS, series_issue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable

    from variorum.analysis.facts.extractors import Extractor
    from variorum.model.facts import Extraction
    from variorum.model.provenance import KeptWitness
    from variorum.progress import Report
    from variorum.workflows.names_table import NamesTable

TOOL = "variorum.facts"
# Between two of these others may write, and what was read stays if the next is interrupted.
_AT_ONCE = 64
_CANNOT_WRITE = (ArchiveBusy, ArchiveUnwritable)


@dataclass(frozen=True, slots=True)
class FactReader:
    """What reads facts, and a person's own table of names that it was given, None for the shipped ones."""

    extractor: Extractor
    names: NamesTable | None = None

    @property
    def derivation(self) -> Derivation:
        """What whoever remembers its facts writes down."""
        settings = (("extractor", self.extractor.name), *((("names", self.names.digest),) if self.names else ()))
        return Derivation(TOOL, f"{__version__}+{_sources_digest()}", settings)


def core_reader(names: NamesTable | None = None) -> FactReader:
    """The rules, with the shipped tables of names or with a person's own in front of them."""
    return FactReader(core_extractor(names.gazetteer if names else None), names)


@cache
def _sources_digest() -> str:
    """A digest of the rules: what is remembered of other rules is not taken for what these would find."""
    digest = hashlib.sha256()
    for name in ("variorum.analysis.facts", "variorum.text"):
        for content in _sources(resources.files(name)):
            digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith(".py"):
            yield entry.read_bytes()


def statement_facts(store: Store, row: KeptWitness, reader: FactReader | None = None) -> StatementFacts:
    """A kept statement with its facts; remembered where the archive can be written."""
    return facts_of(store, [row], reader)[0][0]


def facts_of(
    store: Store, rows: Sequence[KeptWitness], reader: FactReader | None = None, *, report: Report = silent
) -> tuple[tuple[StatementFacts, Extraction], ...]:
    """Kept statements with their facts and all that their reader said, in order.

    They are remembered where the archive can be written, and else read each time.
    """
    reader = reader or core_reader()
    remember_facts(store, rows, reader, report=report)
    return tuple(_of(store, row, reader) for row in rows)


def recalled(
    store: Store, series: str, references: Collection[str], reader: FactReader, *, report: Report = silent
) -> dict[str, Extraction]:
    """What an archive remembers of these statements of a series, by reference; what it does not yet is read first.

    Empty for those that it cannot remember, since it cannot be written.
    """
    wanted = frozenset(references)
    rows = [row for row in catalogue.witnesses(store.connection, series=series) if row.reference in wanted]
    remember_facts(store, rows, reader, report=report)
    derivation = catalogue.derivation_number(store.connection, reader.derivation)
    found: dict[str, Extraction] = {}
    if derivation is not None:
        for row in rows:
            extraction = facts.load_facts(store.connection, row.text, derivation, date_of(row))
            if extraction is not None:
                found[row.reference] = extraction
    return found


def remember_facts(store: Store, rows: Sequence[KeptWitness], reader: FactReader, *, report: Report = silent) -> bool:
    """Let the archive remember what statements say; whether it now does. Statements that it remembers cost a look."""
    derivation = catalogue.derivation_number(store.connection, reader.derivation)
    unread = [
        row
        for row in rows
        if derivation is None or not facts.is_read(store.connection, row.text, derivation, date_of(row))
    ]
    if not unread:
        return True
    try:
        with _writable(store, PATIENCE_MS) as writable:
            _read(writable, [row.text for row in unread], reader, report)
    except _CANNOT_WRITE:
        return False
    return True


def remember_all_facts(
    store: Store, reader: FactReader, *, where: str = "", values: Sequence[str] = (), report: Report = silent
) -> int:
    """Let the archive remember what all statements say that are in a scope; the number of the reader's derivation.

    `where` and `values` are conditions on witness, issue and series. Raises FactsUnwritable where what is not read yet
    cannot be written.
    """
    derivation = catalogue.derivation_number(store.connection, reader.derivation)
    unread = facts.unread(store.connection, derivation, where, tuple(values))
    if derivation is not None and not unread:
        return derivation
    try:
        with _writable(store) as writable:
            return _read(writable, unread, reader, report)
    except _CANNOT_WRITE as error:
        raise FactsUnwritable(str(store.folder), len(unread)) from error


def read_again(
    store: Store, reader: FactReader, witnesses: Iterable[tuple[int, str, int]], *, report: Report = silent
) -> int:
    """Read statements again for facts, each named by issue, language and revision; returns how many are there.

    Call it inside a transaction.
    """
    texts = facts.texts_of(store.connection, witnesses)
    if texts:
        _read(store, texts, reader, report)
    return len(texts)


def date_of(row: KeptWitness) -> str:
    """The date from which a statement counts "last year": the one it states, else that of its issue; "" of none."""
    return row.stated or row.issue.date


@contextmanager
def _writable(store: Store, patience_ms: int | None = None) -> Iterator[Store]:
    """The archive to write in; raises what _CANNOT_WRITE has. Another who writes is waited for so long at most."""
    if not store.connection.execute("PRAGMA query_only").fetchone()[0]:
        yield store
        return
    try:
        opened = Store.open(store.folder)
    except ArchiveError as error:
        raise ArchiveUnwritable(str(store.folder), str(error)) from error
    with opened:
        if patience_ms is not None:
            opened.connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
        yield opened


def _read(store: Store, texts: Sequence[int], reader: FactReader, report: Report) -> int:
    """Read these texts and write down what they say, a few in each transaction; the number of the derivation."""
    own = reader.derivation
    # Before anything is read, so that nothing is read in vain where it cannot be written.
    with _transaction(store):
        derivation = store.derivation_number(own)
        _forget_others(store, own, derivation)
    for first in range(0, len(texts), _AT_ONCE):
        found = [_extracted(store, text, reader) for text in texts[first : first + _AT_ONCE]]
        with _transaction(store):
            # A rebuild meanwhile may have forgotten a derivation that made nothing yet.
            derivation = store.derivation_number(own)
            for row, statement, extraction in filter(None, found):
                content, segments = statement.witness.content, statement.witness.segments
                facts.save_facts(store.connection, row.text, derivation, date_of(row), content, segments, extraction)
        report(Step("facts", min(first + _AT_ONCE, len(texts)), len(texts), "statements"))
    return derivation


@contextmanager
def _transaction(store: Store) -> Iterator[None]:
    """A transaction, or the one that is open."""
    if store.connection.in_transaction:
        yield
        return
    with store.writing():
        yield


def _forget_others(store: Store, own: Derivation, derivation: int) -> None:
    """Forget what earlier rules found, and of other extractors and tables of names all but the last one's."""
    plain = core_reader().derivation
    facts.drop_readings(store.connection, plain, but=derivation, alike=own.settings == plain.settings)


def _extracted(store: Store, text: int, reader: FactReader) -> tuple[KeptWitness, StatementFacts, Extraction] | None:
    """What a text says; None where somebody took it away meanwhile."""
    row = catalogue.witness_of_text(store.connection, text)
    if row is None:
        return None
    witness = series_issue(store, row).witness
    found = reader.extractor.read(witness, date_of(row) or None)
    return row, StatementFacts(row.reference, witness, date_of(row) or None, found.facts), found


def _of(store: Store, row: KeptWitness, reader: FactReader) -> tuple[StatementFacts, Extraction]:
    """A statement with the facts that are remembered, else as they are read now."""
    witness = series_issue(store, row).witness
    derivation = catalogue.derivation_number(store.connection, reader.derivation)
    found = None
    if derivation is not None:
        found = facts.load_facts(store.connection, row.text, derivation, date_of(row))
    found = found or reader.extractor.read(witness, date_of(row) or None)
    return StatementFacts(row.reference, witness, date_of(row) or None, found.facts), found
