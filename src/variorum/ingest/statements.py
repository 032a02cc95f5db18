"""Every statement in a source: one of a document, many of what holds documents."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from variorum.errors import SourceError, SourceTooLarge
from variorum.ingest.containers.kinds import ZIP_MARKS, container_kind, opener
from variorum.ingest.containers.parts import (
    HEAD,
    Bounds,
    BoundsPassed,
    Forward,
    Lost,
    Part,
    Passage,
    Unpacking,
    all_bytes,
    buffered,
    check_whole,
)
from variorum.ingest.formats import GZIP, PDF, WACZ, WARC, ZIP
from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.locators import within
from variorum.ingest.readers import identify, read_bytes, read_bytes_here, read_characters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.witnesses import TextWarning

# What grows as it is read.
PACKED = frozenset({GZIP, ZIP, WACZ, WARC})


def statements(
    stream: BinaryIO, name: str, *, limits: Limits = DEFAULT_LIMITS, codec: str | None = None
) -> Iterator[Statement | Unread]:
    """Every statement in a source, in its order; a single document is one with locator "".

    `stream` is seekable, and tells how far reading has come; memory is bounded by the largest single item, not by the
    source. Raises a SourceError where the source is no statement and holds none; once something was found, what breaks
    off comes as Unread. `codec` is the one that whoever sent it names.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > limits.here_bytes and _can_go_elsewhere():
        found = _elsewhere(stream, name, limits, codec)
    else:
        found = _walked(stream, name, limits, codec, walled=False)
    is_any = False
    try:
        for each in found:
            is_any = True
            yield each
    except SourceError as error:
        if not is_any:
            raise
        yield Unread("", _last_name(name), error)


def statements_here(
    stream: BinaryIO, name: str, *, limits: Limits, codec: str | None, depth: int
) -> Iterator[Statement | Unread]:
    """The same in this process, which has walls of its own; `depth` is how many containers the source lies in."""
    return _walked(stream, name, limits, codec, walled=True, depth=depth)


def _walked(
    stream: BinaryIO, name: str, limits: Limits, codec: str | None, *, walled: bool, depth: int = 0
) -> Iterator[Statement | Unread]:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    walk = _Walk(limits, Bounds(name, size, limits), walled=walled)
    return walk.source(_Item(buffered(Forward(stream)), _last_name(name), name, codec=codec, depth=depth))


def _can_go_elsewhere() -> bool:
    from variorum.ingest.apart.process import is_possible

    return is_possible()


def _elsewhere(
    stream: BinaryIO, name: str, limits: Limits, codec: str | None, *, depth: int = 0
) -> Iterator[Statement | Unread]:
    """The same from a process of its own."""
    from variorum.ingest.apart import process
    from variorum.ingest.apart.request import STATEMENTS, Request

    return process.statements(Request(STATEMENTS, name, limits, codec, depth=depth), stream)


