"""The changed facts of a series by the lines that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict
from variorum.render.facts_words import (
    change_order,
    change_sentence,
    folded,
    is_changed,
    issue_of,
    line_of,
    sides,
    verdict_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.ledger import FactChange
    from variorum.model.lineage import Lineage
    from variorum.render.facts_view import LedgerView

    # The place of an issue in its series, and of a segment in the issue.
    Place = tuple[int, int]


def changes_by_place(view: LedgerView, lineage: Lineage, issues: Sequence[int]) -> dict[Place, tuple[FactChange, ...]]:
    """What changed in each line at each of its places, against where it stood before.

    `issues` are the places in the series of the statements of the ledger. What was dropped stands where its line goes
    on without it; where the line is gone too, that says all.
    """
    goes_on = {
        (place.before, place.before_segment): (place.issue, place.segment or 0)
        for line in lineage.lines
        for place in line.places
        if place.before is not None
    }
    found: dict[Place, list[FactChange]] = {}
    for change in filter(is_changed, view.matrix.changes):
        k = max(issue for issue, index in enumerate(change.facts) if index is not None)
        statement = view.matrix.statements[k]
        fact = statement.facts[change.facts[k] or 0]
        at: Place | None = (issues[k], line_of(statement, fact.span.start) - 1)
        if change.verdict is Verdict.DROPPED:
            at = goes_on.get(at)  # type: ignore[arg-type]
        if at is not None and at[0] == issues[issue_of(change)]:
            found.setdefault(at, []).append(change)
    return {at: tuple(changes) for at, changes in found.items()}


# What a line shown with its changed words does not say by itself.
_TOLD_BESIDE_WORDS = frozenset(
    {
        Verdict.VALUE,
        Verdict.NOUN,
        Verdict.QUALIFIER,
        Verdict.UNEXPECTED,
        Verdict.ROLLOVER,
        Verdict.SPELLING,
        Verdict.FORMAT,
    }
)


def beside_words(view: LedgerView, changes: Sequence[FactChange]) -> list[str]:
    """Changes in as few words as tell them beside a line whose changed words are marked: "“5 percent” → “6 percent”".

    What came or went, and what is only reworded, the marks say.
    """
    told = sorted(view.told(one for one in changes if one.verdict in _TOLD_BESIDE_WORDS), key=change_order)
    return [f"{' → '.join(_own_words(view, change))}: {verdict_words(change)}" for change in told]


def _own_words(view: LedgerView, change: FactChange) -> list[str]:
    """The words of a fact alone in each statement; where they are the same, with what they count or bind."""
    found = [
        f"“{folded(statement.facts[index].span.of(statement.witness.content))}”"
        for statement, index in zip(view.matrix.statements, change.facts, strict=True)
        if index is not None
    ]
    return found if len(set(found)) > 1 else [one.quoted for _, one in sides(view.matrix, change)]


def fact_sentences(view: LedgerView, changes: Sequence[FactChange]) -> list[str]:
    """Changes in words, what the dates don't explain first: "“5 percent” → “6 percent”: value changed"."""
    told = sorted(view.told(changes), key=change_order)
    return [
        change_sentence(view.matrix, change, verdict_words(change, certain=view.certain(change))) for change in told
    ]
