"""Pairs the lines of two texts: which answers which, one to one, split or merged, in place or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, log2, sqrt
from typing import TYPE_CHECKING

from variorum.align.beside import weigh_beside
from variorum.align.chain import heaviest_chain
from variorum.align.similarity import Pairs, brackets, dot, two_best
from variorum.align.weights import EXTENSION, FIRST, MOVED, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.align.chain import Box
    from variorum.align.lines import Lines

# At most so many lines answer one: beyond, human readers call it a rewrite, not a split (two of 2,900 gold links).
MAX_PARTS = 4
# A pair this unlikely is never the main part of a split or merge.
MIN_MAIN = -1.0
# A part of a split must share this much with the whole line.
MIN_PART_COSINE = 0.06
# A part that belongs is lost twice (its own line, and the whole's), so it joins below even odds.
PART_FAVOUR = 0.8
PART_SLACK = 0.5
# A move that is missed is two false absences, so it is believed below even odds.
MOVE_FAVOUR = 0.4
# A moved line may be this far below the bar if the parts that join it lift it above.
NEARLY = 1.5
# Looser texts need a lower bar: the best threshold for F1 falls with the share of right answers. Chosen by
# cross-validation over all sets (evaluation/README).
SLACK = 5.5
SLACK_BELOW = 0.63
# Texts this far from each other are strangers, and the bar stands.
STRANGERS = 0.06


# In close texts lines that share less than this answer each other in one case of six, in loose retellings in most
# (evaluation/pairing): the floor rises with closeness.
FLOOR_TOP = 0.15
FLOOR_FROM = 0.15
FLOOR_SLOPE = 0.6
# Among many lines some share a word by chance: the floor rises with the binary logarithm of how many there are.
CHANCE_FROM = 4.0
CHANCE_SLOPE = 0.03


Odds = Sequence[float] | Mapping[int, float]
"""Log odds by the number of a pair."""


@dataclass(frozen=True, slots=True)
class Link:
    """Rows and columns that answer each other, contiguous on each side, with the log odds that they do."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    odds: float


def pair_in_order(base: Lines, other: Lines, pairs: Pairs) -> list[Link]:
    """The best order-keeping pairing of the lines of one interval.

    A first pass scores pairs by their words alone; a second scores them again by their place among the first's surest
    pairs, and considers splits and merges.
    """
    bar = -slack(min(pairs.closeness))
    first = [dot(FIRST, measures) for measures in pairs.measures]
    chain = _chain_of_pairs(pairs, first)
    second = [dot(SECOND, measures) for measures in second_measures(pairs, first, chain)]
    mains = (k for k in _likely(pairs, second, bar) if base.forms[pairs.rows[k]] != other.forms[pairs.columns[k]])
    if added := weigh_beside(base, other, pairs, mains, MAX_PARTS - 1):
        first += [dot(FIRST, measures) for measures in pairs.measures[-added:]]
        second += [dot(SECOND, measures) for measures in second_measures(pairs, first, chain, len(second))]
    boxes, values = _boxes(base, other, pairs, second, bar)
    links = []
    for k in heaviest_chain(boxes, values):
        top, bottom, left, right = boxes[k]
        links.append(Link(tuple(range(top, bottom)), tuple(range(left, right)), values[k] + bar))
    return links


def slack(closeness: float) -> float:
    """How far the bar is lowered, in log odds, for texts of this closeness."""
    return SLACK * max(0.0, SLACK_BELOW - closeness) ** 2 if closeness > STRANGERS else 0.0


def _chain_of_pairs(pairs: Pairs, odds: list[float]) -> list[tuple[int, int]]:
    likely = [k for k, value in enumerate(odds) if value > 0]
    boxes = [(pairs.rows[k], pairs.rows[k] + 1, pairs.columns[k], pairs.columns[k] + 1) for k in likely]
    return [(boxes[n][0], boxes[n][2]) for n in heaviest_chain(boxes, [odds[k] for k in likely])]


def second_measures(
    pairs: Pairs, first: list[float], chain: list[tuple[int, int]], start: int = 0
) -> Iterable[list[float]]:
    """The measures of the second pass, from pair `start` on.

    They are those of the first, the place among the chain, and the first pass's log odds.
    """
    rows, columns = pairs.within
    for k in range(start, len(pairs.measures)):
        place = brackets(pairs.rows[k], pairs.columns[k], rows, columns, chain)
        yield [*pairs.measures[k], *place, first[k]]


def chance_floor(pairs: Pairs) -> float:
    """The cosine below which a pair is chance, whatever its place."""
    fewest = min(map(len, pairs.within))
    by_closeness = min(FLOOR_TOP, FLOOR_SLOPE * (min(pairs.closeness) - FLOOR_FROM))
    return max(by_closeness, CHANCE_SLOPE * (log2(fewest or 1) - CHANCE_FROM))


