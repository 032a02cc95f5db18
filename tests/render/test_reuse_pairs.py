"""Pairs of passages as lines of JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model.reuse_views import RunDocument
from variorum.render.reuse.pairs import PairSide, gapped, pair_line, passim_line


def document(number, **said):
    fields = {"date": "", "issuer": "", "series": "", "title": "", "url": "", "words": 4}
    return RunDocument(number, f"d{number}", **{**fields, **said})


def test_a_pair_is_one_line_with_both_places_and_the_bits():
    line = pair_line(("é-2020", 3, 9), ("b", 0, 6), 71.25)
    assert line.endswith("}\n")
    assert json.loads(line) == {
        "a": "é-2020", "a_begin": 3, "a_end": 9, "b": "b", "b_begin": 0, "b_end": 6, "score": 71.25,
    }  # fmt: skip


def test_passim_has_both_words_under_one_another_and_what_is_known_of_both_documents():
    one = PairSide(document(3, date="2020-01-01", issuer="Harbour Board"), 10, 25, "the quay opened")
    other = PairSide(document(7), 0, 18, "the old quay opens")
    assert json.loads(passim_line(one, other)) == {
        "uid": 3, "id": "d3", "begin": 10, "end": 25, "date": "2020-01-01", "issuer": "Harbour Board",
        "uid2": 7, "id2": "d7", "begin2": 0, "end2": 18,
        "s1": "the ----quay opened", "s2": "the old quay opens-", "matches": 13,
    }  # fmt: skip


@given(st.text("ab -c", max_size=30), st.text("ab -c", max_size=30))
def test_without_the_gaps_both_texts_are_there_with_hyphens_of_another_kind_and_as_many_characters_meet_as_is_said(
    one, other
):
    first, second, matches = gapped(one, other)
    assert (first.replace("-", ""), second.replace("-", "")) == (one.replace("-", "‐"), other.replace("-", "‐"))
    assert len(first) == len(second)
    assert sum(a == b for a, b in zip(first, second, strict=True)) >= matches


@pytest.mark.parametrize("ends", [("", ""), ("the same beginning ", " and end")])
def test_of_very_long_passages_beginning_and_end_stand_under_one_another(ends):
    one, other = (f"{ends[0]}{letter * 30_000}{ends[1]}" for letter in "xy")
    first, second, matches = gapped(one, other)
    assert (first.replace("-", ""), second.replace("-", "")) == (one, other)
    assert len(first) == len(second)
    assert matches == len("".join(ends))
