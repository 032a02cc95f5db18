"""The chief thing to tell of a fact that returned: that it has another value, where it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from variorum.model.ledger import FactChange, FactMatrix, FactRow

# In this order before that it returned.
_OTHER_VALUE = (Verdict.UNEXPECTED, Verdict.VALUE, Verdict.ROLLOVER)


def value_before_return(matrix: FactMatrix) -> FactMatrix:
    """The ledger in which what returned with another value is a changed value, that also returned."""
    changes = tuple(map(_chief_of_change, matrix.changes))
    told = {
        max((place, index) for place, index in enumerate(made.facts) if index is not None): made.verdict
        for old, made in zip(matrix.changes, changes, strict=True)
        if old is not made
    }
    return replace(matrix, changes=changes, rows=tuple(_chief_of_row(row, told) for row in matrix.rows))


def _chief_of_change(change: FactChange) -> FactChange:
    chief = next((verdict for verdict in _OTHER_VALUE if verdict in change.also), None)
    if change.verdict is not Verdict.RETURNED or chief is None:
        return change
    return replace(change, verdict=chief, also=(Verdict.RETURNED, *(one for one in change.also if one is not chief)))


def _chief_of_row(row: FactRow, told: dict[tuple[int, int], Verdict]) -> FactRow:
    verdicts = tuple(
        next((told[place, index] for index in row.facts[place] if (place, index) in told), verdict)
        if verdict is Verdict.RETURNED
        else verdict
        for place, verdict in enumerate(row.verdicts)
    )
    return replace(row, verdicts=verdicts) if verdicts != row.verdicts else row
