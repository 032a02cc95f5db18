"""What is kept of a corpus so that it can grow, and the same with documents more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.grow.growing import grown
from variorum.reuse.grow.held import Held
from variorum.reuse.grow.known import Known
from variorum.reuse.grow.postings import Index, Segment, merged, segment_of, sown
from variorum.reuse.kernels.links import BLOCK, index_blocks
from variorum.reuse.kernels.windows import AFTER, BEFORE
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.grow.known import Rules


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


def known_of(texts: Texts, states: NDArray[np.uint8], sources: Sources) -> Known:
    """What is known of documents of which `states` says which ones count."""
    blocks = np.zeros(int(texts.firsts[-1]) // BLOCK + 1, np.uint32)
    if len(states):
        index_blocks(texts.firsts, blocks)
    return Known(texts.columns, texts.firsts, blocks, sources.ranks, states, *sources[1:])


def with_documents(stored: Stored, texts: Texts, sources: Sources, rules: Rules) -> tuple[Stored, Known]:
    """What is stored when `texts` are those that are compared; the first of them are the texts stored.

    Their order among one another has not changed. Also what is known of the documents after the change.
    """
    before = len(stored.texts.compared)
    states = np.where(texts.compared, AFTER, 0).astype(np.uint8)
    states[:before] |= np.where(stored.texts.compared, BEFORE, 0).astype(np.uint8)
    known = known_of(texts, states, sources)
    seeds = sown(np.arange(before, len(states)), known, rules)
    postings = stored.postings
    index = postings._replace(more=merged(postings.more, segment_of(seeds, known), known))
    return Stored(texts, index, grown(stored.held, index, known, rules)), known
