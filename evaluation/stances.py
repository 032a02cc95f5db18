"""How often a demand, promise, condemnation … is one: `python -m evaluation.stances` prints the figures.

`judged_stances.csv` keeps what a reader found of stances drawn by seed from three series and a collection of official
documents, read one by one after the rules were written; the rules know the usage of such bodies. A row names the
statement, the class and a digest of the words; its verdict is `right`, `class` (a stance of another class, or turned
round) or `none` (no stance of anybody).
`python -m evaluation.stances --judge` prints stances of the draw that nobody has judged yet.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from variorum.analysis.facts.reader import reading_of
from variorum.analysis.facts.stances.finder import find_stances
from variorum.analysis.facts.stances.words import strength
from variorum.ingest.readers import read
from variorum.model.alignment import SegmentedWitness
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment
from variorum.workflows.compare import segmented

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_name("judged_stances.csv")
SET = "judged demands"
FIGURES = (
    Figure(SET, "right of those that ask, %", 95, slack=2),
    Figure(SET, "right of all classes, %", slack=2),
    Figure(SET, "right ones still said, %", slack=3),
    Figure(SET, "wrong ones still said, %", slack=10, less_is_better=True),
)
SEED = 20311127
EACH = 25
STATEMENTS = 60
SOURCES = ("fomc", "unsc", "us_president", "documents")
# Of those that ask for something, so many more: a demand that is gone is told first.
ASKING = {"unsc": 20, "us_president": 20, "documents": 60}
# The highest rank of the ladder of asking that asks for nothing.
NOTING = 2


class Drawn(NamedTuple):
    """One stance of the draw: where it stands, what it is, and its words."""

    source: str
    act: str
    digest: str
    words: str
    around: str
    asks: bool


class Verdict(NamedTuple):
    """What a person found of one."""

    source: str
    act: str
    digest: str
    verdict: str
    asks: bool


def drawn() -> list[Drawn]:
    """The same stances on each run, as long as the same are read."""
    return [stance for group in SOURCES for stance in _drawn_of(group)]


def _drawn_of(group: str) -> list[Drawn]:
    chance = random.Random(f"{SEED}{group}")
    known = list(statements(group))
    chosen = chance.sample(known, min(STATEMENTS, len(known)))
    found = [stance for name, witness in chosen for stance in _stances(name, witness)]
    first = chance.sample(found, min(EACH, len(found)))
    asking = [stance for stance in found if stance.asks and stance not in first]
    return [*first, *chance.sample(asking, min(ASKING.get(group, 0), len(asking)))]


def statements(group: str) -> Iterator[tuple[str, SegmentedWitness]]:
    """Each statement of a source with its name; of the documents those that were not read for the rules."""
    if group == "documents":
        with gzip.open(data_folder() / "official_documents.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                # Others have been read for the rules.
                if number % 10 == 7:
                    row = json.loads(line)
                    yield row["id"], _divided(row["text"])
        return
    folder = data_folder() / "series" / group
    for path in sorted(folder.rglob("*.txt")):
        if "_" not in path.parent.name or group != "unsc":
            yield str(path.relative_to(folder.parent)), segmented(read(str(path)), None)


def _divided(text: str) -> SegmentedWitness:
    found = segment(text, language="en")
    witness = Witness("statement", Text(text, "", Derivation("evaluation", "1")))
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def _stances(name: str, witness: SegmentedWitness) -> Iterator[Drawn]:
    for fact in find_stances(reading_of(witness)):
        stance = fact.stance
        if stance is not None:
            words = " ".join(fact.span.of(witness.content).split())
            inside = next(one.span for one in witness.segments if one.span.start <= fact.span.start < one.span.end)
            around = " ".join(inside.of(witness.content).split())
            scale = strength(stance.act, stance.modal)
            asks = scale is not None and scale.ladder == "asking" and scale.rank > NOTING
            act = " ".join(filter(None, (stance.act, stance.modal, "not" if stance.negated else "")))
            digest = hashlib.sha256(words.encode()).hexdigest()[:12]
            yield Drawn(name, act, digest, words, around, asks)


def verdicts() -> list[Verdict]:
    """What has been judged."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return [
            Verdict(row["source"], row["act"], row["digest"], row["verdict"], row["asks"] == "yes")
            for row in csv.DictReader(rows)
        ]


def summary(judged: list[Verdict]) -> dict[tuple[str, str], float]:
    """The figures of the table: of what was drawn, and of what is said of it now."""
    said = _said(judged)
    right = [each for each in judged if each.verdict == "right"]
    wrong = [each for each in judged if each.verdict != "right"]
    now = [each for each in judged if each[:3] in said]
    asking = [each for each in now if each.asks]
    values = (
        _rate(sum(each.verdict == "right" for each in asking), len(asking)),
        _rate(sum(each.verdict == "right" for each in now), len(now)),
        _rate(sum(each[:3] in said for each in right), len(right)),
        _rate(sum(each[:3] in said for each in wrong), len(wrong)),
    )
    return {figure.key: value for figure, value in zip(FIGURES, values, strict=True)}


def _said(judged: list[Verdict]) -> set[tuple[str, str, str]]:
    """The stances that are read now in the statements of the judged ones."""
    wanted = {each.source for each in judged}
    return {
        (stance.source, stance.act, stance.digest)
        for group in SOURCES
        for name, witness in statements(group)
        if name in wanted
        for stance in _stances(name, witness)
    }


def _rate(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main(arguments: list[str]) -> int:
    """Print the figures and their counts, or what is still to be judged."""
    judged = verdicts() if JUDGED.is_file() else []
    if arguments == ["--judge"]:
        known = {each[:3] for each in judged}
        for stance in drawn():
            if stance[:3] not in known:
                print(*stance[:3], "asks" if stance.asks else "", "", stance.words, stance.around, "", sep="\n")
        return 0
    counts = Counter((each.asks, each.verdict) for each in judged)
    for asks, name in ((True, "asking"), (False, "other classes")):
        print(name, *(f"{verdict} {counts[asks, verdict]}" for verdict in ("right", "class", "none")), sep=", ")
    print("\n".join(aligned([[what, f"{value:.1f}"] for (_, what), value in summary(judged).items()])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
