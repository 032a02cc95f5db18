"""A ledger as JSON: a line a fact and a change; keys are absent where they don't apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.facts import Operator
from variorum.model.ledger import Verdict
from variorum.render.facts_words import quoted_span
from variorum.render.printable import dumped, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.facts import Fact, Moment, Quantity, Stance
    from variorum.model.ledger import FactChange, StatementFacts
    from variorum.model.spans import Span
    from variorum.render.facts_view import LedgerView

SCHEMA = "variorum.ledger/1"
COMPARISON = "variorum.comparison/1"


def ledger_document(view: LedgerView) -> str:
    """The document as text that ends in a newline; of the changes only those of the verdicts that were asked for."""
    members = [("schema", dumped(SCHEMA))]
    members += [("series", dumped(view.series))] if view.series else []
    members.append(("statements", _array(map(_statement, view.matrix.statements))))
    changes = (change for change in view.matrix.changes if not view.verdicts or change.verdict in view.verdicts)
    members.append(("changes", _array(dumped(_change(view, change)) for change in changes)))
    members += [("notices", dumped(list(view.notices)))] if view.notices else []
    return escaped(_joined(members) + "\n")


def comparison_document(alignment: str, facts: str) -> str:
    """The document `variorum.comparison/1`, of one `variorum.alignment/1` and one `variorum.ledger/1`."""
    return (
        _joined([("schema", dumped(COMPARISON)), ("alignment", alignment.rstrip()), ("facts", facts.rstrip())]) + "\n"
    )


def _joined(members: Iterable[tuple[str, str]]) -> str:
    return "{" + ",\n".join(f"{dumped(key)}: {value}" for key, value in members) + "}"


def _array(values: Iterable[str]) -> str:
    """One value on a line."""
    lines = ",\n".join(values)
    return f"[\n{lines}\n]" if lines else "[]"


def _statement(statement: StatementFacts) -> str:
    content = statement.witness.content
    members = [
        ("ref", dumped(statement.reference)),
        ("text_sha256", dumped(statement.witness.witness.text.sha256)),
        *([("date", dumped(statement.date))] if statement.date else []),
        ("facts", _array(dumped(fact_fields(fact, content)) for fact in statement.facts)),
    ]
    return _joined(members)


def _change(view: LedgerView, change: FactChange) -> dict[str, object]:
    fields: dict[str, object] = {
        "verdict": change.verdict.value,
        "kind": change.kind.value,
        "facts": list(change.facts),
    }
    fields |= {"also": [verdict.value for verdict in change.also]} if change.also else {}
    return fields | ({} if view.certain(change) else {"certain": False})


def line_change_fields(view: LedgerView, change: FactChange) -> dict[str, object]:
    """A change away from its ledger, with the exact words of each statement; a side is None where it has no such fact.

    A figure stands with what it counts.
    """
    found = [
        _in_full(statement, statement.facts[index])
        for statement, index in zip(view.matrix.statements, change.facts, strict=True)
        if index is not None
    ]
    was = None if len(found) == 1 and change.verdict is not Verdict.DROPPED else found[0]
    now = None if len(found) == 1 and change.verdict is Verdict.DROPPED else found[-1]
    return {
        "verdict": change.verdict.value,
        "also": [verdict.value for verdict in change.also],
        "kind": change.kind.value,
        "certain": view.certain(change),
        "was": was,
        "now": now,
    }


def _in_full(statement: StatementFacts, fact: Fact) -> dict[str, object]:
    span = quoted_span(statement, fact)
    return {
        "words": span.of(statement.witness.content),
        "reference": statement.reference,
        "text_sha256": statement.witness.witness.text.sha256,
        "start": span.start,
        "end": span.end,
    }


def fact_fields(fact: Fact, content: str) -> dict[str, object]:
    """A fact, with the words as said; all offsets count code points of the stored text."""
    fields: dict[str, object] = {
        "kind": fact.kind.value,
        "start": fact.span.start,
        "end": fact.span.end,
        "text": fact.span.of(content),
    }
    if fact.quantity:
        fields |= _quantity(fact.quantity, content)
    if fact.moment:
        fields |= _moment(fact.moment)
    if fact.stance:
        fields |= _stance(fact.stance, content)
    fields |= {"name": fact.name} if fact.name else {}
    fields |= {"role": fact.role.of(content)} if fact.role else {}
    return {**fields, "rule": fact.rule, "confidence": fact.confidence}


def _quantity(quantity: Quantity, content: str) -> dict[str, object]:
    value: object = str(quantity.low)
    if quantity.high != quantity.low:
        value = [str(quantity.low), None if quantity.high is None else str(quantity.high)]
    fields: dict[str, object] = {"value": value}
    fields |= {"op": quantity.op.value} if quantity.op is not Operator.EQUAL else {}
    fields |= {"unit": quantity.unit} if quantity.unit else {}
    if quantity.counted:
        fields |= _named("counted", quantity.counted, content)
    elif quantity.counted_inferred:
        fields["counted_inferred"] = quantity.counted_inferred.of(content)
    if quantity.predicate:
        fields |= _named("predicate", quantity.predicate, content)
    if quantity.qualifier:
        fields |= _named("qualifier", quantity.qualifier, content)
    return fields | ({"ordinal": True} if quantity.ordinal else {})


def _moment(moment: Moment) -> dict[str, object]:
    fields: dict[str, object] = {"edtf": moment.edtf}
    fields |= {"relative": True} if moment.relative else {}
    return fields | ({"impossible": True} if moment.impossible else {})


def _stance(stance: Stance, content: str) -> dict[str, object]:
    fields: dict[str, object] = {"act": stance.act}
    fields |= {"modal": stance.modal} if stance.modal else {}
    fields |= {"negated": True} if stance.negated else {}
    fields |= {"holder": stance.holder.of(content)} if stance.holder else {}
    return fields | ({"target": stance.target.of(content)} if stance.target else {})


def _named(name: str, span: Span, content: str) -> dict[str, object]:
    return {name: span.of(content), f"{name}_span": [span.start, span.end]}
