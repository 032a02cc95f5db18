"""A family whose earliest wording is unlike the others, and what each was changed from."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.cli.commands import Ran
from tests.render import reuse_outlier
from tests.render.golden import check
from tests.render.test_schemas import checked
from variorum.cli.main import main

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    place = str(tmp_path_factory.mktemp("outlier") / "run")
    reuse_outlier.write(place)
    return place


@pytest.fixture
def reuse(capsys, monkeypatch):
    """Runs a command of the group in this process."""
    monkeypatch.setenv("COLUMNS", "80")

    def called(*arguments):
        capsys.readouterr()
        status = main(["reuse", *map(str, arguments)])
        return Ran(status, *capsys.readouterr())

    return called


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("reuse-outlier.txt", ["family", "F1"]),
        ("reuse-outlier-nearest.txt", ["family", "F1", "--against", "nearest"]),
        ("reuse-outlier-show.txt", ["show"]),
        ("reuse-outlier-document.txt", ["document", "letter-3"]),
        ("reuse-outlier-first.txt", ["document", "bridge"]),
    ],
)
def test_what_is_printed_is_as_in_its_golden_file(reuse, run, name, arguments):
    ran = reuse(arguments[0], run, *arguments[1:])
    assert (ran.status, ran.err) == (0, "")
    check(GOLDEN / name, ran.out)


def test_a_program_is_told_with_what_each_wording_is_compared(reuse, run):
    found = checked(reuse("family", run, 1, "--against", "nearest", "--json").out, "reuse-family")
    assert found["against"] == "nearest"
    against = [one["against"] and one["against"]["document"] for one in found["wordings"]]
    assert against == [None, "bridge", "letter-1", "letter-1", "notice-1", "letter-2"]
    span = found["wordings"][3]["against"]["span"]
    assert span == found["wordings"][1]["span"]
    rows = list(csv.DictReader(io.StringIO(reuse("family", run, 1, "--against", "nearest", "--csv").out)))
    assert [row["against"] for row in rows] == [one or "" for one in against]
    assert (rows[3]["removed"], rows[3]["added"]) == ("one | year", "two | years")


def test_a_list_says_who_else_and_whose_wording_it_quotes(reuse, run):
    (family,) = checked(reuse("show", run, "--json").out, "reuse")["list"]
    assert family["first"]["document"] == "bridge"
    assert [one["document"] for one in family["others"]] == ["letter-1"]
    assert family["excerpt_of"] == "letter-2"


def test_the_page_begins_with_the_comparison_that_was_asked_for_and_has_both(reuse, run):
    page = reuse("family", run, 1, "--html", "-").out
    other = reuse("family", run, 1, "--against", "nearest", "--html", "-").out
    assert page.count(" checked>") == other.count(" checked>") == 1
    assert page.replace(" checked>", ">") == other.replace(" checked>", ">")
    assert 'class="to-nearest" checked>' in other


def test_the_page_of_a_document_has_the_changes_from_the_other_wording(reuse, run):
    page = reuse("document", run, "letter-3", "--html", "-").out
    assert "1 April 2020" in page
    assert "<summary>reworded: 1 word removed, 1 word added</summary>" in page
    assert re.search(r"<del[^>]*>.*?years.*?</del>", page)
