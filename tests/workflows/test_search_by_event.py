"""Searching lines by what became of them in their series."""

from __future__ import annotations

import pytest

from tests.archive.archives import keep
from variorum.archive.store import Store
from variorum.errors import LineagesUnwritable
from variorum.model.found import LineFate, Scope
from variorum.workflows.search import search

HARBOUR = "The Council welcomes the progress that the harbour towns have made since the spring."
TOLLS = "The Council will review the tolls at its next session."
TOLLS_AGAIN = "The Council will review the tolls and the harbour dues at its next session."
FUND = "A fund of four million crowns supports the families of lost sailors."
PILOT = "No ship may pass the strait at night without a pilot."


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as store:
        for year, lines in (
            (2001, (HARBOUR, TOLLS, FUND)),
            (2002, (HARBOUR, TOLLS_AGAIN, PILOT)),
            (2003, (HARBOUR, TOLLS_AGAIN, FUND, PILOT)),
        ):
            text = f"Notice of the Harbour Council\n\n4 June {year}\n\n" + "\n\n".join(lines) + "\n"
            keep(store, f"{year}.txt", text, series="notices")
        yield store


def found(store, words, event, **scope):
    return [
        (hit.date, hit.event, hit.event_at)
        for hit in search(store, words, scope=Scope(event=LineFate(event), **scope)).rows
    ]


def test_a_dropped_line_is_found_where_it_stood_last_with_the_issue_that_has_it_no_more(store):
    assert found(store, "sailors", "dropped") == [("2001-06-04", "dropped", "notices@2002-06-04:en")]
    assert found(store, "pilot", "dropped") == []


def test_an_added_line_is_found_where_it_is_first_and_where_it_is_back(store):
    assert found(store, "sailors", "added") == [
        ("2003-06-04", "returned", "notices@2003-06-04:en"),
        ("2001-06-04", "introduced", "notices@2001-06-04:en"),
    ]
    assert found(store, "pilot", "added") == [("2002-06-04", "introduced", "notices@2002-06-04:en")]


def test_a_rewording_is_found_by_its_old_words_and_its_new_ones(store):
    assert found(store, "tolls", "reworded") == [
        ("2002-06-04", "reworded", "notices@2002-06-04:en"),
        ("2001-06-04", "reworded", "notices@2002-06-04:en"),
    ]
    assert found(store, "dues", "reworded") == [("2002-06-04", "reworded", "notices@2002-06-04:en")]


def test_what_became_of_lines_follows_a_new_issue(store):
    keep(store, "2004.txt", f"Notice of the Harbour Council\n\n4 June 2004\n\n{HARBOUR}\n", series="notices")
    assert ("2003-06-04", "dropped", "notices@2004-06-04:en") in found(store, "pilot", "dropped")


def test_a_scope_narrows_what_became_of_lines_too(store):
    assert found(store, "sailors", "dropped", date_from="2002") == []
    assert found(store, "sailors", "dropped", series="notices") != []


def test_an_archive_that_cannot_be_written_says_so_where_its_series_are_not_traced_yet(store):
    with Store.open(store.folder) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LineagesUnwritable, match="variorum series show notices"):
            found(store, "sailors", "dropped")
        other.connection.execute("ROLLBACK")
