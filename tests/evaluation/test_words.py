"""Words called equal are scored against word links."""

from __future__ import annotations

from evaluation.datasets import WordPair
from evaluation.scores import Tally
from evaluation.words import equal_words, score, tally_of, words_within
from variorum.model.spans import Span

BASE = "The council closed the old bridge in May .".split()
OTHER = "In May the council closed the bridge .".split()


def test_a_word_is_within_a_span_only_whole():
    assert words_within(["one", "two", "three"], Span(0, 9)) == [0, 1]
    assert words_within(["one", "two", "three"], Span(1, 13)) == [1, 2]


def test_words_called_equal_are_those_of_the_edits():
    said = equal_words(BASE, OTHER)
    assert {(1, 3), (2, 4), (5, 6)} <= said
    assert all(BASE[i].casefold() == OTHER[j].casefold() for i, j in said)


def test_sentences_without_a_common_word_are_held_apart_and_all_their_links_missed():
    pair = WordPair("none", ["Ferries", "sail"], ["Tolls", "rose", "ferries"], {(0, 2)}, set())
    strange = WordPair("none", ["Ferries", "sail", "daily"], ["Tolls", "rose"], set(), set())
    assert equal_words(strange.base, strange.other) is None
    assert score([strange]).apart == 1
    assert tally_of(pair, set()) == Tally(0, 0, 1)


def test_a_link_of_words_that_differ_is_not_wanted():
    pair = WordPair("reworded", ["cut"], ["lowered"], {(0, 0)}, set())
    assert tally_of(pair, set()) == Tally(0, 0, 0)


def test_a_possible_link_is_no_fault_and_is_not_missed():
    pair = WordPair("possible", ["the"], ["the"], set(), {(0, 0)})
    assert tally_of(pair, {(0, 0)}) == Tally(1, 1, 1)
    assert tally_of(pair, set()) == Tally(0, 0, 0)


def test_a_word_called_equal_to_another_than_its_own_is_a_fault():
    pair = WordPair("crossed", ["the", "the"], ["the", "the"], {(0, 0), (1, 1)}, set())
    assert tally_of(pair, {(0, 1), (1, 1)}) == Tally(1, 2, 2)
