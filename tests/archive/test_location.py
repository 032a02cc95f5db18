"""Where the archive is looked for, and what can be read where nothing can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.archives import numbers
from variorum.archive.location import ArchiveUnfinished, find_archive, open_to_read
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveDamaged, ArchiveExists, ArchiveMissing


@pytest.fixture
def two(tmp_path):
    """An archive in tmp_path, and another in a folder below."""
    for place in (tmp_path, tmp_path / "below"):
        Store.create(place / ".variorum").close()
    (tmp_path / "below" / "deep" / "deeper").mkdir(parents=True)
    return tmp_path


def test_what_is_given_comes_before_the_environment_and_that_before_what_is_near(two):
    outer, inner = two / ".variorum", two / "below" / ".variorum"
    near = two / "below" / "deep" / "deeper"
    assert find_archive(str(two), environ={"VARIORUM_ARCHIVE": str(inner)}, cwd=near) == outer
    assert find_archive(None, environ={"VARIORUM_ARCHIVE": str(two)}, cwd=near) == outer
    assert find_archive(None, environ={}, cwd=near) == inner
    assert find_archive(None, environ={"VARIORUM_ARCHIVE": ""}, cwd=two) == outer


def test_a_folder_may_be_the_archives_own_or_hold_one_and_may_be_relative(two):
    for said in ("below", "below/.variorum", str(two / "below" / ".variorum")):
        assert find_archive(said, environ={}, cwd=two) == two / "below" / ".variorum"


@pytest.mark.parametrize("environ", [{}, {"VARIORUM_ARCHIVE": "nowhere"}])
def test_nothing_is_made_in_silence(tmp_path, environ):
    with pytest.raises(ArchiveMissing) as raised:
        find_archive(None, environ=environ, cwd=tmp_path)
    assert "variorum init" in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_named_folder_without_an_archive_never_falls_back_to_a_near_one(two):
    with pytest.raises(ArchiveMissing, match=r"deep: no archive is there \(--archive\)"):
        find_archive("below/deep", environ={}, cwd=two)
    with pytest.raises(ArchiveMissing, match=r"VARIORUM_ARCHIVE"):
        find_archive(None, environ={"VARIORUM_ARCHIVE": "below/deep"}, cwd=two)


def test_an_interrupted_init_is_not_passed_over_for_an_archive_farther_up(two):
    (two / "below" / "deep" / ".variorum" / "originals").mkdir(parents=True)
    found = find_archive(None, environ={}, cwd=two / "below" / "deep")
    assert found == two / "below" / "deep" / ".variorum"
    with pytest.raises(ArchiveMissing):
        Store.open(found)
    Store.create(found).close()
    Store.open(found).close()


@pytest.mark.parametrize("left", [b"", "header"])
def test_init_finishes_what_was_interrupted_before_the_schema_was_there(tmp_path, left):
    tmp_path.joinpath("archive.sqlite").write_bytes(b"")
    if left == "header":
        connection = sqlite3.connect(tmp_path / "archive.sqlite")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        assert (tmp_path / "archive.sqlite").stat().st_size
    with pytest.raises(ArchiveMissing):
        Store.open(tmp_path)
    with Store.create(tmp_path) as store:
        assert verify(store).clean


def test_init_takes_no_other_database_and_no_archive_over(tmp_path):
    Store.create(tmp_path / "one").close()
    with pytest.raises(ArchiveExists):
        Store.create(tmp_path / "one")
    (tmp_path / "two").mkdir()
    connection = sqlite3.connect(tmp_path / "two" / "archive.sqlite")
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    before = (tmp_path / "two" / "archive.sqlite").read_bytes()
    with pytest.raises(ArchiveExists):
        Store.create(tmp_path / "two")
    with pytest.raises(ArchiveDamaged, match="not a variorum archive"):
        Store.open(tmp_path / "two")
    assert (tmp_path / "two" / "archive.sqlite").read_bytes() == before


READ = """
import sys
from pathlib import Path
from variorum.archive.location import open_to_read
from variorum.archive.verify import verify
from variorum.errors import ArchiveError

notices = []
try:
    with open_to_read(Path(sys.argv[1]), notice=notices.append) as store:
        found = verify(store)
        print(found.clean, found.captures, len(notices))
except ArchiveError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def read_only(folder, tmp_path):
    """A command that reads an archive on media that cannot be written, as a process that could not either."""
    media = tmp_path / "media"
    media.mkdir()
    root = os.geteuid() == 0
    # A real read-only file system where we may mount one; else permissions, which hold for all but root.
    mounted = (
        root
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", media], capture_output=True, check=False
        ).returncode
        == 0
    )
    if root and not mounted:
        pytest.skip("root may write everywhere, and no file system can be mounted here")

    def read(prepare=None):
        place = shutil.copytree(folder, media / ".variorum")
        if prepare:
            prepare(place)
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", media], check=True)
        else:
            os.chmod(place, 0o555)
        done = subprocess.run([sys.executable, "-c", READ, place], capture_output=True, text=True, check=False)
        assert not done.stderr, done.stderr
        return done.stdout.strip()

    yield read
    if mounted:
        subprocess.run(["umount", media], check=True)
    elif (media / ".variorum").exists():
        os.chmod(media / ".variorum", 0o755)


def test_an_archive_on_read_only_media_is_read_and_it_is_said(read_only):
    assert read_only() == "True 17 1"


def test_changes_that_wait_in_the_log_are_not_passed_over_in_silence(read_only):
    def leave_changes_in_the_log(place):
        source = Store.open(place)
        with source.writing():
            source.connection.execute("UPDATE series SET title = 'The bridge'")
        copy = place / "archive.sqlite-wal.copy"
        shutil.copy(place / "archive.sqlite-wal", copy)
        source.close()
        copy.rename(place / "archive.sqlite-wal")

    assert read_only(leave_changes_in_the_log) == ArchiveUnfinished.__name__


def test_where_the_folder_can_be_written_reading_needs_no_notice(folder):
    with open_to_read(folder, notice=pytest.fail) as store:
        assert numbers(store, "SELECT count(*) FROM capture") == [17]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.connection.execute("DELETE FROM quotation")


def test_nothing_of_the_place_is_kept_in_the_archive(folder):
    here = str(Path(folder).parent).encode()
    assert not [path for path in folder.rglob("*") if path.is_file() and here in path.read_bytes()]
