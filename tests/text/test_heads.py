"""What the head of a text says of it."""

from __future__ import annotations

import pytest

from variorum.text import heads
from variorum.text.segment import segment

BODY = "The council regrets the closure of the quay and of the lock, and calls on all parties to open both soon."


def titled(*lines):
    text = "\n\n".join((*lines, BODY))
    found = heads.title(text, segment(text).segments)
    return found[0] if found else None


def issuer(*lines):
    text = "\n\n".join((*lines, BODY))
    return heads.letterhead(text, segment(text).segments)


@pytest.mark.parametrize(
    "label",
    [
        "PRESS RELEASE",
        "FOR IMMEDIATE RELEASE",
        "English Version",
        "Date : 04.03.2031",
        "BY THE PRESIDENT OF THE REPUBLIC OF KARROW",
        "Unofficial translation",
        "Bank of Karrow",
        "MINISTRY OF HARBOURS",
        "1. Background",
    ],
)
def test_a_label_a_letterhead_or_an_item_is_no_title_where_another_line_is(label):
    assert titled(label, "Notice on the lamps of the outer harbour") == "Notice on the lamps of the outer harbour"


def test_a_bodys_name_that_is_the_only_title_stays_it_and_names_no_issuer():
    assert titled("Bank of Karrow") == "Bank of Karrow"
    assert issuer("Bank of Karrow") is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Meeting of the Lamp Board1/", "Meeting of the Lamp Board"),
        ("Highlights of the meeting held on 8 April 20311", "Highlights of the meeting held on 8 April 2031"),
        ("Notice on the lamps*", "Notice on the lamps"),
        ("Notice on the lamps²", "Notice on the lamps"),
        ("Resolution 9 (2031)", "Resolution 9 (2031)"),
        ("Lamp strategy 2031", "Lamp strategy 2031"),
        ("Notice on Form A12", "Notice on Form A12"),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_a_title(written, title):
    assert titled(written) == title


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("BANK OF KARROW", "Minutes of the meeting on the lamps"), "BANK OF KARROW"),
        (("Minutes of the meeting on the lamps", "4 March 2031", "Central Bank of Karrow"), "Central Bank of Karrow"),
        (("The Bank of Karrow", "Notice on the lamps"), "Bank of Karrow"),
        (("Karrow National Bank", "Notice on the lamps"), "Karrow National Bank"),
        (("BANCO CENTRAL DE RESERVA DE KARROW", "Note on the lamps"), "BANCO CENTRAL DE RESERVA DE KARROW"),
        (("Notice of the Harbour Council",), "Harbour Council"),
    ],
)
def test_a_bodys_name_alone_on_a_line_of_the_head_is_the_issuer(lines, name):
    assert issuer(*lines) == name


@pytest.mark.parametrize(
    "lines",
    [
        ("Statement on the closure of the National Bank",),
        ("Central Bank Independence", "Notice on the lamps"),
        ("To the Bank of Karrow", "Notice on the lamps"),
        ("Remarks at the Bank of Karrow", "Notice on the lamps"),
        ("An Independent Bank", "Notice on the lamps"),
        ("Bank of Karrow", "Ministry of Lamps", "Notice on the lamps"),
        ("The bank of the river", "Notice on the lamps"),
        ("Notice on the lamps",),
    ],
)
def test_no_issuer_is_made_up(lines):
    assert issuer(*lines) is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Notice on the lamps", "Decision of the board announced on May 9, 2031"), "2031-05-09"),
        (("Press Release May 8, 2031",), "2031-05-08"),
        (("Notice on the lamps held on 8 April 20311",), "2031-04-08"),
        (("Notice on the lamps", "On 4 March 1994 the old lamps went out for the last time."), None),
        (("Notice on the lamps", "In May 2031 the board held its meeting."), None),
    ],
)
def test_the_day_of_the_occasion_stands_in_a_heading_or_a_short_line_that_names_one(lines, day):
    text = "\n\n".join((*lines, BODY))
    assert heads.occasion_day(text, segment(text).segments) == day


def test_the_days_of_the_head_are_those_of_the_first_fifteen_lines():
    lines = ["Notice", "4 March 2031", *["A line without a date."] * 12, "of 5 March 2031", "of 6 March 2031"]
    assert heads.head_days("\n".join(lines)) == ("2031-03-04", "2031-03-05")
