"""What is kept of a corpus so that it can grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.grow.held import Held
from variorum.reuse.grow.postings import Index, Segment
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Texts(NamedTuple):
    """The documents that were ever compared, by the number under which they were indexed: tokens, digests of them.

    Document d has the tokens [firsts[d], firsts[d + 1]) of the columns, which may go on past the last.
    """

    columns: Columns
    firsts: NDArray[np.int64]
    digests: NDArray[np.uint64]
    compared: NDArray[np.bool_]


class Sources(NamedTuple):
    """The same documents: their canonical order, the group within which none is compared, days and issuer."""

    ranks: NDArray[np.int64]
    groups: NDArray[np.uint32]
    days: NDArray[np.int64]
    issuers: NDArray[np.int64]
    last_days: NDArray[np.int64]


class Stored(NamedTuple):
    """All that is kept: texts, postings and what was found."""

    texts: Texts
    postings: Index
    held: Held

    @classmethod
    def nothing(cls) -> Stored:
        """Of no document."""
        columns = Columns._make(np.empty(0, kind) for kind in KINDS)
        texts = Texts(columns, np.zeros(1, np.int64), np.empty((0, 2), np.uint64), np.empty(0, np.bool_))
        return cls(texts, Index(Segment.nothing(), Segment.nothing()), Held.nothing())
