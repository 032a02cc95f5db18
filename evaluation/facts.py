"""How right the facts are that are read from a statement: `python -m evaluation.facts` prints the table.

Scored by the scorer beside the hand-made facts, which says what answers what; it prints the counts beside the rates,
for the set is small.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from typing import TYPE_CHECKING

from evaluation.datasets import data_folder
from evaluation.figures import Figure
from variorum.ingest.readers import read
from variorum.render.ledger import fact_fields
from variorum.text.dates import stated_date
from variorum.workflows.compare import segmented
from variorum.workflows.extracting import core_extractor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import ModuleType

    from variorum.analysis.facts.extractors import Extractor

FACTS = "facts of 4 statements"
TARGETS = {
    "quantity value": 97,
    "quantity value and counted": 85,
    "date value": 95,
    "place": 80,
    "organisation": 65,
    "person": 65,
    "document": 85,
}
TRAPS = "traps read as quantities"
# One fact of twenty is five points.
FIGURES = (
    *(Figure(FACTS, f"{name} F1", target, slack=5) for name, target in TARGETS.items()),
    Figure(FACTS, TRAPS, 0, slack=0, less_is_better=True, whole=True),
)

Counts = tuple["Mapping[str, tuple[int, int, int]]", int]


def measure(extractor: Extractor | None = None) -> Counts:
    """By figure how many are right, said and in the hand-made set; and how many traps were read.

    Without an extractor, of what the rules alone read.
    """
    extractor = extractor or core_extractor()
    gold = [json.loads(line) for line in _gold().read_text("utf-8").splitlines()]
    counts: Counts = _scorer().evaluate([(row, predictions(row["file"], extractor)) for row in gold])
    return counts


def summary(counts: Counts, name: str = FACTS) -> dict[tuple[str, str], float]:
    """The figures of the table, under the name of a set."""
    rates = {(name, f"{kind} F1"): 100 * _f1(*counts[0][kind]) for kind in TARGETS}
    return {**rates, (name, TRAPS): float(counts[1])}


def predictions(file: str, extractor: Extractor) -> list[dict[str, object]]:
    """The facts of a file as JSON has them."""
    witness = segmented(read(str(data_folder() / file)), None)
    anchor = stated_date(witness.content, witness.segments)
    return [fact_fields(fact, witness.content) for fact in extractor.read(witness, anchor).facts]


def report(counts: Counts) -> None:
    """Print the table with its counts."""
    _scorer().report(*counts)


def main() -> int:
    """Print what the rules alone reach."""
    report(measure())
    return 0


def _f1(right: int, said: int, there: int) -> float:
    return 2 * right / (said + there) if said + there else 0.0


def _gold() -> Path:
    return data_folder() / "gold" / "facts.jsonl"


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate_facts", _gold().with_name("evaluate_facts.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
