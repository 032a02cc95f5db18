"""Families: the passages that stand for one text, in all the documents that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.bags import Bags
from variorum.reuse.kernels.cores import trim
from variorum.reuse.kernels.likeness import tied
from variorum.reuse.kernels.peeling import gather, peel
from variorum.reuse.kernels.sides import join_near
from variorum.reuse.shares import distinct_pairs, medians, opens_of, shared_out, stable_order
from variorum.reuse.tuning import sixteenths
from variorum.reuse.uniting import by_place, connected, swapped_in, united_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes, Engine
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

# Boxes whose families are looked at together: some 10 kB each for the moment.
_SHARE = 5_000
_HALF = 32
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
# Bits of a box that are a tie by themselves: some twenty-five words, and for each of its words, which is no frame then.
_STRONG, _DENSE = 120.0, 6.0
# What hangs together by more boxes is a crowd: each of its boxes is looked at by itself.
_CROWD = 1_000


class Places(NamedTuple):
    """The passages of all families, by family, document and place; tokens are counted from the document's first.

    `box` is a box of the family, among those in order.
    """

    family: NDArray[np.int64]
    document: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    box: NDArray[np.int64]


def join_boxes(
    boxes: Boxes,
    engine: Engine[Any],
    table: TokenTable,
    tuning: Tuning,
    *,
    within: bool = False,
    united: NDArray[np.int64] | None = None,
) -> Places:
    """The families of boxes in order: sides that cover half of one another are one passage; what is close by is joined.

    `united` is what `united_of` says of the boxes, where that is known. Where a document may repeat itself (`within`),
    what lies close stays apart. A family's number is its place in the order of its first passage. Cost grows with the
    boxes. The families of several closed parts of the boxes (see `closed_parts`) are those of all together, numbered
    anew.
    """
    apart = -1 if within else tuning.apart
    order = by_place(boxes)
    united = united if united is not None else united_of(boxes, order, engine.each)
    parents = _untied(united, boxes, engine, table, tuning)
    parents = _peeled(parents, boxes, engine, table, tuning)
    parents = _with_swapped(parents, boxes, tuning.apart)
    made = _told(boxes, parents, order, engine, table, tuning, apart)
    rows, first_boxes = _with_torn(boxes, made, engine, table, tuning)
    whole = _long_enough(rows, tuning)
    return _numbered(*_each_once(rows[whole], first_boxes[whole], united))


class _Told(NamedTuple):
    """Passages, a row each (family, document, begin, end), a box of each, and the family of each side of a box."""

    rows: NDArray[np.int64]
    boxes: NDArray[np.int64]
    sides: NDArray[np.int64]


def _told(
    boxes: Boxes,
    parents: NDArray[np.int64],
    in_place: NDArray[np.int64],
    engine: Engine[Any],
    table: TokenTable,
    tuning: Tuning,
    apart: int,
) -> _Told:
    """The families of chains of boxes, each known by its first box, whose sides are `in_place`."""
    order = in_place[stable_order(np.tile(parents, 2)[in_place])]
    rows, into = np.empty((len(order), 4), np.int64), np.empty(len(order), np.int64)
    rows = rows[: join_near(boxes, parents, order, apart, rows, into)]
    passages, runs, wholes = _alike(rows, engine, table, tuning)
    return _Told(passages, rows[runs, 0], wholes[into])


def _with_torn(
    boxes: Boxes, made: _Told, engine: Engine[Any], table: TokenTable, tuning: Tuning
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The passages made, and a box of each, with families of strong boxes alone that tell those told nowhere.

    Their sides stand in much else, which is why they were torn. What is still torn among the strong is told among what
    is left of them: the fewer these are, the less each is drawn to others.
    """
    rows, first_boxes = [made.rows], [made.boxes]
    families = int(made.rows[:, 0].max(initial=-1)) + 1
    left = np.flatnonzero(_strong(boxes) & _torn(made, tuning))
    while len(left):
        some = np.ascontiguousarray(boxes[left])
        order = by_place(some)
        again = _told(some, united_of(some, order), order, engine, table, tuning, -1)
        still = _torn(again, tuning)
        mended = np.isin(again.rows[:, 0], again.sides[: len(left)][~still])
        rows.append(again.rows[mended] + np.array([families, 0, 0, 0]))
        first_boxes.append(left[again.boxes[mended]])
        families += int(again.rows[:, 0].max(initial=-1)) + 1
        if still.all():
            break
        left = left[still]
    return np.concatenate(rows), np.concatenate(first_boxes)


def _strong(boxes: Boxes) -> NDArray[np.bool_]:
    """Which boxes say that their sides are one text, whatever else there is."""
    lengths = np.maximum(boxes[:, 3] - boxes[:, 2], boxes[:, 5] - boxes[:, 4])
    scores = boxes[:, 6].astype(np.int64)
    strong: NDArray[np.bool_] = (scores >= sixteenths(_STRONG)) & (scores >= sixteenths(_DENSE) * lengths)
    return strong


