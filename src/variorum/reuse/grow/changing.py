"""What is kept of a corpus, with documents more: all that growing compiles is loaded with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.reuse.grow.growing import grown
from variorum.reuse.grow.known import Known
from variorum.reuse.grow.postings import merged, segment_of, sown
from variorum.reuse.grow.stored import Stored
from variorum.reuse.kernels.links import BLOCK, index_blocks
from variorum.reuse.kernels.states import AFTER, BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.grow.known import Rules
    from variorum.reuse.grow.stored import Sources, Texts


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
