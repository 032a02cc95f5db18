"""What people decide of facts: that words are not read right as a figure, a place, a demand; whose name is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.judged import FactJudgements
from variorum.archive import catalogue
from variorum.archive import judgements as kept_judgements
from variorum.errors import ReadingMissing, ReadingsSeveral
from variorum.model.facts import FactKind
from variorum.model.judgements import Verb
from variorum.model.said import RejectedReading
from variorum.workflows.judge import anchor_at, judged_names, places_of, write_judgement
from variorum.workflows.kept import named
from variorum.workflows.quote import quote
from variorum.workflows.remembered_facts import statement_facts

if TYPE_CHECKING:
    from variorum.archive.store import Store
    from variorum.model.facts import Fact
    from variorum.model.judgements import Judged
    from variorum.workflows.remembered_facts import FactReader


def reject_reading(  # noqa: PLR0913 (each is part of what is kept)
    store: Store,
    reference: str,
    words: str,
    kind: FactKind,
    *,
    note: str = "",
    by: str = "",
    now: str,
    reader: FactReader | None = None,
) -> Judged:
    """Decide that what is read as a fact of this kind in these words of a statement is none.

    The words must meet one such reading, which is what the judgement quotes; a later reader's of the same kind that
    holds these characters, or that they hold, is rejected too. Raises ReferenceUnknown, ReferenceAmbiguous, QueryEmpty,
    QuoteNotFound, ReadingMissing or ReadingsSeveral.
    """
    witness = named(store, reference)
    content = catalogue.load_text(store.connection, witness.text).content
    places = [place.span for place in quote(store, witness.reference, words).places]
    facts = statement_facts(store, witness, reader).facts
    there = [
        fact for fact in facts if any(fact.span.start < place.end and place.start < fact.span.end for place in places)
    ]
    spans = list(dict.fromkeys(fact.span for fact in there if fact.kind is kind))
    if not spans:
        raise ReadingMissing(words, witness.reference, kind.value, tuple(_told(fact, content) for fact in there))
    if len(spans) > 1:
        told = tuple(" ".join(span.of(content).split()) for span in spans)
        raise ReadingsSeveral(words, witness.reference, kind.value, told)
    anchors = [anchor_at(witness, content, spans[0])]
    return write_judgement(store, Verb.REJECT, anchors, {"as": kind.value}, note=note, by=by, now=now)


def fact_judgements(store: Store) -> FactJudgements:
    """The judgements on facts that count, as the texts are read now."""
    rejected: dict[str, list[RejectedReading]] = {}
    for row in kept_judgements.judgements(store.connection, standing=True, verb=Verb.REJECT):
        if row.reading:
            for sha256, span in places_of(store, row.anchors[0]).items():
                rejected.setdefault(sha256, []).append(RejectedReading(span, FactKind(row.reading), row.id))
    return FactJudgements(judged_names(store), {sha256: tuple(rows) for sha256, rows in rejected.items()})


def _told(fact: Fact, content: str) -> tuple[str, str]:
    return fact.kind.value, " ".join(fact.span.of(content).split())
