"""The apparatus of ten statements of some 550 words: its cost beside comparing each two, and how it grows."""

from __future__ import annotations

import re
import time
from functools import partial
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import variorum
from benchmarks.figures import ROOT, Figure, shared_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNS = 3
# "Within a few seconds", with room for a slow machine; measured: some 0.5 s.
SECONDS = 3.0
# Every two texts are compared: twice the texts, four times the comparisons. What is beyond them grows more slowly.
GROWTH = 2.2


def figures() -> list[Figure]:
    """Seconds for ten statements; beside the comparisons of each two; the exponent from ten to forty."""
    texts = _invented(40)
    few = dict(list(texts.items())[:10])
    ten, forty = (_least(partial(_made, some)) for some in (few, texts))
    pairs = _least(lambda: [variorum.collate(a, b) for a, b in combinations(few.values(), 2)])
    words = sum(len(text.split()) for text in few.values()) // len(few)
    found = [
        Figure("apparatus of ten statements: CPU", ten, "s", SECONDS, f"invented, {words} words each, without a page"),
        Figure("beside the 45 comparisons of two", ten / pairs, "times", note=f"{pairs:.2f} s"),
        Figure("exponent from ten to forty texts", log(forty / ten) / log(4), "", GROWTH, f"forty: {forty:.1f} s"),
    ]
    return found + _real()


def _real() -> list[Figure]:
    data = shared_data()
    if not data:
        return []
    paths = sorted((data / "series" / "fomc" / "canonical").glob("*.txt"))
    found = []
    for count in (10, 20):
        seconds = _least(partial(_document, paths[-count:]))
        found.append(Figure(f"apparatus of the last {count} of FOMC: CPU", seconds, "s", note="with its JSON document"))
    return found


def _made(texts: dict[str, str]) -> object:
    return variorum.apparatus_of_texts(texts).loci


def _document(paths: list[Path]) -> str:
    return variorum.apparatus(*paths).to_json()


def _invented(count: int) -> dict[str, str]:
    """Statements made of the examples: four years of the one with four meetings of the other, figures moving on."""
    examples = ROOT / "examples"
    years = [(examples / "karrow-bridge" / f"{year}.txt").read_text("utf-8") for year in (2018, 2019, 2020, 2024)]
    meetings = [path.read_text("utf-8") for path in sorted((examples / "harbour-council").glob("*.txt"))]
    texts = {}
    for number in range(count):
        tail = meetings[number % 4].split("\n\n")[3:6]
        body = "\n\n".join([years[number // 4 % 4], *tail])
        texts[f"{number:03}.txt"] = re.sub(r"\b\d{2,3}\b", partial(_later, number // 16), body)
    return texts


def _later(by: int, figure: re.Match[str]) -> str:
    return str(int(figure[0]) + by)


def _least(work: Callable[[], object]) -> float:
    """The least CPU seconds of several runs."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)
