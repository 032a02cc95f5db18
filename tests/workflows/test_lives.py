"""A traced series in the library: tables, documents, and answers in the words of the command line."""

from __future__ import annotations

import json
from contextlib import chdir

import pytest

import variorum
from variorum.cli.main import main
from variorum.errors import IssueUnknown, ReferenceAmbiguous, WordsNeverStood


def command(folder, *arguments):
    """A command that a person gives in a folder."""
    with chdir(folder):
        assert main([*map(str, arguments)]) == 0


@pytest.fixture(scope="module")
def karrow(tmp_path_factory, examples):
    folder = tmp_path_factory.mktemp("lives")
    command(folder, "init")
    command(folder, "add", examples / "karrow-bridge", "--series", "karrow")
    with variorum.open(folder) as archive:
        yield archive.trace("karrow")


def test_its_tables_have_a_row_a_line_and_a_row_an_event(karrow):
    lines, events = karrow.lines(), karrow.events()
    assert len(lines) == len(karrow.lineage.lines)
    assert sum(row.issues for row in lines) == sum(row.stands for row in events)
    table = events.to_arrow()
    assert table.num_rows == len(events)
    assert events.to_pandas()["event"].value_counts()["introduced"] == sum(
        line.first.kind.value == "introduced" for line in karrow.lineage.lines
    )
    assert lines.to_arrow().schema.field("split_from").type.value_type == "int64"


def test_its_previews_are_bounded(karrow):
    for table in (karrow.lines(), karrow.events(), karrow.dropped(), karrow.measures()):
        preview = table._repr_html_()
        assert preview.count("<tr>") <= 21
        assert f"{table.total:,} row" in preview


def test_its_lists_say_how_many_there_are_beyond_the_limit(karrow):
    listed = karrow.dropped(order="stood", limit=2)
    assert (len(listed), listed.total) == (2, len(karrow.dropped()))
    assert [row.issues for row in karrow.dropped(order="stood")] == sorted(
        (row.issues for row in karrow.dropped()), reverse=True
    )


def test_issues_are_named_as_on_the_command_line(karrow):
    assert [karrow.issue(said) for said in ("first", "2018", "previous", "latest", "2024-03", "karrow@2020")] == [
        *(0, 0, 5, 6, 6, 2)
    ]
    digest = karrow.lineage.issues[3].witness.witness.text.sha256
    assert karrow.issue(f"sha256:{digest[:12]}") == karrow.issue("karrow@2021-03-05:en") == 3
    with pytest.raises(IssueUnknown):
        karrow.issue("harbour@2020")
    with pytest.raises(ReferenceAmbiguous):
        karrow.line("b1057a457283")


def test_words_that_never_stood_are_refused_with_the_likest_lines(karrow):
    with pytest.raises(WordsNeverStood) as refused:
        karrow.words("the records may be published")
    assert refused.value.near[0][1].startswith("The records must be published")


def test_its_documents_are_those_of_the_command_line(karrow):
    assert json.loads(karrow.to_json())["news"]["issue"] == 6
    assert json.loads(karrow.to_json("2020"))["news"]["issue"] == 2
    assert karrow.to_csv().count("karrow@") > len(karrow.lineage.lines)
    assert karrow.to_terminal().startswith("Statement by the Ministry of Waterways")


def test_the_same_series_gives_the_same_bytes_again(karrow, tmp_path, examples):
    command(tmp_path, "init")
    for year in ("2024.txt", "2018.txt", "2021.html", "2019.txt", "2023.docx", "2020.txt", "2022.md"):
        command(tmp_path, "add", examples / "karrow-bridge" / year, "--series", "karrow")
    with variorum.open(tmp_path) as archive:
        again = archive.trace("karrow")
    assert again.to_json() == karrow.to_json()
    assert again.to_csv() == karrow.to_csv()
    assert again.to_terminal("2022", full=True) == karrow.to_terminal("2022", full=True)


def test_a_second_text_of_a_day_in_the_same_words_is_told_against_the_last_that_differs(tmp_path):
    command(tmp_path, "init")
    old, kept, new = "The bell was rung at noon.", "The ferry crosses twice a day.", "Candles stood in every window."
    for day, name, space, said in (
        ("2019-05-04", "one", "", old),
        ("2020-05-04", "two", "", new),
        ("2020-05-04", "three", "  ", new),
    ):
        (tmp_path / f"{name}.txt").write_text(f"{space}{kept}\n\n{space}{said}\n", "utf-8")
        command(tmp_path, "add", f"{name}.txt", "--series", "bell", "--date", day)
    with variorum.open(tmp_path) as archive:
        traced = archive.trace("bell")
    told = traced.news()
    assert (told.issue, told.asked, told.previous) == (1, 2, 0)
    assert [traced.lineage.words(one.event) for one in told.introduced] == [new]
    said = "bell@2020-05-04#2:en: same words as bell@2020-05-04:en of the same day; compared with 2019-05-04."
    for page in (traced.to_plain(), traced.to_terminal(width=120), traced.to_html()):
        assert said in " ".join(page.split())
    assert traced.news("2020-05-04#1").asked is None
