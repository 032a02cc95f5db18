"""`variorum reuse add`, `query` and `rebuild`, and `variorum who`, as a person and a program use them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil

import pytest

from tests.cli.commands import Ran
from tests.render.test_schemas import checked
from variorum.cli.main import main

DOCUMENT = "reuse-document"


@pytest.fixture(scope="module")
def statements(project_root):
    """The rows of the example."""
    table = project_root / "examples" / "ferry-accord" / "statements.jsonl"
    return [json.loads(line) for line in table.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory, statements):
    """A run of the first twelve statements, with its index."""
    folder = tmp_path_factory.mktemp("growing")
    table = written(folder / "first.jsonl", statements[:12])
    assert main(["reuse", "find", table, "-o", str(folder / "run")]) == 0
    (folder / "one.txt").write_text("Nothing that anybody said before.", "utf-8")
    assert main(["reuse", "query", str(folder / "run"), str(folder / "one.txt")]) == 0
    return folder / "run"


@pytest.fixture
def run(first_run, tmp_path):
    """A copy of it, to be changed."""
    return shutil.copytree(first_run, tmp_path / "run")


@pytest.fixture
def called(capsys, monkeypatch):
    """Runs a command in this process."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments):
        capsys.readouterr()
        return Ran(main([*map(str, arguments)]), *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def archive(tmp_path_factory, statements):
    """An archive of the example's statements, each with what the table says of it."""
    folder = tmp_path_factory.mktemp("who")
    rows = io.StringIO()
    table = csv.DictWriter(rows, ["file", "series", "date", "title", "issuer"])
    table.writeheader()
    for one in statements:
        (folder / f"{one['id']}.txt").write_text(one["text"], "utf-8")
        known = {name: one.get(name, "") for name in ("date", "title", "issuer")}
        series = "".join(c if c.isalnum() else "-" for c in one.get("issuer", "nobody").lower())
        table.writerow({"file": f"{one['id']}.txt", "series": series, **known})
    (folder / "metadata.csv").write_text(rows.getvalue(), "utf-8")
    place = str(folder / "archive")
    assert main(["init", place]) == 0
    assert main(["import-table", str(folder / "metadata.csv"), "--archive", place]) == 0
    return place


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


class TestAdding:
    def test_it_says_what_came_and_what_there_is(self, run, statements, called, tmp_path):
        ran = called("reuse", "add", run, written(tmp_path / "more.jsonl", statements[12:]))
        counts = json.loads((run / "run.json").read_text("utf-8"))["counts"]
        assert ran.status == 0
        assert ran.out.startswith(f"Added {len(statements) - 12} documents. The run has {len(statements)} documents, ")
        assert f" {counts['families']} families of {counts['passages']} passages" in ran.out
        assert "id, text, date, issuer, series, title" in ran.err

    def test_whole_repeats_are_counted(self, run, statements, called, tmp_path):
        more = [{**statements[0], "id": "again", "date": "2031-01-01"}]
        ran = called("reuse", "add", run, written(tmp_path / "more.jsonl", more))
        assert ran.out.startswith("Added 1 document, 1 of which repeats others whole.")

    def test_a_document_before_the_one_that_has_its_words_is_counted_as_a_repeat_too(
        self, run, statements, called, tmp_path
    ):
        more = [{**statements[0], "id": "before", "date": "1901-01-01"}]
        ran = called("reuse", "add", run, written(tmp_path / "more.jsonl", more))
        assert ran.out.startswith("Added 1 document, 1 of which repeats others whole.")

    @pytest.mark.parametrize("command", [("add", "norun", "more.jsonl"), ("rebuild", "norun")])
    def test_a_folder_that_is_no_run_is_left_as_it_is(self, statements, called, tmp_path, monkeypatch, command):
        monkeypatch.chdir(tmp_path)
        written(tmp_path / "more.jsonl", statements[:1])
        (tmp_path / "norun").mkdir()
        ran = called("reuse", *command)
        assert (ran.status, list((tmp_path / "norun").iterdir())) == (3, [])
        assert "norun: holds no run" in ran.err

    def test_json_is_the_run_and_what_could_not_be_read(self, run, statements, called, tmp_path):
        table = tmp_path / "more.jsonl"
        written(table, statements[12:13])
        table.write_bytes(table.read_bytes() + b"no json\n")
        ran = called("reuse", "add", run, table, "--json")
        document = checked(ran.out, "reuse")
        assert ran.status == 4
        assert document["documents"] == 13
        assert [each["name"] for each in document["refused"]] == ["more.jsonl"]

    def test_another_document_under_an_id_of_the_run_ends_it(self, run, statements, called, tmp_path):
        ran = called("reuse", "add", run, written(tmp_path / "more.jsonl", [{**statements[0], "text": "Another."}]))
        assert ran.status == 3
        assert f"{statements[0]['id']}: the run has a document of this id already" in ran.err

    def test_what_the_run_has_already_is_left_out_and_said(self, run, statements, called, tmp_path):
        ran = called("reuse", "add", run, written(tmp_path / "more.jsonl", statements[10:13]))
        assert ran.status == 0
        assert ran.out.startswith("Added 1 document; 2 documents given again, text and all, left out. The run has 13")
        assert "more.jsonl:1: " in ran.err
        ran = called("reuse", "add", run, tmp_path / "more.jsonl", "--json")
        assert len(checked(ran.out, "reuse")["repeats"]) == 3

    def test_what_is_added_is_to_be_named(self, run, called):
        assert called("reuse", "add", run).status == 2


class TestAsking:
    @pytest.fixture
    def text(self, statements, tmp_path):
        """Some words of its own, and the beginning of a statement of the run."""
        path = tmp_path / "asked.txt"
        own = "The pilots of the upper river have written this for themselves alone."
        path.write_text(f"{own}\n\n{statements[0]['text']}", "utf-8")
        return path

    def test_the_page_tells_stretch_by_stretch_what_is_earlier(self, run, text, called):
        ran = called("reuse", "query", run, text, "--date", "2024-05-01")
        assert ran.status == 0
        assert re.search(r"^asked\.txt\n\n\d+ of \d+ words \(\d+%\) stand elsewhere", ran.out, re.MULTILINE)
        assert "its own, 12 words" in ran.out
        assert "earlier" in ran.out
        assert "Families of the Tessen Valley, 2019-03-05" in ran.out
        assert "the run has no families from F" in ran.err

    def test_json_and_csv_say_the_same(self, run, text, called):
        document = checked(called("reuse", "query", run, text, "--json", "--date", "2019-03-05").out, DOCUMENT)
        rows = list(
            csv.DictReader(io.StringIO(called("reuse", "query", run, text, "--csv", "--date", "2019-03-05").out))
        )
        assert (document["document"], document["date"]) == ("asked.txt", "2019-03-05")
        assert {int(row["family"]) for row in rows if row["family"]} == {one["family"] for one in document["elsewhere"]}
        assert any(one["same_day"] for one in document["elsewhere"])

    def test_a_document_of_the_run_is_named_as_the_same(self, run, statements, called, tmp_path):
        (tmp_path / "same.txt").write_text(statements[3]["text"], "utf-8")
        ran = called("reuse", "query", run, tmp_path / "same.txt", "--json")
        assert checked(ran.out, DOCUMENT)["duplicate_of"] == statements[3]["id"]

    def test_the_page_is_written_and_not_to_where_a_table_goes(self, run, text, called, tmp_path):
        page = tmp_path / "asked.html"
        assert called("reuse", "query", run, text, "--html", page).status == 0
        assert "We met at the landing stage" in page.read_text("utf-8")
        assert called("reuse", "query", run, text, "--html", "-", "--csv").status == 2

    @pytest.mark.parametrize("is_row", [False, True])
    def test_what_is_piped_in_is_a_text_or_a_row_that_says_what_it_is(self, run, text, called, monkeypatch, is_row):
        said = text.read_text("utf-8")
        piped = json.dumps({"id": "row", "text": said, "date": "2024-05-01"}) if is_row else said
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(piped.encode())))
        ran = called("reuse", "query", run, "-", "--json", *(() if is_row else ("--date", "2024-05-01")))
        document = checked(ran.out, DOCUMENT)
        assert document["document"] == ("row" if is_row else "standard input")
        assert document["date"] == "2024-05-01"
        assert document["nearest"][0]["document"] == "families-2019"

    def test_a_date_that_is_none_is_refused(self, run, text, called):
        ran = called("reuse", "query", run, text, "--date", "last spring")
        assert ran.status == 2
        assert "last spring" in ran.err

    def test_one_text_is_asked_about(self, run, statements, called, tmp_path):
        ran = called("reuse", "query", run, written(tmp_path / "more.jsonl", statements[:2]))
        assert ran.status == 3
        assert "holds 2 documents" in ran.err

    def test_a_folder_without_a_run_is_said(self, text, called, tmp_path):
        ran = called("reuse", "query", tmp_path, text)
        assert ran.status == 3
        assert "holds no run" in ran.err


