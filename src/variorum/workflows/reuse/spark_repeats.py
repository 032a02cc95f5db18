"""Documents at addresses that are given again: found where an id came twice, and told apart from different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.reuse.engines.spark_session import said_by_workers
from variorum.reuse.run.ids import COLUMNS, check_same

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_SAME = tuple(name for name in COLUMNS if name not in ("id", "source"))


class Once(NamedTuple):
    """Each document once, of those that are the same the one of the least source; how many more times all were given.

    `told` are sentences on the first of these; `characters` are those of what is left.
    """

    frame: DataFrame
    more: int
    told: list[str]
    characters: int


def each_once(frame: DataFrame, most_told: int) -> Once:
    """The documents of a table in which an id is given twice; its columns are those of `run.ids`, `text` and others.

    All that stands in the table is sent from worker to worker once. Raises DocumentTwice where two of one id differ.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as by

    ids = frame.groupBy("id").agg(
        by.count("*").alias("given"),
        by.countDistinct(by.struct(*_SAME)).alias("kinds"),
        by.min("source").alias("first"),
        by.max("source").alias("last"),
    )
    ids = ids.where("given > 1").persist(StorageLevel.DISK_ONLY)
    different = _collected(ids.where("kinds > 1").orderBy("id").select("id").limit(1))
    if len(different):
        _refuse(frame, different["id"][0].as_py())
    counted = _collected(ids.selectExpr("sum(given - 1) AS more"))
    shown = _collected(ids.orderBy("id").limit(most_told))
    ids.unpersist()
    others = [name for name in frame.columns if name not in ("id", "source")]
    least = frame.groupBy("id").agg(by.min(by.struct("source", *others)).alias("row")).select("id", "row.*")
    once = least.select(*frame.columns).persist(StorageLevel.DISK_ONLY)
    characters = _collected(once.selectExpr("sum(length(text)) AS characters"))
    told = [
        f"{row['id']} is given {row['given']:,} times, text and all ({row['first']} and {row['last']}), and counts once"
        for row in shown.to_pylist()
    ]
    return Once(once, counted["more"][0].as_py(), told, characters["characters"][0].as_py())


def _refuse(frame: DataFrame, name: str) -> None:
    """Say where two documents of one id are and what differs."""
    from pyspark.sql import functions as by

    rows = frame.where(by.col("id") == name).groupBy(*_SAME).agg(by.min("source").alias("source")).limit(2)
    one, other = sorted(_collected(rows).to_pylist(), key=lambda row: row["source"])
    cells = [tuple(row[column] or None if column != "id" else name for column in COLUMNS) for row in (one, other)]
    check_same(*cells)


def _collected(frame: DataFrame) -> pa.Table:
    with said_by_workers():
        return frame.toArrow()
