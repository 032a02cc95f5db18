"""Zip files: each member, read where it stands. Names are only names: nothing is written to a disk under them."""

from __future__ import annotations

import posixpath
import stat
import tempfile
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from variorum.errors import SourceDamaged, SourceNotAFile, SourceProtected, SourceTooLarge
from variorum.ingest.containers.parts import BROKEN, Forward, Lost, Part, Unpacking, buffered, check_whole
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from variorum.ingest.containers.parts import Bounds
    from variorum.ingest.limits import Limits

SEEMS = "a zip file"
_ENCRYPTED = 0x1
# What systems put beside the files that people pack, and folders.
_LITTER_FOLDER = "__MACOSX/"
_PASSED = (".DS_Store", "Thumbs.db", "desktop.ini", "/")
_SPOOL = 16 * 1024 * 1024
_END = b"PK\x05\x06"
_END_REACH = 22 + 0xFFFF
_COPY = 1024 * 1024
_LEAST_PACKED = 1024


def zip_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Part | Lost]:
    """Every member that is a file, in the directory's order; `stream` is seekable."""
    with _opened(stream, name, bounds) as archive:
        yield from _members(archive.infolist(), archive, name, bounds)


def wacz_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Part | Lost]:
    """The web archives in a WACZ; its indexes and lists of pages say nothing that they do not."""
    with _opened(stream, name, bounds) as archive:
        members = [member for member in archive.infolist() if member.filename.startswith("archive/")]
        yield from _members(members, archive, name, bounds)


def member_names(stream: BinaryIO, name: str, limits: Limits) -> list[str] | None:
    """The names of all members of a seekable zip file; None where its directory cannot be read."""
    try:
        _check_directory(stream, name, limits)
        with zipfile.ZipFile(stream) as archive:
            return archive.namelist()
    except BROKEN:
        return None


def _opened(stream: io.BufferedReader, name: str, bounds: Bounds) -> zipfile.ZipFile:
    _check_directory(cast("BinaryIO", stream), name, bounds.limits)
    try:
        return zipfile.ZipFile(cast("BinaryIO", stream))
    except BROKEN as error:
        raise SourceDamaged(name, SEEMS, str(error).lower()) from error


@contextmanager
def seekable(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[io.BufferedReader]:
    """The stream, or of one that cannot go back a copy that can, in memory while it is small."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as copy:
        total = 0
        while chunk := stream.read(_COPY):
            total += len(chunk)
            if total > limits.unpacked_bytes:
                limit = bytes_said(limits.unpacked_bytes)
                raise SourceTooLarge(name, seen=f"a zip file inside another of more than {limit}", limit=limit)
            copy.write(chunk)
        check_whole(stream)
        copy.seek(0)
        yield buffered(Forward(cast("BinaryIO", copy)))


def _check_directory(stream: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse a directory that would fill the memory before the first member is read."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_REACH))
    tail = stream.read(_END_REACH)
    end = tail.rfind(_END)
    length = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    # All ones point to the larger record of zip64; its directory is at most what lies before it.
    length = size if length == 0xFFFFFFFF else length
    if length > limits.directory_bytes and size > limits.directory_bytes:
        limit = bytes_said(limits.directory_bytes)
        raise SourceTooLarge(name, seen=f"its list of members takes {bytes_said(length)}", limit=limit)
    stream.seek(0)


def _members(
    members: list[zipfile.ZipInfo], archive: zipfile.ZipFile, name: str, bounds: Bounds
) -> Iterator[Part | Lost]:
    seen: dict[str, int] = {}
    for member in members:
        if member.filename.startswith(_LITTER_FOLDER) or member.filename.endswith(_PASSED):
            continue
        seen[member.filename] = ordinal = seen.get(member.filename, 0) + 1
        place = step("member", member.filename, ordinal=ordinal)
        last = posixpath.basename(member.filename.replace("\\", "/"))
        yield _taken(archive, member, f"{name}!{place}", place, last, bounds)


def _taken(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, said: str, place: str, last: str, bounds: Bounds
) -> Part | Lost:
    if member.flag_bits & _ENCRYPTED:
        return Lost(place, last, SourceProtected(said, "a member of a zip file"))
    if stat.S_ISLNK(member.external_attr >> 16):
        return Lost(place, last, SourceNotAFile(said, "a link"))
    try:
        opened = archive.open(member)
    except BROKEN as error:
        return Lost(place, last, SourceDamaged(said, "a member of a zip file", str(error).lower()))
    most = bounds.limits.ratio * max(member.compress_size, _LEAST_PACKED)
    raw = Unpacking(cast("BinaryIO", opened), said, bounds, seems="a member of a zip file", most=most)
    return Part(place, last, buffered(raw))
