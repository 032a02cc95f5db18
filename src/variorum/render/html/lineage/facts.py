"""Changed facts on the pages of a series: those of an issue, and those of each line at each of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.facts_lines import changes_by_place
from variorum.render.facts_words import issue_of, line_of
from variorum.render.html.facts.changes import change_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.model.facts import Fact
    from variorum.model.ledger import FactChange
    from variorum.model.lineage import Lineage, LineEvent
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.facts.changes import ChangeView, Where

    # By issue and segment: what changed in the line there against where it stood before.
    LineFacts = dict[tuple[int, int], tuple[ChangeView, ...]]
    # The changes of one line at an issue, with the ledger that they are of.
    Told = tuple[LedgerView, Sequence[FactChange]]


def facts_at(view: LedgerView, issue: int) -> tuple[ChangeView, ...]:
    """The facts that changed at an issue, each with the places of its lines."""
    return change_views(view, (one for one in view.matrix.changes if issue_of(one) == issue), _where(view))


def facts_by_line(view: LedgerView, lineage: Lineage) -> LineFacts:
    """The changed facts of each line at each place."""
    found = changes_by_place(view, lineage, range(len(lineage.issues)))
    where = _where(view)
    return {at: change_views(view, changes, where) for at, changes in found.items()}


def facts_of_places(told: Mapping[int, Told], places: Iterable[LineEvent]) -> LineFacts:
    """The changed facts of one line by the places where it took a wording; `told` has them by issue."""
    return {
        (place.issue, place.segment or 0): change_views(view, changes, _where(view))
        for place in places
        if place.issue in told
        for view, changes in (told[place.issue],)
    }


def _where(view: LedgerView) -> Where:
    """The place of the line in which a fact stands, as all pages of a series name it."""

    def place(k: int, fact: Fact) -> str:
        statement = view.matrix.statements[k]
        witness = statement.witness
        span = witness.segments[line_of(statement, fact.span.start) - 1].span
        return f"{witness.witness.text.sha256[:12]}-{span.start}-{span.end}"

    return place
