"""What stands in one of two texts alone and is not told as dropped or added, so that all counts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict
from variorum.render.facts_words import LIKE_WORDS, VERDICT_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.ledger import FactChange, FactMatrix, FactRow

# Two statements are beside each other.
PAIR = 2


def alone(matrix: FactMatrix) -> list[tuple[int, FactRow]]:
    """The facts of two statements that stand in one of them, and in no change; each with the place of that one.

    Like words stand in the other text, so that neither is known: that it is gone, or what answers it.
    """
    if len(matrix.statements) != PAIR:
        return []
    told = _told(matrix.changes)
    sides = ((0, 1), (1, 0))
    return [
        (one, row)
        for row in matrix.rows
        for one, other in sides
        if row.facts[one] and not row.facts[other] and not any((one, index) in told for index in row.facts[one])
    ]


def verdicts_of_rows(matrix: FactMatrix) -> list[Verdict | None]:
    """What became of the fact of each row between two statements; None where nothing is told of it."""
    told = _told(matrix.changes)
    return [_verdict(row, told) for row in matrix.rows]


def _verdict(row: FactRow, told: dict[tuple[int, int], Verdict]) -> Verdict | None:
    if all(row.facts):
        return row.verdicts[-1] or Verdict.SAME
    found = (told.get((place, index)) for place, facts in enumerate(row.facts) for index in facts)
    return min(filter(None, found), key=VERDICT_ORDER.__getitem__, default=None)


def _told(changes: Sequence[FactChange]) -> dict[tuple[int, int], Verdict]:
    return {
        (place, index): change.verdict
        for change in changes
        for place, index in enumerate(change.facts)
        if index is not None
    }


def balance(matrix: FactMatrix, told: Sequence[FactChange]) -> Iterator[str]:
    """What the counts of the changes that are told leave out of two statements, in sentences."""
    only = [sum(place == one for one, _ in alone(matrix)) for place in range(PAIR)]
    if any(only):
        yield f"In the base alone: {only[0]:,}, in the other alone: {only[1]:,}; {LIKE_WORDS}."
    again = [
        len(statement.facts) - sum(change.facts[place] is not None for change in told) - only[place]
        for place, statement in enumerate(matrix.statements)
    ]
    if any(again):
        yield f"Said again, or told with a figure: {again[0]:,} in the base, {again[1]:,} in the other."
