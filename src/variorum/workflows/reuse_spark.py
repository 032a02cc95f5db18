"""Finding reuse on a Spark cluster: its engine for a run here, and runs whose texts this process never sees."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.errors import ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.reuse.engines.spark import SparkEngine

_EXTRA = ("numba", "numpy", "llvmlite", "pyarrow", "pandas", "py4j", "pyspark")


@contextmanager
def spark_engine(master: str = "") -> Iterator[SparkEngine]:
    """An engine on the cluster at `master`, or with "" that of `spark-submit`; a session that is there is taken.

    Raises ExtraMissing without the extra `spark`, JavaMissing, SparkUnreachable or SparkFailed.
    """
    try:
        from pyspark.sql import SparkSession

        from variorum.reuse.engines.spark import SparkEngine
        from variorum.reuse.engines.spark_session import open_session
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _EXTRA:
            raise
        raise ExtraMissing(library, "--engine spark", extra="spark") from error
    there = SparkSession.getActiveSession()
    session = there or open_session(master)
    try:
        with SparkEngine(session) as engine:
            yield engine
    finally:
        if there is None:
            session.stop()
