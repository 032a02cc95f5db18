"""What bytes are, by their content and never by their name."""

from __future__ import annotations

import re

from variorum.errors import ADD_IT, NAME_A_STATEMENT
from variorum.ingest.formats import DOCX, ODT, PDF, TEXT, Foreign

_OCR = "Run text recognition (OCR) on it and compare the result."
_SAVE_AS = "Open it in its program and save it as DOCX, PDF or plain text."
_UNPACK = "Unpack it and name the file inside."
_TRANSCRIPT = "Compare a written transcript of it."

_PREFIXES: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rtf", Foreign("a rich text file (RTF)", _SAVE_AS)),
    (b"\x89PNG\r\n\x1a\n", Foreign("a picture (PNG)", _OCR)),
    (b"\xff\xd8\xff", Foreign("a picture (JPEG)", _OCR)),
    (b"GIF87a", Foreign("a picture (GIF)", _OCR)),
    (b"GIF89a", Foreign("a picture (GIF)", _OCR)),
    (b"II*\x00", Foreign("a picture (TIFF)", _OCR)),
    (b"MM\x00*", Foreign("a picture (TIFF)", _OCR)),
    (b"AT&TFORM", Foreign("a scanned document (DjVu)", _OCR)),
    (b"%!PS", Foreign("a PostScript file", "Turn it into PDF (ps2pdf) and compare that.")),
    (b"\x1f\x8b", Foreign("a compressed file (gzip)", f"{ADD_IT}, or unpack it.")),
    *((b"BZh%d1AY&SY" % level, Foreign("a compressed file (bzip2)", _UNPACK)) for level in range(1, 10)),
    (b"\xfd7zXZ\x00", Foreign("a compressed file (xz)", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("a compressed archive (7z)", _UNPACK)),
    (b"Rar!\x1a\x07", Foreign("a compressed archive (RAR)", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("a compressed file (zstd)", _UNPACK)),
    (b"SQLite format 3\x00", Foreign("a database (SQLite)", NAME_A_STATEMENT)),
    (b"\x7fELF", Foreign("a program", NAME_A_STATEMENT)),
    (b"MZ\x90\x00", Foreign("a program", NAME_A_STATEMENT)),
    (b"ID3\x03", Foreign("a sound recording", _TRANSCRIPT)),
    (b"ID3\x04", Foreign("a sound recording", _TRANSCRIPT)),
    (b"OggS\x00", Foreign("a sound recording", _TRANSCRIPT)),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first member of an OpenDocument file names its kind, uncompressed; a spreadsheet's begins otherwise.
_TEXT_DOCUMENTS = b"application/vnd.oasis.opendocument.text"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Without one of these a text is plain, and no pattern needs to be tried.
_SIGNS = ("<", "# ", "**", "__", "](", "```", "---", "===", "MIME-Version:")
# A zip file ends with this record and a comment of at most 64 kB.
_ZIP_END = b"PK\x05\x06"
_ZIP_END_REACH = 22 + 0xFFFF
_CUT_ZIP = Foreign("a Word document or another zip file", "", damage="its end is missing")
_DECLARATION_REACH = 4096
# Readers of PDF accept the mark anywhere in the first kilobyte.
_PDF_REACH = 1024


def binary_kind(data: bytes) -> str | Foreign | None:
    """The media type of a document that is no text, what foreign thing it is, or None for what may be text."""
    if _is_pdf(data):
        return PDF
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE2):
        return _ole2_kind(data)
    for prefix, foreign in _PREFIXES:
        if data.startswith(prefix):
            return foreign
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return Foreign("a picture, sound or film (RIFF)", NAME_A_STATEMENT)
    if data[:3] == b"\0\0\0" and data[4:8] == b"ftyp":
        return Foreign("a picture or film (ISO media)", NAME_A_STATEMENT)
    if data[257:262] == b"ustar":
        return Foreign("an archive (tar)", _UNPACK)
    return None


def _is_pdf(data: bytes) -> bool:
    if data.startswith(b"%PDF-"):
        return True
    mark = data.find(b"%PDF-", 0, _PDF_REACH)
    # A text may speak of PDF; a PDF has objects after the mark.
    return mark >= 0 and re.search(rb"[0-9]{1,10} [0-9]{1,5} obj\b", data[mark:]) is not None


def _zip_kind(data: bytes) -> str | Foreign:
    # Member names stand uncompressed in the local headers and in the directory at the end.
    if b"word/document.xml" in data or b"wordprocessingml.document.main" in data:
        return DOCX
    if _ZIP_END not in data[-_ZIP_END_REACH:]:
        return _CUT_ZIP
    if data[30:38] == b"mimetype":
        if data[38:].startswith(_TEXT_DOCUMENTS):
            return ODT
        if b"opendocument" in data[38:120]:
            return Foreign("an OpenDocument file that is no text", "Export its text as plain text or PDF.")
        if b"epub" in data[38:120]:
            return Foreign("an electronic book (EPUB)", _UNPACK)
    if b"META-INF/manifest.xml" in data and b"content.xml" in data:
        return ODT
    for mark, seems in ((b"xl/workbook", "a spreadsheet (XLSX)"), (b"ppt/presentation", "a presentation (PPTX)")):
        if mark in data:
            return Foreign(seems, "Export its text as plain text or PDF.")
    return Foreign("a zip archive", f"{ADD_IT}, or unpack it and name the file inside.")


def _ole2_kind(data: bytes) -> Foreign:
    # Stream names stand in the directory as UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Foreign("an Office document", "", protected=True)
    for stream, seems in (
        ("WordDocument", "an old Word document (DOC)"),
        ("Workbook", "an old spreadsheet (XLS)"),
        ("PowerPoint Document", "an old presentation (PPT)"),
        ("__substg1.0_", "an Outlook message (MSG)"),
    ):
        if stream.encode("utf-16-le") in data:
            return Foreign(seems, _SAVE_AS)
    return Foreign("an old Office document", _SAVE_AS)


def text_kind(content: str) -> str | Foreign:
    """The media type of decoded characters: plain text unless they hold enough marks of something else."""
    if not any(sign in content for sign in _SIGNS):
        return TEXT
    from variorum.ingest.markup import kind

    return kind(content)


def declared_encoding(data: bytes) -> str | None:
    """The codec that a page or an XML document names for itself in its first kilobytes."""
    if b"charset" not in data[:_DECLARATION_REACH] and b"encoding" not in data[:_DECLARATION_REACH]:
        return None
    from variorum.ingest.markup import declared_codec

    return declared_codec(data[:_DECLARATION_REACH])
