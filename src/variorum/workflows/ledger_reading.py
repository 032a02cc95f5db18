"""How the facts of a ledger are read: by which extractor, from an archive's memory, as people decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.model.ledger import StatementFacts
from variorum.model.witnesses import Limit
from variorum.progress import silent
from variorum.workflows.extracting import core_extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from variorum.analysis.facts.extractors import Extractor
    from variorum.analysis.facts.judged import FactJudgements
    from variorum.archive.store import Store
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.facts import Extraction
    from variorum.model.lineage import Lineage
    from variorum.progress import Report
    from variorum.workflows.remembered_facts import FactReader

Named = tuple["SegmentedWitness", str, "str | None"]
"""A statement with its reference and its date (ISO 8601)."""

FULL_LANGUAGE = "en"
# Fewer are sooner read than looked up.
_FEW = 3
DATED_LANGUAGES = ("de", "es", "fr", "ru")


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where facts come from: what an archive remembers of a statement, by its reference; else the extractor.

    `judgements` are what people decided of names and of readings, None for nothing. `recall` looks up what the archive
    remembers of statements that are about to be read; it is asked once for all of them.
    """

    extractor: Extractor = field(default_factory=core_extractor)
    judgements: FactJudgements | None = None
    remembered: Mapping[str, Extraction] = field(default_factory=dict)
    recall: Callable[[Sequence[str]], Mapping[str, Extraction]] | None = None

    def extractions(self, named: Iterable[Named]) -> Iterator[tuple[Named, Extraction]]:
        """What each statement says, remembered or read."""
        named = list(named)
        unknown = [reference for _, reference, _ in named if reference not in self.remembered]
        recalled = self.recall(unknown) if self.recall and unknown else {}
        for one in named:
            witness, reference, date = one
            known = self.remembered.get(reference) or recalled.get(reference)
            yield one, known or self.extractor.read(witness, date)


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


def read_statements(named: Iterable[Named], source: FactSource | None) -> ReadStatements:
    """The facts of statements, each a witness with its reference and its date (ISO 8601)."""
    source = source or FactSource()
    statements: list[StatementFacts] = []
    full: list[bool] = []
    limits: dict[Limit, None] = {}
    for (witness, reference, date), extraction in source.extractions(named):
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
    from variorum.workflows.judge_readings import fact_judgements
    from variorum.workflows.remembered_facts import core_reader, recalled

    reader = reader or core_reader()
    found = recalled(store, lineage.series, [issue.reference for issue in lineage.issues], reader, report=report)
    return FactSource(reader.extractor, fact_judgements(store), found)


def recalling_source(store: Store, series: str) -> FactSource:
    """The same for whoever may not ask for facts at all: looked up when they are, while the archive is at hand."""
    import sqlite3

    from variorum.workflows.judge_readings import fact_judgements
    from variorum.workflows.remembered_facts import core_reader, recalled

    reader = core_reader()

    def recall(references: Sequence[str]) -> Mapping[str, Extraction]:
        try:
            return recalled(store, series, references, reader) if len(references) >= _FEW else {}
        except sqlite3.ProgrammingError:
            # It was closed, or is another thread's.
            return {}

    return FactSource(reader.extractor, fact_judgements(store), recall=recall)


def _language_limit(witness: SegmentedWitness, reference: str) -> Sequence[Limit]:
    """Of other languages than English a reader is owed the word that not all is read."""
    language = witness.language[:2]
    if language in ("", FULL_LANGUAGE):
        return ()
    what = "only dates and figures are read" if language in DATED_LANGUAGES else "few facts are read"
    return (Limit(f"language of {reference} for facts", FULL_LANGUAGE, language, what),)
