"""When sharing a passage singles out no one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.reuse.described import Standing


def standing(documents: int, words: int, *, burst: bool = False) -> Standing:
    """One family in so many documents."""
    return Standing(np.array([documents]), np.array([documents]), np.array([words]), np.array([burst]))


def test_of_a_thousand_documents_a_twentieth_makes_a_formula():
    assert standing(50, 60).formulaic(1_000).all()
    assert not standing(49, 60).formulaic(1_000).any()


def test_of_more_documents_a_smaller_share_does():
    assert standing(500, 60).formulaic(100_000).all()
    assert not standing(499, 60).formulaic(100_000).any()


def test_long_words_of_one_source_in_a_dozen_of_a_hundred_documents_are_none():
    assert not standing(12, 60).formulaic(100).any()
    assert standing(12, 20).formulaic(100).all()


def test_a_burst_is_none():
    assert not standing(500, 60, burst=True).formulaic(1_000).any()


@given(st.integers(2, 5_000), st.integers(8, 80), st.integers(2, 10**7), st.integers(2, 10**7))
def test_as_documents_grow_one_may_cease_to_be_and_none_begins(holders, words, fewer, more):
    fewer, more = sorted((fewer, more))
    family = standing(holders, words)
    assert family.formulaic(fewer).all() or not family.formulaic(more).any()
