"""Two equal texts of 10 MB, and two with nothing in common: bounded time and memory, every limit said."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.figures import Figure, cost_of_collating
from benchmarks.texts import invented

SIZE = 10_000_000
WORDS = 1_700_000
# Bounds for the worst input that is accepted without a word, not targets.
SECONDS = 60.0
MEGABYTES = 4_000.0


def figures() -> list[Figure]:
    """CPU seconds and peak memory of both pairs, with the limits that the comparison says it hit."""
    one, two = invented(WORDS, seed=2)[:SIZE], invented(WORDS, seed=3)[:SIZE]
    stranger = two.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba"))
    found = []
    for name, other in (("two equal texts of 10 MB", one), ("two of 10 MB with nothing in common", stranger)):
        with tempfile.TemporaryDirectory() as folder:
            paths = Path(folder, "base.txt"), Path(folder, "other.txt")
            for path, text in zip(paths, (one, other), strict=True):
                path.write_text(text, encoding="utf-8")
            cost = cost_of_collating(*paths)
        note = "; ".join((f"{len(one):,} characters, {cost.beads:,} beads", *cost.limits))
        found.append(Figure(f"{name}: CPU", cost.seconds, "s", SECONDS, note))
        found.append(Figure(f"{name}: peak memory", cost.peak_megabytes, "MB", MEGABYTES))
    return found
