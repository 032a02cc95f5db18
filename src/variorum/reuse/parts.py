"""Families of more boxes than are looked at at once: part by part, as no family is of two closed parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.families import Places, join_boxes
from variorum.reuse.shares import opens_of, shared_out, stable_order
from variorum.reuse.uniting import closed_parts, united_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes, Engine
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

# Boxes that are joined at once, unless a closed part has more: some 350 bytes each for the moment. Those of a million
# documents, so that only larger corpora are divided, which costs a tenth of the stage.
AT_ONCE = 10_000_000


def join_in_parts(
    boxes: Boxes,
    engine: Engine[Any],
    table: TokenTable,
    tuning: Tuning,
    *,
    within: bool = False,
    at_once: int = AT_ONCE,
) -> Places:
    """The families of boxes in order, as `join_boxes` finds them in all together."""
    if len(boxes) <= at_once:
        return join_boxes(boxes, engine, table, tuning, within=within)
    united = united_of(boxes, each=engine.each)
    found = [Places._make([np.empty(0, np.int64)] * len(Places._fields))]
    families = 0
    for rows in _divided(closed_parts(boxes, united, tuning), at_once):
        own = np.searchsorted(rows, united[rows])
        places = join_boxes(boxes[rows], engine, table, tuning, within=within, united=own)
        found.append(places._replace(family=places.family + families, box=rows[places.box]))
        families += int(places.family[-1]) + 1 if len(places.family) else 0
    return _numbered(Places._make(np.concatenate(columns) for columns in zip(*found, strict=True)))


def _divided(parts: NDArray[np.int64], at_once: int) -> Iterator[NDArray[np.int64]]:
    """The rows of about so many boxes of whole parts, in order."""
    order = stable_order(parts)
    opens = opens_of(parts[order])
    for first, stop in shared_out(opens, at_once):
        yield np.sort(order[opens[first] : opens[stop]])


def _numbered(places: Places) -> Places:
    """The same families in order of their first passages, and of their first boxes where these are one."""
    opens = opens_of(places.family)
    first = opens[:-1]
    order = np.lexsort((places.box[first], places.end[first], places.begin[first], places.document[first]))
    sizes = np.diff(opens)[order]
    rows = np.repeat(first[order] - (np.cumsum(sizes) - sizes), sizes) + np.arange(len(places.family))
    family = np.repeat(np.arange(len(order)), sizes)
    return Places(family, *(column[rows] for column in places[1:]))
