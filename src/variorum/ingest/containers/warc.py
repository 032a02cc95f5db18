"""Web archives (WARC): what was answered at each address, with when it was captured."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from variorum.errors import SourceDamaged, SourceError, SourceWithoutText
from variorum.ingest.containers.columns import claims
from variorum.ingest.containers.http_body import body_of, media_type_and_codec
from variorum.ingest.containers.parts import BoundsPassed, Lost, Part
from variorum.ingest.containers.warc_records import NoRecord, named_fields, warc_records
from variorum.ingest.locators import step
from variorum.model.claims import Field
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.ingest.containers.parts import Bounds
    from variorum.ingest.containers.warc_records import Record

SEEMS = "a record of a web archive"

# The kinds of content that statements come in; pictures, style and scripts are passed over.
_READ = re.compile(
    r"text/(?:html|plain|xml|markdown|x-markdown)|application/(?:xhtml\+xml|xml|pdf|msword|rtf|rss\+xml|atom\+xml|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document|vnd\.oasis\.opendocument\.text)"
)
_HELD = ("response", "resource", "conversion")


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer in a record's block."""

    status: int
    media_type: str
    codec: str | None
    payload: bytes
    doubts: tuple[str, ...] = ()


def warc_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Part | Lost]:
    """Each answer of status 200 of a kind that statements come in, with its address and time.

    A revisit, which says that the page was as before, gives the page again where it is at hand. A record that cannot be
    read is lost, and the next is looked for.
    """
    pages = _Pages(bounds.limits.recalled_bytes)
    for found in warc_records(stream, bounds.limits.input_bytes):
        place = step("record", found.offset)
        said = f"{name}!{place}"
        try:
            if isinstance(found, NoRecord):
                raise SourceDamaged(said, SEEMS, found.reason)
            part = _part(found, place, said, pages, bounds)
        except BoundsPassed:
            raise
        except SourceError as error:
            yield Lost(place, name, error)
        else:
            if part is not None:
                yield part


def _part(record: Record, place: str, said: str, pages: _Pages, bounds: Bounds) -> Part | None:
    """The answer in a record; None for what holds no statement."""
    kind = record.headers.get("warc-type", "")
    address = record.headers.get("warc-target-uri", "").strip("<>")
    answer: _Answer | None = None
    if kind == "revisit":
        answer = pages.recall(record.headers, said, address)
    elif kind in _HELD:
        answer = _answer(record, kind, said, bounds)
        if answer is not None:
            pages.keep(record.headers, answer)
    if answer is None:
        return None
    if not answer.payload.strip():
        raise SourceWithoutText(said, f"is an empty answer from {address[:200]}", "Fetch the address again.")
    doubts = (*((record.doubt,) if record.doubt else ()), *answer.doubts)
    return Part(
        place,
        unquote(urlsplit(_safe(address)).path.rpartition("/")[2]),
        io.BytesIO(answer.payload),
        claims(
            (
                (Field.URL, address, "the record's WARC-Target-URI"),
                (Field.CAPTURED, record.headers.get("warc-date", ""), "the record's WARC-Date"),
            )
        ),
        answer.codec,
        tuple(
            TextWarning(WarningKind.EXTRACTION, f"The record of the web archive is in doubt: {each}.", incomplete=True)
            for each in doubts
        ),
    )


def _safe(address: str) -> str:
    """The address without what urlsplit refuses."""
    return address.replace("[", "").replace("]", "")


def _answer(record: Record, kind: str, said: str, bounds: Bounds) -> _Answer | None:
    """What a record's block answers; None where it is of no kind that is read."""
    if kind == "response" and record.headers.get("content-type", "").startswith("application/http"):
        return _http_answer(record, said, bounds)
    media_type, codec = media_type_and_codec(record.headers.get("content-type", ""))
    if not _READ.fullmatch(media_type):
        return None
    return _Answer(200, media_type, codec, record.block, _digest_doubts(record.headers, record.block, ()))


def _http_answer(record: Record, said: str, bounds: Bounds) -> _Answer | None:
    head, body = _split(record.block)
    first, _, rest = head.partition(b"\n")
    status = re.match(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b", first)
    if status is None:
        raise SourceDamaged(said, SEEMS, "it holds no HTTP answer")
    if status[1] != b"200":
        return None
    headers = named_fields(rest.splitlines())
    media_type, codec = media_type_and_codec(headers.get("content-type", ""))
    if media_type and not _READ.fullmatch(media_type):
        return None
    decoded = body_of(body, headers, said, bounds)
    doubts = (*decoded.doubts, *_digest_doubts(record.headers, record.block, (body, decoded.entity)))
    return _Answer(200, media_type, codec, decoded.content, doubts)


def _split(block: bytes) -> tuple[bytes, bytes]:
    """The head of an HTTP message, and its body."""
    end = re.search(rb"\r?\n\r?\n", block)
    return (block[: end.start()], block[end.end() :]) if end is not None else (block, b"")


def _digest_doubts(headers: Mapping[str, str], block: bytes, payloads: tuple[bytes, ...]) -> tuple[str, ...]:
    """What the record's own digests belie.

    The payload's is over the answer without its transfer encoding; many programs take it over what was sent.
    """
    doubts = []
    if not _agrees(headers.get("warc-block-digest", ""), (block,)):
        doubts.append("the bytes are not those that its WARC-Block-Digest names")
    if payloads and not _agrees(headers.get("warc-payload-digest", ""), payloads):
        doubts.append("the page is not the one that its WARC-Payload-Digest names")
    return tuple(doubts)


_ALGORITHMS = {"md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"}


def _agrees(written: str, candidates: tuple[bytes, ...]) -> bool:
    """Whether a digest is that of one of these; one that is absent or of an unknown kind proves nothing."""
    label, _, value = written.partition(":")
    algorithm = _ALGORITHMS.get(label.strip().lower())
    if algorithm is None or not value.strip():
        return True
    value = value.strip().rstrip("=").lower()
    for candidate in dict.fromkeys(candidates):
        digest = hashlib.new(algorithm, candidate, usedforsecurity=False).digest()
        if value in (digest.hex(), base64.b32encode(digest).decode().rstrip("=").lower()):
            return True
    return False


class _Pages:
    """The last pages read, by digest, for the revisits that refer to them; bounded in bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, _Answer] = OrderedDict()

    def keep(self, headers: Mapping[str, str], answer: _Answer) -> None:
        """Remember a page under the digest that its record gives it."""
        digest = headers.get("warc-payload-digest", "").lower()
        if not digest or len(answer.payload) > self._limit:
            return
        before = self._kept.pop(digest, None)
        self._size += len(answer.payload) - (len(before.payload) if before is not None else 0)
        self._kept[digest] = answer
        while self._size > self._limit:
            self._size -= len(self._kept.popitem(last=False)[1].payload)

    def recall(self, headers: Mapping[str, str], said: str, address: str) -> _Answer:
        """The page a revisit says was there again. Raises SourceWithoutText where it is not at hand."""
        answer = self._kept.get(headers.get("warc-payload-digest", "").lower())
        if answer is not None:
            return answer
        earlier = headers.get("warc-refers-to-date", "")
        since = f" as on {earlier[:25]}" if earlier else ""
        raise SourceWithoutText(
            said,
            f"only says that {address[:200]} was the same{since}; the page itself is in another record",
            "Add the web archive that holds the page.",
        )
