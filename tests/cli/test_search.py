"""What `variorum search` says of what it found, and of finding nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import variorum

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with an archive of seven statements."""
    folder = tmp_path_factory.mktemp("desk")
    assert variorum("init", cwd=folder).status == 0
    assert variorum("add", EXAMPLES / "karrow-bridge", "--series", "karrow", cwd=folder).status == 0
    return folder


def test_each_line_like_a_sentence_says_by_what_it_was_found(desk):
    ran = variorum("search", "--like", "The records must be published.", cwd=desk)

    assert "0.50 alike" in ran.out
    assert "all of its words, in a longer line" in ran.out


def test_where_no_line_is_like_a_sentence_it_is_said_what_was_looked_through_and_what_else_to_ask(desk):
    ran = variorum("search", "--like", "Comets melt quickly beyond Neptune.", cwd=desk)

    assert (ran.status, ran.out) == (0, "")
    assert ran.err == (
        "No line of like wording in 7 statements; a line in wholly new words is not found. "
        "Exact words: variorum search '\"…\"'\n"
    )


def test_a_search_for_words_that_finds_nothing_counts_no_lines(desk):
    assert variorum("search", "zebra", cwd=desk).err == "0 lines.\n"
