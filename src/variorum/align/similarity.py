"""How alike two lines are: candidates by shared words, then learned weights over a few measures.

The measures are ours; the weights are fitted by evaluation/train.py on human alignments and shipped as numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.lines import Forms, Lines

# Pairs that share less are never the same statement: with the floor at 0.03 no gold link beyond those without any common word is lost
# (evaluation/segments), and most chance pairs cost nothing.
MIN_COSINE = 0.03


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of lines within `within`, row by row. The lists have one length; `at` finds a pair by
    row * width + column + 1, where a column beside the first or last is never found.

    `closeness` is the mean best cosine of each side's lines: how near the two texts are, seen from each.
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

    def find(self, row: int, column: int) -> int:
        """The number of the pair of this row and column, or -1."""
        if 0 <= column < self.width - 2:
            return self.at.get(row * self.width + column + 1, -1)
        return -1


def candidate_pairs(
    base: Lines, other: Lines, rows: Sequence[int], columns: Sequence[int], ruled_out: frozenset[tuple[int, int]] = frozenset()
) -> Pairs:
    """All pairs within rows x columns that share enough stems, or are equal, with their measures.

    Cost: one step for each stem that a row and a column share.
    """
    at, row_of, column_of, cosines, shares = _shared_stems(base, other, rows, columns, ruled_out)
    by_row, by_column = two_best(row_of, cosines), two_best(column_of, cosines)
    closeness = (
        sum(first for first, _ in by_row.values()) / max(len(rows), 1),
        sum(first for first, _ in by_column.values()) / max(len(columns), 1),
    )
    pairs = Pairs((rows, columns), row_of, column_of, cosines, shares, [], len(other) + 2, at, closeness)
    pairs.measures.extend(_measures(base, other, pairs, by_row, by_column))
    return pairs


def _shared_stems(
    base: Lines, other: Lines, rows: Sequence[int], columns: Sequence[int], ruled_out: frozenset[tuple[int, int]]
) -> tuple[dict[int, int], list[int], list[int], list[float], list[float]]:
    postings: dict[int, list[tuple[int, float]]] = {}
    equal: dict[object, list[int]] = {}
    for j in columns:
        for stem, weight in other.stems[j].items():
            postings.setdefault(stem, []).append((j, weight))
        if not other.stems[j]:
            equal.setdefault(other.forms[j], []).append(j)
    width = len(other) + 2
    at: dict[int, int] = {}
    row_of: list[int] = []
    column_of: list[int] = []
    cosines: list[float] = []
    shares: list[float] = []
    norms = other.norms
    bound_rows, bound_columns = _bound(base, rows, other, columns)
    empty: tuple[tuple[int, float], ...] = ()
    for i in rows:
        dots: dict[int, float] = {}
        common: dict[int, float] = {}
        for stem, mine in base.stems[i].items():
            for j, theirs in postings.get(stem, empty):
                if j in dots:
                    dots[j] += mine * theirs
                    common[j] += mine if mine < theirs else theirs
                else:
                    dots[j] = mine * theirs
                    common[j] = mine if mine < theirs else theirs
        norm = base.norms[i]
        if not base.stems[i]:
            for j in equal.get(base.forms[i], ()):
                dots[j], common[j] = norm * norms[j], 1.0
        for j in sorted(dots):
            cosine = dots[j] / (norm * norms[j])
            if (i in bound_rows or j in bound_columns) and base.forms[i] != other.forms[j]:
                continue
            if cosine >= MIN_COSINE and not (ruled_out and (base.indexes[i], other.indexes[j]) in ruled_out):
                at[i * width + j + 1] = len(cosines)
                row_of.append(i)
                column_of.append(j)
                cosines.append(cosine)
                shares.append(common[j])
    return at, row_of, column_of, cosines, shares


def _bound(base: Lines, rows: Sequence[int], other: Lines, columns: Sequence[int]) -> tuple[set[int], set[int]]:
    """Rows and columns that stand word for word on the other side, in enough places for all of them: they answer nothing else."""
    mine, theirs = _places(base, rows), _places(other, columns)
    bound_rows = {i for forms, places in mine.items() if len(places) <= len(theirs.get(forms, ())) for i in places}
    bound_columns = {j for forms, places in theirs.items() if len(places) <= len(mine.get(forms, ())) for j in places}
    return bound_rows, bound_columns


def _places(lines: Lines, numbers: Sequence[int]) -> dict[Forms, list[int]]:
    places: dict[Forms, list[int]] = {}
    for k in numbers:
        places.setdefault(lines.forms[k], []).append(k)
    return places


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
    "cosine", "root", "most", "least", "ordered", "row margin", "column margin", "least margin", "best neighbour", "worst neighbour",
    "length ratio", "length", "base closeness", "other closeness", "least closeness", "closeness x cosine", "length x cosine",
    "length x most", "length ratio x most",
)  # fmt: skip
"""The names of the measures of a pair, in their order."""


def _measures(
    base: Lines, other: Lines, pairs: Pairs, by_row: dict[int, tuple[float, float]], by_column: dict[int, tuple[float, float]]
) -> list[list[float]]:
    close_base, close_other = pairs.closeness
    close = min(close_base, close_other)
    at, cosines, width = pairs.at, pairs.cosines, pairs.width
    lcs = LCSseq.similarity
    out = []
    for k, (i, j, c) in enumerate(zip(pairs.rows, pairs.columns, cosines, strict=True)):
        share = pairs.shares[k]
        in_base, in_other = share / base.sums[i], share / other.sums[j]
        most, least = (in_base, in_other) if in_base > in_other else (in_other, in_base)
        first, second = by_row[i]
        row = c - second if c == first else c - first
        first, second = by_column[j]
        column = c - second if c == first else c - first
        key = i * width + j + 1
        before, after = at.get(key - width - 1, -1), at.get(key + width + 1, -1)
        left, right = cosines[before] if before >= 0 else 0.0, cosines[after] if after >= 0 else 0.0
        n, m = base.lengths[i], other.lengths[j]
        ratio = log((n + 1) / (m + 1))
        ratio = ratio if ratio >= 0 else -ratio
        length = log(1 + (n if n < m else m))
        out.append(
            [
                c, sqrt(c), most, least, 2 * lcs(base.forms[i], other.forms[j]) / (n + m or 1), row, column, min(row, column),
                max(left, right), min(left, right), ratio, length, close_base, close_other, close, close * c, length * c,
                length * most, ratio * most,
            ]
        )  # fmt: skip
    return out


def dot(weights: Sequence[float], measures: Sequence[float]) -> float:
    """The weighted sum; the first weight is the constant."""
    total = weights[0]
    for k, x in enumerate(measures, 1):
        total += weights[k] * x
    return total


BRACKETS = ("inside", "base gap", "other gap", "follows", "precedes", "offset", "base taken", "other taken")
"""The names of the measures of a pair's place between its surest neighbours."""


def brackets(i: int, j: int, rows: Sequence[int], columns: Sequence[int], chain: list[tuple[int, int]]) -> tuple[float, ...]:
    """Where (i, j) stands among the pairs of a first, order-keeping pass, itself left out. `chain` ascends on both sides."""
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
    taken_other = (before + 1 < k and chain[before + 1][1] == j) or (after > k and chain[after - 1][1] == j and chain[after - 1][0] != i)
    base_taken, other_taken = float(taken_base), float(taken_other)
    if not p_j < j < q_j:
        return 0.0, 2.0, 2.0, 0.0, 0.0, 1.0, base_taken, other_taken
    gap_base, gap_other = q_i - p_i - 1, q_j - p_j - 1
    return (
        1.0,
        log(1 + gap_base),
        log(1 + gap_other),
        float(i - p_i == 1 and j - p_j == 1),
        float(q_i - i == 1 and q_j - j == 1),
        abs((i - p_i) / (gap_base + 1) - (j - p_j) / (gap_other + 1)),
        base_taken,
        other_taken,
    )
