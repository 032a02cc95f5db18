"""`variorum reuse` as a person and a program use it, on the project's own example."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from tests.cli.commands import Ran
from tests.house.test_imports import COMMAND, HEAVY, modules_after
from tests.render.golden import check
from tests.render.test_schemas import checked
from variorum.cli.main import main
from variorum.cli.reuse.find import compiling
from variorum.cli.reuse.progress import StageBoard
from variorum.progress import Step
from variorum.render.typeset import display_width

GOLDEN = Path(__file__).parent / "golden"
RUN_COUNTS = {"documents": 16, "issuers": 6, "families": 4, "bursts": 1, "formulaic": 1, "duplicates": 1, "unread": 0}


@pytest.fixture(scope="module")
def run(tmp_path_factory, project_root):
    """The run of the example."""
    folder = tmp_path_factory.mktemp("reuse") / "accord"
    assert main(["reuse", "find", str(project_root / "examples" / "ferry-accord"), "-o", str(folder)]) == 0
    return str(folder)


@pytest.fixture
def reuse(capsys, monkeypatch):
    """Runs a command of the group in this process: its kernels take a second to load."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def called(*arguments, stdin=None, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = main(["reuse", *map(str, arguments)])
        return Ran(status, *capsys.readouterr())

    return called


class TestThePages:
    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("reuse-show.txt", ["show"]),
            ("reuse-show.ansi", ["show", "--color", "always"]),
            ("reuse-formulaic.txt", ["show", "--formulaic"]),
            ("reuse-family.txt", ["family", "F4"]),
            ("reuse-family.ansi", ["family", "4", "--color", "always"]),
            ("reuse-swapped.txt", ["family", "f2"]),
            ("reuse-document.txt", ["document", "league-2022"]),
            ("reuse-duplicate.txt", ["document", "news-2022b"]),
        ],
    )
    def test_what_is_printed_is_as_in_its_golden_file(self, reuse, run, name, arguments):
        ran = reuse(arguments[0], run, *arguments[1:])
        assert (ran.status, ran.err) == (0, "")
        check(GOLDEN / name, ran.out)

    @pytest.mark.parametrize("columns", [40, 80, 200])
    @pytest.mark.parametrize("arguments", [["show"], ["family", "F4"], ["document", "league-2022"]], ids=" ".join)
    def test_no_line_is_wider_than_the_terminal(self, reuse, run, arguments, columns):
        out = reuse(arguments[0], run, *arguments[1:], columns=columns).out
        assert max(map(display_width, out.splitlines())) <= columns

    def test_nothing_is_said_of_copying(self, reuse, run):
        pages = [reuse("show", run).out, *(reuse("family", run, n).out for n in range(1, 5))]
        assert not re.search(r"cop(y|ied) from|stole|plagiar|source of", "".join(pages), re.IGNORECASE)

    def test_a_list_that_is_cut_says_how_much_there_is(self, reuse, run):
        assert "2 more families: --limit N shows as many" in reuse("show", run, "--limit", "1").out
        assert "more famil" not in reuse("show", run, "--limit", "3").out

    def test_a_family_that_is_not_looked_at_whole_says_so_and_ends_with_4(self, reuse, run):
        ran = reuse("family", run, "F4", "--limit", "2")
        assert "2 passages more, not looked at: --limit N looks at as many" in " ".join(ran.out.split())
        assert ran.status == 4

    @pytest.mark.parametrize("arguments", [["family", "F9"], ["document", "league"]], ids=" ".join)
    def test_what_the_run_does_not_have_is_an_error_that_names_what_it_has(self, reuse, run, arguments):
        ran = reuse(arguments[0], run, *arguments[1:])
        assert (ran.status, ran.out) == (3, "")
        assert ("its families are numbered 1 to 4" in ran.err) or ("Near it: league-2020, league-2021" in ran.err)

    def test_a_number_that_is_none_is_wrong_usage(self, reuse, run):
        ran = reuse("family", run, "first")
        assert ran.status == 2
        assert "'first' is not a family, as in F12 or 12" in ran.err


