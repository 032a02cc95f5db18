"""OpenDocument texts: the text as it stands when every tracked change is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceDamaged, SourceProtected, SourceUnsupported, SourceWithoutText
from variorum.ingest.formats import ODT
from variorum.ingest.office.claims import flat_odt_claims, odt_claims
from variorum.ingest.office.elements import attribute, child, local
from variorum.ingest.office.odt_styles import Count, Style, Styles, whole
from variorum.ingest.office.package import Package
from variorum.ingest.office.paragraphs import SETTINGS, change_warnings, kind_of, once_each, row_pieces
from variorum.ingest.second_xml import element_doubts, texts_outside
from variorum.ingest.texts import Piece, Source, assemble, make_text, numbered
from variorum.ingest.xml.tree import parse
from variorum.model.units import BlockKind
from variorum.model.witnesses import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text

_SEEMS = "an OpenDocument text (ODT)"
# A run of spaces that an attribute counts: more are no text.
_MOST_SPACES = 80
_SPACE = re.compile(r"[ \t\r\n]+")
# What holds paragraphs and says nothing of them.
_WRAPPERS = frozenset({"section", "index-body", "list-header", "meta", "numbered-paragraph", "change-body"})
_INDEXES = frozenset(
    "table-of-content alphabetical-index illustration-index table-index object-index user-index bibliography".split()
)
_UNSEEN = frozenset(
    "tracked-changes annotation annotation-end sequence-decls variable-decls user-field-decls forms note ruby-text "
    "title desc object object-ole image plugin script dde-connection-decls alphabetical-index-auto-mark-file "
    "event-listeners table-of-content-source number hidden-text hidden-paragraph".split()
)
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


class OdtReader:
    """Reads ODT, zipped and flat: body, tables row by row, text boxes, notes; heads and feet as furniture."""

    media_type = ODT

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The text of the document with its blocks, in the order of the document."""
        if source.decoded is not None:
            root, _ = parse(source.name, source.decoded.content, limits, seems=_SEEMS)
            text = _text(source, root, root)
            return replace(text, claims=flat_odt_claims(root, text.content))
        package = _package(source, limits)
        content = package.part("content.xml")
        if content is None:
            raise SourceDamaged(source.name, _SEEMS, "content.xml is not in it")
        text = _text(source, content, package.part("styles.xml"))
        return replace(text, claims=odt_claims(package, text.content))


def _text(source: Source, content: etree._Element, styles: etree._Element | None) -> Text:
    body = child(content, "body", "text")
    if body is None:
        raise _not_a_text(source, content)
    document = _Document(Styles.of((styles, content)))
    pieces = list(numbered(document.pieces(body), "paragraph"))
    pieces += numbered(document.notes, "note")
    pieces += document.edges(styles)
    written, blocks = assemble(pieces)
    if not written:
        remedy = "If it holds pictures of pages, run text recognition (OCR) on them."
        raise SourceWithoutText(source.name, "is an OpenDocument text without text", remedy)
    doubts = element_doubts(
        texts_outside(body, ("annotation", "tracked-changes")), written, blocks, left_out=document.hidden
    )
    return make_text(
        written,
        Derivation(
            "variorum.ingest.odt (lxml)",
            etree.__version__,
            SETTINGS,
        ),
        blocks=blocks,
        warnings=(*change_warnings(document.tracked, document.hidden), *doubts),
    )


def _package(source: Source, limits: Limits) -> Package:
    package = Package(source, limits, seems=_SEEMS)
    if b"encryption-data" in (package.member("META-INF/manifest.xml") or b""):
        raise SourceProtected(source.name, _SEEMS)
    return package


def _not_a_text(source: Source, content: etree._Element) -> SourceDamaged | SourceUnsupported:
    body = child(content, "body")
    kind = local(body[0]) if body is not None and len(body) else ""
    if kind in ("spreadsheet", "presentation", "drawing", "chart", "formula", "database"):
        remedy = "Export its text as plain text or PDF."
        return SourceUnsupported(source.name, f"an OpenDocument {kind}", remedy)
    return SourceDamaged(source.name, _SEEMS, "there is no text in its content.xml")


