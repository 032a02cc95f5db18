"""An old archive opens and is brought up to date; a newer one is refused; what is read-only is left alone."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from tests.archive.archives import as_of_schema_1, numbers, prints
from variorum.archive import database
from variorum.archive.database import ArchiveOlder, connect
from variorum.archive.location import open_to_read
from variorum.archive.search import search
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveNewer

NOW = database.SCHEMA
# What the next schema could be: a table, a column, and rows that are made from old ones.
NEXT = """
ALTER TABLE series ADD COLUMN homepage TEXT;
CREATE TABLE note (id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series (id), words TEXT NOT NULL) STRICT;
INSERT INTO note (series, words) SELECT id, 'was ' || slug || '; a semicolon is no end' FROM series ORDER BY id;
"""
BROKEN = "CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO note VALUES ('no number');\n"


@pytest.fixture
def later(monkeypatch, tmp_path):
    """A program that knows one schema more, whose step is the file that this gives the path of."""
    scripts = tmp_path / "package" / "schema"
    scripts.mkdir(parents=True)
    for script in (database.resources.files("variorum.archive") / "schema").iterdir():
        (scripts / script.name).write_text(script.read_text("utf-8"), "utf-8")
    step = scripts / f"{NOW + 1:03}.sql"
    step.write_text(NEXT, "utf-8")
    monkeypatch.setattr(database.resources, "files", lambda _: scripts.parent)
    monkeypatch.setattr(database, "SCHEMA", NOW + 1)
    return step


def test_an_archive_of_an_earlier_schema_is_brought_up_to_date_with_all_it_holds(folder, later):
    with Store.open(folder) as store:
        assert numbers(store, "PRAGMA user_version") == [NOW + 1]
        assert numbers(store, "SELECT words FROM note")[0] == "was karrow; a semicolon is no end"
        assert numbers(store, "SELECT count(*) FROM capture") == [17]
        assert verify(store).clean
    with Store.open(folder, writable=False) as store:
        assert len(numbers(store, "SELECT id FROM note")) == 3


def test_an_archive_of_the_first_schema_opens_with_all_it_holds(folder):
    with Store.open(folder) as store:
        before = prints(store)
    as_of_schema_1(folder)
    with Store.open(folder) as store:
        assert numbers(store, "PRAGMA user_version") == [NOW]
        assert prints(store) == before
        assert verify(store).clean
        assert numbers(store, "SELECT count(*) FROM finding_seal") == [17]
        assert search(store.connection, "quay").total > 0
        with store.writing():
            store.connection.execute("UPDATE finding SET value = 'other' WHERE capture = 3 AND field = 'title'")
        assert "(its findings)" in "".join(problem.detail for problem in verify(store).failures)


def test_an_index_of_words_that_were_folded_otherwise_is_made_anew(folder):
    as_of_schema_1(folder)
    with closing(sqlite3.connect(folder / "archive.sqlite")) as connection, connection:
        connection.execute("INSERT INTO segment_index (segment_index) VALUES ('delete-all')")
        connection.execute("INSERT INTO segment_index (rowid, words) VALUES (1, '500₽ as it was')")
    with Store.open(folder) as store:
        assert numbers(store, "PRAGMA user_version") == [NOW]
        found = verify(store)
        assert found.clean, found.failures


def test_a_new_archive_takes_every_step(tmp_path, later):
    with Store.create(tmp_path / ".variorum") as store:
        assert numbers(store, "PRAGMA user_version") == [NOW + 1]
        assert numbers(store, "PRAGMA application_id") == [database.APPLICATION_ID]


def test_a_step_that_fails_leaves_the_archive_as_it_was(folder, later):
    later.write_text(BROKEN, "utf-8")
    with pytest.raises(sqlite3.IntegrityError):
        Store.open(folder)
    connection = sqlite3.connect(folder / "archive.sqlite")
    assert connection.execute("PRAGMA user_version").fetchone() == (NOW,)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'note'").fetchone() == (0,)
    connection.close()


def test_an_old_archive_that_may_not_be_written_says_so(folder, later):
    with pytest.raises(ArchiveOlder, match=rf"has schema {NOW}, this variorum reads schema {NOW + 1}"):
        Store.open(folder, writable=False)


def test_a_command_that_only_reads_brings_an_old_archive_up_to_date(folder, later):
    with open_to_read(folder, notice=pytest.fail) as store:
        assert numbers(store, "PRAGMA user_version") == [NOW + 1]
        assert numbers(store, "PRAGMA query_only") == [1]


def test_an_archive_of_a_later_schema_is_refused_and_not_touched(folder):
    connection = sqlite3.connect(folder / "archive.sqlite")
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = (folder / "archive.sqlite").read_bytes()
    for writable in (True, False):
        with pytest.raises(
            ArchiveNewer, match=rf"schema 7, and this variorum knows schemas up to {NOW}.*newer variorum"
        ):
            Store.open(folder, writable=writable)
    assert (folder / "archive.sqlite").read_bytes() == before


def migrate(path, start):
    start.wait()
    connect(path).close()


def test_two_programs_that_open_an_old_archive_at_once_take_the_step_once(folder, later):
    fork = multiprocessing.get_context("fork")
    start = fork.Event()
    programs = [fork.Process(target=migrate, args=(folder / "archive.sqlite", start)) for _ in range(4)]
    for program in programs:
        program.start()
    start.set()
    for program in programs:
        program.join(30)
    assert [program.exitcode for program in programs] == [0, 0, 0, 0]
    with Store.open(folder) as store:
        assert len(numbers(store, "SELECT id FROM note")) == 3
