"""`variorum series detect`, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

from tests.archive.archives import EXAMPLES
from tests.cli.commands import variorum
from tests.render.test_schemas import checked

DUES, RIVER = "harbour-council-issues-mooring-dues", "ministry-waterways-republic-velmora-day"


@pytest.fixture
def folder(tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    for name in ("karrow-bridge", "harbour-council"):
        shutil.copytree(EXAMPLES / name, pile / name[::-1])
    return tmp_path


def test_a_folder_is_looked_through_and_nothing_is_stored(folder):
    ran = variorum("series", "detect", "pile", cwd=folder, COLUMNS="100")
    assert ran.status == 0
    assert f"{RIVER}\n  7 texts, 2018 to 2024-03-05, every year, at the same time of the year\n" in ran.out
    assert "  a text repeats 80% of the wording of the one before it (median)\n" in ran.out
    assert "… 3 more (--full)" in ran.out
    assert ran.out.endswith("11 documents: 2 series proposed, 0 documents in none\n")
    assert "nothing is stored" in ran.err
    assert not (folder / ".variorum").exists()


def test_accepting_needs_an_archive_and_then_stores_what_is_named(folder):
    ran = variorum("series", "detect", "pile", "--accept", cwd=folder)
    assert ran.status == 3
    assert "variorum init" in ran.err
    variorum("init", cwd=folder)
    ran = variorum("series", "detect", "pile", "--accept", f"{DUES}=dues", cwd=folder)
    assert ran.status == 0
    assert "stored 4 in dues" in ran.err
    ran = variorum("series", "detect", "pile", "--accept", "pile", cwd=folder)
    assert ran.status == 3
    assert f"pile: no series of this name is proposed. These are proposed:\n  {RIVER}" in ran.err


def test_the_documents_of_the_archive_are_moved(folder):
    variorum("init", cwd=folder)
    variorum("add", "pile", cwd=folder)
    looked = checked(variorum("series", "detect", "--json", cwd=folder).out, "detected")
    assert [proposal["name"] for proposal in looked["proposals"]] == [RIVER, DUES]
    assert looked["stored"] == []
    ran = variorum("series", "detect", "--accept", "--json", cwd=folder)
    stored = checked(ran.out, "detected")["stored"]
    assert (ran.status, len(stored)) == (0, 11)
    shown = json.loads(variorum("show", stored[0]["before"], "--json", cwd=folder).out)
    assert shown["reference"] == stored[0]["reference"]
    assert variorum("verify", cwd=folder).status == 0
    assert variorum("series", "detect", cwd=folder).out == "11 documents, all of them in series already\n"
    inside = variorum("series", "detect", folder / ".variorum", cwd=folder.parent)
    assert inside.out == "11 documents, all of them in series already\n"


def test_the_document_for_programs_is_as_its_schema_says(folder):
    (folder / "pile" / "bad.pdf").write_bytes(b"%PDF-1.4\nnot one\n")
    (folder / "pile" / "lantern.txt").write_text("The lantern on the old quay is lit again.\n", "utf-8")
    ran = variorum("series", "detect", "pile", "--json", cwd=folder)
    assert ran.status == 4
    found = checked(ran.out, "detected")
    assert (found["documents"], found["there"]) == (12, 0)
    assert [each["name"].rsplit("/")[-1] for each in found["unread"]] == ["bad.pdf"]
    assert [each["name"].rsplit("/")[-1] for each in found["unsorted"]] == ["lantern.txt"]
    river, dues = found["proposals"]
    assert (river["rhythm"], river["texts"], river["first"]) == ("yearly", 7, "2018")
    assert all(proposal["reasons"] for proposal in (river, dues))
    assert [member["date"] for member in dues["members"]] == sorted(member["date"] for member in dues["members"])


@pytest.mark.parametrize(
    ("make", "status", "said"),
    [
        (lambda _: None, 3, "holds no file to add"),
        (lambda pile: (pile / "a.txt").write_text("One text.\n", "utf-8"), 0, "1 document: a series has two at least"),
        (lambda pile: (pile / "a.pdf").write_bytes(b"%PDF-1.4\nnot one\n"), 3, "damaged"),
    ],
)
def test_an_empty_folder_a_folder_of_one_and_one_of_damaged_files(tmp_path, make, status, said):
    pile = tmp_path / "pile"
    pile.mkdir()
    make(pile)
    ran = variorum("series", "detect", "pile", cwd=tmp_path)
    assert ran.status == status
    assert said in ran.out + ran.err


def test_without_a_folder_there_must_be_an_archive(tmp_path):
    assert variorum("series", "detect", cwd=tmp_path).status == 3
    assert variorum("series", "detect", "nope", cwd=tmp_path).status == 3
    assert variorum("series", "detect", ".", "--archive", "nope", cwd=tmp_path).status == 3


def test_a_table_has_a_row_a_document_and_an_empty_cell_for_those_in_no_series(folder):
    (folder / "pile" / "note.txt").write_text("A note that stands alone, on quite another matter.\n", encoding="utf-8")
    ran = variorum("series", "detect", "pile", "--csv", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["series"] for row in rows] == [RIVER] * 7 + [DUES] * 4 + [""]
    assert rows[-1]["name"].endswith("note.txt")
    assert {row["known"] for row in rows} == {"0"}
    assert "nothing is stored" in ran.err


def test_the_page_has_every_series_with_its_reasons_and_every_document(folder):
    (folder / "pile" / "note.txt").write_text("A note that stands alone, on <b>another</b> matter.\n", encoding="utf-8")
    ran = variorum("series", "detect", "pile", "--html", "found.html", cwd=folder)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("variorum: the page is in found.html\n")
    page = (folder / "found.html").read_text(encoding="utf-8")
    assert '<p class="summary">12 documents: 2 series proposed, 1 document in none.</p>' in page
    assert "a text repeats 80% of the wording of the one before it (median)" in page
    assert page.count("<tr><td>") == 12
    assert str(folder) not in page
    stored = variorum("init", cwd=folder)
    assert stored.status == 0
    ran = variorum("series", "detect", "pile", "--accept", DUES, "--html", "-", cwd=folder)
    assert f"Stored 4 in <bdi>{DUES}</bdi>." in ran.out


@pytest.mark.parametrize("options", [("--json", "--csv"), ("--html", "-", "--csv"), ("--csv", "--full")])
def test_forms_that_contradict_one_another_are_wrong_usage(folder, options):
    assert variorum("series", "detect", "pile", *options, cwd=folder).status == 2