def _torn(made: _Told, tuning: Tuning) -> NDArray[np.bool_]:
    """Which boxes are told nowhere: their sides are of two families, or of one that is too short."""
    one, other = np.split(made.sides, 2)
    torn: NDArray[np.bool_] = (one != other) | np.isin(one, _short(made.rows, tuning))
    return torn


def _short(rows: NDArray[np.int64], tuning: Tuning) -> NDArray[np.int64]:
    """The families that are too short to be told."""
    order = stable_order(rows[:, 0])
    opens = opens_of(rows[order, 0])
    short = medians((rows[:, 3] - rows[:, 2])[order], opens) < tuning.words
    found: NDArray[np.int64] = rows[order[opens[:-1][short]], 0]
    return found


def _untied(
    parents: NDArray[np.int64], boxes: Boxes, engine: Engine[Any], table: TokenTable, tuning: Tuning
) -> NDArray[np.int64]:
    """The families, those of a crowd of boxes without the weak boxes whose own two sides are not alike.

    Thousands of documents that fill in one form meet by chance here and there, and would all hang together so.
    """
    crowd = np.flatnonzero(np.bincount(parents, minlength=len(parents))[parents] > _CROWD)
    ties = _strong(boxes[crowd])
    weak = np.flatnonzero(~ties)
    if not len(weak):
        return parents

    def look(first: int) -> NDArray[np.bool_]:
        some = boxes[crowd[weak[first : first + _SHARE]]]
        sides = (np.append(some[:, one], some[:, other]).astype(np.int64) for one, other in ((0, 1), (2, 4), (3, 5)))
        cut = engine.slices(*sides, whole=False)
        bags = Bags.of(cut.columns.hashes, cut.opens[:-1], cut.opens[1:], table, steep=True)
        found = np.empty(len(some), np.bool_)
        tied(*bags, tuning.alike, tuning.share, sixteenths(tuning.much), found)
        return found

    ties[weak] = np.concatenate(list(engine.each(look, range(0, len(weak), _SHARE))))
    if ties.all():
        return parents
    named = parents.copy()
    named[crowd] = crowd
    kept = crowd[ties]
    named[kept] = kept[united_of(np.ascontiguousarray(boxes[kept]))]
    return named


