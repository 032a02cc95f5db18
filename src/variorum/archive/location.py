"""Where the archive is, and opening it for reading where nothing can be written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from variorum.archive.files import DATABASE, FOLDER
from variorum.errors import ArchiveError, ArchiveMissing, ArchiveUnwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from variorum.archive.store import Store

VARIABLE = "VARIORUM_ARCHIVE"


class NamedArchiveMissing(ArchiveMissing):
    """The folder that was named holds no archive; `by` says how it was named."""

    def __init__(self, place: str, by: str) -> None:
        ArchiveError.__init__(
            self,
            place,
            f"no archive is there ({by})",
            "Name the folder that holds one, or make one with: variorum init.",
        )


class ArchiveUnfinished(ArchiveError):
    """Changes of an interrupted program wait beside a database that cannot be written."""

    def __init__(self, place: str) -> None:
        super().__init__(
            place,
            f"the last changes are still in {DATABASE}-wal, and this folder cannot be written",
            "Copy the whole folder to where it can be written, and name the copy with --archive DIR.",
        )


def find_archive(given: str | None, *, environ: Mapping[str, str], cwd: Path) -> Path:
    """The folder of the archive: as `given` (--archive), else as VARIORUM_ARCHIVE says, else the nearest upwards.

    A named folder is the archive's own or holds a `.variorum`. An interrupted `init` upwards counts as the nearest, so
    that nothing is put in silence into an archive farther away. Raises ArchiveMissing.
    """
    named, by = (given, "--archive") if given else (environ.get(VARIABLE), VARIABLE)
    if named:
        return _named(cwd / named, named, by)
    for folder in (cwd, *cwd.parents):
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    raise ArchiveMissing(str(cwd))


def _named(folder: Path, said: str, by: str) -> Path:
    for place in (folder, folder / FOLDER):
        if (place / DATABASE).is_file():
            return place
    raise NamedArchiveMissing(said, by)


def open_to_read(folder: Path, *, notice: Callable[[str], None]) -> Store:
    """The archive, opened only for reading, on media that cannot be written too; `notice` is told when it is so.

    One of an earlier schema is brought up to date first, where that can be written.

    Raises ArchiveMissing, ArchiveNewer, ArchiveOlder, ArchiveDamaged or ArchiveUnfinished.
    """
    from variorum.archive.database import ArchiveOlder  # here, since looking for an archive needs no SQLite
    from variorum.archive.store import Store

    try:
        return open_as_it_is(folder, notice=notice)
    except ArchiveOlder:
        if not os.access(folder, os.W_OK):
            raise
        # Of an earlier schema: reading is no reason to leave a person before a closed door.
        Store.open(folder).close()
        return Store.open(folder, writable=False)


def open_as_it_is(folder: Path, *, notice: Callable[[str], None] | None = None) -> Store:
    """The archive, opened only for reading as `open_to_read` does it; one of an earlier schema raises ArchiveOlder."""
    from variorum.archive.store import Store

    try:
        return Store.open(folder, writable=False)
    except ArchiveUnwritable:
        if os.access(folder, os.W_OK):
            raise
    waiting = folder / f"{DATABASE}-wal"
    if waiting.exists() and waiting.stat().st_size:
        raise ArchiveUnfinished(str(folder))
    store = Store.open(folder, writable=False, immutable=True)
    if notice is not None:
        notice(f"{folder}: cannot be written; it is read as it stands, and must not change meanwhile.")
    return store
