"""Word documents: the text as it stands when every tracked change is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceDamaged, SourceWithoutText
from variorum.ingest.formats import DOCX
from variorum.ingest.lists import SYMBOLS
from variorum.ingest.office.claims import docx_claims
from variorum.ingest.office.docx_numbering import Numbering, is_on
from variorum.ingest.office.elements import attribute, child, local
from variorum.ingest.office.package import Package
from variorum.ingest.office.paragraphs import SETTINGS, change_warnings, kind_of, once_each, row_pieces
from variorum.ingest.second_xml import element_doubts, texts_outside
from variorum.ingest.texts import Piece, Source, assemble, make_text, numbered
from variorum.model.units import BlockKind
from variorum.model.witnesses import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text

_BODY_LEVEL = 9
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad", "ptab": "\t"}
# Removed text, the codes of fields, and what stands in the margin by number only.
_UNSEEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "commentReference", "annotationRef", "rPr", "pPr"}
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_TABLE_OF_CONTENTS = re.compile(r"toc \d|table of figures", re.IGNORECASE)


class DocxReader:
    """Reads DOCX: body, tables row by row, text boxes, notes; heads and feet as furniture."""

    media_type = DOCX

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The text of the document with its blocks, in the order of the document."""
        package = Package(source, limits)
        main = package.main_part()
        root = package.part(main)
        if root is None:
            raise SourceDamaged(source.name, "a Word document (DOCX)", f"{main} is not in it")
        document = _Document.of(package, main)
        pieces = list(numbered(document.pieces(child(root, "body")), "paragraph"))
        for kind in ("footnote", "endnote"):
            for part in package.related(main, f"{kind}s"):
                pieces.extend(numbered(document.notes(package.part(part), kind), kind))
        pieces.extend(_edges(package, main, document))
        content, blocks = assemble(pieces)
        if not content:
            remedy = "If it holds pictures of pages, run text recognition (OCR) on them."
            raise SourceWithoutText(source.name, "is a Word document without text", remedy)
        doubts = element_doubts(texts_outside(root, _UNSEEN), content, blocks, left_out=document.hidden)
        return make_text(
            content,
            Derivation(
                "variorum.ingest.docx (lxml)",
                etree.__version__,
                SETTINGS,
            ),
            blocks=blocks,
            warnings=(*change_warnings(document.tracked, document.hidden), *doubts),
            claims=docx_claims(package, content),
        )


def _edges(package: Package, main: str, document: _Document) -> Iterator[Piece]:
    """The heads and feet of the pages, once each."""
    parts = [part for kind in ("header", "footer") for part in package.related(main, kind)]
    return once_each(piece for part in parts for piece in document.pieces(package.part(part)))


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    outline: int
    number: tuple[str, int] | None


