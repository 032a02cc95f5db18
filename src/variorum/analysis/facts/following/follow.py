"""What became of each fact of a statement in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.said import Statement, statement_of
from variorum.analysis.facts.following.slots import Group
from variorum.analysis.facts.following.step import Change, changes, matched
from variorum.model.ledger import FactChange, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.ledger import StatementFacts

Answer = tuple[Sequence[int], Sequence[int]]
"""Lines that answer each other: segment indexes of the base, and of the other."""


def follow(base: StatementFacts, other: StatementFacts, answers: Iterable[Answer]) -> tuple[FactChange, ...]:
    """The changes from one statement to the other, those that are none (`SAME`) among them.

    Facts are matched in lines that answer each other first, by kind, what happened, what is counted, value and place;
    then across both texts. A name or date is dropped or added only where no variant of it, and a figure or stance only
    where nothing like it, stands anywhere in the other text; of one with several mentions the first is told. In order
    of the other text; what was dropped stands where it stood. Swapping the sides mirrors the changes.
    """
    sides = statement_of(base), statement_of(other)
    groups = [_group(answer, *sides) for answer in answers]
    found = matched(sides[0].said, sides[1].said, groups, *sides)
    told = changes(sides[0].said, sides[1].said, found, sides[0], sides[1])
    return tuple(FactChange(one.verdict, one.kind, one.places, one.also) for one in in_text_order(told))


def in_text_order(told: Sequence[Change]) -> list[Change]:
    """Changes in the order of the later text; what was dropped behind what stood before it."""
    present = [(one.places[1], one.places[0], k) for k, one in enumerate(told) if one.places[1] is not None]
    at = sorted(
        (base, other) for other, base, k in present if base is not None and told[k].verdict is not Verdict.RETURNED
    )
    keyed = [(other, -1, told[k]) for other, _, k in present]
    for one in told:
        base, other = one.places
        if other is None and base is not None:
            before = bisect_left(at, (base, -1))
            keyed.append((at[before - 1][1] if before else -1, base, one))
    return [one for *_, one in sorted(keyed, key=lambda entry: entry[:2])]


def _group(answer: Answer, base: Statement, other: Statement) -> Group:
    return Group(tuple((base, k) for k in answer[0]), tuple((other, k) for k in answer[1]))
