"""An archive's files by name; files that are there whole or not at all, and on the disk when it is said so."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from variorum.errors import ArchiveUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

FOLDER = ".variorum"
DATABASE = "archive.sqlite"
ORIGINALS = "originals"
DRAFT = ".draft-"


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file to write; at the end it takes its name at once, or after an error there is nothing."""
    descriptor, draft = tempfile.mkstemp(prefix=DRAFT, dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            sync_file(file)
        os.replace(draft, target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def sync_file(file: IO[Any]) -> None:
    """Put what was written to an open file on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's own entries on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_said(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into an error that names the archive and the way out."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnwritable(str(folder), said_of(error)) from error


def said_of(error: OSError) -> str:
    """What the system said, in its words."""
    return (error.strerror or type(error).__name__).lower()
