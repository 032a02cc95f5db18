"""Adding one document to a run and asking one text of it, as the run grows: `python -m benchmarks.reuse_growth 100000`.

Each size is a corpus with formulae, so that the one document stands in families of thousands. The tables are held
against those of all documents found at once with the same weights.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.figures import ROOT, Figure, print_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from variorum.model.reuse import Document

SIZES = (1_000, 10_000)
# Well under a second, in process, where a hundred thousand documents are there.
SECONDS = 0.7
# The first one loads the inner loops besides.
FIRST_SECONDS = 1.0
# Of the processor seconds of finding.
SHARE = 0.05
_SEED, _FORMULAE, _ADDED, _ASKED, _NAMED, _LINKED = 5, 30, 7, 3, 8, 3


class Cost(NamedTuple):
    """Seconds of the processor and of the clock."""

    cpu: float
    clock: float


def figures() -> list[Figure]:
    """Processor seconds of one document, without imports; what it costs to keep the index while finding; bytes."""
    return [figure for size in SIZES for figure in _figures(size)]


def _figures(size: int) -> list[Figure]:
    command = [sys.executable, "-m", "benchmarks.reuse_growth", "--measure", str(size)]
    said = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT, timeout=1800).stdout)
    name = f"{size:,} documents ({said['megabytes']:,.0f} MB)"
    clock = ", ".join(f"{each:.2f}" for each in said["clock"])
    return [
        Figure(f"first document added to {name}", said["first"], "s", FIRST_SECONDS),
        Figure(f"one document added to {name}", median(said["cpu"]), "s", SECONDS, f"clock {clock}; {said['same']}"),
        Figure(f"one text asked of {name}", median(said["asked"]), "s", SECONDS),
        Figure(f"index of {name}, kept while finding", said["kept"] / said["find"], "", SHARE, f"{said['find']:.1f} s"),
        Figure(f"bytes of the index of {name}", said["bytes"] / said["megabytes"] / 1e6, "x text"),
    ]


def measure(size: int) -> dict[str, Any]:
    """All that is measured of one size."""
    from variorum.workflows.reuse.asking import ask_run
    from variorum.workflows.reuse.growing import add_documents

    documents = _documents(size + _ADDED + _ASKED)
    with tempfile.TemporaryDirectory() as folder:
        run = os.path.join(folder, "run")
        found = _cost(lambda: _found(run, documents[:size]))
        more: list[Any] = [_Given([one]) for one in documents[size:-_ASKED]]
        first = _cost(lambda: add_documents(run, lambda: more[0]))
        costs = [_cost(partial(add_documents, run, partial(_same, each))) for each in more[1:]]
        asked = [_cost(partial(ask_run, run, one, named=_NAMED)) for one in documents[-_ASKED:]]
        same = _is_as_at_once(run, os.path.join(folder, "at-once"), documents[:-_ASKED])
        kept = _seeds_kept(os.path.join(folder, "kept"), documents[:size])
        place = os.path.join(run, "index")
        written = sum(os.path.getsize(os.path.join(above, one)) for above, _, names in os.walk(place) for one in names)
    return {
        "megabytes": sum(len(one.text) for one in documents) / 1e6,
        "cpu": [each.cpu for each in costs],
        "clock": [each.clock for each in costs],
        "asked": [each.cpu for each in asked],
        "find": found.cpu,
        "first": first.cpu,
        "kept": kept,
        "bytes": written,
        "same": "as at once" if same else "NOT as at once",
    }


class _Given:
    """Documents that are in memory, as a corpus gives them."""

    def __init__(self, documents: list[Document]) -> None:
        from variorum.workflows.reuse.inputs import Told

        self._documents = documents
        self.inputs: list[Any] = []
        self.told = Told()

    def documents(self) -> Any:  # noqa: ANN401 - pairs of a document and where it is from
        return ((one, "") for one in self._documents)


def _same(given: Any) -> Any:  # noqa: ANN401
    return given


def _documents(size: int) -> list[Document]:
    """A made corpus, with dates in no order and fifty issuers."""
    import numpy as np

    from evaluation.planted import corpus

    chance = np.random.default_rng(_SEED)
    days = np.datetime64("2005-01-01") + chance.integers(0, 7000, size)
    issuers = chance.integers(0, 50, size).tolist()
    made = corpus(size, seed=_SEED, formulae=_FORMULAE).documents
    order = chance.permutation(size).tolist()
    return [replace(made[k], date=str(days[k]), issuer=f"Issuer {issuers[k]}") for k in order]


def _found(run: str, documents: list[Document]) -> None:
    from variorum.workflows.reuse.door import find_run

    given: Any = _Given(documents)
    find_run(run, lambda: given, lambda: given)


def _seeds_kept(folder: str, documents: list[Document]) -> float:
    """Processor seconds more that linking takes where the seeds are kept for the index: the least of several."""
    import numpy as np

    from variorum.reuse.engines.base import Bounds
    from variorum.reuse.engines.embedded import EmbeddedEngine
    from variorum.reuse.grow.building import IndexWriter
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

    engine, tuning, costs = EmbeddedEngine(), Tuning(), []
    sizes = engine.read(documents).sizes
    engine.compare(np.arange(len(sizes)))
    table = TokenTable.of(engine.count(tuning.count_slots), tuning)
    days = np.zeros(len(sizes), np.int64)
    bounds = Bounds(np.arange(len(sizes), dtype=np.uint32), days, days, -1, 0)
    for keeps in (False, True):
        if keeps:
            engine.sow_for(IndexWriter(folder))
        costs.append(min(_cost(lambda: engine.link(table, bounds, tuning)).cpu for _ in range(_LINKED)))
    return costs[1] - costs[0]


def _is_as_at_once(run: str, folder: str, documents: list[Document]) -> bool:
    """Whether the tables of families and passages are those of all documents found with the same weights."""
    import numpy as np

    from variorum.reuse.engines.embedded import EmbeddedEngine
    from variorum.reuse.grow.folder import load_index
    from variorum.reuse.plan import find_families
    from variorum.reuse.run.writing import write_families
    from variorum.reuse.scope import Scope
    from variorum.reuse.tuning import Tuning

    os.makedirs(folder)
    table = load_index(run).table
    found = find_families(EmbeddedEngine(), documents, Scope(), Tuning(), frozen=table)
    write_families(folder, found.table, np.asarray(found.compared), found.said)
    tables = ("families.parquet", "passages.parquet")
    pairs = [tuple(open(os.path.join(place, name), "rb").read() for place in (run, folder)) for name in tables]  # noqa: SIM115
    shutil.rmtree(folder)
    return all(one == other for one, other in pairs)


def _cost(work: Callable[[], object]) -> Cost:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - clock)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        json.dump(measure(int(sys.argv[2])), sys.stdout)
    else:
        print_table([figure for size in tuple(map(int, sys.argv[1:])) or SIZES for figure in _figures(size)])
