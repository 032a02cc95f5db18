"""What corpora made to cost much do cost: `python -m benchmarks.reuse_hostile [NAME…]`.

Each is found as a person does, in a process of its own, whole and at half its size: the time and memory it takes, how
the time grows with the size, and what came of it. It stands apart from `make bench`, since it takes minutes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Figure, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Of twice as much: what grows with the square takes four times as long.
GROWTH_CEILING = 2.6
SECONDS_CEILING = 60.0
MEGABYTES_CEILING = 4_000.0
_SYLLABLES = "ka ro mi ten sa lor bri del gu no pa fen tor il me du var hes ost lin sche wan".split()
_PASSAGE = " ".join(random.Random(3).choices([a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in "nrs"], k=60))


def _prose(words: int) -> Iterator[str]:
    chance = random.Random(5)
    known = ["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 3, 4)))) for _ in range(60_000)]
    weights = [1 / (rank + 3) for rank in range(len(known))]
    for first in range(0, words, 10_000):
        yield " ".join(chance.choices(known, weights, k=min(10_000, words - first)))


def _rows(texts: Iterator[str]) -> Iterator[bytes]:
    for k, text in enumerate(texts):
        yield json.dumps({"id": f"d{k:07}", "text": text}).encode() + b"\n"


def _long(size: int) -> Iterator[bytes]:
    yield from _rows(iter([f"{' '.join(_prose(size))} {_PASSAGE}", f"Before it. {_PASSAGE} And after it."]))


def _long_text(size: int) -> Iterator[bytes]:
    yield from (f"{part}\n\n".encode() for part in _prose(size))


def _forms(size: int, fixed: int) -> Iterator[str]:
    """Documents of eighty words that also fill in one form of ten slots, two of two hundred words in each."""
    chance = random.Random(7)
    known = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(30_000)]
    frame = [chance.choices(known, k=fixed) for _ in range(10)]
    slots = [chance.choices(known, k=200) for _ in range(10)]
    for _ in range(size):
        own = chance.choices(known, k=80)
        filled = [word for k in range(10) for word in (*frame[k], *chance.choices(slots[k], k=2))]
        yield " ".join([*own[:40], *filled, *own[40:]])


# What is made, with how many of what, in a file of which name.
MAKES: dict[str, tuple[str, int, Callable[[int], Iterator[bytes]]]] = {
    "a document of 100 MB, and one that quotes it": ("a.jsonl", 14_500_000, _long),
    "a text file of 100 MB": ("a.txt", 14_500_000, _long_text),
    "one word ten million times, in two documents": (
        "a.jsonl",
        10_000_000,
        lambda size: _rows(iter(["word " * size, "word " * size + "end"])),
    ),
    "a hundred thousand documents that are the same": (
        "a.jsonl",
        100_000,
        lambda size: _rows(_PASSAGE for _ in range(size)),
    ),
    "a hundred thousand documents that are nearly the same": (
        "a.jsonl",
        100_000,
        lambda size: _rows(f"{_PASSAGE} {k} {k * 7919}" for k in range(size)),
    ),
    "forms filled in, three words in five the same": ("a.jsonl", 32_000, lambda size: _rows(_forms(size, 3))),
    "forms filled in, half of the words the same": ("a.jsonl", 32_000, lambda size: _rows(_forms(size, 2))),
    "one document a hundred thousand times": (
        "a.jsonl",
        100_000,
        lambda size: (json.dumps({"id": "one", "text": _PASSAGE}).encode() + b"\n" for _ in range(size)),
    ),
    "a hundred thousand rows without a text": (
        "a.jsonl",
        100_000,
        lambda size: _rows(_PASSAGE if k % 50_000 < 2 else "" for k in range(size)),
    ),
    "a hundred thousand lines that are no JSON": (
        "a.jsonl",
        100_000,
        lambda size: (b'{"text": "\xff\n' if k else next(_rows(iter([_PASSAGE]))) for k in range(size)),
    ),
}


def cost(name: str, size: int) -> tuple[float, float, str]:
    """CPU seconds and peak megabytes of finding what is in so much of a make, and what came of it."""
    file, _, make = MAKES[name]
    with tempfile.TemporaryDirectory() as folder:
        with open(Path(folder) / file, "wb") as out:
            out.writelines(make(size))
        command = [sys.executable, "-m", "variorum", "reuse", "find", str(Path(folder) / file), "-o", f"{folder}/run"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
        assert process.stderr is not None, "it was asked for"
        said = list(islice(process.stderr, 3))
        for _ in process.stderr:
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        run = Path(folder) / "run" / "run.json"
        counts = json.loads(run.read_text())["counts"] if run.exists() else {}
    came = ", ".join(
        f"{counts[key]:,} {key}"
        for key in ("documents", "families", "duplicates", "unread", "repeated")
        if key in counts
    )
    came = came or b" ".join(said).decode()[:200]
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, f"status {process.returncode}: {came}"


def main(arguments: list[str]) -> int:
    """Print the table; return 1 when a corpus costs more than what is promised."""
    found = []
    for name, (_, size, _) in MAKES.items():
        if arguments and not any(part in name for part in arguments):
            continue
        half, (seconds, megabytes, came) = cost(name, size // 2)[0], cost(name, size)
        found.append(Figure(name, seconds, "s", SECONDS_CEILING, came))
        found.append(Figure(f"{name}: memory", megabytes, "MB", MEGABYTES_CEILING))
        found.append(Figure(f"{name}: of twice as much", seconds / half, "times", GROWTH_CEILING))
        print(f"{seconds:7.2f} s {megabytes:7.0f} MB  {name}: {came}", file=sys.stderr, flush=True)
    print_table(found)
    return 1 if any(figure.is_over for figure in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
