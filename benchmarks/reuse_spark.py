"""Finding reuse on a Spark session with two workers: CPU of the whole process tree, and the bytes that are shuffled.

The bar is passim 2.0.1 on Spark, tuned for such corpora: 0.39 CPU seconds a document of 3 kB (0.75 with its defaults).
"""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.figures import ROOT, Figure

SIZES = (1_000, 10_000)
_PASSIM = 0.39
_TIMES = 20
_SEED = 7
_STAGES = ("count", "link", "extend")

# Takes in whatever its descendants leave behind (PR_SET_CHILD_SUBREAPER), so that Java and the workers are counted.
_TREE = """
import ctypes, os, resource, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
os.posix_spawn(sys.executable, [sys.executable, "-W", "ignore", "-c", *sys.argv[1:]], os.environ)
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime)
"""

_CHILD = """
import json, sys
from evaluation.planted import stream
from variorum.model.reuse import Document
from variorum.reuse.engines.spark import SparkEngine
from variorum.reuse.engines.spark_session import open_session
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

size, seed = map(int, sys.argv[1:3])
session = open_session("local[2]", settings={"spark.driver.memory": "2g"})
context = session.sparkContext

def shuffled():
    gateway = context._gateway
    no_states, no_quantiles = gateway.jvm.java.util.ArrayList(), gateway.new_array(gateway.jvm.double, 0)
    stages = context._jsc.sc().statusStore().stageList(None, False, False, no_quantiles, no_states)
    return sum(stages.apply(k).shuffleWriteBytes() for k in range(stages.size()))

said = {}

class Measured(SparkEngine):
    pass

def measured(name):
    def method(self, *given):
        before = shuffled()
        found = getattr(SparkEngine, name)(self, *given)
        said[name] = shuffled() - before
        return found
    setattr(Measured, name, method)

for name in ("count", "link", "extend"):
    measured(name)
documents = (Document(f"d{k:07}", text) for k, text in enumerate(stream(size, seed=seed)))
with Measured(session) as engine:
    found = find_families(engine, documents, Scope(), Tuning())
said["tokens"], said["families"] = int(found.sizes.sum()), len(found.table.opens) - 1
session.stop()
print(json.dumps(said))
"""


def figures() -> list[Figure]:
    """CPU a document and bytes shuffled a document, at each size."""
    return [figure for size in SIZES for figure in _figures(size)]


def _figures(size: int) -> list[Figure]:
    done = subprocess.run(
        [sys.executable, "-c", _TREE, _CHILD, str(size), str(_SEED)], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    said, seconds = done.stdout.decode().splitlines()
    found = json.loads(said)
    what = f"Spark on local[2], {size:,} documents"
    note = (
        f"{found['families']:,} families, {found['tokens']:,} words; Java and workers counted, and the making of texts"
    )
    ceiling = 1000 * _PASSIM / _TIMES if size == SIZES[-1] else None
    shuffles = [Figure(f"{what}: shuffled by {stage}, a document", found[stage] / size, "bytes") for stage in _STAGES]
    return [Figure(f"{what}: CPU a document", 1000 * float(seconds) / size, "ms", ceiling, note), *shuffles]
