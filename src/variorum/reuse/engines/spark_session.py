"""A session with a Spark cluster, or with one on this machine; and what can be in the way, said in words."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from variorum.errors import JavaMissing, SparkFailed, SparkUnreachable, WorkerDiffers, WorkerLacks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import DataFrame, SparkSession

# Where a standalone cluster listens if nothing else is said.
_PORT = 7077
_SECONDS = 5.0
# Of our own sessions, where nothing else is said: blobs are few and long, so a batch is a few rows.
_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "4000",
    "spark.driver.maxResultSize": "0",
    "spark.io.compression.codec": "zstd",
    "spark.python.daemon.module": "variorum.reuse.engines.spark_daemon",
    "spark.ui.showConsoleProgress": "false",
}
# A session on this machine alone opens no port to others, and looks no name up. Java only carries blobs, and starts in
# half the time where it does not optimise itself.
_LOCAL = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
}
_LOCAL_VARIABLES = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
_ABSENT = re.compile(r"(?:ModuleNotFoundError|ImportError): No module named '([\w.]+)'")
_DIFFERS = re.compile(r"WorkerDiffers: variorum is (\S+) here and (\S+) on")
# How an exception of Java or Python begins in a log.
_NAMED = re.compile(r"(?:Exception in thread \"[^\"]*\" |Caused by: |: )?(?:[a-z]\w*\.)*\w+(?:Exception|Error): ")
_LONGEST = 300


def open_session(master: str = "", *, settings: Mapping[str, str] | None = None) -> SparkSession:
    """A session with the cluster at `master`: `local[2]`, `spark://host:7077`, `yarn`; "" for that of spark-submit.

    Without spark-submit "" is this machine with all its cores.
    `settings` are Spark's own. What Java writes while it starts is kept off the terminal, and told when it fails.
    Raises JavaMissing, SparkUnreachable or SparkFailed, and ModuleNotFoundError where pyspark is not installed.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    if not submitted:
        _find_java()
        master = master or "local[*]"
    _reach(master)
    builder = SparkSession.builder.appName("variorum reuse")
    local = is_local(master) and not submitted
    for name, value in {**_SETTINGS, **(_LOCAL if local else {}), **(settings or {})}.items():
        builder = builder.config(name, value)
    if master:
        builder = builder.master(master)
    with tempfile.TemporaryFile() as log, unwarned():
        try:
            with _written_to(log.fileno()), _environment(_LOCAL_VARIABLES if local else {}):
                session = builder.getOrCreate()
        except (PySparkException, Py4JError, OSError) as error:
            log.seek(0)
            raise SparkFailed(master, reason_in(f"{log.read().decode(errors='replace')}\n{error}")) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def is_local(master: str) -> bool:
    """Whether the workers are on this machine, and see its files."""
    return master.startswith("local")


@contextmanager
def said_by_workers() -> Iterator[None]:
    """Turn what went wrong on a worker into an error that says the way out; a fault of ours stays what it is."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException, PythonException

    try:
        with unwarned():
            yield
    except (PySparkException, Py4JJavaError) as error:
        said = str(error)
        if absent := _ABSENT.search(said):
            raise WorkerLacks(absent[1].partition(".")[0]) from error
        if differs := _DIFFERS.search(said):
            raise WorkerDiffers(differs[1], differs[2]) from error
        if isinstance(error, PythonException):
            raise
        raise SparkFailed("", reason_in(said)) from error


def streamed(frame: DataFrame, *, few: bool) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, made by all workers; of one or two partitions here at a time, unless there are `few`."""
    from pyspark import StorageLevel

    if few:
        with said_by_workers():
            found = frame.toArrow()
        yield from found.to_pylist()
        return
    frame = frame.persist(StorageLevel.DISK_ONLY)
    with said_by_workers():
        frame.count()
        yield from (row.asDict() for row in frame.toLocalIterator(prefetchPartitions=True))
    frame.unpersist()


def partition_here() -> int:
    """The number of the partition that a worker is at."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return context.partitionId() if context else 0


@contextmanager
def unwarned() -> Iterator[None]:
    """Without the warning that Spark gives of a pandas it was not tried with: only its version is asked for here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def _find_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if home and not os.access(os.path.join(home, "bin", "java"), os.X_OK):
        raise JavaMissing(f"there is no bin/java in JAVA_HOME ({home})")
    if not home and shutil.which("java") is None:
        raise JavaMissing("java is not on the path")


def _reach(master: str) -> None:
    """Knock at each address of a standalone cluster: Spark itself would try for a minute and say nothing."""
    if master == "yarn" and not {"HADOOP_CONF_DIR", "YARN_CONF_DIR"} & os.environ.keys():
        raise SparkUnreachable(master, "neither HADOOP_CONF_DIR nor YARN_CONF_DIR says where the cluster is")
    if not master.startswith("spark://"):
        return
    reason = ""
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host or address, int(port) if host else _PORT), _SECONDS).close()
        except (OSError, ValueError) as error:
            reason = f"{address}: {error}"
        else:
            return
    raise SparkUnreachable(master, reason)


def reason_in(said: str) -> str:
    """The line that says why, in what Java or a worker wrote: the last that names an exception, without its class."""
    named = [line.strip() for line in said.splitlines() if _NAMED.match(line.strip())]
    line = named[-1] if named else next((line.strip() for line in said.splitlines() if line.strip()), "no reason given")
    return _NAMED.sub("", line)[:_LONGEST].rstrip(".") or line[:_LONGEST]


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set what is not set, for a session that begins meanwhile."""
    missing = [name for name in variables if name not in os.environ]
    os.environ.update({name: variables[name] for name in missing})
    try:
        yield
    finally:
        for name in missing:
            del os.environ[name]


@contextmanager
def _written_to(file: int) -> Iterator[None]:
    """What a process started meanwhile writes to its standard error goes to a file, for as long as it runs."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(file, 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
