"""A disk that is full: nothing that was kept is lost, and with space again the work goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.archive.archives import FIRST_NOTICE, NOW, keep, numbers, of, prints, traces
from variorum.archive.backup import backup
from variorum.archive.bag import export
from variorum.archive.lineages import find_traced
from variorum.archive.removal import ErasingUnfinished, finish_erasing, purge, remove
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveUnwritable, OutputError
from variorum.workflows.rebuild import rebuild
from variorum.workflows.series import trace_series

SIZE = 8_000_000
LEFT = (0, 4_096, 16_384, 40_000, 80_000, 160_000, 320_000)


@pytest.fixture
def disk(tmp_path):
    """A small file system of its own; where none may be mounted, these tests cannot run, and the next one does."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place]
    if os.name == "nt" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def fill_up(disk, left):
    """Leave so many bytes free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    with ballast.open("r+b") as file:
        file.truncate(max(0, ballast.stat().st_size - left))
    return ballast


def notices(count=40):
    for number in range(count):
        lines = "\n\n".join(f"Berth {number * 31 + line} is closed. The Council regrets that." for line in range(40))
        yield f"{number}.txt", f"Notice {number}\n\n{number % 28 + 1} June 2018\n\n{lines}\n"


def keep_all(store, said):
    """Add every notice, and note what is said to be added."""
    for name, text in notices():
        said += [each.witness.text_sha256 for each in keep(store, name, text)]


@pytest.mark.parametrize("left", LEFT)
def test_adding_until_the_disk_is_full_keeps_all_that_was_said_and_goes_on_with_space(master, disk, left):
    folder = shutil.copytree(master, disk / ".variorum")
    said = []
    with Store.open(folder) as store:
        ballast = fill_up(disk, left)
        with pytest.raises(ArchiveUnwritable, match="no space left on"):
            keep_all(store, said)
        assert verify(store).clean
    ballast.unlink()
    with Store.open(folder) as store:
        there = store.connection.execute("SELECT text_sha256 FROM statement").fetchall()
        assert set(said) <= {sha256 for (sha256,) in there}
        for name, text in notices():
            keep(store, name, text)
        assert numbers(store, "SELECT count(*) FROM capture") == [17 + 40]
        found = verify(store)
        assert (found.clean, found.notes) == (True, ())
        assert rebuild(store).identical


@pytest.mark.parametrize("left", LEFT)
def test_nothing_else_that_needs_space_harms_an_archive(master, disk, left):
    folder = shutil.copytree(master, disk / ".variorum")
    with Store.open(folder) as store:
        before = prints(store)
        ballast = fill_up(disk, left)
        for act in (
            lambda: rebuild(store),
            lambda: backup(store, disk / "backup.tar", now=NOW),
            lambda: export(store, disk / "bag"),
            lambda: remove(store, of(store, "karrow@2019"), now=NOW),
        ):
            with suppress(ArchiveUnwritable, OutputError):
                act()
            assert verify(store).clean
        for copy in (disk / "backup.tar", disk / "bag"):
            # There whole, or not at all.
            if copy.exists():
                assert restore(copy, disk.parent / f"back-{copy.name}").verified.clean
        assert {path.name for path in disk.iterdir()} <= {".variorum", "ballast", "backup.tar", "bag"}
    ballast.unlink()
    with Store.open(folder) as store:
        if numbers(store, "SELECT count(*) FROM capture") == [17]:
            assert prints(store) == before
        assert verify(store).clean


@pytest.mark.parametrize("left", LEFT)
def test_a_purge_that_ran_out_of_space_can_be_finished(master, disk, left):
    folder = shutil.copytree(master, disk / ".variorum")
    with Store.open(folder) as store:
        captures = of(store, "notices@2021-06-04")
        ballast = fill_up(disk, left)
        with suppress(ArchiveUnwritable, ErasingUnfinished):
            purge(store, captures)
        ballast.unlink()
        finish_erasing(store)
        gone = not store.connection.execute("SELECT 1 FROM capture WHERE id = ?", captures).fetchone()
        assert verify(store).clean
    assert (traces(folder) == []) is gone


BOUNDED = """
import resource, signal, sys
from pathlib import Path
from tests.archive.archives import keep
from tests.archive.test_full_disk import notices
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveUnwritable

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(Path(sys.argv[1])) as store:
    size = int(sys.argv[2]) + (store.folder / "archive.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        for name, text in notices():
            keep(store, name, text)
    except ArchiveUnwritable as error:
        print("refused", verify(store).clean)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are of POSIX")
@pytest.mark.parametrize("more", [0, 30_000, 100_000])
def test_a_file_that_may_not_grow_is_like_a_full_disk(folder, more):
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", BOUNDED, folder, str(more)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("refused True\n", "")
    with Store.open(folder) as store:
        for name, text in notices():
            keep(store, name, text)
        assert numbers(store, "SELECT count(*) FROM capture") == [17 + 40]
        assert verify(store).clean


def test_init_on_a_full_disk_leaves_nothing_that_stands_in_the_way(disk):
    ballast = fill_up(disk, 0)
    with pytest.raises(ArchiveUnwritable):
        Store.create(disk / ".variorum")
    ballast.unlink()
    with Store.create(disk / ".variorum") as store:
        keep(store, "notice.txt", FIRST_NOTICE)
        assert verify(store).clean


def test_a_series_is_shown_where_there_is_no_space_to_remember_it(disk):
    with Store.create(disk / ".variorum") as store:
        keep_all(store, [])
    with Store.open(disk / ".variorum") as store:
        fill_up(disk, 80_000)
        assert len(trace_series(store, "notices").lineage.issues) == 40
        assert find_traced(store.connection, "notices", "en") is None
