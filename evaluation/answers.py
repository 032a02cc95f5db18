"""What variorum answers, asked as a user asks it, with the weights that ship or with others."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from evaluation.weights import in_use
from variorum import collate_segments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from evaluation.datasets import GoldPair, Group
    from evaluation.weights import Weights


def weighed(weights: Mapping[int, Weights] | None, fold: int) -> AbstractContextManager[None]:
    """The weights for a document of this fold, in use."""
    return nullcontext() if weights is None else in_use(weights[fold])


def answers(pairs: Sequence[GoldPair], weights: Mapping[int, Weights] | None = None) -> list[list[Group]]:
    """For each pair the groups of sentences that variorum says answer each other."""
    out = []
    for pair in pairs:
        with weighed(weights, pair.fold):
            out.append(groups(pair.base, pair.other))
    return out


def groups(base: Sequence[str], other: Sequence[str]) -> list[Group]:
    """The beads of two texts given as lines, as line numbers; those with lines on both sides.

    A data set may hold empty lines. They are left out, for nothing answers them, and counted.
    """
    mine, theirs = _filled(base), _filled(other)
    alignment = collate_segments([base[n] for n in mine], [other[n] for n in theirs]).alignment
    return [
        (tuple(mine[k] for k in bead.base), tuple(theirs[k] for k in bead.other))
        for bead in alignment.beads
        if bead.base and bead.other
    ]


def _filled(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that hold more than white space."""
    return [number for number, line in enumerate(lines) if line.strip()]
