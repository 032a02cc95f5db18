"""One run over a file with a document a line, in a process of its own: `python -m benchmarks.reuse_run WHAT FILE …`.

Prints as JSON what it took without imports and compiling: CPU seconds, seconds on the clock, peak memory in MB, how
much was found, and CPU seconds by stage.
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, TypeVar

from benchmarks import reuse_peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.model.reuse import Document
    from variorum.progress import Step

Result = TypeVar("Result")
# Ours is timed so often, and the least taken, where the corpus is small.
_RUNS, _SMALL = 3, 50_000_000


@dataclass(slots=True)
class Run:
    """What one run took."""

    cpu: float
    clock: float
    megabytes: float = 0.0
    found: int = 0
    stages: dict[str, float] = field(default_factory=dict)


def ours(path: str, threads: str, memory: str) -> Run:
    """Our engine on so many threads, in so many GB (0: as it likes); documents come from the file one by one."""
    from variorum.reuse.engines.embedded import EmbeddedEngine
    from variorum.reuse.plan import find_families
    from variorum.reuse.scope import Scope
    from variorum.reuse.tuning import Tuning

    bound = int(float(memory) * 1e9) or None

    def once(many: int | None) -> Run:
        marks: list[tuple[str, float]] = []

        def report(step: Step) -> None:
            if step.unit == "stages":
                marks.append((step.stage, time.process_time()))

        engine = EmbeddedEngine(threads=int(threads), memory=bound)
        run, found = _timed(lambda: find_families(engine, _read(path, many), Scope(), Tuning(), report=report))
        marks.append(("", marks[0][1] + run.cpu))
        run.stages = {name: end - begin for (name, begin), (_, end) in itertools.pairwise(marks)}
        run.found = len(found.table.start)
        return run

    once(20)
    return min((once(None) for _ in range(_RUNS if _bytes(path) < _SMALL else 1)), key=lambda run: run.cpu)


def one_pass(path: str) -> Run:
    """Each token found and hashed once, and nothing else: no engine can do with less."""
    import numpy as np

    from variorum.reuse.alphabet import Alphabet
    from variorum.reuse.kernels.tokens import tokenise
    from variorum.reuse.tokens import KINDS

    alphabet = Alphabet()
    run = Run(0.0, 0.0)
    with open(path, encoding="utf-8", newline="") as file:
        while text := file.read(1_000_000):
            code_points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
            known = alphabet.learn(code_points)
            columns = [np.empty(len(code_points), kind) for kind in KINDS]
            bounds, firsts = np.array([0, len(code_points)]), np.empty(2, np.int64)
            some, found = _timed(lambda: tokenise(code_points, bounds, *known, *columns, firsts))  # noqa: B023
            run = Run(run.cpu + some.cpu, run.clock + some.clock, 0.0, run.found + int(found))
    return run


def rensa(path: str, bands: str) -> Run:
    """The package rensa, with so many bands."""
    return _peer(path, lambda texts: reuse_peers.rensa(texts, int(bands)))


def datasketch(path: str, bands: str) -> Run:
    """The package datasketch, with so many bands."""
    return _peer(path, lambda texts: reuse_peers.datasketch(texts, int(bands)))


def _peer(path: str, find: Callable[[list[str]], int]) -> Run:
    texts = [document.text for document in _read(path)]
    find(texts[:5])
    run, found = _timed(lambda: find(texts))
    run.found = found
    return run


def _timed(work: Callable[[], Result]) -> tuple[Run, Result]:
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Run(time.process_time() - cpu, time.perf_counter() - clock), result


def _read(path: str, most: int | None = None) -> Iterator[Document]:
    from variorum.model.reuse import Document

    with open(path, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file):
            if number == most:
                return
            yield Document(f"d{number:07}", line.rstrip("\n"))


def _bytes(path: str) -> int:
    with open(path, "rb") as file:
        return file.seek(0, 2)


WHAT: dict[str, Callable[..., Run]] = {each.__name__: each for each in (ours, one_pass, rensa, datasketch)}

if __name__ == "__main__":
    made = WHAT[sys.argv[1]](*sys.argv[2:])
    made.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1000 if sys.platform != "darwin" else 1e6)
    print(json.dumps(asdict(made)))
