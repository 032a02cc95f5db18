"""How many runs of equal words that a few real documents share are told: both in one family.

One run in fifty is taken, by a hash of its words, where two to ten documents have it, those that repeat another whole
aside; of each its first place, and the first in another document. Words are those that documents are compared by, so
tags are none and an address is one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from evaluation.figures import Figure
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.tokens import tokens_of

if TYPE_CHECKING:
    from variorum.model.reuse import Reuse

RUNS = "reuse, runs of equal words"
LENGTHS = (15, 20, 30)
FIGURES = tuple(Figure(RUNS, f"{length} words, in one family, %") for length in LENGTHS)
_ONE_IN, _MOST = 50, 10
_PRIME, _MIX = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)


def runs_told(reuse: Reuse) -> dict[tuple[str, str], float]:
    """For each length the share of runs that stand in one family."""
    repeats = dict(reuse.duplicates)
    alphabet = Alphabet()
    words: dict[int, np.ndarray] = {}
    bounds: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for d, document in enumerate(reuse.documents):
        if d not in repeats:
            columns = tokens_of([document.text], alphabet).columns
            starts = columns.starts.astype(np.int64)
            words[d], bounds[d] = columns.hashes.astype(np.uint64), (starts, starts + columns.lengths)
    spans = defaultdict(list)
    for number, family in enumerate(reuse.families):
        for passage in family.passages:
            spans[passage.document].append((number, passage.start, passage.end))

    def families(place: tuple[int, int], length: int) -> set[int]:
        """The families of which a passage has half of a run of words."""
        d, first = place
        start, end = bounds[d][0][first], bounds[d][1][first + length - 1]
        return {number for number, begin, stop in spans[d] if 2 * (min(stop, end) - max(begin, start)) >= end - start}

    told = {}
    for length in LENGTHS:
        pairs = pairs_of_runs(words, length)
        said = [bool(families(one, length) & families(other, length)) for one, other in pairs]
        told[RUNS, f"{length} words, in one family, %"] = 100 * sum(said) / len(said)
    return told


def pairs_of_runs(documents: dict[int, np.ndarray], length: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Two places of each run that was taken: document, and its first word there."""
    standing = defaultdict(list)
    for d, words in documents.items():
        some = np.zeros(max(0, len(words) - length + 1), np.uint64)
        for k in range(length if len(some) else 0):
            some = (some * _PRIME) ^ (words[k : k + len(some)] * _MIX)
        for k in np.flatnonzero((some >> np.uint64(32)) % np.uint64(_ONE_IN) == 0).tolist():
            standing[int(some[k])].append((d, k))
    pairs = []
    for places in standing.values():
        others = [place for place in places if place[0] != places[0][0]]
        if others and len({d for d, _ in places}) <= _MOST:
            pairs.append((places[0], others[0]))
    return pairs
