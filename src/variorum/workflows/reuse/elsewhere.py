"""What of a run's documents stands elsewhere, for who wants it of all of them: counted once for each family."""

from __future__ import annotations

from array import array
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from variorum.model.reuse_views import Elsewhere
from variorum.reuse.numbers import numbers_of
from variorum.reuse.run.reading import Time
from variorum.text.days import numbered_days
from variorum.workflows.reuse.nearest import most_shared, nearest_of
from variorum.workflows.reuse.views import NAMED, whole_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse_views import DocumentView, RunDocument, RunFamily, RunPassage
    from variorum.reuse.run.reading import RunReader

# The last day of what has no date.
_UNDATED = -1


class Dates:
    """The first and the last day that the date of each document may mean, document by document in their order."""

    def __init__(self) -> None:
        self._first, self._last = array("i"), array("i")

    def add(self, said: str) -> None:
        """The date of the next document, "" for none."""
        first, last = numbered_days(said) if said else (_UNDATED, _UNDATED)
        self._first.append(first)
        self._last.append(last)

    @property
    def days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The first days, and the last; of the undated both are no day."""
        return np.frombuffer(self._first, np.int32), np.frombuffer(self._last, np.int32)


class Everywhere:
    """How many other documents of its family each passage of a run stands in, earlier, later and so on.

    Held are 50 bytes a passage.
    """

    def __init__(self, reader: RunReader, dates: Dates) -> None:
        self._reader = reader
        table = reader.family_table
        self._firsts = numbers_of(table["first"])
        self._sizes = numbers_of(table["passages"])
        self._holders = reader.holders
        self._order = np.argsort(self._holders, kind="stable")
        self._ordered = self._holders[self._order]
        self._days = dates.days
        self._counts = _counts(self._firsts, self._sizes, self._holders, *self._days)

    def views(self, numbers: Sequence[int]) -> Iterator[DocumentView]:
        """These documents as wholes, in this order; their texts and passages are held together."""
        reader = self._reader
        documents, texts = reader.documents(numbers), reader.texts(numbers)
        first, stop = (np.searchsorted(self._ordered, numbers, side) for side in ("left", "right"))
        rows = [row for a, b in zip(first, stop, strict=True) for row in self._order[a:b].tolist()]
        held: dict[int, list[RunPassage]] = {number: [] for number in numbers}
        for passage in reader.passages(rows):
            held[passage.document].append(passage)
        wanted = sorted({passage.family for passages in held.values() for passage in passages})
        families = {family.number: family for family in reader.families_numbered(wanted)}
        named = {number: self._named(number) for number in wanted}
        others = sorted({number for numbers in named.values() for number in numbers})
        known = dict(zip(others, reader.documents(others), strict=True))
        views = []
        for document, text in zip(documents, texts, strict=True):
            passages = sorted(held[document.number], key=lambda one: (one.span.start, one.span.end, one.family))
            elsewhere = tuple(
                self._elsewhere(one, families[one.family], [known[k] for k in named[one.family]]) for one in passages
            )
            views.append(whole_view(document, text, elsewhere))
        shared = [most_shared(view, self._held_by, partial(self._times, view.document.number)) for view in views]
        more = sorted({number for each in shared for number, _ in each} - known.keys())
        known |= dict(zip(more, reader.documents(more), strict=True))
        for view, each in zip(views, shared, strict=True):
            yield replace(view, nearest=nearest_of(view.document, each, known))

    def _times(self, document: int, others: NDArray[np.int64]) -> NDArray[np.int8]:
        """When other documents are beside one, as a `Time`."""
        first, last = self._days
        times = np.full(len(others), Time.UNDATED, np.int8)
        if last[document] == _UNDATED:
            return times
        dated = last[others] != _UNDATED
        times[dated & (last[others] < first[document])] = Time.EARLIER
        times[dated & (first[others] > last[document])] = Time.LATER
        is_day = first[document] == last[document]
        times[dated & is_day & (first[others] == first[document]) & (last[others] == last[document])] = Time.SAME_DAY
        return times

    def _held_by(self, family: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        here = slice(self._firsts[family - 1], self._firsts[family - 1] + self._sizes[family - 1])
        return self._holders[here], self._reader.sizes[here]

    def _named(self, family: int) -> list[int]:
        """The first documents of a family, one more than are named, since one of them may be the reader's own."""
        first = self._firsts[family - 1]
        rows = self._holders[first : first + min(self._sizes[family - 1], 64)]
        return list(dict.fromkeys(rows.tolist()))[: NAMED + 1]

    def _elsewhere(self, passage: RunPassage, family: RunFamily, first: Sequence[RunDocument]) -> Elsewhere:
        others = tuple(one for one in first if one.number != passage.document)[:NAMED]
        earlier, same_day, later, undated = self._counts[:, passage.row].tolist()
        return Elsewhere(passage, family, earlier, same_day, later, undated, others)


def _counts(
    firsts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    holders: NDArray[np.int64],
    first_day: NDArray[np.int32],
    last_day: NDArray[np.int32],
) -> NDArray[np.int32]:
    """For each passage how many other documents of its family are earlier, of the same day, later, or nobody knows."""
    counts = np.zeros((4, len(holders)), np.int32)
    for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
        mine = holders[first : first + size]
        documents = np.unique(mine)
        dated = documents[last_day[documents] != _UNDATED]
        here = counts[:, first : first + size]
        here[0] = np.searchsorted(np.sort(last_day[dated]), first_day[mine], "left")
        here[2] = len(dated) - np.searchsorted(np.sort(first_day[dated]), last_day[mine], "right")
        days = np.sort(first_day[dated[first_day[dated] == last_day[dated]]])
        here[1] = np.searchsorted(days, first_day[mine], "right") - np.searchsorted(days, first_day[mine], "left") - 1
        here[1, first_day[mine] != last_day[mine]] = 0
        here[3] = len(documents) - 1 - here[0] - here[1] - here[2]
        undated = last_day[mine] == _UNDATED
        here[:, undated] = 0
        here[3, undated] = len(documents) - 1
    return counts
