"""A backup and an exported bag hold all of an archive, and bring it back identical or not at all."""

from __future__ import annotations

import csv
import getpass
import gzip
import hashlib
import io
import json
import os
import shutil
import socket
import sqlite3
import tarfile
import threading
from contextlib import closing

import bagit
import pytest

from tests.archive.archives import NOW, as_of_schema_1, keep, numbers, prints
from variorum.archive.backup import backup
from variorum.archive.bag import export
from variorum.archive.database import SCHEMA
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.location import find_archive
from variorum.archive.removal import captures_of_series, remove
from variorum.archive.restore import CopyRefused, restore
from variorum.archive.seals import seal_findings
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ArchiveDamaged, ArchiveExists, ArchiveNewer, OutputError, SourceMissing

THIS_SCHEMA = f"Variorum-Schema: {SCHEMA}".encode()

COPIES = ("backup.tar", "backup.tar.gz", "backup.tgz", "bag")


def copy(store, target):
    return export(store, target) if target.suffix == "" else backup(store, target, now=NOW)


def references(store):
    query = "SELECT series, date, ordinal, language, revision, text_sha256, text FROM statement ORDER BY 1, 2, 3, 4, 5"
    return store.connection.execute(query).fetchall()


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", COPIES)
def test_what_comes_back_is_identical_and_sound(store, tmp_path, name):
    copy(store, tmp_path / name)
    target = tmp_path / "back" / ".variorum"
    target.parent.mkdir()
    back = restore(tmp_path / name, target)
    assert back.verified.clean
    assert back.originals == 11
    with Store.open(target) as again:
        assert prints(again) == prints(store)
        assert references(again) == references(store)
        assert sorted(again.originals.kept()) == sorted(store.originals.kept())
        assert numbers(again, "PRAGMA journal_mode") == ["wal"]
        keep(again, "more.txt", "A later notice\n\n9 May 2024\n\nThe quay is open again.\n")
        assert verify(again).clean


@pytest.mark.parametrize("name", COPIES)
def test_texts_with_characters_that_no_utf8_holds_come_back(store, tmp_path, name):
    content = "Half a pair \ud83d and a NUL \0 here."
    sha256 = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    with store.writing():
        run = store.connection.execute
        run("UPDATE text SET content = ?, sha256 = ? WHERE id = 1", (content.encode("utf-8", "surrogatepass"), sha256))
        run("DELETE FROM block WHERE text = 1")
        run("DELETE FROM segment WHERE text = 1 AND number > 0")
        run('UPDATE segment SET "start" = 0, "end" = ? WHERE text = 1', (len(content),))
    copy(store, tmp_path / name)
    restore(tmp_path / name, tmp_path / "back")
    with Store.open(tmp_path / "back") as again:
        assert prints(again) == prints(store)


def test_a_bag_is_a_bag_for_the_library_of_congress(store, tmp_path):
    export(store, tmp_path / "bag")
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert bag.version_info == (1, 0)
    payload = tree(tmp_path / "bag" / "data")
    assert bag.info["Payload-Oxum"] == f"{sum(map(len, payload.values()))}.{len(payload)}"


