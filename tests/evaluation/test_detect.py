"""How the finding of series is measured, and what it must reach."""

from __future__ import annotations

import pytest

from evaluation import detect


@pytest.mark.parametrize(
    ("truth", "found", "precision", "recall"),
    [
        ("aabb", "xxyy", 1, 1),
        ("aabb", "xxxx", 2 / 6, 1),
        ("aabb", "wxyz", 1, 0),
        ("aaab", "xxyy", 1 / 2, 1 / 3),
        ("abcd", "wxyz", 1, 1),
    ],
)
def test_pairs_are_counted(truth, found, precision, recall):
    score = detect.score(truth, found)
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


def test_the_mean_document_counts_small_series_as_much_as_large_ones():
    large = "a" * 90 + "b" * 2 + "c" * 2 + "d" * 2
    assert detect.score(large, "a" * 90 + "123456").f1 > 0.99
    assert detect.score(large, "a" * 90 + "123456").cubed < 0.99


@pytest.mark.usefixtures("shared_data")
def test_the_real_series_are_found_in_one_pile_with_their_names_withheld():
    pile = detect.series_pile(given=True)
    score = detect.score(pile.truth, detect.labels(pile))
    assert len(pile.documents) == 512
    assert score.f1 >= 0.95
    assert score.cubed >= 0.95