def _likely(pairs: Pairs, odds: list[float], bar: float) -> Iterator[int]:
    """The pairs that may be a bead, or the main part of one."""
    least, floor = MIN_MAIN + min(bar, 0.0), chance_floor(pairs)
    for k, value in enumerate(odds):
        if value >= least and pairs.cosines[k] >= floor and k not in pairs.faint:
            yield k


def _boxes(base: Lines, other: Lines, pairs: Pairs, odds: list[float], bar: float) -> tuple[list[Box], list[float]]:
    """Every bead worth considering, with its log odds above the bar."""
    boxes: list[Box] = []
    values: list[float] = []
    for k in _likely(pairs, odds, bar):
        i, j, value = pairs.rows[k], pairs.columns[k], odds[k]
        if value > bar:
            boxes.append((i, i + 1, j, j + 1))
            values.append(value - bar)
        if base.forms[i] == other.forms[j]:
            continue
        for before, after, total in _extensions(base, other, pairs, odds, k, along_columns=True):
            if value + total > bar:
                boxes.append((i, i + 1, j - before, j + after + 1))
                values.append(value + total - bar)
        for before, after, total in _extensions(base, other, pairs, odds, k, along_columns=False):
            if value + total > bar:
                boxes.append((i - before, i + after + 1, j, j + 1))
                values.append(value + total - bar)
    return boxes, values


def _extensions(
    base: Lines, other: Lines, pairs: Pairs, odds: Odds, main: int, *, along_columns: bool
) -> list[tuple[int, int, float]]:
    """Lines before and after the main pair's that belong to its other line too, with the log odds they add."""
    runs = []
    favour = PART_FAVOUR + PART_SLACK * slack(min(pairs.closeness))
    for step in (-1, 1):
        run, total = [0.0], 0.0
        for n in range(1, MAX_PARTS):
            measures = extension_measures(base, other, pairs, odds, main, step * n, along_columns=along_columns)
            if measures is None:
                break
            added = dot(EXTENSION, measures) + favour
            if added <= 0 or _is_faint(pairs, main, step * n, along_columns=along_columns):
                break
            total += added
            run.append(total)
        runs.append(run)
    left, right = runs
    return [
        (before, after, left[before] + right[after])
        for before in range(len(left))
        for after in range(len(right))
        if 0 < before + after < MAX_PARTS
    ]


def _is_faint(pairs: Pairs, main: int, step: int, *, along_columns: bool) -> bool:
    """Whether a part that would join is too faint to; that is noted."""
    i, j = pairs.rows[main], pairs.columns[main]
    part = pairs.find(i, j + step) if along_columns else pairs.find(i + step, j)
    if part not in pairs.faint:
        return False
    pairs.faint[part] = True
    return True


EXTENSIONS = (
    "main cosine", "joint cosine", "gain", "part held", "part held in rest", "rest", "rest found", "rest found x rest",
    "both found", "length before", "length after", "length gained", "main odds", "part odds", "capped odds",
    "closeness", "part length",
)  # fmt: skip


def extension_measures(
    base: Lines, other: Lines, pairs: Pairs, odds: Odds, main: int, step: int, *, along_columns: bool
) -> list[float] | None:
    """Measures of whether a line `step` places from the main pair's belongs to its other line; None if it cannot."""
    i, j = pairs.rows[main], pairs.columns[main]
    row, column = (i, j + step) if along_columns else (i + step, j)
    part = pairs.find(row, column)
    if part < 0 or pairs.cosines[part] < MIN_PART_COSINE or odds[part] > odds[main]:
        return None
    both = odds[main], odds[part]
    if along_columns:
        return _joint(base, i, other, (j, j + step), both, min(pairs.closeness))
    return _joint(other, j, base, (i, i + step), both, min(pairs.closeness))


def _joint(
    whole: Lines, w: int, parts: Lines, places: tuple[int, int], odds: tuple[float, float], closeness: float
) -> list[float]:
    """The measures for a main part and one beside it, at `places` and of these log odds, with their whole."""
    (m, e), (main_odds, part_odds) = places, odds
    one, main, extra = whole.stems[w], parts.stems[m], parts.stems[e]
    main_dot = joint_dot = joint_square = part_held = found = 0.0
    for stem, x in main.items():
        y = one.get(stem, 0.0)
        main_dot += x * y
        z = extra.get(stem, 0.0)
        top = x if x > z else z
        joint_dot += top * y
        joint_square += top * top
    held_in_rest = 0.0
    for stem, x in extra.items():
        y = one.get(stem, 0.0)
        if y:
            part_held += x if x < y else y
        if stem not in main:
            joint_dot += x * y
            joint_square += x * x
            if y:
                held_in_rest += x if x < y else y
                found += y
    rest = fsum([y for stem, y in one.items() if stem not in main])
    share = rest / whole.sums[w]
    main_cosine = main_dot / (whole.norms[w] * parts.norms[m])
    joint_cosine = joint_dot / (whole.norms[w] * (sqrt(joint_square) or 1.0))
    rest_found = found / (rest or 1.0)
    in_rest = held_in_rest / parts.sums[e]
    before = log((whole.lengths[w] + 1) / (parts.lengths[m] + 1))
    after = abs(log((whole.lengths[w] + 1) / (parts.lengths[m] + parts.lengths[e] + 1)))
    return [
        main_cosine, joint_cosine, joint_cosine - main_cosine, part_held / parts.sums[e], in_rest, share, rest_found,
        rest_found * share, min(in_rest, rest_found), before, after, abs(before) - after, main_odds, part_odds,
        min(main_odds, 4.0), closeness, log(1 + parts.lengths[e]),
    ]  # fmt: skip


