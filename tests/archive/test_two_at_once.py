"""Two programs on one archive, and a clock that goes backwards."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.archive.archives import FIRST_NOTICE, PAGE, SECOND_NOTICE, keep, numbers
from variorum.archive import database
from variorum.archive.catalogue import witnesses
from variorum.archive.fingerprint import derived_fingerprint
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveBusy
from variorum.workflows.rebuild import rebuild


def notice(number):
    return f"Notice {number}\n\n{number % 28 + 1} June 2018\n\nBerth {number} is closed until further notice.\n"


def test_writers_take_turns_and_every_statement_of_each_is_there(folder):
    def write(who):
        with Store.open(folder) as store:
            for number in range(12):
                keep(store, f"{who}-{number}.txt", notice(number * 4 + who), series=f"berths-{who % 2}")

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(write, range(4))) == [None] * 4
    with Store.open(folder) as store:
        assert numbers(store, "SELECT count(*) FROM capture") == [17 + 48]
        assert verify(store).clean
        assert rebuild(store).identical


def test_the_second_writer_waits_for_the_first(folder):
    with Store.open(folder) as first:
        done = []

        def write():
            with Store.open(folder) as second:
                keep(second, "late.txt", notice(1), series="berths")
            done.append(time.monotonic())

        with first.writing():
            writer = threading.Thread(target=write)
            writer.start()
            time.sleep(0.3)
            assert done == []
            ended = time.monotonic()
        writer.join()
        assert done[0] >= ended


def test_a_second_writer_that_waited_too_long_says_that_it_is_busy_and_changed_nothing(folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with Store.open(folder) as first, Store.open(folder) as second:
        before = derived_fingerprint(second.connection)
        with first.writing(), pytest.raises(ArchiveBusy, match=r"another process has been writing .* 0.2 seconds"):
            keep(second, "late.txt", notice(1), series="berths")
        assert derived_fingerprint(second.connection) == before
        keep(second, "late.txt", notice(1), series="berths")
        assert verify(second).clean


def test_a_reader_sees_one_state_while_another_writes_and_the_next_one_after(folder):
    with Store.open(folder) as writer, Store.open(folder, writable=False) as reader:
        before = derived_fingerprint(reader.connection)
        with writer.writing():
            writer.connection.execute("DELETE FROM finding")
            assert derived_fingerprint(reader.connection) == before
            assert verify(reader).clean
        assert derived_fingerprint(reader.connection) != before


def test_a_rebuild_keeps_no_reader_waiting(folder):
    with Store.open(folder) as writer, Store.open(folder, writable=False) as reader:
        seen = []
        rebuild(writer, report=lambda _: seen.append(numbers(reader, "SELECT count(*) FROM statement")[0]))
        assert set(seen) == {16}


def test_a_clock_set_back_breaks_neither_revisions_nor_their_order(tmp_path):
    third = SECOND_NOTICE.replace("quay", "mole")
    with Store.create(tmp_path / ".variorum") as store:
        outcomes = [
            keep(store, "notice.txt", text, at=at, url=PAGE)[0].outcome
            for text, at in (
                (FIRST_NOTICE, "2024-05-01T10:00:00Z"),
                (SECOND_NOTICE, "1970-01-01T00:00:07Z"),
                (SECOND_NOTICE, "1969-12-31T23:59:59Z"),
                (third, "2023-01-01T00:00:00Z"),
                (FIRST_NOTICE, "1999-12-31T00:00:00Z"),
            )
        ]
        assert outcomes == ["added", "revision", "unchanged", "revision", "returned"]
        rows = list(witnesses(store.connection))
        assert [(row.revision, row.captured[:4]) for row in rows] == [(1, "2024"), (2, "1970"), (3, "2023")]
        assert [row.reference for row in rows] == [f"notices@2022-03-07:en{end}" for end in ("", "~2", "~3")]
        assert verify(store).clean
        assert rebuild(store).identical
