"""What the commands of reuse say of documents that bear a year, a month, or no date."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.reuse.test_documented import AGREED, OWN
from variorum.cli.main import main
from variorum.workflows.reuse.door import open_run

DATES = {"council": "1994", "harbour": "1994-03-02", "league": "1996-05-01"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of three statements that share a passage; the first bears a year alone."""
    rows = [
        {"id": name, "date": date, "issuer": name.capitalize(), "text": f"{OWN[k]} {AGREED} {OWN[k - 1][::-1]}"}
        for k, (name, date) in enumerate(DATES.items())
    ]
    folder = tmp_path_factory.mktemp("dates")
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["reuse", "find", str(folder / "rows.jsonl"), "-o", str(folder / "run")]) == 0
    return str(folder / "run")


def printed(capsys, *arguments):
    capsys.readouterr()
    assert main(["reuse", *arguments]) == 0
    return capsys.readouterr().out


def read(capsys, *arguments):
    """What is printed, as one line."""
    return " ".join(printed(capsys, *arguments).split())


def test_no_document_is_called_the_earliest_where_a_year_hides_which_it_is(run, capsys):
    family, listed = read(capsys, "family", run, "F1"), read(capsys, "show", run)
    assert "the earliest is one of 2, Council, in 1994, among them: the dates do not tell." in family
    assert "1994: perhaps the earliest" in family
    assert "perhaps first Council, in 1994 (or another: the dates do not tell)" in listed
    told = json.loads(printed(capsys, "family", run, "F1", "--json"))
    assert (told["first"]["document"], told["same_day"], told["rivals"], told["days"]) == ("council", 0, 1, 487)
    (row,) = csv.DictReader(io.StringIO(printed(capsys, "show", run, "--csv")))
    assert (row["first_document"], row["first_same_day"], row["first_rivals"]) == ("council", "0", "1")


def test_between_a_year_and_a_day_in_it_nobody_tells_which_is_earlier(run, capsys):
    document = read(capsys, "document", run, "harbour")
    assert "later in 1 document, no telling when in 1 document" in document
    assert "Council, in 1994; League, 1996-05-01" in document


def test_a_table_of_a_document_names_the_others_that_say_it(run, capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "document", run, "harbour", "--csv"))))
    assert [row["others"] for row in rows if row["family"]] == ["council | league"]
    assert {row["others"] for row in rows if not row["family"]} == {""}


def test_views_show_themselves_in_one_line(run):
    opened = open_run(run)
    assert repr(opened.family(1)) == "<family F1: 3 of 3 passages>"
    assert repr(opened.document("council")) == "<document council: 29 of 51 words elsewhere, in 1 passage>"
