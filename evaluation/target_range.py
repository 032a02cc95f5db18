"""Whether the target for the federal funds rate is read at every issue: `python -m evaluation.target_range`.

`target_ranges.csv` has what a reader found in each statement, before any program did: the target or both ends of its
range, in percent, and nothing where the statement states none ("left unchanged").
"""

from __future__ import annotations

import csv
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evaluation.datasets import data_folder
from evaluation.figures import Figure
from variorum.analysis.facts.reader import read_facts
from variorum.ingest.readers import read
from variorum.workflows.compare import segmented

if TYPE_CHECKING:
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.facts import Quantity

SERIES = "target of the funds rate"
FIGURES = (
    Figure(SERIES, "right where one is stated, %", 99, slack=0),
    Figure(SERIES, "read where none is stated", 0, slack=0, less_is_better=True, whole=True),
)
TRUTH = Path(__file__).with_name("target_ranges.csv")
_NAMES = re.compile(r"federal funds rate|target (?:range|rate)")
# "From about 6 percent": what the rate leaves.
_LEFT = re.compile(r"\bfrom\s+(?:about\s+|around\s+)?$")
_WINDOW = 30

Target = tuple[Decimal, Decimal]


class Issue(NamedTuple):
    """One statement: what a person read in it, and what the program did."""

    date: str
    stated: Target | None
    read: Target | None


def issues() -> list[Issue]:
    """All statements of the series, in order."""
    with TRUTH.open(encoding="utf-8", newline="") as rows:
        return [_issue(row["date"], row["low"], row["high"]) for row in csv.DictReader(rows)]


def _issue(date: str, low: str, high: str) -> Issue:
    path = data_folder() / "series" / "fomc" / "canonical" / f"{date}.txt"
    stated = (Decimal(low), Decimal(high)) if low else None
    return Issue(date, stated, target(segmented(read(str(path)), None), date))


def target(witness: SegmentedWitness, date: str) -> Target | None:
    """The first figure in percent that the facts of a statement say of the funds rate or its target, now or to come."""
    for fact in read_facts(witness, date):
        quantity, start = fact.quantity, fact.span.start
        if quantity is None or quantity.unit != "percent" or quantity.high is None or not _of_target(quantity, witness):
            continue
        if not _LEFT.search(witness.content[max(0, start - _WINDOW) : start]):
            return quantity.low, quantity.high
    return None


def _of_target(quantity: Quantity, witness: SegmentedWitness) -> bool:
    counted = quantity.counted or quantity.counted_inferred
    return counted is not None and bool(_NAMES.search(" ".join(counted.of(witness.content).split())))


def summary(found: list[Issue]) -> dict[tuple[str, str], float]:
    """The figures of the table."""
    stated = [issue for issue in found if issue.stated]
    right = sum(issue.read == issue.stated for issue in stated)
    return {
        FIGURES[0].key: 100 * right / len(stated),
        FIGURES[1].key: float(sum(issue.read is not None for issue in found if not issue.stated)),
    }


def main() -> int:
    """Print what differs, and the counts."""
    found = issues()
    for issue in found:
        if issue.read != issue.stated:
            print(f"{issue.date}: stated {_words(issue.stated)}, read {_words(issue.read)}")
    stated = sum(issue.stated is not None for issue in found)
    right = sum(issue.read == issue.stated is not None for issue in found)
    silent = len(found) - stated
    print(f"{right} of {stated} targets are right; {silent} of {len(found)} statements state none.")
    return 0


def _words(value: Target | None) -> str:
    return "none" if value is None else " to ".join(map(str, dict.fromkeys(value)))


if __name__ == "__main__":
    sys.exit(main())
