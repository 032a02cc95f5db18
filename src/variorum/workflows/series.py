"""The life of every line of a series of the archive: `variorum series show`, `variorum line`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.errors import LineagesUnwritable, SeriesUntraceable
from variorum.workflows.judge import judged_names
from variorum.workflows.kept import series_named
from variorum.workflows.lives import Series
from variorum.workflows.tracing import remember_lineage, traced_lineage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from variorum.archive.store import Store
    from variorum.model.provenance import KeptWitness


def trace_series(store: Store, said: str, *, language: str | None = None) -> Series:
    """The lineage of a series in one language: the one given, else that of most of its issues.

    Each issue is read in its latest revision. Raises ReferenceUnknown, ReferenceAmbiguous or SeriesUntraceable.
    """
    slug = series_named(store, said)
    rows = list(catalogue.witnesses(store.connection, series=slug))
    languages = _languages(rows)
    chosen = language or max(languages, key=lambda one: (languages[one], one))
    latest = _latest(rows, chosen)
    dated = [row for row in latest if row.issue.date]
    undated = tuple(row.reference for row in latest if not row.issue.date)
    if not latest:
        raise SeriesUntraceable(slug, f"no issue in {chosen}", f"There are: {', '.join(sorted(languages))}.")
    if not dated:
        raise SeriesUntraceable(
            slug, "no issue has a date", f"Give each one with: variorum amend {undated[0]} --date D"
        )
    lineage = traced_lineage(store, _wanted(slug, chosen), slug, chosen)
    others = tuple(sorted((one, count) for one, count in languages.items() if one != chosen))
    return Series(lineage, undated, others, judged_names(store))


def remember_all(store: Store, said: str | None = None) -> None:
    """Let the archive remember the lineage of every series, or of one, in each language that it has.

    Raises ReferenceAmbiguous, ReferenceUnknown, or LineagesUnwritable where what is not known yet cannot be written.
    """
    slugs = [series_named(store, said)] if said else [row[0] for row in catalogue.series_rows(store.connection)]
    for slug in slugs:
        rows = list(catalogue.witnesses(store.connection, series=slug))
        for language in sorted(_languages(rows)):
            dated = any(row.issue.date for row in rows if row.language == language)
            if dated and not remember_lineage(store, _wanted(slug, language), slug, language):
                raise LineagesUnwritable(str(store.folder), slug)


def _wanted(slug: str, language: str) -> Callable[[Store], list[KeptWitness]]:
    """What is traced: the latest revision of each issue in a language that has a date, as an archive has them."""

    def wanted(store: Store) -> list[KeptWitness]:
        rows = catalogue.witnesses(store.connection, series=slug)
        return [row for row in _latest(rows, language) if row.issue.date]

    return wanted


def _languages(rows: Iterable[KeptWitness]) -> Counter[str]:
    """How many issues there are in each language."""
    return Counter(row.language for row in {(row.issue, row.language): row for row in rows}.values())


def _latest(rows: Iterable[KeptWitness], language: str) -> list[KeptWitness]:
    """The latest revision of each issue in a language, in order."""
    return list({row.issue: row for row in rows if row.language == language}.values())
