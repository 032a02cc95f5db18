"""An archive from Python: typed tables of what it lists and finds."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pandas
import pyarrow
import pytest

import variorum
from tests.archive.archives import FIRST_NOTICE, NOW, SECOND_NOTICE
from tests.archive.archives import keep as keep_source
from variorum.archive.store import Store
from variorum.errors import ArchiveMissing, ArchiveReadOnly, ExtraMissing, ReferenceUnknown, ScopeError
from variorum.model.found import Hit
from variorum.model.spans import Span
from variorum.workflows.library import StatementRow
from variorum.workflows.tables import Table


def test_an_archive_lists_its_statements_and_series(archive):
    table = archive.list()
    assert len(table) == table.total == 17
    assert table[0].reference == "harbour-council@2023-02-01:en"
    assert [row.date for row in archive.list("harbour")] == ["2023-02-01", "2023-03-22", "2023-05-03", "2023-09-20"]
    (first, *_) = archive.series()
    assert (first.series, first.statements, first.first, first.last) == (
        "harbour-council",
        4,
        "2023-02-01",
        "2023-09-20",
    )


def test_every_reference_of_the_list_shows_that_statement(archive):
    for row in archive.list():
        kept = archive.show(row.reference)
        assert (kept.witness.reference, kept.text.sha256) == (row.reference, row.text_sha256)


def test_a_search_is_narrowed_by_keywords_and_keeps_its_count(archive):
    table = archive.search("the", series="harbour", kinds=["sentence"], date_to="2023-03", limit=5)
    assert len(table) == 5 < table.total
    assert {hit.kind for hit in table} == {"sentence"}
    assert max(hit.date for hit in table) <= "2023-03-22"
    assert archive.search("mooring", order="best")[0].score > 0
    with pytest.raises(ScopeError, match=r"no kind of line\. There are: title; dateline;"):
        archive.search("the", kinds=["sentance"])
    with pytest.raises(ValueError, match="oldest"):
        archive.search("the", order="oldest")


def test_comparing_references_says_what_comparing_the_files_says(archive, examples):
    folder = examples / "harbour-council"
    by_path = variorum.compare(folder / "2023-05-03.txt", folder / "2023-09-20.txt")
    by_reference = archive.compare("harbour@previous", "harbour@latest")
    assert by_reference.alignment.beads == by_path.alignment.beads
    assert by_reference.base_date == "2023-05-03"
    with pytest.raises(ReferenceUnknown):
        archive.compare("harbour@previous", "harbour@1900")


def test_silent_edits_are_listed_with_their_words(store, tmp_path):
    for day, text in enumerate((FIRST_NOTICE, SECOND_NOTICE), start=1):
        keep_source(store, "notice.txt", text, at=f"2024-05-0{day}T10:00:00Z", url="https://council.example/notice")
    with variorum.open(tmp_path) as archive:
        (edit,) = archive.revisions()
        assert (edit.before, edit.after) == ("notices@2022-03-07:en", "notices@2022-03-07:en~2")
        assert any("deeply" in change for change in edit.changes)
        assert len(archive.revisions(since="2024-06")) == 0
        assert len(archive.revisions("harbour")) == 0


def test_a_quotation_is_kept_only_in_an_archive_opened_to_write(store, tmp_path):
    with variorum.open(tmp_path) as archive:
        citation = archive.quote("harbour@latest", "the Council")
        with pytest.raises(ArchiveReadOnly, match="writable=True"):
            archive.keep(citation, now=NOW)
    with variorum.open(tmp_path, writable=True) as archive:
        assert archive.keep(citation, now=NOW) == len(citation.places)


def test_a_program_judges_and_amends_only_where_it_may_write(kept, tmp_path):
    shutil.copytree(kept, tmp_path / ".variorum")
    lines = (("karrow@2019", "It is now 31 years since"), ("karrow@2020", "It is 32 years today"))
    with variorum.open(tmp_path) as archive:
        for refused in (
            lambda: archive.judge("link", *lines, now=NOW),
            lambda: archive.undo_judgement(1, now=NOW),
            lambda: archive.amend("karrow@2019", title="T", now=NOW),
        ):
            with pytest.raises(ArchiveReadOnly, match="writable=True"):
                refused()
    with variorum.open(tmp_path, writable=True) as archive:
        made = archive.judge("link", *lines, note="the yearly count", by="Ada", now=NOW)
        assert [bead.judged for bead in archive.compare("karrow@2019", "karrow@2020").alignment.beads].count(True) == 1
        archive.judge("same-name", "Edda Lorne", "Lorne", within=["karrow@2019"], now=NOW)
        done = archive.amend("karrow@2019", date="2019-03-05", now=NOW)
        assert (
            done.witness.reference == archive.show("karrow@2019:en").witness.reference == "karrow-bridge@2019-03-05:en"
        )
        archive.undo_judgement(made.judgement.id, now=NOW)
        assert [row.judgement.verb for row in archive.judgements()] == ["same-name", "amend"]
        assert [row.judgement.id for row in archive.judgements(undone=True)] == [1, 2, 3]
        for verb, subjects in (("link", lines[:1]), ("reject", ("a", "b")), ("same-name", lines), ("amend", lines)):
            with pytest.raises(TypeError):
                archive.judge(verb, *subjects, now=NOW)


def test_an_archive_is_found_in_a_folder_by_itself_or_by_the_environment(kept, tmp_path, monkeypatch):
    for path in (kept, kept.parent, str(kept)):
        with variorum.open(path) as archive:
            assert archive.folder == kept
            assert repr(archive) == f"<variorum archive {str(kept)!r}>"
    monkeypatch.setenv("VARIORUM_ARCHIVE", str(kept))
    with variorum.open() as archive:
        assert archive.folder == kept
    with pytest.raises(ArchiveMissing):
        variorum.open(tmp_path)


def test_a_table_is_a_sequence_that_cannot_be_changed(archive):
    table = archive.list()
    assert list(table) == [table[place] for place in range(len(table))]
    assert table[-1] is table.rows[-1]
    assert isinstance(table[2:4], Table)
    assert [row.reference for row in table[2:4]] == [row.reference for row in table][2:4]
    with pytest.raises(AttributeError):
        table.rows = ()
    with pytest.raises(AttributeError):
        table[0].title = "other"


def test_an_arrow_table_has_every_value_and_the_same_types_when_empty(archive):
    hits = archive.search("mooring", limit=5)
    table = hits.to_arrow()
    assert table.num_rows == 5
    assert table.column_names == list(hits.columns)
    assert table["words"].to_pylist() == [hit.words for hit in hits]
    marks = table["marks"].to_pylist()
    assert [[Span(**mark) for mark in row] for row in marks] == [list(hit.marks) for hit in hits]
    assert archive.search("zyxwvut").to_arrow().schema == table.schema
    assert table.schema.field("score").type == pyarrow.float64()
    assert table.schema.field("start").type == pyarrow.int64()


def test_a_data_frame_has_every_value(archive):
    hits = archive.like("The Council will weigh every report that it receives.")
    frame = hits.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(hits.columns)
    assert list(frame["score"]) == [hit.score for hit in hits]
    assert list(archive.search("zyxwvut").to_pandas().columns) == list(hits.columns)


@pytest.mark.parametrize(("library", "method"), [("pyarrow", "to_arrow"), ("pandas", "to_pandas")])
def test_without_the_extra_the_way_out_is_said(archive, monkeypatch, library, method):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        ExtraMissing, match=rf'{method}: {library} is not installed. Run: pip install "variorum\[tables\]"'
    ):
        getattr(archive.list(), method)()


def test_a_preview_shows_the_columns_that_have_values_and_escapes_them():
    rows = tuple(
        StatementRow(
            f"a@{year}:en", "a", str(year), 1, "en", 1, "<b>bold</b>", None, None, None, NOW, None, None, "", ""
        )
        for year in range(1900, 1950)
    )
    page = Table(StatementRow, rows, 50)._repr_html_()
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "issuer" not in page
    assert "50 rows, the first 20 shown" in page
    assert "<p>0 rows</p>" in Table(Hit, (), 0)._repr_html_()


def test_opening_an_archive_loads_no_command_line_and_no_table_library(kept):
    code = (
        "import sys, variorum\n"
        f"with variorum.open({str(kept)!r}) as archive:\n"
        "    archive.search('mooring'); archive.list()\n"
        "print(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded & {"click", "pandas", "pyarrow", "numpy", "lxml", "rich", "http.client", "variorum.cli"} == set()


def test_an_archive_open_for_reading_cannot_be_written(kept):
    with variorum.open(kept) as archive, Store.open(kept, writable=False) as store:
        assert store.connection.execute("PRAGMA query_only").fetchone()[0] == 1
        with pytest.raises(ArchiveReadOnly):
            archive.keep(archive.quote("harbour@first", "Fuel"), now=NOW)
