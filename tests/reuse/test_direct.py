"""Pairs of passages by themselves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.reuse.test_find import noised, prose
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.direct import direct, family_pairs
from variorum.reuse.engines.base import Bounds
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tuning import Tuning

TUNING = Tuning()
# Each word says eight bits.
TABLE = TokenTable(np.full(1 << 10, 128, np.uint8), 400)


def bounds(documents, groups=None, days=None, last_days=None, most_days=-1, within=0):
    days = days or [0] * documents
    own = np.arange(documents, dtype=np.uint32) if groups is None else np.array(groups, np.uint32)
    return Bounds(own, *(np.array(each, np.int64) for each in (days, last_days or days)), most_days, within)


def pairs(texts, limits=None, documents=None):
    holders = np.arange(len(texts)) if documents is None else np.array(documents)
    found = family_pairs(texts, holders, limits or bounds(len(texts)), Alphabet(), TABLE, TUNING)
    return [row for each in found for row in zip(*(column.tolist() for column in each), strict=True)]


def test_equal_passages_share_all_that_they_say():
    assert pairs([prose(1, 40)] * 2) == [(0, 1, 40 * 8.0)]


def test_what_changed_and_was_left_out_costs():
    own = prose(1, 40).split()
    changed, shorter = [*own[:10], "other", *own[11:]], [*own[:10], *own[11:]]
    assert pairs([" ".join(own), " ".join(changed)]) == [(0, 1, 39 * 8 - TUNING.other)]
    assert pairs([" ".join(own), " ".join(shorter)]) == [(0, 1, 39 * 8 - TUNING.gap)]


def test_strangers_are_no_pair_by_themselves():
    found = list(family_pairs([prose(1, 40), prose(2, 40)], np.arange(2), bounds(2), Alphabet(), TABLE, TUNING))
    assert [len(direct(each, TUNING).left) for each in found] == [0]


@pytest.mark.parametrize("share", [0.05, 0.15])
def test_a_reworded_passage_is_a_pair_by_itself(share):
    passage = prose(3, 60)
    (each,) = family_pairs([passage, noised(passage, 9, share)], np.arange(2), bounds(2), Alphabet(), TABLE, TUNING)
    assert len(direct(each, TUNING).left) == 1


def test_all_pairs_are_there_once_however_many_there_are():
    texts = [f"{prose(k % 3, 6)} word{k}" for k in range(150)]
    found = [row[:2] for row in pairs(texts)]
    assert found == list(itertools.combinations(range(150), 2))


def test_only_documents_that_are_compared_are_a_pair():
    texts = [prose(1, 20)] * 4
    assert [row[:2] for row in pairs(texts, bounds(4, groups=[0, 0, 1, 1]))] == [(0, 2), (0, 3), (1, 2), (1, 3)]
    assert [row[:2] for row in pairs(texts, bounds(4, days=[0, 5, 20, 21], most_days=5))] == [(0, 1), (2, 3)]
    wide = bounds(4, days=[0, 4, 20, 31], last_days=[15, 4, 20, 31], most_days=5)
    assert [row[:2] for row in pairs(texts, wide)] == [(0, 1), (0, 2)]
    assert [row[:2] for row in pairs(texts[:3], bounds(2), [0, 0, 1])] == [(0, 2), (1, 2)]
    assert [row[:2] for row in pairs(texts[:3], bounds(2, within=15), [0, 0, 1])] == [(0, 1), (0, 2), (1, 2)]


def test_long_passages_are_aligned_near_the_diagonal():
    own = [f"w{k}" for k in range(3000)]
    other = [*own[:1500], *("new" for _ in range(20)), *own[1500:]]
    ((_, _, score),) = pairs([" ".join(own), " ".join(other)])
    assert score == 3000 * 8 - 20 * TUNING.gap
