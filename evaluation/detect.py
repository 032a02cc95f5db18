"""`series detect`: the series in piles of real documents whose membership is known.

python -m evaluation.detect     print the counts behind the figures, and how they change with each parameter
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluation.datasets import SERIES, data_folder
from evaluation.figures import Figure, aligned
from variorum.analysis.detection import cadence, series, titles, wording
from variorum.ingest.readers import read_bytes
from variorum.model.claims import Field
from variorum.model.detected import Piled
from variorum.text.segment import segment
from variorum.workflows.describe import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType
    from typing import Any

    from evaluation.figures import Key

SEED = 20240120
STRANGERS = 500
# The series, with what their metadata say of issuer, title and date; with no more than variorum finds in the texts;
# with strangers among them; resolutions that renew the mandates of missions.
GIVEN, FOUND, AMONG, MISSIONS = "detect", "detect, texts alone", "detect, 500 strangers", "detect, missions"
F1, PRECISION, RECALL, CUBED = "pair F1", "pair precision", "pair recall", "F1 of the mean document"
DRAWN, OWN = "strangers drawn into a series", "strangers in proposals of their own"
FIGURES = (
    Figure(GIVEN, F1, 95, slack=0.5),
    Figure(GIVEN, PRECISION, slack=0.5),
    Figure(GIVEN, RECALL, slack=0.5),
    Figure(GIVEN, CUBED, slack=1),
    Figure(FOUND, F1, slack=1),
    Figure(FOUND, PRECISION, slack=1),
    Figure(FOUND, CUBED, slack=1),
    Figure(AMONG, F1, 95, slack=0.5),
    Figure(AMONG, DRAWN, 0, slack=0, less_is_better=True, whole=True),
    Figure(AMONG, OWN, slack=5, less_is_better=True, whole=True),
    Figure(MISSIONS, F1, slack=1),
    Figure(MISSIONS, PRECISION, slack=1),
    Figure(MISSIONS, CUBED, slack=1),
)
# What may be of the series themselves, or of kin that nobody sorted, is no stranger to them.
_KIN = re.compile(
    "MINURSO|UNFICYP|UNDOF|Disengagement|Western Sahara|Cyprus|national emergency|proclamation|days? of|thanksgiving"
    "|inaugura|open market",
    re.IGNORECASE,
)
_RENEWED = re.compile(r"(?:extend|renew|prolong)\w*\s+(?:\w+\s+){0,8}?mandate[^.;]{0,120}", re.IGNORECASE)
_MISSION = re.compile(r"\b((?:UN|MIN|MON|BIN|BON|AMI|ONU)[A-Z]{2,}[A-Z])\b")
_NO_YEAR = "0001"


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents and the series of each; a name of its own is one that belongs to no other."""

    documents: list[Piled]
    truth: list[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How proposals agree with the truth, by pairs of documents and (`cubed`) by the mean document (B-cubed)."""

    precision: float
    recall: float
    cubed: float

    @property
    def f1(self) -> float:
        """Of the pairs."""
        return _f1(self.precision, self.recall)


def score(truth: Sequence[str], found: Sequence[str]) -> Score:
    """The agreement of two partitions of the same documents, each given as a label a document."""
    both, mine, theirs = Counter(zip(truth, found, strict=True)), Counter(truth), Counter(found)
    right = sum(map(_pairs, both.values()))
    said, there = sum(map(_pairs, theirs.values())), sum(map(_pairs, mine.values()))
    cubed = _f1(
        sum(count * count / theirs[label] for (_, label), count in both.items()) / len(truth),
        sum(count * count / mine[label] for (label, _), count in both.items()) / len(truth),
    )
    return Score(right / said if said else 1.0, right / there if there else 1.0, cubed)


def labels(pile: Pile) -> list[str]:
    """The name of the proposal that each document is in; what is in none has a label of its own."""
    found = [f"no series {place}" for place in range(len(pile.documents))]
    for proposal in series.detect(pile.documents).proposals:
        for place in proposal.members:
            found[place] = proposal.name
    return found


def series_pile(*, given: bool) -> Pile:
    """All documents of the series in an order by chance, names of series, folders and files withheld.

    What their metadata say is `given`, or withheld too: then titles, issuers, languages and dates are those that
    variorum finds in the texts.
    """
    rows = []
    for folder in SERIES:
        root = data_folder() / "series" / folder
        with (root / "metadata.csv").open(encoding="utf-8", newline="") as metadata:
            rows += [(root / row["file"], row) for row in csv.DictReader(metadata) if (root / row["file"]).is_file()]
    random.Random(SEED).shuffle(rows)
    documents = []
    for path, row in rows:
        read = read_bytes(path.read_bytes(), "text.txt").text
        known = describe(read.content, segment(read.content, blocks=read.blocks), claims=read.claims)
        title, issuer, date = (
            (row["title"], row["issuer"], row["date"])
            if given
            else (known.value(Field.TITLE), known.value(Field.ISSUER), known.date)
        )
        documents.append(Piled(read.content, known.value(Field.LANGUAGE), title, issuer, date))
    return Pile(documents, [row["series"] for _, row in rows])


def among_strangers(pile: Pile) -> Pile:
    """The pile with documents among its own that have nothing to do with any series in it, each a label of its own."""
    chance = random.Random(SEED)
    strangers = [row for row in _official() if not _KIN.search(row["title"]) and not _KIN.search(row["text"])]
    drawn = chance.sample(strangers, STRANGERS)
    mixed = [*zip(pile.documents, pile.truth, strict=True)]
    mixed += [(_piled(row), f"stranger {number}") for number, row in enumerate(drawn)]
    chance.shuffle(mixed)
    return Pile([document for document, _ in mixed], [label for _, label in mixed])


def missions_pile() -> tuple[Pile, list[int]]:
    """Resolutions of many years, and the places of those that renew a mandate: these are of the mission's series.

    The mission is read from the sentence that renews it, which no part of variorum looks for.
    """
    rows = [row for row in _official() if row["kind"] == "RES"]
    missions = [_mission(row["text"]) for row in rows]
    pile = Pile([_piled(row) for row in rows], [mission or f"other {k}" for k, mission in enumerate(missions)])
    return pile, [k for k, mission in enumerate(missions) if mission]


def measure() -> dict[Key, float]:
    """The figures, in per cent but for the strangers."""
    given = series_pile(given=True)
    found: dict[Key, float] = {}
    for name, pile in ((GIVEN, given), (FOUND, series_pile(given=False))):
        found |= _figures(name, score(pile.truth, labels(pile)))
    mixed = among_strangers(given)
    said = labels(mixed)
    own, drawn = _strangers(mixed, said)
    # Whether strangers are a series of their own is not known: of them only what is said of the series counts.
    apart = [f"{label} own" if place in own else label for place, label in enumerate(said)]
    kept = [place for place in range(len(said)) if place not in own]
    found |= _figures(AMONG, score([mixed.truth[k] for k in kept], [apart[k] for k in kept]))
    found |= {(AMONG, DRAWN): float(len(drawn)), (AMONG, OWN): float(len(own))}
    pile, known = missions_pile()
    said = labels(pile)
    return found | _figures(MISSIONS, score([pile.truth[k] for k in known], [said[k] for k in known]))


def summary(measured: Mapping[Key, float]) -> dict[Key, float]:
    """Those that are in the table."""
    return {figure.key: measured[figure.key] for figure in FIGURES}


def sensitivity() -> list[list[str]]:
    """The pair F1 and precision of the series and of the missions, each parameter 30 % lower and higher."""
    given = series_pile(given=True)
    pile, known = missions_pile()
    rows = [["parameter", "value", "series F1", "precision", "missions F1", "precision"]]
    for what, module, name, value in _variations():
        with _set_to(module, name, value):
            one = score(given.truth, labels(given))
            said = labels(pile)
        other = score([pile.truth[k] for k in known], [said[k] for k in known])
        figures = (one.f1, one.precision, other.f1, other.precision)
        rows.append([what, _shown(value), *(f"{100 * figure:.2f}" for figure in figures)])
    return rows


def main() -> None:
    """Print the figures and how they change."""
    found = measure()
    print("\n".join(aligned([["pile", "figure", "reached"], *([*key, f"{found[key]:.2f}"] for key in found)])))
    print()
    print("\n".join(aligned(sensitivity())))


def _variations() -> Iterator[tuple[str, ModuleType, str, Any]]:
    yield "as it is", series, "TOGETHER", series.TOGETHER
    for stand in series.LIKE:
        for factor in (0.7, 1.3):
            yield f"likeness, titles {stand.value}", series, "LIKE", {**series.LIKE, stand: factor * series.LIKE[stand]}
    for module, name in (
        (series, "TOGETHER"),
        (titles, "CONTAINED"),
        (cadence, "ALIKE"),
        (cadence, "MOVED"),
        (cadence, "MOST"),
        (wording, "BACKGROUND"),
        (wording, "LEAST_RUNS"),
        (wording, "MOST_RUNS"),
        (wording, "REACH"),
        (wording, "NEIGHBOURS"),
    ):
        value = getattr(module, name)
        for factor in (0.7, 1.3):
            yield name, module, name, round(factor * value) if isinstance(value, int) else factor * value


@contextmanager
def _set_to(module: ModuleType, name: str, value: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{each:.2f}" for each in value.values())
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _figures(name: str, one: Score) -> dict[Key, float]:
    values = {F1: one.f1, PRECISION: one.precision, RECALL: one.recall, CUBED: one.cubed}
    return {(name, what): 100 * value for what, value in values.items()}


def _strangers(pile: Pile, said: Sequence[str]) -> tuple[set[int], set[int]]:
    """The strangers in proposals that hold strangers alone, and those in the proposals of others."""
    sizes = Counter(said)
    with_series = {label for label, truth in zip(said, pile.truth, strict=True) if not truth.startswith("stranger ")}
    proposed = {
        place for place, truth in enumerate(pile.truth) if truth.startswith("stranger ") and sizes[said[place]] > 1
    }
    drawn = {place for place in proposed if said[place] in with_series}
    return proposed - drawn, drawn


def _official() -> list[dict[str, str]]:
    with gzip.open(data_folder() / "official_documents.jsonl.gz", "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def _piled(row: Mapping[str, str]) -> Piled:
    document = Piled(row["text"], row["lang"], row["title"], row["issuer"], row["date"])
    return replace(document, date="") if document.date.startswith(_NO_YEAR) else document


def _mission(text: str) -> str | None:
    """The mission that a resolution renews most often; None where it renews none."""
    sentences = _RENEWED.findall(" ".join(text.split()))
    named = Counter(missions[0] for sentence in sentences if (missions := _MISSION.findall(sentence)))
    return named.most_common(1)[0][0] if named else None


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
