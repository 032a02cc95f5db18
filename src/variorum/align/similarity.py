"""How alike two lines are: learned weights over a few measures of the pairs that are worth a look.

The measures are ours; the weights are fitted by evaluation/train.py on human alignments and shipped as numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from variorum.align.alike import Alike
from variorum.align.lines import MOST_CELLS, common_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.align.lines import Lines

# Pairs that share less than this part of what either line shares with its best are never the same statement: among
# 8,800 answers, no gold set excepted, the least has 0.33. Two pairs in five need no measures so.
MIN_OF_BEST = 0.3
# The lines that the weights were fitted to are no longer; longer ones count as so long, or their length outweighs all
# else.
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of lines within `within`, row by row; the lists have one length.

    `at` finds a pair by row * width + column + 1, where a column beside the first or last is never found.
    `closeness` is the mean best cosine of each side's lines: how near the two texts are, seen from each. `alike` holds
    the pairs that are too unlikely for measures too, `best` the two greatest cosines of each row and of each column.
    The lists grow where `align.beside` weighs a pair beyond the likeliest; `faint` holds the numbers of those that join
    no bead, and whether one would have, had it been among the likeliest.
    """

    within: tuple[Sequence[int], Sequence[int]]
    rows: list[int]
    columns: list[int]
    cosines: list[float]
    shares: list[float]
    measures: list[list[float]]
    width: int
    at: dict[int, int]
    closeness: tuple[float, float]
    best: tuple[Best, Best]
    alike: Alike
    faint: dict[int, bool] = field(default_factory=dict)

    def find(self, row: int, column: int) -> int:
        """The number of the pair of this row and column, or -1."""
        if 0 <= column < self.width - 2:
            return self.at.get(row * self.width + column + 1, -1)
        return -1


def candidate_pairs(
    base: Lines,
    other: Lines,
    rows: Sequence[int],
    columns: Sequence[int],
    ruled_out: frozenset[tuple[int, int]] = frozenset(),
) -> Pairs:
    """The pairs within rows x columns that share enough stems, or are equal, with their measures.

    Cost: one step for each stem that a row and a column share, MOST_MEETINGS a line at most.
    """
    alike = Alike(base, other, rows, columns, ruled_out)
    by_row, by_column = two_best(alike.rows, alike.cosines), two_best(alike.columns, alike.cosines)
    closeness = (
        fsum([first for first, _ in by_row.values()]) / max(len(rows), 1),
        fsum([first for first, _ in by_column.values()]) / max(len(columns), 1),
    )
    likely = _likely(alike, by_row, by_column)
    width = len(other) + 2
    pairs = Pairs(
        within=(rows, columns),
        rows=[alike.rows[k] for k in likely],
        columns=[alike.columns[k] for k in likely],
        cosines=[alike.cosines[k] for k in likely],
        shares=[alike.shares[k] for k in likely],
        measures=[],
        width=width,
        at={alike.rows[k] * width + alike.columns[k] + 1: n for n, k in enumerate(likely)},
        closeness=closeness,
        best=(by_row, by_column),
        alike=alike,
    )
    pairs.measures.extend(measure(base, other, pairs, alike.near(width)))
    return pairs


Best = dict[int, tuple[float, float]]


def _likely(alike: Alike, by_row: Best, by_column: Best) -> list[int]:
    """The pairs that are not far behind the best of both their lines."""
    likely = []
    for k, (i, j, cosine) in enumerate(zip(alike.rows, alike.columns, alike.cosines, strict=True)):
        mine, theirs = by_row[i][0], by_column[j][0]
        if cosine >= MIN_OF_BEST * (mine if mine < theirs else theirs):
            likely.append(k)
    return likely


def two_best(keys: Sequence[int], values: Sequence[float]) -> dict[int, tuple[float, float]]:
    """For each key its greatest value and the next."""
    best: dict[int, tuple[float, float]] = {}
    for key, value in zip(keys, values, strict=True):
        first, second = best.get(key, (0.0, 0.0))
        if value > first:
            best[key] = (value, first)
        elif value > second:
            best[key] = (first, value)
    return best


