"""The body of an answer: unpacked, measured, and kept in memory or beside it."""

from __future__ import annotations

import tempfile
import zlib
from typing import TYPE_CHECKING

from variorum.errors import FetchBroken, FetchTooLarge
from variorum.ingest.limits import MEGABYTE, bytes_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

ACCEPTED = "gzip, deflate"
"""The compressions that are asked for: those that Python itself undoes, piece by piece and so within bounds."""
_GZIP = frozenset({"gzip", "x-gzip"})
_IN_MEMORY = 4 * MEGABYTE
_PIECE = 64 * 1024
# Below this nothing is said to have grown too much: a short page of spaces may.
_SMALL = MEGABYTE


def spooled(pieces: Iterable[bytes], name: str, *, most: int) -> BinaryIO:
    """The bytes as a stream at its beginning; a large one is in a temporary file that goes when it is closed.

    Raises FetchTooLarge as soon as there are more than `most`.
    """
    stream = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise FetchTooLarge(name, seen=f"more than {bytes_said(most)}", limit=bytes_said(most))
            _write(stream, piece, name)
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    return stream  # type: ignore[return-value]  # it has every method of BinaryIO, and is none by inheritance


def _write(stream: tempfile.SpooledTemporaryFile[bytes], piece: bytes, name: str) -> None:
    try:
        stream.write(piece)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FetchBroken(name, f"no temporary file holds it: {reason}") from error


def unpacked(pieces: Iterable[bytes], encoding: str, name: str, *, ratio: int) -> Iterator[bytes]:
    """The pieces as they were before compression, each at most 64 kB.

    Raises FetchBroken for a compression that was not asked for and for one cut off, FetchTooLarge for what grows to
    more than `ratio` times its size.
    """
    said = encoding.strip().lower()
    if said in ("", "identity"):
        yield from pieces
    elif said in _GZIP or said == "deflate":
        yield from _Inflater(name, ratio=ratio, gzip=said in _GZIP).pieces(pieces)
    else:
        raise FetchBroken(name, f"it is compressed as {said[:40]}, which was not asked for")


class _Inflater:
    """Undoes gzip (of one member or several) and deflate (with zlib's frame, and, as some servers send it, without)."""

    def __init__(self, name: str, *, ratio: int, gzip: bool) -> None:
        self._name = name
        self._ratio = ratio
        self._gzip = gzip
        self._packed = 0
        self._unpacked = 0

    def pieces(self, packed: Iterable[bytes]) -> Iterator[bytes]:
        """All of the content."""
        inflate: zlib._Decompress | None = None
        ended = False
        for piece in packed:
            self._packed += len(piece)
            rest = piece
            while rest:
                if inflate is None:
                    if ended and not rest.strip(b"\0"):
                        break  # gzip files may be padded
                    inflate, ended = self._begun(rest, again=ended), False
                yield from self._inflated(inflate, rest)
                rest = inflate.unused_data
                if inflate.eof:
                    inflate, ended = None, True
        if inflate is not None:
            raise FetchBroken(self._name, "its compressed body is cut off")

    def _begun(self, data: bytes, *, again: bool) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        if again:
            raise FetchBroken(self._name, "something follows its compressed body")
        # zlib's frame begins with a byte whose low half is 8; raw deflate never does in practice.
        framed = data[0] & 0x0F == zlib.DEFLATED
        return zlib.decompressobj(wbits=zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)

    def _inflated(self, inflate: zlib._Decompress, data: bytes) -> Iterator[bytes]:
        while data and not inflate.eof:
            try:
                content = inflate.decompress(data, _PIECE)
            except zlib.error as error:
                raise FetchBroken(self._name, "its compressed body is damaged") from error
            data = inflate.unconsumed_tail
            self._measure(len(content))
            if content:
                yield content
        while not inflate.eof and (content := self._held_back(inflate)):
            self._measure(len(content))
            yield content

    def _held_back(self, inflate: zlib._Decompress) -> bytes:
        """What is unpacked already and did not fit into the last piece."""
        try:
            return inflate.decompress(b"", _PIECE)
        except zlib.error as error:
            raise FetchBroken(self._name, "its compressed body is damaged") from error

    def _measure(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > _SMALL and self._unpacked > self._packed * self._ratio:
            raise FetchTooLarge(
                self._name,
                seen=f"{bytes_said(self._packed)} that unpack to more than {bytes_said(self._unpacked)}",
                limit=f"{self._ratio} times as much",
            )
