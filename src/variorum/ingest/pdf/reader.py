"""PDF: the text layer, page by page, its lines put together to paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from variorum.errors import (
    SourceDamaged,
    SourceError,
    SourceProtected,
    SourceTooLarge,
    SourceWithoutText,
)
from variorum.ingest.damage import UNREAD
from variorum.ingest.formats import PDF
from variorum.ingest.hyphens import LINE_END_HYPHEN, mended, vocabulary
from variorum.ingest.limits import bytes_said
from variorum.ingest.lists import SYMBOLS
from variorum.ingest.pdf.claims import pdf_claims
from variorum.ingest.pdf.glyphs import are_glyph_numbers, controls, lettered
from variorum.ingest.pdf.lacks import page_warnings, unmapped_warning
from variorum.ingest.pdf.layout import Paragraph, paragraphs
from variorum.ingest.pdf.lines import Line, Page
from variorum.ingest.pdf.pdfium import PASSWORD_NEEDED, read_pages
from variorum.ingest.pdf.second import document_doubts
from variorum.ingest.texts import Source, gap, make_text
from variorum.model.spans import Span
from variorum.model.units import Block
from variorum.model.witnesses import Derivation, Limit, TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text

_SEEMS = "a PDF"
_OCR = "Run text recognition (OCR) on it, for instance with ocrmypdf, and compare the result."
# Past this share of characters that name no letter the text layer says nothing.
_UNREADABLE = 0.3
_CONTROLS = 0.05
_GUESSED = TextWarning(
    WarningKind.EXTRACTION,
    "The file does not say which letters its characters are; they were read by the order that fonts usually have.",
    incomplete=True,
)
_TAIL = 2048
_PDFIUM_ERRORS = {
    "pdfium error 3": "its structure is broken or cut off",
    "pdfium error 5": "it is locked in a way that is not known here",
}


class PdfReader:
    """Reads PDF through pdfium, which may end the process: `read_bytes` gives it one of its own."""

    media_type = PDF

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The text of the pages, with their spans; pages without text are named in warnings."""
        head, *values = _pages(source, limits)
        if "error" in head:
            raise _refusal(source, str(head["error"]))
        pages = [_page(number, value) for number, value in enumerate(values)]
        is_guess = are_glyph_numbers(line.content for page in pages for line in page.lines)
        pages = [_with(page, lettered if is_guess else str.strip) for page in pages]
        shown = sum(len(line.content) for page in pages for line in page.lines)
        if shown == 0:
            raise _textless(source, values)
        if _is_unreadable(pages, shown):
            raise SourceWithoutText(source.name, "has a text layer that names no letters", _OCR)
        found = paragraphs(pages)
        content, blocks, spans = _assembled(found, len(pages))
        # Glyph numbers put into letters are no longer what pdfium calls its characters.
        doubts = (_GUESSED,) if is_guess else document_doubts(values, found, content, blocks)
        return make_text(
            content,
            Derivation(
                "variorum.ingest.pdf (pypdfium2)",
                str(head["version"]),
                (("hyphens at line ends", "mended"), ("lines of a paragraph", "joined by a space")),
            ),
            blocks=blocks,
            pages=spans,
            warnings=(*_warnings(source, values), *doubts),
            limits=tuple(_limits(int(head["pages"]), limits)),
            claims=pdf_claims({key: str(head[key]) for key in ("title", "author", "language")}, content),
        )


def _pages(source: Source, limits: Limits) -> list[dict[str, Any]]:
    """What pdfium says of the document and its pages."""
    values = list(read_pages(source.data, most_pages=limits.pages, most_characters=limits.unpacked_bytes))
    if "full" in values[-1]:
        limit = f"{limits.unpacked_bytes:,} characters"
        raise SourceTooLarge(source.name, seen=f"{bytes_said(len(source.data))} with more text than that", limit=limit)
    return values


def _refusal(source: Source, error: str) -> SourceProtected | SourceDamaged:
    if error == PASSWORD_NEEDED:
        return SourceProtected(source.name, _SEEMS)
    return SourceDamaged(source.name, _SEEMS, _PDFIUM_ERRORS.get(error, error))


def _page(number: int, value: dict[str, Any]) -> Page:
    lines = (Line(number, content.translate(SYMBOLS), *place) for content, *place in value.get("lines", ()))
    return Page(value.get("height", 0.0), tuple(lines))


def _with(page: Page, letters: Callable[[str], str]) -> Page:
    """The page with its lines put into letters, and without those that have none."""
    lines = (replace(line, content=letters(line.content)) for line in page.lines)
    return Page(page.height, tuple(line for line in lines if line.content))


def _is_unreadable(pages: Sequence[Page], shown: int) -> bool:
    contents = [line.content for page in pages for line in page.lines]
    unmapped = sum(content.count(UNREAD) for content in contents)
    return unmapped > shown * _UNREADABLE or sum(map(controls, contents)) > shown * _CONTROLS


def _assembled(found: Sequence[Paragraph], count: int) -> tuple[str, tuple[Block, ...], tuple[Span, ...]]:
    """The stored text, its blocks, and the span of each page: from its first line to that of the next."""
    words = vocabulary([line.content for line in paragraph.lines] for paragraph in found)
    parts: list[str] = []
    blocks: list[Block] = []
    starts = [0] * count
    length = 0
    reached = 0
    for paragraph in found:
        if blocks:
            between = gap(blocks[-1].kind, paragraph.kind)
            parts.append(between)
            length += len(between)
        begin = length
        for page, written in _written(paragraph, words):
            if page > reached:
                starts[reached + 1 : page + 1] = [length] * (page - reached)
                reached = page
            parts.append(written)
            length += len(written)
        blocks.append(Block(paragraph.kind, Span(begin, length)))
    starts[reached + 1 :] = [length] * (count - reached - 1)
    spans = tuple(Span(start, end) for start, end in zip(starts, (*starts[1:], length), strict=True))
    return "".join(parts), tuple(blocks), spans


def _written(paragraph: Paragraph, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph as they are stored, each with its page and with what stands before the next."""
    for line, below in zip(paragraph.lines, (*paragraph.lines[1:], None), strict=True):
        if below is None:
            yield line.page, line.content.replace(LINE_END_HYPHEN, "-")
        else:
            content, between = mended(line.content, below.content, words)
            yield line.page, content.replace(LINE_END_HYPHEN, "-") + between


def _textless(source: Source, pages: Sequence[dict[str, Any]]) -> SourceError:
    """Why there is no character on any page."""
    if any(page.get("lost") for page in pages):
        return SourceDamaged(source.name, _SEEMS, "its pages could not be read")
    if all(page["bare"] for page in pages):
        return SourceWithoutText(source.name, "is a PDF with nothing on its pages", "Check that it is the right file.")
    is_scan = any(page["picture"] for page in pages)
    return SourceWithoutText(source.name, f"holds no text{'; it seems to be scanned' if is_scan else ''}", _OCR)


def _warnings(source: Source, pages: Sequence[dict[str, Any]]) -> Iterator[TextWarning]:
    yield from page_warnings(pages)
    unmapped = unmapped_warning(pages)
    if unmapped is not None:
        yield unmapped
    if b"%%EOF" not in source.data[-_TAIL:]:
        message = "The file has no proper end: it may have been cut off, and pages may be missing."
        yield TextWarning(WarningKind.EXTRACTION, message, incomplete=True)


def _limits(count: int, limits: Limits) -> Iterator[Limit]:
    if count > limits.pages:
        effect = f"pages {limits.pages + 1:,} to {count:,} were not read"
        yield Limit("pages", f"{limits.pages:,}", f"{count:,}", effect)
