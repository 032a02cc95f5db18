"""`variorum series show` and `variorum line` as whole processes, on the project's own series."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.cli.commands import Ran
from tests.cli.commands import variorum as variorum_process
from tests.render.golden import check
from tests.render.test_schemas import checked
from variorum.cli.main import main

GOLDEN = Path(__file__).parent / "golden"


def variorum(*arguments, cwd):
    """The command on the archive of a folder, in this process: much is asked of it here."""
    kept = {name: os.environ.pop(name, None) for name in ("COLUMNS", "NO_COLOR", "TERM")}
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([*map(str, arguments), "--archive", str(cwd)])
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})
    for each in (out, err):
        each.flush()
    return Ran(status, *(each.buffer.getvalue().decode() for each in (out, err)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, examples):
    """A folder with an archive of both series, a series of one, and one with a text that has no date."""
    made = tmp_path_factory.mktemp("series")
    (made / "lone.txt").write_text("Statement on the ferry\n\n4 May 2020\n\nThe ferry crosses twice a day.\n", "utf-8")
    (made / "undated.txt").write_text("The ferry crosses three times a day, and at night.\n", "utf-8")
    for arguments in (
        ("init",),
        ("add", examples / "karrow-bridge", "--series", "karrow"),
        ("add", examples / "harbour-council", "--series", "harbour"),
        ("add", "lone.txt", "--series", "lone"),
        ("add", "lone.txt", "undated.txt", "--series", "ferry"),
        ("add", "undated.txt", "--series", "dateless"),
    ):
        ran = variorum_process(*arguments, cwd=made)
        assert ran.status == 0, ran
    return made


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("series-karrow", ("series", "show", "karrow")),
        ("series-karrow-2020", ("series", "show", "karrow", "--on", "2020")),
        ("series-karrow-first", ("series", "show", "karrow", "--on", "first")),
        ("series-harbour", ("series", "show", "harbour")),
        ("series-karrow-plain", ("series", "show", "karrow", "--on", "2022", "--plain")),
        ("series-karrow-dropped", ("series", "show", "karrow", "--dropped", "--sort", "stood", "--limit", "5")),
        ("series-karrow-new", ("series", "show", "karrow", "--new", "--on", "2022", "--standing")),
        ("series-karrow-between", ("series", "show", "karrow", "--between", "2018", "latest")),
        ("series-harbour-measures", ("series", "show", "harbour", "--measures", "--csv")),
        ("line-karrow-published", ("line", "karrow", "must be published")),
        ("line-karrow-bell", ("line", "karrow", "bell of the old ferry")),
        ("line-karrow-l10", ("line", "karrow", "L10")),
        ("line-karrow-bell-plain", ("line", "karrow", "bell", "--plain")),
    ],
)
def test_what_is_printed_is_as_in_its_golden_file(folder, name, arguments):
    ran = variorum(*arguments, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    check(GOLDEN / f"{name}.txt", ran.out)


def test_a_process_of_its_own_prints_the_same(folder):
    ran = variorum_process("series", "show", "karrow", cwd=folder)
    check(GOLDEN / "series-karrow.txt", ran.out)


def test_in_colour_the_page_says_the_same(folder):
    ran = variorum("series", "show", "karrow", "--color", "always", cwd=folder)
    check(GOLDEN / "series-karrow.ansi", ran.out)


def test_the_documents_are_as_their_schemas_say_and_their_words_stand_where_they_say(folder):
    def document(name, *arguments):
        return checked(variorum(*arguments, "--json", cwd=folder).out, name)

    def text(reference):
        return json.loads(variorum("show", reference, "--json", cwd=folder).out)["text"]

    whole = document("lineage", "series", "show", "karrow")
    texts = {k: text(one["reference"]) for k, one in enumerate(whole["issues"])}
    assert [one["text_sha256"] for one in whole["issues"]] == [texts[k]["sha256"] for k in texts]
    segments = {(k, part["start"], part["end"]) for k in texts for part in texts[k]["segments"]}
    stand = [(event["issue"], *event["span"]) for line in whole["lines"] for event in line["events"] if event["span"]]
    assert (len(stand), set(stand)) == (len(segments), segments)
    for options in (["--dropped"], ["--returned"], ["--new"], ["--stable", "2"]):
        for row in document("lines", "series", "show", "karrow", *options)["lines"]:
            assert text(row["words_reference"])["content"][row["start"] : row["end"]] == row["words"]
    words = document("line", "line", "karrow", "must be published")
    for place in words["words"]["places"]:
        assert [text(place["reference"])["content"][slice(*span)] for span in place["spans"]] == ["must be published"]
    one = document("line", "line", "karrow", "bell")
    assert [row["event"] for row in one["events"]] == ["introduced", "dropped", "returned", "kept", "reworded"]
    figures = document("measures", "series", "show", "karrow", "--measures")
    assert len(figures["issues"]) == len(whole["issues"])


def test_a_line_is_found_by_its_anchor_at_any_place_and_by_its_number(folder):
    rows = list(csv.DictReader(io.StringIO(variorum("line", "karrow", "bell", "--csv", cwd=folder).out)))
    anchors = {f"{row['text_sha256'][:12]}-{row['start']}-{row['end']}" for row in rows}
    shown = variorum("line", "karrow", f"L{rows[0]['line']}", cwd=folder).out
    for anchor in (*anchors, rows[0]["line"]):
        assert variorum("line", "karrow", anchor, cwd=folder).out == shown
    ran = variorum("line", "karrow", rows[0]["anchor"][:8], cwd=folder)
    assert (ran.status, "fits" in ran.err) == (3, True)


def test_what_never_stood_is_an_error_that_names_what_is_near(folder):
    ran = variorum("line", "karrow", "the records may be published", cwd=folder)
    assert (ran.status, ran.out) == (3, "")
    assert "these words stand in no line of karrow. Near them:" in ran.err
    assert "The records must be published in full" in ran.err
    ran = variorum("line", "karrow", "L999", cwd=folder)
    assert (ran.status, "L0 to L" in ran.err) == (3, True)


def test_an_issue_that_is_not_there_is_an_error_that_names_the_nearest(folder):
    ran = variorum("series", "show", "karrow", "--on", "2020-03-06", cwd=folder)
    assert (ran.status, ran.out) == (3, "")
    assert "Near it: 2019, 2020-03-05, 2021-03-05." in ran.err
    ran = variorum("series", "show", "harbour", "--on", "2023", cwd=folder)
    assert (ran.status, "fits 4 issues" in ran.err) == (3, True)


def test_what_is_no_date_is_told_how_one_is_written(folder):
    ran = variorum("series", "show", "karrow", "--on", "banana", cwd=folder)
    assert (ran.status, ran.out) == (3, "")
    assert "An issue is named by its date, as in 2023-05-21, 2023-05 or 2023, or as latest, previous, first." in ran.err


def test_one_issue_is_not_compared_with_itself(folder):
    ran = variorum("series", "show", "lone", "--between", "first", "latest", cwd=folder)
    assert (ran.status, ran.out) == (3, "")
    assert "lone: has one issue, 2020-05-04; there is nothing to compare it with." in ran.err
    ran = variorum("series", "show", "karrow", "--between", "latest", "2024-03-05", cwd=folder)
    assert (ran.status, "both are the issue of 2024-03-05" in ran.err) == (3, True)


def test_a_slip_in_the_name_of_a_series_or_of_a_part_of_it_is_answered_with_the_name(folder):
    ran = variorum("series", "show", "karow", cwd=folder)
    assert (ran.status, "Near it: karrow." in ran.err) == (3, True)
    assert "Near it" not in variorum("series", "show", "xyzzy", cwd=folder).err


def test_words_say_when_they_left_and_what_the_first_and_last_issue_are_called(folder):
    ran = variorum("line", "karrow", "invited to consider", cwd=folder)
    assert "They left with 2024-03-05, the next issue." in " ".join(ran.out.split())
    said = json.loads(variorum("line", "karrow", "invited to consider", "--json", cwd=folder).out)["words"]
    for name, title in (("first", said["first_title"]), ("last", said["last_title"])):
        assert any(row.startswith(f"{name:<7}") and title[:30] in row for row in ran.out.splitlines())
    assert said["left_date"] == "2024-03-05"
    stands = json.loads(variorum("line", "karrow", "bell of the old ferry", "--json", cwd=folder).out)["words"]
    assert stands["left_date"] is None


def test_many_lines_with_the_same_words_are_told_a_few_of_and_counted(folder):
    short, full = (variorum("line", "karrow", "the", *more, cwd=folder).out for more in ((), ("--full",)))
    assert "lines more; --full shows them" in short
    assert "lines more" not in full
    assert short.count("with them in") == 12 < full.count("with them in")


def test_the_returns_say_of_how_many_lines_they_are(folder):
    ran = variorum("series", "show", "karrow", "--returned", cwd=folder)
    rows = json.loads(variorum("series", "show", "karrow", "--returned", "--json", cwd=folder).out)
    lines = len({row["line"] for row in rows["lines"]})
    said = f"{rows['total']} return{'s' * (rows['total'] > 1)} of {lines} line{'s' * (lines > 1)}."
    assert said in ran.out.splitlines()[0]


def test_new_lines_that_stand_come_with_those_that_took_their_present_wording_then(folder):
    asked = ("series", "show", "karrow", "--new", "--on", "2022", "--standing")
    numbers = json.loads(variorum(*asked, "--json", cwd=folder).out)["took_wording"]
    said = " ".join(variorum(*asked, cwd=folder).out.split())
    assert (f"And {len(numbers)} line" in said) is bool(numbers)
    everything = variorum("series", "show", "karrow", "--json", cwd=folder)
    lines = json.loads(everything.out)["lines"]
    place = [issue["date"] for issue in json.loads(everything.out)["issues"]].index("2022-03-05")
    for number in numbers:
        events = {event["issue"]: event for event in lines[number]["events"]}
        assert lines[number]["first"] < place
        assert len({events[k]["wording"] for k in range(place, max(events) + 1)}) == 1
        assert events.get(place - 1, {}).get("wording") != events[place]["wording"]


def test_a_series_of_one_is_shown_and_one_of_no_date_says_the_way_out(folder):
    ran = variorum("series", "show", "lone", cwd=folder)
    assert (ran.status, "The first issue: 1 line." in ran.out) == (0, True)
    ran = variorum("series", "show", "ferry", cwd=folder)
    assert ran.status == 4
    assert "! 1 text without a date left out: ferry@undated:en." in ran.out
    assert "variorum amend ferry@undated:en --date D" in " ".join(ran.out.split())
    ran = variorum("series", "show", "dateless", cwd=folder)
    assert (ran.status, "no issue has a date. Give each one with: variorum amend" in ran.err) == (3, True)
    ran = variorum("series", "show", "karrow", "--language", "fr", cwd=folder)
    assert (ran.status, "no issue in fr. There are: en." in ran.err) == (3, True)
    assert variorum("series", "show", "nowhere", cwd=folder).status == 3


@pytest.mark.parametrize(
    "options",
    [
        ("--dropped", "--new"),
        ("--measures", "--csv", "--on", "2020"),
        ("--measures", "--full"),
        ("--dropped", "--standing"),
        ("--dropped", "--markdown"),
        ("--dropped", "--html", "pages/"),
        ("--since", "2020"),
        ("--json", "--full"),
        ("--json", "--csv"),
        ("--stable", "3", "--since", "2020"),
        ("--between", "2018", "2020", "--csv", "--full"),
        ("--html", "-", "--json"),
        ("--dropped", "--since", "2021", "--until", "2020-12-31"),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(folder, options):
    ran = variorum("series", "show", "karrow", *options, cwd=folder)
    assert (ran.status, ran.out) == (2, "")


def test_two_issues_compared_through_the_series_come_in_every_form(folder):
    between = ("series", "show", "karrow", "--between", "2018", "latest")
    document = json.loads(variorum(*between, "--json", cwd=folder).out)
    assert document["schema"] == "variorum.alignment/1"
    assert any(bead["reason"].startswith("one line through 7 issues; ") for bead in document["beads"])
    assert variorum(*between, "--markdown", cwd=folder).out.startswith("#")
    assert variorum(*between, "--html", "-", cwd=folder).out.startswith("<!DOCTYPE html>")
    assert "Summary:" in variorum(*between, "--plain", cwd=folder).out


def test_the_table_of_two_issues_has_every_line_of_both_with_the_characters_that_prove_it(folder):
    between = ("series", "show", "karrow", "--between", "2018", "latest")
    rows = list(csv.DictReader(io.StringIO(variorum(*between, "--csv", cwd=folder).out, newline="")))
    document = json.loads(variorum(*between, "--json", cwd=folder).out)
    for side, name in (("base", "before"), ("other", "after")):
        there = sorted((row for row in rows if row[f"{name}_line"]), key=lambda row: int(row[f"{name}_line"]))
        segments = document[side]["segments"]
        assert [int(row[f"{name}_line"]) for row in there] == list(range(1, len(segments) + 1))
        assert [[int(row[f"{name}_start"]), int(row[f"{name}_end"])] for row in there] == [
            [segment["start"], segment["end"]] for segment in segments
        ]
        content = document[side]["text"]
        assert all(
            row[f"{name}_words"] == content[int(row[f"{name}_start"]) : int(row[f"{name}_end"])] for row in there
        )
    assert [int(row["change"]) for row in rows] == sorted(int(row["change"]) for row in rows)
    assert {row["event"] for row in rows} >= {"kept", "reworded", "dropped", "added"}


def test_the_figures_of_each_issue_fit_a_terminal_and_say_first_what_changed_most(folder):
    page = variorum("series", "show", "karrow", "--measures", cwd=folder).out
    measured = list(
        csv.DictReader(io.StringIO(variorum("series", "show", "karrow", "--measures", "--csv", cwd=folder).out))
    )
    most = max(measured[1:], key=lambda row: float(row["share_changed"]))
    said = f"Most changed against the issue before: {most['date']}, {round(float(most['share_changed']) * 100)}%"
    assert said in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 80
    rows = page.splitlines()[-len(measured) :]
    assert [row.split()[:3] for row in rows] == [[one["date"], one["words"], one["lines"]] for one in measured]
    plain = variorum("series", "show", "karrow", "--measures", "--plain", cwd=folder).out.splitlines()
    assert [one.split(" ")[1] for one in plain[1:]] == [one["words"] for one in measured]
    html = variorum("series", "show", "karrow", "--measures", "--html", "-", cwd=folder).out
    assert html.count('<tr><th scope="row">') == len(measured)


def test_the_lists_answer_what_was_asked(folder):
    def rows(*options):
        return list(
            csv.DictReader(io.StringIO(variorum("series", "show", "karrow", *options, "--csv", cwd=folder).out))
        )

    (back,) = rows("--returned", "--sort", "absent", "--limit", "1")
    assert ("bell" in back["words"], back["absent"], back["last_date"]) == (True, "3", "2018")
    gone = rows("--dropped", "--since", "2024", "--until", "2024")
    assert {row["date"] for row in gone} == {"2024-03-05"}
    assert any("invited to consider" in " ".join(row["words"].split()) for row in gone)
    new = rows("--new", "--on", "2022", "--standing")
    assert {row["standing"] for row in new} == {"1"}
    assert any("three works" in row["words"] and "two works" in row["now"] for row in new)
    steady = rows("--stable", "5")
    assert [int(row["issues"]) for row in steady] == sorted((int(row["issues"]) for row in steady), reverse=True)
