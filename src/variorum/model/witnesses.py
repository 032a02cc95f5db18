"""One captured text with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.claims import Claim
from variorum.model.spans import Span
from variorum.model.units import Block


@dataclass(frozen=True, slots=True)
class Derivation:
    """Which tool, in which version and with which settings, made a thing."""

    tool: str
    version: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they were read; `sha256` is lower-case hex over all of them, `size` in bytes."""

    sha256: str
    size: int
    media_type: str


class WarningKind(StrEnum):
    """Why a text may not have been read whole or right."""

    PAGE_WITHOUT_TEXT = "page-without-text"
    UNDECODABLE = "undecodable"
    ENCODING_GUESSED = "encoding-guessed"
    MISREAD = "misread"
    EXTRACTION = "extraction"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class TextWarning:
    """Something a reader met. `incomplete` means that text may be missing, so that absence from it proves nothing."""

    kind: WarningKind
    message: str
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that was hit: `what` was bounded at which `limit`, how much was `seen`, the `effect` on the result."""

    what: str
    limit: str
    seen: str
    effect: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text as extracted, never rewritten.

    `sha256` is lower-case hex over its UTF-8 bytes, lone surrogates passed through. `claims` is what the source says of
    itself (its title, its dates): an archive keeps them as findings of the capture, not with the text.
    """

    content: str
    sha256: str
    derivation: Derivation
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    warnings: tuple[TextWarning, ...] = ()
    limits: tuple[Limit, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the text is known to have been read whole; else absence from it proves nothing."""
        return not any(warning.incomplete for warning in self.warnings) and not self.limits


@dataclass(frozen=True, slots=True)
class Witness:
    """A text under the name a reader knows it by. `original` is None for a text handed over by a program."""

    name: str
    text: Text
    original: Original | None = None
    language: str | None = None
