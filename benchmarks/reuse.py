"""Finding reuse in made corpora: against MinHash with LSH over windows, against one pass over the text, as it grows.

`python -m benchmarks.reuse 1000000` adds a corpus of so many documents (3 GB a million, made under the temporary folder
and removed; some ten minutes), found within 8 GB.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Figure, print_table
from benchmarks.reuse_run import Run
from evaluation.planted import corpus, stream
from variorum.workflows.reuse.door import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW, MANY, MOST = 1_000, 10_000, 100_000
_SEED, _FORMULAE = 3, 30
# With 32 bands rensa finds what the study says that it did, a tenth less with 16.
BANDS = (32, 16)
OF_RENSA = 1 / 40
OF_RENSA_AS_PROCESS = 1 / 25
PROCESS_SECONDS = 2.5
OF_ONE_PASS = {MOST: 8.0, 1_000_000: 10.0}
MEGABYTES = {MANY: 500.0, MOST: 1500.0, 1_000_000: 8000.0}
BOUND = {MOST: 1.5, 1_000_000: 8.0}
EXPONENT = 1.1
# Two processors give 1.7 times what one does.
OF_ONE_THREAD = 1 / 1.7
SECONDS_A_MEGABYTE = 1 / 15
COMPILING = 10.0
_PATIENCE = 900


def figures() -> list[Figure]:
    """Processor seconds in process, without imports and without compiling, and of whole processes; peak memory."""
    return [*_sizes((FEW, MANY, MOST)), *_compiling()]


def _sizes(sizes: tuple[int, ...]) -> list[Figure]:
    found: list[Figure] = []
    last: tuple[int, float, float] | None = None
    for size in sizes:
        with _corpus(size) as path:
            run = _run("ours", path, 1, BOUND.get(size, 0))
            assert run is not None
            found += _by_itself(size, path, run)
            this = (size, run.cpu, os.path.getsize(path))
            if last:
                grown = log(this[1] / last[1]) / log(this[2] / last[2])
                found.append(Figure(f"from {last[0]:,} to {size:,} documents", grown, "exponent", EXPONENT, "by bytes"))
            last = this
            if size <= MANY:
                found += _against_peers(size, path, run)
            if size in (MANY, MOST):
                found += _threads(size, path)
    return found


def _by_itself(size: int, path: str, run: Run) -> list[Figure]:
    """The cost of each stage in times of one pass, which has its own ceiling at some sizes; memory."""
    limit = _run("one_pass", path)
    assert limit is not None
    megabytes = os.path.getsize(path) / 1e6
    name = f"{size:,} documents ({megabytes:,.0f} MB)"
    stages = ", ".join(f"{stage} {seconds / limit.cpu:.2f}" for stage, seconds in run.stages.items())
    note = f"one pass {limit.cpu:.2f} s; by stage: {stages}"
    bound = f"--memory {BOUND[size]:g}G" if size in BOUND else ""
    return [
        Figure(f"{name}: CPU", run.cpu, "s", None, f"{run.found:,} passages, {run.found / size:.1f} a document"),
        Figure(f"{name}: CPU of a MB", run.cpu / megabytes, "s", SECONDS_A_MEGABYTE, f"{megabytes / run.cpu:.0f} MB/s"),
        Figure(f"{name}: against one pass", run.cpu / limit.cpu, "times", OF_ONE_PASS.get(size), note),
        Figure(f"{name}: peak memory", run.megabytes, "MB", MEGABYTES.get(size), bound),
    ]


def _against_peers(size: int, path: str, run: Run) -> list[Figure]:
    """In process against rensa and datasketch, and as a whole process."""
    found = []
    process = _process(path)
    found.append(Figure(f"{size:,} documents, whole process", process, "s", PROCESS_SECONDS if size == FEW else None))
    for name, bands in (*(("rensa", bands) for bands in BANDS), ("datasketch", BANDS[1])):
        if find_spec(name) is None:
            found.append(Figure(f"{name} is not installed", 0.0, ""))
            continue
        theirs = _run(name, path, bands)
        what = f"{size:,} documents, against {name}, {bands} bands"
        if theirs is None:
            found.append(Figure(what, run.cpu / _PATIENCE, "of it", None, f"not done in {_PATIENCE} s"))
            continue
        note = f"{run.cpu:.2f} s, theirs {theirs.cpu:.1f} s and {theirs.megabytes:,.0f} MB"
        like_the_study = (name, bands) == ("rensa", BANDS[0])
        found.append(Figure(what, run.cpu / theirs.cpu, "of it", OF_RENSA if like_the_study else None, note))
        if like_the_study and size == MANY:
            share = process / theirs.cpu
            found.append(Figure(f"{what}, as a whole process", share, "of it", OF_RENSA_AS_PROCESS))
    return found


def _threads(size: int, path: str) -> list[Figure]:
    """Seconds on the clock with two threads against one, the least of several: nothing else may run."""
    clocks: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(3 if size == MANY else 1):
        for threads, taken in clocks.items():
            run = _run("ours", path, threads, BOUND.get(size, 0))
            assert run is not None
            taken.append(run.clock)
    one, two = min(clocks[1]), min(clocks[2])
    note = f"{one:.2f} s, {two:.2f} s; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [Figure(f"{size:,} documents, two threads against one", two / one, "of the time", OF_ONE_THREAD, note)]


def _compiling() -> list[Figure]:
    """What the first run of a fresh install takes more than a later one: on the clock, as two processes compile."""
    command = [sys.executable, "-c", "import benchmarks.reuse; benchmarks.reuse.first_run()"]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        clocks, cpu = [], []
        for _ in range(2):
            begin = time.perf_counter()
            cpu.append(_cpu_seconds(command, environment))
            clocks.append(time.perf_counter() - begin)
    note = f"warm {clocks[1]:.1f} s; of the processor {cpu[0] - cpu[1]:.1f} s more"
    return [Figure("the first run of a fresh install takes more", clocks[0] - clocks[1], "s", COMPILING, note)]


def first_run() -> None:
    """Find what some documents share."""
    find_passages(corpus(20, seed=_SEED).documents)


def _process(path: str) -> float:
    """CPU seconds of `variorum reuse find` with all its processes, imports included."""
    command = str(Path(sys.executable).with_name("variorum"))
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "documents.jsonl"
        with open(path, encoding="utf-8", newline="\n") as lines, table.open("w", encoding="utf-8") as rows:
            for number, line in enumerate(lines):
                rows.write(json.dumps({"id": f"d{number:07}", "text": line.rstrip("\n")}) + "\n")
        return _cpu_seconds([command, "reuse", "find", str(table), "-o", str(Path(folder) / "run")], dict(os.environ))


def _cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(what: str, path: str, *said: object) -> Run | None:
    """One run in a process of its own; None where it took longer than anyone waits."""
    command = [sys.executable, "-m", "benchmarks.reuse_run", what, path, *map(str, said)]
    patience = None if what in ("ours", "one_pass") else _PATIENCE
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT, timeout=patience)
    except subprocess.TimeoutExpired:
        return None
    return Run(**json.loads(done.stdout))


@contextmanager
def _corpus(size: int) -> Iterator[str]:
    """A file with a made document a line: the smallest with formulae."""
    texts = (
        (one.text for one in corpus(size, seed=_SEED, formulae=_FORMULAE).documents)
        if size == FEW
        else stream(size, seed=_SEED)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.txt"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{text}\n" for text in texts)
        yield str(path)


if __name__ == "__main__":
    print_table(_sizes(tuple(map(int, sys.argv[1:])) or (FEW, MANY, MOST)))
