"""A ledger of some kinds of facts only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.ledger import FactMatrix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.facts import FactKind


def of_kinds(matrix: FactMatrix, kinds: frozenset[FactKind]) -> FactMatrix:
    """The facts of these kinds, with their changes and rows: numbered anew, and followed as they were among all."""
    kept = [
        {old: new for new, old in enumerate(index for index, fact in enumerate(each.facts) if fact.kind in kinds)}
        for each in matrix.statements
    ]
    statements = tuple(
        replace(statement, facts=tuple(statement.facts[index] for index in places))
        for statement, places in zip(matrix.statements, kept, strict=True)
    )
    changes = tuple(
        replace(change, facts=_renumbered(change.facts, kept)) for change in matrix.changes if change.kind in kinds
    )
    rows = tuple(
        replace(
            row,
            facts=tuple(tuple(places[index] for index in facts) for facts, places in zip(row.facts, kept, strict=True)),
        )
        for row in matrix.rows
        if row.kind in kinds
    )
    return FactMatrix(statements, changes, rows)


def _renumbered(facts: Sequence[int | None], kept: Sequence[Mapping[int, int]]) -> tuple[int | None, ...]:
    return tuple(None if index is None else places[index] for index, places in zip(facts, kept, strict=True))
