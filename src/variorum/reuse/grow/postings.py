"""Where each seed stands: segments that are sorted once, and read around a few places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.seeds import OPENING_BITS, SEED_BITS, sow, sow_windows
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.grow.known import Known, Rules

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
_UNKNOWN = np.uint64(64 - SEED_BITS)
_OPENING = np.uint64(64 - OPENING_BITS)
_REST = np.uint64((1 << (SEED_BITS - OPENING_BITS)) - 1)


class Sown(NamedTuple):
    """Seeds and the places of their first tokens, a row each, in any order."""

    seeds: NDArray[np.uint64]
    places: NDArray[np.uint32]

    @property
    def known(self) -> NDArray[np.uint64]:
        """What tells one seed from another."""
        return self.seeds >> _UNKNOWN

    def rows(self, rows: NDArray[np.int64]) -> Sown:
        """Some rows."""
        return Sown(self.seeds[rows], self.places[rows])


class Segment(NamedTuple):
    """Postings: the rest of a seed above a place; by seed, then in the order of their documents, then by place.

    `opens` tells where the postings begin whose seeds have the same upper bits, which a posting leaves out.
    """

    postings: NDArray[np.uint64]
    opens: NDArray[np.int64]

    @classmethod
    def nothing(cls) -> Segment:
        """Of no seed."""
        return cls(np.empty(0, np.uint64), np.zeros((1 << OPENING_BITS) + 1, np.int64))


class Index(NamedTuple):
    """All postings: most in `base`, which is seldom written again, and those that came since in `more`."""

    base: Segment
    more: Segment


def sown(documents: NDArray[np.int64], known: Known, rules: Rules) -> Sown:
    """The seeds of some documents."""
    wheres = known.firsts[documents]
    return sow_all(known.columns.hashes, wheres, known.sizes[documents], wheres, rules)


def sow_all(
    hashes: NDArray[np.uint32],
    wheres: NDArray[np.int64],
    sizes: NDArray[np.int64],
    firsts: NDArray[np.int64],
    rules: Rules,
) -> Sown:
    """The seeds of documents with the tokens [where, where + size), whose places count from their firsts."""
    room = 2 * int(sizes.sum())
    seeds, places, contexts = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    text = (hashes, wheres, sizes, firsts, rules.table.weights)
    tuning = rules.tuning
    n = sow(*text, sixteenths(tuning.least), sixteenths(tuning.most), rules.table.enough, seeds, places, contexts)
    n = sow_windows(*text, sixteenths(tuning.found), seeds, places, contexts, n)
    return Sown(seeds[:n], places[:n])


def segment_of(seeds: Sown, known: Known) -> Segment:
    """A segment of seeds in any order."""
    order = np.lexsort((seeds.places, known.ranks[known.documents_of(seeds.places)], seeds.known))
    upper = (seeds.seeds >> _OPENING).astype(np.int64)
    postings = ((seeds.known & _REST) << _HALF) | seeds.places
    counts = np.bincount(upper, minlength=1 << OPENING_BITS)
    return Segment(postings[order], np.concatenate([[0], np.cumsum(counts)]).astype(np.int64))


def merged(one: Segment, other: Segment, known: Known) -> Segment:
    """The postings of two segments as one."""
    return Segment(merged_part(one, other, known, 0, len(one.opens) - 1), one.opens + other.opens)


def merged_part(one: Segment, other: Segment, known: Known, first: int, stop: int) -> NDArray[np.uint64]:
    """The postings of two segments whose seeds have upper bits from one opening up to another."""
    from variorum.reuse.kernels.merging import merge

    size = int(sum(segment.opens[stop] - segment.opens[first] for segment in (one, other)))
    postings = np.empty(size, np.uint64)
    merge(*one, *other, first, stop, known.ranks, known.firsts, known.blocks, postings)
    return postings


def around(centres: Sown, index: Index, known: Known) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """What `surround` gives of centres in any order: before a change, and after it."""
    from variorum.reuse.kernels.windows import surround

    centres = centres.rows(np.lexsort((centres.places, known.ranks[known.documents_of(centres.places)], centres.known)))
    sources = (*index.base, *index.more, known.ranks, known.states, known.groups, known.firsts, known.blocks)
    room, made = 16 * len(centres.seeds) + 64, np.zeros(2, np.int64)
    while True:
        old, new = np.empty(room, np.uint64), np.empty(room, np.uint64)
        surround(*centres, *sources, old, new, made)
        if made.max() <= room:
            return old[: made[0]], new[: made[1]]
        room = int(made.max())
