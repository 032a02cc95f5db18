"""Finding the series in piles of real documents and their variants: against reading the words, and how it grows."""

from __future__ import annotations

import math
import time

from benchmarks.archives import many_documents
from benchmarks.figures import Figure
from variorum.analysis.detection.series import detect
from variorum.model.detected import Piled
from variorum.text.tokenize import Vocabulary, tokenize

FEW, MANY = 2_500, 20_000
GROWTH = 1.2
# Times the cost of cutting the same texts into words; the pile of 20,000 has 16,000 near copies, which share most.
AGAINST_WORDS = 10.0


def figures() -> list[Figure]:
    """Processor seconds of both piles, the exponent between them, and the larger against cutting it into words."""
    few, many = _pile(FEW), _pile(MANY)
    small, large = _seconds(few), _seconds(many)
    words = _word_seconds(many)
    exponent = math.log(large / small) / math.log(MANY / FEW)
    return [
        Figure(f"series detect, {FEW:,} documents", small, "s"),
        Figure(f"series detect, {MANY:,} documents", large, "s"),
        Figure("series detect: exponent of its growth", exponent, "", GROWTH, f"from {FEW:,} to {MANY:,}"),
        Figure(f"series detect, {MANY:,} documents, against their words", large / words, "times", AGAINST_WORDS),
    ]


def _pile(count: int) -> list[Piled]:
    return [Piled(each.text, each.language, each.title, each.issuer, each.date) for each in many_documents(count)]


def _seconds(pile: list[Piled]) -> float:
    start = time.process_time()
    detect(pile)
    return time.process_time() - start


def _word_seconds(pile: list[Piled]) -> float:
    vocabulary = Vocabulary(10**9)
    start = time.process_time()
    for piled in pile:
        tokenize(piled.text, vocabulary)
    return time.process_time() - start
