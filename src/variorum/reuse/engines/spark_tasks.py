"""What the workers of a Spark cluster do: each stage on the blobs at hand, with the kernels of the embedded engine.

Nothing depends on how rows are divided among workers: what must be in order is put in order of documents and places.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from variorum.errors import WorkerDiffers
from variorum.reuse.engines.spark_blobs import array_in, batch_of, joined, rows_of, runs, schema_of, side_by_side
from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.links import BLOCK, index_blocks, link
from variorum.reuse.kernels.seeds import FAR, by_bucket, keep_repeated, sow, sow_windows, unpack
from variorum.reuse.kernels.tokens import count
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.tables import SCHEMA
from variorum.reuse.tokens import KINDS, Columns, tokens_of
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from pyspark import Broadcast

    from variorum.reuse.alphabet import Alphabet
    from variorum.reuse.engines.spark_blobs import Row

    Batches = Iterable[pa.RecordBatch]
    Ints = NDArray[np.int64]
    Triple = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]

# Characters and documents that make one row of tokens, unless one document is larger: some 10 MB of blobs.
_CHARACTERS, _DOCUMENTS = 4_000_000, 10_000
# Some documents of a partition; by document what is said of it (an Arrow stream), sizes, digests; by token the rest.
TOKENS = schema_of("part row documents", "said sizes digests starts lengths hashes tails")
# Slots of one range of the token table, and how often each occurs.
COUNTS, RANGES = schema_of("range", "slots counts"), 64
# The postings of some documents in one bucket: rests of seeds, documents, places, contexts.
POSTINGS = schema_of("bucket", "postings")
# Links whose earlier document is in one range of all documents: both documents, both places.
LINKS = schema_of("range", "links")
# Which documents of a row of tokens a range of documents needs, and what it is sent for that.
NEEDS, SENT = schema_of("part row range", "documents"), schema_of("range", "documents sizes hashes")
BOXES = schema_of("range", "boxes")
# The tokens of the runs [first, stop) among those asked.
SLICES = schema_of("first stop", "starts lengths hashes tails")
# Slots of the sketch for each seed of a bucket: one in some thirty that stand once is kept for another's sake.
_SLOTS = 8
_HALF = np.uint64(32)


class Layout(NamedTuple):
    """Which of so many rows of the catalogue a row of tokens covers.

    Row `row` of partition `part` begins with that of begins[opens[part] + row]; the last begin is the end.
    """

    begins: Ints
    opens: Ints

    @classmethod
    def of(cls, counts: Ints, parts: Ints) -> Self:
        """The layout of rows of so many documents of these partitions, in order."""
        opens = np.searchsorted(parts, np.arange(int(parts.max(initial=-1)) + 2))
        return cls(np.concatenate([[0], np.cumsum(counts)]), opens)

    def begin(self, row: Row) -> int:
        """The first row of the catalogue that a row of tokens covers."""
        return int(self.begins[self.opens[row["part"].as_py()] + row["row"].as_py()])

    def of_parts(self) -> Ints:
        """Where the rows of each partition begin, and the last end."""
        opens: Ints = self.begins[self.opens]
        return opens


class Numbering(NamedTuple):
    """Which document of those compared each row of the catalogue is (-1: none), and the other way round."""

    numbers: NDArray[np.int32]
    order: NDArray[np.int32]
    layout: Layout

    def of(self, row: Row) -> NDArray[np.int32]:
        """The numbers of the documents of a row of tokens."""
        begin = self.layout.begin(row)
        return self.numbers[begin : begin + row["documents"].as_py()]


class Asked(NamedTuple):
    """Runs of tokens asked of some partitions, from number `first` on: rows of the catalogue, begins and ends."""

    first: int
    runs: NDArray[np.int32]


class Scoping(NamedTuple):
    """Which documents are compared, as `Bounds` say it; nothing where each is a group by itself, or days are free.

    `days` are the first and the last ones, a row each.
    """

    groups: NDArray[np.uint32] | None
    days: NDArray[np.int32] | None
    most_days: int
    within: int


class Seeding(NamedTuple):
    """What tokens say, and what a seed must say, in sixteenths of a bit."""

    weights: NDArray[np.uint8]
    least: int
    most: int
    enough: int
    enough_in_window: int
    buckets: int


def cut(batches: Batches, part: int, version: str, *, ocr: bool) -> Iterator[pa.RecordBatch]:
    """Stage 1: the documents of a partition, cut into tokens."""
    if version != __version__:
        raise WorkerDiffers(version, __version__)
    for row, documents in enumerate(_gathered(batches)):
        found = tokens_of([text or "" for text in documents.column("text").to_pylist()], _alphabet(ocr))
        said = (as_file(_said(documents)), found.sizes, found.digests)
        cells = (part, row, len(documents), *said, *found.columns)
        yield batch_of(TOKENS, *([each] for each in cells))


def tally(batches: Batches, numbering: Numbering, slots: int) -> Iterator[pa.RecordBatch]:
    """Stage 2: how often each slot occurs in the documents of a partition that are compared."""
    table = np.zeros(slots, np.uint32)
    for row in rows_of(batches):
        compared = np.repeat(numbering.of(row) >= 0, array_in(row["sizes"], np.int64))
        count(array_in(row["hashes"], np.uint32)[compared], table)
    filled = [np.flatnonzero(each).astype(np.uint32) for each in np.split(table, RANGES)]
    counts = [each[slots].astype(np.int64) for each, slots in zip(np.split(table, RANGES), filled, strict=True)]
    yield batch_of(COUNTS, list(range(RANGES)), filled, counts)


def add_up(counted: pa.Table, slots: int) -> pa.Table:
    """What several partitions counted in one range of the token table, together."""
    table = np.zeros(slots // RANGES, np.int64)
    for row in rows_of(counted.to_batches()):
        table[array_in(row["slots"], np.uint32)] += array_in(row["counts"], np.int64)
    filled = np.flatnonzero(table).astype(np.uint32)
    return _table(COUNTS, [counted["range"][0].as_py()], [filled], [table[filled]])


def sow_seeds(batches: Batches, numbering: Numbering, seeding: Seeding) -> Iterator[pa.RecordBatch]:
    """Stage 3: the seeds of the documents compared, one blob for each row of tokens and bucket of seeds."""
    for row in rows_of(batches):
        numbers, sizes = numbering.of(row), array_in(row["sizes"], np.int64)
        compared = np.flatnonzero(numbers >= 0)
        wheres, sizes = (np.cumsum(sizes) - sizes)[compared], sizes[compared]
        firsts = np.cumsum(sizes) - sizes
        opens, sown = _sown(array_in(row["hashes"], np.uint32).copy(), (wheres, sizes, firsts), seeding)
        rests, places, contexts = sown
        owners = np.searchsorted(firsts, places, "right") - 1
        within = places - firsts[owners].astype(np.uint32)
        columns = np.stack([rests, numbers[compared][owners].view(np.uint32), within, contexts])
        filled = np.flatnonzero(np.diff(opens)).tolist()
        yield batch_of(POSTINGS, filled, [columns[:, opens[b] : opens[b + 1]] for b in filled])


def link_bucket(postings: pa.Table, scoping: Scoping, documents: int, ranges: int) -> pa.Table:
    """Stage 3: the links of one bucket of seeds, one blob for each range of earlier documents."""
    rests, numbers, places, contexts = _repeated(side_by_side(postings["postings"], 4))
    here, owners = np.unique(numbers, return_inverse=True)
    groups = np.arange(len(here), dtype=np.uint32) if scoping.groups is None else scoping.groups[here]
    days = last_days = np.zeros(len(here), np.int64)
    if scoping.days is not None:
        days, last_days = (column[here].astype(np.int64) for column in scoping.days)
    keys = np.sort(rests.astype(np.uint64) << _HALF | np.arange(len(rests), dtype=np.uint64))
    ends = np.empty((2, 3 * len(keys)), np.uint32)
    text = (keys, owners.astype(np.uint32), places, contexts)
    made = link(*text, groups, days, last_days, scoping.most_days, scoping.within, *ends)
    one, other = ends[:, :made]
    links = np.stack([numbers[one], numbers[other], places[one], places[other]])
    return _table(LINKS, *_by(links[0].astype(np.int64) * ranges // max(documents, 1), links))


def need(batches: Batches, numbering: Numbering) -> Iterator[pa.RecordBatch]:
    """Stage 4: which documents the links of each range of documents are between, by the row of tokens they are in."""
    layout = numbering.layout
    for row in rows_of(batches):
        documents = np.unique(array_in(row["links"], np.uint32).reshape(4, -1)[:2])
        owners = np.searchsorted(layout.begins, numbering.order[documents], "right") - 1
        filled, blobs = _by(owners, documents[np.newaxis])
        parts = np.searchsorted(layout.opens, filled, "right") - 1
        ranges = [row["range"].as_py()] * len(filled)
        yield batch_of(NEEDS, parts.tolist(), (filled - layout.opens[parts]).tolist(), ranges, blobs)


def send(tokens: pa.Table, needs: pa.Table, numbering: Numbering) -> pa.Table:
    """Stage 4: the tokens of one row that ranges of documents need, one blob for each range."""
    columns: tuple[list[object], ...] = ([], [], [], [])
    for row in rows_of(tokens.to_batches()):
        sizes, hashes = array_in(row["sizes"], np.int64), array_in(row["hashes"], np.uint32)
        wheres = np.cumsum(sizes) - sizes
        ranges = needs["range"].to_numpy()
        for one in np.unique(ranges).tolist():
            documents = np.unique(joined(needs.filter(pa.array(ranges == one))["documents"], np.uint32))
            rows = numbering.order[documents] - numbering.layout.begin(row)
            cells = (one, documents, sizes[rows], hashes[runs(wheres[rows], sizes[rows])])
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell)
    return _table(SENT, *columns)


def extend_range(links: pa.Table, sent: pa.Table, weights: NDArray[np.uint8], prices: tuple[int, ...]) -> pa.Table:
    """Stage 4: the boxes of the links of one range of documents, by the tokens that it was sent."""
    documents = joined(sent["documents"], np.uint32)
    order = np.argsort(documents)
    documents, sizes = documents[order], joined(sent["sizes"], np.int64)
    wheres, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
    firsts = np.concatenate([[0], np.cumsum(sizes)])
    blocks = np.zeros(int(firsts[-1]) // BLOCK + 1, np.uint32)
    index_blocks(firsts, blocks)
    columns = side_by_side(links["links"], 4)
    one, other = (firsts[np.searchsorted(documents, columns[k])] + columns[2 + k] for k in range(2))
    pairs = np.sort(one.astype(np.uint64) << _HALF | other.astype(np.uint64))
    boxes = np.empty((len(pairs), COLUMNS), np.int32)
    text = (joined(sent["hashes"], np.uint32), weights, wheres, firsts, blocks)
    found = boxes[: extend_links(pairs, *text, *prices, boxes)]
    found[:, :2] = documents[found[:, :2]]
    return _table(BOXES, [links["range"][0].as_py()], [found])


def asked_in(
    batches: Batches, layout: Layout, parts: Ints, shares: Sequence[Broadcast[Asked]]
) -> Iterator[pa.RecordBatch]:
    """The asked runs of tokens; share k is of the partitions from parts[k]."""
    for row in rows_of(batches):
        begin = layout.begin(row)
        asked = shares[int(np.searchsorted(parts, row["part"].as_py(), "right")) - 1].value
        first, stop = np.searchsorted(asked.runs[0], [begin, begin + row["documents"].as_py()]).tolist()
        if first == stop:
            continue
        sizes = array_in(row["sizes"], np.int64)
        rows, begins, ends = asked.runs[:, first:stop].astype(np.int64)
        places = runs((np.cumsum(sizes) - sizes)[rows - begin] + begins, ends - begins)
        columns = [array_in(row[name], kind)[places] for name, kind in zip(Columns._fields, KINDS, strict=True)]
        cells = (asked.first + first, asked.first + stop, *columns)
        yield batch_of(SLICES, *([each] for each in cells))


def _gathered(batches: Batches) -> Iterator[pa.RecordBatch]:
    """The documents of batches, as many at once as make a row of tokens."""
    parts: list[pa.RecordBatch] = []
    characters = documents = 0
    for batch in batches:
        lengths = pc.utf8_length(batch.column("text")).fill_null(0).to_numpy(zero_copy_only=False)
        begin = 0
        for k, length in enumerate(lengths.tolist()):
            characters += length
            documents += 1
            if characters >= _CHARACTERS or documents == _DOCUMENTS:
                yield pa.concat_batches([*parts, batch.slice(begin, k + 1 - begin)])
                parts, begin, characters, documents = [], k + 1, 0, 0
        if begin < len(batch):
            parts.append(batch.slice(begin))
    if parts:
        yield pa.concat_batches(parts)


def _sown(hashes: NDArray[np.uint32], text: tuple[Ints, Ints, Ints], seeding: Seeding) -> tuple[Ints, Triple]:
    """The seeds of documents by bucket: where each bucket opens; rests, places and contexts."""
    tokens = int(text[1].sum())
    sown = (np.empty(2 * tokens, np.uint64), np.empty(2 * tokens, np.uint32), np.empty(2 * tokens, np.uint32))
    n = sow(hashes, *text, seeding.weights, seeding.least, seeding.most, seeding.enough, *sown)
    n = sow_windows(hashes, *text, seeding.weights, seeding.enough_in_window, *sown, n)
    opens, counts = np.empty(seeding.buckets + 1, np.int64), np.empty(seeding.buckets, np.int64)
    packed = np.empty(n + seeding.buckets * (1 + 2 * (tokens // FAR)), np.uint64)
    by_bucket(*(column[:n] for column in sown), 0, opens, counts, packed)
    kept = (np.empty(len(packed), np.uint32), np.empty(len(packed), np.uint32), np.empty(len(packed), np.uint32))
    unpack(packed, opens, np.zeros(seeding.buckets, np.int64), *kept)
    return np.concatenate([[0], np.cumsum(counts)]), kept


def _repeated(postings: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The postings of seeds that occur more than once, and few others, in order of their documents and places."""
    rests, keys = np.ascontiguousarray(postings[0]), np.empty(postings.shape[1], np.uint64)
    sketch = np.zeros(1 << (_SLOTS * len(rests)).bit_length(), np.uint8)
    columns = np.arange(len(rests), dtype=np.uint32)
    kept = postings[:, columns[: keep_repeated(rests, columns, postings[3].copy(), sketch, keys)]]
    return np.take(kept, np.argsort(kept[1].astype(np.uint64) << _HALF | kept[2]), axis=1)


def _by(numbers: Ints, columns: NDArray[np.uint32]) -> tuple[Ints, list[NDArray[np.uint32]]]:
    """Columns divided by a number for each of their places: the numbers there are, and the part of each."""
    order = np.argsort(numbers, kind="stable")
    filled, opens = np.unique(numbers[order], return_index=True)
    return filled, np.split(columns[:, order], opens[1:], axis=1) if len(filled) else []


def _said(documents: pa.RecordBatch) -> pa.RecordBatch:
    """What finding needs of documents, "" being nothing known."""
    ids, *names = (documents.column(name) for name in SCHEMA.names)
    known = [pc.if_else(pc.equal(name, ""), None, name).dictionary_encode() for name in names]
    return pa.RecordBatch.from_arrays([ids, *known], SCHEMA.names)


def as_file(batch: pa.RecordBatch) -> bytes:
    """A batch as the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def _table(schema: pa.Schema, *columns: Iterable[object]) -> pa.Table:
    return pa.Table.from_batches([batch_of(schema, *columns)], schema)


@cache
def _alphabet(ocr: bool) -> Alphabet:  # noqa: FBT001 - what a cache is asked with
    """One for all the batches that a worker cuts: a character is the same in each."""
    return alphabet_of(ocr=ocr)
