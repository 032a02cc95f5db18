"""The records of a WARC file, where lengths may lie.

Read here and not by a library: of the two tried, one stops at the first record whose length is a lie, the other does so
too, or takes all that follows for one page. A web archive with a bad record is worth the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.ingest.containers.parts import HEAD, up_to
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator, Mapping

_VERSION = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d+[ \t]*\r?\n)")
# Longer than any match of these two.
_VERSION_REACH = 64
_BLANK = re.compile(rb"[\r\n]*")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands: `offset` is the byte its first line begins at, `doubt` what is wrong with its length."""

    offset: int
    headers: Mapping[str, str]
    block: bytes
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class NoRecord:
    """A stretch that is no record, or one too long to be taken."""

    offset: int
    reason: str


def warc_records(stream: io.BufferedReader, limit: int) -> Iterator[Record | NoRecord]:
    """Every record in order, with a block of at most `limit` bytes; where a length lies, it ends where the next begins.

    Time grows with the file, however many lengths lie: what is read twice on the word of lengths is bounded by `limit`,
    and after that none is believed.
    """
    source = _Window(stream)
    trust = limit
    while True:
        source.skip(_BLANK)
        offset = source.offset
        if not source.available(1):
            return
        if not source.starts_with(_VERSION):
            yield NoRecord(offset, "there is no record where one should begin")
            source.to_next_record()
            continue
        head = source.until(_HEAD_END, _LONGEST_HEAD)
        headers = named_fields(head.splitlines()[1:])
        length = _length(headers)
        if length is None:
            yield NoRecord(offset, "its head does not end, or says no length")
            source.to_next_record()
        elif length > limit:
            # So long a length may be a lie: nothing is passed over on its word.
            yield NoRecord(offset, f"its length says {bytes_said(length)}, more than is read of one record")
            source.to_next_record()
        else:
            record = _taken(source, offset, headers, length, limit, trusted=trust >= 0)
            if record.doubt:
                trust -= length
            yield record


def _taken(
    source: _Window, offset: int, headers: Mapping[str, str], length: int, limit: int, *, trusted: bool
) -> Record:
    """The record whose head was read; its block ends where it says, unless what follows belies it."""
    if trusted:
        source.mark()
        block = source.take(length)
        if len(block) == length and source.at_record_or_end():
            source.unmark()
            return Record(offset, headers, block)
        source.back_to_mark()
    block = source.to_next_record(limit).rstrip(b"\r\n")
    if len(block) == length:
        return Record(offset, headers, block)
    return Record(offset, headers, block, f"its length says {length:,} bytes, and it has {len(block):,}")


def named_fields(lines: Iterable[bytes]) -> dict[str, str]:
    """The fields of a head, names in lower case, the first of each; folded lines are joined."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        written = line.decode("utf-8", "replace")
        name, colon, value = written.partition(":")
        if written[:1] in (" ", "\t") and last:
            fields[last] += " " + written.strip()
        elif colon:
            last = name.strip().lower()
            if last in fields:
                last = ""
            else:
                fields[last] = value.strip()
    return fields


def _length(headers: Mapping[str, str]) -> int | None:
    written = headers.get("content-length", "")
    return int(written) if re.fullmatch(r"[0-9]{1,18}", written) else None


class _Window:
    """A stretch of a stream that moves on; from a mark on, it can go back. `offset` is its place in the stream."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._data = b""
        self._at = 0
        self._mark: int | None = None
        self._before = 0

    @property
    def offset(self) -> int:
        return self._before + self._at

    def mark(self) -> None:
        self._mark = self._at

    def unmark(self) -> None:
        self._mark = None

    def back_to_mark(self) -> None:
        self._at = self._mark if self._mark is not None else self._at
        self._mark = None

    def available(self, count: int) -> int:
        """How many bytes stand ready, `count` if there are so many."""
        ready = len(self._data) - self._at
        if ready < count:
            drop = self._at if self._mark is None else self._mark
            chunk = up_to(self._stream, max(count - ready, HEAD))
            self._data = self._data[drop:] + chunk
            self._at -= drop
            self._before += drop
            self._mark = None if self._mark is None else 0
        return min(len(self._data) - self._at, count)

    def take(self, count: int) -> bytes:
        """So many bytes, fewer at the end."""
        count = self.available(count)
        self._at += count
        return self._data[self._at - count : self._at]

    def skip(self, pattern: re.Pattern[bytes]) -> None:
        """Pass over what matches here, however long."""
        while self.available(1):
            match = pattern.match(self._data, self._at)
            end = match.end() if match is not None else self._at
            if end < len(self._data):
                self._at = end
                return
            self._at = end

    def starts_with(self, pattern: re.Pattern[bytes]) -> bool:
        self.available(_VERSION_REACH)
        return pattern.match(self._data, self._at) is not None

    def at_record_or_end(self) -> bool:
        self.skip(_BLANK)
        return not self.available(1) or self.starts_with(_VERSION)

    def until(self, pattern: re.Pattern[bytes], limit: int) -> bytes:
        """What stands before a match, which is passed over; nothing where there is none within `limit` bytes."""
        self.available(limit)
        match = pattern.search(self._data, self._at, self._at + limit)
        if match is None:
            return b""
        taken = self._data[self._at : match.start()]
        self._at = match.end()
        return taken

    def to_next_record(self, limit: int = 0) -> bytes:
        """Move to the next line that a record begins with, or to the end; at most `limit` bytes of what is passed."""
        if self.starts_with(_VERSION):
            return b""
        taken: list[bytes] = []
        room = limit
        while ready := self.available(HEAD):
            found = _NEXT.search(self._data, self._at)
            # The line may stand across the end of what is ready.
            end = found.end() if found is not None else len(self._data)
            if found is None and ready == HEAD:
                end -= _VERSION_REACH
            taken.append(self._data[self._at : min(end, self._at + room)])
            room -= len(taken[-1])
            self._at = end
            if found is not None:
                break
        return b"".join(taken)
