"""How right it is what became of the facts: `python -m evaluation.ledger_changes` prints the figures with counts.

Of the two seeds, the changes that a plain comparison of words does not name. Of real series, changes drawn by seed for
each verdict and read beside both texts; `judged_changes.csv` keeps what a reader found of them, without their words.
`python -m evaluation.ledger_changes --judge` prints changes of the draw that nobody has judged yet.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from evaluation.lineage_series import lineage_of
from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.following.matrix import matrix
from variorum.analysis.facts.following.threads import lineage_threads
from variorum.model.facts import FactKind
from variorum.model.ledger import StatementFacts, Verdict
from variorum.workflows.compare import compare
from variorum.workflows.extracting import core_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from variorum.model.ledger import FactMatrix

JUDGED = Path(__file__).with_name("judged_changes.csv")
SEEDS, SERIES = "seed pair", "judged changes of facts"
SEED = "20311122"
# The verdict, and the word that the earlier and the later mention hold; "" where there is none.
NAMED = (
    (Verdict.NOUN, "150", "150"),
    (Verdict.REWORDED, "744", "744"),
    (Verdict.SPELLING, "Karabakh", "Garabagh"),
    (Verdict.REWORDED, "USSR", "Soviet Union"),
    (Verdict.QUALIFIER, "30 years", "30 years"),
    (Verdict.ROLLOVER, "33 years", "34 years"),
    (Verdict.ROLLOVER, "33 years ago", "34 years ago"),
    (Verdict.FORMAT, "January 19-20, 1990", "19-20 January 1990"),
    (Verdict.FORMAT, "January 21, 1990", "21 January 1990"),
    (Verdict.FORMAT, "January 20, 1990", "20 January 1990"),
    (Verdict.DROPPED, "should be qualified", ""),
    (Verdict.DROPPED, "must be punished", ""),
)
DEMANDS_GONE = "dropped demands right, %"
FIGURES = (
    Figure(SEEDS, f"changes of facts named, of {len(NAMED)}", len(NAMED), slack=0, whole=True),
    Figure(SERIES, "right, %", slack=2),
    Figure(SERIES, DEMANDS_GONE, 95, slack=2),
    Figure(SERIES, "right ones still said, %", slack=4),
    Figure(SERIES, "wrong ones still said, %", slack=15, less_is_better=True),
)
SERIES_READ = (
    "fomc_statement_canonical",
    "unsc_minurso",
    "unsc_undof",
    "unsc_unficyp",
    "us_emergency_notice__iran",
    "us_greek_independence_day",
    "us_holocaust_days_of_remembrance",
    "us_human_rights_day",
    "us_national_day_of_prayer",
    "us_patriot_day",
    "us_pearl_harbor_day",
    "us_thanksgiving_day",
)
# Dropped demands are told first, so that most of them are judged.
EACH, DEMANDS = 12, 50


class Told(NamedTuple):
    """One change of a series: the two issues by their dates, what is told, and a digest of the words it is told of."""

    series: str
    before: str
    after: str
    verdict: str
    kind: str
    digest: str


class Sides(NamedTuple):
    """Where a change stands: the earlier statement and the place of the fact there, and the later; None for none."""

    before: StatementFacts
    first: int | None
    after: StatementFacts
    last: int | None


class Judged(NamedTuple):
    """What a reader found of one."""

    told: Told
    right: bool


def named(verdict: Verdict, base: str, other: str) -> bool:
    """Whether the change is told of the seeds."""
    return any(
        found is verdict and (words[0] or "").startswith(base) and (words[1] or "").startswith(other)
        for found, words in _seed_changes()
    )


@cache
def _seed_changes() -> list[tuple[Verdict, tuple[str, str]]]:
    comparison = compare(*map(str, sorted((data_folder() / "seeds").glob("*.txt"))))
    alignment = comparison.alignment
    sides = [
        StatementFacts(side.witness.name, side, date, core_extractor().read(side, date).facts)
        for side, date in (
            (alignment.base, comparison.base_date),
            (alignment.other, comparison.other_date),
        )
    ]
    answers = [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]
    return [
        (one.verdict, (_words(sides[0], one.facts[0]), _words(sides[1], one.facts[1])))
        for one in follow(sides[0], sides[1], answers)
    ]


@cache
def ledger(series: str) -> FactMatrix:
    """The ledger of a series."""
    lineage = lineage_of(series)
    read = core_extractor().read
    facts = [
        StatementFacts(one.date, one.witness, one.date, read(one.witness, one.date).facts) for one in lineage.issues
    ]
    return matrix(facts, lineage_threads(lineage))


def told(series: str) -> Iterator[tuple[Told, Sides]]:
    """Every change of a series, with its two sides."""
    found = ledger(series)
    for change in found.changes:
        places = [(k, place) for k, place in enumerate(change.facts) if place is not None]
        (before, _), (after, _) = places[0], places[-1]
        if change.verdict is Verdict.ADDED:
            before -= 1
        elif change.verdict is Verdict.DROPPED:
            after += 1
        one, other = found.statements[before], found.statements[after]
        sides = Sides(one, change.facts[before], other, change.facts[after])
        said = (_words(one, sides.first), _words(other, sides.last))
        digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
        yield Told(series, one.reference, other.reference, change.verdict.value, change.kind.value, digest), sides


def drawn() -> list[tuple[Told, Sides]]:
    """The same changes on each run, as long as the same are told: some of each verdict, and more dropped demands."""
    strata: dict[str, list[tuple[Told, Sides]]] = {}
    for series in SERIES_READ:
        for one, sides in told(series):
            demand = one.kind == FactKind.DEMAND and one.verdict == Verdict.DROPPED
            strata.setdefault("dropped demand" if demand else one.verdict, []).append((one, sides))
    chosen: list[tuple[Told, Sides]] = []
    for name in sorted(strata):
        # In the order of a digest, so that a change that is told no more brings one new one into the draw.
        chosen += sorted(strata[name], key=_lot)[: DEMANDS if name == "dropped demand" else EACH]
    return chosen


def _lot(drawn: tuple[Told, Sides]) -> str:
    return hashlib.sha256("\n".join((SEED, *drawn[0])).encode()).hexdigest()


def verdicts() -> list[Judged]:
    """What has been judged."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return [
            Judged(Told(*(row[field] for field in Told._fields)), row["judged"] == "right")
            for row in csv.DictReader(rows)
        ]


