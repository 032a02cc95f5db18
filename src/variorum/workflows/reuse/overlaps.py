"""Which families stand in the same places: one text may be told as several whose passages lie partly in one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.model.reuse_views import MOST_OVERLAPS, Overlap
from variorum.reuse.numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse_views import RunFamily
    from variorum.reuse.run.reading import RunReader

# So many passages, and the others of the last one's document, are looked at together.
_AT_ONCE = 1 << 18


class Pairs(NamedTuple):
    """Families by their numbers, others that they overlap, and in how many documents each two do."""

    families: NDArray[np.int64]
    others: NDArray[np.int64]
    documents: NDArray[np.int64]


class Overlaps:
    """For each family those that overlap it, by their numbers: the most documents first, `MOST_OVERLAPS` at most."""

    def __init__(self, pairs: Pairs) -> None:
        families = np.concatenate([pairs.families, pairs.others])
        others = np.concatenate([pairs.others, pairs.families])
        documents = np.tile(pairs.documents, 2)
        order = np.lexsort((others, -documents, families))
        ranks = np.arange(len(order)) - np.searchsorted(families[order], families[order])
        order = order[ranks < MOST_OVERLAPS]
        self._families, self._others, self._documents = families[order], others[order], documents[order]

    def of(self, reader: RunReader, numbers: Sequence[int]) -> dict[int, tuple[Overlap, ...]]:
        """Those of some families; the figures of the others are read."""
        starts, stops = (np.searchsorted(self._families, numbers, side).tolist() for side in ("left", "right"))
        rows = [range(start, stop) for start, stop in zip(starts, stops, strict=True)]
        others = [self._others[row] for each in rows for row in each]
        found = iter(reader.families_numbered(others) if others else ())
        return {
            number: tuple(Overlap(next(found), int(self._documents[row])) for row in each)
            for number, each in zip(numbers, rows, strict=True)
        }


def overlaps_of(reader: RunReader, family: RunFamily) -> tuple[Overlap, ...]:
    """The families that overlap one, those that do so in the most documents first, and at most five.

    Two families overlap in a document where at least half of the shorter of two passages lies in the other.
    """
    held = np.zeros(reader.manifest.counts["documents"], np.bool_)
    held[reader.holders_of(family)] = True
    found = _overlapping(reader, reader.spans, np.flatnonzero(held[reader.holders]))
    mine = (found.families == family.number) | (found.others == family.number)
    return Overlaps(Pairs(*(column[mine] for column in found))).of(reader, [family.number])[family.number]


def all_overlaps(reader: RunReader) -> Overlaps:
    """The same of all families, in one pass over the passages; held are some 16 bytes a passage, and each two families.

    Time grows with the passages and with how many pairs of them lie in one another.
    """
    order = np.argsort(reader.holders, kind="stable")
    documents = reader.holders[order]
    cuts = np.unique(np.searchsorted(documents, documents[::_AT_ONCE])).tolist()
    parts = zip(cuts, [*cuts[1:], len(order)], strict=False)
    spans = reader.spans
    return Overlaps(_summed([_overlapping(reader, spans, order[start:stop]) for start, stop in parts]))


def _overlapping(reader: RunReader, spans: Iterable[NDArray[np.int64]], rows: NDArray[np.int64]) -> Pairs:
    """Which families overlap among the passages in these rows, which are all of their documents."""
    starts, ends = (column[rows] for column in spans)
    documents = reader.holders[rows]
    order = np.lexsort((starts, documents))
    starts, ends, documents = starts[order], ends[order], documents[order]
    # Families have their passages in rows that follow one another, in the order of their numbers.
    families = np.searchsorted(numbers_of(reader.family_table["first"]), rows[order], side="right")
    found: list[tuple[NDArray[np.int64], ...]] = []
    # Each passage with the next of its document, the one after that, and so on, as long as it goes on so far.
    here, step = np.arange(len(rows)), 0
    while len(here):
        step += 1
        here = here[here < len(rows) - step]
        there = here + step
        reaching = (documents[here] == documents[there]) & (starts[there] < ends[here])
        here, there = here[reaching], there[reaching]
        both = np.minimum(ends[here], ends[there]) - starts[there]
        shorter = np.minimum(ends[here] - starts[here], ends[there] - starts[there])
        told = (2 * both >= shorter) & (families[here] != families[there])
        found.append((families[here[told]], families[there[told]], documents[here[told]]))
    columns = [np.concatenate([np.empty(0, np.int64), *each]) for each in zip(*found, strict=True)] or [starts] * 3
    return _by_documents(*columns)


def _by_documents(some: NDArray[np.int64], others: NDArray[np.int64], documents: NDArray[np.int64]) -> Pairs:
    """Each two families once, the lower number first, with how many documents they come with."""
    low, high = np.minimum(some, others), np.maximum(some, others)
    order = np.lexsort((documents, high, low))
    rows = np.stack([low, high, documents])[:, order]
    anew = np.flatnonzero(_changes(rows))
    low, high, _ = rows[:, anew]
    return _summed([Pairs(low, high, np.ones(len(anew), np.int64))])


def _summed(parts: Iterable[Pairs]) -> Pairs:
    """Pairs of several parts, whose documents are not the same, as one."""
    columns = [np.concatenate([np.empty(0, np.int64), *each]) for each in zip(*parts, strict=True)]
    low, high, documents = columns or [np.empty(0, np.int64)] * 3
    order = np.lexsort((high, low))
    low, high, documents = low[order], high[order], documents[order]
    firsts = np.flatnonzero(_changes(np.stack([low, high])))
    return Pairs(low[firsts], high[firsts], np.add.reduceat(documents, firsts) if len(firsts) else documents)


def _changes(rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which columns are not what the one before them is."""
    changes = np.ones(rows.shape[1], np.bool_)
    changes[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    return changes
