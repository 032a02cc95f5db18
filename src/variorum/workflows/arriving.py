"""What comes in from a source: its name, its bytes, or why there are none. Nothing of an archive is loaded for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from variorum.errors import VariorumError
    from variorum.model.claims import Claim
    from variorum.model.provenance import Fetched

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One source as it comes in: bytes on a seekable stream, with what is known of where they come from.

    `name` is what the user called it, `given` what a person or a table says of every statement in it, `retrieved_at`
    UTC in ISO 8601.
    """

    name: str
    stream: BinaryIO
    retrieved_at: str
    url: str | None = None
    fetched: Fetched | None = None
    given: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class NotModified:
    """An address that says it holds what it held when it was last captured; all as for an `Arrival`."""

    url: str
    fetched: Fetched
    retrieved_at: str
    given: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A source, or a part of one, that could not be read; the others are in."""

    name: str
    locator: str
    error: VariorumError


def storable_name(name: str) -> str:
    """A name or a value as it can be kept: what is no character, and controls, which no screen shows, replaced."""
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _CONTROLS.sub(" ", whole)
