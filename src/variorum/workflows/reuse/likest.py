"""Which wording is the likest of those before each."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    # Two words in a row, and how often they came before.
    _Pair = tuple[tuple[str, str], int]

_WORD = re.compile(r"\w+")
# So many wordings before one are looked at, and the first of all: what a thousand cost is not felt.
_MOST_BEFORE = 1_000


def likest_before(texts: Sequence[str], documents: Sequence[int]) -> list[int]:
    """For each text the place of the one before it that shares the largest part of both; of the first its own, 0.

    What is shared are words with the next. Another passage of the same document is looked at only where nothing else
    stands before; among equals the first counts. `documents` are those that the texts stand in.
    """
    if len(texts) < 3:
        return [0] * len(texts)
    pairs = [_pairs_of(text) for text in texts]
    places = _places_of(pairs)
    sizes = np.array([len(each) for each in pairs])
    holders = np.array(documents)
    found = [0]
    for at in range(1, len(texts)):
        standing = [places[pair] for pair in pairs[at]]
        before = np.concatenate([np.empty(0, np.int64), *(each[: np.searchsorted(each, at)] for each in standing)])
        shared = np.bincount(before, minlength=at)
        likeness = shared / np.maximum(np.maximum(sizes[:at], sizes[at]), 1)
        likeness[holders[:at] == holders[at]] = -1
        likeness[1 : max(at - _MOST_BEFORE, 1)] = -1
        found.append(int(likeness.argmax()))
    return found


def likest_of(text: str, others: Sequence[str]) -> int:
    """The place of the text that shares the largest part of both with one; the first among equals."""
    mine = set(_pairs_of(text))
    likeness = []
    for other in others:
        pairs = _pairs_of(other)
        likeness.append(len(mine.intersection(pairs)) / max(len(mine), len(pairs), 1))
    return likeness.index(max(likeness))


def _pairs_of(text: str) -> list[_Pair]:
    """Each word of a text with the next, and how often these came before: so no two are the same."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for pair in pairwise(_WORD.findall(text.casefold())):
        found.append((pair, seen[pair]))
        seen[pair] += 1
    return found


def _places_of(pairs: Sequence[Sequence[_Pair]]) -> dict[_Pair, NDArray[np.int64]]:
    """Where each stands, in rising order."""
    places: dict[_Pair, list[int]] = {}
    for at, each in enumerate(pairs):
        for pair in each:
            places.setdefault(pair, []).append(at)
    return {pair: np.array(standing) for pair, standing in places.items()}