def test_the_same_archive_gives_the_same_bytes(store, tmp_path):
    export(store, tmp_path / "one")
    shutil.copytree(store.folder, tmp_path / "elsewhere")
    with Store.open(tmp_path / "elsewhere") as other:
        export(other, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    for name in ("one.tar", "two.tar", "one.tar.gz", "two.tar.gz"):
        backup(store, tmp_path / name, now=NOW)
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()


@pytest.mark.parametrize("name", COPIES)
def test_nothing_in_it_tells_of_this_machine(store, tmp_path, name):
    target = tmp_path / "q7private" / name
    target.parent.mkdir()
    copy(store, target)
    data = b"".join(tree(target).values()) if target.is_dir() else target.read_bytes()
    if name.endswith("gz"):
        assert data[3] == 0, "a gzip header with a file name"
        data = gzip.decompress(data)
    names = {str(tmp_path), "q7private", socket.gethostname(), os.getcwd(), f"/{getpass.getuser()}/"}
    assert not [said for said in names if said.encode() in data]


def test_a_bag_can_be_read_by_people_and_by_any_program(store, tmp_path):
    export(store, tmp_path / "bag")
    data = tmp_path / "bag" / "data"
    with (data / "statements.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == 16
    first = next(row for row in listed if row["reference"] == "letters@2020-01-01:en")
    assert first["title"] == "Letter 0 of the Karrow Gauge Office"
    assert (data / first["original"]).is_file()
    texts = [json.loads(line) for line in (data / "tables" / "text.jsonl").read_text("utf-8").splitlines()]
    letter = next(text for text in texts if text["sha256"] == first["text_sha256"])
    kinds = [letter["content"][start:end] for kind, _, start, end in letter["segments"] if kind == "sentence"]
    assert kinds == ["The Office read gauge 0 at dawn.", "The water stood 3 spans high.", "It fell."]
    readme = (data / "README.txt").read_text("utf-8")
    assert all(path.name.removesuffix(".jsonl") in readme for path in (data / "tables").iterdir())


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(store, tmp_path):
    keep(store, "=cmd.txt", "It is closed and will stay so.\n", series="traps")
    with store.writing():
        for table, column in (("witness", "title"), ("finding", "value")):
            title = '=HYPERLINK("http://x")'
            store.connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = '=cmd'", (title,))
        seal_findings(store.connection, max(numbers(store, "SELECT id FROM capture")))
    export(store, tmp_path / "bag")
    text = (tmp_path / "bag" / "data" / "statements.csv").read_text("utf-8")
    assert '"\'=HYPERLINK(""http://x"")"' in text
    assert restore(tmp_path / "bag", tmp_path / "back").verified.clean


def test_a_backup_unpacked_by_hand_is_an_archive(store, tmp_path):
    backup(store, tmp_path / "b.tar", now=NOW)
    with tarfile.open(tmp_path / "b.tar") as tar:
        tar.extractall(tmp_path, filter="data")
    with Store.open(find_archive(str(tmp_path / "variorum-backup"), environ={}, cwd=tmp_path)) as again:
        assert verify(again).clean
        assert prints(again) == prints(store)


def test_a_backup_made_while_another_program_adds_and_removes_is_consistent(folder, tmp_path):
    stop = threading.Event()
    added = []

    def write():
        with Store.open(folder) as store:
            while not stop.is_set():
                number = len(added)
                keep(store, f"{number}.txt", f"Notice {number}\n\nBerth {number} is closed.\n", series="berths")
                added.append(number)
                if number % 5 == 4:
                    captures = captures_of_series(store.connection, "berths")
                    remove(store, captures[:2], now=NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Store.open(folder, writable=False) as store:
            for number in range(6):
                before = len(added)
                backup(store, tmp_path / f"{number}.tar", now=NOW)
                export(store, tmp_path / f"bag{number}")
                while len(added) < before + 3 and writer.is_alive():
                    pass
    finally:
        stop.set()
        writer.join()
    assert len(added) > 10
    for number in range(6):
        for name in (f"{number}.tar", f"bag{number}"):
            assert restore(tmp_path / name, tmp_path / f"back-{name}").verified.clean


@pytest.mark.parametrize("name", COPIES)
def test_nothing_is_overwritten_and_nothing_half_written_is_left(store, tmp_path, name):
    (tmp_path / name).write_text("something of mine")
    with pytest.raises(OutputError, match="is there already"):
        copy(store, tmp_path / name)
    assert (tmp_path / name).read_text() == "something of mine"
    (tmp_path / name).unlink()

    path = store.originals.path(sorted(store.originals.kept())[5])
    path.write_bytes(path.read_bytes().swapcase())
    with pytest.raises(ArchiveDamaged, match="other bytes"):
        copy(store, tmp_path / name)
    path.unlink()
    with pytest.raises(ArchiveDamaged, match="no such file"):
        copy(store, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [".variorum"]


@pytest.mark.parametrize("name", COPIES)
def test_an_archive_is_never_restored_over_another(store, folder, tmp_path, name):
    copy(store, tmp_path / name)
    before = prints(store)
    with pytest.raises(ArchiveExists):
        restore(tmp_path / name, folder)
    assert prints(store) == before


@pytest.mark.parametrize("name", ["backup.tar", "backup.tar.gz"])
def test_a_backup_with_any_byte_changed_or_cut_off_is_refused(store, tmp_path, name):
    backup(store, tmp_path / name, now=NOW)
    data = (tmp_path / name).read_bytes()
    bad = tmp_path / "bad.tar"
    size = len(data)
    changed = [data[: size * cut // 10] for cut in range(10)]
    changed += [data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :] for at in range(600, size - 12_000, size // 24)]
    for content in changed:
        bad.write_bytes(content)
        try:
            back = restore(bad, tmp_path / "back")
        except CopyRefused:
            assert not (tmp_path / "back").exists()
            continue
        # A byte of padding or of a time that no digest covers: what came back is the archive all the same.
        assert back.verified.clean
        with Store.open(tmp_path / "back") as again:
            assert prints(again) == prints(store)
        shutil.rmtree(tmp_path / "back")
    assert {path.name for path in tmp_path.iterdir()} == {".variorum", name, "bad.tar"}


def crafted(source, target, extra):
    """A backup with members more, or other, than it had."""
    with tarfile.open(source) as tar, tarfile.open(target, "w") as out:
        for member in tar:
            out.addfile(member, tar.extractfile(member))
        extra(out)


def file_named(name):
    def add(tar):
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))

    return add


def link_named(name, kind, to):
    def add(tar):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, to
        tar.addfile(info)

    return add


TOP = "variorum-backup"
SHA = hashlib.sha256(b"evil").hexdigest()


@pytest.mark.parametrize(
    "extra",
    [
        file_named("../evil"),
        file_named("/tmp/evil"),
        file_named(f"{TOP}/../../evil"),
        file_named(f"{TOP}/originals/../evil"),
        file_named(f"{TOP}/trash/evil"),
        file_named(f"{TOP}/archive.sqlite-wal"),
        file_named(f"{TOP}/archive.sqlite"),
        file_named(f"{TOP}/originals/{SHA[:2]}/{SHA}"),
        file_named(f"{TOP}/originals/00/{SHA}"),
        file_named(f"{TOP}/originals/{'0' * 2}/{'0' * 64}"),
        link_named(f"{TOP}/originals/{SHA[:2]}/{SHA}", tarfile.SYMTYPE, "/etc/passwd"),
        link_named(f"{TOP}/originals/{SHA[:2]}/{SHA}", tarfile.LNKTYPE, f"{TOP}/archive.sqlite"),
        link_named(f"{TOP}/originals/{SHA[:2]}/{SHA}", tarfile.FIFOTYPE, ""),
        link_named(f"{TOP}/originals", tarfile.SYMTYPE, "/tmp"),
    ],
)
def test_a_backup_that_holds_what_no_backup_holds_is_refused(store, tmp_path, extra):
    backup(store, tmp_path / "b.tar", now=NOW)
    crafted(tmp_path / "b.tar", tmp_path / "evil.tar", extra)
    with pytest.raises(CopyRefused):
        restore(tmp_path / "evil.tar", tmp_path / "in" / "back")
    assert {path.name for path in tmp_path.rglob("*evil*")} == {"evil.tar"}
    assert not (tmp_path / "in" / "back").exists()


def manifest_again(bag):
    """Make the manifests of a changed bag fit, as somebody who forges one would."""
    for name, files in (
        ("manifest-sha256.txt", sorted(path for path in (bag / "data").rglob("*") if path.is_file())),
        ("tagmanifest-sha256.txt", [bag / "bagit.txt", bag / "bag-info.txt", bag / "manifest-sha256.txt"]),
    ):
        lines = (
            f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n" for path in files
        )
        (bag / name).write_text("".join(lines))


def edit(name, old, new):
    def change(bag):
        path = bag / name
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return change


def forge(*changes):
    def change(bag):
        for each in changes:
            each(bag)
        manifest_again(bag)

    return change


def plant(name):
    def change(bag):
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_bytes(b"evil")

    return change


TEXTS = "data/tables/text.jsonl"
BAD_BAGS = {
    "no declaration": lambda bag: (bag / "bagit.txt").unlink(),
    "another declaration": edit("bagit.txt", b"1.0", b"9.0"),
    "a text changed": edit(TEXTS, b"regrets", b"accepts"),
    "a file more": plant("data/evil"),
    "a file less": lambda bag: (bag / TEXTS).unlink(),
    "a line less": lambda bag: (bag / "manifest-sha256.txt").write_text(""),
    "no tag manifest": lambda bag: (bag / "tagmanifest-sha256.txt").unlink(),
    "a path upwards": edit("manifest-sha256.txt", b"  data/README.txt", b"  data/../../evil"),
    "an absolute path": edit("manifest-sha256.txt", b"  data/README.txt", b"  /etc/passwd"),
    "a path of Windows": edit("manifest-sha256.txt", b"  data/README.txt", b"  data\\..\\evil"),
    "a link": lambda bag: ((bag / TEXTS).rename(bag.parent / "t"), (bag / TEXTS).symlink_to(bag.parent / "t")),
    "a linked folder": lambda bag: (
        (bag / "data" / "tables").rename(bag.parent / "t"),
        (bag / "data" / "tables").symlink_to(bag.parent / "t"),
    ),
    "forged: a text changed": forge(edit(TEXTS, b"regrets", b"accepts")),
    "forged: a title changed": forge(edit("data/tables/witness.jsonl", b"Letter 0", b"Letter 9")),
    "forged: an original more": forge(plant(f"data/originals/{SHA[:2]}/{SHA}")),
    "forged: an original of another name": forge(plant(f"data/originals/00/{'0' * 64}")),
    "forged: no JSON": forge(edit(TEXTS, b"{", b"[")),
    "forged: a member less": forge(edit(TEXTS, b'"content"', b'"contents"')),
    "forged: another type": forge(edit("data/tables/original.jsonl", b'"size": ', b'"size": "many", "sizes": ')),
    "forged: a capture of nothing": forge(edit("data/tables/capture.jsonl", b'"original": "', b'"original": "0')),
    "forged: another archive's": forge(edit("bag-info.txt", THIS_SCHEMA, b"Variorum-Schema: one")),
}


@pytest.mark.parametrize("what", BAD_BAGS)
def test_a_bag_that_is_not_what_it_was_is_refused(store, tmp_path, what):
    bag = tmp_path / "in" / "bag"
    bag.parent.mkdir()
    export(store, bag)
    BAD_BAGS[what](bag)
    with pytest.raises(CopyRefused):
        restore(bag, tmp_path / "back")
    assert not (tmp_path / "back").exists()
    assert {path.name for path in tmp_path.iterdir()} == {".variorum", "in"}


def test_a_bag_whose_manifests_only_were_made_again_is_still_good(store, tmp_path):
    export(store, tmp_path / "bag")
    forge()(tmp_path / "bag")
    assert restore(tmp_path / "bag", tmp_path / "back").verified.clean


def test_copies_of_the_first_schema_come_back_with_all_they_hold(store, tmp_path):
    before = prints(store)
    export(store, tmp_path / "bag")
    bag = tmp_path / "bag"
    for name in ("former_place", "finding_seal", "judgement", "judgement_anchor"):
        (bag / "data" / "tables" / f"{name}.jsonl").unlink()
    changes = [(THIS_SCHEMA, b"Variorum-Schema: 1")]
    for make in (truth_fingerprint, derived_fingerprint):
        now, then = (make(store.connection, schema=schema).encode() for schema in (SCHEMA, 1))
        changes.append((now, then))
    forge(*(edit("bag-info.txt", *change) for change in changes))(bag)
    assert restore(bag, tmp_path / "back").verified.clean
    with Store.open(tmp_path / "back") as back:
        assert prints(back) == before

    as_of_schema_1(store.folder)
    with closing(sqlite3.connect(store.folder / "archive.sqlite", isolation_level=None)) as old:
        backup(Store(store.folder, old), tmp_path / "b.tar", now=NOW)
    assert restore(tmp_path / "b.tar", tmp_path / "again").verified.clean
    with Store.open(tmp_path / "again") as again:
        assert prints(again) == before


def test_copies_of_a_later_schema_are_refused_with_the_way_out(store, tmp_path):
    export(store, tmp_path / "bag")
    forge(edit("bag-info.txt", THIS_SCHEMA, b"Variorum-Schema: 9"))(tmp_path / "bag")
    with pytest.raises(ArchiveNewer, match="newer variorum"):
        restore(tmp_path / "bag", tmp_path / "back")
    store.connection.execute("PRAGMA user_version = 9")
    backup(store, tmp_path / "b.tar", now=NOW)
    with pytest.raises(ArchiveNewer):
        restore(tmp_path / "b.tar", tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar at all", b"\x1f\x8b\x08broken"])
def test_what_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(CopyRefused):
        restore(tmp_path / "b.tar", tmp_path / "back")


def test_what_is_not_there_is_said_to_be_missing_and_nothing_is_made(tmp_path):
    with pytest.raises(SourceMissing, match=r"gone\.tar: no such file"):
        restore(tmp_path / "gone.tar", tmp_path / "back")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_takes_an_archive_and_a_file_is_left_alone(store, tmp_path):
    backup(store, tmp_path / "b.tar", now=NOW)
    (tmp_path / "back").mkdir()
    assert restore(tmp_path / "b.tar", tmp_path / "back").verified.clean
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ArchiveExists):
        restore(tmp_path / "b.tar", tmp_path / "file")


def test_a_backup_of_an_archive_that_is_only_read_needs_no_right_to_write(folder, tmp_path):
    with Store.open(folder, writable=False) as store:
        backup(store, tmp_path / "b.tar", now=NOW)
        export(store, tmp_path / "bag")
        with pytest.raises(sqlite3.OperationalError):
            store.connection.execute("DELETE FROM finding")