@dataclass(slots=True)
class _Run:
    """What one paragraph gathers: its characters, how many of them are bold, the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    boxes: list[etree._Element] = field(default_factory=list)
    number: str = ""

    def content(self) -> str:
        return "".join(self.parts).strip()

    def add(self, written: str, *, bold: bool) -> None:
        """Add characters; white space that begins a paragraph or follows a space is not shown."""
        written = _SPACE.sub(" ", written)
        if written.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\n", "\t"))):
            written = written[1:]
        if written:
            self.parts.append(written)
            self.bold += len(written) if bold else 0


@dataclass(slots=True)
class _Item:
    """The open item of a list: its style and level, and the mark of its first paragraph until that has come."""

    style: str
    level: int
    count: Count
    start: int | None = None
    is_marked: bool = True


@dataclass(slots=True)
class _Document:
    """A document's styles and lists, and what is met on the way through it."""

    styles: Styles
    notes: list[Piece] = field(default_factory=list)
    note_count: int = 0
    tracked: int = 0
    hidden: int = 0
    headings: Count = field(default_factory=Count)
    counts: dict[str, Count] = field(default_factory=dict)
    latest: dict[str, Count] = field(default_factory=dict)

    def pieces(self, container: etree._Element, item: _Item | None = None) -> Iterator[Piece]:
        """The blocks of a body, section, cell, note or text box, in order."""
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, item)
                item = _marked(item)
            elif name == "list":
                yield from self._list(element, item)
            elif name == "table":
                yield from self._table(element)
            elif name in _INDEXES:
                for piece in self.pieces(element):
                    yield Piece(BlockKind.FURNITURE, piece.content)
            elif name == "tracked-changes":
                self.tracked += sum(local(change) == "changed-region" for change in element)
            elif name in ("index-title", *_WRAPPERS):
                yield from self._section(element, item)
            elif name in ("frame", "text-box", "g", "a"):
                yield from self.pieces(element)

    def edges(self, styles: etree._Element | None) -> Iterator[Piece]:
        """The heads and feet of the pages, once each."""
        pages = child(styles, "master-styles")
        edges = [edge for page in (pages if pages is not None else ()) for edge in page if _is_edge(edge)]
        return once_each(piece for edge in edges for piece in self.pieces(edge))

    def _section(self, element: etree._Element, item: _Item | None) -> Iterator[Piece]:
        if local(element) == "section" and attribute(element, "display") in ("none", "condition"):
            self._hide(element)
        else:
            yield from self.pieces(element, _marked(item) if local(element) == "list-header" else item)

    def _list(self, element: etree._Element, around: _Item | None) -> Iterator[Piece]:
        style = attribute(element, "style-name") or (around.style if around is not None else "")
        level = 1 if around is None else around.level + 1
        count = around.count if around is not None else self._count(element, style)
        for each in element:
            if local(each) == "list-header":
                yield from self.pieces(each, _Item(style, level, count, is_marked=False))
            elif local(each) == "list-item":
                own = attribute(each, "style-override") or style
                yield from self.pieces(each, _Item(own, level, count, whole(attribute(each, "start-value"))))

    def _count(self, element: etree._Element, style: str) -> Count:
        """The numbers a list begins with: those of the one it continues, or none."""
        continued = attribute(element, "continue-list")
        count = self.counts.get(continued) if continued else None
        if count is None and attribute(element, "continue-numbering") == "true":
            count = self.latest.get(style)
        count = count or Count()
        self.latest[style] = count
        self.counts[attribute(element, "id") or ""] = count
        return count

    def _paragraph(self, element: etree._Element, item: _Item | None) -> Iterator[Piece]:
        run = _Run()
        style = self.styles.style("paragraph", attribute(element, "style-name"))
        if style.is_hidden or _is_hidden_paragraph(element):
            self._hide(element)
            return
        self._gather(element, run, bold=style.is_bold)
        content = run.content()
        if content:
            marker = self._marker(element, item, style) or (f"{run.number} " if run.number else "")
            yield Piece(_kind(element, style, run, content, marker=marker), marker + content)
        for box in run.boxes:
            yield from self.pieces(box)

    def _marker(self, element: etree._Element, item: _Item | None, style: Style) -> str:
        if item is not None:
            levels = self.styles.lists.get(item.style) or self.styles.lists.get(style.list_style) or {}
            return item.count.next(levels, item.level, item.start) if item.is_marked else ""
        if local(element) != "h" or attribute(element, "is-list-header") == "true":
            return ""
        level = whole(attribute(element, "outline-level")) or 1
        start = whole(attribute(element, "start-value")) if attribute(element, "restart-numbering") == "true" else None
        return self.headings.next(self.styles.outline, level, start)

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        """A table row by row."""
        for row in table:
            if local(row) in _ROW_GROUPS:
                yield from self._table(row)
            if local(row) != "table-row":
                continue
            cells = [list(self.pieces(cell)) for cell in row if local(cell) == "table-cell"]
            yield from row_pieces(cells)

    def _gather(self, element: etree._Element, run: _Run, *, bold: bool) -> None:
        """Add what is seen of an element to a paragraph. The parser bounds how deep elements nest."""
        if element.text:
            run.add(element.text, bold=bold)
        for part in element:
            self._gather_part(part, run, bold=bold)
            if part.tail:
                run.add(part.tail, bold=bold)

    def _gather_part(self, part: etree._Element, run: _Run, *, bold: bool) -> None:
        name = local(part)
        if name == "s":
            run.parts.append(" " * min(whole(attribute(part, "c")) or 1, _MOST_SPACES))
        elif name == "tab":
            run.parts.append("\t")
        elif name == "line-break":
            run.parts.append("\n")
        elif name == "note":
            self._note(part)
        elif name == "number":
            run.number = "".join(map(str, part.itertext())).strip()
        elif name in ("hidden-text", "hidden-paragraph"):
            self._hide(part)
        elif name in ("text-box", "table"):
            run.boxes.append(part)
        elif name == "span":
            style = self.styles.style("text", attribute(part, "style-name"))
            if style.is_hidden:
                self._hide(part)
            else:
                self._gather(part, run, bold=bold or style.is_bold)
        elif name not in _UNSEEN:
            self._gather(part, run, bold=bold)

    def _note(self, note: etree._Element) -> None:
        """Keep a note for the end, with its number in the order of the text."""
        self.note_count += 1
        number = self.note_count
        place = len(self.notes)
        body = child(note, "note-body")
        pieces = list(self.pieces(body)) if body is not None else []
        if pieces:
            first = Piece(BlockKind.ITEM, f"{number}. {pieces[0].content}")
            self.notes[place:place] = [first, *pieces[1:]]

    def _hide(self, element: etree._Element) -> None:
        self.hidden += sum(len(_SPACE.sub(" ", str(text)).strip()) for text in element.itertext())


def _marked(item: _Item | None) -> _Item | None:
    """The item after its first paragraph: what follows in it has no mark."""
    return None if item is None else _Item(item.style, item.level, item.count, is_marked=False)


def _is_hidden_paragraph(element: etree._Element) -> bool:
    return any(local(part) == "hidden-paragraph" and attribute(part, "is-hidden") == "true" for part in element)


def _is_edge(element: etree._Element) -> bool:
    return local(element).startswith(("header", "footer")) and attribute(element, "display") != "false"


def _kind(element: etree._Element, style: Style, run: _Run, content: str, *, marker: str) -> BlockKind:
    if style.is_title:
        return BlockKind.TITLE
    if style.is_contents:
        return BlockKind.FURNITURE
    is_heading = local(element) == "h" or style.is_heading
    return kind_of(content, is_heading=is_heading, is_item=bool(marker), bold=run.bold)
