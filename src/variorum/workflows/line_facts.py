"""The changed facts of one line of a series, at each issue where it took a wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.ledger import FactChange
    from variorum.model.lineage import Line
    from variorum.render.facts_view import LedgerView
    from variorum.workflows.lives import Series


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What changed among the facts of a line, by the place of the issue in its series, against where it stood before.

    Each has the two statements that its changes count in.
    """

    series: Series
    changes: Mapping[int, tuple[LedgerView, Sequence[FactChange]]]

    def beside_words(self) -> dict[int, list[str]]:
        """The changes in words, for a page that marks what came and went: only those that the marks do not tell."""
        from variorum.render.facts_lines import beside_words

        return {issue: beside_words(view, changes) for issue, (view, changes) in self.changes.items()}

    def to_fields(self) -> list[dict[str, object]]:
        """Every change for a document, by issue and then as it stands in the text."""
        from variorum.render.ledger import line_change_fields

        issues = self.series.lineage.issues
        return [
            {"date": issues[issue].date, "reference": issues[issue].reference, **line_change_fields(view, change)}
            for issue, (view, changes) in sorted(self.changes.items())
            for change in changes
        ]


def facts_of_line(series: Series, line: Line) -> LineFacts:
    """The changed facts of a line. Cost: the facts of the issues with a new wording, and of those before them."""
    from variorum.render.facts_lines import changes_by_place
    from variorum.workflows.ledgers import facts_of_pairs

    worded = [one.event for one in series.biography(line) if one.event.present and one.event.before is not None]
    pairs = [(event.before or 0, event.issue) for event in worded]
    found: dict[int, tuple[LedgerView, Sequence[FactChange]]] = {}
    for event, pair, ledger in zip(
        worded, pairs, facts_of_pairs(series.lineage, pairs, source=series.fact_source), strict=True
    ):
        view = ledger.view()
        changes = changes_by_place(view, series.lineage, pair).get((event.issue, event.segment or 0))
        if changes:
            found[event.issue] = view, changes
    return LineFacts(series, found)
