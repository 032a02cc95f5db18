"""The work of the segmenter grows with the text, not with its square, on anything that may be in a file."""

from __future__ import annotations

import sys

import pytest

from variorum.text.segment import segment

UNITS = [
    "The Council met. It left. ",
    ".",
    ". ",
    "x. ",
    "A. b ",
    "(a ",
    "[a ",
    "((",
    "(See it. And.) Then we. ",
    '"Aa bb. "Cc dd. ',
    "U.S. The ",
    "安全。",
    '"安全。" ',
    "1. ",
    "- a\n",
    "# h\n\n",
    "line without a stop\n",
    "\n",
    " ",
    "a\t\tb\t",
    "a   b",
    "Voting ",
    "3 May 2020\n\n",
    "* ",
    "[a](http://b) ",
    "a,b;c:",
    "\x00",
    "\u202e",
    "\ud800. A",
    "*" * 7,
    "a\x0b",
    "A" * 9 + "-",
    "https://",
    "1.1.1.1.",
    "Ab " * 5 + "voted",
]
SIZE = 6000


def work(text: str) -> int:
    """Calls of Python and C functions while a text is segmented."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        segment(text)
    finally:
        sys.setprofile(previous)
    return calls


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    segment(text)
    once, twice = work(text), work(text * 2)
    assert twice <= 2.2 * once + 200


# Inside one call of a regular expression nothing can be counted: a line on which one took quadratic time would run for
# hours here, and end at the time limit of the test.
@pytest.mark.parametrize(
    "unit", [".", "A", " ", "(", "[", "ab ", "\n", '."', "a   b", "- ", "*", "x.y", "é", "安"], ids=ascii
)
def test_one_line_of_a_million_characters_is_read_to_its_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert not segment(text).segments or segment(text).segments[-1].span.end == len(text.rstrip())


def test_a_hundred_thousand_lines_without_a_full_stop_are_all_there() -> None:
    lines = 100_000
    assert len(segment("no stop here and no capital\n\n" * lines).segments) == lines
