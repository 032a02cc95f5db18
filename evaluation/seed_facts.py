"""The facts of the two seeds beside a second reader's finer set: `python -m evaluation.seed_facts` prints the table.

Its habits of span differ from those of the other set, so it is scored apart: a fact answers one of the reader's when
the two, or one of the other spans that the reader allows, overlap by half of the shorter. A length of time is a date to
the reader and a quantity to variorum. What the reader calls optional, and names inside others, count neither way.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from variorum.ingest.readers import read
from variorum.model.facts import Fact, FactKind
from variorum.text.dates import stated_date
from variorum.workflows.compare import segmented
from variorum.workflows.extracting import core_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.analysis.facts.extractors import Extractor

SEEDS = "seeds, second reader"
KINDS = {
    "quantity": FactKind.QUANTITY,
    "date": FactKind.DATE,
    "place": FactKind.PLACE,
    "person": FactKind.PERSON,
    "org": FactKind.ORGANISATION,
    "norp": FactKind.PEOPLE,
    "event": FactKind.EVENT,
    "document": FactKind.DOCUMENT,
    "demand": FactKind.DEMAND,
    "speech": FactKind.SPEECH,
}
# The classes that variorum has for those of the reader.
_ACTS = {"commit": "promise"}

Row = dict[str, Any]


class Score(NamedTuple):
    """How many facts of a kind the reader has, how many of those were found, with their value; and how many said."""

    gold: int
    found: int
    right: int
    said: int


# One fact of fourteen is seven points.
FIGURES = (
    Figure(SEEDS, "demand precision, %", 80, slack=7),
    Figure(SEEDS, "demand recall, %", 75, slack=7),
    *(Figure(SEEDS, f"{kind} F1", slack=7) for kind in KINDS if kind not in ("demand", "speech", "document")),
)


def measure(extractor: Extractor | None = None) -> dict[str, Score]:
    """The score of each kind over both seeds; without an extractor, of what the rules alone read."""
    extractor = extractor or core_extractor()
    rows = [json.loads(line) for line in (data_folder() / "gold" / "seed_facts.jsonl").read_text("utf-8").splitlines()]
    total = {kind: Score(0, 0, 0, 0) for kind in KINDS}
    for file in dict.fromkeys(row["file"] for row in rows):
        facts, text = _facts(file, extractor)
        own = [row for row in rows if row["file"] == file]
        for kind in KINDS:
            score = _score(kind, own, facts, text)
            total[kind] = Score(*map(sum, zip(total[kind], score, strict=True)))
    return total


def summary(scores: dict[str, Score]) -> dict[tuple[str, str], float]:
    """The figures of the table."""
    rates = {f"{kind} F1": _rate(2 * score.found, score.gold + score.said) for kind, score in scores.items()}
    demand = scores["demand"]
    rates["demand precision, %"] = _rate(demand.found, demand.said)
    rates["demand recall, %"] = _rate(demand.found, demand.gold)
    return {figure.key: rates[figure.what] for figure in FIGURES}


def _facts(file: str, extractor: Extractor) -> tuple[tuple[Fact, ...], str]:
    witness = segmented(read(str(data_folder() / "seeds" / file)), None)
    return extractor.read(witness, stated_date(witness.content, witness.segments)).facts, witness.content


def _score(kind: str, rows: Sequence[Row], facts: Sequence[Fact], text: str) -> Score:
    wanted = [row for row in rows if _kind(row) == kind]
    said = [fact for fact in facts if fact.kind is KINDS[kind] and not _is_length_of_date(kind, fact, rows)]
    taken: set[int] = set()
    found: list[tuple[Row, Fact]] = []
    for row in wanted:
        place = max(
            (k for k in range(len(said)) if k not in taken and _answers(said[k], row)),
            key=lambda k: _overlap(said[k], _spans(row)[0]),
            default=None,
        )
        if place is not None:
            taken.add(place)
            if _counts(row):
                found.append((row, said[place]))
    right = sum(_has_value(row, fact, text) for row, fact in found)
    optional = len(taken) - len(found)
    return Score(sum(map(_counts, wanted)), len(found), right, len(said) - optional)


def _kind(row: Row) -> str:
    return "quantity" if row["norm"].get("type") == "duration" else str(row["kind"])


def _counts(row: Row) -> bool:
    """Whether a row must be found: names and dates inside others need not be."""
    return not row["attrs"].get("optional") and not row["attrs"].get("nested_in")


def _is_length_of_date(kind: str, fact: Fact, rows: Iterable[Row]) -> bool:
    """Whether a quantity is the "33 years" of "33 years ago", which the reader has as a date alone."""
    dates = (row for row in rows if row["norm"].get("type") == "ago")
    return kind == "quantity" and any(_answers(fact, row) for row in dates)


def _spans(row: Row) -> list[tuple[int, int]]:
    return [(row["start"], row["end"]), *map(tuple, row.get("alt") or ())]


def _overlap(fact: Fact, span: tuple[int, int]) -> int:
    return min(fact.span.end, span[1]) - max(fact.span.start, span[0])


def _answers(fact: Fact, row: Row) -> bool:
    length = fact.span.end - fact.span.start
    return any(2 * _overlap(fact, span) >= min(length, span[1] - span[0]) for span in _spans(row))


def _has_value(row: Row, fact: Fact, text: str) -> bool:
    """Whether what is said of a fact is what the reader says, as far as its kind has a value."""
    norm = row["norm"]
    if fact.quantity is not None:
        value = norm.get("value", norm.get("iso", "").strip("PYD"))
        low, high = value if isinstance(value, list) else (value, value)
        return float(low) <= fact.quantity.low <= float(high)
    if fact.moment is not None:
        # A part of a decade is told more closely than the reader does.
        value = norm.get("edtf") or norm.get("resolved", "")
        return value == "DCT" or fact.moment.edtf.startswith(value.rstrip("X") if norm.get("mod") else value)
    if fact.kind is FactKind.DEMAND and fact.stance is not None:
        act = _ACTS.get(norm["speech_act"], norm["speech_act"])
        same_modal = norm.get("modal") in (None, fact.stance.modal)
        return fact.stance.act == act and same_modal and fact.stance.negated == norm.get("negated", False)
    return fact.span.of(text) != ""


def _rate(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main() -> int:
    """Print the counts of each kind."""
    rows = [["kind", "there", "found", "with its value", "said", "precision", "recall"]]
    for kind, (gold, found, right, said) in measure().items():
        rates = f"{_rate(found, said):.0f} %", f"{_rate(found, gold):.0f} %"
        rows.append([kind, *map(str, (gold, found, right, said)), *rates])
    print("\n".join(aligned(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
