"""The life of every line of a series of the archive: `variorum series show`, `variorum line`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.errors import SeriesUntraceable
from variorum.workflows.kept import series_named
from variorum.workflows.lives import Series
from variorum.workflows.tracing import traced_lineage

if TYPE_CHECKING:
    from variorum.archive.store import Store


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
    lineage = traced_lineage(store, dated, slug, chosen)
    others = tuple(sorted((one, count) for one, count in languages.items() if one != chosen))
    return Series(lineage, undated, others)
