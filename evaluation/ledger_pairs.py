"""How right all is that the ledger tells of two statements: `python -m evaluation.ledger_pairs` prints the counts.

Three samples of neighbours of real series, drawn by seed among those that nobody had read, and the seed pair with each:
five pairs of a central bank, five of mandate renewals, three of proclamations or notices. A reader held every changed
fact that the pages tell against both texts: `right`, `misleading` where the characters are so but cut, mistyped or
under a word that says another thing, or `wrong`. What a sample showed was mended before the next was drawn up, and
nothing between that and its count. `judged_pairs.csv` keeps what was found, by places and digests and without words.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import variorum
from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from evaluation.lineage_series import members
from variorum.render.facts_words import quoted_span
from variorum.workflows.ledgers import CHANGED, facts_of_two

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from variorum.model.facts import Fact
    from variorum.model.ledger import StatementFacts

JUDGED = Path(__file__).with_name("judged_pairs.csv")
SET = "judged pairs, whole"
SEEDS = "seeds"
GRADES = ("right", "misleading", "wrong")
FIGURES = (
    Figure(SET, "right ones still said, %", slack=4),
    Figure(SET, "others still said, %", slack=8, less_is_better=True),
)


class Claim(NamedTuple):
    """One changed fact of two statements: where it stands in each, "" for nowhere, and a digest of what is quoted."""

    series: str
    before: str
    after: str
    verdict: str
    kind: str
    base: str
    other: str
    digest: str


class Judged(NamedTuple):
    """What a reader found of one."""

    sample: str
    claim: Claim
    grade: str


@cache
def claims(series: str, before: str, after: str) -> tuple[Claim, ...]:
    """All that is told of two statements, in the order of the page."""
    compared = variorum.compare(*(str(path) for path in _files(series, before, after)))
    dates = (None, None) if series == SEEDS else (before, after)
    ledger = facts_of_two(
        compared.alignment,
        compared.summary,
        (dates[0] or compared.base_date, dates[1] or compared.other_date),
    )
    view = ledger.only(verdicts=[verdict.value for verdict in CHANGED]).view(full=True)
    found = []
    for change in view.changes():
        sides = [
            ("", "") if index is None else _said(statement, statement.facts[index])
            for statement, index in zip(view.matrix.statements, change.facts, strict=True)
        ]
        digest = hashlib.sha256("\n".join(words for _, words in sides).encode()).hexdigest()[:12]
        (base, _), (other, _) = sides
        found.append(Claim(series, before, after, change.verdict.value, change.kind.value, base, other, digest))
    return tuple(found)


def _files(series: str, before: str, after: str) -> Iterator[Path]:
    if series == SEEDS:
        yield from sorted((data_folder() / "seeds").glob("*.txt"))
        return
    by_date = dict(members()[series])
    yield from (by_date[before], by_date[after])


def _said(statement: StatementFacts, fact: Fact) -> tuple[str, str]:
    """Where a fact stands, and what is quoted of it."""
    quoted = quoted_span(statement, fact).of(statement.witness.content)
    return f"{fact.span.start}-{fact.span.end}", " ".join(quoted.split())


def judged() -> list[Judged]:
    """What has been read."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return [
            Judged(row["sample"], Claim(*(row[name] for name in Claim._fields)), row["judged"])
            for row in csv.DictReader(rows)
        ]


def summary(found: Iterable[Judged]) -> Mapping[tuple[str, str], float]:
    """The figures of the table: how much of what was read is told still, the words that are quoted and all."""
    found = list(found)
    right = [each.claim for each in found if each.grade == GRADES[0]]
    others = [each.claim for each in found if each.grade != GRADES[0]]
    return {
        figure.key: 100 * sum(one in claims(*one[:3]) for one in each) / len(each) if each else 0.0
        for figure, each in zip(FIGURES, (right, others), strict=True)
    }


def main(_: list[str]) -> int:
    """Print the counts of each sample, by verdict, and the figures."""
    found = judged()
    counts = Counter((each.sample, each.claim.verdict, each.grade) for each in found)
    for sample in sorted({each.sample for each in found}):
        rows = [["", *GRADES]]
        verdicts = dict.fromkeys(each.claim.verdict for each in found if each.sample == sample)
        rows += [[verdict, *(str(counts[sample, verdict, grade]) for grade in GRADES)] for verdict in verdicts]
        totals = Counter(each.grade for each in found if each.sample == sample)
        rows.append(["all", *(str(totals[grade]) for grade in GRADES)])
        print(f"sample {sample}", *aligned(rows), "", sep="\n")
    print("\n".join(aligned([[what, f"{value:.1f}"] for (_, what), value in summary(found).items()])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
