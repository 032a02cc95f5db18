"""The lineage of a series beside the statements aligned by hand: the composed change of the two issues of each pair."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.datasets import data_folder, scorer, statement_rows
from evaluation.lineage_series import members, traced
from variorum import compare
from variorum.analysis.series.between import Changes

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType
    from typing import Any

    from evaluation.datasets import StatementRow
    from variorum.model.alignment import Alignment, SegmentedWitness

# The series whose issues stand beside the two of a pair: those that the data have of its series.
SERIES_OF = {"fomc_statement": "fomc_statement_canonical"}
NEVER_MISSED = ("verbatim", "light")


@dataclass(slots=True)
class GoldScore:
    """One way of answering: link F1 over all pairs, links by degree, and what disagrees, in words."""

    link_f1: float = 0.0
    each: dict[str, float] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    false: list[str] = field(default_factory=list)

    @property
    def missed_that_none_may(self) -> int:
        """Links word for word or lightly reworded that are not there."""
        return sum(len(self.missed.get(degree, [])) for degree in NEVER_MISSED)


def scores() -> dict[str, GoldScore]:
    """Compare alone; the pair as a series of two; the pair in its whole series."""
    return {
        "compare": _score({row["id"]: _compared(row) for row in statement_rows()}),
        "series of two": _score({row["id"]: _composed(row, whole=False) for row in statement_rows()}),
        "whole series": _score({row["id"]: _composed(row, whole=True) for row in statement_rows()}),
    }


def _compared(row: StatementRow) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(compare(data_folder() / row["a"], data_folder() / row["b"]).to_json())
    return found


def _composed(row: StatementRow, *, whole: bool) -> dict[str, Any]:
    """The change from one issue to the other through the lines of a series; their texts stand in for their days."""
    pair = _dated(row)
    series = row["series"]
    files = members().get(SERIES_OF.get(series, series), []) if whole else []
    days = {date for date, _ in pair}
    lineage = traced(series, sorted([one for one in files if one[0] not in days] + pair))
    at = [k for k, issue in enumerate(lineage.issues) if issue.date in days]
    return _document(Changes(lineage).between(at[0], at[-1]))


def _dated(row: StatementRow) -> list[tuple[str, Path]]:
    """The two files with their dates, from their names; those without one are a year apart."""
    found = []
    for number, name in enumerate((row["a"], row["b"])):
        path = data_folder() / name
        parts = [part for part in path.stem.split("_") if len(part) == len("2001-01-01") and part[:2] in ("19", "20")]
        found.append((parts[0] if parts else f"{2001 + number}-01-01", path))
    return found


def _document(alignment: Alignment) -> dict[str, Any]:
    return {
        "base": _side(alignment.base),
        "other": _side(alignment.other),
        "beads": [
            {"base": bead.base, "other": bead.other, "kind": bead.kind.value, "moved": bead.moved}
            for bead in alignment.beads
        ],
    }


def _side(witness: SegmentedWitness) -> dict[str, Any]:
    return {"segments": [{"start": each.span.start, "end": each.span.end} for each in witness.segments]}


def _score(documents: dict[str, dict[str, Any]]) -> GoldScore:
    judge, rows = scorer(), statement_rows()
    result = judge.evaluate([(row, documents[row["id"]]) for row in rows])
    score = GoldScore(result["link"][2], {name: f1 for name, (_, _, f1) in result["each"].items()})
    for row in rows:
        _disagree(judge, row, documents[row["id"]], score)
    return score


def _disagree(judge: ModuleType, row: StatementRow, document: dict[str, Any], score: GoldScore) -> None:
    """Note which links are missed, by degree or kind, and which nobody has."""
    found = judge.pairs(judge.predicted_links(document, row))
    wanted = judge.reading(row, found)
    for link in wanted:
        for i, j in sorted(judge.pairs([link]) - found):
            name = f"{row['id']}: {i} and {j}"
            score.missed.setdefault(link.get("degree") or link["kind"], []).append(name)
    score.false += [f"{row['id']}: {i} and {j}" for i, j in sorted(found - judge.pairs(wanted))]