class TestForPrograms:
    def test_the_run_is_as_its_schema_says(self, reuse, run):
        document = checked(reuse("show", run, "--json").out, "reuse")
        assert {name: document[name] for name in RUN_COUNTS} == RUN_COUNTS
        assert [one["family"] for one in document["list"]] == [4, 1, 2]
        assert [one["burst"] for one in document["list"]] == [True, False, False]
        assert document["list"][0]["first"]["document"] == "ministry-2022a"
        formulaic = checked(reuse("show", run, "--formulaic", "--json").out, "reuse")
        assert [one["formulaic"] for one in formulaic["list"]] == [True]

    def test_a_family_is_as_its_schema_says_and_its_edits_give_both_texts(self, reuse, run):
        for number in range(1, 5):
            document = checked(reuse("family", run, number, "--json").out, "reuse-family")
            first, *others = document["wordings"]
            assert (first["edits"], len(others) + 1) == ([], document["passages"])
            assert [one["date"] for one in document["wordings"]] == sorted(one["date"] for one in document["wordings"])
            for one in others:
                theirs = sorted(edit["other"] for edit in one["edits"])
                assert "".join(one["text"][slice(*span)] for span in theirs) == one["text"]
                assert "".join(first["text"][slice(*edit["base"])] for edit in one["edits"]) == first["text"]

    def test_a_document_is_as_its_schema_says_and_its_stretches_tile_its_text(self, reuse, run):
        document = checked(reuse("document", run, "league-2022", "--json").out, "reuse-document")
        assert "".join(document["text"][slice(*one["span"])] for one in document["stretches"]) == document["text"]
        assert [one["families"] for one in document["stretches"] if one["words"]] == [[], [4], [], [3]]
        (burst, formula) = document["elsewhere"]
        assert (burst["earlier"], burst["same_day"], burst["later"]) == (3, 0, 0)
        assert (formula["earlier"], formula["later"], formula["formulaic"]) == (2, 5, True)
        repeated = checked(reuse("document", run, "news-2022b", "--json").out, "reuse-document")
        assert (repeated["duplicate_of"], repeated["stretches"]) == ("news-2022", [])

    def test_tables_have_a_row_a_family_a_passage_and_a_stretch(self, reuse, run):
        def rows(*arguments):
            return list(csv.DictReader(io.StringIO(reuse(*arguments, "--csv").out)))

        assert [row["family"] for row in rows("show", run)] == ["4", "1", "2"]
        wordings = rows("family", run, "F4")
        assert [row["document"] for row in wordings] == ["ministry-2022a", "embassy-2022", "news-2022", "league-2022"]
        assert (wordings[0]["removed"], wordings[3]["removed"], wordings[3]["added"]) == (
            "",
            "every season | that | vessel",
            "all seasons | which | boat",
        )
        stretches = rows("document", run, "league-2022")
        assert [row["family"] for row in stretches if row["words"] != "0"] == ["", "4", "", "3"]

    def test_no_cell_of_a_table_is_a_formula_for_a_spreadsheet(self, reuse, tmp_path):
        words = " ".join(f"word{k} of{k % 7}" for k in range(30))
        rows = [{"id": name, "issuer": "=1+1", "text": f"{words}."} for name in ("@a", "-b")]
        rows[1]["text"] += " And more of its own."
        (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        assert reuse("find", tmp_path / "rows.jsonl", "-o", tmp_path / "RUN").status == 0
        (family,) = csv.DictReader(io.StringIO(reuse("show", tmp_path / "RUN", "--csv").out))
        assert (family["first_document"], family["first_issuer"]) == ("'-b", "'=1+1")

    def test_two_forms_of_one_answer_are_wrong_usage(self, reuse, run):
        assert reuse("show", run, "--json", "--csv").status == 2


class TestFinding:
    def test_what_was_made_is_shown_and_how_to_see_more(self, reuse, tmp_path, examples):
        ran = reuse("find", examples / "ferry-accord" / "statements.jsonl", "-o", tmp_path / "RUN")
        assert ran.status == 0
        assert ran.out.startswith("16 documents of 6 issuers in 6 series, 2019-03-05 to 2024-05-06: 3 passages")
        assert "variorum: statements.jsonl: id, text, date, issuer, series, title" in ran.err
        assert "variorum reuse show" in ran.err

    def test_standard_input_and_json(self, reuse, tmp_path, examples):
        data = (examples / "ferry-accord" / "statements.jsonl").read_bytes()
        ran = reuse("find", "-", "-o", tmp_path / "RUN", "--json", stdin=data)
        document = checked(ran.out, "reuse")
        assert (ran.status, document["documents"], document["columns"][0]["input"]) == (0, 16, "-")
        assert document["columns"][0]["url"] is None

    def test_what_was_not_read_is_said_and_ends_with_4_then_and_whenever_the_run_is_shown(self, reuse, tmp_path):
        rows = [{"id": "a", "text": "One text."}, {"id": "b", "text": "Another.", "date": "soon"}]
        data = b"".join(json.dumps(row).encode() + b"\n" for row in rows) + b"{broken\n"
        (tmp_path / "rows.jsonl").write_bytes(data)
        ran = reuse("find", tmp_path / "rows.jsonl", "-o", tmp_path / "RUN")
        assert ran.status == 4
        assert "rows.jsonl, line 3: is no JSON" in ran.err
        assert "line 2: its date 'soon' cannot be read" in ran.err
        assert "1 row or file could not be read when this run was made." in ran.out
        shown = reuse("show", tmp_path / "RUN", "--json")
        assert (shown.status, json.loads(shown.out)["unread"]) == (4, 1)

    def test_columns_and_scope_are_options(self, reuse, tmp_path, examples):
        data = (examples / "ferry-accord" / "statements.jsonl").read_text("utf-8")
        rows = [json.loads(line) for line in data.splitlines()]
        with (tmp_path / "rows.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["name", "words", "when", "who"])
            table.writerows([row["id"], row["text"], row["date"], row["issuer"]] for row in rows)
        given = ("--id", "name", "--text", "words", "--date", "when", "--issuer", "who")
        ran = reuse("find", tmp_path / "rows.csv", "-o", tmp_path / "RUN", *given, "--across", "issuer", "--json")
        document = checked(ran.out, "reuse")
        assert document["scope"] == "Compared: only across issuers."
        assert [one["issuers"] for one in document["list"]] == [4, 3]
        assert document["columns"][0] == {
            **dict.fromkeys(("series", "title", "url")),
            "input": "rows.csv",
            "id": "name",
            "text": "words",
            "date": "when",
            "issuer": "who",
        }

    @pytest.mark.parametrize(
        ("arguments", "status", "said"),
        [
            (["-o", "RUN"], 2, "Name an INPUT: a folder, a file, a table, or - for standard input"),
            (["-", "-", "-o", "RUN"], 2, "Standard input can be read once"),
            (["nowhere", "-o", "RUN"], 3, "nowhere: no such file. Check the path"),
            (["here", "-o", "here"], 3, "here: holds something else than a run"),
            (["here/a.csv", "-o", "RUN", "--text", "body"], 3, "there is no column body for the text"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else None,
    )
    def test_what_cannot_be_done_names_the_value_and_the_way_out(
        self, reuse, tmp_path, monkeypatch, arguments, status, said
    ):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "here").mkdir()
        (tmp_path / "here" / "a.csv").write_text("id,words\n1,one\n")
        ran = reuse("find", *arguments)
        assert (ran.status, ran.out) == (status, "")
        assert said in " ".join(ran.err.split())

    def test_a_folder_that_is_no_run_is_an_error(self, reuse, tmp_path):
        ran = reuse("show", tmp_path)
        assert ran.status == 3
        assert "holds no run (no run.json). Make one with: variorum reuse find INPUT -o RUN" in ran.err


class TestWhatItNeeds:
    def test_the_help_loads_nothing_heavy(self):
        loaded = modules_after(COMMAND, "reuse", "--help")
        assert loaded & (HEAVY | {"numba", "pyarrow"}) == set()

    def test_reading_a_run_loads_neither_the_kernels_nor_what_reads_documents(self, run):
        loaded = modules_after(COMMAND, "reuse", "show", run)
        assert "variorum.reuse.run.reading" in loaded
        # Arrow loads pandas itself, where that is installed, and pandas what it needs of the network.
        assert loaded & ({"numba", *HEAVY} - {"numpy", "pandas", "pyarrow", "ssl"}) == set()
        assert [name for name in loaded if name.startswith(("variorum.ingest", "variorum.archive"))] == []

    @pytest.mark.parametrize(
        ("library", "arguments"), [("numba", ["find", "x", "-o", "RUN"]), ("pyarrow", ["show", "RUN"])]
    )
    def test_without_its_libraries_it_says_how_to_get_them(self, tmp_path, library, arguments):
        code = f"import sys; sys.modules[{library!r}] = None; from variorum.cli.main import main; sys.exit(main())"
        command = [sys.executable, "-c", code, "reuse", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.returncode == 3
        assert f'{library} is not installed. Run: pip install "variorum[reuse]"' in done.stderr

    def test_a_person_who_waits_for_the_kernels_is_told_what_for(self, monkeypatch):
        told, said = threading.Event(), []
        monkeypatch.setattr("variorum.cli.reuse.find._SOON", 0)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        monkeypatch.setattr("variorum.cli.reuse.find.note", lambda words: (said.append(words), told.set()))
        with compiling():
            assert told.wait(60)
        assert "its first use on a machine compiles it" in said[0]


class TestTheBar:
    def board(self):
        progress = Progress(console=Console(file=io.StringIO(), force_terminal=True, width=80))
        return progress, StageBoard(progress)

    def test_one_line_says_which_stage_is_under_way_and_how_far_it_is(self):
        progress, board = self.board()
        board.report(Step("tokens", 0, 6, "stages"))
        board.report(Step("reading", 3_000_000, 4_000_000, "bytes"))
        (task,) = progress.tasks
        assert (task.description, task.completed, task.total) == ("1/6 reading", 3_000_000, 4_000_000)
        board.report(Step("links", 2, 6, "stages"))
        board.report(Step("links", 3, 12, "parts"))
        (task,) = progress.tasks
        assert (task.description, task.percentage, task.fields["rate"]) == ("3/6 linking places", 25.0, "25%")

    def test_documents_are_no_measure_where_bytes_are(self):
        progress, board = self.board()
        board.report(Step("tokens", 0, 6, "stages"))
        board.report(Step("reading", 1_000, 4_000, "bytes"))
        board.report(Step("tokens", 7, None, "documents"))
        assert (progress.tasks[0].completed, progress.tasks[0].total) == (1_000, 4_000)