def pair_moved(base: Lines, other: Lines, rows: list[int], columns: list[int], pairs: Pairs) -> list[Link]:
    """Pairs among lines that the order left over, the likeliest first; equal lines always pair, others may be split."""
    candidates = moved_candidates(base, other, rows, columns, pairs)
    if not candidates:
        return []
    odds = {k: dot(MOVED, measures) for k, measures in candidates}
    equal = {k for k in odds if base.forms[pairs.rows[k]] == other.forms[pairs.columns[k]]}
    bar = -MOVE_FAVOUR - slack(min(pairs.closeness))
    left = set(rows), set(columns)
    mains = (k for k in odds if k not in equal and odds[k] > bar - NEARLY)
    weigh_beside(base, other, pairs, mains, MAX_PARTS - 1)
    by_words = _ByWords(pairs)
    links = []
    for k in sorted(odds, key=lambda k: (k not in equal, -odds[k], k)):
        i, j = pairs.rows[k], pairs.columns[k]
        if i not in left[0] or j not in left[1] or (odds[k] <= bar - NEARLY and k not in equal):
            continue
        link = Link((i,), (j,), odds[k])
        if k not in equal:
            link = _with_parts(base, other, pairs, by_words, k, link, left)
        if link.odds > bar or k in equal:
            left[0].difference_update(link.rows)
            left[1].difference_update(link.columns)
            links.append(link)
    return links


class _ByWords(dict[int, float]):
    """The log odds of pairs by their words alone, added up when they are first asked for: a few of many are."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self._pairs = pairs

    def __missing__(self, k: int) -> float:
        odds = self[k] = dot(FIRST, self._pairs.measures[k])
        return odds


def _with_parts(
    base: Lines, other: Lines, pairs: Pairs, odds: _ByWords, main: int, link: Link, left: tuple[set[int], set[int]]
) -> Link:
    """The link of a moved pair, with the lines beside it that belong to it and are still left."""
    i, j = pairs.rows[main], pairs.columns[main]
    best = link
    for along_columns in (True, False):
        centre, free = (j, left[1]) if along_columns else (i, left[0])
        for before, after, total in _extensions(base, other, pairs, odds, main, along_columns=along_columns):
            run = tuple(range(centre - before, centre + after + 1))
            if link.odds + total > best.odds and free.issuperset(run):
                best = Link((i,), run, link.odds + total) if along_columns else Link(run, (j,), link.odds + total)
    return best


MOVES = ("greater margin", "lesser margin", "neighbour left", "more left", "less left", "more beaten", "less beaten")
"""The names of the measures of a move, beside those of the pair: how it stands among the lines that are left over."""


def moved_candidates(
    base: Lines, other: Lines, rows: list[int], columns: list[int], pairs: Pairs
) -> list[tuple[int, list[float]]]:
    """Pairs of lines that are both left over, with the measures of a move."""
    left_rows, left_columns = set(rows), set(columns)
    left = [k for k in range(len(pairs.cosines)) if pairs.rows[k] in left_rows and pairs.columns[k] in left_columns]
    if not left:
        return []
    alike = pairs.alike
    best_row, best_column = pairs.best
    beside = [
        k
        for k, (i, j) in enumerate(zip(alike.rows, alike.columns, strict=True))
        if i in left_rows and j in left_columns
    ]
    left_cosines = [alike.cosines[k] for k in beside]
    row_left = two_best([alike.rows[k] for k in beside], left_cosines)
    column_left = two_best([alike.columns[k] for k in beside], left_cosines)
    less_left, more_left = sorted((len(rows) / max(len(base), 1), len(columns) / max(len(other), 1)))
    out = []
    for k in left:
        i, j, cosine = pairs.rows[k], pairs.columns[k], pairs.cosines[k]
        first, second = row_left[i]
        row = cosine - second if cosine == first else cosine - first
        first, second = column_left[j]
        column = cosine - second if cosine == first else cosine - first
        neighbour = 0.0
        for step in (-1, 1):
            near = pairs.find(i + step, j + step)
            if near >= 0 and i + step in left_rows and j + step in left_columns:
                neighbour = max(neighbour, pairs.cosines[near])
        less_beaten, more_beaten = sorted((best_row[i][0] - cosine, best_column[j][0] - cosine))
        place = [max(row, column), min(row, column), neighbour, more_left, less_left, more_beaten, less_beaten]
        out.append((k, [*pairs.measures[k], *place]))
    return out
