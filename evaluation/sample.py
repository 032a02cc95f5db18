"""A seeded sample of what variorum says of real series, to be read by eye; and the verdicts of those who read one.

Run by hand: python -m evaluation.sample [--all | STRATUM …]

It prints beads beside their texts, each with a row for `judged_beads.jsonl`; without an argument, those not yet judged.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from zlib import crc32

from evaluation.datasets import Succession, data_folder, successions
from evaluation.scores import Tally
from variorum import compare
from variorum.model.alignment import BeadKind, Side
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead

JUDGED = Path(__file__).with_name("judged_beads.jsonl")
STRATA = ("light", "medium", "loose", "split or merged", "moved", "dropped", "added")
OF_EACH = 9
SEED = "20240120"

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bead by where it stands: files under `series`, segment numbers from 0, spans in code points of the texts."""

    stratum: str
    base_file: str
    other_file: str
    base: tuple[int, ...]
    other: tuple[int, ...]
    base_spans: Spans
    other_spans: Spans

    @property
    def rank(self) -> int:
        """Its place in the draw: as good as chance, and the same whatever else is drawn."""
        key = (SEED, self.stratum, self.base_file, self.other_file, self.base_spans, self.other_spans)
        return crc32(repr(key).encode())


class Verdict(TypedDict):
    """A row of `judged_beads.jsonl`: a drawn bead with what its reader thought. `fault` is empty where it is right."""

    stratum: str
    base_file: str
    other_file: str
    base: list[int]
    other: list[int]
    base_spans: list[tuple[int, int]]
    other_spans: list[tuple[int, int]]
    verdict: str
    fault: str


def stratum_of(bead: Bead) -> str | None:
    """Where a bead is drawn from; a kept bead in place is drawn from nowhere."""
    if bead.moved:
        return "moved"
    if bead.kind in (BeadKind.SPLIT, BeadKind.MERGED):
        return "split or merged"
    if bead.kind in (BeadKind.DROPPED, BeadKind.ADDED):
        return bead.kind.value
    return bead.degree.value if bead.degree else None


def drawn_of(alignment: Alignment, succession: Succession) -> Iterator[Drawn]:
    """The beads of body lines that may be drawn."""
    for bead in alignment.beads:
        stratum = stratum_of(bead)
        sides = [(alignment.base, bead.base), (alignment.other, bead.other)]
        segments = [[witness.segments[k] for k in indexes] for witness, indexes in sides]
        if stratum and (segments[0] or segments[1])[0].kind in BODY_KINDS:
            spans = [tuple((segment.span.start, segment.span.end) for segment in side) for side in segments]
            yield Drawn(stratum, succession.base, succession.other, bead.base, bead.other, *spans)


def sample() -> list[Drawn]:
    """OF_EACH beads of each stratum, the series by turns, and no more than one of a stratum from one pair of texts."""
    first: dict[tuple[str, str], Drawn] = {}
    for succession in successions():
        for drawn in drawn_of(_compared(succession.base, succession.other), succession):
            key = (drawn.stratum, drawn.base_file)
            if key not in first or drawn.rank < first[key].rank:
                first[key] = drawn
    return [
        drawn
        for stratum in STRATA
        for drawn in by_turns([one for one in first.values() if one.stratum == stratum], OF_EACH)
    ]


def by_turns(drawn: Sequence[Drawn], size: int) -> list[Drawn]:
    """The first of each folder by rank, then the second of each, and so on, until there are enough."""
    turns: dict[str, int] = {}
    queue = []
    for one in sorted(drawn, key=lambda d: d.rank):
        folder = one.base_file.split("/")[0]
        turns[folder] = turns.get(folder, 0) + 1
        queue.append((turns[folder], one.rank, one))
    return [one for _, _, one in sorted(queue, key=lambda place: place[:2])[:size]]


def still_said() -> tuple[float, float]:
    """Of the judged beads, the share of the right ones and of the wrong ones still said, by stratum and spans."""
    said: dict[tuple[str, str], set[tuple[str, Spans, Spans]]] = {}
    shares = {"right": Tally(), "wrong": Tally()}
    for row in verdicts():
        files = row["base_file"], row["other_file"]
        if files not in said:
            found = drawn_of(_compared(*files), Succession("", *files))
            said[files] = {(one.stratum, one.base_spans, one.other_spans) for one in found}
        claim = (row["stratum"], _spans(row["base_spans"]), _spans(row["other_spans"]))
        shares[row["verdict"]] += Tally(claim in said[files], 1, 1)
    return shares["right"].recall, shares["wrong"].recall if shares["wrong"].gold else 0.0


def verdicts() -> list[Verdict]:
    """The rows of `judged_beads.jsonl`."""
    return [json.loads(row) for row in JUDGED.read_text("utf-8").splitlines()] if JUDGED.exists() else []


def show(drawn: Drawn) -> None:
    """Print a bead with the lines round it on both sides, and of the side that lacks it the lines most like it."""
    alignment = _compared(drawn.base_file, drawn.other_file)
    bead = next(bead for bead in alignment.beads if (bead.base, bead.other) == (drawn.base, drawn.other))
    print(f"\n=== {drawn.stratum}: {bead.kind}, {bead.degree}, moved {bead.moved}, score {bead.score}; {bead.reason}")
    for side, file, indexes in ((Side.BASE, drawn.base_file, drawn.base), (Side.OTHER, drawn.other_file, drawn.other)):
        print(f"  {file}")
        lines = [" ".join(s.span.of(alignment.side(side).content).split()) for s in alignment.side(side).segments]
        around = (
            range(max(indexes[0] - 1, 0), min(indexes[-1] + 2, len(lines)))
            if indexes
            else nearest(alignment, bead, side, lines)
        )
        for number in around:
            print(f"   {'>' if number in indexes else ' '} {number:3d} {lines[number]}")
    print(json.dumps({**asdict(drawn), "verdict": "", "fault": ""}))


def nearest(alignment: Alignment, bead: Bead, side: Side, lines: Sequence[str]) -> list[int]:
    """The four lines of a side that share most words with a bead of the opposite side, the rarer the weightier."""
    held = alignment.other if side is Side.BASE else alignment.base
    words = {
        word
        for k in (bead.other if side is Side.BASE else bead.base)
        for word in _words(held.segments[k].span.of(held.content))
    }
    found = [_words(line) for line in lines]
    weight = {word: 1 / max(sum(word in line for line in found), 1) for word in sorted(words)}
    return sorted(range(len(lines)), key=lambda k: -sum(weight[word] for word in sorted(words & found[k])))[:4]


def _words(line: str) -> set[str]:
    return {word.strip(".,;:()“”\"'").casefold()[:6] for word in line.split()}


def _compared(base: str, other: str) -> Alignment:
    folder = data_folder() / "series"
    return compare(folder / base, folder / other).alignment


def _spans(given: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in given)


def _claim(drawn: Drawn) -> tuple[object, ...]:
    return drawn.stratum, drawn.base_file, drawn.other_file, drawn.base_spans, drawn.other_spans


def main(arguments: list[str]) -> None:
    """Print the sample, or those of it that nobody has judged."""
    judged = {
        (row["stratum"], row["base_file"], row["other_file"], _spans(row["base_spans"]), _spans(row["other_spans"]))
        for row in verdicts()
    }
    for drawn in sample():
        if drawn.stratum in arguments or "--all" in arguments or (not arguments and _claim(drawn) not in judged):
            show(drawn)


if __name__ == "__main__":
    main(sys.argv[1:])
