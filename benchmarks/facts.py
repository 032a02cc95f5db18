"""Reading the facts of real documents: words a second, each reader's share; and how it grows on hostile texts."""

from __future__ import annotations

import gzip
import json
import math
import time
import tracemalloc
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, shared_data
from benchmarks.texts import invented
from variorum.analysis.facts.dates.finder import find_dates
from variorum.analysis.facts.names.finder import find_names
from variorum.analysis.facts.quantities.finder import find_quantities
from variorum.analysis.facts.reader import read_facts, reading_of
from variorum.analysis.facts.stances.finder import find_stances
from variorum.analysis.facts.stances.speech import find_speech
from variorum.model.alignment import SegmentedWitness
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.dates import stated_date
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# One document in so many is read, so that the part takes half a minute.
EVERY = 5
ROUNDS = 3
# 200,000 words a second.
MILLISECONDS_A_THOUSAND_WORDS = 5.0
GROWTH = 1.2
SHORT, LONG = 40_000, 320_000
# What is kept of spellings and names once read, over that of the first quarter of the documents.
MEGABYTES_KEPT = 30.0
DAY = "2031-06-27"

HOSTILE: dict[str, Callable[[int], str]] = {
    "numbers in a row": lambda size: " ".join(map(str, range(size // 6))),
    "one line of digits": lambda size: "9" * size,
    "nested parentheses": lambda size: "(" * (size // 2) + "5" + ")" * (size // 2),
    **{
        unit.strip(): lambda size, unit=unit: unit * (size // len(unit))  # type: ignore[misc]
        for unit in (
            "5-", "5/", "one hundred ", "hundreds of ", "5 votes to ", "killed 5 and ", "1 234 ", "between 5 and ",
            "3 and 5 respectively ", "1990 ", "5 March ", "ago ", "March to ", "2:00 ", "1 1980s ", "Orsa Karrow ",
            "Committee of ", "Orsa (", "Ministry of Trade, ", "resolutions 4411 (2009), ", "resolution 123 ", "S/1",
            "5, ", "decision “On ", "ORSA KARROW ", "President of ", "Washington ", "Ann Lee ", "3 May events of ",
            "U.S.-", "Kenya and Orsa, ", "Orsa-Karrow-", "5 Harbour Street, ", "we must ", "the Office urges the ",
            "we'll-", '"said that ', "(called upon) ", "and demands, ", "will never be ", "according to , ",
            "مرفأ ٥ Orsa ", "J. ",
        )
    },
}  # fmt: skip
"""Texts of about so many characters that a rule which goes back over what it has read would not end on."""


def figures() -> list[Figure]:
    """The speed over real documents, by reader; what is kept in memory; the exponent of growth of each hostile text."""
    documents = _documents()
    kept = _kept(documents)
    return [*_speed(documents), kept, *map(_growth, HOSTILE)]


def _documents() -> list[SegmentedWitness]:
    data = shared_data()
    path = data / "official_documents.jsonl.gz" if data else None
    if path is None or not path.is_file():
        return [_divided(invented(1_000, seed=seed)) for seed in range(200)]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_divided(json.loads(line)["text"]) for k, line in enumerate(lines) if k % EVERY == 0]


def _divided(text: str) -> SegmentedWitness:
    found = segment(text, language="en")
    witness = Witness("statement", Text(text, "", Derivation("benchmark", "1")))
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def _speed(documents: list[SegmentedWitness]) -> list[Figure]:
    words = sum(len(document.content.split()) for document in documents)
    anchors = [stated_date(document.content, document.segments) for document in documents]
    whole = _quickest(lambda: [read_facts(*each) for each in zip(documents, anchors, strict=True)])
    readings = [reading_of(document) for document in documents]
    stances = [find_stances(reading) for reading in readings]
    parts = {
        "words and atoms": _quickest(lambda: [reading_of(document) for document in documents]),
        "quantities": _quickest(lambda: [find_quantities(reading) for reading in readings]),
        "dates": _quickest(lambda: [find_dates(*each) for each in zip(readings, anchors, strict=True)]),
        "names": _quickest(lambda: [find_names(reading) for reading in readings]),
        "demands": _quickest(lambda: [find_stances(reading) for reading in readings]),
        "speech": _quickest(lambda: [find_speech(*each) for each in zip(readings, stances, strict=True)]),
    }
    note = f"{words / whole:,.0f} words a second, of {words:,} words in {len(documents):,} documents"
    return [
        Figure("facts: a thousand words", 1e6 * whole / words, "ms", MILLISECONDS_A_THOUSAND_WORDS, note),
        *(Figure(f"facts: share of {name}", 100 * part / sum(parts.values()), "%") for name, part in parts.items()),
    ]


def _quickest(work: Callable[[], Iterable[object]]) -> float:
    """Processor seconds of the quickest of some rounds: a busy machine makes each slower, and none quicker."""
    best = math.inf
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def _kept(documents: list[SegmentedWitness]) -> Figure:
    """What the last three quarters of the documents leave behind in memory."""
    tracemalloc.start()
    held = 0
    for number, document in enumerate(documents):
        read_facts(document, DAY)
        if number == len(documents) // 4:
            held = tracemalloc.get_traced_memory()[0]
    megabytes = (tracemalloc.get_traced_memory()[0] - held) / 1e6
    tracemalloc.stop()
    return Figure("facts: memory kept after reading", megabytes, "MB", MEGABYTES_KEPT)


def _growth(name: str) -> Figure:
    short, long = (_divided(HOSTILE[name](size) + "\n") for size in (SHORT, LONG))
    small, large = (_quickest(lambda text=text: read_facts(text, DAY)) for text in (short, long))  # type: ignore[misc]
    exponent = math.log(large / small) / math.log(LONG / SHORT)
    return Figure(f"facts: growth on {name!r}", exponent, "", GROWTH, f"{1000 * large:,.0f} ms at {LONG:,} characters")
