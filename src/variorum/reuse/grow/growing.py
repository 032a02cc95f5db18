"""Documents come and go: what is found by then, from what was found before and what they touch."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.grow.held import GONE, Held, HeldPassages
from variorum.reuse.grow.joining import Compared, families_of, in_their_order
from variorum.reuse.grow.linking import changed_pairs, links_of, one_number
from variorum.reuse.grow.postings import sown
from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.held import touching
from variorum.reuse.kernels.states import AFTER, BEFORE
from variorum.reuse.tuning import sixteenths
from variorum.reuse.uniting import closed_parts, in_order, order_of, united_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes
    from variorum.reuse.grow.known import Known, Rules
    from variorum.reuse.grow.linking import Pairs
    from variorum.reuse.grow.postings import Index


def grown(held: Held, index: Index, known: Known, rules: Rules) -> Held:
    """What is held after the change that the states of the documents tell; the index has the seeds of all.

    It is what is found from nothing among the documents that count after the change. Cost grows with what the
    documents that come and go share with others, and slowly with all that is held.
    """
    held = held.laid_down() if len(held.more) else held
    changing = np.flatnonzero((known.states == BEFORE) | (known.states == AFTER))
    pairs = changed_pairs(sown(changing, known, rules), index, known, rules)
    fresh = _boxes_of(pairs, index, known, rules)
    near = _near(held, changing, pairs, fresh, len(known.states))
    boxes, parts = held.boxes[near], held.parts[near]
    fresh, replaced = _replaced(boxes, fresh, pairs, known)
    compared = Compared.of(known)
    met = _met(boxes, ~replaced, fresh, compared, rules)
    touched = np.unique(np.concatenate([parts[replaced], parts[met]]))
    again = np.flatnonzero(_among(held.parts, touched))
    staying = again[~_among_rows(again, near[replaced])]
    made = families_of(np.concatenate([held.boxes[staying], fresh]), compared, rules)
    return _with_made(held, again, _renumbered(made, held.parts, touched), touched, compared, rules)


def _near(held: Held, changing: NDArray[np.int64], pairs: Pairs, fresh: Boxes, documents: int) -> NDArray[np.int64]:
    """The rows of boxes of all documents that are looked at."""
    marked = np.zeros(documents, np.uint8)
    for some in (changing, pairs.ravel(), fresh[:, :2].ravel()):
        marked[some] = 1
    rows = np.empty(len(held.boxes), np.int64)
    return rows[: touching(held.boxes, held.parts, marked, rows)]


def _with_made(
    held: Held, again: NDArray[np.int64], made: Held, touched: NDArray[np.int32], compared: Compared, rules: Rules
) -> Held:
    """What is held, with what was made in place of the boxes `again` and of the families of the parts `touched`."""
    parts = held.parts.copy()
    parts[again] = GONE
    staying = np.flatnonzero(~_among(held.families.part, touched))
    families = held.families.with_more(made.families)
    rows = np.append(staying, len(held.families.part) + np.arange(len(made.families.part)))
    rows = rows[in_their_order(families.rows(rows), compared, rules)]
    passages = _passages_of(rows, held, made)
    return Held(held.boxes, made.boxes, np.append(parts, made.parts), families.rows(rows), passages)


def _passages_of(families: NDArray[np.int64], held: Held, made: Held) -> HeldPassages:
    """The passages of families, those that were made numbered past those held; most stand together as before."""
    before = len(held.families.part)
    pieces, opens = [HeldPassages.nothing()], (held.families.opens, made.families.opens)
    cuts = np.flatnonzero((np.diff(families) != 1) | (families[1:] == before)) + 1
    for first, stop in pairwise(np.unique([0, *cuts.tolist(), len(families)]).tolist()):
        is_made = bool(families[first] >= before)
        row = int(families[first]) - is_made * before
        begin, end = opens[is_made][row], opens[is_made][row + stop - first]
        passages = made.passages if is_made else held.passages
        pieces.append(HeldPassages._make(column[begin:end] for column in passages))
    return HeldPassages._make(np.concatenate(columns) for columns in zip(*pieces, strict=True))


def _boxes_of(pairs: Pairs, index: Index, known: Known, rules: Rules) -> Boxes:
    """All boxes of pairs of documents that are long enough to be told."""
    links = links_of(pairs, index, known, rules)
    boxes = np.empty((len(links), COLUMNS), np.int32)
    tuning = rules.tuning
    prices = tuple(map(sixteenths, (tuning.drop, tuning.gap, tuning.other, tuning.found)))
    text = (known.columns.hashes, rules.table.weights, known.firsts, known.firsts, known.blocks)
    return in_order(boxes[: extend_links(links, *text, *prices, boxes)], tuning)


def _replaced(boxes: Boxes, fresh: Boxes, pairs: Pairs, known: Known) -> tuple[Boxes, NDArray[np.bool_]]:
    """The boxes that are new, all of a pair where one is, and which ones are so replaced or go with their document."""
    staying = (known.states & AFTER) > 0
    going = ~(staying[boxes[:, 0]] & staying[boxes[:, 1]])
    of_pairs = np.flatnonzero(~going & np.isin(one_number(boxes), one_number(pairs)))
    both = np.concatenate([boxes[of_pairs], fresh])
    _, rows = np.unique(both, axis=0, return_inverse=True)
    rows = rows.reshape(-1)
    before, after = (np.bincount(some, minlength=len(both)) for some in np.split(rows, [len(of_pairs)]))
    other = np.unique(one_number(both[(before != after)[rows]]))
    going[of_pairs] = np.isin(one_number(boxes[of_pairs]), other)
    return fresh[np.isin(one_number(fresh), other)], going


def _met(boxes: Boxes, staying: NDArray[np.bool_], fresh: Boxes, compared: Compared, rules: Rules) -> NDArray[np.int64]:
    """Boxes that stay and are of one part with fresh ones, at least one of each part that is; their rows."""
    here = _documents_of(fresh, len(compared.places))
    near = np.flatnonzero(staying & (here[boxes[:, 0]] | here[boxes[:, 1]]))
    rows = np.concatenate([near, np.full(len(fresh), -1)])
    together = np.concatenate([boxes[near], fresh])
    together[:, :2] = compared.places[together[:, :2]]
    order = order_of(together)
    together, rows = np.ascontiguousarray(together[order]), rows[order]
    parts = closed_parts(together, united_of(together), rules.tuning)
    return rows[(rows >= 0) & np.isin(parts, parts[rows < 0])]


def _documents_of(pairs: NDArray[np.signedinteger[Any]], documents: int) -> NDArray[np.bool_]:
    """For each document whether it stands in the first two columns."""
    these = np.zeros(documents, np.bool_)
    these[pairs[:, :2].ravel()] = True
    return these


def _among(parts: NDArray[np.signedinteger[Any]], some: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which parts are some of these."""
    # One more, in which those that are gone look.
    these = np.zeros(max(int(each.max(initial=-1)) for each in (parts, some)) + 2, np.bool_)
    these[some] = True
    found: NDArray[np.bool_] = these[parts]
    return found


def _among_rows(rows: NDArray[np.int64], some: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of sorted rows are some of these, which are among them."""
    found = np.zeros(len(rows), np.bool_)
    found[np.searchsorted(rows, some)] = True
    return found


def _renumbered(made: Held, parts: NDArray[np.int32], touched: NDArray[np.int32]) -> Held:
    """The same, its parts known by numbers that none but those that are touched have."""
    numbers, own = np.unique(made.parts, return_inverse=True)
    free = np.append(touched, np.arange(len(numbers), dtype=np.int32) + parts.max(initial=GONE) + np.int32(1))
    families = np.searchsorted(numbers, made.families.part)
    return made._replace(parts=free[own], families=made.families._replace(part=free[families]))
