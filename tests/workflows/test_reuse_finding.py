"""A run of finding, whatever becomes of it: what is finished is not done again, and the end is the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reuse.test_find import corpus, prose
from variorum.errors import (
    DocumentTwice,
    NobodySays,
    NoDocuments,
    RunOccupied,
    RunOfAnotherVersion,
    RunUnfinished,
    RunUnwritable,
)
from variorum.ingest.corpus.columns import Columns
from variorum.reuse.plan import STAGES
from variorum.reuse.run.found import write_tables
from variorum.reuse.run.manifest import METHOD, RUN_FILE, read_manifest
from variorum.reuse.run.reading import RunReader
from variorum.reuse.scope import Scope
from variorum.workflows.reuse.door import find_run, open_run
from variorum.workflows.reuse.inputs import Corpus, CorpusDigests

TABLES = ("documents.parquet", "families.parquet", "passages.parquet")
FINISHED = [*TABLES, "run.json", "texts"]


def rows_of(documents):
    names = ("id", "text", "date", "issuer", "series")
    return [{name: getattr(one, name) for name in names} for one in documents]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A corpus as JSON Lines, one passage in five documents of it, and a passage that two documents share."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    rows = rows_of(corpus(prose(1, 40), 5, issuer="Council"))
    rows[20]["text"] = rows[21]["text"].replace(rows[21]["text"][:50], "")
    rows[20]["issuer"] = "Harbour"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def find(folder, *sources, scope=None, columns=None, report=None, said=None):
    return find_run(
        str(folder),
        lambda: Corpus(sources, columns),
        lambda: CorpusDigests(sources, columns),
        scope,
        columns=(columns or Columns()).named(),
        report=report,
        notice=(said if said is not None else []).append,
    )


def contents(folder):
    """All files of a run, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tables(folder):
    return {name: (folder / name).read_bytes() for name in TABLES}


@pytest.fixture(scope="module")
def whole(table, tmp_path_factory):
    """A run that nothing befell."""
    folder = tmp_path_factory.mktemp("whole") / "RUN"
    find(folder, table)
    return folder


class TestARun:
    def test_it_has_its_tables_its_figures_and_no_path_of_the_machine(self, whole, table):
        manifest = read_manifest(str(whole))
        assert {*FINISHED} <= {*os.listdir(whole)}
        assert (manifest.counts["documents"], manifest.counts["families"]) == (35, 2)
        assert [(each.name, each.size, each.documents) for each in manifest.inputs] == [
            ("corpus.jsonl", os.path.getsize(table), 35)
        ]
        assert len(manifest.token_table) == 64
        assert os.path.dirname(table) not in (whole / RUN_FILE).read_text()

    def test_the_order_of_the_rows_changes_no_table_but_where_texts_lie(self, whole, table, tmp_path):
        lines = Path(table).read_text().splitlines(keepends=True)
        (tmp_path / "corpus.jsonl").write_text("".join(reversed(lines)))
        find(tmp_path / "RUN", str(tmp_path / "corpus.jsonl"))
        for name in ("families.parquet", "passages.parquet"):
            assert (tmp_path / "RUN" / name).read_bytes() == (whole / name).read_bytes()
        one, two = (
            open_run(folder).documents.to_arrow().drop_columns(["source", "text_row"])
            for folder in (whole, tmp_path / "RUN")
        )
        assert one.equals(two)

    def test_the_same_command_again_does_nothing(self, whole, table):
        before = {name: os.stat(whole / name).st_mtime_ns for name in os.listdir(whole) if name[0] != "."}
        found = find(whole, table)
        assert (found.state, found.told) == ("there", None)
        assert {name: os.stat(whole / name).st_mtime_ns for name in before} == before

    def test_what_a_run_that_was_killed_as_it_tidied_up_left_is_removed(self, whole, table):
        (whole / ".stages").mkdir()
        (whole / ".stages" / "tokens.bin").write_bytes(b"1")
        assert find(whole, table).state == "there"
        assert not (whole / ".stages").exists()

    def test_progress_is_told_by_bytes_and_by_stage(self, table, tmp_path):
        steps = []
        find(tmp_path / "RUN", table, report=steps.append)
        assert [step.stage for step in steps if step.unit == "stages"] == [
            *("tokens", "weights", "links", "boxes", "families", "tables")
        ]


