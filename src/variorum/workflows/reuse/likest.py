"""Which wording is the likest of those before each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    # Two words in a row; with how often they came before, where they did.
    _Pair = tuple[str, str] | tuple["_Pair", int]

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
    first = set(pairs[0])
    sizes, holders = np.array([max(len(each), 1) for each in pairs]), np.array(documents)
    # Of each pair the last texts that have it, in rising order.
    standing: defaultdict[_Pair, deque[int]] = defaultdict(partial(deque, maxlen=_MOST_BEFORE))
    found = []
    for at, own in enumerate(pairs):
        places = [standing[pair] for pair in own]
        if at:
            shared = np.bincount(np.fromiter(chain.from_iterable(places), np.int64), minlength=at)
            shared[0] = len(first.intersection(own))
            likeness = shared / np.maximum(sizes[:at], sizes[at])
            likeness[holders[:at] == holders[at]] = -1
            likeness[1 : max(at - _MOST_BEFORE, 1)] = -1
            found.append(int(likeness.argmax()))
        for each in places:
            each.append(at)
    return [0, *found]


def likest_of(text: str, others: Sequence[str]) -> int:
    """The place of the text that shares the largest part of both with one; the first among equals."""
    mine = set(_pairs_of(text))
    likeness = []
    for other in others:
        pairs = _pairs_of(other)
        likeness.append(len(mine.intersection(pairs)) / max(len(mine), len(pairs), 1))
    return likeness.index(max(likeness))


def _pairs_of(text: str) -> list[_Pair]:
    """Each word of a text with the next; one that came before with how often it did: so no two are the same."""
    pairs: list[_Pair] = list(pairwise(_WORD.findall(text.casefold())))
    if len(set(pairs)) == len(pairs):
        return pairs
    seen: Counter[_Pair] = Counter()
    found: list[_Pair] = []
    for pair in pairs:
        found.append((pair, seen[pair]) if seen[pair] else pair)
        seen[pair] += 1
    return found
