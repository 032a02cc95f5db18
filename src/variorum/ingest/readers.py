"""Read a statement of any known format into a witness."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import (
    SourceBinary,
    SourceDamaged,
    SourceEmpty,
    SourceError,
    SourceProtected,
    SourceUnsupported,
)
from variorum.ingest.decode import decode, is_binary
from variorum.ingest.formats import AKOMA_NTOSO, DOCX, FLAT_ODT, HTML, MARKDOWN, ODT, PDF, TEI, TEXT, XML, Foreign
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.sniff import binary_kind, declared_encoding, text_kind
from variorum.ingest.sources import source_bytes
from variorum.ingest.texts import Source
from variorum.model.witnesses import Original, Witness

if TYPE_CHECKING:
    from variorum.ingest.decode import Decoded
    from variorum.ingest.limits import Limits
    from variorum.ingest.texts import Reader
    from variorum.model.witnesses import Text


def read(name: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS, stdin: BinaryIO | None = None) -> Witness:
    """The witness at a path, or on standard input for "-".

    Raises a SourceError that says what is wrong and what to do.
    """
    name = os.fspath(name)
    return read_bytes(source_bytes(name, limits=limits, stdin=stdin), name, limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS, declared: str | None = None) -> Witness:
    """The witness in these bytes; `name` is what it is called in messages and on pages.

    `declared` is the codec that whoever sent them names; it goes before the one they name themselves. What may cost
    much is read in a process of its own, under the limits of time and memory.
    """
    if needs_process(data, limits):
        from variorum.ingest.apart.process import document
        from variorum.ingest.apart.request import DOCUMENT, Request

        seems = "a PDF" if binary_kind(data) == PDF else "a document"
        found = document(Request(DOCUMENT, name, limits, declared), data, seems)
        text, media_type = found.text, found.media_type
    else:
        text, media_type = read_bytes_here(data, name, limits, declared)
    original = Original(hashlib.sha256(data).hexdigest(), len(data), media_type)
    return Witness(name=name, text=text, original=original)


def read_bytes_here(data: bytes, name: str, limits: Limits, declared: str | None) -> tuple[Text, str]:
    """The text of these bytes and their media type, read in this process."""
    source, media_type = identify(data, name, declared=declared)
    return _reader(media_type).read(source, limits=limits), media_type


def needs_process(data: bytes, limits: Limits) -> bool:
    """Whether reading these bytes may take more time or memory than is taken in this process."""
    from variorum.ingest.weight import is_heavy

    if not is_heavy(data, limits):
        return False
    from variorum.ingest.apart.process import is_possible

    return is_possible()


def read_characters(
    decoded: Decoded, name: str, *, limits: Limits = DEFAULT_LIMITS, media_type: str | None = None
) -> tuple[Text, str]:
    """The text of characters that stand in something else, and their media type where it is not told."""
    if len(decoded.content) <= limits.here_bytes:
        return read_characters_here(decoded, name, limits, media_type)
    from variorum.ingest.apart.process import document, is_possible
    from variorum.ingest.apart.request import CHARACTERS, Request

    if not is_possible():
        return read_characters_here(decoded, name, limits, media_type)
    data = decoded.content.encode("utf-8", "surrogatepass")
    found = document(Request(CHARACTERS, name, limits, decoded.encoding, media_type), data)
    return replace(found.text, warnings=(*decoded.warnings, *found.text.warnings)), found.media_type


def read_characters_here(decoded: Decoded, name: str, limits: Limits, media_type: str | None) -> tuple[Text, str]:
    """The same, read in this process."""
    if not decoded.content.strip():
        raise SourceEmpty(name, white_space=True)
    kind = media_type or text_kind(decoded.content)
    if isinstance(kind, Foreign):
        kind = TEXT
    elif kind == XML:
        # A stretch of a page that begins with a rare element.
        kind = HTML
    return _reader(kind).read(Source(name, b"", decoded), limits=limits), kind


def identify(data: bytes, name: str, *, declared: str | None = None) -> tuple[Source, str]:
    """The source, decoded where it is text, with its media type."""
    if not data:
        raise SourceEmpty(name)
    kind = binary_kind(data)
    if isinstance(kind, Foreign):
        raise _refusal(kind, name)
    if kind is not None:
        return Source(name, data), kind
    decoded = decode(data, declared=declared or declared_encoding(data))
    if decoded is None or is_binary(decoded.content):
        raise SourceBinary(name)
    if not decoded.content.strip():
        raise SourceEmpty(name, white_space=True)
    kind = text_kind(decoded.content)
    if isinstance(kind, Foreign):
        raise _refusal(kind, name)
    return Source(name, data, decoded), kind


def _refusal(foreign: Foreign, name: str) -> SourceError:
    if foreign.protected:
        return SourceProtected(name, foreign.seems)
    if foreign.damage:
        return SourceDamaged(name, foreign.seems, foreign.damage)
    return SourceUnsupported(name, foreign.seems, foreign.remedy)


def _reader(media_type: str) -> Reader:
    """The reader of a format; its module, and the library behind it, is loaded only now."""
    if media_type == HTML:
        from variorum.ingest.html.reader import HtmlReader

        return HtmlReader()
    if media_type == MARKDOWN:
        from variorum.ingest.markdown import MarkdownReader

        return MarkdownReader()
    if media_type == PDF:
        from variorum.ingest.pdf.reader import PdfReader

        return PdfReader()
    if media_type == DOCX:
        from variorum.ingest.office.docx import DocxReader

        return DocxReader()
    if media_type in (ODT, FLAT_ODT):
        from variorum.ingest.office.odt import OdtReader

        return OdtReader()
    if media_type in (XML, TEI, AKOMA_NTOSO):
        from variorum.ingest.xml.reader import XmlReader

        return XmlReader()
    from variorum.ingest.plain import PlainReader

    return PlainReader()
