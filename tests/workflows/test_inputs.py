"""What a folder, and a table, bring in."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from variorum.workflows.arriving import Arrival, Refused
from variorum.workflows.inputs import files_in, table_arrivals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows that few have")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two statements, in a folder that holds a third."""
    (tmp_path / "elsewhere.txt").write_text("Not yours to keep.\n")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "near.txt").write_text("Not yours either.\n")
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "first.txt").write_text("The council met.\n")
    (folder / "below" / "second.txt").write_text("The council met again.\n")
    return folder


@contextmanager
def without_rights() -> Iterator[None]:
    """Without the right of root to read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def taken(folder: Path) -> list[str]:
    """The paths from the folder."""
    return [os.path.relpath(each, folder) for each in files_in(str(folder)) if isinstance(each, str)]


def refused(folder: Path) -> list[str]:
    """What is said of those that are not taken."""
    return [str(each.error) for each in files_in(str(folder)) if isinstance(each, Refused)]


def test_a_folder_gives_its_files_and_those_below_in_the_order_of_their_names(folder: Path) -> None:
    (folder / "below-zero.txt").write_text("Cold.\n")
    (folder / ".hidden").write_text("No.\n")
    assert taken(folder) == ["below/second.txt", "below-zero.txt", "first.txt"]
    assert refused(folder) == []


@pytest.mark.parametrize(
    "target", ["../elsewhere.txt", "../beside", "..", "/", "/nowhere/at/all", "below/../../beside"]
)
def test_a_link_that_leads_out_of_its_folder_is_refused(folder: Path, target: str) -> None:
    (folder / "link").symlink_to(target)
    assert taken(folder) == ["below/second.txt", "first.txt"]
    assert refused(folder) == [f"{folder}/link: leads out of the folder. Name the file itself if it is meant."]


def test_a_link_to_a_link_that_leads_out_is_refused(folder: Path) -> None:
    (folder / ".way").symlink_to("../beside")
    (folder / "link").symlink_to(".way/near.txt")
    assert [each.partition(": ")[0] for each in refused(folder)] == [f"{folder}/link"]


def test_a_folder_beside_that_begins_with_the_same_name_is_outside(folder: Path) -> None:
    (folder.parent / "folder-2").mkdir()
    (folder / "link").symlink_to("../folder-2")
    assert len(refused(folder)) == 1


def test_links_that_go_round_in_a_circle_end(folder: Path) -> None:
    (folder / "below" / "up").symlink_to("..")
    (folder / "below" / "again").symlink_to(".")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    # Links to one another lead to no file: who opens them says so.
    assert taken(folder) == ["a", "b", "below/second.txt", "first.txt"]


def test_what_a_link_leads_to_within_is_taken_once_under_its_own_name(folder: Path) -> None:
    (folder / "a-link.txt").symlink_to("first.txt")
    (folder / "z-link").symlink_to("below")
    assert taken(folder) == ["below/second.txt", "first.txt"]


def test_a_hidden_file_within_is_taken_where_a_link_names_it(folder: Path) -> None:
    (folder / ".store").mkdir()
    (folder / ".store" / "1").write_text("The council met thrice.\n")
    (folder / "third.txt").symlink_to(".store/1")
    (folder / "third-again.txt").symlink_to(".store/1")
    assert taken(folder) == ["below/second.txt", "first.txt", "third-again.txt"]


def test_a_folder_that_is_itself_named_by_a_link_is_read(folder: Path) -> None:
    (folder.parent / "way").symlink_to("folder")
    assert taken(folder.parent / "way") == ["below/second.txt", "first.txt"]


def test_a_folder_that_cannot_be_read_is_refused_and_the_rest_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    folder.chmod(0o755)
    (folder / "below").chmod(0)
    with without_rights():
        found = list(files_in("."))
    (folder / "below").chmod(0o755)
    assert [each for each in found if isinstance(each, str)] == ["./first.txt"]
    assert [str(each.error).split(". ")[0] for each in found if isinstance(each, Refused)] == [
        "./below: cannot be read (permission denied)"
    ]


def test_a_folder_without_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("No.\n")
    assert refused(tmp_path) == [
        f"{tmp_path}: holds no file to add. Hidden files and archives are left out: name a file."
    ]


def test_a_table_draws_in_nothing_from_outside_of_its_folder_neither_by_path_nor_by_link(folder: Path) -> None:
    (folder / "link.txt").symlink_to("../elsewhere.txt")
    table = folder / "table.csv"
    table.write_text("file,title\nfirst.txt,One\n../elsewhere.txt,Two\nlink.txt,Three\n,Four\n")
    found = list(table_arrivals(str(table), now=lambda: "2031-03-04T05:06:07Z"))
    for each in found:
        if isinstance(each, Arrival):
            each.stream.close()
    leads_out = "leads out of the folder. Name the file itself if it is meant."
    assert [type(each).__name__ for each in found] == ["Arrival", "Refused", "Refused", "Refused"]
    assert [str(each.error).removeprefix(str(folder)) for each in found if isinstance(each, Refused)] == [
        f"/table.csv, line 3: names '../elsewhere.txt', which {leads_out}",
        f"/link.txt: {leads_out}",
        "/table.csv, line 5: names no file. Write the path of the statement into its column file.",
    ]
