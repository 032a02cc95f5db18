"""What is said to be kept is on the disk, byte for byte."""

from __future__ import annotations

import io

import pytest

from variorum.archive.originals import Originals

DATA = b"The quay is closed until further notice."


@pytest.mark.parametrize("left", [DATA[:-1] + b"!", DATA[:-1], DATA + b".", None])
def test_keeping_bytes_whose_file_is_damaged_or_gone_writes_them_again(tmp_path, left):
    originals = Originals(tmp_path / "originals")
    kept = originals.keep(io.BytesIO(DATA))
    path = originals.path(kept.sha256)
    if left is None:
        path.unlink()
    else:
        path.write_bytes(left)
    assert originals.keep(io.BytesIO(DATA)) == kept
    assert originals.bytes_of(kept.sha256) == DATA
    assert [file.name for file in path.parent.iterdir()] == [kept.sha256]


def test_keeping_bytes_that_are_there_writes_nothing(tmp_path):
    originals = Originals(tmp_path / "originals")
    kept = originals.keep(io.BytesIO(DATA))
    before = originals.path(kept.sha256).stat()
    originals.keep(io.BytesIO(DATA))
    after = originals.path(kept.sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_whether_a_file_is_there_is_told_without_reading_it(tmp_path):
    originals = Originals(tmp_path / "originals")
    kept = originals.keep(io.BytesIO(DATA))
    assert originals.holds(kept.sha256, kept.size)
    assert not originals.holds(kept.sha256, kept.size + 1)
    originals.path(kept.sha256).unlink()
    assert not originals.holds(kept.sha256, kept.size)
