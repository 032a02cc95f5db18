"""Pairs of facts that answer each other, and the best-first choice among those that may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from variorum.analysis.facts.following.said import Said

# Of more facts in one line than this the rest is looked for in the whole text only: the cost is their product.
_MOST = 64


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Two facts that answer each other; `in_line` is true where their lines do."""

    base: Said
    other: Said
    in_line: bool


def best_first(base: Sequence[Said], other: Sequence[Said], score: Callable[[Said, Said], int]) -> list[Match]:
    """The pairs of a positive score, the highest first, each fact once; of equals those nearest the beginning.

    Swapping the sides swaps the pairs. Of many facts only the first ones are scored.
    """
    scored = [
        (-points, i + j, i, j)
        for i, mine in enumerate(base[:_MOST])
        for j, theirs in enumerate(other[:_MOST])
        if (points := score(mine, theirs)) > 0
    ]
    # Pairs that are equal up to here share no fact, so their order decides nothing.
    scored.sort()
    taken: tuple[set[int], set[int]] = set(), set()
    found: list[Match] = []
    for _, _, i, j in scored:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append(Match(base[i], other[j], in_line=True))
    return found


def in_order(
    base: Iterable[Said], other: Iterable[Said], key: Callable[[Said], Hashable | None]
) -> Iterator[tuple[Said, Said]]:
    """Facts of one key, the first with the first; a key of None is none. Linear."""
    waiting: dict[Hashable, list[Said]] = {}
    for said in base:
        if (name := key(said)) is not None:
            waiting.setdefault(name, []).append(said)
    queues = {name: iter(found) for name, found in waiting.items()}
    for said in other:
        queue = queues.get(key(said))
        mine = next(queue, None) if queue is not None else None
        if mine is not None:
            yield mine, said


def without(said: Iterable[Said], taken: Iterable[Said]) -> list[Said]:
    """The facts that are not taken, in their order."""
    gone = {id(one) for one in taken}
    return [one for one in said if id(one) not in gone]
