"""The body of a recorded HTTP answer, without the encodings it was sent in."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import SourceDamaged, SourceTooLarge, SourceUnsupported
from variorum.ingest.limits import bytes_said
from variorum.ingest.markup import codec_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.ingest.containers.parts import Bounds

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_LEAST_PACKED = 1024


@dataclass(frozen=True, slots=True)
class Body:
    """`entity` is what was sent, `content` what it unpacks to, `doubts` what is wrong with either."""

    entity: bytes
    content: bytes
    doubts: tuple[str, ...] = ()


def media_type_and_codec(content_type: str) -> tuple[str, str | None]:
    """The media type that a header names, in lower case, and the codec of its charset where it is one."""
    charset = _CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), codec_named(charset[1]) if charset else None


def body_of(body: bytes, headers: Mapping[str, str], said: str, bounds: Bounds) -> Body:
    """The body without chunks and compression. Archives often keep the headers of encodings they have removed."""
    entity = body
    doubts: tuple[str, ...] = ()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        entity, doubts = _joined(body)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        content = _unpacked(entity, packing, said, bounds)
    elif packing in ("br", "zstd") and not _is_text(entity):
        raise SourceUnsupported(
            said, f"a page compressed with {packing}", "Save the page from the browser and add that."
        )
    else:
        content = entity
    return Body(entity, content, doubts)


def _joined(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The chunks put together; the body as it is where it does not begin with one."""
    parts = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        part = body[match.end() : match.end() + size]
        parts.append(part)
        place = match.end() + size
        if not size:
            return b"".join(parts), ()
        if len(part) < size:
            break
        place += 2 if body.startswith(b"\r\n", place) else 1 if body.startswith(b"\n", place) else 0
    if not parts:
        return body, ()
    return b"".join(parts), ("the page was sent in chunks and the last is missing",)


def _unpacked(entity: bytes, packing: str, said: str, bounds: Bounds) -> bytes:
    """What a compressed body unpacks to; the body as it is where it is not compressed after all."""
    if packing != "deflate" and not entity.startswith(b"\x1f\x8b"):
        return entity
    most = min(bounds.limits.ratio * max(len(entity), _LEAST_PACKED), bounds.limits.input_bytes)
    error: zlib.error | None = None
    # "deflate" should have a header of its own, and with many servers has none.
    for bits in (47, -15) if packing == "deflate" else (31,):
        unpacker = zlib.decompressobj(bits)
        try:
            content = unpacker.decompress(entity, most + 1)
        except zlib.error as failure:
            error = failure
            continue
        bounds.unpack(len(content))
        if len(content) > most:
            seen = f"its page unpacks to more than {bytes_said(most)}"
            raise SourceTooLarge(said, seen=seen, limit=f"{bounds.limits.ratio} times its packed size")
        if not unpacker.eof:
            raise SourceDamaged(said, "a compressed page", "it ends too early")
        return content
    if packing == "deflate" and _is_text(entity):
        return entity
    raise SourceDamaged(said, "a compressed page", str(error)) from error


def _is_text(entity: bytes) -> bool:
    """Whether a body said to be compressed is not."""
    head = entity[:1024].lstrip()
    return head.startswith((b"<", b"\xef\xbb\xbf<", b"%PDF")) or (head.isascii() and b"\0" not in head)
