"""Files at addresses that Spark reads and writes: rows of tables, the texts of a run, files put where they belong."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyspark.sql.functions import expr

from variorum.errors import AddressUnreached, ConnectorMissing
from variorum.reuse.engines.spark_session import partition_here, reason_in, said_by_workers, streamed, unwarned
from variorum.reuse.engines.spark_tasks import as_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame, SparkSession

_LINES = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")
# Where one text of a run is looked up, the group of rows that it is in is read.
_GROUP_BYTES = 1 << 20
_LACKS = re.compile(r"Class \S+ not found|No FileSystem for scheme")
# Documents whose columns are fetched at once: some 300 bytes each.
_FEW = 1_000_000
# So many lines are looked at for the names of columns.
_LOOKED_AT = 1000


def holds_lines(address: str) -> bool:
    """Whether JSON Lines are there, by the name; else Parquet is."""
    return address.lower().endswith(_LINES)


def rows_at(session: SparkSession, address: str) -> DataFrame:
    """The rows of Parquet, or the bytes of lines as `value`; each with where it stands, as `file_` and `row_`.

    Lines have no number, since a large file of them is read in parts.
    """
    with said_by_workers():
        if holds_lines(address):
            lines = session.read.text(address)
            return lines.selectExpr("CAST(value AS BINARY)", "_metadata.file_name AS file_", "-1L AS row_")
        frame = session.read.parquet(address)
        return frame.selectExpr("*", "_metadata.file_name AS file_", "_metadata.row_index AS row_")


def first_lines(frame: DataFrame) -> list[bytes]:
    """The first of the lines."""
    with said_by_workers():
        first = frame.select("value").limit(_LOOKED_AT).toArrow()
    lines: list[bytes] = first["value"].to_pylist()
    return lines


def write_texts(frame: DataFrame, address: str) -> pa.Table:
    """Write ids and texts as a run has them, a file a partition; of each file in order its first id, and how many.

    What stands at the address goes.
    """
    session = frame.sparkSession
    with said_by_workers():
        writer = frame.select("id", "text").write.mode("overwrite").option("parquet.block.size", str(_GROUP_BYTES))
        writer.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false").parquet(address, compression="zstd")
        rows = session.read.parquet(address).selectExpr(
            "id", "_metadata.file_name AS file_", "_metadata.row_index AS row_"
        )
        return (
            rows.groupBy("file_")
            .agg(expr("min_by(id, row_)").alias("first"), expr("count(*)").alias("rows"))
            .orderBy("file_")
            .toArrow()
        )


def said_of(frame: DataFrame, numbers: NDArray[np.int32], parts: NDArray[np.int64]) -> Iterator[pa.Table]:
    """All columns of documents but their texts, and their row among all as `text_row`, in order of their numbers.

    Partition k begins with row parts[k]; of each row the number, or -1 for what is left out. Some thousand at a time.
    """
    known = frame.sparkSession.sparkContext.broadcast(numbers)
    names = [name for name in frame.columns if name != "text"]
    kinds = ", ".join(f"{name} {kind}" for name, kind in frame.dtypes if name != "text")

    def numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        row = int(parts[min(partition_here(), len(parts) - 1)])
        for batch in batches:
            rows = np.arange(row, row + len(batch))
            row += len(batch)
            columns = [*batch.columns, pa.array(rows), pa.array(known.value[rows].astype(np.int64))]
            made = pa.RecordBatch.from_arrays(columns, [*batch.schema.names, "text_row", "number"])
            yield made.filter(pa.array(known.value[rows] >= 0))

    def packed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield pa.RecordBatch.from_arrays([pa.array([as_file(batch)])], ["documents"])

    with unwarned():
        ordered = frame.select(names).mapInArrow(numbered, f"{kinds}, text_row long, number long").orderBy("number")
        blobs = ordered.drop("number").mapInArrow(packed, "documents binary")
    for row in streamed(blobs, few=len(numbers) <= _FEW):
        with pa.ipc.open_stream(row["documents"]) as some:
            yield some.read_all()


def sum_of_rows(frame: DataFrame, columns: Sequence[str]) -> dict[str, int]:
    """How many rows there are, and a number for what stands in them and for their order."""
    placed = frame.selectExpr("monotonically_increasing_id() AS place", *columns)
    with said_by_workers():
        (row,) = placed.selectExpr("count(*) AS rows", "bit_xor(xxhash64(*)) AS sum").collect()
    return {"rows": row["rows"], "sum": row["sum"] or 0}


def words_of(frame: DataFrame) -> NDArray[np.int64]:
    """How many words documents have, in the order of their rows."""
    with said_by_workers():
        words: NDArray[np.int64] = frame.select("words").toArrow()["words"].to_numpy()
    return words


def size_at(session: SparkSession, address: str) -> int | None:
    """The bytes of what is at an address, which may be a pattern; None where nothing is."""
    with said_by_workers(), _reached(address):
        path, system = _path(session, address)
        found = system.globStatus(path)
        if not found:
            return None
        return sum(int(system.getContentSummary(each.getPath()).getLength()) for each in found)


def names_at(session: SparkSession, address: str) -> list[str] | None:
    """The names of what is at an address: of a folder those in it; None where nothing is."""
    with said_by_workers(), _reached(address):
        path, system = _path(session, address)
        if not system.exists(path):
            return None
        return sorted(str(each.getPath().getName()) for each in system.listStatus(path))


def put(session: SparkSession, folder: str, address: str) -> None:
    """Put the files of a folder at an address, run.json last: it says that a run is there."""
    for name in sorted(os.listdir(folder), key=lambda name: (name == "run.json", name)):
        put_file(session, os.path.join(folder, name), f"{address}/{name}")


def put_file(session: SparkSession, path: str, address: str) -> None:
    """Put a file at an address, in place of what is there."""
    with said_by_workers(), _reached(address):
        here, _ = _path(session, f"file://{path}")
        there, system = _path(session, address)
        system.copyFromLocalFile(False, True, here, there)  # noqa: FBT003 - Java's own signature


def fetch_files(session: SparkSession, address: str, folder: str) -> None:
    """Copy the files at an address, without what is in folders there, into a folder here."""
    with said_by_workers(), _reached(address):
        path, system = _path(session, address)
        for found in system.listStatus(path) if system.exists(path) else ():
            if found.isFile():
                here, _ = _path(session, f"file://{os.path.join(folder, found.getPath().getName())}")
                system.copyToLocalFile(False, found.getPath(), here, True)  # noqa: FBT003 - Java's own signature


def remove_at(session: SparkSession, address: str) -> None:
    """Remove what is at an address, and all that is in it."""
    with said_by_workers(), _reached(address):
        path, system = _path(session, address)
        system.delete(path, True)  # noqa: FBT003 - Java's own signature


@contextmanager
def _reached(address: str) -> Iterator[None]:
    """Say in words why Java cannot reach an address."""
    from py4j.protocol import Py4JJavaError

    try:
        yield
    except Py4JJavaError as error:
        said = str(error)
        if lacks := _LACKS.search(said):
            raise ConnectorMissing(address, lacks[0]) from error
        raise AddressUnreached(address, reason_in(said)) from error


def _path(session: SparkSession, address: str) -> tuple[Any, Any]:
    """An address and its file system, as Java has them."""
    # PySpark has no other door to them.
    context: Any = session.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(address)  # noqa: SLF001
    return path, path.getFileSystem(context._jsc.hadoopConfiguration())  # noqa: SLF001
