"""`variorum judge` and `variorum amend`, as a person uses them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3

import pytest

from tests.cli.commands import variorum
from tests.render.test_schemas import checked

KARROW = ("karrow@2019", "It is now 31 years since", "karrow@2020", "It is 32 years today")


@pytest.fixture(scope="module")
def filled(tmp_path_factory, project_root):
    """An archive of the series of examples, that no test judges in."""
    folder = tmp_path_factory.mktemp("filled")
    assert variorum("init", cwd=folder).status == 0
    assert variorum("add", project_root / "examples" / "karrow-bridge", "--series", "karrow", cwd=folder).status == 0
    return folder


@pytest.fixture
def kept(filled, tmp_path, monkeypatch):
    """A copy of it, here."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VARIORUM_NAME", raising=False)
    return tmp_path


def said(*arguments):
    seen = variorum(*arguments)
    assert seen.status == 0, seen.err
    return seen.out


def test_a_link_is_marked_in_every_view_of_a_comparison(kept):
    views = ((), ("--plain",), ("--markdown",), ("--html", "-"))
    for view in views:
        assert "judged" not in said("compare", "karrow@2019", "karrow@2020", *view).lower()
    told = said("judge", "link", *KARROW, "--note", "the yearly count", "--by", "Ada")
    assert told.splitlines()[0].startswith("   1  link  (20")
    assert "by Ada)" in told
    assert "      karrow@2019:en line 12: “It is now 31 years since”" in told.splitlines()
    for view in views:
        assert "judged" in said("compare", "karrow@2019", "karrow@2020", *view).lower()
    document = json.loads(said("compare", "karrow@2019", "karrow@2020", "--json"))
    assert [(bead["base"], bead["other"]) for bead in document["beads"] if bead["judged"]] == [([11], [2])]


def test_kept_files_are_judged_as_their_texts_are_and_others_are_not(kept, project_root):
    said("judge", "link", *KARROW)
    folder = project_root / "examples" / "karrow-bridge"
    assert "As judged by a person." in said("compare", str(folder / "2019.txt"), "karrow@2020", "--plain")
    assert "judged" not in said("compare", str(folder / "2018.txt"), "karrow@2020", "--plain")


def test_files_beside_an_archive_that_cannot_be_read_are_compared_all_the_same(kept):
    (kept / "a.txt").write_text("The gate was shut.\n")
    (kept / "b.txt").write_text("The gate was open.\n")
    (kept / ".variorum" / "archive.sqlite").write_bytes(b"no database at all, but a file of some length")
    seen = variorum("compare", "a.txt", "b.txt", "--stat")
    assert seen.status == 0
    assert "the archive's judgements are left out" in seen.err


def test_comparing_files_leaves_an_archive_of_an_earlier_schema_as_it_is(kept):
    (kept / "a.txt").write_text("The gate was shut.\n")
    database = kept / ".variorum" / "archive.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    seen = variorum("compare", "a.txt", "a.txt", "--stat")
    assert (seen.status, seen.err) == (0, "")
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_who_decides_is_said_by_the_option_or_the_environment_and_never_by_the_system(kept, monkeypatch):
    said("judge", "reject", "karrow@2020", "line:3")
    monkeypatch.setenv("VARIORUM_NAME", "Ben")
    said("judge", "reject", "karrow@2020", "line:4")
    said("judge", "reject", "karrow@2020", "line:5", "--by", "Ada")
    rows = json.loads(said("judge", "list", "--json"))["judgements"]
    assert [row["made_by"] for row in rows] == ["", "Ben", "Ada"]
    account = os.environ.get("USER") or os.environ.get("LOGNAME")
    if account and account != "root":
        assert account.encode() not in (kept / ".variorum" / "archive.sqlite").read_bytes()


def test_the_list_says_what_was_undone_and_overruled(kept):
    assert "nothing was judged" in variorum("judge", "list").err
    said("judge", "unlink", *KARROW)
    said("judge", "link", *KARROW)
    assert "      overruled by 2" in said("judge", "list").splitlines()
    assert "undone" in said("judge", "undo", "2", "--by", "Ada")
    assert said("judge", "list").count("link") == 1
    assert said("judge", "list", "--all").count("link") == 2
    again = variorum("judge", "undo", "2")
    assert again.status == 3
    assert "was undone at" in again.err


