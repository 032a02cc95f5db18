"""Adding documents to an archive: against loading the same rows with sqlite-utils, by stage, and as they grow."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.archives import make_archive, many_documents
from benchmarks.figures import Figure
from variorum.archive.catalogue import witnesses

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")
DOCUMENTS = 3_752
GROWTH = 10
LARGE = 20_000
RUNS = 3
SHOW_RUNS = 20
AGAINST_LOADING = 5.0
SHOW_CEILING = 15.0
# Ten times the corpus may take so many times the memory, and the CPU time of a statement.
MEMORY_CEILING = 1.1
TIME_CEILING = 1.2
_NOW = "2026-01-01T00:00:00Z"


def figures() -> list[Figure]:
    """CPU time and peak memory of whole processes; the stages inside one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = _rows(folder / "documents.jsonl", DOCUMENTS)
        many = _rows(folder / "many.jsonl", DOCUMENTS * GROWTH)
        return [*_against_loading(folder, rows), *_by_stage(folder, rows), *_growth(folder, rows, many), *_show(folder)]


def _rows(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(many_documents(count)):
            row = asdict(document)
            row["lang"] = row.pop("language")
            file.write(json.dumps({"id": f"document-{number}", **row}, ensure_ascii=False) + "\n")
    return path


def _against_loading(folder: Path, rows: Path) -> list[Figure]:
    ours, theirs, peaks = [], [], []
    for run in range(RUNS):
        seconds, peak = _added(folder / f"archive-{run}", rows)
        ours.append(seconds)
        peaks.append(peak)
        database = str(folder / f"loaded-{run}.db")
        tool = str(Path(sys.executable).with_name("sqlite-utils"))
        load = _cost([tool, "insert", database, "docs", str(rows), "--nl"])
        theirs.append(load[0] + _cost([tool, "enable-fts", database, "docs", "title", "text"])[0])
    size = rows.stat().st_size / 1e6
    note = f"{DOCUMENTS:,} documents, {size:.1f} MB, the least of {RUNS} runs"
    return [
        Figure("adding: CPU", min(ours), "s", None, note),
        Figure("adding: documents a second", DOCUMENTS / min(ours), "/s"),
        Figure("adding: megabytes a second", size / min(ours), "MB/s"),
        Figure("adding: peak memory", min(peaks), "MB"),
        Figure("loading and indexing with sqlite-utils: CPU", min(theirs), "s", None, note),
        Figure("adding against loading with sqlite-utils", min(ours) / min(theirs), "times", AGAINST_LOADING),
    ]


def _by_stage(folder: Path, rows: Path) -> list[Figure]:
    """Each stage alone over all documents, in one process."""
    from variorum.archive.store import Store
    from variorum.ingest.found import Statement
    from variorum.ingest.statements import statements
    from variorum.text.segment import segment
    from variorum.workflows.add import add
    from variorum.workflows.arriving import Arrival
    from variorum.workflows.describe import describe

    with rows.open("rb") as stream:
        read, reading = _timed(lambda: [each for each in statements(stream, "d.jsonl") if isinstance(each, Statement)])
    segmented, segmenting = _timed(lambda: [segment(each.text.content, blocks=each.text.blocks) for each in read])
    pairs = list(zip(read, segmented, strict=True))
    _, describing = _timed(
        lambda: [describe(each.text.content, lines, claims=each.claims, name=each.name) for each, lines in pairs]
    )
    with Store.create(folder / "staged") as store, rows.open("rb") as stream:
        arrival = Arrival("d.jsonl", stream, _NOW)
        _, whole = _timed(lambda: list(add(store, [arrival], now=lambda: _NOW)))
    return [
        Figure("  stage: reading rows, digests", reading, "s"),
        Figure("  stage: segmenting", segmenting, "s"),
        Figure("  stage: describing", describing, "s"),
        Figure("  stage: identity, rows, index (the rest)", whole - reading - segmenting - describing, "s"),
    ]


def _growth(folder: Path, rows: Path, many: Path) -> list[Figure]:
    seconds, peak = _added(folder / "small", rows)
    more_seconds, more_peak = _added(folder / "large", many)
    note = f"{DOCUMENTS * GROWTH:,} documents against {DOCUMENTS:,}"
    return [
        Figure("adding ten times as much: memory", more_peak / peak, "times", MEMORY_CEILING, note),
        Figure(
            "adding ten times as much: CPU a document", more_seconds / seconds / GROWTH, "times", TIME_CEILING, note
        ),
    ]


def _show(folder: Path) -> list[Figure]:
    archive = folder / "twenty-thousand"
    with make_archive(archive, many_documents(LARGE)) as store:
        reference = next(witnesses(store.connection)).reference
    variorum = str(Path(sys.executable).with_name("variorum"))
    show = [variorum, "show", reference, "--archive", str(archive)]
    empty = [sys.executable, "-c", "pass"]
    times = [(_cost(show)[0], _cost(empty)[0]) for _ in range(SHOW_RUNS)]
    shown, nothing = (min(column) for column in zip(*times, strict=True))
    note = f"in an archive of {LARGE:,} documents, {SHOW_RUNS} alternating runs"
    return [
        Figure("variorum show: CPU", 1000 * shown, "ms", None, note),
        Figure("variorum show against an empty process", shown / nothing, "times", SHOW_CEILING, note),
    ]


def _added(archive: Path, rows: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of `variorum add` into a new archive."""
    variorum = str(Path(sys.executable).with_name("variorum"))
    _cost([variorum, "init", "--archive", str(archive)])
    return _cost([variorum, "add", str(rows), "--archive", str(archive)])


def _cost(command: list[str]) -> tuple[float, float]:
    """User and system seconds and peak megabytes of one run, its output thrown away."""
    nowhere = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]
    process = os.posix_spawn(command[0], command, dict(os.environ), file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    # Some real rows hold a picture and no text: they are refused, and the rest is in.
    if os.waitstatus_to_exitcode(status) not in (0, 4):
        raise SystemExit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1000 if sys.platform != "darwin" else 1_000_000)


def _timed(make: Callable[[], Made]) -> tuple[Made, float]:
    start = time.process_time()
    made = make()
    return made, time.process_time() - start
