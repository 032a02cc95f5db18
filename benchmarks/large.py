"""A text of 130,000 words against a copy with one word in twenty changed, and how cost grows with length."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.figures import Cost, Figure, cost_of_collating
from benchmarks.texts import addresses, invented, with_words_changed

WORDS = 130_000
SHARE = 0.05
SECONDS = 2.0
# Memory is linear when twice the text takes twice of it, and so is time; the bare interpreter is taken off first.
# Measured on invented texts, since the later addresses have shorter lines than the early ones.
GROWTH = 2.2


def figures() -> list[Figure]:
    """CPU seconds and memory for an eighth, a quarter, a half and the whole; then how both grow with the length."""
    return [*_real(), *_growth()]


def _real() -> list[Figure]:
    found = []
    for part in (8, 4, 2, 1):
        text, origin = addresses(WORDS // part)
        cost = _cost(text, with_words_changed(text, SHARE, seed=5))
        name = f"1/{part} of the long text" if part > 1 else "the long text"
        note = "; ".join((f"{len(text.split()):,} words, {cost.beads:,} beads of {origin}", *cost.limits))
        found.append(Figure(f"{name}: CPU", cost.seconds, "s", SECONDS if part == 1 else None, note))
        found.append(Figure(f"{name}: peak memory", cost.peak_megabytes, "MB"))
    return found


def _growth() -> list[Figure]:
    bare = _cost("One.", "Two.").peak_megabytes
    once, twice = (
        _cost(text, with_words_changed(text, SHARE, seed=5)) for text in (invented(n * WORDS, seed=4) for n in (1, 2))
    )
    memory = (twice.peak_megabytes - bare) / (once.peak_megabytes - bare)
    note = f"invented text, {WORDS:,} words and twice as many"
    return [
        Figure("growth of time", twice.seconds / once.seconds, "times", GROWTH, f"{note}: {twice.seconds:.2f} s"),
        Figure("growth of memory", memory, "times", GROWTH, f"{note}: {twice.peak_megabytes:.0f} MB"),
    ]


def _cost(base: str, other: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("base.txt", "other.txt")]
        for path, text in zip(paths, (base, other), strict=True):
            path.write_text(text, encoding="utf-8", newline="")
        return cost_of_collating(*paths)
