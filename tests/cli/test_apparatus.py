"""`variorum apparatus` as a whole process: what is printed where, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import BASE, OTHER, variorum
from tests.house.test_imports import COMMAND, HEAVY, modules_after
from tests.ingest.conftest import Line, pdf_of_lines
from tests.render.golden import check
from tests.render.test_schemas import checked

GOLDEN = Path(__file__).parent / "golden"
MEETINGS = ("2023-02-01.txt", "2023-03-22.txt", "2023-05-03.txt", "2023-09-20.txt")


@pytest.fixture(scope="module")
def harbour(examples):
    return examples / "harbour-council"


@pytest.fixture(scope="module")
def karrow(examples):
    return examples / "karrow-bridge"


def test_the_page_is_as_in_its_golden_file(harbour):
    seen = variorum("apparatus", *MEETINGS, cwd=harbour)
    assert (seen.status, seen.err) == (0, "")
    check(GOLDEN / "apparatus.txt", seen.out)


def test_the_page_without_a_base_is_as_in_its_golden_file(harbour):
    check(GOLDEN / "apparatus-no-base.txt", variorum("apparatus", *MEETINGS, "--base", "none", cwd=harbour).out)


def test_the_plain_sentences_with_the_written_form_are_as_in_their_golden_file(karrow):
    years = ("2018.txt", "2019.txt", "2020.txt", "2021.html", "2022.md")
    seen = variorum("apparatus", *years, "--plain", "--orthographic", cwd=karrow)
    check(GOLDEN / "apparatus-plain.txt", seen.out)
    assert "written differently (order of a date)" in seen.out
    assert "written differently" not in variorum("apparatus", *years, "--plain", cwd=karrow).out


def test_the_document_is_as_its_schema_says_and_every_reading_stands_where_it_says(karrow):
    ran = variorum("apparatus", "2018.txt", "2020.txt", "2022.md", "2023.docx", "2024.txt", "--json", cwd=karrow)
    document = checked(ran.out, "apparatus")
    texts = {witness["siglum"]: witness["text"] for witness in document["witnesses"]}
    assert document["base"] == "A"
    told = [reading for locus in document["loci"] for reading in (locus["lemma"], *locus["readings"]) if reading]
    for reading in told:
        if reading["words"] is None:
            assert reading["spans"] == []
            continue
        words = {
            " ".join(texts[s][slice(*at)].split()) for s, at in zip(reading["witnesses"], reading["spans"], strict=True)
        }
        assert reading["words"] in words
    kinds = {locus["kind"] for locus in document["loci"]}
    assert kinds == {"words", "form", "wording", "presence", "place"}
    assert any(absence["echoes"] for parallel in document["parallels"] for absence in parallel["absences"])
    assert sum(document["summary"][kind] for kind in kinds) == len(document["loci"])


def test_the_order_of_the_texts_makes_no_difference_but_to_the_base(harbour):
    first = variorum("apparatus", *MEETINGS, "--json", cwd=harbour).out
    again = variorum("apparatus", *reversed(MEETINGS), "--base", MEETINGS[0], "--json", cwd=harbour).out
    assert first == again
    assert json.loads(variorum("apparatus", *reversed(MEETINGS), "--json", cwd=harbour).out)["base"] == "D"


def test_the_table_for_collatex_has_a_list_of_tokens_for_each_witness_at_each_position(harbour):
    table = json.loads(variorum("apparatus", *MEETINGS, "--collatex", cwd=harbour).out)
    assert table["witnesses"] == ["A", "B", "C", "D"]
    whole = [[token["t"] for position in table["table"] for token in position[k]] for k in range(4)]
    for name, tokens in zip(MEETINGS, whole, strict=True):
        assert "".join(tokens) == (harbour / name).read_text("utf-8")
    words = [[[token["n"] for token in cell] for cell in position] for position in table["table"]]
    assert [["3-1/2"], ["3-3/4"], ["3-3/4"], ["3-1/4"]] in words


def test_the_page_is_written_to_a_file_and_said_to_be_there(harbour, tmp_path):
    ran = variorum("apparatus", *MEETINGS, "--html", tmp_path / "page.html", cwd=harbour)
    assert (ran.status, ran.out) == (0, "")
    assert "page.html" in ran.err
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert variorum("apparatus", *MEETINGS, "--html", "-", cwd=harbour).out.startswith("<!DOCTYPE html>")


def test_references_of_an_archive_and_files_and_standard_input_go_together(examples, tmp_path):
    shutil.copytree(examples / "karrow-bridge", tmp_path / "karrow")
    variorum("init", cwd=tmp_path)
    variorum("add", "karrow", "--series", "karrow", cwd=tmp_path)
    names = ("karrow@2019", "karrow/2018.txt", "karrow@latest", "-")
    ran = variorum("apparatus", *names, "--json", cwd=tmp_path, stdin=BASE.encode())
    document = checked(ran.out, "apparatus")
    assert [witness["date"] for witness in document["witnesses"]] == [None, "2019", "2023-03-05", "2024-03-05"]
    assert document["witnesses"][0]["name"] == "karrow/2018.txt"
    assert document["base"] == "B"


def test_two_texts_are_enough(tmp_path):
    (tmp_path / "a.txt").write_text(BASE, "utf-8")
    (tmp_path / "b.txt").write_text(OTHER, "utf-8")
    seen = variorum("apparatus", "a.txt", "b.txt", cwd=tmp_path)
    assert "35 ] 36  B (anniversary count)" in seen.out
    assert "were drowned ] lost their lives  B" in seen.out
    assert seen.status == 0


def test_a_text_that_was_not_read_whole_lacks_nothing_for_certain(tmp_path):
    (tmp_path / "a.txt").write_text(BASE, "utf-8")
    (tmp_path / "b.txt").write_text(OTHER, "utf-8")
    lines = [Line("It is now 37 years since the flood.")]
    (tmp_path / "c.pdf").write_bytes(pdf_of_lines([lines, []]))
    seen = variorum("apparatus", "a.txt", "b.txt", "c.pdf", cwd=tmp_path)
    assert seen.status == 4
    assert "! C: " in seen.out
    assert "not in B; not found in C as read" in seen.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("a.txt",), "name two or more"),
        (("a.txt", "-", "-"), "Standard input can be read once"),
        (("a.txt", "b.txt", "--base", "c.txt"), "--base c.txt is none of the texts"),
        (("a.txt", "b.txt", "--json", "--plain"), "two forms of the same answer"),
        (("a.txt", "b.txt", "--json", "--html", "-"), "would both go to standard output"),
        (("a.txt", "b.txt", "--json", "--orthographic"), "--orthographic has no meaning for --json"),
        (("a.txt", "b.txt", "--collatex", "--color", "never"), "--color has no meaning for --collatex"),
    ],
)
def test_what_contradicts_itself_is_refused_before_anything_is_read(tmp_path, given, said):
    ran = variorum("apparatus", *given, cwd=tmp_path)
    assert ran.status == 2
    assert said in " ".join(ran.err.split())


def test_a_text_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(BASE, "utf-8")
    ran = variorum("apparatus", "a.txt", "missing.txt", cwd=tmp_path)
    assert ran.status == 3
    assert "missing.txt" in ran.err


def test_narrow_and_wide_terminals_are_filled_no_further_than_they_are_wide(harbour):
    for columns in (40, 60, 80, 120):
        page = variorum("apparatus", *MEETINGS, cwd=harbour, COLUMNS=str(columns)).out
        assert max(map(len, page.splitlines())) <= columns


@pytest.mark.parametrize("form", [(), ("--json",), ("--plain",), ("--collatex",)])
def test_the_apparatus_of_plain_texts_loads_nothing_heavy(harbour, form):
    loaded = modules_after(COMMAND, "apparatus", *(str(harbour / name) for name in MEETINGS), *form)
    assert "variorum.align.multi" in loaded
    assert loaded & HEAVY == set()
