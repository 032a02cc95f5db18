"""Digests of what is read: of a stream as it is read, and of an input that may be many files."""

from __future__ import annotations

import hashlib
import io
from typing import Any, BinaryIO, cast

_CHUNK = 1 << 20


class InputDigest:
    """The size and digest of an input: of one file its own, of several that of their names, sizes and digests."""

    def __init__(self) -> None:
        self._one: tuple[str, int, str] | None = None
        self._many: Any = None
        self.size = 0

    def add(self, name: str, size: int, sha256: str) -> None:
        """One more file of it."""
        self.size += size
        if self._one is None and self._many is None:
            self._one = (name, size, sha256)
            return
        if self._many is None:
            self._many = hashlib.sha256()
            assert self._one is not None  # noqa: S101 - the first came before
            self._feed(*self._one)
        self._feed(name, size, sha256)

    @property
    def digest(self) -> str:
        """The digest as hex digits."""
        if self._many is not None:
            return str(self._many.hexdigest())
        return self._one[2] if self._one else hashlib.sha256().hexdigest()

    def _feed(self, name: str, size: int, sha256: str) -> None:
        self._many.update(f"{sha256} {size} {name}\n".encode())


class CountedStream(io.RawIOBase):
    """A stream that is read from its beginning to its end, with its digest."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._marked = 0
        self.size = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: object) -> int:
        """As many bytes as come."""
        view = memoryview(cast("bytearray", buffer)).cast("B")
        chunk = self._stream.read(len(view))
        view[: len(chunk)] = chunk
        self._hash.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    def buffered(self) -> io.BufferedReader:
        """What reads it."""
        return io.BufferedReader(self, _CHUNK)

    @property
    def is_far(self) -> bool:
        """Whether so much was read since the last mark that it is worth saying."""
        return self.size - self._marked >= _CHUNK

    def mark(self) -> int:
        """How many bytes were read."""
        self._marked = self.size
        return self.size

    def finish(self) -> tuple[int, str]:
        """Size and digest of all of it, read to its end."""
        buffer = bytearray(_CHUNK)
        while self.readinto(buffer):
            pass
        return self.size, self._hash.hexdigest()
