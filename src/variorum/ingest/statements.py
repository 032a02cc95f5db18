"""Every statement in a source: one of a document, many of what holds documents."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import SourceError, SourceTooLarge
from variorum.ingest.limits import DEFAULT_LIMITS, bytes_said
from variorum.ingest.readers import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.witnesses import Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement found in a source: its place there, the digest of just its own bytes, its text.

    `locator` is "" for the whole source (see `variorum.ingest.locators`), `name` the last name of the file or member,
    never a path. `claims` is what its container says of it, followed by what the text says of itself.
    """

    locator: str
    name: str
    item_sha256: str
    media_type: str
    text: Text
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a source that could not be read; the others are."""

    locator: str
    name: str
    error: SourceError


def statements(stream: BinaryIO, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Statement | Unread]:
    """Every statement in a source, in its order; a single document is one with locator "".

    `stream` is seekable; memory is bounded by the largest single item, not by the source. Raises a SourceError where
    the source is no statement and holds none.
    """
    witness = read_bytes(_all_bytes(stream, name, limits), name, limits=limits)
    original = witness.original
    assert original is not None, "what is read from bytes has an original"  # noqa: S101
    yield Statement("", name, original.sha256, original.media_type, witness.text, witness.text.claims)


def media_type_of(stream: BinaryIO, name: str) -> str:
    """The media type of the whole source, by its content."""
    witness = read_bytes(_all_bytes(stream, name, DEFAULT_LIMITS), name)
    assert witness.original is not None, "what is read from bytes has an original"  # noqa: S101
    return witness.original.media_type


def _all_bytes(stream: BinaryIO, name: str, limits: Limits) -> bytes:
    stream.seek(0, io.SEEK_SET)
    data = stream.read(limits.input_bytes + 1)
    if len(data) > limits.input_bytes:
        limit = bytes_said(limits.input_bytes)
        raise SourceTooLarge(name, seen=f"more than {limit}", limit=limit)
    return data
