"""Which documents come into what is compared, and which go because an earlier one says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Twins(NamedTuple):
    """Documents by what tells whole duplicates: a row each, two hashes of its tokens, how many, its rank."""

    digests: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    ranks: NDArray[np.int64]


class Arrivals(NamedTuple):
    """The rows of those that come among the compared, of those that go, of those that are `repeats` from the start.

    Of the latter two the rank of the document that each one repeats.
    """

    coming: NDArray[np.int64]
    going: NDArray[np.int64]
    repeats: NDArray[np.int64]
    repeated_by_going: NDArray[np.int64]
    repeated: NDArray[np.int64]


def arrivals(compared: Twins, more: Twins) -> Arrivals:
    """What becomes of more documents beside those that are compared.

    Of documents with the same tokens the one of the lowest rank is compared; an empty one always is.
    """
    like = np.flatnonzero(np.isin(compared.digests[:, 0], more.digests[:, 0]) & (compared.sizes > 0))
    digests = np.concatenate([compared.digests[like], more.digests])
    ranks = np.concatenate([compared.ranks[like], more.ranks])
    empty = np.concatenate([compared.sizes[like], more.sizes]) == 0
    order = np.lexsort((ranks, digests[:, 1], digests[:, 0]))
    opens = np.ones(len(order), np.bool_)
    opens[1:] = (digests[order[1:]] != digests[order[:-1]]).any(axis=1)
    first = np.empty_like(ranks)
    first[order] = ranks[order[opens]][np.cumsum(opens) - 1] if len(order) else ranks
    again = (first != ranks) & ~empty
    going, repeats = np.flatnonzero(again[: len(like)]), np.flatnonzero(again[len(like) :])
    coming = np.flatnonzero(~again[len(like) :])
    return Arrivals(coming, like[going], repeats, first[going], first[len(like) + repeats])