def summary(judged: Iterable[Judged]) -> Mapping[tuple[str, str], float]:
    """The figures of the table: the seeds' named changes, and of the judged ones what is told now."""
    judged = list(judged)
    said = {one for series in {each.told.series for each in judged} for one, _ in told(series)}
    now = [each for each in judged if each.told in said]
    gone = [each for each in now if each.told.verdict == Verdict.DROPPED and each.told.kind == FactKind.DEMAND]
    right = [each for each in judged if each.right]
    wrong = [each for each in judged if not each.right]
    values = (
        float(sum(named(*each) for each in NAMED)),
        _rate(sum(each.right for each in now), len(now)),
        _rate(sum(each.right for each in gone), len(gone)),
        _rate(sum(each.told in said for each in right), len(right)),
        _rate(sum(each.told in said for each in wrong), len(wrong)),
    )
    return {figure.key: value for figure, value in zip(FIGURES, values, strict=True)}


def main(arguments: list[str]) -> int:
    """Print the figures and their counts, or what is still to be judged."""
    judged = verdicts() if JUDGED.is_file() else []
    if arguments == ["--judge"]:
        known = {each.told for each in judged}
        for one, sides in drawn():
            if one not in known:
                print(*one, *_shown(sides), sep="\n  ", end="\n\n")
        return 0
    counts = Counter((each.told.verdict, each.right) for each in judged)
    for verdict in Verdict:
        print(f"{verdict}: right {counts[verdict, True]}, wrong {counts[verdict, False]}")
    print("\n".join(aligned([[*key, f"{value:.1f}"] for key, value in summary(judged).items()])))
    return 0


def _shown(sides: Sides) -> tuple[str, str]:
    """The words around both facts; where one is absent, the line of that text which is most like the other."""
    around = [
        _around(statement, place) for statement, place in ((sides.before, sides.first), (sides.after, sides.last))
    ]
    for k, statement in enumerate((sides.before, sides.after)):
        if not around[k]:
            around[k] = "(" + _most_like(statement, around[1 - k]) + ")"
    return around[0], around[1]


def _words(statement: StatementFacts, place: int | None) -> str:
    if place is None:
        return ""
    return " ".join(statement.facts[place].span.of(statement.witness.content).split())


def _around(statement: StatementFacts, place: int | None) -> str:
    if place is None:
        return ""
    content, span = statement.witness.content, statement.facts[place].span
    before, after = content[max(0, span.start - 60) : span.start], content[span.end : span.end + 60]
    return " ".join(f"{before}[{span.of(content)}]{after}".split())


def _most_like(statement: StatementFacts, words: str) -> str:
    said = words[words.index("[") + 1 : words.index("]")]
    lines = [" ".join(one.span.of(statement.witness.content).split()) for one in statement.witness.segments]
    return max(lines, key=lambda line: fuzz.token_set_ratio(said, line))[:400]


def _rate(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