def test_words_in_several_lines_are_an_error_that_lists_them(kept):
    seen = variorum("judge", "reject", "karrow@2019", "Canal Board")
    assert (seen.status, seen.out) == (3, "")
    assert "lines of karrow@2019:en have these words" in seen.err
    assert "  line:4  In the winter before the flood" in seen.err


def test_names_are_judged_with_or_without_a_text(kept):
    told = said("judge", "same-name", "Edda Lorne", "Mrs Lorne", "--in", "karrow@2019")
    assert "same-name “Edda Lorne”, “Mrs Lorne”" in told
    assert "karrow@2019:en line 5: “Edda Lorne”" in told
    said("judge", "different-name", "Ilden", "Nether Ilden")
    assert variorum("judge", "same-name", "A", "B", "--in", "karrow@2019").status == 3


def test_what_is_judged_and_amended_is_as_its_schemas_say(kept):
    checked(said("judge", "link", *KARROW, "--json"), "judgements")
    checked(said("judge", "same-name", "Edda Lorne", "Lorne", "--in", "karrow@2019", "--json"), "judgements")
    moved = checked(said("amend", "karrow@2019", "--date", "2019-03-05", "--title", "T", "--json"), "amendment")
    assert moved["moved"] == [{"before": "karrow@2019:en", "after": "karrow@2019-03-05:en"}]
    checked(said("judge", "undo", "1", "--json"), "judgements")
    document = checked(said("judge", "list", "--all", "--json"), "judgements")
    assert [row["verb"] for row in document["judgements"]] == ["link", "same-name", "amend"]
    assert document["judgements"][0]["anchors"][0]["reference"] == "karrow@2019-03-05:en"
    assert document["judgements"][2]["amended"] == [
        {"field": "stated", "value": "2019-03-05"},
        {"field": "title", "value": "T"},
    ]


def test_an_amendment_is_shown_with_who_and_when_and_its_old_reference_still_serves(kept):
    told = said("amend", "karrow@2019", "--date", "2019-03-05", "--by", "Ada", "--note", "the day is on the scan")
    assert told.splitlines() == [
        "karrow@2019:en is now karrow@2019-03-05:en; its old reference still finds it",
        "undo it with: variorum judge undo 1",
    ]
    shown = said("show", "karrow@2019:en")
    assert "series, as" not in shown
    assert "as karrow@2019-03-05:en" in shown
    assert "2019-03-05  (amended by Ada on 20" in shown
    assert said("show", "karrow@2019-03-05:en") == shown
    said("judge", "undo", "1")
    assert "as karrow@2019:en" in said("show", "karrow@2019-03-05:en")


def test_what_add_does_not_use_it_says_how_to_amend(kept, project_root):
    path = str(project_root / "examples" / "karrow-bridge" / "2019.txt")
    told = said("add", path, "--title", "On the flood")
    assert "not used: title On the flood (given with --title)" in told
    assert "set it right with: variorum amend karrow@2019:en --title 'On the flood'" in told
    said("amend", "karrow@2019:en", "--title", "On the flood")
    assert "not used" not in said("add", path, "--title", "On the flood")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("amend", "karrow@2019"), 3, "nothing was said of it"),
        (("amend", "karrow@2019", "--date", "2019"), 3, "is known as stated 2019 already"),
        (("amend", "karrow@2019", "--date", "May"), 2, "is not a date"),
        (("amend", "karrow@1999", "--title", "T"), 3, "nothing in the archive has this reference"),
        (("judge", "undo", "7"), 3, "no judgement has this number"),
        (("judge", "link", "karrow@2019", "line:1", "karrow@2020"), 2, "takes 4 values"),
    ],
)
def test_what_cannot_be_done_says_why(kept, arguments, status, words):
    seen = variorum(*arguments)
    assert (seen.status, seen.out) == (status, "")
    assert words in " ".join(seen.err.split())
