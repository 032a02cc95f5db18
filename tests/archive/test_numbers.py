"""A number in a reference is given once, whatever is removed, erased or restored after it."""

from __future__ import annotations

import pytest

from tests.archive.archives import NOW, SECRET_TEXT, keep, numbers, of, prints, traces
from variorum.archive.backup import backup
from variorum.archive.bag import export
from variorum.archive.numbers import next_ordinal, next_revision
from variorum.archive.removal import captures_of_series, empty_trash, purge, remove
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.trash import put_back
from variorum.model.provenance import Issue

NOTICE = Issue("notices", "2022-03-07", 1)
TAKE = {
    "remove": lambda store, captures: remove(store, captures, now=NOW),
    "remove and empty the trash": lambda store, captures: (remove(store, captures, now=NOW), empty_trash(store)),
    "purge": purge,
}


def test_numbers_go_on_from_those_that_are_there(store):
    assert next_ordinal(store.connection, "notices", "2021-06-04") == 2
    assert next_ordinal(store.connection, "notices", "2021-06-05") == 1
    assert next_ordinal(store.connection, "nobody", "2021-06-04") == 1
    assert next_revision(store.connection, NOTICE, "en") == 3
    assert next_revision(store.connection, NOTICE, "fr") == 1


@pytest.mark.parametrize("take", TAKE)
def test_a_number_that_was_cited_is_not_given_again(store, take):
    TAKE[take](store, of(store, "notices@2022-03-07~2"))
    assert next_revision(store.connection, NOTICE, "en") == 3
    assert next_revision(store.connection, NOTICE, "fr") == 1

    TAKE[take](store, captures_of_series(store.connection, "notices"))
    assert "notices" not in numbers(store, "SELECT slug FROM series")
    assert next_revision(store.connection, NOTICE, "en") == 3
    assert next_ordinal(store.connection, "notices", "2021-06-04") == 2
    assert next_ordinal(store.connection, "notices", "2021-06-05") == 1


@pytest.mark.parametrize("name", ["backup.tar", "bag"])
def test_numbers_that_are_spent_are_so_in_a_restored_archive(store, tmp_path, name):
    purge(store, of(store, "notices@2021-06-04"))
    copied = export(store, tmp_path / name) if name == "bag" else backup(store, tmp_path / name, now=NOW)
    assert copied.originals == 10
    assert restore(tmp_path / name, tmp_path / "back").verified.clean
    with Store.open(tmp_path / "back") as again:
        assert next_ordinal(again.connection, "notices", "2021-06-04") == 2
        assert prints(again) == prints(store)


def test_what_is_left_of_an_erased_statement_is_no_name(store):
    keep(store, "heard.txt", SECRET_TEXT.replace("quay", "basin"), series="heron")
    purge(store, captures_of_series(store.connection, "heron"))
    assert next_ordinal(store.connection, "heron", "2021-06-04") == 2
    assert traces(store.folder, "heron") == []
    assert numbers(store, "SELECT count(*) FROM spent_number") == [1]


def test_a_number_is_free_to_bear_what_bore_it_when_that_comes_back(store):
    second = remove(store, of(store, "notices@2022-03-07~2"), now=NOW)
    first = remove(store, of(store, "notices@2022-03-07~1"), now=NOW)
    put_back(store, first.entry)
    assert next_revision(store.connection, NOTICE, "en") == 3
    assert put_back(store, second.entry).moved == ()
    assert next_revision(store.connection, NOTICE, "en") == 3
    assert numbers(store, "SELECT count(*) FROM spent_number") == [0]
