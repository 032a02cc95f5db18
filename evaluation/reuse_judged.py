"""What is found now of the families of real documents that were read and judged.

`judged_families.jsonl` has the verdicts of three readers on the fifty largest families that were no formulae and the
fifty nearest the threshold (least shared, least alike, fewest words), as three builds found them on 22 November 2026: 7
and 15 were wrong to the first, none and 10 to the second, who read after families were divided by their rare words
with a `near` of 0.45. What the 0.35 that is kept holds together, where two in a hundred runs of twenty equal words
fewer are told apart, was read twice: 5 and 18 were wrong to a reader whose verdicts are not kept, 8 and 24 to the
third, who counted references to acts and reports by number as wrong too. Documents go by the digest of their text,
passages by code points: the medoid, then the likest of the others first, and of a family that the third reader found
mixed those that are out of place. A family is wrong where its passages, or more than a fifth of them, share no wording
that a reader would accept: offices or degrees in a row, mark-up, a frame of a sentence. The first reader took frames
with other content for right that are no longer held together, and saw families that now are several.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.figures import Figure

if TYPE_CHECKING:
    from variorum.model.reuse import Reuse

JUDGED = "judged families of reuse"
FIGURES = tuple(
    Figure(JUDGED, f"{verdict} ones of the {reader} reader still said, %", slack=5, less_is_better=verdict == "wrong")
    for reader in ("first", "second", "third")
    for verdict in ("right", "wrong")
)
_VERDICTS = Path(__file__).with_name("judged_families.jsonl")
_DIGITS = 16


def still_said(reuse: Reuse) -> dict[tuple[str, str], float]:
    """How many of the families judged right, and of those judged wrong, still hold two of their judged passages."""
    numbers = {digest(document.text): k for k, document in enumerate(reuse.documents)}
    spans = defaultdict(list)
    for number, family in enumerate(reuse.families):
        for one in family.passages:
            spans[one.document].append((number, one.start, one.end))
    said = defaultdict(list)
    for line in _VERDICTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        holding = [_families(spans[numbers[name]], start, end) for name, start, end in row["passages"]]
        told = any(holding[0] & other for other in holding[1:])
        said[f"{row['verdict']} ones of the {row['reader']} reader still said, %"].append(told)
    return {(JUDGED, name): 100 * sum(told) / len(told) for name, told in said.items()}


def digest(text: str) -> str:
    """What stands for a document."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _families(spans: list[tuple[int, int, int]], start: int, end: int) -> set[int]:
    """The families of which a passage has half of a stretch, or lies in it by half."""
    return {
        number
        for number, begin, stop in spans
        if 2 * (min(stop, end) - max(begin, start)) >= min(stop - begin, end - start)
    }
