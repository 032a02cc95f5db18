"""The life of every line of a series of the archive: `variorum series show`, `variorum line`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.align.reading import Reading
from variorum.align.succession import follow
from variorum.analysis.lineage import NO_DECISIONS, Tracer
from variorum.archive import catalogue
from variorum.errors import SeriesUntraceable
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import SeriesIssue
from variorum.model.witnesses import Witness
from variorum.text.tokenize import Vocabulary
from variorum.workflows.kept import series_named
from variorum.workflows.lives import Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.lineage import Decisions
    from variorum.archive.store import Store
    from variorum.model.lineage import Lineage, Succession
    from variorum.model.provenance import KeptWitness
    from variorum.model.witnesses import Limit


def trace_series(store: Store, said: str, *, language: str | None = None) -> Series:
    """The lineage of a series in one language: the one given, else that of most of its issues.

    Each issue is read in its latest revision. Raises ReferenceUnknown, ReferenceAmbiguous or SeriesUntraceable.
    """
    slug = series_named(store, said)
    rows = list(catalogue.witnesses(store.connection, series=slug))
    languages = Counter(row.language for row in {(row.issue, row.language): row for row in rows}.values())
    chosen = language or max(languages, key=lambda one: (languages[one], one))
    latest = {row.issue: row for row in rows if row.language == chosen}
    dated = [row for row in latest.values() if row.issue.date]
    undated = tuple(row.reference for row in latest.values() if not row.issue.date)
    if not latest:
        raise SeriesUntraceable(slug, f"no issue in {chosen}", f"There are: {', '.join(sorted(languages))}.")
    if not dated:
        raise SeriesUntraceable(
            slug, "no issue has a date", f"Give each one with: variorum amend {undated[0]} --date D"
        )
    lineage = trace([_issue(store, row) for row in dated], slug, chosen)
    others = tuple(sorted((one, count) for one, count in languages.items() if one != chosen))
    return Series(lineage, undated, others)


def trace(issues: Sequence[SeriesIssue], series: str, language: str, decisions: Decisions = NO_DECISIONS) -> Lineage:
    """The lineage of issues in the order of their dates and ordinals, whatever order they come in."""
    ordered = sorted(issues, key=lambda one: (one.issue.date, one.issue.ordinal, one.reference))
    vocabulary = Vocabulary()
    readings = [Reading(issue.witness, vocabulary.apart()) for issue in ordered]

    def followed(j: int, k: int) -> tuple[Sequence[Succession], Sequence[Limit]]:
        return follow(readings[j], readings[k], dates=(ordered[j].date, ordered[k].date))

    tracer = Tracer(followed, decisions)
    for issue, reading in zip(ordered, readings, strict=True):
        tracer.add(issue, reading)
    return tracer.lineage(series, language)


def _issue(store: Store, row: KeptWitness) -> SeriesIssue:
    capture = next(catalogue.captures(store.connection, "capture.id = ?", (row.capture,)))
    text = catalogue.load_text(store.connection, row.text)
    found = catalogue.load_segmentation(store.connection, row.text)
    witness = Witness(row.reference, text, capture.original, row.language)
    return SeriesIssue(
        row.reference,
        row.issue,
        row.title,
        SegmentedWitness(witness, found.segments, found.line_breaks, found.language),
    )