def media_type_of(stream: BinaryIO, name: str) -> str:
    """The media type of the whole source, by its content. Raises a SourceError for what is of no known format."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return PDF
    limits = DEFAULT_LIMITS
    if size > limits.here_bytes and (head.startswith(ZIP_MARKS) or container_kind(head, name) is None):
        from variorum.ingest.apart import process
        from variorum.ingest.apart.request import KIND, Request

        if process.is_possible():
            return process.media_type(Request(KIND, name, limits), stream)
    return media_type_here(stream, name, limits)


def media_type_here(stream: BinaryIO, name: str, limits: Limits) -> str:
    """The same, told in this process."""
    stream.seek(0)
    kind = _kind(buffered(Forward(stream)), name, limits)
    if kind is not None:
        return kind
    stream.seek(0)
    return identify(all_bytes(stream, name, limits.input_bytes), name)[1]


def _last_name(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


def _kind(stream: io.BufferedReader, name: str, limits: Limits) -> str | None:
    """What kind of container a stream is; None for a document. A seekable stream stands at its beginning afterwards."""
    head = stream.peek(HEAD)
    if not head.startswith(ZIP_MARKS):
        return container_kind(head, name)
    from variorum.ingest.containers.zips import member_names

    # Office documents are zip files too; the directory at the end tells.
    names = member_names(cast("BinaryIO", stream), name, limits)
    stream.seek(0)
    if names is None or _is_office(names):
        return None
    if "datapackage.json" in names and any(each.startswith("archive/") for each in names):
        return WACZ
    return ZIP


def _is_office(names: list[str]) -> bool:
    known = ("[Content_Types].xml", "word/document.xml", "META-INF/container.xml")
    return names[:1] == ["mimetype"] or any(name in names for name in known)


@dataclass(frozen=True, slots=True)
class _Item:
    """A file to be read: what it is called (`name`) and what it is called in messages (`said`), and what is known."""

    stream: io.BufferedReader
    name: str
    said: str
    locator: str = ""
    claims: tuple[Claim, ...] = ()
    codec: str | None = None
    warnings: tuple[TextWarning, ...] = ()
    depth: int = 0


class _Walk:
    """The way through one source and all that lies in it."""

    def __init__(self, limits: Limits, bounds: Bounds, *, walled: bool) -> None:
        self._limits = limits
        self._bounds = bounds
        self._walled = walled

    def source(self, item: _Item) -> Iterator[Statement | Unread]:
        """Every statement in a file, whatever it is."""
        with self._rewindable(item) as stream:
            kind = _kind(stream, item.said, self._limits)
            if kind is None:
                yield self._document(stream, item)
            elif item.depth >= self._limits.depth:
                limit = f"{self._limits.depth} in one another"
                raise SourceTooLarge(item.said, seen="archives in archives in archives", limit=limit)
            elif kind in PACKED and not self._walled and _can_go_elsewhere():
                yield from self._unpacked_elsewhere(stream, item)
            elif kind == GZIP:
                yield from self.source(self._unpacked(stream, item))
            else:
                yield from self._container(kind, stream, item)
                check_whole(item.stream)

    def _rewindable(self, item: _Item) -> AbstractContextManager[io.BufferedReader]:
        """The item's stream; of a zip file in something else a copy that can be read from its end."""
        if not item.stream.peek(4).startswith(ZIP_MARKS):
            return nullcontext(item.stream)
        from variorum.ingest.containers.zips import seekable

        return seekable(item.stream, item.said, self._limits)

    def _unpacked(self, stream: io.BufferedReader, item: _Item) -> _Item:
        unzipped = gzip.GzipFile(fileobj=stream)
        raw = Unpacking(cast("BinaryIO", unzipped), item.said, self._bounds, seems="a compressed file (gzip)")
        return replace(item, stream=buffered(raw), depth=item.depth + 1)

    def _unpacked_elsewhere(self, stream: io.BufferedReader, item: _Item) -> Iterator[Statement | Unread]:
        """What a small file grows to is not small: it is read in a process of its own."""
        if stream.seekable():
            source = cast("BinaryIO", stream)
        else:
            source = io.BytesIO(all_bytes(cast("BinaryIO", stream), item.said, self._limits.input_bytes))
        for found in _elsewhere(source, item.said, self._limits, item.codec, depth=item.depth):
            locator = within(item.locator, found.locator)
            name = found.name if found.locator else item.name
            if isinstance(found, Unread):
                yield replace(found, locator=locator, name=name)
            else:
                text = replace(found.text, warnings=(*found.text.warnings, *item.warnings))
                # What is said of a packed file is said of the one in it, and not of each of several.
                claims = found.claims if found.locator else (*item.claims, *found.claims)
                yield replace(found, locator=locator, name=name, text=text, claims=claims)

    def _container(self, kind: str, stream: io.BufferedReader, item: _Item) -> Iterator[Statement | Unread]:
        for part in opener(kind)(stream, item.said, self._bounds):
            self._bounds.count()
            locator = within(item.locator, part.step)
            if isinstance(part, Lost):
                yield Unread(locator, part.name, part.error)
                continue
            said = f"{item.said}!{part.step}"
            try:
                if isinstance(part, Passage):
                    yield self._passage(part, locator, said)
                else:
                    yield from self.source(self._inner(part, locator, said, item))
            except BoundsPassed:
                raise
            except SourceError as error:
                yield Unread(locator, part.name if isinstance(part, Part) else "", error)

    def _inner(self, part: Part, locator: str, said: str, item: _Item) -> _Item:
        stream = part.stream if isinstance(part.stream, io.BufferedReader) else buffered(Forward(part.stream))
        warnings = (*item.warnings, *part.warnings)
        return _Item(stream, part.name, said, locator, part.claims, part.codec, warnings, item.depth + 1)

    def _document(self, stream: io.BufferedReader, item: _Item) -> Statement:
        data = all_bytes(cast("BinaryIO", stream), item.said, self._limits.input_bytes)
        if self._walled and not item.locator:
            # The process is this document's own.
            text, media_type = read_bytes_here(data, item.said, self._limits, item.codec)
            sha256 = hashlib.sha256(data).hexdigest()
        else:
            witness = read_bytes(data, item.said, limits=self._limits, declared=item.codec)
            original = witness.original
            assert original is not None, "what is read from bytes has an original"  # noqa: S101
            text, media_type, sha256 = witness.text, original.media_type, original.sha256
        text = replace(text, warnings=(*text.warnings, *item.warnings)) if item.warnings else text
        return Statement(item.locator, item.name, sha256, media_type, text, (*item.claims, *text.claims))

    def _passage(self, passage: Passage, locator: str, said: str) -> Statement:
        text, kind = read_characters(passage.decoded, said, limits=self._limits, media_type=passage.media_type)
        digest = hashlib.sha256(passage.item).hexdigest()
        return Statement(locator, "", digest, kind, text, (*passage.claims, *text.claims))
