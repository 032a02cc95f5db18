"""What a container hands out, and the bounds that all of it together stays under."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast
from zipfile import BadZipFile

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from variorum.ingest.decode import Decoded
    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.witnesses import TextWarning

HEAD = 256 * 1024
"""The bytes that a format is known by."""

_CHUNK = 1024 * 1024

# What the standard library raises on broken compression, methods unknown to it among it.
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a container, of whatever format: a member, a payload, an attachment.

    `codec` is the encoding its container declares for it; `warnings` are those its container has about it.
    """

    step: str
    name: str
    stream: BinaryIO
    claims: tuple[Claim, ...] = ()
    codec: str | None = None
    warnings: tuple[TextWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters that a container holds itself: a row's text, an entry's content.

    `item` is the bytes whose digest stands for it. `media_type` is that of the characters where the container says it.
    """

    step: str
    item: bytes
    decoded: Decoded
    media_type: str | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A part that could not be taken out; `error` names the part as `Bounds.said` does."""

    step: str
    name: str
    error: SourceError


class Container(Protocol):
    """One format that holds others. Whatever the bytes, it ends or raises a SourceError, in bounded time and memory.

    `name` is what the container is called in messages.
    """

    def __call__(self, stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Part | Passage | Lost]:
        """The parts in their order; each is used up before the next is asked for."""
        ...


class BoundsPassed(SourceTooLarge):
    """What all parts of a source together may take is used up: nothing more of it is read."""


class Bounds:
    """What one source may grow to, counted through all containers in it."""

    def __init__(self, name: str, size: int, limits: Limits) -> None:
        self.limits = limits
        self._name = name
        # A few kilobytes of rows may well grow more than a document does.
        self._room = limits.ratio * max(size, 64 * 1024)
        self._unpacked = 0
        self._parts = 0

    def unpack(self, count: int) -> None:
        """Count bytes that came out of compression."""
        self._unpacked += count
        if self._unpacked > self._room:
            limit = f"{self.limits.ratio} times its size"
            raise BoundsPassed(self._name, seen=f"it unpacks to more than {bytes_said(self._room)}", limit=limit)

    def count(self) -> None:
        """Count one more part."""
        self._parts += 1
        if self._parts > self.limits.parts:
            raise BoundsPassed(
                self._name, seen=f"more than {self.limits.parts:,} parts", limit=f"{self.limits.parts:,}"
            )


class Forward(io.RawIOBase):
    """A stream for `io.BufferedReader`, read in full buffers, never closed by it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """Whether the stream behind it is."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As the stream behind it does."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As the stream behind it does."""
        return self._stream.tell()

    def readinto(self, buffer: object) -> int:
        """As many bytes as fit, fewer only at the end."""
        view = memoryview(cast("bytearray", buffer)).cast("B")
        filled = 0
        while filled < len(view):
            chunk = self._stream.read(len(view) - filled)
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled


class Unpacking(io.RawIOBase):
    """What comes out of a decompressor, counted. It ends at damage or a bound: `check_whole` then tells."""

    def __init__(self, stream: BinaryIO, name: str, bounds: Bounds, *, seems: str, most: int | None = None) -> None:
        self._stream = stream
        self._name = name
        self._bounds = bounds
        self._seems = seems
        self._most = most
        self._total = 0
        self.failure: SourceError | None = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: object) -> int:
        """As many bytes as fit, fewer at the end."""
        view = memoryview(cast("bytearray", buffer)).cast("B")
        filled = 0
        while filled < len(view) and self.failure is None:
            chunk = self._chunk(len(view) - filled)
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled

    def _chunk(self, size: int) -> bytes:
        read = getattr(self._stream, "read1", self._stream.read)
        try:
            chunk: bytes = read(min(size, 64 * 1024))
        except BROKEN as error:
            reason = str(error).rstrip(".") or type(error).__name__
            self.failure = SourceDamaged(self._name, self._seems, reason[:1].lower() + reason[1:])
            return b""
        self._total += len(chunk)
        try:
            self._bounds.unpack(len(chunk))
        except BoundsPassed as error:
            self.failure = error
            return b""
        if self._most is not None and self._total > self._most:
            seen = f"it unpacks to more than {bytes_said(self._most)}"
            limit = f"{self._bounds.limits.ratio} times its packed size"
            self.failure = SourceTooLarge(self._name, seen=seen, limit=limit)
            return b""
        return chunk


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """A reader whose `peek` at the beginning shows the head."""
    return io.BufferedReader(raw, HEAD)


def check_whole(stream: BinaryIO) -> None:
    """Raise what cut a stream of `Unpacking` short; the bytes before it were good."""
    failure: SourceError | None = getattr(getattr(stream, "raw", None), "failure", None)
    if failure is not None:
        raise failure


def up_to(stream: BinaryIO, count: int) -> bytes:
    """So many bytes, fewer at the end. `read` itself would take memory for all that is asked for."""
    chunks: list[bytes] = []
    while count > 0 and (chunk := stream.read(min(count, _CHUNK))):
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def all_bytes(stream: BinaryIO, name: str, limit: int) -> bytes:
    """All that is left of a stream; raises SourceTooLarge past the limit, and what cut it short."""
    data = up_to(stream, limit + 1)
    check_whole(stream)
    if len(data) > limit:
        raise SourceTooLarge(name, seen=f"more than {bytes_said(limit)}", limit=bytes_said(limit))
    return data
