"""Finding reuse on a Spark cluster: its engine for a run here, and runs whose texts this process never sees."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.progress import silent
from variorum.workflows.reuse.door import extra_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.ingest.corpus.columns import Columns
    from variorum.progress import Report
    from variorum.reuse.engines.spark import SparkEngine
    from variorum.reuse.scope import Scope
    from variorum.workflows.reuse.finding import FoundRun


@contextmanager
def spark_engine(
    master: str = "", run: str = "", notice: Callable[[str], None] = lambda _: None
) -> Iterator[SparkEngine]:
    """An engine on the cluster at `master`, or with "" that of `spark-submit`; a session that is there is taken.

    Where it is to find a run in a folder here, it keeps there, until that is whole, what its stages gave; of what it
    cannot keep `notice` is told.
    Raises ExtraMissing without the extra `spark`, JavaMissing, SparkUnreachable or SparkFailed.
    """
    with extra_said("--engine spark", "spark"):
        from pyspark.sql import SparkSession

        from variorum.reuse.engines.spark import SparkEngine
        from variorum.reuse.engines.spark_session import open_session
        from variorum.reuse.run.kept import FOLDER
        from variorum.workflows.reuse.places import seen_by_workers
    there = SparkSession.getActiveSession()
    session = there or open_session(master)
    try:
        with SparkEngine(session) as engine:
            if run and (place := seen_by_workers(run, session)):
                engine.keep_at(f"{place}/{FOLDER}", notice)
            yield engine
    finally:
        if there is None:
            session.stop()


def find_run_at(  # noqa: PLR0913
    addresses: Sequence[str],
    folder: str,
    columns: Columns,
    scope: Scope,
    *,
    master: str = "",
    ocr: bool = False,
    report: Report = silent,
    notice: Callable[[str], None] = lambda _: None,
    kept: str = "",
) -> FoundRun:
    """Find what documents at addresses share; the run is put into a folder here, or at an address.

    Where it was interrupted it goes on after the last stage, and says so (`notice`): what stages gave is kept with the
    run, or, where that is at an address, in `kept` if this names another place, here or at an address.
    Parquet and JSON Lines are read, each document with an id of its own. Raises SourceMissing, ColumnMissing,
    TextColumnMissing, IdColumnMissing, DocumentTwice, NoDocuments, RunOccupied, RunUnseen and those of `spark_engine`.
    """
    with extra_said("--engine spark", "spark"):
        from variorum.workflows.reuse.addresses import FindingAt
    with spark_engine(master) as engine:
        return FindingAt(engine, folder, columns, scope, report, ocr=ocr, notice=notice).run(addresses, kept)
