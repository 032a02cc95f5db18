"""The facts of a ledger, and what became of them, as flat rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.facts import Operator
from variorum.model.ledger import Verdict
from variorum.render.facts_words import folded, line_of, quoted_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.facts import Fact, Quantity, Stance
    from variorum.model.ledger import FactChange, FactMatrix, StatementFacts
    from variorum.model.spans import Span
    from variorum.render.facts_view import LedgerView


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """One fact of one statement.

    `text` is verbatim, [`start`, `end`) its code points in the stored text, `line` the number of its line, from 1.
    `low` and `high` are decimal numbers, alike for a single value; `high` is None of a magnitude. `counted` is what the
    text says is counted, `counted_inferred` words of another place that tell it. `name` and `act` are handles that
    join variants.
    `verdict` is what became of the fact since the statement before, "" where there is none.
    """

    reference: str
    date: str
    line: int
    kind: str
    text: str
    verdict: str
    low: str | None
    high: str | None
    op: str | None
    unit: str | None
    counted: str | None
    counted_inferred: str | None
    predicate: str | None
    qualifier: str | None
    edtf: str | None
    relative: bool
    name: str | None
    role: str | None
    act: str | None
    modal: str | None
    negated: bool
    holder: str | None
    target: str | None
    rule: str
    confidence: float
    start: int
    end: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """What became of one fact between two statements; what a side lacks is None.

    `was` and `now` are verbatim with white space folded: a figure with its noun. `certain` is false where the fact is
    absent from a text that is not known to have been read whole.
    """

    verdict: str
    also: tuple[str, ...]
    kind: str
    certain: bool
    was_reference: str | None
    was_date: str | None
    was_line: int | None
    was: str | None
    was_start: int | None
    was_end: int | None
    now_reference: str | None
    now_date: str | None
    now_line: int | None
    now: str | None
    now_start: int | None
    now_end: int | None


def fact_rows(matrix: FactMatrix) -> Iterator[LedgerFact]:
    """Every fact, by statement, in text order."""
    verdicts = _verdicts(matrix)
    for place, statement in enumerate(matrix.statements):
        for index, fact in enumerate(statement.facts):
            verdict = verdicts.get((place, index))
            yield _fact_row(statement, fact, verdict.value if verdict else "")


def _verdicts(matrix: FactMatrix) -> dict[tuple[int, int], Verdict]:
    """What became of each fact, by its statement and place: of one that was dropped where it last stood in base."""
    found: dict[tuple[int, int], Verdict] = {}
    for change in matrix.changes:
        places = [(place, index) for place, index in enumerate(change.facts) if index is not None]
        if change.verdict is not Verdict.DROPPED:
            found[places[-1]] = change.verdict
    return found


def _fact_row(statement: StatementFacts, fact: Fact, verdict: str) -> LedgerFact:
    content = statement.witness.content
    return LedgerFact(
        reference=statement.reference,
        date=statement.date or "",
        line=line_of(statement, fact.span.start),
        kind=fact.kind.value,
        text=fact.span.of(content),
        verdict=verdict,
        name=fact.name,
        role=_words(fact.role, content),
        rule=fact.rule,
        confidence=fact.confidence,
        start=fact.span.start,
        end=fact.span.end,
        text_sha256=statement.witness.witness.text.sha256,
        edtf=fact.moment.edtf if fact.moment else None,
        relative=bool(fact.moment and fact.moment.relative),
        negated=bool(fact.stance and fact.stance.negated),
        **_quantity(fact.quantity, content),
        **_stance(fact.stance, content),
    )


def _quantity(quantity: Quantity | None, content: str) -> dict[str, str | None]:
    names = ("low", "high", "op", "unit", "counted", "counted_inferred", "predicate", "qualifier")
    if quantity is None:
        return dict.fromkeys(names)
    spans = (quantity.counted, None if quantity.counted else quantity.counted_inferred)
    said = (_words(span, content) for span in (*spans, quantity.predicate, quantity.qualifier))
    high = None if quantity.high is None else str(quantity.high)
    op = None if quantity.op is Operator.EQUAL else quantity.op.value
    return dict(zip(names, (str(quantity.low), high, op, quantity.unit, *said), strict=True))


def _stance(stance: Stance | None, content: str) -> dict[str, str | None]:
    if stance is None:
        return dict.fromkeys(("act", "modal", "holder", "target"))
    holder, target = _words(stance.holder, content), _words(stance.target, content)
    return {"act": stance.act, "modal": stance.modal, "holder": holder, "target": target}


def _words(span: Span | None, content: str) -> str | None:
    return folded(span.of(content)) if span else None


def change_rows(view: LedgerView) -> Iterator[LedgerChange]:
    """The changes to show, in the order of the ledger: by the later statement, then of its text."""
    for change in view.wanted():
        places = [place for place, index in enumerate(change.facts) if index is not None]
        alone = len(places) == 1
        was = None if alone and change.verdict is not Verdict.DROPPED else places[0]
        now = None if alone and change.verdict is Verdict.DROPPED else places[-1]
        yield LedgerChange(
            change.verdict.value,
            tuple(verdict.value for verdict in change.also),
            change.kind.value,
            view.certain(change),
            *_side(view, was, change),
            *_side(view, now, change),
        )


_Side = tuple[str | None, str | None, int | None, str | None, int | None, int | None]


def _side(view: LedgerView, place: int | None, change: FactChange) -> _Side:
    """What one statement says of a change: its name and date, the line, the words and where they stand."""
    index = None if place is None else change.facts[place]
    if place is None or index is None:
        return None, None, None, None, None, None
    statement = view.matrix.statements[place]
    fact = statement.facts[index]
    span = quoted_span(statement, fact)
    words = folded(span.of(statement.witness.content))
    line = line_of(statement, fact.span.start)
    return statement.reference, statement.date or "", line, words, span.start, span.end
