"""What is said of a statement, and why it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What can be claimed of a statement."""

    TITLE = "title"
    ISSUER = "issuer"
    LANGUAGE = "language"
    STATED = "stated"
    PUBLISHED = "published"
    CAPTURED = "captured"
    SERIES = "series"
    URL = "url"
    SOURCE_ID = "source-id"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said of a statement, with why it is believed ("the page's og:title", "given with --title").

    Dates are ISO 8601 (YYYY, YYYY-MM or YYYY-MM-DD), languages ISO 639-1, all else as its source says it.
    """

    field: Field
    value: str
    reason: str
