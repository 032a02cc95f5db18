"""The stages on a Spark cluster: the kernels of the embedded engine in its workers, blobs shuffled between them."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
from pyspark import StorageLevel

from variorum.errors import AddressUnreached, InputUnseen, SparkFailed
from variorum.reuse.documents import Documents
from variorum.reuse.engines import spark_tasks as tasks
from variorum.reuse.engines.base import Catalogue, Slices
from variorum.reuse.engines.room import Room
from variorum.reuse.engines.spark_blobs import array_in, joined, rows_of, said_to_spark
from variorum.reuse.engines.spark_documents import handed_over
from variorum.reuse.engines.spark_held import OF_TOKENS, PAGE, Held, Stretches, cut_out
from variorum.reuse.engines.spark_session import is_local, partition_here, said_by_workers, streamed, unwarned
from variorum.reuse.engines.spark_shelf import Shelf
from variorum.reuse.engines.spark_tasks import Asked, Layout, Numbering, Scoping, Seeding
from variorum.reuse.kernels.extension import COLUMNS
from variorum.reuse.shares import shared_out
from variorum.reuse.tables import documents_in
from variorum.reuse.tokens import KINDS, Columns
from variorum.reuse.tuning import sixteenths
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

    from variorum.model.reuse import Document
    from variorum.reuse.engines.base import Arrays, Bounds, Boxes, Item, Result
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

    Ints = NDArray[np.int64]

# Tokens of the documents in one range, whose links one worker extends: 4 bytes each, and again for each other range
# that their passages stand in.
_IN_RANGE = 2_000_000
# Seeds of one bucket, which one worker links: some 30 bytes each.
_IN_BUCKET, _FEWEST_BUCKETS = 8_000_000, 64
# Runs of tokens that are asked of the workers in one share, unless a partition has more: 12 bytes each.
_ASKED = 1_000_000
# Tokens that are fetched at once: 11 bytes each.
_FEW = 20_000_000


class SparkEngine:
    """Keeps tokens, seeds and links with the workers: on their disks, or, beyond this session, where it is said.

    Documents come as a DataFrame (id, text, date, issuer, series, each a string, "" or null if not known) or from this
    process, for workers on this machine. What stays here: what is said of each document and 60 bytes more, the boxes,
    and of what is shared 11 bytes a word.
    """

    name = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session
        self._frames: list[DataFrame] = []
        self._shelf: Shelf | None = None
        self._notice: Callable[[str], None] = lambda _: None
        self._marks: dict[str, NDArray[np.uint8]] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._stored = np.empty(0, np.int64)
        self._layout = Layout.of(self._stored, self._stored)
        self._compared = np.empty(0, np.int64)
        self._room = Room()
        self._held: Held | None = None

    def keep_at(self, address: str, notice: Callable[[str], None]) -> None:
        """From now on tokens and links are written to a folder at an address, and outlive the session.

        Where they cannot be, they are kept on the workers' disks, and `notice` is told.
        """
        self._shelf, self._notice = Shelf(self.session, address), notice

    def read(self, source: DataFrame | Iterable[Document], *, ocr: bool = False) -> Catalogue:
        """Documents, cut into tokens that the workers keep."""
        from pyspark.sql import DataFrame

        version = __version__
        frame = source if isinstance(source, DataFrame) else self._handed_over(source)
        self._tokens = self._kept(
            "tokens",
            _mapped(frame, lambda rows: tasks.cut(rows, partition_here(), version, ocr=ocr), tasks.TOKENS),
        )
        found = self._collected(self._tokens.select("part", "row", "documents", "said", "sizes", "digests"))
        if self._shelf:
            self._shelf.check(self._marks["tokens"], len(found))
        found = found.sort_by([("part", "ascending"), ("row", "ascending")])
        self._layout = Layout.of(found["documents"].to_numpy(), found["part"].to_numpy())
        self._stored = joined(found["sizes"], np.int64)
        digests = joined(found["digests"], np.uint64).reshape(-1, 2)
        return Catalogue(Documents.joined(map(_documents_in, found["said"])), self._stored, digests)

    @property
    def parts(self) -> Ints:
        """The row of the catalogue with which each partition of the source begins, and how many rows there are."""
        return self._layout.of_parts()

    def compare(self, order: Ints) -> None:
        """From now on only these documents count, in this order; the workers are told the numbers."""
        numbers = np.full(len(self._stored), -1, np.int32)
        numbers[order] = np.arange(len(order))
        self._compared = order
        numbering = Numbering(numbers, order.astype(np.int32), self._layout)
        self._numbering = self.session.sparkContext.broadcast(numbering)

    def count(self, slots: int) -> Ints:
        """Count in each partition, and add up by ranges of slots."""
        numbering = self._numbering
        tokens = self._tokens.select("part", "row", "documents", "sizes", "hashes")
        counted = _mapped(tokens, lambda rows: tasks.tally(rows, numbering.value, slots), tasks.COUNTS)
        added = self._collected(_grouped(counted, "range", lambda rows: tasks.add_up(rows, slots), tasks.COUNTS))
        table = np.zeros((tasks.RANGES, slots // tasks.RANGES), np.int64)
        for row in rows_of(added.to_batches()):
            table[row["range"].as_py(), array_in(row["slots"], np.uint32)] = array_in(row["counts"], np.int64)
        return table.ravel()

    def link(self, table: TokenTable, bounds: Bounds, tuning: Tuning) -> None:
        """Sow by documents, shuffle, link by buckets of seeds."""
        numbering, documents, total = self._numbering, len(self._compared), int(self._stored[self._compared].sum())
        least, most, in_window = map(sixteenths, (tuning.least, tuning.most, tuning.found))
        buckets = max(_FEWEST_BUCKETS, 1 << (total // _IN_BUCKET).bit_length())
        seeding = self.session.sparkContext.broadcast(
            Seeding(table.weights, least, most, table.enough, in_window, buckets)
        )
        scoping = self.session.sparkContext.broadcast(_scoping(bounds))
        ranges = total // _IN_RANGE + self.session.sparkContext.defaultParallelism
        tokens = self._tokens.select("part", "row", "documents", "sizes", "hashes")
        sown = _mapped(tokens, lambda rows: tasks.sow_seeds(rows, numbering.value, seeding.value), tasks.POSTINGS)
        self._links = self._kept(
            "links",
            _grouped(
                sown, "bucket", lambda rows: tasks.link_bucket(rows, scoping.value, documents, ranges), tasks.LINKS
            ),
        )
        if "links" not in self._marks:
            with said_by_workers():
                self._links.count()

    def extend(self, table: TokenTable, tuning: Tuning) -> Boxes:
        """Send tokens where links need them, and extend."""
        numbering = self._numbering
        weights = self.session.sparkContext.broadcast(table.weights)
        prices = tuple(map(sixteenths, (tuning.drop, tuning.gap, tuning.other, tuning.found)))
        needs = _mapped(self._links, lambda rows: tasks.need(rows, numbering.value), tasks.NEEDS)
        tokens = self._tokens.select("part", "row", "sizes", "hashes")
        sent = _together(
            tokens, needs, ("part", "row"), lambda rows, needed: tasks.send(rows, needed, numbering.value), tasks.SENT
        )
        extended = self._collected(
            _together(
                self._links,
                sent,
                ("range",),
                lambda links, rows: tasks.extend_range(links, rows, weights.value, prices),
                tasks.BOXES,
            )
        )
        # By earlier document, as the embedded engine hands them out.
        extended = extended.sort_by("range")
        return joined(extended["boxes"], np.int32).reshape(-1, COLUMNS)

    def expect(self, boxes: Boxes, tuning: Tuning) -> None:
        """Fetch the tokens of all that is shared. The links have done what they are for."""
        if self._shelf:
            with suppress(AddressUnreached, SparkFailed):
                self._shelf.remove("links")
        covered = Stretches.covered(boxes, tuning.apart)
        self._held = Held.of(covered, *self._fetched(covered))

    def held_tokens(self) -> Arrays | None:
        """How the rows of tokens lie, and the mark of their table."""
        mark = self._marks.get("tokens")
        return None if mark is None else [*self._layout, mark]

    def hold_tokens(self, tokens: Arrays, sizes: Ints) -> None:
        """Take the table of another session."""
        *layout, mark = tokens
        self._layout, self._stored, self._tokens = Layout._make(layout), sizes, self._found("tokens", mark)

    def held_links(self) -> Arrays | None:
        """The mark of their table."""
        mark = self._marks.get("links")
        return None if mark is None else [mark]

    def hold_links(self, links: Arrays) -> None:
        """Take the table of another session."""
        self._links = self._found("links", links[-1])

    def is_there(self, held: Arrays) -> bool:
        """Whether the table with this mark can be read, and is the same; it is read for that."""
        return self._shelf is not None and self._shelf.is_whole(held[-1])

    def slices(self, documents: Ints, begins: Ints, ends: Ints, *, whole: bool = True) -> Slices:
        """The tokens of what boxes cover are here; for others the workers are asked."""
        asked = Stretches(documents, begins, ends)
        wheres = self._held.find(asked) if self._held else None
        if self._held and wheres is not None:
            self._room.touched((3 if whole else 1) * len(documents) * PAGE)
            return cut_out(self._held.columns, wheres, ends - begins, whole=whole)
        wheres, columns = self._fetched(asked)
        return cut_out(columns, wheres, ends - begins, whole=whole)

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """What `work` makes of each item, in their order, on the cores of this machine."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from pool.map(work, items)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let the workers forget the documents; the session goes on."""
        for frame in self._frames:
            frame.unpersist()
        self._frames = []
        if self._folder is not None:
            self._folder.cleanup()

    def _handed_over(self, documents: Iterable[Document]) -> DataFrame:
        if not is_local(master := self.session.sparkContext.master or ""):
            raise InputUnseen(master)
        self._folder = tempfile.TemporaryDirectory(prefix="variorum-")
        return handed_over(self.session, documents, self._folder.name)

    def _fetched(self, asked: Stretches) -> tuple[Ints, Columns]:
        """Ask the workers for the tokens of stretches: where in the columns those of each begin, and the columns."""
        if not len(asked.begins):
            return asked.begins, Columns._make(np.empty(0, kind) for kind in KINDS)
        rows = self._compared[asked.documents]
        order = np.argsort(rows, kind="stable")
        sizes = (asked.ends - asked.begins)[order]
        columns = [self._room.column(kind, share) for kind, share in zip(KINDS, OF_TOKENS, strict=True)]
        layout, (parts, shares) = self._layout, self._shared(np.stack([rows, asked.begins, asked.ends])[:, order])
        found = _mapped(self._tokens, lambda rows: tasks.asked_in(rows, layout, parts, shares), tasks.SLICES)
        wheres, came = np.empty_like(order), 0
        for row in streamed(found, few=int(sizes.sum()) <= _FEW):
            some = slice(row["first"], row["stop"])
            wheres[order[some]] = came + np.cumsum(sizes[some]) - sizes[some]
            came += int(sizes[some].sum())
            for name, kind, column in zip(Columns._fields, KINDS, columns, strict=True):
                column.append(np.frombuffer(row[name], kind))
        return wheres, Columns._make(column.whole() for column in columns)

    def _shared(self, asked: Ints) -> tuple[Ints, list[Broadcast[Asked]]]:
        """What is asked, sorted, in shares of whole partitions, and where each begins: a worker takes its own alone."""
        opens = np.searchsorted(asked[0], self.parts)
        shares = shared_out(opens, _ASKED)
        context, runs = self.session.sparkContext, asked.astype(np.int32)
        sent = [Asked(int(opens[k]), runs[:, opens[k] : opens[stop]]) for k, stop in shares]
        return np.array([k for k, _ in shares], np.int64), [context.broadcast(each) for each in sent]

    def _found(self, name: str, mark: NDArray[np.uint8]) -> DataFrame:
        assert self._shelf, "there is a place where it was found"  # noqa: S101
        self._marks[name] = mark
        return self._shelf.find(mark)

    def _kept(self, name: str, frame: DataFrame) -> DataFrame:
        """The same, to be made once: where tables are kept, or else on the workers' disks."""
        if self._shelf:
            try:
                frame, self._marks[name] = self._shelf.put(name, frame)
            except (SparkFailed, AddressUnreached) as error:
                # What is in the way of the table itself is said again.
                self._notice(f"cannot keep the {name} that the workers found, and goes on without: {error}")
                self._shelf = None
            else:
                return frame
        self._frames.append(frame.persist(StorageLevel.DISK_ONLY))
        return self._frames[-1]

    def _collected(self, frame: DataFrame) -> pa.Table:
        with said_by_workers():
            return frame.toArrow()


