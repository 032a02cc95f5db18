"""How often a demand that is told as dropped is gone: `python -m evaluation.dropped` prints the figures.

`judged_dropped.csv` keeps what a reader found of dropped demands drawn by seed from neighbours of real series, after
the rules were written: `right`, or `wrong` where the later statement asks the same in other words. A row names the two
statements and a digest of the words. `--judge` prints those of the draw that nobody has judged yet.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import variorum
from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from evaluation.stances import NOTING
from variorum.analysis.facts.stances.words import strength
from variorum.model.facts import Fact, FactKind
from variorum.model.ledger import Verdict
from variorum.workflows.ledgers import facts_of_two

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_name("judged_dropped.csv")
SET = "judged dropped demands"
FIGURES = (
    Figure(SET, "right, %", 95, slack=3),
    Figure(SET, "right ones still said, %", slack=10),
)
SEED = 77
PAIRS = 6
DRAWN = 50
FOLDERS = ("fomc/canonical", "unsc/minurso", "unsc/unficyp", "unsc/undof", "us_president/*")


class Dropped(NamedTuple):
    """A demand of one statement that is told as gone in the next."""

    base: str
    other: str
    digest: str
    words: str


def drawn() -> list[Dropped]:
    """Those of some neighbours of each series."""
    chance = random.Random(SEED)
    found: list[Dropped] = []
    for pattern in FOLDERS:
        for folder in sorted(path for path in (data_folder() / "series").glob(pattern) if path.is_dir()):
            pairs = list(pairwise(sorted(folder.glob("*.txt"))))
            for pair in chance.sample(pairs, min(PAIRS, len(pairs))):
                found += dropped(*pair)
    return chance.sample(found, min(DRAWN, len(found)))


def dropped(base: Path, other: Path) -> Iterator[Dropped]:
    """The demands of a statement that the ledger of the two calls dropped; not what only notes or recalls."""
    compared = variorum.compare(str(base), str(other))
    ledger = facts_of_two(compared.alignment, compared.summary, (base.name[:10], other.name[:10]))
    statement = ledger.matrix.statements[0]
    for change in ledger.matrix.changes:
        place = change.facts[0]
        if change.kind is FactKind.DEMAND and change.verdict is Verdict.DROPPED and place is not None:
            fact = statement.facts[place]
            if _asks(fact):
                words = " ".join(fact.span.of(statement.witness.content).split())
                first, second = (str(path.relative_to(data_folder() / "series")) for path in (base, other))
                yield Dropped(first, second, hashlib.sha256(words.encode()).hexdigest()[:12], words)


def _asks(fact: Fact) -> bool:
    scale = strength(fact.stance.act, fact.stance.modal) if fact.stance else None
    return scale is not None and scale.ladder == "asking" and scale.rank > NOTING


def judged() -> dict[tuple[str, str, str], bool]:
    """Which of those that were judged are right."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return {(row["base"], row["other"], row["digest"]): row["verdict"] == "right" for row in csv.DictReader(rows)}


def summary(verdicts: dict[tuple[str, str, str], bool]) -> dict[tuple[str, str], float]:
    """The figures of the table: over those that are still told."""
    pairs = sorted({key[:2] for key in verdicts})
    series = data_folder() / "series"
    told = {each[:3] for base, other in pairs for each in dropped(series / base, series / other)}
    now = [is_right for key, is_right in verdicts.items() if key in told]
    return {
        FIGURES[0].key: 100 * sum(now) / len(now) if now else 0.0,
        FIGURES[1].key: 100 * sum(now) / sum(verdicts.values()),
    }


def main(arguments: list[str]) -> int:
    """Print the figures and their counts, or what is still to be judged."""
    known = judged() if JUDGED.is_file() else {}
    if arguments == ["--judge"]:
        for each in drawn():
            if each[:3] not in known:
                print(*each, sep="\n", end="\n\n")
        return 0
    print(f"{sum(known.values())} of {len(known)} that were judged are gone.")
    print("\n".join(aligned([[what, f"{value:.1f}"] for (_, what), value in summary(known).items()])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
