"""The lines of one text as the pairing sees them: token runs, weighted stems."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from variorum.text.tokenize import MARKUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.units import Segment
    from variorum.text.tokenize import Tokens, Vocabulary

# So many words in a row hold two vast lines together where both have them just once.
SINGLE_RUN = 3
# The longest common subsequence of two lines of more token pairs than this is estimated: exact, two lines of 5 MB
# take minutes. The estimate is never too high, so it can part two lines but not join them.
MOST_CELLS = 100_000_000

Forms = str | tuple[int, ...]
"""A run of interned forms, one character each, or a tuple where the vocabulary outgrows Unicode; hashable."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one side, in order; `indexes` are their segment numbers. All lists have one length.

    `forms` leaves markup out. `stems` weighs the stems of content words by how few lines of both texts hold them;
    `norms` and `sums` are the Euclidean and plain sums of those weights (1 where there are none). `lengths` are in
    tokens.
    """

    indexes: list[int]
    forms: list[Forms]
    stems: list[dict[int, float]]
    norms: list[float]
    sums: list[float]
    lengths: list[int]

    def __len__(self) -> int:
        return len(self.indexes)


def forms_of_segments(
    segments: Sequence[Segment], tokens: Tokens, vocabulary: Vocabulary, heads: Sequence[int]
) -> list[list[int]]:
    """The interned forms of each segment from its head on, markup left out; of a segment of markup alone, all."""
    starts, forms, classes = tokens.starts, tokens.forms, vocabulary.classes
    has_markup = MARKUP in map(classes.__getitem__, forms)
    out: list[list[int]] = []
    first = 0
    for segment, head in zip(segments, heads, strict=True):
        first = bisect_left(starts, head, first)
        last = bisect_left(starts, segment.span.end, first)
        run = forms[first:last]
        out.append(([form for form in run if classes[form] != MARKUP] or run) if has_markup else run)
        first = last
    return out


def pack(forms: Sequence[int]) -> Forms:
    """The forms as one comparable run."""
    try:
        return "".join(map(chr, forms))
    except (ValueError, OverflowError):
        return tuple(forms)


def single_runs(mine: Forms, theirs: Forms) -> list[tuple[int, int]]:
    """Where runs of SINGLE_RUN forms stand that each side has just once, in the order of the first."""
    here, there = _once(mine), _once(theirs)
    return [(place, there[run]) for run, place in here.items() if run in there]


def _once(forms: Forms) -> dict[Forms, int]:
    seen: dict[Forms, int] = {}
    for place in range(len(forms) - SINGLE_RUN + 1):
        run = forms[place : place + SINGLE_RUN]
        seen[run] = -1 if run in seen else place
    return {run: place for run, place in seen.items() if place >= 0}


def common_in_order(mine: Forms, theirs: Forms) -> int:
    """About how many tokens two vast lines have in common in order, never too many.

    Counted are their equal ends, and between these, where it is too much to compare, the runs that each has once.
    """
    head = _equal_head(mine, theirs)
    tail = min(_equal_head(mine[::-1], theirs[::-1]), min(len(mine), len(theirs)) - head)
    mine, theirs = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    if len(mine) * len(theirs) <= MOST_CELLS:
        return head + tail + LCSseq.similarity(mine, theirs)
    tails: list[int] = []
    for _, place in single_runs(mine, theirs):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return head + tail + (min(len(tails) + SINGLE_RUN - 1, len(mine), len(theirs)) if tails else 0)


def _equal_head(mine: Forms, theirs: Forms) -> int:
    """How many tokens from the first on are equal; found by halves, since comparing slices is quick."""
    least, most = 0, min(len(mine), len(theirs))
    while least < most:
        middle = (least + most + 1) // 2
        if mine[least:middle] == theirs[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One line before it is weighed: its segment's number, its forms, and how often it has each stem."""

    index: int
    forms: Forms
    length: int
    stems: dict[int, int]


class LineCounter:
    """Counts the stems of lines, of each different line once; `of` says the stem of a form, as `Vocabulary.stems`."""

    def __init__(self, of: Sequence[int]) -> None:
        self._of = of
        self._known: dict[Forms, tuple[Forms, dict[int, int]]] = {}

    def count(self, index: int, forms: list[int]) -> CountedLine:
        """A line with its stems."""
        packed = pack(forms)
        known = self._known.get(packed)
        if known is None:
            known = self._known[packed] = packed, _count(forms, self._of)
        return CountedLine(index, known[0], len(forms), known[1])


def weigh(base: Sequence[CountedLine], other: Sequence[CountedLine]) -> tuple[Lines, Lines]:
    """Both sides as Lines, weighed by the line frequencies of both."""
    frequency = Counter(chain.from_iterable([line.stems for line in (*base, *other)]))
    total = len(base) + len(other)
    by_frequency = {n: log(1 + total / n) for n in set(frequency.values())}
    weight = {stem: by_frequency[n] for stem, n in frequency.items()}
    known: dict[Forms, _Weighed] = {}
    return _lines(base, weight, known), _lines(other, weight, known)


def _count(forms: list[int], of: Sequence[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for form in forms:
        stem = of[form]
        if stem >= 0:
            counts[stem] = counts.get(stem, 0) + 1
    return counts


_Weighed = tuple[dict[int, float], float, float]
"""The weighted stems of a line, their Euclidean and their plain sum."""


def _lines(side: Sequence[CountedLine], weight: dict[int, float], known: dict[Forms, _Weighed]) -> Lines:
    """The lines weighed; those that are `known`, from either side, once for all."""
    weighed = [known.get(line.forms) or known.setdefault(line.forms, _weighed(line, weight)) for line in side]
    return Lines(
        indexes=[line.index for line in side],
        forms=[line.forms for line in side],
        stems=[stems for stems, _, _ in weighed],
        norms=[norm for _, norm, _ in weighed],
        sums=[total for _, _, total in weighed],
        lengths=[line.length for line in side],
    )


def _weighed(line: CountedLine, weight: dict[int, float]) -> _Weighed:
    vector = {}
    total = squares = 0.0
    for stem, n in line.stems.items():
        x = weight[stem] * (1 + log(n)) if n > 1 else weight[stem]
        vector[stem] = x
        total += x
        squares += x * x
    return vector, sqrt(squares) or 1.0, total or 1.0
