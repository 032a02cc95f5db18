"""Words are found whatever the form of what joins them, and given back by their place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.passages import find_passages

TEXT = (
    "The Council’s “firm” view — that of a\nforward-looking body – is un\u00adchanged: the ﬁnal rate… is 3-1/2 percent."
    "\n\nCafé prices rose. The particular part of a party is the art of parting."
)


def found(words, text=TEXT):
    return [span.of(text) for span in find_passages(text, words)]


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ('Council\'s "firm" view', "Council’s “firm” view"),
        ("view - that of a forward-looking body", "view — that of a\nforward-looking body"),
        ("view—that", "view — that"),
        ("a forward looking body", None),
        ("is unchanged", "is un\u00adchanged"),
        ("the final rate...", "the ﬁnal rate…"),
        ("the ﬁnal rate", "the ﬁnal rate"),
        ("Cafe\u0301 prices", "Café prices"),
        ("Cafe prices", None),
        ("COUNCIL’S", "Council’s"),
        ("  The   Council’s ", "The Council’s"),
        ("3-1/2", "3-1/2"),
        ("“The Council’s”", "The Council’s"),
        ("“firm”", "“firm”"),
        ("(.*)", None),
        ("body is", None),
        ("— that", "— that"),
        ("view —", "view —"),
    ],
)
def test_the_form_of_what_joins_words_is_of_no_account_and_their_letters_are(words, exact):
    assert found(words) == ([exact] if exact else [])


def test_case_counts_where_the_words_stand_in_their_own():
    assert found("The", "the bell. The bell. THE bell.") == ["The"]
    assert found("tHe", "the bell. The bell. THE bell.") == ["the", "The", "THE"]


def test_places_inside_longer_words_are_left_out_where_there_are_whole_ones():
    assert [span.start for span in find_passages(TEXT, "art")] == [TEXT.index("art of parting")]
    assert found("articula") == ["articula"]


def test_words_of_a_script_without_spaces_are_found_anywhere():
    assert found("利率", "委员会决定提高利率，利率上升") == ["利率", "利率"]


def test_nothing_is_nowhere():
    assert found("") == found("  \n") == found("\u200b") == found("“”", "no marks") == []


@given(
    st.text("ab \n-–\"“’'.\u00ad\u200b\u0301ﬁAé利", max_size=12),
    st.text("ab -“", max_size=10),
    st.text("ab \n", max_size=10),
)
def test_the_very_characters_are_always_found(words, before, after):
    if words.strip().strip("\u00ad\u200b"):
        text = f"{before} {words} {after}"
        spans = find_passages(text, words)
        assert spans
        assert list(spans) == sorted(spans, key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("hostile", ["\u00ad" * 200_000, " " * 200_000, "-" * 200_000, "a" * 200_000, " - " * 70_000])
def test_in_a_hostile_text_the_search_ends_without_finding(hostile):
    assert found("a - b", "a" + hostile + "c") == []
    assert found("aaaaaaaaaaaaaaaaaaab", "a" + hostile) == []
    assert found("— a b", hostile + "c") == []
