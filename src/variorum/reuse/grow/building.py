"""The index of a run from what was found at once: first what was found, later the places of all seeds."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.described import Described, Sources
from variorum.reuse.families import in_order
from variorum.reuse.grow.folder import NO_BASE, BaseWriter, State, append_tokens, load_index, start_index, write_index
from variorum.reuse.grow.joining import held_of, told_of
from variorum.reuse.grow.postings import Index, Segment, sow_all
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.kernels.seeds import FEWEST_BUCKETS, by_bucket
from variorum.reuse.kernels.tokens import digest
from variorum.reuse.kernels.windows import OPENING_BITS
from variorum.reuse.run.manifest import INDEX, disk_said
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


def keep_found(folder: str, engine: Engine[Any], found: Found, rows: NDArray[np.int64], rules: Rules) -> None:
    """Write what an engine has found into the index of a run; `rows` are the documents' places among its texts.

    What it takes to grow is complete once `sow_index` has run, which needs nothing else.
    """
    start_index(folder, rules.table)
    sizes = found.sizes[found.compared]
    firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    digests = np.empty((len(sizes), 2), np.uint64)
    nothing = Columns._make(np.empty(0, kind) for kind in KINDS)
    append_tokens(folder, nothing, 0)
    for first, stop in _batches(firsts):
        documents = np.arange(first, stop)
        cut = engine.slices(documents, np.zeros(stop - first, np.int64), sizes[first:stop])
        append_tokens(folder, cut.columns, int(firsts[first]))
        digest(cut.columns.hashes, cut.opens, digests[first:stop])
    texts = Texts(nothing, firsts, digests, np.ones(len(sizes), np.bool_))
    stored = Stored(texts, Index(Segment.nothing(), Segment.nothing()), _held(found, rules))
    state = State(1, NO_BASE, int(firsts[-1]), rules.table.enough)
    write_index(folder, stored, rows[found.compared], state, state)


def sow_index(folder: str, rules: Rules) -> None:
    """Sow the tokens of an index in which nothing is sown yet: a sixth of the cost of finding."""
    kept = load_index(folder)
    texts = kept.stored.texts
    drafts = [os.path.join(folder, INDEX, f"seeds-{bucket:02}.draft") for bucket in range(FEWEST_BUCKETS)]
    with disk_said(folder):
        files = [open(path, "wb") for path in drafts]  # noqa: SIM115 - closed below, all at once
        try:
            for first, stop in _batches(texts.firsts):
                firsts = texts.firsts[first:stop]
                sown = sow_all(texts.columns.hashes, firsts, np.diff(texts.firsts)[first:stop], firsts, rules)
                for file, keys in zip(files, _by_bucket(sown.seeds, sown.places), strict=True):
                    keys.tofile(file)
        finally:
            total = sum(file.tell() for file in files) // 8
            for file in files:
                file.close()
        base = BaseWriter(folder, kept.state, total)
        for path in drafts:
            keys = np.sort(np.fromfile(path, np.uint64))
            os.unlink(path)
            base.add(keys & _KEPT, np.bincount((keys >> _POSTING).astype(np.int64), minlength=_OPENINGS))
        base.finish()


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
        yield keys[first:stop]


def _held(found: Found, rules: Rules) -> Held:
    table, numbers = found.table, np.arange(len(found.compared))
    documents = [found.documents[k] for k in found.compared.tolist()]
    places, standing = told_of(found.places, Sources.of(documents), rules)
    described = Described(table.start, table.end, table.words, table.similarity, table.medoid)
    return held_of(in_order(found.boxes, rules.tuning), places, standing, described, numbers, rules)
