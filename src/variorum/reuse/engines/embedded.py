"""The stages in this process: numba kernels over arrays, shared out among threads."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import local
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from variorum.errors import CorpusTooLarge
from variorum.progress import Step, silent
from variorum.reuse.documents import Listing
from variorum.reuse.engines.base import Catalogue
from variorum.reuse.engines.packed import NOTHING, Compared, Packed, PackedColumns, cut_out, packed
from variorum.reuse.engines.room import Room, joined
from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.links import documents_at, link
from variorum.reuse.kernels.seeds import FAR, FEWEST_BUCKETS, by_bucket, keep_repeated, sow, sow_windows, unpack
from variorum.reuse.kernels.tokens import count
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.tokens import tokens_of
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.progress import Report
    from variorum.reuse.engines.base import Arrays, Bounds, Boxes, Item, Result, Slices
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tokens import Batch
    from variorum.reuse.tuning import Tuning

# Characters that are tokenised at once: some 10 bytes each for the moment.
_BATCH = 1_000_000
# Tokens whose seeds are sown at once, at the least and at the most, and into how many parts a corpus is divided else.
_CHUNK, _MOST_CHUNK, _CHUNKS = 250_000, 4_000_000, 64
_TABLE = 10_000_000
# Tokens for each bucket of seeds: its sketch stays near the processor. More than so many buckets are small change.
_IN_BUCKET = 200_000
_MOST_BUCKETS = 1024
# Slots of the sketch for each seed: one in some thirty that stand once is kept for another's sake.
_SLOTS = 8
_FEWEST_SLOTS = 1 << 10
# Links that are extended together.
_LINKS = 10_000
# What seeds may take of the memory, which are looked at once.
_OF_SEEDS = 3 / 8
# A place is a number of 32 bits.
_MOST_TOKENS = (1 << 32) - 1


class Sown(NamedTuple):
    """The seeds of some documents, packed: bucket b has counts[b] of them, in the rows [opens[b], opens[b + 1]).

    `start` is the first place of these documents.
    """

    start: int
    opens: NDArray[np.int64]
    counts: NDArray[np.int64]
    packed: NDArray[np.uint64]


class SeedKeeper(Protocol):
    """Takes the seeds of all documents compared, a bucket at a time; buckets may come in any order, and at once."""

    def begin(self, sizes: NDArray[np.int64]) -> None:
        """So many seeds there are in each bucket."""

    def keep(self, bucket: int, rests: NDArray[np.uint32], places: NDArray[np.uint32]) -> None:
        """The seeds of a bucket: what tells each from the others in it, and its place."""

    def end(self) -> None:
        """All buckets came."""


class EmbeddedEngine:
    """Keeps to so many bytes of memory, half of the machine's where none are said; what goes beyond is in `scratch`.

    `scratch` is a folder, or else where the system has its temporary files: some 20 bytes a word at the most.
    """

    name = "embedded"

    def __init__(
        self,
        *,
        threads: int | None = None,
        memory: int | None = None,
        scratch: str | None = None,
        report: Report = silent,
    ) -> None:
        self._threads = threads or _processors()
        self._room = Room(memory, scratch)
        self._report = report
        self._tokens = NOTHING
        self._sizes = np.zeros(0, np.int64)
        self._compared = Compared.of(self._sizes, self._sizes)
        self._links = np.empty(0, np.uint64)
        self._own = local()
        self._keeper: SeedKeeper | None = None

    def sow_for(self, keeper: SeedKeeper) -> None:
        """Let a keeper have the seeds that are sown for the links."""
        self._keeper = keeper

    def read(self, source: Iterable[Document], *, ocr: bool = False) -> Catalogue:
        """The tokens of documents, kept in the order in which they come."""
        listing = Listing()
        alphabet = alphabet_of(ocr=ocr)
        columns = PackedColumns(self._room)
        sizes, digests = [], []

        def cut(texts: list[str]) -> tuple[Batch, Packed]:
            batch = tokens_of(texts, alphabet)
            return batch, packed(batch.columns, batch.sizes)

        for batch, some in self.each(cut, self._batches(source, listing)):
            columns.take(some)
            sizes.append(batch.sizes)
            digests.append(batch.digests)
        self._tokens = columns.whole()
        self._sizes = joined(sizes, np.int64)
        return Catalogue(listing.documents(), self._sizes, np.concatenate([np.empty((0, 2), np.uint64), *digests]))

    def compare(self, order: NDArray[np.int64]) -> None:
        """From now on only these documents count, in this order; their tokens stay where they are.

        Raises CorpusTooLarge.
        """
        tokens = int(self._sizes[order].sum())
        if tokens > _MOST_TOKENS:
            raise CorpusTooLarge(tokens, _MOST_TOKENS)
        self._compared = Compared.of(self._sizes, order)

    def count(self, slots: int) -> NDArray[np.uint32]:
        """How often each slot of the token table occurs."""
        # Each table takes as long to make as some million tokens to count.
        hands = min(self._threads, 1 + int(self._compared.firsts[-1]) // _TABLE)
        tables = self.each(lambda runs: self._counted(runs, slots), _dealt(_runs(self._compared), hands))
        total = next(tables, None)
        if total is None:
            return np.zeros(slots, np.uint32)
        for table in tables:
            total += table
        return total

    def link(self, table: TokenTable, bounds: Bounds, tuning: Tuning) -> None:
        """Sow by documents, link by buckets of seeds."""
        buckets = _buckets(int(self._compared.firsts[-1]))
        chunks = _chunks(self._compared.firsts)
        steps = len(chunks) + buckets
        seeds = self._room.parts(np.uint64, _OF_SEEDS)
        everything = []
        for sown in self.each(lambda chunk: self._sow(*chunk, table, tuning, buckets), chunks, ("links", 0, steps)):
            seeds.append(sown.packed)
            everything.append(sown._replace(packed=sown.packed[:0]))
        if self._keeper:
            self._keeper.begin(sum((sown.counts for sown in everything), np.zeros(buckets, np.int64)))
        told = ("links", len(chunks), steps)
        with self._room.passing():
            everything = [sown._replace(packed=part) for sown, part in zip(everything, seeds.all(), strict=True)]
            found = self.each(lambda bucket: self._linked(bucket, everything, bounds), range(buckets), told)
            self._links = joined(found, np.uint64)
        if self._keeper:
            self._keeper.end()
        self._links.sort()

    def extend(self, table: TokenTable, tuning: Tuning) -> Boxes:
        """Extend the links, divided by their earlier document."""
        parts = self._divided()
        found = self.each(lambda part: self._extended(*part, table, tuning), parts, ("boxes", 0, len(parts)))
        boxes = np.concatenate([np.empty((0, COLUMNS), np.int32), *found])
        self._links = self._links[:0].copy()
        return boxes

    def expect(self, boxes: Boxes, tuning: Tuning) -> None:
        """All tokens are here."""

    def held_tokens(self) -> Arrays:
        """The columns of tokens as they lie, in memory or in a file."""
        return self._tokens

    def hold_tokens(self, tokens: Arrays, sizes: NDArray[np.int64]) -> None:
        """Take columns that lie elsewhere."""
        self._tokens, self._sizes = Packed._make(tokens), sizes

    def held_links(self) -> Arrays:
        """The links in order."""
        return (self._links,)

    def hold_links(self, links: Arrays) -> None:
        """Take links in order."""
        (self._links,) = links

    def is_there(self, held: Arrays) -> bool:  # noqa: ARG002 - as the protocol has it
        """Tokens and links are in the arrays."""
        return True

    def slices(
        self, documents: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64], *, whole: bool = True
    ) -> Slices:
        """The tokens [begin, end) of documents, a run for each row."""
        cut = cut_out(self._tokens, self._compared, documents, begins, ends, whole=whole)
        self._room.touched((4 if whole else 1) * len(documents) * _PAGE)
        return cut

    def each(
        self, work: Callable[[Item], Result], items: Iterable[Item], told: tuple[str, int, int] | None = None
    ) -> Iterator[Result]:
        """What `work` makes of each item, in their order; few are under way at once.

        What is done is `told` as parts of a stage, so many of which were done before, of so many.
        """
        for done, result in enumerate(self._at_once(work, items), 1):
            if told:
                stage, before, total = told
                self._report(Step(stage, before + done, total, "parts"))
            yield result

    def _at_once(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
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

    def _batches(self, source: Iterable[Document], listing: Listing) -> Iterator[list[str]]:
        """The texts of documents, some at a time; what is said of them is listed."""
        batch: list[str] = []
        size = 0
        for document in source:
            listing.take(document)
            batch.append(document.text)
            size += len(document.text)
            if size >= _BATCH:
                self._report(Step("tokens", len(listing), None, "documents"))
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _counted(self, runs: list[tuple[int, int]], slots: int) -> NDArray[np.uint32]:
        table = np.zeros(slots, np.uint32)
        for first, stop in runs:
            count(self._tokens.hashes[first:stop], table)
            self._room.touched(4 * (stop - first))
        return table

    def _sow(self, first: int, stop: int, table: TokenTable, tuning: Tuning, buckets: int) -> Sown:
        compared = self._compared
        tokens = int(compared.firsts[stop] - compared.firsts[first])
        text = (self._tokens.hashes, *(column[first:stop] for column in compared[:3]), table.weights)
        sown = self._scratch(2 * tokens)
        n = sow(*text, sixteenths(tuning.least), sixteenths(tuning.most), table.enough, *sown)
        n = sow_windows(*text, sixteenths(tuning.found), *sown, n)
        start = int(compared.firsts[first])
        kept = Sown(
            start,
            np.empty(buckets + 1, np.int64),
            np.empty(buckets, np.int64),
            np.empty(n + buckets * (1 + 2 * (tokens // FAR)), np.uint64),
        )
        packed = by_bucket(*(column[:n] for column in sown), *kept)
        self._room.touched(4 * tokens)
        return kept._replace(packed=kept.packed[:packed])

    def _scratch(self, size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]:
        """Room for the seeds of a chunk, this thread's own."""
        if getattr(self._own, "size", -1) < size:
            self._own.size = size
            self._own.arrays = (np.empty(size, np.uint64), np.empty(size, np.uint32), np.empty(size, np.uint32))
        arrays: tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]] = self._own.arrays
        return arrays

    def _linked(self, bucket: int, everything: list[Sown], bounds: Bounds) -> NDArray[np.uint64]:
        parts = [sown.packed[sown.opens[bucket] : sown.opens[bucket + 1]] for sown in everything]
        packed = joined(parts, np.uint64)
        opens = np.cumsum([0, *map(len, parts)])
        columns = np.empty((3, len(packed)), np.uint32)
        many = unpack(packed, opens, np.array([sown.start for sown in everything], np.int64), *columns)
        rests, places, contexts = (column[:many] for column in columns)
        self._room.touched(2 * packed.nbytes)
        if self._keeper:
            self._keeper.keep(bucket, rests, places)
        keys = np.empty(len(rests), np.uint64)
        sketch = np.zeros(max(_FEWEST_SLOTS, 1 << (_SLOTS * len(rests)).bit_length()), np.uint8)
        kept = keep_repeated(rests, places, contexts, sketch, keys)
        keys, places = np.sort(keys[:kept]), places[:kept]
        documents = np.empty(kept, np.uint32)
        documents_at(places, self._compared.firsts, self._compared.blocks, documents)
        rows = np.empty((2, 3 * kept), np.uint32)
        limits = (bounds.groups, bounds.days, bounds.last_days, bounds.most_days, bounds.within)
        made = link(keys, documents, places, contexts[:kept], *limits, *rows)
        links: NDArray[np.uint64] = places[rows[0, :made]].astype(np.uint64)
        links <<= np.uint64(32)
        links |= places[rows[1, :made]]
        return links

    def _divided(self) -> list[tuple[int, int]]:
        """Parts [first, stop) of the links; none divides those of one document."""
        firsts = self._compared.firsts
        inner = self._links[_LINKS::_LINKS]
        documents = np.searchsorted(firsts, (inner >> np.uint64(32)).astype(np.int64), "right")
        cuts = np.searchsorted(self._links, firsts[documents].astype(np.uint64) << np.uint64(32))
        return list(pairwise(np.unique([0, *cuts.tolist(), len(self._links)]).tolist()))

    def _extended(self, first: int, stop: int, table: TokenTable, tuning: Tuning) -> Boxes:
        links = self._links[first:stop]
        boxes = np.empty((len(links), COLUMNS), np.int32)
        compared = self._compared
        prices = tuple(map(sixteenths, (tuning.drop, tuning.gap, tuning.other, tuning.found)))
        text = (self._tokens.hashes, table.weights, compared.wheres, compared.firsts, compared.blocks)
        found = extend_links(links, *text, *prices, boxes)
        self._room.touched(len(links) * _PAGE)
        return boxes[:found].copy()


