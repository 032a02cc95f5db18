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
    holders_of: Callable[[int], NDArray[np.int64]],
    times_of: Callable[[NDArray[np.int64]], NDArray[np.int8]],
) -> list[tuple[int, int]]:
    """The numbers of the documents that share the most words with one, and how many: a few earlier, a few later ones.

    What is formulaic is no sharing. `holders_of` gives the documents that have a family, by its number, `times_of` when
    documents are, as a `Time`.
    """
    formulae = {one.family.number for one in view.elsewhere if one.family.formulaic}
    holding, words = [np.empty(0, np.int64)], [0]
    for stretch in view.stretches:
        told = [holders_of(family) for family in stretch.families if family not in formulae]
        if told and stretch.words:
            holding.append(np.unique(np.concatenate(told)))
            words.append(stretch.words)
    numbers, place = np.unique(np.concatenate(holding), return_inverse=True)
    counts = np.bincount(place, np.repeat(words, [len(each) for each in holding]), len(numbers)).astype(np.int64)
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
