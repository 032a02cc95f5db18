"""Tokens, their comparison forms, and the atoms that no edit may cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.atoms import find_atoms, join
from variorum.text.dates import first_date
from variorum.text.normalize import fold
from variorum.text.tokenize import Vocabulary, tokenize


def spellings(text: str) -> list[str]:
    tokens = tokenize(text, Vocabulary())
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def atoms(text: str) -> dict[str, str]:
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    found = find_atoms(text, tokens, vocabulary)
    return {text[tokens.starts[first] : tokens.ends[last - 1]]: form for first, last, form in found}


@given(st.text(max_size=200))
def test_what_stands_between_two_tokens_is_white_space(text: str) -> None:
    tokens = tokenize(text, Vocabulary())
    edges = [0, *(edge for pair in zip(tokens.starts, tokens.ends, strict=True) for edge in pair), len(text)]
    assert edges == sorted(edges)
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert all(not gap or gap.isspace() or not any(c.isalnum() for c in gap) for gap in gaps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't stop", ["don't", "stop"]),
        ("rates of 3.5 to 1/4", ["rates", "of", "3.5", "to", "1/4"]),
        ("2,403 people", ["2,403", "people"]),
        ("第2602号决议", ["第", "2602", "号", "决", "议"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("end.Next", ["end", ".", "Next"]),
    ],
)
def test_tokens_are_words_numbers_and_single_marks(text: str, expected: list[str]) -> None:
    assert spellings(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("’", "'"),
        ("“", "„"),
        ("\u2011", "-"),
        ("Straße", "STRASSE"),
        ("e\u0301", "é"),
        ("coop\u00aderate", "cooperate"),
        ("ﬁne", "fine"),
    ],
)
def test_typography_makes_no_other_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("must", "should"), ("Niger", "Nigeria"), ("resume", "résumé"), ("2", "²")])
def test_another_word_stays_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("January 21, 1990", "1990-01-21"),
        ("21 January 1990", "1990-01-21"),
        ("the 3rd March 2020", "2020-03-03"),
        ("March 03, 2020", "2020-03-03"),
        ("am 3. Oktober 1990", "1990-10-03"),
        ("20 de enero de 1990", "1990-01-20"),
        ("le 1er janvier 2001", "2001-01-01"),
        ("20 января 1990 года", "1990-01-20"),
        ("2024-02-29", "2024-02-29"),
        ("29.02.2024", "2024-02-29"),
        ("February 1994", "1994-02"),
    ],
)
def test_a_date_is_read_in_any_order(text: str, iso: str) -> None:
    assert first_date(f"Issued {text}, at noon") == iso


def test_two_ways_to_write_a_range_of_days_are_one_date() -> None:
    assert (
        set(atoms("In the night of March 4-5, 1988").values())
        == set(atoms("In the night of 4-5 March 1988").values())
        == {"date:1988-03-04/05"}
    )


def test_a_month_without_a_number_is_a_word() -> None:
    assert atoms("They may march in May.") == {}


@pytest.mark.parametrize(
    "atom",
    ["S/2012/403", "4-1/2", "counter-terrorism", "U.S.", "p.m.", "$5.50", "press@river.example", "Commander-in-Chief"],
)
def test_what_typography_joins_is_one_atom(atom: str) -> None:
    assert atom in atoms(f"see {atom} there")


@given(st.text(alphabet="ab1 2-./,@$JanuaryMay 1990", max_size=80))
def test_joining_keeps_every_token_once(text: str) -> None:
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    joined = join(tokens, find_atoms(text, tokens, vocabulary), vocabulary)
    assert set(joined.starts) <= set(tokens.starts)
    assert set(joined.ends) <= set(tokens.ends)
    assert all(end <= start for end, start in zip(joined.ends, joined.starts[1:], strict=False))
