"""Pairs of passages of a family, each with what the two share by themselves, without the others between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.direct import align
from variorum.reuse.kernels.tokens import SIXTEENTHS
from variorum.reuse.tokens import tokens_of
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.reuse.alphabet import Alphabet
    from variorum.reuse.engines.base import Bounds
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

# Pairs that are held at once, or those of one passage.
_TOGETHER = 4096
# What two passages of one family must share to be a pair by themselves, of what two strangers must.
_SHARE = 0.75


class Pairs(NamedTuple):
    """Pairs of passages of a family, by their places in it, and the bits that an alignment of the two shares."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    scores: NDArray[np.float64]


def family_pairs(
    texts: Sequence[str],
    documents: NDArray[np.int64],
    bounds: Bounds,
    alphabet: Alphabet,
    table: TokenTable,
    tuning: Tuning,
) -> Iterator[Pairs]:
    """All pairs of the passages of a family that stand in documents compared with one another, some at a time.

    A row a passage: its words and its document. A score is the weight of the words that an alignment matches, less
    what it costs that words were changed or left out. Pairs grow with the square of the passages, memory does not;
    time is some 4 ns for each word of the one and each of the other.
    """
    batch = tokens_of(texts, alphabet)
    opens = np.concatenate([[0], np.cumsum(batch.sizes)]).astype(np.int64)
    prices = (sixteenths(tuning.gap), sixteenths(tuning.other))
    for left, right in _compared(documents, bounds):
        scores = np.zeros(len(left), np.int64)
        align(batch.columns.hashes, table.weights, opens, left, right, *prices, scores)
        yield Pairs(left, right, scores / SIXTEENTHS)


def direct(pairs: Pairs, tuning: Tuning) -> Pairs:
    """Those that share enough by themselves."""
    kept = pairs.scores >= _SHARE * tuning.found
    return Pairs._make(column[kept] for column in pairs)


def _compared(documents: NDArray[np.int64], bounds: Bounds) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    lefts: list[NDArray[np.int64]] = []
    rights: list[NDArray[np.int64]] = []
    held = 0
    groups, days, last_days = (column[documents] for column in (bounds.groups, bounds.days, bounds.last_days))
    for k in range(len(documents) - 1):
        rest = slice(k + 1, None)
        apart = groups[rest] != groups[k]
        if bounds.within:
            apart |= documents[rest] == documents[k]
        if bounds.most_days >= 0:
            apart &= np.maximum(days[rest] - last_days[k], days[k] - last_days[rest]) <= bounds.most_days
        right = k + 1 + np.flatnonzero(apart)
        lefts.append(np.full(len(right), k))
        rights.append(right)
        held += len(right)
        if held >= _TOGETHER or k == len(documents) - 2:
            yield np.concatenate(lefts), np.concatenate(rights)
            lefts, rights, held = [], [], 0
