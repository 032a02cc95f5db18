"""What the driver of a Spark session holds of each document in Python, stage by stage: what bounds a run on a cluster.

Measured with `tracemalloc` as the difference between two sizes, so that what is there whatever the size drops out: the
libraries, and room that is reserved for columns of words, which docs/cluster.md counts apart. Arrow's own memory, in
which tables pass through, is no part of it. What is done at once only where there is little (boxes joined all
together, words fetched in one) is done here as in a large run, part by part.
"""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.figures import ROOT, Figure

SIZES = (10_000, 50_000)
_SEED = 7
# What docs/cluster.md says, in bytes a document: what stays when a stage is done, and the most that it takes meanwhile.
_STAYS = {"tokens": ("documents are read", 160.0), "boxes": ("passages are found", 390.0)}
_TAKES = {
    "boxes": ("passages are found", 460.0),
    "families": ("families are joined", 900.0),
    "tables": ("families are told", 650.0),
}

_CHILD = """
import json, os, sys, tempfile, tracemalloc
from datetime import date, timedelta
import pyarrow as pa
from pyarrow import parquet
from evaluation.planted import stream

size, seed = map(int, sys.argv[1:3])
day = date(2010, 1, 1)
said = {}
stage = ""

def begins(step):
    global stage
    if stage != step.stage:
        if stage:
            said[stage] = tracemalloc.get_traced_memory()
        stage = step.stage
        tracemalloc.reset_peak()

with tempfile.TemporaryDirectory() as folder:
    rows = [
        {
            "id": f"statement-{k:016}",
            "text": text,
            "date": (day + timedelta(k % 4000)).isoformat(),
            "issuer": f"issuer {k % 200}",
            "series": f"series {k % 50}",
        }
        for k, text in enumerate(stream(size, seed=seed))
    ]
    parquet.write_table(pa.Table.from_pylist(rows), f"{folder}/made.parquet", row_group_size=1000)
    del rows
    tempfile.tempdir = folder
    from variorum.ingest.corpus.columns import Columns
    from variorum.reuse import parts
    from variorum.reuse.engines import spark, spark_addresses
    from variorum.reuse.engines.spark_session import open_session
    from variorum.reuse.scope import Scope
    from variorum.workflows.reuse.spark import find_run_at

    parts.join_in_parts.__kwdefaults__["at_once"] = 20_000
    spark._FEW = spark_addresses._FEW = 0
    settings = {"spark.sql.files.maxPartitionBytes": "1m", "spark.sql.shuffle.partitions": str(size // 1250)}
    session = open_session("local[2]", settings={"spark.driver.memory": "2g", **settings})
    tracemalloc.start()
    find_run_at([f"file://{folder}/made.parquet"], f"{folder}/run", Columns(), Scope(), report=begins)
    said[stage] = tracemalloc.get_traced_memory()
    session.stop()
print(json.dumps(said))
"""


def figures() -> list[Figure]:
    """Bytes a document that stay, and that are taken for the moment."""
    small, large = (_traced(size) for size in SIZES)
    between = SIZES[1] - SIZES[0]
    note = f"between {SIZES[0]:,} and {SIZES[1]:,} documents, by tracemalloc"
    made = []
    for k, (wanted, words) in enumerate(((_STAYS, "stays"), (_TAKES, "for the moment"))):
        for stage, (when, ceiling) in wanted.items():
            each = (large[stage][k] - small[stage][k]) / between
            made.append(Figure(f"Spark's driver when {when}, {words}, a document", each, "bytes", ceiling, note))
    return made


def _traced(size: int) -> dict[str, tuple[int, int]]:
    """For each stage the bytes that are held at its end, and the most in it."""
    command = [sys.executable, "-W", "ignore", "-c", _CHILD, str(size), str(_SEED)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return {stage: (held, most) for stage, (held, most) in json.loads(done.stdout.splitlines()[-1]).items()}