class TestScope:
    def test_how_many_documents_say_no_day_is_told_where_days_count(self, tmp_path):
        path = tmp_path / "a.jsonl"
        dates = ("2020", "2020-05", "2020-05-04", "")
        path.write_text("".join(json.dumps({"text": f"Of {date}.", "date": date}) + "\n" for date in dates), "utf-8")
        said = []
        find(tmp_path / "one", str(path), scope=Scope(most_days=7), said=said)
        assert said == ["2 documents say no day but a year or a month, of which any day counts for --max-days"]
        find(tmp_path / "other", str(path), said=said)
        assert len(said) == 1

    def test_documents_out_of_scope_are_left_out_and_counted(self, table, tmp_path):
        find(tmp_path / "RUN", table, scope=Scope(between=("Council", "Harbour")))
        run = open_run(tmp_path / "RUN")
        assert run.counts["left_out"] == 0
        (family,) = run.show()
        assert {each.document.issuer for each in run.family(family.family.number).wordings} == {"Council", "Harbour"}
        assert run.summary.scope == "Compared: only what Council and Harbour share."

    def test_a_scope_that_leaves_nothing_is_an_error(self, tmp_path):
        undated = tmp_path / "undated.jsonl"
        undated.write_text('{"text": "one"}\n{"text": "two"}\n')
        with pytest.raises(NoDocuments, match="All 2 documents are left out by --max-days"):
            find(tmp_path / "RUN", str(undated), scope=Scope(most_days=7))

    def test_a_name_that_no_document_has_is_an_error_that_names_those_there_are(self, table, tmp_path):
        with pytest.raises(NobodySays, match=r"^Harbor: no document has this issuer \(there are: Council, Harbour\)"):
            find(tmp_path / "RUN", table, scope=Scope(between=("Council", "Harbor")))
        with pytest.raises(NobodySays, match=r"^x: no document has this series \(there are: none\)"):
            find(tmp_path / "RUN", table, scope=Scope(across="series", between=("x", "y")))

    def test_an_issuer_is_not_compared_with_itself(self, table, tmp_path):
        find(tmp_path / "RUN", table, scope=Scope(across="issuer"))
        (family,) = open_run(tmp_path / "RUN").show()
        assert family.family.issuers == 2


class TestWhatIsThereAlready:
    def test_a_folder_with_other_things_is_left_as_it_is(self, table, tmp_path):
        (tmp_path / "notes.txt").write_text("mine")
        with pytest.raises(RunOccupied, match="holds something else than a run"):
            find(tmp_path, table)
        assert os.listdir(tmp_path) == ["notes.txt"]

    def test_a_run_of_other_inputs_or_settings_is_left_as_it_is(self, whole, table, tmp_path):
        before = tables(whole)
        other = tmp_path / "other.jsonl"
        other.write_text('{"text": "one"}\n')
        with pytest.raises(RunOccupied, match=r"holds a run of other inputs\..*variorum reuse add"):
            find(whole, str(other))
        with pytest.raises(RunOccupied, match="holds a run with other settings"):
            find(whole, table, scope=Scope(within=True))
        with pytest.raises(RunOccupied, match="holds a run with other settings"):
            find(whole, table, columns=Columns(title="id"))
        assert tables(whole) == before

    def test_a_run_of_another_version_is_left_as_it_is(self, table, tmp_path):
        find(tmp_path / "RUN", table)
        path = tmp_path / "RUN" / RUN_FILE
        path.write_text(path.read_text().replace("reuse-run/1", "reuse-run/9"))
        with pytest.raises(RunOfAnotherVersion, match="variorum reuse rebuild"):
            find(tmp_path / "RUN", table)

    def test_a_finished_run_of_an_older_method_is_left_as_it_is_and_can_be_read(self, whole, table, tmp_path):
        find(tmp_path / "RUN", table)
        path = tmp_path / "RUN" / RUN_FILE
        path.write_text(json.dumps({**json.loads(path.read_text()), "method": "1"}))
        with pytest.raises(
            RunOfAnotherVersion, match=rf"method 1, .*this version makes .*method {METHOD}.*reuse rebuild"
        ):
            find(tmp_path / "RUN", table)
        run, now = open_run(tmp_path / "RUN"), open_run(whole)
        assert [one.family for one in run.show()] == [one.family for one in now.show()]
        assert run.family(1).wordings[0].text == now.family(1).wordings[0].text

    def test_two_different_documents_with_one_id_are_an_error_and_may_be_mended(self, table, tmp_path):
        rows = Path(table).read_text().splitlines(keepends=True)
        other = json.dumps({**json.loads(rows[3]), "text": "Another text.", "date": "2001-01-01"}) + "\n"
        (tmp_path / "corpus.jsonl").write_text("".join([*rows, other]))
        said = r"^d003: two .*\(corpus\.jsonl:4 and corpus\.jsonl:36\); their dates and texts differ\. Give each one"
        with pytest.raises(DocumentTwice, match=said):
            find(tmp_path / "RUN", str(tmp_path / "corpus.jsonl"))
        (tmp_path / "corpus.jsonl").write_text("".join(rows))
        assert find(tmp_path / "RUN", str(tmp_path / "corpus.jsonl")).state == "new"

    def test_a_document_that_is_given_again_is_told_of_and_counts_once(self, whole, table, tmp_path):
        rows = Path(table).read_text().splitlines(keepends=True)
        (tmp_path / "corpus.jsonl").write_text("".join([*rows, rows[3], rows[20], rows[3]]))
        found = find(tmp_path / "RUN", str(tmp_path / "corpus.jsonl"))
        assert found.told.repeats == [
            f"corpus.jsonl:{again}: d{n:03} is given again, text and all; it came before (corpus.jsonl:{first}), "
            "and counts once"
            for again, n, first in ((36, 3, 4), (37, 20, 21), (38, 3, 4))
        ]
        assert (found.manifest.counts["repeated"], found.manifest.counts["documents"]) == (3, 35)
        assert tables(tmp_path / "RUN") == tables(whole)
        assert len(open_run(tmp_path / "RUN").texts.to_arrow()) == 35

    def test_an_input_that_is_given_twice_is_told_of_row_by_row(self, whole, table, tmp_path):
        found = find(tmp_path / "RUN", table, table)
        assert (found.told.repeated, found.manifest.counts["documents"]) == (35, 35)
        assert tables(tmp_path / "RUN") == tables(whole)


