"""Documents as a table that the workers of a Spark cluster read."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from variorum.reuse.tables import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyspark.sql import DataFrame, SparkSession

    from variorum.model.reuse import Document

_SCHEMA = pa.schema([(name, pa.string()) for name in ("text", *SCHEMA.names)])
# Documents of one group of rows, the least that is a worker's share of a file.
_GROUP = 500


def handed_over(session: SparkSession, documents: Iterable[Document], folder: str) -> DataFrame:
    """Documents of this process, written to a folder that the workers read: a disk of this machine, or a shared one."""
    path = os.path.join(folder, "documents.parquet")
    waiting = iter(documents)
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd") as file:
        while some := list(islice(waiting, _GROUP)):
            columns = [[getattr(document, name) for document in some] for name in _SCHEMA.names]
            file.write_table(pa.table(columns, schema=_SCHEMA))
    return session.read.parquet(f"file://{os.path.abspath(path)}")