MEASURES = (
    "cosine", "root", "most", "least", "ordered", "greater margin", "lesser margin", "best neighbour",
    "worst neighbour", "length ratio", "length", "greater closeness", "lesser closeness", "closeness x cosine",
    "length x cosine", "length x most", "length ratio x most",
)  # fmt: skip
"""The measures of a pair, in order; none knows which text is the base, so that swapping the texts swaps the answer."""


def measure(base: Lines, other: Lines, pairs: Pairs, near: dict[int, float], first: int = 0) -> Iterator[list[float]]:
    """The measures of each pair from the `first` on; `near` says what its neighbours share."""
    close, closer = sorted(pairs.closeness)
    by_row, by_column = pairs.best
    width = pairs.width
    lcs = LCSseq.similarity
    lists = (pairs.rows, pairs.columns, pairs.cosines, pairs.shares)
    for i, j, c, share in zip(*([values[first:] for values in lists] if first else lists), strict=True):
        in_base, in_other = share / base.sums[i], share / other.sums[j]
        most, least = (in_base, in_other) if in_base > in_other else (in_other, in_base)
        best, second = by_row[i]
        row = c - second if c == best else c - best
        best, second = by_column[j]
        column = c - second if c == best else c - best
        key = i * width + j + 1
        left, right = near.get(key - width - 1, 0.0), near.get(key + width + 1, 0.0)
        n, m = base.lengths[i], other.lengths[j]
        ratio = abs(log((n + 1) / (m + 1)))
        length = log(1 + min(n, m, LONGEST))
        in_order = lcs if n * m <= MOST_CELLS else common_in_order
        ordered = 2 * in_order(base.forms[i], other.forms[j]) / (n + m or 1)
        yield [
            c, sqrt(c), most, least, ordered, row if row > column else column, row if row < column else column,
            left if left > right else right, left if left < right else right, ratio, length, closer, close, close * c,
            length * c, length * most, ratio * most,
        ]  # fmt: skip


def dot(weights: Sequence[float], measures: Sequence[float]) -> float:
    """The weighted sum; the first weight is the constant. Added up in order, so that every Python rounds alike."""
    total = weights[0]
    for k, x in enumerate(measures, 1):
        total += weights[k] * x
    return total


BRACKETS = ("inside", "greater gap", "lesser gap", "follows", "precedes", "offset", "taken", "both taken")
"""The names of the measures of a pair's place between its surest neighbours."""


def brackets(
    i: int, j: int, rows: Sequence[int], columns: Sequence[int], chain: list[tuple[int, int]]
) -> tuple[float, ...]:
    """Where (i, j) stands among the pairs of a first pass, itself left out. `chain` ascends on both sides."""
    k = bisect_left(chain, (i, -1))
    taken_row = k < len(chain) and chain[k][0] == i
    before = k - 1
    if before >= 0 and chain[before][1] == j:
        before -= 1
    after = k + 1 if taken_row else k
    if after < len(chain) and chain[after][1] == j:
        after += 1
    p_i, p_j = chain[before] if before >= 0 else (rows[0] - 1, columns[0] - 1)
    q_i, q_j = chain[after] if after < len(chain) else (rows[-1] + 1, columns[-1] + 1)
    taken_base = taken_row and chain[k][1] != j
    taken_other = (before + 1 < k and chain[before + 1][1] == j) or (
        after > k and chain[after - 1][1] == j and chain[after - 1][0] != i
    )
    taken, both_taken = float(taken_base or taken_other), float(taken_base and taken_other)
    if not p_j < j < q_j:
        return 0.0, 2.0, 2.0, 0.0, 0.0, 1.0, taken, both_taken
    gap_base, gap_other = q_i - p_i - 1, q_j - p_j - 1
    return (
        1.0,
        log(1 + max(gap_base, gap_other)),
        log(1 + min(gap_base, gap_other)),
        float(i - p_i == 1 and j - p_j == 1),
        float(q_i - i == 1 and q_j - j == 1),
        abs((i - p_i) / (gap_base + 1) - (j - p_j) / (gap_other + 1)),
        taken,
        both_taken,
    )
