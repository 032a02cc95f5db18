"""Statement text is set safely: no control reaches the terminal, no line is too wide, no word is lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.render.typeset import NARROW, Style, columns, display_width, paint, pieces, visible, wrap

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
any_text = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("ab \n\x1b\x9b\u202e\u2066水é\u0301\ud800-"), max_size=60
)


def set_in(width, *marked, color=False):
    return [paint(line, color=color) for line in wrap(pieces(marked, color=color), width)]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\x9bb", "a\\x9bb"),
        ("\u202eevil", "\\u202eevil"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\x00", "\\x00"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("compre\u00adhensive", "comprehensive"),
    ],
)
def test_a_character_that_could_steer_or_deceive_is_written_out(raw, shown):
    assert visible(raw) == shown


@given(st.lists(st.tuples(any_text, st.sampled_from(Style)), max_size=8), st.integers(4, 40), st.booleans())
def test_no_line_is_too_wide_holds_a_raw_control_or_loses_a_character(marked, width, color):
    lines = wrap(pieces(marked, color=color), width)
    assert all(columns(line) <= width for line in lines)
    bare = "".join(text for line in lines for text, _ in line)
    assert not UNSAFE.search(bare)
    wanted = "".join(visible("".join(text for text, _ in marked)).split())
    if color:
        signs = str.maketrans("", "", "↕")
        assert "".join(bare.split()).translate(signs) == wanted.translate(signs)
        painted = "".join(paint(line, color=True) for line in lines)
        assert not UNSAFE.search(re.sub(r"\x1b\[[0-9;]*m", "", painted))


@given(st.lists(st.text("ab-", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join), st.integers(3, 12))
def test_the_quick_way_for_plain_text_breaks_lines_as_the_other_does(text, width):
    quick = ["".join(part for part, _ in line) for line in wrap([(text, Style.PLAIN)], width)]
    thorough = ["".join(part for part, _ in line) for line in wrap([(text, Style.PLAIN), ("", Style.PLAIN)], width)]
    assert quick == thorough


def test_words_are_broken_at_spaces_and_long_ones_cut():
    assert set_in(10, ("the river rose", Style.PLAIN)) == ["the river", "rose"]
    assert set_in(4, ("riverbank", Style.PLAIN)) == ["rive", "rban", "k"]


def test_a_mark_stays_with_its_word_and_its_spaces_stay_outside():
    assert set_in(40, ("boats", Style.PLAIN), (" today ", Style.REMOVED), ("sank", Style.PLAIN)) == [
        "boats [-today-] sank"
    ]
    assert set_in(40, ("33", Style.REMOVED), ("34", Style.ADDED)) == ["[-33-]{+34+}"]


def test_neighbouring_pieces_of_one_mark_are_one_mark():
    assert set_in(40, ("was", Style.REMOVED), (" here", Style.REMOVED)) == ["[-was here-]"]


def test_in_colour_a_space_parts_the_new_word_from_the_old_one():
    assert set_in(40, ("33", Style.REMOVED), ("34", Style.ADDED), color=True) == [
        "\x1b[2;9m33\x1b[0m \x1b[1;4m34\x1b[0m"
    ]


def test_in_colour_every_line_closes_its_styles():
    lines = set_in(9, ("the river rose", Style.ADDED), color=True)
    assert lines == ["\x1b[1;4mthe river\x1b[0m", "\x1b[1;4mrose\x1b[0m"]


def test_wide_characters_take_two_columns_and_combining_ones_none():
    assert display_width("水") == 2
    assert display_width("e\u0301") == 1
    assert set_in(6, ("河水上涨了", Style.PLAIN)) == ["河水上", "涨了"]


def test_white_space_of_every_kind_is_one_space():
    assert set_in(40, ("a\r\n\tb\u00a0 c", Style.PLAIN)) == ["a b c"]


def test_what_is_taken_for_narrow_without_a_second_look_is_narrow():
    taken = [chr(code) for code in range(0x110000) if NARROW.fullmatch(chr(code))]
    assigned = [char for char in taken if unicodedata.category(char) != "Cn"]
    assert len(assigned) > 1000
    assert not [char for char in assigned if unicodedata.east_asian_width(char) in "WF"]
    assert not [char for char in assigned if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc")]