def _mapped(frame: DataFrame, work_on: Callable[[Any], Any], schema: pa.Schema) -> DataFrame:
    """What each partition of a table becomes."""
    with unwarned():
        return frame.mapInArrow(work_on, said_to_spark(schema))


def _grouped(frame: DataFrame, key: str, work_on: Callable[[pa.Table], pa.Table], schema: pa.Schema) -> DataFrame:
    """What the rows of each key become, brought together."""
    with unwarned():
        return frame.groupBy(key).applyInArrow(work_on, said_to_spark(schema))


def _together(
    one: DataFrame,
    other: DataFrame,
    keys: tuple[str, ...],
    work_on: Callable[[pa.Table, pa.Table], pa.Table],
    schema: pa.Schema,
) -> DataFrame:
    """What the rows of each key in two tables become, brought together."""
    with unwarned():
        return one.groupBy(*keys).cogroup(other.groupBy(*keys)).applyInArrow(work_on, said_to_spark(schema))


def _documents_in(cell: pa.Scalar) -> Documents:
    with pa.ipc.open_stream(cell.as_buffer()) as batches:
        return documents_in(batches.read_all())


def _scoping(bounds: Bounds) -> Scoping:
    alone = np.array_equal(bounds.groups, np.arange(len(bounds.groups)))
    # All that are compared have a date where days are bounded.
    days = np.stack([bounds.days, bounds.last_days]).astype(np.int32) if bounds.most_days >= 0 else None
    return Scoping(None if alone else bounds.groups, days, bounds.most_days, bounds.within)