def _peeled(
    parents: NDArray[np.int64], boxes: Boxes, engine: Engine[Any], table: TokenTable, tuning: Tuning
) -> NDArray[np.int64]:
    """The families, those divided that hold together by a chain alone, whose ends are strangers."""
    # One box alone is no chain.
    chained = np.flatnonzero(np.bincount(parents, minlength=len(parents))[parents] > 1)
    order = chained[stable_order(parents[chained])]
    opens = opens_of(parents[order])
    named = parents.copy()

    def divide(share: tuple[int, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows = order[opens[share[0]] : opens[share[1]]]
        one, side_of = _different(boxes[rows])
        # Boxes of one side are of one chain, since it unites them.
        by_chain = stable_order(parents[rows[one]])
        sides = boxes[rows[one[by_chain]]]
        cut = engine.slices(*(sides[:, k].astype(np.int64) for k in (0, 2, 3)), whole=False)
        bags = Bags.of(cut.columns.hashes, cut.opens[:-1], cut.opens[1:], table, steep=True)
        divided = np.empty(len(one), np.int64)
        limits = (tuning.like, tuning.share, sixteenths(tuning.much))
        peel(*bags, opens_of(parents[rows[one[by_chain]]]), *limits, divided)
        parts = np.empty_like(divided)
        parts[by_chain] = divided
        # A part is named by its first box, as a family is.
        names = np.full(len(one), len(boxes))
        np.minimum.at(names, parts[side_of], rows)
        return rows, names[parts[side_of]]

    for rows, names in engine.each(divide, shared_out(opens, _SHARE)):
        named[rows] = names
    return named


def _different(boxes: Boxes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A row for each different first side of boxes, by document and place, and for each box the number of its own."""
    begins, _ = _numbers_of((boxes[:, 0].astype(np.int64) << _HALF) | boxes[:, 2])
    numbers, rows = _numbers_of((begins << _HALF) | boxes[:, 3])
    return rows, numbers


def _numbers_of(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each row the number of its key among the different ones in order, and a row of each of these."""
    order = np.argsort(keys)
    opens = np.ones(len(keys), np.bool_)
    opens[1:] = keys[order[1:]] != keys[order[:-1]]
    numbers = np.empty(len(keys), np.int64)
    numbers[order] = np.cumsum(opens) - 1
    return numbers, order[opens]


def _alike(
    rows: NDArray[np.int64], engine: Engine[Any], table: TokenTable, tuning: Tuning
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The passages of chains by family, where those unlike the rest have families of their own.

    What hangs over a family's core is cut off, and what one says is cut out of longer ones that hold it. Also the row
    that each was made of, and for each row the family that it is in as a whole.
    """
    opens = opens_of(rows[:, 0])

    def divide(share: tuple[int, int]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        chains = opens[share[0] : share[1] + 1]
        some = rows[chains[0] : chains[-1]]
        cut = engine.slices(some[:, 1], some[:, 2], some[:, 3], whole=False)
        bags = Bags.of(cut.columns.hashes, cut.opens[:-1], cut.opens[1:], table, steep=True)
        prices = map(sixteenths, (tuning.gap, tuning.other, tuning.says))
        limits = (tuning.alike, tuning.near, tuning.share, sixteenths(tuning.much), tuning.words, *prices)
        wholes = np.empty(len(some), np.int64)
        made = gather(cut.columns.hashes, table.weights, *bags, chains - chains[0], *limits, wholes)
        made = made[np.lexsort((made[:, 1], made[:, 0]))]
        parts, runs, begins, ends = made.T.copy()
        trim(cut.columns.hashes, begins, ends, opens_of(parts), tuning.overhang)
        shift = some[runs, 2] - cut.opens[runs]
        told = np.column_stack([parts, some[runs, 1], begins + shift, ends + shift])
        return told, runs + chains[0], wholes

    none = (np.empty((0, 4), np.int64), np.empty(0, np.int64), np.empty(0, np.int64))
    shares, families = [none], 0
    for told, runs, wholes in engine.each(divide, shared_out(opens, _SHARE)):
        shares.append((told + np.array([families, 0, 0, 0]), runs, wholes + families))
        families += int(told[:, 0].max(initial=-1)) + 1
    told, runs, wholes = (np.concatenate(column) for column in zip(*shares, strict=True))
    return told, runs, wholes


def _long_enough(rows: NDArray[np.int64], tuning: Tuning) -> NDArray[np.bool_]:
    """Which passages are told with their family: where most of it is long, a few words of it are not."""
    lengths = rows[:, 3] - rows[:, 2]
    opens = opens_of(rows[:, 0])
    middle = np.repeat(medians(lengths, opens), np.diff(opens))
    kept: NDArray[np.bool_] = (lengths >= tuning.passage_words) | (middle < tuning.words)
    return kept


def _with_swapped(parents: NDArray[np.int64], boxes: Boxes, apart: int) -> NDArray[np.int64]:
    """The families, two made one where their passages stand side by side, swapped, in half of the documents of both.

    A formula beside a passage is so no part of it: it stands in other documents besides.
    """
    pairs = swapped_in(boxes, apart)
    if not len(pairs):
        return parents
    holders = np.bincount(distinct_pairs(np.tile(parents, 2), np.append(boxes[:, 0], boxes[:, 1])) >> _HALF)
    ties = np.sort(parents[pairs], axis=1)
    pairs, ties = pairs[ties[:, 0] != ties[:, 1]], ties[ties[:, 0] != ties[:, 1]]
    tied, numbers = np.unique(ties, axis=0, return_inverse=True)
    standing = np.append(boxes[pairs[:, 0], 0], boxes[pairs[:, 0], 1])
    documents = np.bincount(distinct_pairs(np.tile(numbers, 2), standing) >> _HALF, minlength=len(tied))
    half = 2 * documents >= np.maximum(holders[tied[:, 0]], holders[tied[:, 1]])
    return connected(parents, tied[half])


def _each_once(
    rows: NDArray[np.int64], boxes: NDArray[np.int64], united: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The passages of families, and a box of each, without families whose passages are those of one before."""
    opens = opens_of(rows[:, 0])
    hashes = np.zeros(len(rows), np.uint64)
    for column in rows.T[1:]:
        hashes = (hashes ^ column.astype(np.uint64)) * _SPREAD
        hashes ^= hashes >> np.uint64(_HALF)
    firsts = opens[:-1]
    # Families of one part alone are held against one another, so that they are the same however many parts there are.
    keys = np.column_stack([united[boxes[firsts]], np.add.reduceat(hashes, firsts).view(np.int64), np.diff(opens)])
    once = np.zeros(len(firsts), np.bool_)
    once[np.unique(keys, axis=0, return_index=True)[1]] = True
    kept = np.repeat(once, np.diff(opens))
    return rows[kept], boxes[kept]


def _numbered(rows: NDArray[np.int64], boxes: NDArray[np.int64]) -> Places:
    starts = np.flatnonzero(np.concatenate([[True], rows[1:, 0] != rows[:-1, 0]])) if len(rows) else np.empty(0, int)
    # Of families that first stand in one place that comes first whose box does: added documents keep to it.
    order = np.lexsort((boxes[starts], rows[starts, 3], rows[starts, 2], rows[starts, 1]))
    rank = np.empty(len(starts), np.int64)
    rank[order] = np.arange(len(starts))
    sizes = np.diff(np.append(starts, len(rows)))
    family = np.repeat(rank, sizes)
    by_family = stable_order(family)
    document, begin, end = (rows[by_family, k] for k in (1, 2, 3))
    return Places(family[by_family], document, begin, end, boxes[by_family])