AFTER = ("documents read", "words weighed", "places linked", "passages found", "families joined")

# Ends the process as `kill -9` does, when a file of this name would take its place.
KILLED = """
import os, signal, sys
from variorum.cli.main import main
end, replace = sys.argv.pop(1), os.replace
def killing(source, target):
    if str(target).endswith(end):
        os.kill(os.getpid(), signal.SIGKILL)
    replace(source, target)
os.replace = killing
main(sys.argv[1:])
"""


class TestAnInterruptedRun:
    @pytest.mark.skipif(sys.platform == "win32", reason="no process is killed so there")
    @pytest.mark.parametrize(
        ("end", "after"),
        [
            ("weights.bin", "documents read"),
            ("links.bin", "words weighed"),
            ("boxes.bin", "places linked"),
            ("families.bin", "passages found"),
            ("passages.parquet", "families joined"),
        ],
    )
    def test_a_killed_run_goes_on_and_ends_as_if_nothing_had_befallen_it(self, whole, table, tmp_path, end, after):
        folder = tmp_path / "RUN"
        command = [sys.executable, "-c", KILLED, end, "reuse", "find", table, "-o", str(folder)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == -9
        with pytest.raises(RunUnfinished, match="is a run that was interrupted"):
            RunReader(folder)
        said, done = [], []
        found = find(folder, table, said=said, report=done.append)
        assert (found.state, found.after) == ("resumed", after)
        assert said == [f"goes on after: {after}"]
        assert [step.stage for step in done if step.unit == "stages"] == [*STAGES[1 + AFTER.index(after) :]]
        assert contents(folder) == contents(whole)

    def test_a_run_whose_index_was_not_written_is_not_whole_and_goes_on(self, whole, table, tmp_path, monkeypatch):
        folder = tmp_path / "RUN"
        monkeypatch.setattr("variorum.workflows.reuse.finding.IndexWriter.finish", interrupt)
        with pytest.raises(KeyboardInterrupt):
            find(folder, table)
        monkeypatch.undo()
        assert find(folder, table).state == "resumed"
        assert sorted(os.listdir(folder / "index")) == sorted(os.listdir(whole / "index"))

    @pytest.mark.parametrize("room", [2_000, 20_000, 60_000, 200_000, 4_200_000])
    def test_a_full_disk_is_said_and_the_same_command_goes_on(self, whole, table, tmp_path, room):
        resource = pytest.importorskip("resource")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        said = []
        try:
            with suppress(RunUnwritable):
                assert find(tmp_path / "RUN", table, said=said).state == "new"
                # Small enough for the tables: what did not fit is told of, and can be made later.
                assert all("file too large" in words for words in said)
                assert (len(said) > 0) == (room < 4_200_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert find(tmp_path / "RUN", table).state in ("new", "resumed", "there")
        assert tables(tmp_path / "RUN") == tables(whole)

    def test_the_index_leaves_its_room_to_the_tables(self, whole, table, tmp_path, monkeypatch):
        folder, tried = tmp_path / "RUN", []

        def full_at_first(place, *found):
            tried.append(sorted(os.listdir(folder / "index")))
            if len(tried) == 1:
                raise RunUnwritable(place, "no space left on device")
            return write_tables(place, *found)

        monkeypatch.setattr("variorum.workflows.reuse.finding.write_tables", full_at_first)
        said = []
        assert find(folder, table, said=said).manifest.is_finished
        assert said == ["what `reuse add` and `reuse query` need is made by the first of them: no space left on device"]
        assert tried == [["base-1", "read.parquet"], ["read.parquet"]]
        assert tables(folder) == tables(whole)
        assert os.listdir(folder / "index") == []

    def test_a_run_that_another_version_left_unfinished_begins_anew(self, whole, table, tmp_path, monkeypatch):
        folder = tmp_path / "RUN"
        monkeypatch.setattr("variorum.workflows.reuse.finding.write_tables", interrupt)
        with pytest.raises(KeyboardInterrupt):
            find(folder, table)
        monkeypatch.undo()
        path = folder / RUN_FILE
        path.write_text(json.dumps({**json.loads(path.read_text()), "method": "1"}))
        said = []
        assert find(folder, table, said=said).state == "new"
        assert said == ["begins anew: what is there was begun by another version"]
        assert tables(folder) == tables(whole)

    def test_an_interrupted_run_goes_on_with_the_same_inputs_alone(self, table, tmp_path, monkeypatch):
        folder = tmp_path / "RUN"
        monkeypatch.setattr("variorum.workflows.reuse.finding.write_tables", interrupt)
        with pytest.raises(KeyboardInterrupt):
            find(folder, table)
        monkeypatch.undo()
        other = tmp_path / "other.jsonl"
        other.write_text('{"text": "one"}\n')
        with pytest.raises(RunOccupied, match="other inputs"):
            find(folder, str(other))
        assert find(folder, table).state == "resumed"

    def test_a_run_that_did_not_read_to_the_end_begins_anew_with_any_inputs(self, table, tmp_path, monkeypatch):
        folder = tmp_path / "RUN"
        monkeypatch.setattr("variorum.workflows.reuse.finding.keep_read", interrupt)
        with pytest.raises(KeyboardInterrupt):
            find(folder, table)
        monkeypatch.undo()
        other = tmp_path / "other.jsonl"
        other.write_text('{"text": "one"}\n')
        assert find(folder, str(other)).manifest.counts["documents"] == 1


def interrupt(*_, **__):
    raise KeyboardInterrupt


class TestTheLibrary:
    def test_a_run_is_a_value_with_tables_views_and_a_bounded_preview(self, whole):
        run = open_run(whole)
        assert repr(run) == f"<run {whole}: 2 families in 35 documents>"
        assert [len(each) for each in (run.documents, run.texts, run.families, run.passages)] == [35, 35, 2, 7]
        assert run.families.to_arrow().num_rows == len(run.families.to_pandas()) == 2
        assert run.texts.to_pandas().set_index("id").loc["d003", "text"] == run.text(run.document("d003").document)
        (widest, _) = run.show()
        assert widest.family.documents == 5
        assert widest.excerpt == prose(1, 40)
        assert run._repr_html_().count("<tr>") == 3
        assert run.documents._repr_html_().count("<tr>") == 21

    def test_the_stretches_of_a_document_give_its_text_back(self, whole):
        run = open_run(whole)
        for number in range(35):
            view = run.document(number)
            assert "".join(one.span.of(view.text) for one in view.stretches) == view.text
            assert sum(one.words for one in view.stretches) == view.document.words
            assert view.shared == sum(one.words for one in view.stretches if one.families)

    def test_each_wording_is_the_text_at_its_span_and_its_edits_lead_to_it_from_the_earliest(self, whole):
        run = open_run(whole)
        for family in (1, 2):
            view = run.family(family)
            for one in view.wordings:
                assert one.passage.span.of(run.text(one.document)) == one.text
            first = view.wordings[0].text
            for one in view.wordings[1:]:
                assert "".join(edit.other.of(one.text) for edit in one.edits) == one.text
                assert "".join(edit.base.of(first) for edit in one.edits) == first

    def test_every_table_opens_with_one_line_of_pandas_polars_and_duckdb(self, whole):
        import duckdb
        import pandas
        import polars

        for name in (*TABLES, "texts"):
            path = whole / name
            columns = list(pandas.read_parquet(path).columns)
            rows = len(pandas.read_parquet(path))
            files = f"{path}/*.parquet" if name == "texts" else str(path)
            assert (polars.read_parquet(files).columns, len(polars.read_parquet(files))) == (columns, rows)
            assert duckdb.sql(f"SELECT count(*) FROM '{files}'").fetchall() == [(rows,)]

    def test_the_page_on_a_run_names_every_column_and_its_sql_runs(self, whole, project_root):
        import duckdb
        import pandas

        page = (project_root / "docs" / "reuse-run.md").read_text("utf-8")
        named = set(re.findall(r"`([a-z_0-9]+)`", page))
        for name in (*TABLES, "texts"):
            assert set(pandas.read_parquet(whole / name).columns) - named == set()
        (query,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
        rows = duckdb.sql(query.replace("RUN/", f"{whole}/")).fetchall()
        assert [row[0] for row in rows] == [1, 1, 1, 1, 1, 2, 2]
