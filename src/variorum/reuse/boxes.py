"""Stretches that two documents share: found from repeated seeds, extended over changed words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.extension import COLUMNS, extend_links
from variorum.reuse.kernels.links import link
from variorum.reuse.kernels.seeds import keep_repeated, note, sow, sow_windows
from variorum.reuse.tuning import Tuning, sixteenths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.tokens import Tokens

    Boxes = NDArray[np.int32]
    Weights = NDArray[np.uint8]

# Slots of the sketch for each seed: one in some thirty that stand once is kept for another's sake.
_SLOTS = 8
_FEWEST_SLOTS = 1 << 20
_NO_TOKEN = 256


class Bounds(NamedTuple):
    """Which documents are compared: of other groups, at most so many days apart (-1: any); and within one (0: not)."""

    groups: NDArray[np.uint32]
    days: NDArray[np.int64]
    most_days: int
    within: int


def find_boxes(tokens: Tokens, weights: Weights, bounds: Bounds, tuning: Tuning) -> Boxes:
    """What pairs of documents share, a row each: both documents, token ranges, score.

    Tokens are counted from the first of their document. Not every pair of a passage that stands in many documents is
    here: each document is tied to the next ones, so that the rows grow with the documents and not with their square.
    """
    total = len(tokens.columns.hashes)
    seeds, places = np.empty(total, np.uint64), np.empty(total, np.uint32)
    text = (tokens.columns.hashes, tokens.firsts)
    least = sixteenths(tuning.least)
    said = (least, sixteenths(tuning.most), tuning.seed_weight(total))
    sown = sow(text[0], text[1], weights, *said, 0, seeds, places)
    links = _links(_repeated(seeds[:sown], places[:sown]), tokens, weights, bounds, least)
    sown = sow_windows(*text, 0, seeds, places)
    # No token says so much: nothing that stands before a stretch takes the link from it.
    of_windows = _links(_repeated(seeds[:sown], places[:sown]), tokens, weights, bounds, _NO_TOKEN)
    links = np.sort(np.concatenate([links, of_windows]))
    boxes = np.empty((len(links), COLUMNS), np.int32)
    prices = tuple(map(sixteenths, (tuning.drop, tuning.gap, tuning.other, tuning.found)))
    found = extend_links(links, tokens.columns.hashes, weights, tokens.firsts, tokens.blocks, *prices, boxes)
    return boxes[:found].copy()


def _links(
    postings: NDArray[np.uint64], tokens: Tokens, weights: Weights, bounds: Bounds, least: int
) -> NDArray[np.uint64]:
    links = np.empty(3 * len(postings), np.uint64)
    scope = (bounds.groups, bounds.within, bounds.days, bounds.most_days)
    made = link(postings, *scope, tokens.firsts, tokens.blocks, tokens.columns.hashes, weights, least, links)
    return links[:made]


def _repeated(seeds: NDArray[np.uint64], places: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The postings of seeds that occur more than once, sorted by seed and place."""
    sketch = np.zeros(max(_FEWEST_SLOTS, 1 << (_SLOTS * max(len(seeds), 1) - 1).bit_length()), np.uint8)
    note(seeds, sketch)
    postings = np.empty(len(seeds), np.uint64)
    return np.sort(postings[: keep_repeated(seeds, places, sketch, postings)])
