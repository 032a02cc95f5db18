"""Changed facts on the pages of a series: those of an issue, and those of each line at each of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.facts_lines import changes_by_place
from variorum.render.facts_words import issue_of, line_of
from variorum.render.html.facts.changes import change_views

if TYPE_CHECKING:
    from variorum.model.facts import Fact
    from variorum.model.lineage import Lineage
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.facts.changes import ChangeView, Where

    # By issue and segment: what changed in the line there against where it stood before.
    LineFacts = dict[tuple[int, int], tuple[ChangeView, ...]]


def facts_at(view: LedgerView, lineage: Lineage, issue: int) -> tuple[ChangeView, ...]:
    """The facts that changed at an issue, each with the places of its lines."""
    return change_views(view, (one for one in view.matrix.changes if issue_of(one) == issue), _where(view, lineage))


def facts_by_line(view: LedgerView, lineage: Lineage) -> LineFacts:
    """The changed facts of each line at each place."""
    found = changes_by_place(view, lineage, range(len(lineage.issues)))
    where = _where(view, lineage)
    return {at: change_views(view, changes, where) for at, changes in found.items()}


def _where(view: LedgerView, lineage: Lineage) -> Where:
    """The place of the line in which a fact stands, as all pages of a series name it."""

    def place(k: int, fact: Fact) -> str:
        witness = lineage.issues[k].witness
        span = witness.segments[line_of(view.matrix.statements[k], fact.span.start) - 1].span
        return f"{witness.witness.text.sha256[:12]}-{span.start}-{span.end}"

    return place
