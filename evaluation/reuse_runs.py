"""How many runs of equal words that a few real documents share are told: both in one family.

One run in fifty is taken, by a hash of its words, where two to ten documents have it, those that repeat another whole
aside; of each its first place, and the first in another document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from evaluation.figures import Figure

if TYPE_CHECKING:
    from variorum.model.reuse import Reuse

RUNS = "reuse, runs of equal words"
LENGTHS = (15, 20, 30)
FIGURES = tuple(Figure(RUNS, f"{length} words, in one family, %") for length in LENGTHS)
_WORD = re.compile(r"\w+")
_ONE_IN, _MOST = 50, 10
_PRIME = np.uint64(0x100000001B3)


def runs_told(reuse: Reuse) -> dict[tuple[str, str], float]:
    """For each length the share of runs that stand in one family."""
    repeats = dict(reuse.duplicates)
    numbers: dict[str, int] = {}
    places: dict[int, tuple[np.ndarray, list[tuple[int, int]]]] = {}
    for d, document in enumerate(reuse.documents):
        if d not in repeats:
            found = list(_WORD.finditer(document.text))
            words = [numbers.setdefault(one.group().lower(), len(numbers)) for one in found]
            places[d] = np.array(words, np.uint64), [one.span() for one in found]
    spans = defaultdict(list)
    for number, family in enumerate(reuse.families):
        for passage in family.passages:
            spans[passage.document].append((number, passage.start, passage.end))
    told = {}
    for length in LENGTHS:
        pairs = _pairs({d: words for d, (words, _) in places.items()}, length)
        said = [
            bool(set.intersection(*(_families(spans[d], places[d][1], k, length) for d, k in pair))) for pair in pairs
        ]
        told[RUNS, f"{length} words, in one family, %"] = 100 * sum(said) / len(said)
    return told


def _pairs(documents: dict[int, np.ndarray], length: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Two places of each run that was taken: document, and its first word there."""
    standing = defaultdict(list)
    for d, words in documents.items():
        some = np.zeros(max(0, len(words) - length + 1), np.uint64)
        for k in range(length if len(some) else 0):
            some = (some * _PRIME) ^ (words[k : k + len(some)] * np.uint64(0x9E3779B97F4A7C15))
        for k in np.flatnonzero((some >> np.uint64(32)) % np.uint64(_ONE_IN) == 0).tolist():
            standing[int(some[k])].append((d, k))
    pairs = []
    for places in standing.values():
        others = [place for place in places if place[0] != places[0][0]]
        if others and len({d for d, _ in places}) <= _MOST:
            pairs.append((places[0], others[0]))
    return pairs


def _families(spans: list[tuple[int, int, int]], words: list[tuple[int, int]], first: int, length: int) -> set[int]:
    """The families of which a passage has half of a run of words."""
    start, end = words[first][0], words[first + length - 1][1]
    return {number for number, begin, stop in spans if 2 * (min(stop, end) - max(begin, start)) >= end - start}
