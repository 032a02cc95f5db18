"""A table as CSV holds the words as they stand, and nothing that steers the terminal it is printed on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from variorum.render.lineage_csv import csv_table


@dataclass(frozen=True)
class Row:
    words: str
    places: tuple[str, ...]


def read_back(words, *, guarded=False):
    (row,) = csv.DictReader(io.StringIO(csv_table(Row, [Row(words, (words,))], guarded=guarded), newline=""))
    return row


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_no_control_character_is_in_a_cell_and_all_else_is_as_it_was(words):
    table = csv_table(Row, [Row(words, (words, words))])
    table.encode("utf-8")
    assert not any(ord(each) < 32 or 127 <= ord(each) < 160 for each in table if each not in "\n\t\r")
    assert "\r" not in table.replace("\r\n", "")
    if words.isprintable() or not words.replace("\n", "").replace("\t", ""):
        assert read_back(words) == {"words": words, "places": words}


def test_the_code_of_a_control_character_is_written_out():
    assert read_back("a\x1b[2Jb\x00\x9b\rc\nd\te")["words"] == "a\\x1b[2Jb\\x00\\x9b\\x0dc\nd\te"
    assert read_back("\x1b=1+1", guarded=True)["words"] == "\\x1b=1+1"
    assert read_back("=1+1", guarded=True)["words"] == "'=1+1"
