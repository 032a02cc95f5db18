"""Where large columns are kept: in memory while there is room, in nameless files from there on."""

from __future__ import annotations

import mmap
import os
import tempfile
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.errors import ScratchUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from numpy.typing import DTypeLike, NDArray

# What is touched of files before their pages are given back, as a share of the memory.
_TOUCHED = 1 / 16


class Room:
    """So many bytes of memory, to be kept to as well as can be, and a folder for what goes beyond."""

    def __init__(self, memory: int | None = None, folder: str | None = None) -> None:
        self.memory = memory or physical_memory() // 2
        self._folder = folder
        self._mapped: list[mmap.mmap] = []
        self._touched = 0
        self._lock = Lock()

    def column(self, kind: type[np.generic], share: float) -> Column:
        """A column that may take this share of the memory."""
        return Column(self, np.dtype(kind), int(self.memory * share))

    def parts(self, kind: type[np.generic], share: float) -> Parts:
        """Arrays that may take this share of the memory."""
        return Parts(self, np.dtype(kind), int(self.memory * share))

    def file(self) -> IO[bytes]:
        """A file without a name: gone with the process, however it ends."""
        try:
            return tempfile.TemporaryFile(dir=self._folder, buffering=0)
        except OSError as error:
            raise ScratchUnwritable(self._folder or tempfile.gettempdir(), error.strerror or str(error)) from error

    def write(self, file: IO[bytes], rows: NDArray[Any]) -> None:
        """Put rows behind what a file holds. Raises ScratchUnwritable, as where the disk is full."""
        left = np.ascontiguousarray(rows).view(np.uint8).data
        try:
            while len(left):
                left = left[file.write(left) :]
        except OSError as error:
            raise ScratchUnwritable(self._folder or tempfile.gettempdir(), error.strerror or str(error)) from error

    def mapped(self, file: IO[bytes], kind: np.dtype[Any]) -> NDArray[Any]:
        """The rows of a file, read where they are touched; nothing written to them is kept, nor to the file."""
        with file:
            if not os.fstat(file.fileno()).st_size:
                return np.empty(0, kind)
            pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        self._mapped.append(pages)
        return np.frombuffer(pages, kind)

    def touched(self, amount: int) -> None:
        """Bytes of mapped files were looked at: now and then their pages are given back."""
        if not self._mapped:
            return
        with self._lock:
            self._touched += amount
            if self._touched < self.memory * _TOUCHED:
                return
            self._touched = 0
        for pages in self._mapped:
            if hasattr(mmap, "MADV_DONTNEED"):
                pages.madvise(mmap.MADV_DONTNEED)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """What is mapped inside is let go at the end: the last array over a file closes it, and frees its disk."""
        before = len(self._mapped)
        try:
            yield
        finally:
            del self._mapped[before:]


class Column:
    """Rows of one kind that come in parts and are read as one: in memory up to so many bytes, and in a file beyond."""

    def __init__(self, room: Room, kind: np.dtype[Any], most: int) -> None:
        self._room = room
        self._rows = _reserved(kind, most)
        self._size = 0
        self._file: IO[bytes] | None = None

    def append(self, rows: NDArray[Any]) -> None:
        """Put rows behind the last."""
        size = self._size + len(rows)
        if self._file is None and size > len(self._rows):
            self._file = self._room.file()
            self._room.write(self._file, self._rows[: self._size])
            self._rows = self._rows[:0].copy()
        if self._file is not None:
            self._room.write(self._file, rows)
        else:
            self._rows[self._size : size] = rows
        self._size = size

    def whole(self) -> NDArray[Any]:
        """All rows as one array; the column is not to be added to any more."""
        if self._file is not None:
            return self._room.mapped(self._file, self._rows.dtype)
        return self._rows[: self._size]


def _reserved(kind: np.dtype[Any], size: int) -> NDArray[Any]:
    """Room for so many bytes, which take memory as they are written to; none where the system gives no such promise."""
    try:
        return np.empty(size // kind.itemsize, kind)
    except MemoryError:
        return np.empty(0, kind)


class Parts:
    """Arrays of one kind that are read as they came: in memory up to so many bytes, what comes later in a file."""

    def __init__(self, room: Room, kind: np.dtype[Any], most: int) -> None:
        self._room = room
        self._kind = kind
        self._left = most
        self._parts: list[NDArray[Any]] = []
        self._sizes: list[int] = []
        self._file: IO[bytes] | None = None

    def append(self, rows: NDArray[Any]) -> None:
        """Put an array of one dimension behind the last."""
        self._left -= rows.nbytes
        if self._left >= 0:
            self._parts.append(rows)
            return
        if self._file is None:
            self._file = self._room.file()
        self._room.write(self._file, rows)
        self._sizes.append(len(rows))

    def all(self) -> list[NDArray[Any]]:
        """The arrays in their order; no more are to be added."""
        if self._file is None:
            return self._parts
        return [*self._parts, *np.split(self._room.mapped(self._file, self._kind), np.cumsum(self._sizes)[:-1])]


def joined(parts: Iterable[NDArray[Any]], kind: DTypeLike) -> NDArray[Any]:
    """Parts, of which there may be none, as one array."""
    return np.concatenate([np.empty(0, kind), *parts])


def physical_memory() -> int:
    """Bytes of this machine's memory; 8 GB where it does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 8_000_000_000
