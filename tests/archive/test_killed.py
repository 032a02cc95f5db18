"""Killed at any moment, an archive holds what was said to be in it, and goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.archive.archives import NOW, of, prints, traces
from tests.archive.torture import table, torture
from variorum.archive.removal import finish_erasing
from variorum.archive.store import Store
from variorum.archive.trash import put_back, trash
from variorum.archive.verify import verify

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
ROUNDS = 20


@pytest.mark.slow
def test_an_add_killed_at_twenty_random_moments_loses_nothing_that_was_said(tmp_path):
    played, statements = torture(ROUNDS, seed=20240501, folder=tmp_path)
    assert [fault for each in played for fault in each.faults] == [], table(played, statements, 20240501)
    assert sum(each.took is None for each in played) == ROUNDS
    # The moments were spread over it: some before the first batch was on the disk, some after.
    assert len({each.captures for each in played}) > 3


ACT = """
import sys
from pathlib import Path
from variorum.archive.removal import captures_of_series, purge, remove
from variorum.archive.store import Store

with Store.open(Path(sys.argv[1])) as store:
    print("begin", flush=True)
    captures = tuple(map(int, sys.argv[3:]))
    if sys.argv[2] == "purge":
        purge(store, captures)
    else:
        remove(store, captures, now="NOW")
    print("end", flush=True)
""".replace("NOW", NOW)


def killed(folder, what, captures, wait):
    command = [sys.executable, "-c", ACT, folder, what, *map(str, captures)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        return "end" in process.stdout.read()


@pytest.mark.parametrize("wait", [0.0, 0.002, 0.004, 0.008, 0.012, 0.03])
def test_a_removal_killed_at_any_moment_happened_or_did_not(folder, wait):
    with Store.open(folder) as store:
        before = prints(store)
        captures = of(store, "notices@2021-06-04")
    killed(folder, "remove", captures, wait)
    with Store.open(folder) as store:
        assert verify(store).clean
        for entry in trash(store):
            put_back(store, entry.name)
        assert prints(store) == before
        assert verify(store).clean


@pytest.mark.parametrize("wait", [0.0, 0.002, 0.004, 0.008, 0.012, 0.03])
def test_a_purge_killed_at_any_moment_can_be_finished(folder, wait):
    with Store.open(folder) as store:
        captures = of(store, "notices@2021-06-04")
    ended = killed(folder, "purge", captures, wait)
    with Store.open(folder) as store:
        gone = not store.connection.execute("SELECT 1 FROM capture WHERE id = ?", captures).fetchone()
        if ended:
            assert gone
        finish_erasing(store)
        assert verify(store).clean
        assert (traces(folder) == []) is gone
