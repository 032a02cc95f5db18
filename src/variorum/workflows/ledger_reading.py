"""How the facts of a ledger are read: by which extractor, from an archive's memory, as people decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.model.ledger import StatementFacts
from variorum.model.witnesses import Limit
from variorum.progress import silent
from variorum.workflows.extracting import core_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.analysis.facts.extractors import Extractor
    from variorum.analysis.facts.judged import FactJudgements
    from variorum.archive.store import Store
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.facts import Extraction
    from variorum.model.lineage import Lineage
    from variorum.progress import Report
    from variorum.workflows.remembered_facts import FactReader

FULL_LANGUAGE = "en"
DATED_LANGUAGES = ("de", "es", "fr", "ru")


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where facts come from: what an archive remembers of a statement, by its reference; else the extractor.

    `judgements` are what people decided of names and of readings, None for nothing.
    """

    extractor: Extractor = field(default_factory=core_extractor)
    judgements: FactJudgements | None = None
    remembered: Mapping[str, Extraction] = field(default_factory=dict)

    def extraction(self, witness: SegmentedWitness, reference: str, date: str | None) -> Extraction:
        """What a statement says, remembered or read."""
        return self.remembered.get(reference) or self.extractor.read(witness, date)


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """Statements with the facts that count, the limits that were hit, and what a person left out.

    `full` says of each statement whether all its facts can be known: its text was read whole, and its language is one
    that is read in full.
    """

    statements: tuple[StatementFacts, ...]
    full: tuple[bool, ...]
    limits: tuple[Limit, ...]
    remarks: tuple[str, ...] = ()


def read_statements(
    named: Iterable[tuple[SegmentedWitness, str, str | None]], source: FactSource | None
) -> ReadStatements:
    """The facts of statements, each a witness with its reference and its date (ISO 8601)."""
    source = source or FactSource()
    statements: list[StatementFacts] = []
    full: list[bool] = []
    limits: dict[Limit, None] = {}
    for witness, reference, date in named:
        extraction = source.extraction(witness, reference, date)
        statements.append(StatementFacts(reference, witness, date, extraction.facts))
        language = _language_limit(witness, reference)
        full.append(witness.witness.text.whole and not language)
        limits |= dict.fromkeys((*witness.witness.text.limits, *extraction.limits, *language))
    if not source.judgements:
        return ReadStatements(tuple(statements), tuple(full), tuple(limits))
    from variorum.analysis.facts.judged import judged

    made = judged(statements, source.judgements)
    out = sum(len(each.rejected) for each in made)
    said = f"{out:,} reading{' is' if out == 1 else 's are'} left out, as judged: variorum judge list"
    return ReadStatements(tuple(each.statement for each in made), tuple(full), tuple(limits), (said,) if out else ())


def judged_source(store: Store) -> FactSource:
    """The rules, and what people judged in an archive: for a few statements, which are sooner read than remembered."""
    from variorum.workflows.judge_readings import fact_judgements

    return FactSource(judgements=fact_judgements(store))


def kept_source(
    store: Store, lineage: Lineage, reader: FactReader | None = None, *, report: Report = silent
) -> FactSource:
    """What an archive remembers of the issues of a series, as people judged it; without a reader, by rules.

    What it does not remember is read now, and remembered where the archive can be written.
    """
    from variorum.archive import catalogue, facts
    from variorum.workflows.judge_readings import fact_judgements
    from variorum.workflows.remembered_facts import core_reader, date_of, remember_facts

    reader = reader or core_reader()
    references = {issue.reference for issue in lineage.issues}
    every = catalogue.witnesses(store.connection, series=lineage.series)
    rows = [row for row in every if row.reference in references]
    remember_facts(store, rows, reader, report=report)
    derivation = catalogue.derivation_number(store.connection, reader.derivation)
    found: dict[str, Extraction] = {}
    if derivation is not None:
        for row in rows:
            extraction = facts.load_facts(store.connection, row.text, derivation, date_of(row))
            if extraction is not None:
                found[row.reference] = extraction
    return FactSource(reader.extractor, fact_judgements(store), found)


def _language_limit(witness: SegmentedWitness, reference: str) -> Sequence[Limit]:
    """Of other languages than English a reader is owed the word that not all is read."""
    language = witness.language[:2]
    if language in ("", FULL_LANGUAGE):
        return ()
    what = "only dates and figures are read" if language in DATED_LANGUAGES else "few facts are read"
    return (Limit(f"language of {reference} for facts", FULL_LANGUAGE, language, what),)
