"""Tables that outlive a session: Parquet that the workers of a Spark cluster write at an address, known by its sums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from pyspark.sql import Observation
from pyspark.sql.functions import expr

from variorum.errors import SparkFailed
from variorum.reuse.engines.spark_addresses import names_at, remove_at
from variorum.reuse.engines.spark_session import said_by_workers, unwarned

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame, SparkSession

# Cells are blobs of up to some 10 MB, of which Spark would gather a hundred before it looks how much it has; and no
# dictionary is made of them. What is read at once is one group of rows.
_OPTIONS = {
    "parquet.block.size": str(32 << 20),
    "parquet.block.size.row.check.min": "1",
    "parquet.page.size.row.check.min": "1",
    "parquet.enable.dictionary": "false",
    "mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
# Half of the bytes of a token are a hash, of which zstd spares little more for a second each ten thousand documents.
_COMPRESSION = "snappy"


class Shelf:
    """A folder at an address, with a folder for each table.

    A table is known again by what it was when it was put there: how many rows, and the sum of what is in each.
    """

    def __init__(self, session: SparkSession, address: str) -> None:
        self._session = session
        self._address = address

    def put(self, name: str, frame: DataFrame) -> tuple[DataFrame, NDArray[np.uint8]]:
        """Make a table and keep it; it is given back as it lies there, with the mark by which it is found.

        What was there of this name goes. Raises SparkFailed, and what else goes wrong with its making.
        """
        self.remove(name)
        # What a killed session may still be writing is in a folder of its own.
        folder = f"{name}-{self._session.sparkContext.applicationId}"
        made = Observation()
        with said_by_workers(), unwarned():
            observed = frame.observe(made, *_sums(frame))
            observed.write.mode("overwrite").options(**_OPTIONS).parquet(self._path(folder), compression=_COMPRESSION)
            sums = made.get
        columns = ", ".join(f"{each.name} {each.dataType.simpleString()}" for each in frame.schema)
        mark = {"folder": folder, "columns": columns, "rows": sums["rows"], "sum": sums["sum"]}
        return self._table(mark), np.frombuffer(json.dumps(mark).encode(), np.uint8)

    def check(self, mark: NDArray[np.uint8], rows: int) -> None:
        """Raise SparkFailed where other than so many rows can be read of the table with this mark: before it is used.

        So it is at an address on a disk that each worker has for itself.
        """
        said = json.loads(mark.tobytes())
        if said["rows"] != rows:
            where = self._path(said["folder"])
            raise SparkFailed("", f"of {said['rows']:,} rows written to {where} {rows:,} can be read")

    def find(self, mark: NDArray[np.uint8]) -> DataFrame:
        """The table with this mark."""
        return self._table(json.loads(mark.tobytes()))

    def is_whole(self, mark: NDArray[np.uint8]) -> bool:
        """Whether the table with this mark is as it was made; all of it is read for that."""
        said = json.loads(mark.tobytes())
        try:
            with said_by_workers():
                table = self._table(said)
                (row,) = table.agg(*_sums(table)).collect()
        except SparkFailed:
            return False
        return [row["rows"], row["sum"]] == [said["rows"], said["sum"]]

    def remove(self, name: str) -> None:
        """Remove a table, of whatever session."""
        for folder in names_at(self._session, self._address) or ():
            if folder.startswith(f"{name}-"):
                remove_at(self._session, self._path(folder))

    def _table(self, mark: dict[str, Any]) -> DataFrame:
        return self._session.read.schema(mark["columns"]).parquet(self._path(mark["folder"]))

    def _path(self, folder: str) -> str:
        return f"{self._address}/{folder}"


def _sums(frame: DataFrame) -> list[Any]:
    """How many rows there are and the sum of their contents, in whatever order."""
    return [expr("count(*) AS rows"), expr(f"bit_xor(xxhash64({', '.join(frame.columns)})) AS sum")]
