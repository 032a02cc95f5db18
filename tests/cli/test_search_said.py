"""`variorum search --number …` and `judge reject --as`, as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import variorum
from tests.render.test_schemas import checked

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with an archive of seven statements."""
    folder = tmp_path_factory.mktemp("said")
    assert variorum("init", cwd=folder).status == 0
    assert variorum("add", EXAMPLES / "karrow-bridge", "--series", "karrow", cwd=folder).status == 0
    return folder


def said(desk, *arguments):
    ran = variorum(*arguments, cwd=desk)
    assert ran.status == 0, ran.err
    return ran


def test_a_statement_is_shown_with_its_line_its_offsets_and_what_answers_marked(desk):
    ran = said(desk, "search", "--number", "118", "--earliest", "--limit", "1")
    assert "«118» residents" in ran.out
    assert "characters " in ran.out
    assert ran.err.endswith(" statements, 1 shown (--limit).\n")
    assert ran.err.split(" ")[1:3] == ["of", "7"]


def test_the_words_that_stand_for_a_name_are_listed_as_said(desk):
    out = said(desk, "search", "--place", "karrow", "--limit", "1").out
    assert out.splitlines()[-1] == "place karrow, as said: Karrow (7)"


def test_the_document_is_as_its_schema_says_and_spans_stand_where_they_say(desk):
    options = ("--number", "100 to 120", "--counted", "residents", "--place", "Karrow", "--limit", "1")
    document = checked(said(desk, "search", *options, "--json").out, "hits")
    assert (document["words"], document["like"], document["order"]) == (None, None, "newest")
    assert document["said"] == {
        "number": ["100", "120"],
        "unit": None,
        "counted": "residents",
        "names": [{"kind": "place", "name": "Karrow", "words": document["said"]["names"][0]["words"]}],
        "dates": [],
        "rejected": 0,
    }
    assert document["total"] > len(document["hits"]) == 1
    for hit in document["hits"]:
        (text,) = [json.loads(said(desk, "show", hit["reference"], "--json").out)["text"]["content"]]
        assert {fact["kind"] for fact in hit["facts"]} == {"quantity"}
        for fact in hit["facts"]:
            assert text[fact["start"] : fact["end"]] == fact["text"]
            assert [fact["start"], fact["end"]] in hit["marks"]
    assert document["hits"][0]["facts"][-1]["value"] == "118"
    words = checked(said(desk, "search", "residents", "--json").out, "hits")
    assert words["said"] is None
    assert all(hit["facts"] == [] and hit["lines"] == 1 for hit in words["hits"])


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("flood", "--number", "118"),
        ("--place", "Karrow", "--best"),
        ("flood", "--names", "own.csv"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(desk, options):
    assert variorum("search", *options, cwd=desk).status == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--number", "many"), "many: not a number."),
        (("--unit", "furlong"), "furlong: no figure has this unit."),
        (("--place", "Karrow", "--names", "gone.csv"), "gone.csv: no such file."),
    ],
)
def test_what_cannot_be_looked_for_is_said_with_the_way_out(desk, options, told):
    ran = variorum("search", *options, cwd=desk)
    assert (ran.status, ran.out) == (3, "")
    assert told in ran.err


def test_words_can_come_earliest_first(desk):
    dates = [hit["date"] for hit in json.loads(said(desk, "search", "records", "--earliest", "--json").out)["hits"]]
    assert dates == sorted(dates)
    assert len(dates) > 1


def test_a_table_of_names_is_obeyed(desk):
    (desk / "own.csv").write_text("place,The Valley,Karrow,Ilden\n", "utf-8")
    ran = said(desk, "search", "--place", "The Valley", "--names", "own.csv")
    assert "place The Valley, as said: " in ran.out
    assert "Karrow (" in ran.out
    assert said(desk, "search", "--place", "The Valley").out == ""


def test_a_reading_is_rejected_listed_left_out_and_undone(desk):
    before = json.loads(said(desk, "search", "--number", "118", "--json").out)["total"]
    told = said(desk, "judge", "reject", "karrow@2019", "118 residents", "--as", "quantity", "--by", "Ada").out
    number = told.split()[0]
    assert "reject as quantity" in told
    assert "“118”" in told
    ran = said(desk, "search", "--number", "118")
    assert "1 left out as rejected (judge list)." in ran.err
    assert json.loads(said(desk, "search", "--number", "118", "--json").out)["total"] == before - 1
    (row,) = checked(said(desk, "judge", "list", "--json").out, "judgements")["judgements"]
    assert (row["verb"], row["as"], row["anchors"][0]["words"]) == ("reject", "quantity", "118")
    assert "judged" not in said(desk, "compare", "karrow@2018", "karrow@2019", "--plain").out.lower()
    said(desk, "judge", "undo", number)
    assert json.loads(said(desk, "search", "--number", "118", "--json").out)["total"] == before


def test_words_that_are_read_otherwise_are_an_error_that_lists_how(desk):
    ran = variorum("judge", "reject", "karrow@2019", "118 residents", "--as", "place", cwd=desk)
    assert (ran.status, ran.out) == (3, "")
    assert "118 residents: not read as place in karrow@2019:en. What is read there:" in ran.err
    assert "--as quantity  118" in ran.err


def test_a_rebuild_says_how_many_statements_were_read_again_for_facts(tmp_path):
    assert variorum("init", cwd=tmp_path).status == 0
    said(tmp_path, "add", EXAMPLES / "karrow-bridge" / "2019.txt", "--series", "karrow")
    assert json.loads(said(tmp_path, "rebuild", "--json").out)["facts"] == 0
    said(tmp_path, "search", "--number", "118")
    document = json.loads(said(tmp_path, "rebuild", "--json").out)
    assert (document["facts"], document["identical"]) == (1, True)