class TestFindingAgain:
    def test_it_says_what_is_found_and_whether_weights_changed(self, run, statements, called, tmp_path):
        first = called("reuse", "rebuild", run)
        called("reuse", "add", run, written(tmp_path / "more.jsonl", statements[12:]))
        second = called("reuse", "rebuild", run)
        assert first.out.endswith(" passages in 12 documents, their words weighed as they were.\n")
        assert second.out.endswith(f" passages in {len(statements)} documents, their words weighed anew.\n")

    def test_json_is_the_run(self, run, called):
        assert checked(called("reuse", "rebuild", run, "--json").out, "reuse")["documents"] == 12


class TestWho:
    def test_it_tells_who_says_it_earlier_and_later(self, archive, called):
        ran = called("who", "league-of-river-towns@2020-06-18", "--archive", archive)
        assert ran.status == 0
        assert ran.out.startswith("Resolution of the sixth assembly\n2020-06-18 · League of River Towns")
        assert "later" in ran.out

    def test_every_statement_is_named_to_a_program(self, archive, called):
        document = checked(
            called("who", "league-of-river-towns@2020-06-18", "--archive", archive, "--json").out, DOCUMENT
        )
        for one in document["elsewhere"]:
            assert len(one["named"]) == one["earlier"] + one["same_day"] + one["later"] + one["undated"]

    def test_across_issuers_what_an_issuer_repeats_is_no_answer(self, archive, called):
        arguments = ("who", "league-of-river-towns@2020-06-18", "--archive", archive, "--json")
        all_of_them = checked(called(*arguments).out, DOCUMENT)
        others = checked(called(*arguments, "--across", "issuer").out, DOCUMENT)
        assert others["shared"] < all_of_them["shared"]

    def test_the_page_is_of_the_statement(self, archive, called):
        ran = called("who", "league-of-river-towns@2020-06-18", "--archive", archive, "--html", "-")
        assert "The text, and where it stands elsewhere" in ran.out
        assert ">league-of-river-towns@2023-06-15:en<" in ran.out

    def test_into_a_folder_the_page_goes_under_the_statements_name(self, archive, called, tmp_path):
        ran = called("who", "league-of-river-towns@2020-06-18", "--archive", archive, "--html", f"{tmp_path}/pages/")
        assert (ran.status, ran.out) == (0, "")
        (page,) = (tmp_path / "pages").iterdir()
        assert page.name == "document-league-of-river-towns-2020-06-18-en.html"

    def test_of_each_passage_it_says_what_changed_against_another_statement(self, archive, called):
        out = called("who", "league-of-river-towns@2023-06-15", "--archive", archive).out
        assert "Against League of River Towns, 2020-06-18 · Resolution of the sixth assembly: reworded" in " ".join(
            out.split()
        )

    def test_the_statements_that_share_the_most_come_first_and_families_are_numbered_in_the_statement(
        self, archive, called
    ):
        document = checked(
            called("who", "league-of-river-towns@2020-06-18", "--archive", archive, "--json").out, DOCUMENT
        )
        first = document["nearest"][0]
        assert (first["document"], first["when"]) == ("league-of-river-towns@2023-06-15:en", "later")
        assert first["shared"] <= document["shared"]
        numbers = list(dict.fromkeys(one["family"] for one in document["elsewhere"]))
        assert numbers == list(range(1, len(numbers) + 1))

    def test_a_reference_that_there_is_not_is_said(self, archive, called):
        assert called("who", "nobody@2020", "--archive", archive).status == 3
