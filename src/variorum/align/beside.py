"""Weighs the lines beside a likely answer that a bound on candidates kept out, so that no part of a split is missed."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from variorum.align.alike import MOST_CANDIDATES
from variorum.align.similarity import MIN_OF_BEST, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.align.lines import Lines
    from variorum.align.similarity import Pairs


def weigh_beside(base: Lines, other: Lines, pairs: Pairs, mains: Iterable[int], reach: int) -> int:
    """Adds the pairs of a main pair's line with lines up to `reach` places from its other line; how many came.

    Only such are looked for as a list of candidates that was cut, or words left out, kept from being weighed. After
    this a main pair has the parts that it would have, had all lines been weighed against each other; but where neither
    it nor the part shares more than a crowd of lines do, the part is only noted as `faint`.
    """
    alike = pairs.alike
    if not alike.bounded:
        return 0
    first = len(pairs.rows)
    crowd = log(1 + (len(base) + len(other)) / (2 * MOST_CANDIDATES))
    numbers: dict[tuple[int, int], int] = {}
    for main in mains:
        here = pairs.rows[main], pairs.columns[main]
        for place in _beside(*here, reach):
            if place not in numbers:
                numbers[place] = -1 if pairs.find(*place) >= 0 else _add(base, other, pairs, place, crowd)
            if numbers[place] in pairs.faint and _singled_out(base, other, here, crowd):
                del pairs.faint[numbers[place]]
    if len(pairs.rows) > first:
        near = alike.near(pairs.width)
        keys = (i * pairs.width + j + 1 for i, j in zip(pairs.rows[first:], pairs.columns[first:], strict=True))
        near.update(zip(keys, pairs.cosines[first:], strict=True))
        pairs.measures.extend(measure(base, other, pairs, near, first))
    return len(pairs.rows) - first


def _beside(row: int, column: int, reach: int) -> Iterator[tuple[int, int]]:
    for n in range(1, reach + 1):
        yield from ((row, column - n), (row, column + n), (row - n, column), (row + n, column))


def _singled_out(base: Lines, other: Lines, place: tuple[int, int], crowd: float) -> bool:
    """Whether two lines share a word that fewer lines have than are weighed of one line."""
    mine, theirs = base.stems[place[0]], other.stems[place[1]]
    return any(weight > crowd and stem in theirs for stem, weight in mine.items())


def _add(base: Lines, other: Lines, pairs: Pairs, place: tuple[int, int], crowd: float) -> int:
    """Puts a pair into the lists, its measures still to come, and gives its number.

    That is -1 where no bound kept it out, or it shares too little, or is far behind the best of both its lines.
    """
    found = pairs.alike.beyond(*place)
    if found is None:
        return -1
    (row, column), (cosine, share) = place, found
    mine = pairs.best[0].setdefault(row, (cosine, 0.0))[0]
    theirs = pairs.best[1].setdefault(column, (cosine, 0.0))[0]
    if cosine < MIN_OF_BEST * min(mine, theirs):
        return -1
    number = pairs.at[row * pairs.width + column + 1] = len(pairs.rows)
    pairs.rows.append(row)
    pairs.columns.append(column)
    pairs.cosines.append(cosine)
    pairs.shares.append(share)
    if not _singled_out(base, other, place, crowd):
        pairs.faint[number] = False
    return number
