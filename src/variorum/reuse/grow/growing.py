"""Documents come and go: what is found by then, from what was found before and what they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.families import closed_parts, in_order, order_of
from variorum.reuse.grow.joining import Compared, families_of, in_their_order
from variorum.reuse.grow.linking import changed_pairs, links_of, one_number
from variorum.reuse.grow.postings import sown
from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.windows import AFTER, BEFORE
from variorum.reuse.tuning import sixteenths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes
    from variorum.reuse.grow.held import Held
    from variorum.reuse.grow.known import Known, Rules
    from variorum.reuse.grow.linking import Pairs
    from variorum.reuse.grow.postings import Index


def grown(held: Held, index: Index, known: Known, rules: Rules) -> Held:
    """What is held after the change that the states of the documents tell; the index has the seeds of all.

    It is what is found from nothing among the documents that count after the change. Cost grows with what the
    documents that come and go share with others, and slowly with all that is held.
    """
    changing = np.flatnonzero((known.states == BEFORE) | (known.states == AFTER))
    pairs = changed_pairs(sown(changing, known, rules), index, known, rules)
    fresh, replaced = _replaced(held.boxes, _boxes_of(pairs, index, known, rules), pairs, known)
    compared = Compared.of(known)
    met = _met(held.boxes, ~replaced, fresh, compared, rules)
    touched = np.unique(np.concatenate([held.parts[replaced], held.parts[met]]))
    again = _among(held.parts, touched)
    made = families_of(np.concatenate([held.boxes[again & ~replaced], fresh]), compared, rules)
    kept = held.told_by(np.flatnonzero(~_among(held.families.part, touched)))
    kept = kept._replace(boxes=held.boxes[~again], parts=held.parts[~again])
    free = np.concatenate([touched, np.arange(len(made.parts)) + int(held.parts.max(initial=-1)) + 1])
    return in_their_order(kept.with_more(_renumbered(made, free)), compared, rules)


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
    first, second = boxes[:, 0], boxes[:, 1]
    going = ~(staying[first] & staying[second])
    paired = _documents_of(pairs, len(known.states))
    of_pairs = np.flatnonzero(~going & paired[first] & paired[second])
    of_pairs = of_pairs[np.isin(one_number(boxes[of_pairs]), one_number(pairs))]
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
    parts, rows = closed_parts(np.ascontiguousarray(together[order]), rules.tuning), rows[order]
    return rows[(rows >= 0) & np.isin(parts, parts[rows < 0])]


def _documents_of(pairs: NDArray[np.signedinteger[Any]], documents: int) -> NDArray[np.bool_]:
    """For each document whether it stands in the first two columns."""
    these = np.zeros(documents, np.bool_)
    these[pairs[:, :2].ravel()] = True
    return these


def _among(parts: NDArray[np.int64], some: NDArray[np.int64]) -> NDArray[np.bool_]:
    these = np.zeros(max(int(each.max(initial=-1)) for each in (parts, some)) + 1, np.bool_)
    these[some] = True
    return these[parts]


def _renumbered(made: Held, free: NDArray[np.int64]) -> Held:
    """The same, its parts known by numbers that no other has."""
    numbers, parts = np.unique(made.parts, return_inverse=True)
    families = np.searchsorted(numbers, made.families.part)
    return made._replace(parts=free[parts], families=made.families._replace(part=free[families]))
