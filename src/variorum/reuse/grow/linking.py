"""Links that a change of documents makes and unmakes, and all links of some pairs of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.grow.postings import Sown, around, sown
from variorum.reuse.kernels.links import link
from variorum.reuse.kernels.seeds import SEED_BITS
from variorum.reuse.kernels.states import AFTER, BEFORE
from variorum.reuse.kernels.windows import contexts_at, shared
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.grow.known import Known, Rules
    from variorum.reuse.grow.postings import Index

    Pairs = NDArray[np.int64]
    Links = NDArray[np.uint64]

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


def changed_pairs(centres: Sown, index: Index, known: Known, rules: Rules) -> Pairs:
    """The pairs of documents that stay or come and whose links are not what they were, the earlier first; sorted.

    `centres` are all seeds of the documents that come or go.
    """
    old, new = (np.unique(_links(postings, known, rules)) for postings in around(centres, index, known))
    pairs = np.unique(_ends(np.setxor1d(old, new, assume_unique=True), known), axis=0)
    return pairs[(known.states[pairs] & AFTER).all(axis=1)]


def links_of(pairs: Pairs, index: Index, known: Known, rules: Rules) -> Links:
    """All links of some pairs of documents, sorted."""
    documents, numbered = np.unique(pairs, return_inverse=True)
    centres = _shared(numbered.reshape(-1, 2), sown(documents, known, rules), documents, known)
    staying = known._replace(states=np.where(known.states & AFTER, BEFORE | AFTER, 0).astype(np.uint8))
    links = _links(around(centres, index, staying)[1], known, rules)
    ends = _ends(links, known)
    return np.sort(links[np.isin(one_number(ends), one_number(pairs))])


def _links(postings: Links, known: Known, rules: Rules) -> Links:
    """The links in windows of postings (`surround`)."""
    places = (postings & _LOWER).astype(np.uint32)
    documents = known.documents_of(places)
    contexts = np.empty(len(places), np.uint32)
    text = (known.columns.hashes, known.firsts, rules.table.weights, sixteenths(rules.tuning.least))
    contexts_at(postings, documents, *text, contexts)
    keys = (postings & ~_LOWER) | np.arange(len(postings), dtype=np.uint64)
    limits = (known.groups, known.days, known.last_days, rules.most_days, rules.within)
    rows = np.empty((2, 3 * len(keys)), np.uint32)
    made = link(keys, documents, places, contexts, *limits, *rows)
    return (places[rows[0, :made]].astype(np.uint64) << _HALF) | places[rows[1, :made]]


def _ends(links: Links, known: Known) -> Pairs:
    """The documents that links begin and end in."""
    ends = (known.documents_of(each.astype(np.uint32)) for each in (links >> _HALF, links & _LOWER))
    return np.column_stack(list(ends)).astype(np.int64)


def one_number(pairs: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
    """The pair of documents in the first two columns of each row, as one number."""
    return pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1]


def _shared(pairs: Pairs, seeds: Sown, documents: NDArray[np.int64], known: Known) -> Sown:
    """The seeds that both of a pair have, once each; pairs are places among `documents`."""
    owners = np.searchsorted(documents, known.documents_of(seeds.places))
    # One number each is sorted several times as fast as two; no run has so many documents that bits are lost.
    seeds = seeds.rows(np.argsort(owners.astype(np.uint64) << np.uint64(SEED_BITS) | seeds.known))
    opens = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(documents)))]).astype(np.int64)
    taken = np.zeros(len(seeds.seeds), np.bool_)
    shared(np.ascontiguousarray(pairs), opens, seeds.seeds, taken)
    return seeds.rows(np.flatnonzero(taken))
