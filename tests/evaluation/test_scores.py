"""Answers are scored as the README of the evaluation says."""

from __future__ import annotations

import pytest

from evaluation.datasets import GoldPair, fold_of
from evaluation.scores import (
    Tally,
    beads_of_several,
    links,
    links_but_unmarked_moves,
    links_not_verbatim,
    moved_found,
    nearly_equal,
    total,
    unmarked_moves,
)

BASE = [
    "The ferry runs daily.",
    "The “old” bridge is closed.",
    "Tolls rise in May.",
    "The mayor spoke. He left.",
    "Nobody answered.",
]
OTHER = [
    'The "old"  bridge is closed.',
    "The ferry runs twice daily.",
    "The mayor spoke.",
    "He left.",
    "Tolls rise in May.",
]


def pair(groups, moved=None):
    """The two texts with these groups; the others of their sentences stand alone."""
    rows, columns = {i for one, _ in groups for i in one}, {j for _, one in groups for j in one}
    alone = [((i,), ()) for i in range(5) if i not in rows] + [((), (j,)) for j in range(5) if j not in columns]
    marks = moved or [False] * len(groups)
    return GoldPair("one", "one", BASE, OTHER, [*groups, *alone], [*marks, *[False] * len(alone)])


GOLD = pair([((0,), (1,)), ((1,), (0,)), ((3,), (2, 3))], [False, True, False])


def test_links_are_pairs_of_sentences_so_a_split_counts_twice():
    assert links(GOLD, [((0,), (1,)), ((3,), (2, 3)), ((4,), (4,))]) == Tally(right=3, said=4, gold=4)


def test_pairs_equal_but_for_spaces_and_quotes_are_left_out_on_both_sides():
    assert links_not_verbatim(GOLD, [((0,), (1,)), ((1,), (0,))]) == Tally(right=1, said=1, gold=3)


def test_a_split_is_right_only_as_a_whole():
    assert beads_of_several(GOLD, [((3,), (2,)), ((0, 1), (0,))]) == Tally(right=0, said=1, gold=1)
    assert beads_of_several(GOLD, [((3,), (2, 3))]) == Tally(right=1, said=1, gold=1)


def test_a_dropped_sentence_is_no_group_of_several():
    assert beads_of_several(pair([((2, 4), ())]), []) == Tally()


def test_moved_recall_looks_at_moved_groups_alone():
    assert moved_found(GOLD, [((0,), (1,))]).recall == 0
    assert moved_found(GOLD, [((1,), (0,))]).recall == 1


def test_nearly_equal_sentences_that_the_gold_leaves_alone_are_taken_for_moves():
    said = [((2,), (4,)), ((0,), (1,)), ((4,), (2,))]
    assert unmarked_moves(pair([]), said) == {(2, 4), (0, 1)}
    assert links_but_unmarked_moves(GOLD, [((2,), (4,)), ((4,), (2,))]) == Tally(right=0, said=1, gold=4)


def test_an_equal_sentence_that_answers_another_in_the_gold_is_no_unmarked_move():
    assert unmarked_moves(pair([((2,), (2,))]), [((2,), (4,))]) == set()


def test_short_sentences_are_too_common_to_be_taken_for_moves():
    assert not nearly_equal("He left.", "He left.")
    assert nearly_equal("He left the old mill.", "He left the mill.")


def test_tallies_add_up_over_texts():
    whole = total([Tally(1, 2, 4), Tally(3, 3, 4)])
    assert (whole.precision, whole.recall, whole.f1) == (4 / 5, 4 / 8, pytest.approx(8 / 13))


def test_nothing_said_of_nothing_wanted_is_right_and_nothing_said_of_something_is_not():
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)
    assert (Tally(0, 0, 3).recall, Tally(0, 0, 3).f1) == (0, 0)


def test_a_document_is_in_the_same_fold_whatever_set_it_comes_from():
    assert GOLD.fold == fold_of("one")
    assert len({fold_of(str(k)) for k in range(200)}) == 10
