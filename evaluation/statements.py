"""The statements aligned by hand, scored by the scorer that comes with them on the documents that `--json` prints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.answers import weighed
from evaluation.datasets import data_folder, fold_of, scorer, statement_rows
from variorum import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluation.datasets import StatementRow
    from evaluation.weights import Weights

SEED_PAIR = "seed"
FACTS = 14


@dataclass(frozen=True, slots=True)
class StatementScore:
    """All statements together. Shares are of 1, `degrees` are (found, gold) links, `moved` is (right, said, gold)."""

    link_f1: float
    exact: float
    moved: tuple[int, int, int]
    degrees: dict[str, tuple[int, int]]
    each: dict[str, float]
    facts: int
    dropped: int

    @property
    def moves_wrong(self) -> int:
        """Moves missed and moves said in error."""
        right, said, gold = self.moved
        return gold - right + said - right


def score(weights: Mapping[int, Weights] | None = None) -> StatementScore:
    """Both files of each pair compared as a user would."""
    judge = scorer()
    rows = [(row, document(row, weights)) for row in statement_rows()]
    result = judge.evaluate(rows)
    card = [seen for row, found in rows if row["id"].startswith(SEED_PAIR) for _, seen in judge.scorecard(found)]
    return StatementScore(
        link_f1=result["link"][2],
        exact=result["exact"],
        moved=tuple(result["moved"][1:]),
        degrees={degree: tuple(counts) for degree, counts in sorted(result["degree"].items())},
        each={name: f1 for name, (_, _, f1) in result["each"].items()},
        facts=sum(card[:FACTS]),
        dropped=sum(card[FACTS:]),
    )


def document(row: StatementRow, weights: Mapping[int, Weights] | None) -> dict[str, object]:
    """The alignment document of one pair, as a program reads it."""
    folder = data_folder()
    with weighed(weights, fold_of(row["id"])):
        found: dict[str, object] = json.loads(compare(folder / row["a"], folder / row["b"]).to_json())
    return found
