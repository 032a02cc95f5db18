"""The chief thing to tell of a fact that returned: that it has another value, where it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from variorum.model.ledger import FactChange, FactMatrix, FactRow

# In this order before that it returned.
_OTHER_VALUE = (Verdict.UNEXPECTED, Verdict.VALUE, Verdict.ROLLOVER)


def value_before_return(matrix: FactMatrix) -> FactMatrix:
    """The ledger in which what returned with another value is a changed value, that also returned."""
    return _retold(matrix, _value_first)


def returned_before(matrix: FactMatrix, asked: Set[Verdict]) -> FactMatrix:
    """The ledger for whoever asks for these verdicts: what also returned has returned, if its chief is not among them.

    So that what returned with another value is found among what returned.
    """

    def chief(change: FactChange) -> FactChange:
        return change if change.verdict in asked else _with_chief(change, Verdict.RETURNED)

    return _retold(matrix, chief) if Verdict.RETURNED in asked else matrix


def _value_first(change: FactChange) -> FactChange:
    chief = next((verdict for verdict in _OTHER_VALUE if verdict in change.also), None)
    return change if change.verdict is not Verdict.RETURNED or chief is None else _with_chief(change, chief)


def _with_chief(change: FactChange, chief: Verdict) -> FactChange:
    """The change with one of the other things that are true of it as the chief, if it is one."""
    if chief not in change.also:
        return change
    return replace(change, verdict=chief, also=(change.verdict, *(one for one in change.also if one is not chief)))


def _retold(matrix: FactMatrix, chief: Callable[[FactChange], FactChange]) -> FactMatrix:
    """The ledger with its changes, and what its rows say of them, told anew."""
    changes = tuple(map(chief, matrix.changes))
    told: dict[tuple[int, int, Verdict | None], Verdict] = {
        (*max((place, index) for place, index in enumerate(made.facts) if index is not None), old.verdict): made.verdict
        for old, made in zip(matrix.changes, changes, strict=True)
        if old is not made
    }
    return replace(matrix, changes=changes, rows=tuple(_retold_row(row, told) for row in matrix.rows))


def _retold_row(row: FactRow, told: Mapping[tuple[int, int, Verdict | None], Verdict]) -> FactRow:
    verdicts = tuple(
        next((told[key] for index in row.facts[place] if (key := (place, index, verdict)) in told), verdict)
        for place, verdict in enumerate(row.verdicts)
    )
    return replace(row, verdicts=verdicts) if verdicts != row.verdicts else row
