"""What the evaluation asks of variorum is what a user would be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.answers import answers, groups
from evaluation.datasets import FOLDS, GoldPair
from evaluation.weights import alike, in_use, module, shipped
from variorum.align import segments

BASE = ["The northern ferry runs every day.", "", "Nobody crossed the valley that winter."]
OTHER = ["A new paragraph about lanterns.", "The northern ferry runs every day."]


def test_an_empty_line_does_not_shift_the_numbers_of_those_after_it():
    assert groups(BASE, [OTHER[1], BASE[2]]) == [((0,), (0,)), ((2,), (1,))]


def test_lines_that_answer_nothing_are_in_no_group():
    assert groups(BASE, OTHER) == [((0,), (1,))]


def test_weights_are_in_use_inside_the_block_and_restored_after_it():
    before = (segments.FIRST, segments.MOVED)
    with in_use(replace(shipped(), first=(0.0,), moved=(1.0,))):
        assert (segments.FIRST, segments.MOVED) == ((0.0,), (1.0,))
    assert before == (segments.FIRST, segments.MOVED)


def test_weights_are_restored_when_the_block_fails():
    before = segments.FIRST
    with pytest.raises(RuntimeError), in_use(replace(shipped(), first=(0.0,))):
        raise RuntimeError
    assert before == segments.FIRST


def test_each_document_is_answered_with_the_weights_of_its_own_fold():
    never = replace(
        shipped(),
        first=(-99.0, *[0.0] * (len(shipped().first) - 1)),
        second=(-99.0, *[0.0] * (len(shipped().second) - 1)),
    )
    held_apart = replace(never, moved=(-99.0, *[0.0] * (len(shipped().moved) - 1)))
    lines = ["The ferry runs every single day.", "The bridge is closed to carts."]
    changed = ["The ferry runs on every single day.", "The bridge was closed to carts."]
    pairs = [GoldPair(name, name, lines, changed, [], []) for name in ("one", "two", "three")]
    folds = {fold: shipped() for fold in range(FOLDS)} | {pairs[0].fold: held_apart}
    said = [bool(found) for found in answers(pairs, folds)]
    assert said == [pair.fold != pairs[0].fold for pair in pairs]
    assert True in said


def test_weights_are_alike_up_to_the_rounding_of_another_machine():
    weights = shipped()
    assert alike(weights, replace(weights, first=tuple(float(f"{weight:.5g}") for weight in weights.first)))
    assert not alike(weights, replace(weights, first=(weights.first[0] + 0.1, *weights.first[1:])))
    assert not alike(weights, replace(weights, moved=weights.moved[1:]))


def test_the_module_of_weights_holds_them_to_five_figures_and_is_a_module():
    weights = replace(shipped(), first=(1.23456789, -0.5))
    held: dict[str, object] = {}
    exec(module(weights), held)
    assert held["FIRST"] == (1.2346, -0.5)
    assert held["SECOND"] == tuple(float(f"{weight:.5g}") for weight in shipped().second)
