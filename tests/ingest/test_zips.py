"""Zip files: names that are only names, and files that are meant to do harm."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tempfile
import tracemalloc
import zipfile
import zlib
from dataclasses import replace

import pytest

from tests.ingest.containers import WORDS, jsonl_of, plain_zip_of, read, texts, unread, zip_of
from variorum.errors import SourceError, SourceTooLarge
from variorum.ingest.found import Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.locators import steps

ONE, TWO, THREE = WORDS


def test_names_that_lead_elsewhere_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = [
        "../../up.txt",
        "/etc/passwd",
        "C:\\windows\\a.txt",
        "a/../b.txt",
        "a!b%c#d.txt",
        "CON",
        "a\nb.txt",
        "row:1",
    ]
    found = read(zip_of([(name, f"{ONE} {name}".encode()) for name in names]))
    assert len(texts(found)) == len(names)
    assert [steps(each.locator) for each in found] == [
        (("member", zipfile.ZipInfo(name).filename, 1),) for name in names
    ]
    assert all("/" not in each.name and "\\" not in each.name for each in found)
    assert list(tmp_path.iterdir()) == []


def test_members_of_one_name_are_told_apart():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zip_of([("a.txt", ONE.encode()), ("a.txt", TWO.encode()), ("a.txt#2", THREE.encode())])
    found = read(data)
    assert texts(found) == [ONE, TWO, THREE]
    assert len({each.locator for each in found}) == 3


def test_folders_and_what_systems_leave_behind_are_no_statements():
    names = ["__MACOSX/._a.txt", ".DS_Store", "sub/.DS_Store", "Thumbs.db", "sub/"]
    found = read(zip_of([*((name, b"") for name in names), ("a.txt", ONE.encode())]))
    assert [each.locator for each in found] == ["member:a.txt"]


def test_links_and_protected_members_are_said():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("secret.txt", "x" * 40)
        archive.writestr("a.txt", ONE)
    data = bytearray(out.getvalue())
    # The flag of encryption, in the local header and in the directory.
    data[data.index(b"secret.txt") - 30 + 6] |= 1
    data[data.rindex(b"secret.txt") - 46 + 8] |= 1
    found = read(bytes(data))
    assert texts(found) == [ONE]
    assert "is a link" in unread(found)["member:link.txt"]
    assert "password" in unread(found)["member:secret.txt"]


def test_a_damaged_member_is_said_and_the_others_are_read():
    data = bytearray(zip_of([("a.txt", ONE.encode() * 20), ("b.txt", TWO.encode())]))
    data[60] ^= 0xFF
    found = read(bytes(data))
    assert texts(found) == [TWO]
    assert "damaged" in unread(found)["member:a.txt"]


def test_an_empty_archive_and_a_cut_one():
    assert read(zip_of([])) == []
    with pytest.raises(SourceError, match="damaged"):
        read(plain_zip_of(WORDS)[:-30])


def test_a_member_that_is_a_bomb_is_refused_and_the_others_are_read():
    members = [
        ("bomb.txt", b"0" * 20_000_000),
        ("a.txt", ONE.encode()),
        ("bomb.jsonl", b'{"text": "' + b"0" * 20_000_000 + b'"}'),
    ]
    tracemalloc.start()
    found = read(zip_of(members))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert texts(found) == [ONE]
    assert "at most 250 times its packed size" in unread(found)["member:bomb.txt"]
    assert most < 40_000_000


def test_bombs_in_bombs_stop_the_whole_source():
    inner = zip_of([(f"{number}.txt", b"The Council decided. " * 8000) for number in range(50)])
    outer = zip_of([(f"{number}.zip", inner) for number in range(200)])
    found = read(outer, limits=replace(DEFAULT_LIMITS, ratio=150))
    assert len(found) < 200 * 50
    assert isinstance(found[-1], Unread)
    assert found[-1].locator == ""
    assert "at most 150 times its size" in str(found[-1].error)


@pytest.mark.parametrize("level", [1, 2])
def test_gzip_bombs_are_refused_in_little_memory(level):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join([*(packer.compress(bytes(10**7)) for _ in range(30)), packer.flush()])
    for _ in range(level - 1):
        data = gzip.compress(data, mtime=0)
    tracemalloc.start()
    with pytest.raises(SourceTooLarge, match="250 times"):
        read(data, limits=replace(DEFAULT_LIMITS, input_bytes=10**9))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200_000_000


def test_a_bomb_of_rows_gives_the_rows_before_it_and_stops():
    rows = jsonl_of([ONE]) + (b'{"text": "' + b"0" * 1000 + b'"}\n') * 100_000
    found = read(gzip.compress(rows, mtime=0), limits=replace(DEFAULT_LIMITS, ratio=20))
    assert texts(found)[0] == ONE
    assert len(found) < 100_000
    assert isinstance(found[-1].error, SourceTooLarge)


def test_a_directory_that_would_fill_the_memory_is_refused():
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 400_000
    directory = entry * count
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    with pytest.raises(SourceError, match="list of members"):
        read(b"PK\x03\x04" + directory + end)


def test_of_members_that_lie_over_one_another_none_is_read():
    # Every entry of the directory points to the same bytes.
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(200_000)) + packed.flush()
    crc = zlib.crc32(bytes(200_000))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(body), 200_000, 1, 0) + b"a" + body
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(body), 200_000, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * 3_000
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 3_000, 3_000, len(directory), len(local), 0)
    found = read(local + directory + end)
    assert texts(found) == []
