"""Dates in all the forms that one day is written in."""

from __future__ import annotations

import pytest

from variorum.text.atoms import find_atoms
from variorum.text.tokenize import DATE_PREFIX, Vocabulary, tokenize


def dates(text: str) -> list[tuple[str, str]]:
    """Each date of a text as it is written, with its value."""
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    return [
        (text[tokens.starts[first] : tokens.ends[last - 1]], form.removeprefix(DATE_PREFIX))
        for first, last, form in find_atoms(text, tokens, vocabulary)
        if form.startswith(DATE_PREFIX)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "21 January 1990", "January 21, 1990", "21st of January, 1990", "21.01.1990", "21.1.1990", "1990-01-21",
        "1990/01/21", "1990.01.21", "21/01/1990", "01/21/1990", "21-01-1990", "21. Januar 1990", "21 janvier 1990",
        "21 de enero de 1990", "21 января 1990", "21 января 1990 года", "Jan. 21, 1990", "21 Jan. 1990",
        "21. Jänner 1990", "Jan. 21st, 1990",
    ],
)  # fmt: skip
def test_one_day_has_one_value(written: str) -> None:
    assert dates(f"It was {written}, they say.") == [(written, "1990-01-21")]


@pytest.mark.parametrize(
    "written",
    [
        "5-6 December 2018", "5\u20136 December 2018", "5 - 6 December 2018", "5 and 6 December 2018",
        "5/6 December 2018", "5 to 6 December 2018", "December 5-6, 2018", "December 5 and 6, 2018",
        "5th and 6th of December 2018", "5. und 6. Dezember 2018", "5.\u20136. Dezember 2018",
        "5. bis 6. Dezember 2018", "5./6. Dezember 2018", "5 et 6 décembre 2018", "5-6 décembre 2018",
        "5 au 6 décembre 2018", "5 y 6 de diciembre de 2018", "5-6 de diciembre de 2018", "5 al 6 de diciembre de 2018",
        "5 и 6 декабря 2018 года", "5\u20136 декабря 2018", "5 по 6 декабря 2018",
    ],
)  # fmt: skip
def test_one_range_of_days_has_one_value(written: str) -> None:
    assert dates(f"It was {written}, they say.") == [(written, "2018-12-05/06")]


def test_the_point_of_a_short_month_belongs_to_no_date_that_ends_with_it() -> None:
    assert dates("They met on 21 Jan. They left in Sept. 1990.") == [("21 Jan", "--01-21"), ("Sept. 1990", "1990-09")]


def test_two_days_apart_are_no_range() -> None:
    assert dates("They met on 5 and 9 December 2018.") == [("9 December 2018", "2018-12-09")]


def test_a_count_after_a_day_is_no_day() -> None:
    assert dates("They met on March 5 and 6 ferries sank.") == [("March 5", "--03-05")]


@pytest.mark.parametrize(
    ("written", "value"), [("03/04/2020", "--?3/4/2020"), ("3-4-2020", "--?3/4/2020"), ("05/05/2020", "2020-05-05")]
)
def test_a_date_that_can_be_read_two_ways_is_no_other_date(written: str, value: str) -> None:
    assert dates(f"It was {written}.") == [(written, value)]


@pytest.mark.parametrize("written", ["32.13.1990", "13/13/1990", "1.2.3", "21.01.90", "1990-21-40", "12.345.678"])
def test_figures_that_are_no_day_are_no_date(written: str) -> None:
    assert dates(f"See {written} there.") == []
