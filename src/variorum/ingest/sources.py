"""Bytes of a path or of standard input, bounded in size and in waiting."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from variorum.errors import (
    SourceIsFolder,
    SourceMissing,
    SourceNotAFile,
    SourceSilent,
    SourceTooLarge,
    SourceUnreadable,
)
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    from typing import BinaryIO, TextIO

    from variorum.ingest.limits import Limits

STANDARD_INPUT = "-"
CHUNK = 1024 * 1024
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def source_bytes(name: str, *, limits: Limits, stdin: BinaryIO | None = None) -> bytes:
    """All bytes of a file, pipe or device, or of standard input for "-".

    A file's size is checked before anything of it is read; of what has no size, no more than one byte past the limit.
    A pipe or terminal with a path is given up after `silence_seconds` without a byte; standard input is waited for as
    long as whoever writes it has it open. Raises a SourceError that says why there are none.
    """
    try:
        if name == STANDARD_INPUT:
            return _stream_bytes(name, stdin, limits.input_bytes)
        _check_kind(name, os.stat(name).st_mode)
        descriptor = os.open(name, _FLAGS)
        try:
            return _descriptor_bytes(name, descriptor, limits)
        finally:
            os.close(descriptor)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the path
        raise SourceMissing(name) from error
    except OSError as error:
        raise SourceUnreadable(name, (error.strerror or type(error).__name__).lower()) from error


def _check_kind(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise SourceIsFolder(name)
    if stat.S_ISSOCK(mode):
        raise SourceNotAFile(name, "a socket")
    if stat.S_ISBLK(mode):
        raise SourceNotAFile(name, "a disk")


def _stream_bytes(name: str, stdin: BinaryIO | None, limit: int) -> bytes:
    # A program started without standard input has none, whatever the type says.
    own: TextIO | None = sys.stdin
    stream = own.buffer if stdin is None and own is not None else stdin
    if stream is None:
        raise SourceUnreadable(name, "there is no standard input")
    if stream.isatty():
        # Read in parts, a terminal would have to be ended twice; what a person types is bounded by the person.
        return stream.read()
    chunks: list[bytes] = []
    total = 0
    while total <= limit:
        chunk = stream.read(min(CHUNK, limit + 1 - total))
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        total += len(chunk)
    raise _endless(name, limit)


def _descriptor_bytes(name: str, descriptor: int, limits: Limits) -> bytes:
    status = os.fstat(descriptor)
    limit = limits.input_bytes
    if stat.S_ISREG(status.st_mode) and status.st_size > limit:
        raise SourceTooLarge(name, seen=bytes_said(status.st_size), limit=bytes_said(limit))
    if stat.S_ISFIFO(status.st_mode):
        # A pipe that no program has opened for writing yet reads as ended.
        _await_bytes(name, descriptor, limits.silence_seconds)
    chunks: list[bytes] = []
    total = 0
    while total <= limit:
        try:
            chunk = os.read(descriptor, min(CHUNK, limit + 1 - total))
        except BlockingIOError:
            _await_bytes(name, descriptor, limits.silence_seconds)
            continue
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        total += len(chunk)
    raise _endless(name, limit)


def _await_bytes(name: str, descriptor: int, seconds: float) -> None:
    """Wait until a pipe or terminal has bytes or has ended."""
    import select

    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    if not poll.poll(seconds * 1000):
        raise SourceSilent(name, _silence(descriptor), seconds=seconds)


def _silence(descriptor: int) -> str:
    """What did not happen at an open pipe or terminal."""
    if os.isatty(descriptor):
        return "is a terminal, and nothing was typed there"
    try:
        is_open = bool(os.read(descriptor, 1))
    except BlockingIOError:
        is_open = True
    return f"{'nothing was written to' if is_open else 'no program began to write to'} this pipe"


def _endless(name: str, limit: int) -> SourceTooLarge:
    return SourceTooLarge(name, seen=f"more than {bytes_said(limit)}", limit=bytes_said(limit))
