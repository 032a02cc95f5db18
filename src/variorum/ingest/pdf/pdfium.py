"""The lines of a PDF and where they stand, as pdfium reads them.

pdfium is a large parser of hostile input, which may break down: `variorum.ingest.apart` has it end another process.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

# pdfium's functions and what they hand out come through ctypes, which says nothing of their types.
Binding: TypeAlias = Any
# pdfium writes this for a hyphen it takes for one that only the end of the line made.
LINE_END_HYPHEN = "\x02"
PASSWORD_NEEDED = "password"  # noqa: S105
_ERROR_PASSWORD = 4
_IMAGE = 3
_MOST_PROPERTY_BYTES = 4096
# Text boxes drawn on a page (FreeText) and fields of forms (Widget), and under which key each keeps its words.
_NOTES = {3: b"Contents", 20: b"V"}
_MOST_NOTES = 1000
_FEW_CHARACTERS = 60
_MOSTLY = 0.5
_SPACES = " \t\xa0\u2002\u2003\u2009\u202f\u3000"


def read_pages(data: bytes, *, most_pages: int, most_characters: int) -> Iterator[dict[str, Any]]:
    """The document's head, then its pages up to a bound, each with its lines in the order of the content.

    A head with "error" is all there is of a document that does not open. A page with "lost" could not be read.
    """
    import pypdfium2.raw as pdfium
    from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

    version = f"{PYPDFIUM_INFO} (pdfium {PDFIUM_INFO})"
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        yield {"error": PASSWORD_NEEDED if code == _ERROR_PASSWORD else f"pdfium error {code}", "version": version}
        return
    count = pdfium.FPDF_GetPageCount(document)
    yield {
        "pages": count,
        "version": version,
        "title": _property(pdfium, document, "Title"),
        "author": _property(pdfium, document, "Author"),
        "language": _language(pdfium, document),
    }
    characters = 0
    for number in range(min(count, most_pages)):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            yield {"lost": True}
            continue
        read = _page(pdfium, page)
        pdfium.FPDF_ClosePage(page)
        characters += sum(len(line[0]) for line in read["lines"])
        if characters > most_characters:
            yield {"full": True}
            return
        yield read


def _property(pdfium: Binding, document: Binding, key: str) -> str:
    """What the file's properties give under a key."""
    size = min(pdfium.FPDF_GetMetaText(document, key.encode(), None, 0), _MOST_PROPERTY_BYTES)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, key.encode(), buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _language(pdfium: Binding, document: Binding) -> str:
    """What the document says its language is; older versions of pdfium do not tell."""
    if not hasattr(pdfium, "FPDFCatalog_GetLanguage"):
        return ""
    size = min(pdfium.FPDFCatalog_GetLanguage(document, None, 0), _MOST_PROPERTY_BYTES)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _page(pdfium: Binding, page: Binding) -> dict[str, Any]:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return {"lost": True, "lines": []}
    lines = list(_lines(pdfium, text))
    seen, left = _seen(pdfium, page, text)
    pdfium.FPDFText_ClosePage(text)
    shown = sum(len(line[0]) for line in lines)
    is_picture = shown < _FEW_CHARACTERS and _pictured(pdfium, page, width * height)
    is_bare = not lines and pdfium.FPDFPage_CountObjects(page) == 0 == pdfium.FPDFPage_GetAnnotCount(page)
    return {
        "width": width,
        "height": height,
        "lines": lines,
        "seen": seen,
        "left": left,
        "fields": list(_fields(pdfium, page)),
        "picture": is_picture,
        "bare": is_bare,
    }


def _seen(pdfium: Binding, page: Binding, text: Binding) -> tuple[str, str]:
    """The characters within what the page shows, and those in its left half, as pdfium itself puts them together."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return "", ""
    middle = (box.left + box.right) / 2
    found = []
    for edges in ((box.left, box.top, box.right, box.bottom), (box.left, box.top, middle, box.bottom)):
        size = pdfium.FPDFText_GetBoundedText(text, *edges, None, 0)
        buffer = (ctypes.c_ushort * size)()
        pdfium.FPDFText_GetBoundedText(text, *edges, buffer, size)
        found.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
    return found[0], found[1]


def _fields(pdfium: Binding, page: Binding) -> Iterator[str]:
    """What is typed into forms and written on the page as notes: it is drawn, but no part of the page's text."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        key = _NOTES.get(pdfium.FPDFAnnot_GetSubtype(note))
        if key is not None:
            size = min(pdfium.FPDFAnnot_GetStringValue(note, key, None, 0), _MOST_PROPERTY_BYTES)
            buffer = (ctypes.c_ushort * (size // 2))()
            pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
            written = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
            if written:
                yield written
        pdfium.FPDFPage_CloseAnnot(note)


def _lines(pdfium: Binding, text: Binding) -> Iterator[list[Any]]:
    """Each line: characters, left, right, baseline, letter height, weight, angle in radians."""
    count = pdfium.FPDFText_CountChars(text)
    written: list[str] = []
    places: list[int] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if character in "\r\n":
            yield from _line(pdfium, text, written, places)
            written, places = [], []
            continue
        character = LINE_END_HYPHEN if character == "\ufffe" else character
        written.append(character)
        if not character.isspace():
            places.append(index)
        if character == LINE_END_HYPHEN:
            yield from _line(pdfium, text, written, places)
            written, places = [], []
    yield from _line(pdfium, text, written, places)


def _line(pdfium: Binding, text: Binding, written: list[str], places: list[int]) -> Iterator[list[Any]]:
    if not places:
        return
    first, middle, last = places[0], places[len(places) // 2], places[-1]
    lefts, rights, heights = zip(*(_box(pdfium, text, place) for place in (first, middle, last)), strict=True)
    baselines = sorted(_baseline(pdfium, text, place) for place in (first, middle, last))
    weights = sorted(pdfium.FPDFText_GetFontWeight(text, place) for place in (first, middle, last))
    # Control characters at the ends stay: where they are numbers of glyphs, some of them are parentheses.
    content = "".join(written).strip(_SPACES)
    yield [
        content.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"),
        round(min(lefts), 2),
        round(max(rights), 2),
        round(baselines[1], 2),
        round(sorted(heights)[1], 2),
        weights[0],
        round(pdfium.FPDFText_GetCharAngle(text, middle), 2),
    ]


def _box(pdfium: Binding, text: Binding, index: int) -> tuple[float, float, float]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box.left, box.right, abs(box.top - box.bottom)


def _baseline(pdfium: Binding, text: Binding, index: int) -> float:
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(across), ctypes.byref(up))
    return up.value


def _pictured(pdfium: Binding, page: Binding, area: float) -> bool:
    """Whether one picture covers most of the page, as on a scanned one."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 1000)):
        part = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(part) != _IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top):
            covered = (right.value - left.value) * (top.value - bottom.value)
            if covered > area * _MOSTLY:
                return True
    return False
