"""Make every derived row of an archive again from its originals."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.derived import Renewal
from variorum.archive.facts import facts_fingerprint, read_witnesses
from variorum.archive.filing import Place
from variorum.archive.fingerprint import derived_fingerprint
from variorum.archive.store import Finding
from variorum.archive.trash import sweep_trash
from variorum.errors import ArchiveDamaged, SourceError
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.progress import Step, silent
from variorum.workflows.amend import Amendments
from variorum.workflows.describe import segmented_and_described
from variorum.workflows.remembered_facts import core_reader, read_again
from variorum.workflows.rereading import Gone, Rereading

if TYPE_CHECKING:
    from variorum.archive.derived import KeptText
    from variorum.archive.store import Store
    from variorum.ingest.found import Statement
    from variorum.ingest.limits import Limits
    from variorum.model.provenance import Capture
    from variorum.progress import Report
    from variorum.workflows.remembered_facts import FactReader


@dataclass(frozen=True, slots=True)
class NotReadAgain:
    """A capture that the installed version does not read any more; its earlier text, if it has one, stands."""

    capture: int
    name: str
    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made again. `kept` are texts made by other tools or versions; `before` and `after` are fingerprints.

    `facts` counts the statements whose facts were read again, and `same_facts` says whether they are what they were.
    """

    captures: int
    kept: tuple[KeptText, ...]
    not_read: tuple[NotReadAgain, ...]
    before: str
    after: str
    facts: int = 0
    same_facts: bool = True

    @property
    def identical(self) -> bool:
        """Whether every row is what it was."""
        return self.before == self.after and self.same_facts


def rebuild(store: Store, *, limits: Limits = DEFAULT_LIMITS, report: Report = silent) -> Rebuilt:
    """Throw every derived row away and make it again, as `add` does.

    One transaction: killed at any moment, the old rows are there. Where the installed version makes another derivation
    than before, the new text stands and the old one is kept beside it. Facts are read again of the statements that
    were read for them, by the rules with the shipped names. Memory is one statement of each of a few originals; the
    disk needs the derived rows once more until it ends.
    """
    with store.writing():
        reader = core_reader()
        before, facts_before = _fingerprints(store, reader)
        remembered = read_witnesses(store.connection, reader.derivation)
        total = store.connection.execute("SELECT count(*) FROM capture").fetchone()[0]
        amendments = Amendments(store.connection)
        renewal = Renewal(store)
        not_read: list[NotReadAgain] = []
        with closing(Rereading(store, limits)) as scans:
            for done, capture in enumerate(catalogue.captures(store.connection), start=1):
                try:
                    _read_again(renewal, capture, scans.find(capture), amendments)
                except (SourceError, ArchiveDamaged, Gone) as error:
                    renewal.leave(capture.id)
                    not_read.append(NotReadAgain(capture.id, capture.name, capture.locator, str(error)))
                report(Step("rebuild", done, total, "captures"))
        facts = read_again(store, reader, remembered, report=report)
        kept = renewal.finish()
        store.originals.sweep()
        sweep_trash(store)
        after, facts_after = _fingerprints(store, reader)
    return Rebuilt(total, kept, tuple(not_read), before, after, facts, facts_before == facts_after)


def _fingerprints(store: Store, reader: FactReader) -> tuple[str, str]:
    """That of the derived rows, and that of the facts which are read again."""
    return derived_fingerprint(store.connection), facts_fingerprint(store.connection, reader.derivation)


def _read_again(renewal: Renewal, capture: Capture, statement: Statement, amendments: Amendments) -> None:
    place = Place(capture.issue.series, capture.issue.date, capture.issue.ordinal, capture.language, capture.revision)
    segmentation, description = segmented_and_described(
        statement, given=capture.given, name=capture.name, url=capture.url, amended=amendments.of(place)
    )
    findings = tuple(Finding(claim, chosen) for claim, chosen in description.chosen())
    renewal.write(capture.id, statement.text, segmentation, findings)
