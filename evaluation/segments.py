"""How well texts are divided: sentences against hand-made ones, and what each real series is made of.

Run by hand: python -m evaluation.segments [SERIES SAMPLE-SIZE]

With a series (fomc, unsc, us_president, us_addresses) it prints a seeded sample of segments to be read by eye.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from typing import TYPE_CHECKING

from evaluation.datasets import data_folder
from variorum.model.units import SegmentKind
from variorum.text.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

SERIES = ("fomc", "unsc", "us_president", "us_addresses")
SEED = 20240120


def read(path: Path) -> str:
    """The text of a file in UTF-8, or in the Western encoding of a few old ones."""
    octets = path.read_bytes()
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def span_scores() -> tuple[int, int, int]:
    """(spans found exactly, spans found, hand-made spans) over the texts of the hand-made alignments."""
    exact = found = gold = 0
    folder = data_folder()
    for line in (folder / "gold" / "alignment.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for side in "ab":
            wanted = {tuple(span) for span in row[f"{side}_spans"]}
            got = {(s.span.start, s.span.end) for s in segment(read(folder / row[side])).segments}
            exact, found, gold = exact + len(wanted & got), found + len(got), gold + len(wanted)
    return exact, found, gold


def series_row(name: str) -> str:
    """Documents, line breaks and kinds of one series, as a row of the table."""
    kinds: Counter[SegmentKind] = Counter()
    breaks: Counter[str] = Counter()
    paths = sorted((data_folder() / "series" / name).rglob("*.txt"))
    for path in paths:
        result = segment(read(path))
        breaks[str(result.line_breaks)] += 1
        kinds.update(part.kind for part in result.segments)
    cells = [
        name,
        str(len(paths)),
        str(breaks["wrap"]),
        str(breaks["paragraph"]),
        *(str(kinds[kind]) for kind in SegmentKind),
    ]
    return "".join(cell.rjust(13) for cell in cells)


def print_sample(name: str, size: int) -> None:
    """Segments of one series drawn at random, each with the words around it."""
    drawn = []
    for path in sorted((data_folder() / "series" / name).rglob("*.txt")):
        text = read(path)
        drawn += [(path.stem, part.kind, text, part.span) for part in segment(text).segments]
    for stem, kind, text, span in random.Random(SEED).sample(drawn, min(size, len(drawn))):
        before, after = " ".join(text[: span.start].split()[-4:]), " ".join(text[span.end :].split(None, 4)[:4])
        print(f"{stem} {kind}\n    … {before} [{' '.join(span.of(text).split())}] {after} …")


def main(arguments: list[str]) -> None:
    """Print the table, or a sample of one series."""
    if arguments:
        print_sample(arguments[0], int(arguments[1]) if len(arguments) > 1 else 200)
        return
    exact, found, gold = span_scores()
    print(f"hand-made sentences: {gold}; found {found}, exactly {exact}; span F1 {2 * exact / (found + gold):.4f}\n")
    print("".join(head.rjust(13) for head in ("series", "documents", "wrap", "paragraph", *SegmentKind)))
    for name in SERIES:
        print(series_row(name))


if __name__ == "__main__":
    main(sys.argv[1:])
