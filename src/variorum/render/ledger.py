"""Facts as JSON objects: keys are absent where they don't apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.facts import Operator

if TYPE_CHECKING:
    from variorum.model.facts import Fact, Moment, Quantity, Stance
    from variorum.model.spans import Span


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
    return fields


def _moment(moment: Moment) -> dict[str, object]:
    return {"edtf": moment.edtf, **({"relative": True} if moment.relative else {})}


def _stance(stance: Stance, content: str) -> dict[str, object]:
    fields: dict[str, object] = {"act": stance.act}
    fields |= {"modal": stance.modal} if stance.modal else {}
    fields |= {"negated": True} if stance.negated else {}
    fields |= {"holder": stance.holder.of(content)} if stance.holder else {}
    return fields | ({"target": stance.target.of(content)} if stance.target else {})


def _named(name: str, span: Span, content: str) -> dict[str, object]:
    return {name: span.of(content), f"{name}_span": [span.start, span.end]}
