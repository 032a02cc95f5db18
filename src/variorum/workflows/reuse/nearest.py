"""Which other documents share the most words with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.model.reuse_views import Nearest
from variorum.reuse.run.reading import Time, time_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse_views import DocumentView, RunDocument

# So many are named with a document of those that are earlier, of its day, later, and of which nobody knows.
MOST = 2
_WHEN = {Time.EARLIER: "earlier", Time.SAME_DAY: "same_day", Time.LATER: "later", Time.UNDATED: "undated"}


def most_shared(
    view: DocumentView,
    held_by: Callable[[int], tuple[NDArray[np.int64], NDArray[np.int64]]],
    times_of: Callable[[NDArray[np.int64]], NDArray[np.int8]],
) -> list[tuple[int, int]]:
    """The numbers of the documents that share the most words with one, and how many: a few earlier, a few later ones.

    No document shares more than it has of a family. What is formulaic is no sharing. `held_by` gives the documents of a
    family's passages and the words of each, by its number, `times_of` when documents are, as a `Time`.
    """
    formulae = {one.family.number for one in view.elsewhere if one.family.formulaic}
    held = {family: held_by(family) for one in view.stretches for family in one.families if family not in formulae}
    stretches = [
        (np.unique(np.concatenate(told)), one.words)
        for one in view.stretches
        if (told := [held[family][0] for family in one.families if family in held]) and one.words
    ]
    numbers = np.unique(np.concatenate([np.empty(0, np.int64), *(holders for holders, _ in stretches)]))
    here, there = np.zeros(len(numbers), np.int64), np.zeros(len(numbers), np.int64)
    for holders, words in stretches:
        here[np.searchsorted(numbers, holders)] += words
    for holders, sizes in held.values():
        np.add.at(there, np.searchsorted(numbers, holders), sizes)
    counts = np.minimum(here, there)
    counts[numbers == view.document.number] = 0
    times = times_of(numbers)
    order = np.lexsort((numbers, -counts))
    best = [k for time in Time for k in order[times[order] == time][:MOST].tolist()]
    return [(int(numbers[k]), int(counts[k])) for k in best if counts[k]]


def nearest_of(
    document: RunDocument, shared: Sequence[tuple[int, int]], documents: Mapping[int, RunDocument]
) -> tuple[Nearest, ...]:
    """The documents that share the most words, each with when it is beside this one."""
    return tuple(
        Nearest(documents[number], words, _WHEN[time_beside(documents[number].date, document.date)])
        for number, words in shared
    )
