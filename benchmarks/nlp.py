"""Reading facts with a language model too, against the bare pipeline on the same texts; what it takes to load."""

from __future__ import annotations

import gzip
import json
import math
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, shared_data
from benchmarks.texts import invented
from variorum.analysis.facts.extractors import ParsedExtractor
from variorum.model.alignment import SegmentedWitness
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.nlp.packages import packaged
from variorum.nlp.pipelines import UNUSED, load
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

# One document in so many is read, so that the part takes half a minute.
EVERY = 75
ROUNDS = 3
# Of the time that the pipeline takes alone, with the same parts, on the same documents.
CEILING = 1.3
# What four times as many words may add to the peak memory: words that are new are forgotten.
MEGABYTES_ADDED = 30.0
DAY = "2031-06-27"

_MEMORY = """
import resource, sys
from benchmarks.nlp import documents, DAY
from variorum.workflows.extracting import parsed_extractor
extractor = parsed_extractor()
peaks = []
read = documents()
for part in (read[: len(read) // 4], read[len(read) // 4 :]):
    for each in part:
        extractor.read(each, DAY)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print((peaks[1] - peaks[0]) / (1000 if sys.platform != "darwin" else 1_000_000))
"""
_LOADING = """
import time
start = time.process_time()
import spacy
middle = time.process_time()
from variorum.workflows.extracting import parsed_extractor
parsed_extractor()
print(middle - start, time.process_time() - middle)
"""


def figures() -> list[Figure]:
    """The ratio to the bare pipeline, both speeds, what loading takes, and how memory grows."""
    read = documents()
    imported, loaded = map(float, _said(_LOADING).split())
    return [
        *_speed(read),
        Figure("nlp: import of spaCy", 1000 * imported, "ms", note="of processor time, in a process of its own"),
        Figure("nlp: load of the model", 1000 * loaded, "ms", note="its digest and the rules' tables included"),
        Figure("nlp: memory added by four times the words", float(_said(_MEMORY)), "MB", MEGABYTES_ADDED),
    ]


def documents() -> list[SegmentedWitness]:
    """English documents in segments, real ones where there are any."""
    data = shared_data()
    path = data / "official_documents.jsonl.gz" if data else None
    if path is None or not path.is_file():
        return [_divided(invented(500, seed=seed)) for seed in range(50)]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for k, line in enumerate(lines) if k % EVERY == 0]
    return [_divided(row["text"]) for row in rows if row["lang"] == "en"]


def _speed(read: list[SegmentedWitness]) -> list[Figure]:
    import spacy

    extractor = ParsedExtractor(load())
    # The same parts as ours, so that what is left out of it is no gain of ours.
    bare = spacy.util.load_model_from_path(packaged().folder, exclude=UNUSED)
    texts = [each.content for each in read]
    words = sum(len(text.split()) for text in texts)
    ours = theirs = math.inf
    for _ in range(ROUNDS):
        theirs = min(theirs, _seconds(lambda: list(bare.pipe(texts))))
        ours = min(ours, _seconds(lambda: [extractor.read(each, DAY) for each in read]))
    size = f"{words:,} words in {len(read)} documents, {ROUNDS} alternating runs"
    return [
        Figure("nlp: against the bare pipeline", ours / theirs, "times", CEILING, f"of the minima; {size}"),
        Figure("nlp: a thousand words", 1e6 * ours / words, "ms", note=f"{words / ours:,.0f} words a second"),
        Figure("nlp: the bare pipeline", 1e6 * theirs / words, "ms", note=f"{words / theirs:,.0f} words a second"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _divided(text: str) -> SegmentedWitness:
    found = segment(text, language="en")
    witness = Witness("statement", Text(text, "", Derivation("benchmark", "1")))
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def _said(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
