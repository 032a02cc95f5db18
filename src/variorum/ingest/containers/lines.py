"""Lines of a long text file, one at a time: bounded, numbered, decoded alike."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from variorum.ingest.containers.parts import HEAD, buffered, check_whole
from variorum.ingest.decode import Decoded, decode, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.errors import SourceError
    from variorum.model.witnesses import TextWarning

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is no character in UTF-16 or UTF-32 becomes the byte FF, which stands in no UTF-8: who reads a line sees it.
_BROKEN = "variorum.broken"
codecs.register_error(_BROKEN, lambda error: ("\udcff", error.end))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1; `data` are its bytes with the line end, None where there are more than the limit."""

    number: int
    data: bytes | None


def narrow(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream in an encoding whose line ends are single bytes: one in UTF-16 or UTF-32 comes as UTF-8.

    `wide` says of the result what it was; the bytes of it that were no characters come as the byte FF.
    """
    head = stream.peek(4)
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            stream.read(len(mark))
            return buffered(_Narrowed(stream, encoding))
    return stream


def wide(stream: io.BufferedReader) -> str:
    """The encoding in which the bytes stood of which `narrow` made this; "" where it left them as they are."""
    raw = getattr(stream, "raw", None)
    return raw.encoding if isinstance(raw, _Narrowed) else ""


def narrowed(data: bytes, encoding: str) -> Decoded:
    """The characters of bytes that `narrow` made of this encoding."""
    try:
        return Decoded(data.decode("utf-8"), encoding)
    except UnicodeDecodeError as error:
        content = data.decode("utf-8", "replace")
        line = data.count(b"\n", 0, error.start) + 1
        return Decoded(content, encoding, (replaced(content, encoding, line),))


class _Narrowed(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self.encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)(_BROKEN)
        self._ready = b""
        self._ended = False

    @property
    def failure(self) -> SourceError | None:
        """What cut the stream short."""
        return getattr(getattr(self._stream, "raw", None), "failure", None)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer)).cast("B")
        while len(self._ready) < len(view) and not self._ended:
            chunk = self._stream.read(HEAD)
            self._ended = not chunk
            self._ready += self._decoder.decode(chunk, self._ended).encode("utf-8", "surrogateescape")
        taken = self._ready[: len(view)]
        self._ready = self._ready[len(taken) :]
        view[: len(taken)] = taken
        return len(taken)


def lines(stream: io.BufferedReader, limit: int) -> Iterator[Line]:
    """Every line; of one longer than `limit` bytes nothing is kept, and the next comes after it."""
    if stream.peek(3).startswith(codecs.BOM_UTF8):
        stream.read(3)
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if not data.endswith(b"\n"):
            # Half a line may look like a whole one.
            check_whole(stream)
        if len(data) <= limit or data.endswith(b"\n"):
            yield Line(number, data)
            continue
        while data and not data.endswith(b"\n"):
            data = stream.readline(HEAD)
        yield Line(number, None)


class LineDecoder:
    """Decodes the lines of one file alike: UTF-8, else the encoding that its first lines that are not show.

    `wide` is the encoding of a file that was made narrow, in which no other is looked for.
    """

    def __init__(self, head: bytes, wide: str = "") -> None:
        self._wide = wide
        self._encoding: str | None = None
        self._warnings: tuple[TextWarning, ...] = ()
        whole = b"" if wide else head[: head.rfind(b"\n") + 1]
        try:
            whole.decode("utf-8")
        except UnicodeDecodeError:
            self._learn(whole)

    def decode(self, data: bytes) -> Decoded | None:
        """The characters of a line; None where they are of no known encoding."""
        if self._wide:
            return narrowed(data, self._wide)
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
        if self._encoding is None:
            return self._learn(data)
        try:
            return Decoded(data.decode(self._encoding), self._encoding, self._warnings)
        except UnicodeDecodeError:
            return decode(data)

    def _learn(self, data: bytes) -> Decoded | None:
        decoded = decode(data)
        if decoded is not None and decoded.encoding != "utf-8":
            self._encoding, self._warnings = decoded.encoding, decoded.warnings
        return decoded
