"""Names and counted nouns are one key however they are spelled; dates cover the days they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.days import covered_days
from variorum.text.keys import name_key, noun_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karrow-on-Tessen", "karrow on Tessen"),
        ("The Karrow Gauge Office", "Karrow Gauge  Office"),
        ("N'Djamena", "N’Djamena"),
        ("U.N.", "UN"),
        ("São Tomé", "Sao Tome"),
        ("Sumqayıt", "SUMQAYIT"),
        ("St. Louis", "St Louis"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("The", "Them"), ("New Ilden", "Ilden")])
def test_names_that_are_two_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("elderly civilians", ("elderly", "civilian")),
        ("the men, women and children", ("man", "woman", "child")),
        ("people", ("person",)),
        ("countries", ("country",)),
        ("glasses", ("glass",)),
        ("losses of lives", ("loss", "life")),
        ("gas", ("gas",)),
        ("", ()),
    ],
)
def test_nouns_are_folded_and_in_the_singular(words, keys):
    assert noun_keys(words) == keys


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(words):
    key = name_key(words)
    assert name_key(key) == key
    assert name_key(words.swapcase().swapcase()) == name_key(key) or not words.isascii()
    assert "  " not in key


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("1990-01-20", ("1990-01-20", "1990-01-20")),
        ("1990-02", ("1990-02-01", "1990-02-28")),
        ("1990", ("1990-01-01", "1990-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("1990-01-19/1990-01-20", ("1990-01-19", "1990-01-20")),
        ("../1990", ("0000-01-01", "1990-12-31")),
        ("1990/..", ("1990-01-01", "9999-12-31")),
        ("[2020-03-04,2020-04-03]", ("2020-03-04", "2020-04-03")),
        ("1990-34", ("1990-04-01", "1990-06-30")),
        ("1990-41", ("1990-07-01", "1990-12-31")),
        ("1990-21", None),
        ("1990-02-31", None),
        ("1990-00-01", None),
        ("XXXX-01-20", None),
        ("T14:00", None),
        ("", None),
    ],
)
def test_a_date_covers_its_days(edtf, days):
    assert covered_days(edtf) == days


@given(st.text("0123456789X-/.[]{},~?%T:", max_size=24))
def test_no_characters_of_dates_are_too_much(edtf):
    days = covered_days(edtf)
    assert days is None or all(len(day) == 10 for day in days)
