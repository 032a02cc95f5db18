"""Which of the paired lines moved: the fewest whose removal puts the rest in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Paired = tuple[int, int, int, int]
"""First base segment, first other segment, number of segments, number of words of a bead."""


def moved_beads(beads: Sequence[Paired]) -> set[int]:
    """Indexes of the beads out of order: fewest segments; among equals fewest words; then the earlier in the base.

    Time grows with n log n. Method: heaviest increasing subsequence, from the end, with a Fenwick tree of maxima.
    """
    order = sorted(range(len(beads)), key=lambda k: beads[k][0])
    places = {other: rank for rank, other in enumerate(sorted({bead[1] for bead in beads}, reverse=True), 1)}
    scale = 1 + sum(bead[3] for bead in beads)
    best = [0] * (len(places) + 1)
    heaviest: dict[int, int] = {}
    for k in reversed(order):
        rank = places[beads[k][1]]
        after, at = 0, rank - 1
        while at > 0:
            after = max(after, best[at])
            at -= at & -at
        total = after + beads[k][2] * scale + beads[k][3]
        heaviest[k] = total
        at = rank
        while at <= len(places):
            best[at] = max(best[at], total)
            at += at & -at
    return set(order) - _latest_chain(order, beads, heaviest, scale)


def _latest_chain(order: Sequence[int], beads: Sequence[Paired], heaviest: dict[int, int], scale: int) -> set[int]:
    """Of the heaviest chains, the one whose members stand latest in the base."""
    by_total: dict[int, list[int]] = {}
    for place, k in enumerate(order):
        by_total.setdefault(heaviest[k], []).append(place)
    kept: set[int] = set()
    wanted, floor, start = max(heaviest.values(), default=0), -1, 0
    while wanted > 0:
        place = next(n for n in reversed(by_total[wanted]) if n >= start and beads[order[n]][1] > floor)
        k = order[place]
        kept.add(k)
        wanted -= beads[k][2] * scale + beads[k][3]
        floor, start = beads[k][1], place + 1
    return kept
