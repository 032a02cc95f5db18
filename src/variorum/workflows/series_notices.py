"""What to know of a series before its lines: issues left out, texts that may not be whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.lineage import Lineage

MOST_NAMED = 5


def series_notices(
    lineage: Lineage, undated: Sequence[str], other_languages: Sequence[tuple[str, int]]
) -> tuple[str, ...]:
    """Sentences on texts without a date, issues in other languages, and texts that may not have been read whole."""
    said = []
    if undated:
        said.append(
            f"{_counted(len(undated), 'text')} without a date left out: {_listed(undated)}."
            f" Give one with: variorum amend {undated[0]} --date D"
        )
    if other_languages:
        others = ", ".join(f"{count} in {language}" for language, count in other_languages)
        said.append(f"Issues in {lineage.language}; the archive has others: {others} (--language).")
    partial = [issue.reference for issue in lineage.issues if not issue.whole]
    if partial:
        said.append(
            f"{_counted(len(partial), 'text')} may not have been read whole: {_listed(partial)}."
            " What is not found in them may stand in them."
        )
    return tuple(said)


def _listed(references: Sequence[str]) -> str:
    more = " …" if len(references) > MOST_NAMED else ""
    return ", ".join(references[:MOST_NAMED]) + more


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
