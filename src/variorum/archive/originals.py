"""Original bytes in a folder, each under its own digest."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

from variorum.errors import ArchiveDamaged, ArchiveUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DRAFT = ".draft-"


class Originals:
    """A content-addressed folder: originals/<first 2 characters>/<sha256>. A file in it never changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest are, or would be."""
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Keep the bytes and return their digest; on return they are on the disk for good."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if self._holds(target, len(data)):
            return sha256
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(target, data)
        except OSError as error:
            raise ArchiveUnwritable(
                str(self.folder.parent), (error.strerror or type(error).__name__).lower()
            ) from error
        return sha256

    def bytes_of(self, sha256: str) -> bytes:
        """The bytes of a digest, checked against it. Raises ArchiveDamaged where they are gone or changed."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise ArchiveDamaged(str(self.folder.parent), f"original {sha256}: {reason}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveDamaged(str(self.folder.parent), f"original {sha256} has other bytes than when it was kept")
        return data

    def kept(self) -> Iterator[str]:
        """The digests of all files here, in order."""
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.is_dir():
                yield from sorted(file.name for file in folder.iterdir() if not file.name.startswith(_DRAFT))

    def sweep(self) -> None:
        """Remove what interrupted writes left behind; only while no other process writes."""
        for draft in self.folder.glob(f"*/{_DRAFT}*"):
            with suppress(OSError):
                draft.unlink()

    def _holds(self, target: Path, size: int) -> bool:
        # A file of the right name and another size was left by a failing disk: it is written again.
        try:
            return target.stat().st_size == size
        except OSError:
            return False

    def _write(self, target: Path, data: bytes) -> None:
        descriptor, draft = tempfile.mkstemp(prefix=_DRAFT, dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
            _sync_folder(target.parent)
            _sync_folder(self.folder)
        except BaseException:
            with suppress(OSError):
                os.unlink(draft)
            raise


def _sync_folder(folder: Path) -> None:
    """Put a folder's own entries on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
