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


def arrivals(compared: Twins, more: Twins) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of those that come among the compared, and the rows of those that go.

    Of documents with the same tokens the one of the lowest rank is compared; an empty one always is.
    """
    like = np.flatnonzero(np.isin(compared.digests[:, 0], more.digests[:, 0]) & (compared.sizes > 0))
    digests = np.concatenate([compared.digests[like], more.digests])
    ranks = np.concatenate([compared.ranks[like], more.ranks])
    empty = np.concatenate([compared.sizes[like], more.sizes]) == 0
    order = np.lexsort((ranks, digests[:, 1], digests[:, 0]))
    same = np.zeros(len(order), np.bool_)
    same[order[1:]] = (digests[order[1:]] == digests[order[:-1]]).all(axis=1)
    same &= ~empty
    return np.flatnonzero(~same[len(like) :]), like[same[: len(like)]]
