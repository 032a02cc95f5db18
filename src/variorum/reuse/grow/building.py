"""The index of a run from what was found at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.described import Described, Sources
from variorum.reuse.families import in_order
from variorum.reuse.grow.folder import State, append_tokens, start_index, write_index
from variorum.reuse.grow.joining import held_of, told_of
from variorum.reuse.grow.postings import Index, Segment, sow_all
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.kernels.seeds import FEWEST_BUCKETS, by_bucket
from variorum.reuse.kernels.tokens import digest
from variorum.reuse.kernels.windows import OPENING_BITS
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Engine
    from variorum.reuse.grow.held import Held
    from variorum.reuse.grow.known import Rules
    from variorum.reuse.plan import Found

# Tokens that are looked at together.
_TOKENS = 2_000_000
_HALF = np.uint64(32)
# What a bucket of `by_bucket` says of a seed, what of a posting's upper half is its opening's, and the rest.
_OPENINGS = (1 << OPENING_BITS) // FEWEST_BUCKETS
_POSTING = np.uint64(64 - (_OPENINGS - 1).bit_length())
_KEPT = (np.uint64(1) << _POSTING) - np.uint64(1)


def build_index(folder: str, engine: Engine[Any], found: Found, rows: NDArray[np.int64], rules: Rules) -> None:
    """Write the index of a run that was found by an engine; `rows` are the documents' places among its texts."""
    start_index(folder, rules.table)
    sizes = found.sizes[found.compared]
    firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    digests = np.empty((len(sizes), 2), np.uint64)
    seeds: list[list[NDArray[np.uint64]]] = [[] for _ in range(FEWEST_BUCKETS)]
    append_tokens(folder, Columns._make(np.empty(0, kind) for kind in KINDS), 0)
    for first, stop in _batches(firsts):
        documents = np.arange(first, stop)
        cut = engine.slices(documents, np.zeros(stop - first, np.int64), sizes[first:stop])
        append_tokens(folder, cut.columns, int(firsts[first]))
        digest(cut.columns.hashes, cut.opens, digests[first:stop])
        sown = sow_all(cut.columns.hashes, cut.opens[:-1], sizes[first:stop], firsts[first:stop], rules)
        for bucket, keys in zip(seeds, _by_bucket(sown.seeds, sown.places), strict=True):
            bucket.append(keys)
    base = _segment(seeds)
    held = _held(found, rules)
    texts = Texts(cut_nothing(), firsts, digests, np.ones(len(sizes), np.bool_))
    stored = Stored(texts, Index(base, Segment.nothing()), held)
    state = State(1, 1, int(firsts[-1]), rules.table.enough)
    write_index(folder, stored, rows[found.compared], state, None)


def cut_nothing() -> Columns:
    """Columns of no token."""
    return Columns._make(np.empty(0, kind) for kind in KINDS)


def _batches(firsts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Documents [first, stop) of so many tokens, or a longer one."""
    marks = np.searchsorted(firsts[:-1], np.arange(0, int(firsts[-1]) + 1, _TOKENS))
    return pairwise(np.unique(np.append(marks, [0, len(firsts) - 1])).tolist())


def _by_bucket(seeds: NDArray[np.uint64], places: NDArray[np.uint32]) -> Iterator[NDArray[np.uint64]]:
    """The seeds of each bucket, what tells them apart above their places."""
    opens = np.empty(FEWEST_BUCKETS + 1, np.int64)
    columns = [np.empty(len(seeds), np.uint32) for _ in range(3)]
    by_bucket(seeds, places, np.zeros(len(seeds), np.uint32), opens, *columns)
    keys = (columns[0].astype(np.uint64) << _HALF) | columns[1]
    for first, stop in pairwise(opens.tolist()):
        yield keys[first:stop].copy()


def _segment(seeds: list[list[NDArray[np.uint64]]]) -> Segment:
    """The postings of all buckets; documents are in order, and so places are."""
    postings, counts = [], []
    while seeds:
        keys = np.sort(np.concatenate([np.empty(0, np.uint64), *seeds.pop(0)]))
        postings.append(keys & _KEPT)
        counts.append(np.bincount((keys >> _POSTING).astype(np.int64), minlength=_OPENINGS))
    opens = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64)
    return Segment(np.concatenate(postings), opens)


def _held(found: Found, rules: Rules) -> Held:
    table, numbers = found.table, np.arange(len(found.compared))
    documents = [found.documents[k] for k in found.compared.tolist()]
    places, standing = told_of(found.places, Sources.of(documents), rules)
    described = Described(table.start, table.end, table.words, table.similarity, table.medoid)
    return held_of(in_order(found.boxes, rules.tuning), places, standing, described, numbers, rules)
