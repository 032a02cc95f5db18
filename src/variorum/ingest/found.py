"""What is found in a source: its statements, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.errors import SourceError
    from variorum.model.claims import Claim
    from variorum.model.witnesses import Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement found in a source: its place there, the digest of just its own bytes, its text.

    `locator` is "" for the whole source (see `variorum.ingest.locators`), `name` the last name of the file or member,
    never a path, and "" for what has none, as a row. `claims` is what its container says of it, followed by what the
    text says of itself.
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
