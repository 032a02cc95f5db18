"""A text of 130,000 words against a copy with one word in twenty changed, and how cost grows with length."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.figures import Cost, Figure, cost_of_collating
from benchmarks.texts import addresses, with_words_changed

WORDS = 130_000
SHARE = 0.05
SECONDS = 2.0
# Memory and time are linear when twice the text takes twice of either; the bare interpreter is taken off first.
GROWTH = 2.2


def figures() -> list[Figure]:
    """CPU seconds and memory for an eighth, a quarter, a half and the whole, and the growth of the last step."""
    costs = {part: _measure(WORDS // part) for part in (8, 4, 2, 1)}
    found = []
    for part, (words, cost, note) in costs.items():
        name = f"1/{part} of the long text" if part > 1 else "the long text"
        ceiling = SECONDS if part == 1 else None
        said = "; ".join((f"{words:,} words, {cost.beads:,} beads", *cost.limits, *([note] if part == 1 else [])))
        found.append(Figure(f"{name}: CPU", cost.seconds, "s", ceiling, said))
        found.append(Figure(f"{name}: peak memory", cost.peak_megabytes, "MB"))
    bare = _bare()
    half, whole = costs[2], costs[1]
    words_grew = whole[0] / half[0] / 2
    memory = (whole[1].peak_megabytes - bare) / (half[1].peak_megabytes - bare) / words_grew
    found.append(Figure("growth of memory, half to whole", memory, "times", GROWTH))
    found.append(
        Figure("growth of time, half to whole", whole[1].seconds / half[1].seconds / words_grew, "times", GROWTH)
    )
    return found


def _measure(words: int) -> tuple[int, Cost, str]:
    text, origin = addresses(words)
    return len(text.split()), _cost(text, with_words_changed(text, SHARE, seed=5)), origin


def _bare() -> float:
    """Peak memory of a process that collates next to nothing."""
    return _cost("One.", "Two.").peak_megabytes


def _cost(base: str, other: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("base.txt", "other.txt")]
        for path, text in zip(paths, (base, other), strict=True):
            path.write_text(text, encoding="utf-8", newline="")
        return cost_of_collating(*paths)