@dataclass(slots=True)
class _Run:
    """What one paragraph gathers: its characters, how many of them are bold, its notes, the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    def content(self) -> str:
        return "".join(self.parts).translate(SYMBOLS).strip()


@dataclass(slots=True)
class _Document:
    """A document's styles and lists, and what is met on the way through it."""

    styles: dict[str, _Style]
    default_style: str
    numbering: Numbering
    tracked: int = 0
    hidden: int = 0
    note_order: dict[tuple[str, str], int] = field(default_factory=dict)
    note_counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, main: str) -> _Document:
        """The document whose main part stands at this path."""
        styles: dict[str, _Style] = {}
        default = ""
        for part in package.related(main, "styles"):
            root = package.part(part)
            elements = [element for element in root if local(element) == "style"] if root is not None else []
            styles.update(_styles(elements))
            default = next((attribute(each, "styleId") or "" for each in elements if _is_default(each)), default)
        parts = package.related(main, "numbering")
        return cls(styles, default, Numbering.of(package.part(parts[0]) if parts else None))

    def pieces(self, container: etree._Element | None) -> Iterator[Piece]:
        """The blocks of a body, cell, note or text box, in order."""
        held: _Run | None = None
        for element in _flattened(container):
            if local(element) == "p":
                run = held or _Run()
                self._gather(element, run)
                held = None
                if child(element, "pPr", "rPr", "del") is not None:
                    # Its end was struck out: it goes on in the next paragraph.
                    self.tracked += 1
                    held = run
                    continue
                yield from self._paragraph(element, run)
            elif local(element) == "tbl":
                yield from self._table(element)
        if held is not None:
            yield Piece(BlockKind.PARAGRAPH, held.content())

    def notes(self, root: etree._Element | None, kind: str) -> Iterator[Piece]:
        """The notes that the body refers to, numbered in its order."""
        found = {attribute(note, "id") or "": note for note in root if local(note) == kind} if root is not None else {}
        for (noted, key), number in self.note_order.items():
            if noted == kind and key in found:
                first, *others = list(self.pieces(found[key])) or [Piece(BlockKind.PARAGRAPH, "")]
                yield Piece(BlockKind.ITEM, f"{number}. {first.content}" if first.content else "")
                yield from others

    def _paragraph(self, element: etree._Element, run: _Run) -> Iterator[Piece]:
        content = run.content()
        if content:
            kind, marker = self._kind(element, run, content)
            yield Piece(kind, marker + content)
        for box in run.boxes:
            yield from self.pieces(box)

    def _kind(self, element: etree._Element, run: _Run, content: str) -> tuple[BlockKind, str]:
        style = self.styles.get(attribute(child(element, "pPr", "pStyle"), "val") or self.default_style)
        name = style.name if style is not None else ""
        number = _number(child(element, "pPr")) or (style.number if style is not None else None)
        marker = self.numbering.marker(*number) if number is not None else ""
        outline = attribute(child(element, "pPr", "outlineLvl"), "val")
        level = int(outline) if outline in tuple("012345678") else (style.outline if style is not None else _BODY_LEVEL)
        if name == "title":
            return BlockKind.TITLE, marker
        if _TABLE_OF_CONTENTS.match(name):
            return BlockKind.FURNITURE, marker
        is_heading = level < _BODY_LEVEL or name == "subtitle"
        return kind_of(content, is_heading=is_heading, is_item=bool(marker), bold=run.bold), marker

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        """A table row by row."""
        for row in _flattened(table):
            if local(row) != "tr":
                continue
            if child(row, "trPr", "del") is not None:
                self.tracked += 1
                continue
            cells = [list(self.pieces(cell)) for cell in _flattened(row) if local(cell) == "tc"]
            yield from row_pieces(cells)

    def _gather(self, element: etree._Element, run: _Run, *, bold: bool = False) -> None:
        """Add what is seen of an element to a paragraph. The parser bounds how deep elements nest."""
        for part in element:
            name = local(part)
            if name in _TRACKED:
                self.tracked += 1
            if name in _UNSEEN:
                continue
            if name == "r":
                self._gather_run(part, run)
            elif name == "t":
                text = part.text or ""
                run.parts.append(text if part.get(_SPACE) == "preserve" else text.strip())
                run.bold += len(run.parts[-1]) if bold else 0
            elif name in _CHARACTERS:
                run.parts.append(_CHARACTERS[name] if attribute(part, "type") != "page" else " ")
            elif name == "sym":
                run.parts.append(_symbol(part))
            elif name in ("footnoteReference", "endnoteReference"):
                key = (name.removesuffix("Reference"), attribute(part, "id") or "")
                if key not in self.note_order:
                    self.note_counts[key[0]] = self.note_counts.get(key[0], 0) + 1
                    self.note_order[key] = self.note_counts[key[0]]
            elif name == "AlternateContent":
                choice = child(part, "Choice")
                self._gather(choice if choice is not None else part, run, bold=bold)
            elif name == "txbxContent":
                run.boxes.append(part)
            else:
                self._gather(part, run, bold=bold)

    def _gather_run(self, part: etree._Element, run: _Run) -> None:
        properties = child(part, "rPr")
        if is_on(child(properties, "vanish")):
            self.hidden += sum(len(text.text or "") for text in part if local(text) == "t")
            return
        self._gather(part, run, bold=is_on(child(properties, "b")))


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _flattened(container: etree._Element | None) -> Iterator[etree._Element]:
    """The children of an element, with those inside content controls and other wrappers in their place."""
    for element in container if container is not None else ():
        if local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _flattened(element)
        elif local(element) == "AlternateContent":
            choice = child(element, "Choice")
            yield from _flattened(choice if choice is not None else child(element, "Fallback"))
        else:
            yield element


def _styles(elements: list[etree._Element]) -> Iterator[tuple[str, _Style]]:
    """Each style with what it inherits."""
    by_key = {attribute(element, "styleId") or "": element for element in elements}
    for key, element in by_key.items():
        name = (attribute(child(element, "name"), "val") or "").casefold()
        outline: int | None = None
        number: tuple[str, int] | None = None
        seen: set[str] = set()
        ancestor: etree._Element | None = element
        while ancestor is not None and (own := attribute(ancestor, "styleId") or "") not in seen:
            seen.add(own)
            written = attribute(child(ancestor, "pPr", "outlineLvl"), "val")
            outline = int(written) if outline is None and written in tuple("0123456789") else outline
            number = number or _number(child(ancestor, "pPr"))
            ancestor = by_key.get(attribute(child(ancestor, "basedOn"), "val") or "")
        if outline is None and (heading := re.fullmatch(r"heading ([1-9])", name)):
            outline = int(heading.group(1)) - 1
        yield key, _Style(name, _BODY_LEVEL if outline is None else outline, number)


def _is_default(style: etree._Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _number(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list and level that a paragraph's or style's properties name."""
    key = attribute(child(properties, "numPr", "numId"), "val")
    level = attribute(child(properties, "numPr", "ilvl"), "val")
    return None if key is None else (key, int(level) if level in tuple("012345678") else 0)


def _symbol(part: etree._Element) -> str:
    """A character of a symbol font, given by its code."""
    code = attribute(part, "char") or ""
    return (
        chr(int(code, 16))
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE000
        else "\ufffd"
    )
