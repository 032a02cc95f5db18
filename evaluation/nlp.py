"""What a language model changes in the facts, and how right that is: `python -m evaluation.nlp` prints the figures.

The hand-made sets are scored as for the rules alone. They say little of it, since the rules find all but a fact or two
there. So `judged_parsed.csv` keeps what a reader found of all that the model adds to the facts of statements drawn by
seed, or changes in them. A row names the statement, what was changed, and a digest of the words; its verdict is `right`
or `wrong`, beside what the rules alone say there. `python -m evaluation.nlp --judge` prints what is still to be judged.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evaluation import facts, seed_facts
from evaluation.figures import Figure, aligned
from evaluation.stances import SOURCES, statements
from variorum.analysis.facts.names.gazetteer import plain
from variorum.model.facts import Fact, FactKind
from variorum.text.dates import stated_date
from variorum.workflows.extracting import core_extractor, parsed_extractor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.analysis.facts.extractors import Extractor
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.spans import Span

JUDGED = Path(__file__).with_name("judged_parsed.csv")
FACTS = f"{facts.FACTS}, nlp"
SEEDS = f"{seed_facts.SEEDS}, nlp"
CHANGES = "judged changes, nlp"
TARGETS = {**facts.TARGETS, "quantity value and counted": 90, "place": 92, "organisation": 80, "person": 85}
FIGURES = (
    *(Figure(FACTS, f"{name} F1", target, slack=5) for name, target in TARGETS.items()),
    Figure(FACTS, facts.TRAPS, 0, slack=0, less_is_better=True, whole=True),
    Figure(SEEDS, "demand precision, %", 85, slack=7),
    Figure(SEEDS, "demand recall, %", 80, slack=7),
    Figure(CHANGES, "right, %", slack=3),
    Figure(CHANGES, "right ones still said, %", slack=3),
)
SEED = 20311129
# How many statements of each source are read; those of a collection have the most names.
EACH = {"fomc": 10, "unsc": 10, "us_president": 10, "documents": 80}


class Change(NamedTuple):
    """One thing that is said of a fact: in which statement, of which kind, its words as a digest and as they are."""

    source: str
    what: str
    digest: str
    words: str


@cache
def _extractor() -> Extractor:
    return parsed_extractor()


def summary() -> dict[tuple[str, str], float]:
    """The figures of the table."""
    demand = seed_facts.measure(_extractor())["demand"]
    return {
        **facts.summary(facts.measure(_extractor()), FACTS),
        (SEEDS, "demand precision, %"): _rate(demand.found, demand.said),
        (SEEDS, "demand recall, %"): _rate(demand.found, demand.gold),
        **_judged(verdicts()),
    }


def drawn() -> list[Change]:
    """All changes in the statements of the draw."""
    return [change for group in SOURCES for name, witness in _drawn(group) for change in _changes(name, witness)]


def _drawn(group: str) -> list[tuple[str, SegmentedWitness]]:
    chance = random.Random(f"{SEED}{group}")
    known = [each for each in statements(group) if each[1].language == "en"]
    return chance.sample(known, min(EACH[group], len(known)))


def _changes(name: str, witness: SegmentedWitness) -> Iterator[Change]:
    known = {said[:3] for said in _said(name, witness, core_extractor())}
    yield from (said for said in _said(name, witness, _extractor()) if said[:3] not in known)


def _said(name: str, witness: SegmentedWitness, extractor: Extractor) -> Iterator[Change]:
    """What the model may add to or change in the facts of a statement, as an extractor has it."""
    content = witness.content
    for fact in extractor.read(witness, stated_date(content, witness.segments)).facts:
        around = " ".join(content[max(0, fact.span.start - 120) : fact.span.end + 60].split())
        own = _words(fact.span, content)
        for what, words in _values(fact, content):
            digest = hashlib.sha256(f"{fact.span.start} {own} {words}".encode()).hexdigest()[:12]
            yield Change(name, what, digest, f"{own}: {words} | {around}")


def _values(fact: Fact, content: str) -> Iterator[tuple[str, str]]:
    if fact.kind in (FactKind.PLACE, FactKind.PERSON):
        yield fact.kind.value, ""
        if fact.name and fact.name != plain(fact.span.of(content)):
            yield "handle", fact.name
    spans = {"role": fact.role}
    if fact.quantity:
        spans["counted"] = fact.quantity.counted
    if fact.stance:
        spans |= {"holder": fact.stance.holder, "target": fact.stance.target}
    yield from ((what, _words(span, content)) for what, span in spans.items() if span)


def _words(span: Span, content: str) -> str:
    return " ".join(span.of(content).split())


def verdicts() -> dict[tuple[str, str, str], str]:
    """What has been judged: the verdict of each change."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return {(row["source"], row["what"], row["digest"]): row["verdict"] for row in csv.DictReader(rows)}


def _judged(judged: dict[tuple[str, str, str], str]) -> dict[tuple[str, str], float]:
    """Of what was judged and is said now, by the rules or the model, how much is right; and how much is said still."""
    now = {
        said[:3] for group in SOURCES for name, witness in _drawn(group) for said in _said(name, witness, _extractor())
    }
    right = [key in now for key, verdict in judged.items() if verdict == "right"]
    wrong = [key in now for key, verdict in judged.items() if verdict == "wrong"]
    return {
        (CHANGES, "right, %"): _rate(sum(right), sum(right) + sum(wrong)),
        (CHANGES, "right ones still said, %"): _rate(sum(right), len(right)),
    }


def _rate(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main(arguments: list[str]) -> int:
    """Print the figures and their counts, or what is still to be judged."""
    judged = verdicts() if JUDGED.is_file() else {}
    if arguments == ["--judge"]:
        for change in drawn():
            if change[:3] not in judged:
                print(*change, sep="\t")
        return 0
    facts.report(facts.measure(_extractor()))
    counts = Counter((what, verdict) for (_, what, _), verdict in judged.items())
    print(*(f"{what}: {verdict} {count}" for (what, verdict), count in sorted(counts.items())), sep="\n")
    print("\n".join(aligned([[*key, f"{value:.1f}"] for key, value in summary().items() if key[0] != FACTS])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