# What is read of a file where one row is looked at.
_PAGE = 4096


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _runs(compared: Compared) -> Iterator[tuple[int, int]]:
    """Stretches [first, stop) of what is kept that the documents fill without a gap, of a bounded length."""
    order = np.argsort(compared.wheres, kind="stable")
    wheres, ends = compared.wheres[order], (compared.wheres + compared.sizes)[order]
    opens = np.flatnonzero(np.concatenate([[True], wheres[1:] != ends[:-1]])[: len(wheres)])
    stops = ends[np.append(opens[1:], len(ends)) - 1] if len(ends) else ends
    for first, stop in zip(wheres[opens].tolist(), stops.tolist(), strict=True):
        yield from pairwise([*range(first, stop, _CHUNK), stop])


def _dealt(items: Iterable[Item], hands: int) -> list[list[Item]]:
    """Items dealt into so many lists, as cards are."""
    everything = list(items)
    return [everything[k::hands] for k in range(min(hands, len(everything)))]


def _buckets(tokens: int) -> int:
    """How many buckets hold the seeds of so many tokens."""
    return max(FEWEST_BUCKETS, min(_MOST_BUCKETS, 1 << (tokens // _IN_BUCKET).bit_length()))


def _chunks(firsts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Documents [first, stop) of about as many tokens each."""
    tokens = int(firsts[-1])
    marks = np.arange(0, tokens, min(max(tokens // _CHUNKS, _CHUNK), _MOST_CHUNK))
    cuts = np.unique(np.append(np.searchsorted(firsts[:-1], marks), len(firsts) - 1))
    return list(pairwise(cuts.tolist()))
