"""Long stretches that both texts have are folded inside a changed line; no changed word ever is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import variorum
from variorum.render.folding import BESIDE, FOLD_FROM, folded

WORDS = ("the council met and spoke of the ledger that the town has kept since the flood " * 400).split()


def changed(**places):
    words = list(WORDS)
    for word, place in places.items():
        words[place] = word
    return " ".join(words)


@pytest.fixture
def vast():
    return variorum.collate_segments([" ".join(WORDS)], [changed(ferry=3000, harbour=3003)])


@given(st.text(st.sampled_from("ab \n水"), min_size=0, max_size=9).map(lambda part: part * 700))
def test_the_parts_of_a_fold_give_the_stretch_back_and_its_ends_stay_in_sight(stretch):
    fold = folded(stretch)
    assert (fold is None) == (len(stretch) <= FOLD_FROM)
    if fold:
        assert fold.head + fold.inner + fold.tail == stretch
        assert BESIDE <= len(fold.head) <= 2 * BESIDE
        assert BESIDE <= len(fold.tail) <= 2 * BESIDE


def test_no_word_is_cut_by_a_fold():
    fold = folded(" ".join(WORDS))
    assert [*fold.head.split(), *fold.inner.split(), *fold.tail.split()] == WORDS
    assert fold.words == f"… {len(fold.inner.split()):,} words kept …"


def test_a_text_without_spaces_is_counted_in_characters():
    assert folded("水" * 5000).words == "… 4,200 characters kept …"


def test_the_terminal_folds_what_is_far_from_a_change_and_shows_each_changed_word(vast):
    page = vast.to_terminal()
    assert page.count("words kept …]") == 2
    assert "{+ferry+}" in page
    assert "{+harbour+}" in page
    assert len(page.splitlines()) < 50
    shown = " ".join(page.split())
    assert f"{' '.join(WORDS[2990:3000])} [-" in shown


def test_full_folds_nothing(vast):
    page = vast.to_terminal(full=True)
    assert "words kept" not in page
    assert page.count("ledger") == 400


def test_two_columns_and_markdown_fold_too(vast):
    for page in (vast.to_terminal(width=150), vast.to_markdown()):
        assert "words kept" in page
        assert "ferry" in page
        assert len(page) < 12_000


def test_a_vast_line_with_many_changes_is_told_change_by_change():
    places = {f"word{k}": 400 * k for k in range(1, 15)}
    plain = variorum.collate_segments([" ".join(WORDS)], [changed(**places)]).to_plain()
    assert sum("is now" in line for line in plain.splitlines()) == len(places)
    assert len(plain) < 4000


def test_a_vast_rewriting_is_quoted_with_what_both_have_folded():
    sides = (
        [f"old{k}" for k in range(400)] + WORDS[:500] + [f"gone{k}" for k in range(400)],
        [f"new{k}" for k in range(400)] + WORDS[:500] + [f"late{k}" for k in range(400)],
    )
    plain = variorum.collate_segments(*([" ".join(side)] for side in sides)).to_plain()
    assert "reworded throughout" in plain
    assert plain.count("words kept …]") == 2
    assert all(f" {word}" in plain for side in sides for word in side[1:400] + side[900:1299])


def test_an_ordinary_paragraph_is_never_folded():
    line = " ".join(WORDS[:330])
    assert len(line) < FOLD_FROM
    assert (
        "words kept" not in variorum.collate_segments([line], [line + " Since then the ferry is gone."]).to_terminal()
    )
