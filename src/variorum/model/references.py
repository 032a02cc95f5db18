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
# Letters that no decomposition brings to ASCII.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e"}
    | {"Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ə": "E"}
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
    """A series slug made from a title: lower-case ASCII letters and digits, joined by hyphens; "" of a blank title.

    Where letters are lost (of another alphabet) eight digits of the title's SHA-256 stand for them, so that two titles
    never make one slug.
    """
    import unicodedata

    folded = unicodedata.normalize("NFKD", words.translate(_LETTERS)).lower()
    plain = "-".join(re.findall(r"[a-z0-9_]+", folded.encode("ascii", "ignore").decode()))
    if not any(character.isalnum() and not character.isascii() for character in folded):
        return plain[:80].strip("-")
    import hashlib

    own = hashlib.sha256(unicodedata.normalize("NFC", words.strip()).casefold().encode("utf-8", "replace")).hexdigest()
    return "-".join(filter(None, (plain[:60].strip("-") or "series", own[:8])))
