"""Asking a process of its own to read: what it answers, or which of its limits it passed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from variorum.errors import SourceDamaged, SourceError, SourceTimeout, SourceTooLarge, SourceUnreadable
from variorum.ingest.apart import frames
from variorum.ingest.apart.request import STATEMENTS, Request
from variorum.ingest.apart.walls import NO_MEMORY
from variorum.ingest.found import Statement
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.found import Unread

# A process that reads a container may itself wait for another that reads an item.
_CONTAINER_PATIENCE = 2
_SEEMS = "a document"
_PROGRAM = "variorum.ingest.worker"
_LEAST_LOOK = 0.001
_LOOK = 0.05
# UTF-8 has four bytes for a character at most.
_BYTES_A_CHARACTER = 4
_STOPPED_BY_SYSTEM = -getattr(signal, "SIGXCPU", 24)


def is_possible() -> bool:
    """Whether a process can be started: a program that has Python built in cannot start Python."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def document(request: Request, data: bytes, seems: str = _SEEMS) -> Statement:
    """The document, or the characters, that these bytes are; `seems` is what they seem to be, with its article."""
    with _Process(request, io.BytesIO(data), len(data), seems=seems) as process:
        found = process.answer()[0]
        if not isinstance(found, Statement):
            raise process.misunderstood()
        return found


def media_type(request: Request, stream: BinaryIO) -> str:
    """What the whole of a stream is."""
    with _of_stream(request, stream) as process:
        found = process.answer()[0]
        if not isinstance(found, str):
            raise process.misunderstood()
        return found


def statements(request: Request, stream: BinaryIO) -> Iterator[Statement | Unread]:
    """Every statement of a seekable stream, which stands where reading has come to while each is yielded."""
    with _of_stream(request, stream) as process:
        after = ""
        while True:
            found, place = process.answer(after=after)
            if found is None:
                return
            if isinstance(found, str):
                raise process.misunderstood()
            after = found.locator
            stream.seek(place)
            yield found


@contextmanager
def _of_stream(request: Request, stream: BinaryIO) -> Iterator[_Process]:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    own = _opened_again(stream)
    try:
        with _Process(request, own or stream, size, is_file=own is not None) as process:
            yield process
    finally:
        if own is not None:
            own.close()


def _opened_again(stream: BinaryIO) -> BinaryIO | None:
    """The same file with a place of its own: who asked may read his meanwhile. None where there is no such file."""
    name = getattr(stream, "name", None)
    if not isinstance(name, str):
        return None
    try:
        again = open(name, "rb")  # noqa: SIM115 - closed by who asked
    except (OSError, ValueError):
        return None
    try:
        if os.path.samestat(os.fstat(again.fileno()), os.fstat(stream.fileno())):
            return again
    except (OSError, ValueError):
        pass
    again.close()
    return None


class _Process:
    """A process that reads one source, from its start to its end, which comes when this is left."""

    def __init__(
        self, request: Request, source: BinaryIO, size: int, *, is_file: bool = False, seems: str = _SEEMS
    ) -> None:
        self._request = request
        self._source = source
        self._size = size
        self._is_file = is_file
        self._seems = seems
        patience = _CONTAINER_PATIENCE if request.task == STATEMENTS else 1
        self._seconds = patience * request.limits.seconds

    def __enter__(self) -> _Process:
        self._complaints = tempfile.TemporaryFile()
        try:
            self._process = self._started()
        except OSError as error:
            self._complaints.close()
            reason = f"the process that reads it did not start: {error.strerror}"
            raise SourceUnreadable(self._request.name, reason) from error
        self._deadline = _Deadline(self._process, self._seconds)
        if not self._is_file:
            self._send()
        return self

    def __exit__(self, *_: object) -> None:
        self._deadline.end()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._complaints):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _started(self) -> subprocess.Popen[bytes]:
        # -P: the folder that one stands in must not come before Python's own modules.
        command = [sys.executable, "-P", "-X", "utf8", "-m", _PROGRAM]
        return subprocess.Popen(  # noqa: S603
            [*command, self._request.line()] if self._is_file else command,
            stdin=self._source if self._is_file else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def _send(self) -> None:
        """Give it the request and the source, all of which it takes before it answers."""
        sink = cast("IO[bytes]", self._process.stdin)
        # A process that has ended takes no more: what became of it is seen where its answer is missing.
        with self._deadline.running(), suppress(OSError):
            sink.write(self._request.line().encode("ascii") + b"\n")
            shutil.copyfileobj(self._source, sink, 1024 * 1024)
        with suppress(OSError):
            sink.close()

    def answer(self, *, after: str = "") -> tuple[Statement | Unread | str | None, int]:
        """What it says next, and the byte it has come to. Raises the SourceError that it sent, or that befell it.

        `after` is the locator of what it said before.
        """
        most = _BYTES_A_CHARACTER * self._request.limits.unpacked_bytes
        try:
            with self._deadline.running():
                received = frames.read_frame(cast("IO[bytes]", self._process.stdout), most)
            found = frames.value_of(*received) if received is not None else None
        except frames.FrameBroken as error:
            raise self._failure(after) from error
        if received is None:
            raise self._failure(after)
        if isinstance(found, SourceError):
            raise found
        return found, frames.place_of(received[0])

    def misunderstood(self) -> SourceError:
        """What is said of a process that answers what it was not asked."""
        return self._broken("what was read cannot be understood")

    def _failure(self, after: str) -> SourceError:
        """What became of a process that does not answer."""
        name, limits = self._request.name, self._request.limits
        what = f"what comes after {after}" if after else f"its {bytes_said(self._size)}"
        if self._deadline.is_passed:
            return SourceTimeout(name, f"{what} could not be read", seconds=self._seconds)
        status = self._process.wait()
        if status == NO_MEMORY:
            limit = bytes_said(limits.memory_bytes)
            return SourceTooLarge(name, seen=f"{what} need{'s' if after else ''} more memory to be read", limit=limit)
        if status == _STOPPED_BY_SYSTEM:
            return SourceTimeout(name, f"{what} could not be read", seconds=limits.seconds)
        if status < 0:
            return self._broken(f"the process that read it broke down or was out of memory, code {status}")
        self._complaints.seek(0)
        said = self._complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        return self._broken(said[0] if said else f"the process that read it ended with {status}")

    def _broken(self, detail: str) -> SourceError:
        return SourceDamaged(self._request.name, self._seems, detail)


class _Deadline:
    """Ends a process that lets one wait for so long; what the one who waits does in between does not count."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._end: float | None = None
        self._over = threading.Event()
        self.is_passed = False
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    @contextmanager
    def running(self) -> Iterator[None]:
        """While one waits for the process."""
        self._end = time.monotonic() + self._seconds
        yield
        self._end = None

    def end(self) -> None:
        """Watch no more."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(max(_LEAST_LOOK, min(_LOOK, self._seconds))):
            end = self._end
            if end is not None and time.monotonic() >= end:
                self.is_passed = True
                self._process.kill()
                return
