"""How a text in an archive is named: `series@date[#n][:lang][~revision]`, `series@latest`, `sha256:…`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SLUG = re.compile(r"[a-z0-9_-]+")
_NAMED = re.compile(
    r"(?P<series>[a-z0-9_-]+)@(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?|undated|latest|previous|first)"
    r"(?:#(?P<ordinal>[1-9]\d{0,5}))?(?::(?P<language>[a-z]{2,3}))?(?:~(?P<revision>[1-9]\d{0,5}))?"
)
_DIGEST = re.compile(r"sha256:(?P<digest>[0-9a-f]{8,64})", re.IGNORECASE)


class Position(StrEnum):
    """A place in a series that moves as the series grows; `PREVIOUS` is the issue before the latest."""

    LATEST = "latest"
    PREVIOUS = "previous"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a person wrote; None and "" leave that part open.

    Either `digest` is set (the beginning of a text's or an original's SHA-256, lower case) or `series` is, with a date
    ("" for undated) or a position.
    """

    said: str
    series: str = ""
    date: str | None = None
    position: Position | None = None
    ordinal: int | None = None
    language: str | None = None
    revision: int | None = None
    digest: str = ""


def parse_reference(said: str) -> Reference | None:
    """The reference these characters are, or None where they are none (a path, an address)."""
    if match := _DIGEST.fullmatch(said):
        return Reference(said, digest=match["digest"].lower())
    match = _NAMED.fullmatch(said)
    if match is None:
        return None
    when = match["date"]
    position = Position(when) if when in Position.__members__.values() else None
    return Reference(
        said,
        series=match["series"],
        date=None if position else "" if when == "undated" else when,
        position=position,
        ordinal=int(match["ordinal"]) if match["ordinal"] else None,
        language=match["language"],
        revision=int(match["revision"]) if match["revision"] else None,
    )


def slug_of(words: str) -> str:
    """A series slug made from a title: lower-case ASCII letters and digits, joined by hyphens; "" if none is left."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9_]+", plain))[:80].strip("-")
