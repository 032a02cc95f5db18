"""What is found now of the families of real documents that were read and judged.

`judged_families.jsonl` has the fifty largest that were no formulae, and the fifty nearest the threshold (least shared,
least alike, fewest words), as found on 22 November 2026 by two readers, who found other families: 10 and 21 were wrong
to the first, none and 10 to the second, after families were divided by their rare words with a `near` of 0.45. With the
0.4 that is kept, so that every paragraph stands in one family, the second read 15 of the fifty nearest as wrong.
Documents go by the digest of
their text, passages by code points, the likest of the others first. A family is wrong where its passages, or more than
a fifth of them, share no wording that a reader would accept: offices or degrees in a row, mark-up, a frame of a
sentence. Of right families that the first reader saw only passages are kept that share their wording with the likest:
31 had none, and are left out.
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
RIGHT, WRONG = "right ones still said, %", "wrong ones still said, %"
FIGURES = (Figure(JUDGED, RIGHT, slack=5), Figure(JUDGED, WRONG, slack=5, less_is_better=True))
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
        said[row["verdict"]].append(any(holding[0] & other for other in holding[1:]))
    return {
        (JUDGED, name): 100 * sum(said[verdict]) / len(said[verdict])
        for name, verdict in ((RIGHT, "right"), (WRONG, "wrong"))
    }


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
