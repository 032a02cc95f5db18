"""What SQLite must be able to do, and rehearsing in a copy."""

from __future__ import annotations

import io
import os

import pytest

from tests.archive.archives import NOW, SECRET_TEXT, keep, numbers, prints
from variorum.archive import database
from variorum.archive.database import SqliteLacking
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.workflows.add import add
from variorum.workflows.arriving import Arrival

OTHER = SECRET_TEXT.replace("quay", "mole").replace("4 June", "5 June")


@pytest.mark.parametrize(
    ("lack", "said"),
    [("a version", "this Python has SQLite 3.36.0[.]"), ("FTS5", "without FTS5[.] Run variorum with another Python")],
)
def test_a_sqlite_that_cannot_hold_an_archive_is_named_and_nothing_is_made(tmp_path, folder, monkeypatch, lack, said):
    if lack == "FTS5":
        monkeypatch.setattr(database, "sqlite_modules", lambda: frozenset({"json_each"}))
    else:
        monkeypatch.setattr(database.sqlite3, "sqlite_version_info", (3, 36, 0))
        monkeypatch.setattr(database.sqlite3, "sqlite_version", "3.36.0")
    with pytest.raises(SqliteLacking, match=said):
        Store.create(tmp_path / "new" / ".variorum")
    assert not (tmp_path / "new").exists()
    for writable in (True, False):
        with pytest.raises(SqliteLacking, match=r"an archive needs SQLite 3\.37\.0 or later with FTS5"):
            Store.open(folder, writable=writable)


def arrival(text, name="other.txt"):
    return Arrival(name, io.BytesIO(text.encode()), NOW)


def test_a_rehearsal_changes_nothing_and_keeps_no_writer_waiting(folder):
    with Store.open(folder) as store, Store.open(folder) as other:
        before = prints(store)
        rehearsal = add(store, iter([arrival(OTHER), arrival(OTHER, "again.txt")]), now=lambda: NOW, dry_run=True)
        assert next(rehearsal).outcome == "added"
        other.connection.execute("PRAGMA busy_timeout = 0")
        (done,) = keep(other, "meanwhile.txt", OTHER.replace("mole", "pier"), series="piers")
        assert done.outcome == "added"
        assert next(rehearsal).outcome == "unchanged"
        assert list(rehearsal) == []
        assert numbers(store, "SELECT count(*) FROM capture") == [18]
        assert prints(store) != before
        assert verify(store).clean
        assert verify(store).notes == ()


def test_a_rehearsal_needs_no_right_to_write(folder):
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Store.open(folder, writable=False) as store:
        (done,) = add(store, [arrival(OTHER)], now=lambda: NOW, dry_run=True)
        assert done.outcome == "added"
        assert numbers(store, "PRAGMA query_only") == [1]
    with Store.open(folder, immutable=True) as store:
        (done,) = add(store, [arrival(OTHER)], now=lambda: NOW, dry_run=True)
        assert done.outcome == "added"
    assert {path: path.read_bytes() for path in files} == files


def test_a_rehearsal_that_is_broken_off_leaves_the_archive_open(folder):
    store = Store.open(folder)
    rehearsal = add(store, iter([arrival(OTHER), arrival(OTHER)]), now=lambda: NOW, dry_run=True)
    next(rehearsal)
    rehearsal.close()
    assert numbers(store, "SELECT count(*) FROM capture") == [17]
    rehearsal = add(store, iter([arrival(OTHER), arrival(OTHER)]), now=lambda: NOW, dry_run=True)
    next(rehearsal)
    store.close()
    rehearsal.close()
    assert not (folder / "archive.sqlite-wal").exists() or os.name == "nt"
