"""The stages in this process: numba kernels over arrays, shared out among threads."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.engines.base import Catalogue, Slices
from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.links import BLOCK, documents_at, index_blocks, link
from variorum.reuse.kernels.seeds import FEWEST_BUCKETS, by_bucket, keep_repeated, sow, sow_windows
from variorum.reuse.kernels.slices import cut
from variorum.reuse.kernels.tokens import count
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.tokens import KINDS, Columns, tokens_of
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.reuse.engines.base import Bounds, Boxes, Item, Result
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

# Characters that are tokenised at once: some 10 bytes each for the moment.
_BATCH = 2_000_000
# Tokens whose seeds are sown at once.
_CHUNK = 1_000_000
# Seeds of a bucket, when there are many: their sketch stays in a processor's own memory.
_IN_BUCKET = 60_000
# Slots of the sketch for each seed: one in some thirty that stand once is kept for another's sake.
_SLOTS = 8
_FEWEST_SLOTS = 1 << 10
# Parts of the work for each thread, so that none waits long for the last.
_PARTS = 8


class Compared(NamedTuple):
    """The documents compared, in canonical order: where the tokens of each are kept, and how many it has.

    In this order they have the places [firsts[d], firsts[d + 1]); `blocks` finds the document of a place.
    """

    wheres: NDArray[np.int64]
    sizes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    blocks: NDArray[np.uint32]


class Sown(NamedTuple):
    """The seeds of some documents by bucket: bucket b has the rows [opens[b], opens[b + 1])."""

    opens: NDArray[np.int64]
    rests: NDArray[np.uint32]
    places: NDArray[np.uint32]
    contexts: NDArray[np.uint32]


class EmbeddedEngine:
    """Holds everything in memory: some 40 bytes a token at the most."""

    def __init__(self, *, threads: int | None = None) -> None:
        self._threads = threads or len(os.sched_getaffinity(0))
        self._columns = Columns._make(np.empty(0, kind) for kind in KINDS)
        self._stored = np.zeros(1, np.int64)
        self._compared = _compared(self._stored[:0], self._stored[:0])
        self._links = np.empty(0, np.uint64)

    def read(self, source: Iterable[Document], *, ocr: bool = False) -> Catalogue:
        """The tokens of documents, kept in the order in which they come."""
        documents: list[Document] = []
        alphabet = alphabet_of(ocr=ocr)
        parts = list(self.each(lambda texts: tokens_of(texts, alphabet), _batches(source, documents)))
        self._columns = Columns._make(_joined((part.columns[k] for part in parts), KINDS[k]) for k in range(len(KINDS)))
        sizes = _joined((part.sizes for part in parts), np.int64)
        self._stored = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return Catalogue(documents, sizes, np.concatenate([np.empty((0, 2), np.uint64), *(p.digests for p in parts)]))

    def compare(self, order: NDArray[np.int64]) -> None:
        """From now on only these documents count, in this order; their tokens stay where they are."""
        self._compared = _compared(self._stored[order], np.diff(self._stored)[order])

    def count(self, slots: int) -> NDArray[np.int64]:
        """How often each slot of the token table occurs."""
        table = np.zeros(slots, np.int64)
        for first, stop in _runs(self._compared):
            count(self._columns.hashes[first:stop], table)
        return table

    def link(self, table: TokenTable, bounds: Bounds, tuning: Tuning) -> int:
        """Sow by documents, link by buckets of seeds."""
        buckets = _buckets(int(self._compared.firsts[-1]))
        chunks = list(self.each(lambda part: self._sow(*part, table, tuning, buckets), _chunks(self._compared.firsts)))
        found = self.each(lambda bucket: self._linked(bucket, chunks, bounds), range(buckets))
        self._links = np.sort(np.concatenate([np.empty(0, np.uint64), *found]))
        return len(self._links)

    def extend(self, table: TokenTable, tuning: Tuning) -> Boxes:
        """Extend the links, divided by their earlier document."""
        bounds = self._divided(self._threads * _PARTS)
        parts = self.each(lambda part: self._extended(self._links[slice(*part)], table, tuning), pairwise(bounds))
        return np.concatenate([np.empty((0, COLUMNS), np.int32), *parts])

    def slices(self, documents: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Slices:
        """The tokens [begin, end) of documents, a run for each row."""
        opens = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
        columns = Columns._make(np.empty(int(opens[-1]), kind) for kind in KINDS)
        cut(*self._columns, self._compared.wheres[documents] + begins, opens, *columns)
        return Slices(columns, opens)

    def _sow(self, first: int, stop: int, table: TokenTable, tuning: Tuning, buckets: int) -> Sown:
        compared = self._compared
        most = 2 * int(compared.firsts[stop] - compared.firsts[first])
        rows = (column[first:stop] for column in compared[:3])
        text = (self._columns.hashes, *rows, table.weights)
        sown = (np.empty(most, np.uint64), np.empty(most, np.uint32), np.empty(most, np.uint32))
        n = sow(*text, sixteenths(tuning.least), sixteenths(tuning.most), table.enough, *sown)
        n = sow_windows(*text, sixteenths(tuning.found), *sown, n)
        kept = Sown(np.empty(buckets + 1, np.int64), *(np.empty(n, np.uint32) for _ in range(3)))
        by_bucket(*(column[:n] for column in sown), *kept)
        return kept

    def _linked(self, bucket: int, chunks: list[Sown], bounds: Bounds) -> NDArray[np.uint64]:
        parts = [(chunk, slice(*chunk.opens[bucket : bucket + 2])) for chunk in chunks]
        rests, places, contexts = (_joined((part[k][rows] for part, rows in parts), np.uint32) for k in (1, 2, 3))
        keys = np.empty(len(rests), np.uint64)
        sketch = np.zeros(max(_FEWEST_SLOTS, 1 << (_SLOTS * len(rests)).bit_length()), np.uint8)
        kept = keep_repeated(rests, places, contexts, sketch, keys)
        places = places[:kept]
        keys = np.sort(keys[:kept])
        documents = np.empty(kept, np.uint32)
        documents_at(places, self._compared.firsts, self._compared.blocks, documents)
        rows = np.empty((2, 3 * kept), np.uint32)
        limits = (bounds.groups, bounds.days, bounds.most_days, bounds.within)
        made = link(keys, documents, places, contexts[:kept], *limits, *rows)
        links: NDArray[np.uint64] = places[rows[0, :made]].astype(np.uint64)
        links <<= np.uint64(32)
        links |= places[rows[1, :made]]
        return links

    def _divided(self, parts: int) -> list[int]:
        """Where parts of the links begin, none inside those of one document, and where the last one ends."""
        firsts = self._compared.firsts
        inner = self._links[len(self._links) * np.arange(1, parts) // parts] if len(self._links) else self._links
        documents = np.searchsorted(firsts, (inner >> np.uint64(32)).astype(np.int64), "right")
        cuts = np.searchsorted(self._links, firsts[documents].astype(np.uint64) << np.uint64(32))
        return [0, *cuts.tolist(), len(self._links)]

    def _extended(self, links: NDArray[np.uint64], table: TokenTable, tuning: Tuning) -> Boxes:
        boxes = np.empty((len(links), COLUMNS), np.int32)
        compared = self._compared
        prices = tuple(map(sixteenths, (tuning.drop, tuning.gap, tuning.other, tuning.found)))
        text = (self._columns.hashes, table.weights, compared.wheres, compared.firsts, compared.blocks)
        return boxes[: extend_links(links, *text, *prices, boxes)].copy()

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """What `work` makes of each item, in their order; few are under way at once."""
        if self._threads == 1:
            yield from map(work, items)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: deque[Future[Result]] = deque()
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > 2 * self._threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def _compared(wheres: NDArray[np.int64], sizes: NDArray[np.int64]) -> Compared:
    firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    blocks = np.zeros(int(firsts[-1]) // BLOCK + 1, np.uint32)
    if len(sizes):
        index_blocks(firsts, blocks)
    return Compared(wheres, sizes, firsts, blocks)


def _runs(compared: Compared) -> Iterator[tuple[int, int]]:
    """Stretches [first, stop) of what is kept that the documents fill without a gap."""
    order = np.argsort(compared.wheres, kind="stable")
    wheres, ends = compared.wheres[order], (compared.wheres + compared.sizes)[order]
    opens = np.flatnonzero(np.concatenate([[True], wheres[1:] != ends[:-1]])[: len(wheres)])
    stops = ends[np.append(opens[1:], len(ends)) - 1] if len(ends) else ends
    yield from zip(wheres[opens].tolist(), stops.tolist(), strict=True)


def _buckets(tokens: int) -> int:
    """How many buckets hold the seeds of so many tokens."""
    return max(FEWEST_BUCKETS, min(1 << 12, 1 << (tokens // _IN_BUCKET).bit_length()))


def _chunks(firsts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Documents [first, stop) of about as many tokens each."""
    marks = np.arange(0, int(firsts[-1]), _CHUNK)
    cuts = np.unique(np.append(np.searchsorted(firsts[:-1], marks), len(firsts) - 1)).tolist()
    yield from pairwise(cuts)


def _batches(source: Iterable[Document], documents: list[Document]) -> Iterator[list[str]]:
    """The texts of documents, some at a time; the documents are put on the list."""
    batch: list[str] = []
    size = 0
    for document in source:
        documents.append(document)
        batch.append(document.text)
        size += len(document.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _joined(parts: Iterable[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *parts])
