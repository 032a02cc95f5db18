"""Changed facts on the pages of a series: those of an issue, and those of each line at each of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict
from variorum.render.facts_words import is_changed, line_of
from variorum.render.html.facts.changes import change_views, issue_of

if TYPE_CHECKING:
    from variorum.model.facts import Fact
    from variorum.model.ledger import FactChange
    from variorum.model.lineage import Lineage
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.facts.changes import ChangeView, Where

    # By issue and segment: what changed in the line there against where it stood before.
    LineFacts = dict[tuple[int, int], tuple[ChangeView, ...]]


def facts_at(view: LedgerView, lineage: Lineage, issue: int) -> tuple[ChangeView, ...]:
    """The facts that changed at an issue, each with the places of its lines."""
    return change_views(view, (one for one in view.matrix.changes if issue_of(one) == issue), _where(view, lineage))


def facts_by_line(view: LedgerView, lineage: Lineage) -> LineFacts:
    """The changed facts of each line at each place.

    What was dropped stands where its line goes on without it; where the line is gone too, that says all.
    """
    goes_on = {
        (place.before, place.before_segment): (place.issue, place.segment or 0)
        for line in lineage.lines
        for place in line.places
        if place.before is not None
    }
    found: dict[tuple[int, int], list[FactChange]] = {}
    for change in filter(is_changed, view.matrix.changes):
        k = max(issue for issue, index in enumerate(change.facts) if index is not None)
        statement = view.matrix.statements[k]
        fact = statement.facts[change.facts[k] or 0]
        at: tuple[int, int] | None = (k, line_of(statement, fact.span.start) - 1)
        if change.verdict is Verdict.DROPPED:
            at = goes_on.get(at)  # type: ignore[arg-type]
        if at is not None and at[0] == issue_of(change):
            found.setdefault(at, []).append(change)
    where = _where(view, lineage)
    return {at: change_views(view, changes, where) for at, changes in found.items()}


def _where(view: LedgerView, lineage: Lineage) -> Where:
    """The place of the line in which a fact stands, as all pages of a series name it."""

    def place(k: int, fact: Fact) -> str:
        witness = lineage.issues[k].witness
        span = witness.segments[line_of(view.matrix.statements[k], fact.span.start) - 1].span
        return f"{witness.witness.text.sha256[:12]}-{span.start}-{span.end}"

    return place
