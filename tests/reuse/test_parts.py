"""Families joined part by part are those of all boxes together, and each is told once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evaluation.planted import corpus
from variorum.reuse import families
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.families import _each_once, join_boxes
from variorum.reuse.parts import join_in_parts
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning


@pytest.mark.parametrize("within", [False, True])
def test_families_are_the_same_however_few_boxes_are_joined_at_once(within):
    documents = list(corpus(60, seed=5, formulae=3).documents)
    if within:
        documents += [replace(one, id=f"t{k}", text=f"{one.text} {one.text}") for k, one in enumerate(documents[:9])]
    engine, tuning = EmbeddedEngine(threads=1), Tuning()
    found = find_families(engine, documents, Scope(within=within), tuning)
    known = join_boxes(found.boxes, engine, found.tokens, tuning, within=within)
    assert len(np.unique(known.family)) > 20
    for at_once in (1, 7, 100, len(found.boxes) - 1):
        parts = join_in_parts(found.boxes, engine, found.tokens, tuning, within=within, at_once=at_once)
        assert [column.tolist() for column in parts] == [column.tolist() for column in known]
    nothing = join_in_parts(found.boxes[:0], engine, found.tokens, tuning, at_once=-1)
    assert [len(column) for column in nothing] == [0] * 5


def test_boxes_whose_sides_are_alike_hold_a_crowd_together_as_they_do_a_few(monkeypatch):
    documents = list(corpus(60, seed=6).documents)
    engine, tuning = EmbeddedEngine(threads=1), Tuning()
    found = find_families(engine, documents, Scope(), tuning)
    monkeypatch.setattr(families, "_CROWD", 0)
    among_a_crowd = join_boxes(found.boxes, engine, found.tokens, tuning)
    assert [column.tolist() for column in among_a_crowd] == [column.tolist() for column in found.places]


def test_a_family_of_the_passages_of_another_of_its_part_is_told_once():
    three = [[0, 5, 10, 30], [0, 9, 40, 60], [1, 5, 10, 30], [1, 9, 40, 61]]
    again = [[2, 5, 10, 30], [2, 9, 40, 60], [3, 5, 10, 30], [3, 9, 40, 60]]
    rows, boxes = np.array(three + again), np.repeat([0, 1, 2, 3], 2)
    kept, firsts = _each_once(rows, boxes, np.array([0, 0, 0, 3]))
    assert kept[:, 0].tolist() == [0, 0, 1, 1, 3, 3]
    assert firsts.tolist() == [0, 0, 1, 1, 3, 3]
