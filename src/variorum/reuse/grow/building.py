"""The index of a run, written while all of it is found at once."""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.errors import RunUnwritable
from variorum.reuse.described import Described, Sources
from variorum.reuse.grow.folder import (
    BaseWriter,
    State,
    append_boxes,
    append_tokens,
    drop_index,
    start_index,
    write_index,
    write_weights,
)
from variorum.reuse.grow.joining import held_of, told_of
from variorum.reuse.grow.postings import Index, Segment
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.kernels.seeds import FEWEST_BUCKETS, OPENING_BITS, SEED_BITS
from variorum.reuse.kernels.tokens import digest
from variorum.reuse.run.manifest import INDEX
from variorum.reuse.tokens import KINDS, Columns
from variorum.reuse.uniting import united_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Engine
    from variorum.reuse.grow.held import Held
    from variorum.reuse.grow.known import Rules
    from variorum.reuse.plan import Found

# Tokens that are looked at together.
_TOKENS = 2_000_000
_FIRST = 1
_HALF = np.uint64(32)
# Of the rest of a seed in a bucket so many bits say its opening, as the bucket does; above its place they are these.
_REST_BITS = SEED_BITS - (FEWEST_BUCKETS - 1).bit_length()
_OPENINGS = 1 << (OPENING_BITS - SEED_BITS + _REST_BITS)
_OPENING = np.uint64(64 - (_OPENINGS - 1).bit_length())
_POSTING = (np.uint64(1) << _OPENING) - np.uint64(1)


class IndexWriter:
    """Writes the index of a run: the places of seeds as an engine sows them, and then what it has found.

    What the disk refuses is an error when the index is finished and no sooner: the tables may fit. Where no seeds are
    sown because their links were known from before, those that were written then count.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._base = BaseWriter(folder, _FIRST)
        self._refused: RunUnwritable | None = None

    def begin(self, sizes: NDArray[np.int64]) -> None:
        """So many seeds there are in each bucket."""
        self._openings = (1 << OPENING_BITS) // len(sizes)
        with self._excused():
            start_index(self._folder)
            self._base.begin(sizes)

    def keep(self, bucket: int, rests: NDArray[np.uint32], places: NDArray[np.uint32]) -> None:
        """The seeds of a bucket, whose places are in the canonical order of the documents."""
        if self._refused:
            return
        keys = rests.astype(np.uint64)
        keys <<= _HALF
        keys |= places
        keys.sort()
        first = bucket * self._openings % _OPENINGS
        opens = np.arange(first, first + self._openings, dtype=np.uint64) << _OPENING
        counts = np.diff(np.searchsorted(keys, opens), append=len(keys))
        keys &= _POSTING
        with self._excused():
            self._base.put(bucket, keys, counts)

    def end(self) -> None:
        """All seeds came."""
        if not self._refused:
            with self._excused():
                self._base.finish()
        if self._refused:
            self.give_up(self._refused)

    def give_up(self, error: RunUnwritable) -> None:
        """Leave the room to the tables: `finish` raises this error."""
        self._refused = error
        self._base.close()
        drop_index(self._folder)

    def finish(self, engine: Engine[Any], found: Found, rows: NDArray[np.int64], rules: Rules) -> None:
        """The rest of what an engine has found; `rows` are the documents' places among the texts of the run.

        Raises RunUnwritable.
        """
        if self._refused:
            raise self._refused
        if not all(map(os.path.exists, base_files(self._folder))):
            raise RunUnwritable(os.path.join(self._folder, INDEX), "there was no room for it before")
        _keep_found(self._folder, engine, found, rows, rules)

    @contextmanager
    def _excused(self) -> Iterator[None]:
        try:
            yield
        except RunUnwritable as error:
            self._refused = self._refused or error


def base_files(folder: str) -> list[str]:
    """Where the places of the seeds that a run began with are written."""
    return [os.path.join(folder, INDEX, f"base-{_FIRST}", f"{name}.npy") for name in Segment._fields]


def _keep_found(folder: str, engine: Engine[Any], found: Found, rows: NDArray[np.int64], rules: Rules) -> None:
    write_weights(folder, rules.table)
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
    append_boxes(folder, stored.held.boxes, _FIRST, 0)
    state = State(_FIRST, _FIRST, _FIRST, int(firsts[-1]), len(stored.held.boxes), rules.table.enough)
    write_index(folder, stored, rows[found.compared], state)


def _batches(firsts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Documents [first, stop) of so many tokens, or a longer one."""
    marks = np.searchsorted(firsts[:-1], np.arange(0, int(firsts[-1]) + 1, _TOKENS))
    return pairwise(np.unique(np.append(marks, [0, len(firsts) - 1])).tolist())


def _held(found: Found, rules: Rules) -> Held:
    table, numbers = found.table, np.arange(len(found.compared))
    places, standing = told_of(found.places, Sources.of(found.said.take(found.compared)), rules)
    described = Described(table.start, table.end, table.words, table.similarity, table.medoid)
    return held_of(found.boxes, united_of(found.boxes), places, standing, described, numbers, rules)
