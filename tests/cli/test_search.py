"""What `variorum search` says of what it found, and of finding nothing."""

from __future__ import annotations

import csv
import io
import json
import re
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


def test_the_lines_found_come_as_a_table_with_the_marks_of_what_was_looked_for(desk):
    asked = ("search", "published", "--added")
    ran = variorum(*asked, "--csv", cwd=desk)
    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    hits = json.loads(variorum(*asked, "--json", cwd=desk).out)["hits"]
    assert rows
    assert [(row["reference"], row["words"], row["event"]) for row in rows] == [
        (hit["reference"], hit["words"], hit["event"]) for hit in hits
    ]
    assert [row["marks"] for row in rows] == [" ".join(f"{start}-{end}" for start, end in hit["marks"]) for hit in hits]
    assert ran.err == f"{len(rows)} line{'' if len(rows) == 1 else 's'}.\n"


@pytest.mark.parametrize(
    "asked", [("published", "--dropped"), ("published", "--reworded"), ("--like", "The records must be published.")]
)
def test_the_lines_found_come_as_a_page(desk, asked):
    ran = variorum("search", *asked, "--html", "-", cwd=desk)
    hits = json.loads(variorum("search", *asked, "--json", cwd=desk).out)["hits"]
    assert ran.out.count('<li class="run"') == len(hits)
    assert "<script" not in ran.out
    assert re.search(r'<p class="summary">(.*?)</p>', ran.out)[1] == ran.err.rstrip("\n").replace("'", "&#39;").replace(
        '"', "&#34;"
    )


def test_statements_by_what_they_say_come_as_a_table_and_a_page_too(desk):
    rows = list(csv.DictReader(io.StringIO(variorum("search", "--unit", "years", "--csv", cwd=desk).out)))
    page = variorum("search", "--unit", "years", "--html", "said.html", cwd=desk)
    assert (page.status, page.out) == (0, "")
    html = (desk / "said.html").read_text(encoding="utf-8")
    assert rows
    assert html.count('<li class="run"') == len(rows)
    assert "<h1>unit years</h1>" in html


def test_two_forms_of_one_answer_are_wrong_usage(desk):
    for options in (("--json", "--csv"), ("--html", "-", "--csv")):
        assert variorum("search", "bell", *options, cwd=desk).status == 2
