"""What statements say, as a program asks for it: `variorum.facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.workflows.compare import check_language, compare, segmented, witness_from
from variorum.workflows.ledgers import facts_of_one

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from variorum.model.witnesses import Witness
    from variorum.workflows.judge import Standing
    from variorum.workflows.ledger_reading import FactSource
    from variorum.workflows.ledgers import Ledger


def facts(
    *sources: str | os.PathLike[str] | Witness,
    language: str | None = None,
    dates: Sequence[str | None] = (),
    source: FactSource | None = None,
    standing: Standing | None = None,
) -> Ledger:
    """What one statement says, or two and what changed: each a path, "-" for standard input, or a witness already read.

    `dates` (ISO 8601) and `language` (ISO 639-1) overrule what is found; `standing` is as in `compare`, and
    `source` says how facts are read. A whole series is `Archive.trace(series).facts`.
    Raises SourceError for what cannot be read, LanguageUnknown for a code that names none, and TypeError for more than
    two.
    """
    check_language(language)
    first, second = (*dates, None, None)[:2]
    if len(sources) == 1:
        return facts_of_one(segmented(witness_from(sources[0]), language), first, source=source)
    if len(sources) != 2:
        message = f"facts takes one statement or two, not {len(sources)}. A series is for Archive.trace(series).facts."
        raise TypeError(message)
    comparison = compare(*sources, language=language, base_date=first, other_date=second, standing=standing)
    return comparison.read_facts(source)
