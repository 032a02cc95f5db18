"""Original bytes in a folder, each under its own digest."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from variorum.archive.files import DRAFT, said_of, sync_folder, written_whole
from variorum.errors import ArchiveDamaged, ArchiveUnwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept under which digest; `size` in bytes."""

    sha256: str
    size: int


class Originals:
    """A content-addressed folder: originals/<first 2 characters>/<sha256>. A file in it never changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest are, or would be."""
        return self.folder / sha256[:2] / sha256

    def keep(self, stream: BinaryIO) -> Kept:
        """Keep all bytes of a seekable stream under their digest; on return they are on the disk for good.

        Memory is one chunk. Bytes that are there already are read and compared with their digest; a file that a failing
        disk changed is written again.
        """
        kept = fingerprint(stream)
        target = self.path(kept.sha256)
        if self.holds(kept.sha256, kept.size) and self._is_sound(target, kept):
            return kept
        try:
            self._write(target, stream, kept)
        except OSError as error:
            raise ArchiveUnwritable(str(self.folder.parent), said_of(error)) from error
        return kept

    def holds(self, sha256: str, size: int) -> bool:
        """Whether a file of this digest and size is there. It is not read: `keep` and `variorum verify` do that."""
        try:
            return self.path(sha256).stat().st_size == size
        except OSError:
            return False

    def open(self, sha256: str) -> BinaryIO:
        """The kept bytes as a seekable stream, unchecked. Raises ArchiveDamaged where they are gone."""
        try:
            return self.path(sha256).open("rb")
        except OSError as error:
            raise ArchiveDamaged(str(self.folder.parent), f"original {sha256}: {said_of(error)}") from error

    def bytes_of(self, sha256: str) -> bytes:
        """The bytes of a digest, checked against it. Raises ArchiveDamaged where they are gone or changed."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise ArchiveDamaged(str(self.folder.parent), f"original {sha256}: {said_of(error)}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveDamaged(str(self.folder.parent), f"original {sha256} has other bytes than when it was kept")
        return data

    def kept(self) -> Iterator[str]:
        """The digests of all files here, in order."""
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.is_dir():
                yield from sorted(file.name for file in folder.iterdir() if not file.name.startswith(DRAFT))

    def sweep(self) -> None:
        """Remove what interrupted writes left behind; only while no other process writes."""
        for draft in self.folder.glob(f"*/{DRAFT}*"):
            with suppress(OSError):
                draft.unlink()

    def _is_sound(self, target: Path, kept: Kept) -> bool:
        try:
            with target.open("rb") as there:
                return fingerprint(there) == kept
        except OSError:
            return False

    def _write(self, target: Path, stream: BinaryIO, kept: Kept) -> None:
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self.folder)
        with written_whole(target) as file:
            if _fed(stream, file.write) != kept:
                raise ArchiveUnwritable(str(self.folder.parent), "the source changed while it was read")


def fingerprint(stream: BinaryIO) -> Kept:
    """The digest and size of all bytes of a seekable stream."""
    return _fed(stream, len)


def _fed(stream: BinaryIO, take: Callable[[bytes], object]) -> Kept:
    """The digest and size of all bytes of a stream, each chunk of them handed on."""
    stream.seek(0)
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        take(chunk)
    return Kept(digest.hexdigest(), size)
