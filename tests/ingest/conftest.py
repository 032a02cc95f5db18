"""Documents made for the tests: every format written by hand, all texts invented."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Line:
    """One line of a page: where it stands, in points from the lower left."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    bold: bool = False


@dataclass
class PdfFile:
    """A PDF written object by object."""

    pages: list[bytes] = field(default_factory=list)
    password: bytes | None = None
    filter: bytes = b""

    def page(self, lines: list[Line], *, drawing: bytes = b"") -> PdfFile:
        """Add a page with these lines."""
        stream = [drawing]
        for line in lines:
            content = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            font = b"/F2" if line.bold else b"/F1"
            stream.append(b"BT %s %g Tf %g %g Td (%s) Tj ET" % (font, line.size, line.x, line.y, content))
        self.pages.append(b"\n".join(stream))
        return self

    def data(self, *, title: str = "", language: str = "", author: str = "") -> bytes:
        """The bytes of the file, with these properties."""
        kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(self.pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R%s >>" % (b" /Lang (%s)" % language.encode() if language else b""),
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(self.pages)),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        ]
        for index, content in enumerate(self.pages):
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (6 + 2 * index)
            )
            objects.append(self._stream(content, 6 + 2 * index))
        trailer = b""
        if self.password is not None:
            objects.append(self._encryption())
            trailer = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"00" * 16, b"00" * 16)
        if title or author:
            objects.append(b"<< /Title (%s) /Author (%s) >>" % (title.encode("cp1252"), author.encode("cp1252")))
            trailer += b" /Info %d 0 R" % len(objects)
        out = io.BytesIO(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        out.seek(0, 2)
        offsets = []
        for number, value in enumerate(objects, start=1):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, value))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
        out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()

    def _stream(self, content: bytes, number: int) -> bytes:
        if self.password is not None:
            salted = hashlib.md5(self._key() + struct.pack("<I", number)[:3] + b"\0\0").digest()
            content = rc4(salted[:10], content)
        return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), self.filter, content)

    # The standard security handler, revision 2: RC4 with 40 bits (PDF 1.4, 3.5).
    _PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

    def _owner(self) -> bytes:
        return rc4(hashlib.md5(b"owner" + self._PAD[:27]).digest()[:5], (self._padded()))

    def _padded(self) -> bytes:
        return ((self.password or b"") + self._PAD)[:32]

    def _key(self) -> bytes:
        return hashlib.md5(self._padded() + self._owner() + struct.pack("<i", -4) + bytes(16)).digest()[:5]

    def _encryption(self) -> bytes:
        owner, user = self._owner().hex().encode(), rc4(self._key(), self._PAD).hex().encode()
        return b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owner, user)


def rc4(key: bytes, data: bytes) -> bytes:
    """The stream cipher of old PDF."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def pdf_of_lines(pages: list[list[Line]]) -> bytes:
    """A PDF of these pages."""
    file = PdfFile()
    for lines in pages:
        file.page(lines)
    return file.data()


def docx_of(body: str, parts: dict[str, str] | None = None, relations: dict[str, str] | None = None) -> bytes:
    """A DOCX whose body is this XML; `parts` are further members, `relations` their kinds by path under word/."""
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate((relations or {}).items())
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{WORD}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}</w:body></w:document>"
    )
    members = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r0" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of WordprocessingML."""
    start = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{start}<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def in_list(number: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def styled_docx(body: str) -> bytes:
    """A DOCX with styles and lists."""
    return docx_of(
        body,
        {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING},
        {"styles.xml": "styles", "numbering.xml": "numbering"},
    )


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0" xmlns:style="{OPEN}:style:1.0" '
    f'xmlns:table="{OPEN}:table:1.0" xmlns:draw="{OPEN}:drawing:1.0" xmlns:fo="{OPEN}:xsl-fo-compatible:1.0" '
    f'xmlns:meta="{OPEN}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT_STYLES = """<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph"/>
<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Veiled" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Points">
<text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/></text:list-style>
<text:list-style style:name="Numbers">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>"""


def odt_of(
    body: str, *, styles: str = ODT_STYLES, pages: str = "", properties: str = "", parts: dict[str, str] | None = None
) -> bytes:
    """An ODT whose body is this XML; `pages` are its master pages, `parts` members beside or in place of these."""
    document = f"office:document-meta {NAMESPACES}"
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="m"/>',
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}><office:master-styles>{pages}</office:master-styles>"
        "</office:document-styles>",
        "meta.xml": f"<{document}><office:meta>{properties}</office:meta></office:document-meta>",
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in members.items():
            method = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(path), content, method)
    return out.getvalue()


def flat_odt_of(body: str, *, properties: str = "") -> bytes:
    """The same as one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{properties}</office:meta><office:styles>{ODT_STYLES}</office:styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def ole2_with(*streams: str) -> bytes:
    """A compound file (the container of old and of encrypted Office documents) with empty streams of these names."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for index in range(109):
        struct.pack_into("<I", header, 76 + 4 * index, 0xFFFFFFFF)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF) + b"\xff" * 500
    entries = b""
    for place, name in enumerate(("Root Entry", *streams)):
        written = name.encode("utf-16-le")
        entry = bytearray(128)
        entry[: len(written)] = written
        struct.pack_into("<HBB", entry, 64, len(written) + 2, 5 if place == 0 else 2, 1)
        struct.pack_into("<III", entry, 68, 0xFFFFFFFF, 0xFFFFFFFF, 1 if place == 0 else 0xFFFFFFFF)
        entries += bytes(entry)
    return bytes(header) + table + entries.ljust(512, b"\0")


class Maker:
    """The generators, for tests to ask for by one name."""

    pdf = PdfFile
    line = Line
    pdf_of_lines = staticmethod(pdf_of_lines)
    docx = staticmethod(docx_of)
    styled_docx = staticmethod(styled_docx)
    paragraph = staticmethod(paragraph)
    in_list = staticmethod(in_list)
    odt = staticmethod(odt_of)
    flat_odt = staticmethod(flat_odt_of)
    ole2 = staticmethod(ole2_with)


@pytest.fixture(scope="session")
def make() -> Maker:
    """What writes documents for the tests."""
    return Maker()


def measure_words(found: str, reference: str) -> float:
    """F1 of the words in order, by their longest common sequence: what stands twice or elsewhere counts against it."""
    ours, theirs = re.findall(r"\w+", found.lower()), re.findall(r"\w+", reference.lower())
    common = LCSseq.similarity(ours, theirs)
    return 2 * common / (len(ours) + len(theirs))


@pytest.fixture(scope="session")
def word_f1() -> Callable[[str, str], float]:
    """How near one reading of a document comes to another."""
    return measure_words
