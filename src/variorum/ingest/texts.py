"""What passes between the readers: a source's bytes on the way in, a text with its digest on the way out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from variorum.ingest.misread import misread
from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind
from variorum.model.witnesses import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.ingest.decode import Decoded
    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.witnesses import Derivation, Limit, TextWarning


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes under the name the user gave; `decoded` is there for formats that are text."""

    name: str
    data: bytes
    decoded: Decoded | None = None

    @property
    def characters(self) -> Decoded:
        """The decoded characters of a format that is text."""
        assert self.decoded is not None, "a binary format was handed to a reader of text"  # noqa: S101
        return self.decoded


class Reader(Protocol):
    """One format. Whatever the bytes, `read` returns a text or raises a SourceError, in bounded time.

    Blocks and pages are in text order, do not overlap and lie inside the text; where there are blocks, every character
    that is no white space is in one.
    """

    @property
    def media_type(self) -> str:
        """The format's name on the web."""
        ...

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The text of a source of this format."""
        ...


def digest(content: str) -> str:
    """The SHA-256 of a text: lower-case hex over its UTF-8 bytes, lone surrogates passed through."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def make_text(
    content: str,
    derivation: Derivation,
    *,
    blocks: tuple[Block, ...] = (),
    pages: tuple[Span, ...] = (),
    warnings: tuple[TextWarning, ...] = (),
    limits: tuple[Limit, ...] = (),
    claims: tuple[Claim, ...] = (),
) -> Text:
    """A text with its digest; of whatever format, characters that were decoded wrongly before are warned of here."""
    return Text(
        content=content,
        sha256=digest(content),
        derivation=derivation,
        blocks=blocks,
        pages=pages,
        warnings=(*warnings, *misread(content)),
        limits=limits,
        claims=claims,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its span: what it is, its own characters, and where its source has it."""

    kind: BlockKind
    content: str
    place: str = ""


def numbered(pieces: Iterable[Piece], what: str) -> Iterator[Piece]:
    """The pieces that hold text, each with its place: "paragraph 1", "paragraph 2" and on."""
    shown = (piece for piece in pieces if piece.content.strip())
    for number, piece in enumerate(shown, start=1):
        yield Piece(piece.kind, piece.content, f"{what} {number}")


def gap(before: BlockKind, after: BlockKind) -> str:
    """What stands between two blocks: items of a list are line under line, all else a blank line apart."""
    return "\n" if before is after is BlockKind.ITEM else "\n\n"


def assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The stored text of blocks, and their spans. Pieces of white space alone are left out."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    before: BlockKind | None = None
    for piece in pieces:
        content = piece.content.strip()
        if not content:
            continue
        if before is not None:
            between = gap(before, piece.kind)
            parts.append(between)
            length += len(between)
        parts.append(content)
        blocks.append(Block(piece.kind, Span(length, length + len(content)), piece.place))
        length += len(content)
        before = piece.kind
    return "".join(parts), tuple(blocks)
