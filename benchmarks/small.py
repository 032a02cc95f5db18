"""Two statements of about 550 words, against the matcher of Python's own difflib on their word lists."""

from __future__ import annotations

import statistics
import time
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import variorum
from benchmarks.figures import ROOT, Figure, shared_data

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 30
# Collating, segmenting included, costs no more than difflib takes for the words alone.
CEILING = 1.0


def figures() -> list[Figure]:
    """For each pair both times in CPU milliseconds, and their ratio."""
    return [figure for name, base, other in _pairs() for figure in _compare(name, base, other)]


def _pairs() -> list[tuple[str, str, str]]:
    examples = ROOT / "examples"
    tail = (examples / "harbour-council" / "2023-03-22.txt").read_text(encoding="utf-8").split("\n\n")[3:5]
    newer_tail = (examples / "harbour-council" / "2023-05-03.txt").read_text(encoding="utf-8").split("\n\n")[3:5]
    older, newer = ((examples / "karrow-bridge" / f"{year}.txt").read_text(encoding="utf-8") for year in (2019, 2020))
    pairs = [("examples", "\n\n".join([older, *tail]), "\n\n".join([newer, *newer_tail]))]
    data = shared_data()
    if data:
        seeds = [path.read_bytes().decode() for path in sorted((data / "seeds").glob("*.txt"))]
        pairs.append(("seeds", seeds[0], seeds[1]))
    return pairs


def _compare(name: str, base: str, other: str) -> list[Figure]:
    words = base.split(), other.split()
    ours: list[float] = []
    theirs: list[float] = []
    variorum.collate(base, other)
    for _ in range(RUNS):
        ours.append(_milliseconds(lambda: variorum.collate(base, other)))
        theirs.append(_milliseconds(lambda: SequenceMatcher(None, *words, autojunk=False).get_opcodes()))
    size = f"{len(words[0])} and {len(words[1])} words, {RUNS} alternating runs"
    return [
        Figure(f"{name}: collate", min(ours), "ms", note=f"median {statistics.median(ours):.2f}; {size}"),
        Figure(f"{name}: difflib on the words", min(theirs), "ms", note=f"median {statistics.median(theirs):.2f}"),
        Figure(f"{name}: collate against difflib", min(ours) / min(theirs), "times", CEILING, "of the minima"),
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)
