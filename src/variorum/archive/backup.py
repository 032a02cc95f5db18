"""One file that holds a whole archive, made while others use it."""

from __future__ import annotations

import gzip
import hashlib
import io
import sqlite3
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.archive.database import BUSY_SECONDS, said
from variorum.archive.files import DATABASE, DRAFT, ORIGINALS, said_of, written_whole
from variorum.archive.trash import find_in_trash
from variorum.errors import ArchiveDamaged, ArchiveUnwritable, OutputError
from variorum.progress import Step, silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from variorum.archive.store import Store
    from variorum.progress import Report

TOP = "variorum-backup"
DIGEST = f"{DATABASE}.sha256"
_COMPRESSED = (".gz", ".tgz")


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds; `size` is the file's, in bytes."""

    originals: int
    size: int


class HashingReader:
    """Bytes of a stream, with the digest of what was read so far."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them."""
        data = self._stream.read(size)
        self.digest.update(data)
        return data


def backup(store: Store, target: Path, *, now: str, report: Report = silent) -> BackedUp:
    """Write the database and every original it names to one tar file; compressed where its name ends in .gz or .tgz.

    It is consistent though others go on writing, and it is there whole or not at all. The trash is left out. Unpacked,
    it is an archive's folder; `restore` checks it as well. `now` is the time to give its members (UTC, ISO 8601).
    Raises OutputError for a file that is there already, and ArchiveDamaged for an original that is not what it was.
    """
    if target.exists():
        raise OutputError(str(target), "is there already", "Name another file, or take this one away first.")
    try:
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            originals = _copy_database(store, copy)
            with written_whole(target) as file, _packing(file, target.name, now) as tar:
                _pack(store, tar, copy, originals, now=now, report=report)
        return BackedUp(len(originals), target.stat().st_size)
    except (OSError, ArchiveUnwritable) as error:
        what = error.what if isinstance(error, ArchiveUnwritable) else f"cannot be written ({said_of(error)})"
        raise OutputError(str(target), what, "Check the folder and the space left.") from error


@contextmanager
def original_checked(store: Store, sha256: str, size: int) -> Iterator[HashingReader]:
    """An original's stream; at the end it must have been read whole, and have been what its digest says.

    One that somebody removes meanwhile is found in the trash.
    """
    path = store.originals.path(sha256)
    if not path.exists():
        path = find_in_trash(store, sha256) or path
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ArchiveDamaged(str(store.folder), f"original {sha256}: {said_of(error)}") from error
    with stream:
        reader = HashingReader(stream)
        if path.stat().st_size != size:
            raise ArchiveDamaged(str(store.folder), f"original {sha256} is {path.stat().st_size} bytes, not {size}")
        yield reader
        if reader.digest.hexdigest() != sha256:
            raise ArchiveDamaged(str(store.folder), f"original {sha256} has other bytes than when it was kept")


def _copy_database(store: Store, target: Path) -> list[tuple[str, int]]:
    """Copy the database as it is at one moment; the originals it names, with their sizes."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        with said(target, BUSY_SECONDS):
            store.connection.backup(copy)
        return copy.execute("SELECT sha256, size FROM original ORDER BY sha256").fetchall()
    finally:
        copy.close()


@contextmanager
def _packing(file: BinaryIO, name: str, now: str) -> Iterator[tarfile.TarFile]:
    if not name.lower().endswith(_COMPRESSED):
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            yield tar
        return
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=_seconds(now)) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield tar


def _pack(
    store: Store, tar: tarfile.TarFile, database: Path, originals: list[tuple[str, int]], *, now: str, report: Report
) -> None:
    with database.open("rb") as stream:
        reader = HashingReader(stream)
        tar.addfile(_member(DATABASE, database.stat().st_size, now), reader)
    line = f"{reader.digest.hexdigest()}  {DATABASE}\n".encode()
    tar.addfile(_member(DIGEST, len(line), now), io.BytesIO(line))
    for done, (sha256, size) in enumerate(originals, start=1):
        with original_checked(store, sha256, size) as original:
            tar.addfile(_member(f"{ORIGINALS}/{sha256[:2]}/{sha256}", size, now), original)
        report(Step("backup", done, len(originals), "originals"))


def _member(name: str, size: int, now: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(f"{TOP}/{name}")
    info.size = size
    info.mode = 0o600
    info.mtime = _seconds(now)
    return info


def _seconds(now: str) -> int:
    return int(datetime.fromisoformat(now).timestamp())
