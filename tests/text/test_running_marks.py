"""Figures and labels that a wrap brings to the front of a line, and those that begin an item."""

from __future__ import annotations

import textwrap

import pytest

from tests.text.test_layout import PROSE, paragraphs

WIDTH = 64
FILLED = textwrap.fill(PROSE, WIDTH)
ROOM = "The Harbour Office counted the boats of the town once more in"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("spring, and", "4.5 percent of them lay idle."),
        ("all; or", "2.1 million marks had been paid for them."),
        ("all:", "12 - of whom nobody knew - had no master."),
        ("may:", "4.5 of the hundred were lost."),
        ("No.", "5. of the old register it found none."),
        ("e.g.", "12. of them on the left bank."),
        ("Jan.", "20. and again in the month that followed."),
        ("Mai:", "3.5 Prozent der Boote."),
    ],
)
def test_a_figure_that_a_wrap_brings_to_the_front_goes_on_with_its_sentence(before: str, after: str) -> None:
    sentence = f"{ROOM} {before}\n{after}"
    assert paragraphs(f"{FILLED}\n\n{sentence}\n\n{FILLED}") == [PROSE, " ".join(sentence.split()), PROSE]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fact.", "12. The Council counted them again."),
        ("fact;", "2.1 The boats of the left bank."),
        ("May:", "(a) the boats of the left bank, and"),
        ("fact.", "4.5 Points of order may be raised."),
    ],
)
def test_a_number_that_begins_an_item_still_does(before: str, after: str) -> None:
    text = f"{FILLED}\n\n{ROOM} {before}\n{after}\n\n{FILLED}"
    assert paragraphs(text) == [PROSE, f"{ROOM} {before}", after, PROSE]


@pytest.mark.parametrize("labels", [("(i)", "(ii)", "(iii)"), ("(a)", "(b)", "(c)"), ("1)", "2)", "3)")])
@pytest.mark.parametrize("width", range(30, 100, 3))
def test_a_list_in_a_row_stays_one_paragraph_wherever_it_is_wrapped(labels: tuple[str, ...], width: int) -> None:
    first, second, third = labels
    asked = (
        f"The Council asks the Harbour Office for three things: {first} a register of the boats that lay idle; "
        f"{second} the keys of both sluices, and {third} the names of all who had kept them since the flood."
    )
    text = "\n\n".join(textwrap.fill(each, width, break_long_words=False) for each in (PROSE, asked, PROSE))
    assert paragraphs(text) == [PROSE, asked, PROSE]


@pytest.mark.parametrize("opening", ["Three things are asked for:", "3. Asks the Harbour Office for these:"])
def test_a_list_that_is_set_line_by_line_stays_a_list(opening: str) -> None:
    items = [
        "(a) a register of all the boats that lie idle along the banks;",
        "(b) the keys of both the sluices that were closed in the flood;",
        "(c) the names of all who had kept them.",
    ]
    text = "\n".join((opening, *items))
    assert paragraphs(f"{FILLED}\n\n{text}\n\n{FILLED}") == [PROSE, opening, *items, PROSE]


def test_a_list_that_begins_behind_the_number_of_its_paragraph_stays_a_list() -> None:
    items = ["3. (a) The register of all boats that lie idle along the banks;", "(b) The keys of both the sluices."]
    assert paragraphs(f"{FILLED}\n\n" + "\n".join(items) + f"\n\n{FILLED}") == [PROSE, *items, PROSE]
