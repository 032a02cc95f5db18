"""Web pages: the statement on the page, without the site around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceDamaged, SourceTooLarge, SourceWithoutText
from variorum.ingest.complaints import complaint, in_words
from variorum.ingest.formats import HTML
from variorum.ingest.html.claims import html_claims
from variorum.ingest.html.second import page_doubts
from variorum.ingest.html.walk import Page, PageBlock, Part, walk
from variorum.ingest.limits import bytes_said
from variorum.ingest.texts import Piece, Source, assemble, make_text
from variorum.model.units import BlockKind
from variorum.model.witnesses import Derivation, TextWarning, WarningKind

if TYPE_CHECKING:
    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text

_EMPTY_ELEMENT = re.compile(
    r"<(a|b|div|em|i|iframe|li|noscript|p|script|span|strong|style|td|template|textarea|th|title)\b([^<>]*)/>",
    re.IGNORECASE,
)

_HIDDEN_STATEMENT = 400


class HtmlReader:
    """Reads HTML and XHTML, whole pages and fragments."""

    media_type = HTML

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The part of the page with the most text and the fewest links, in the order of the markup."""
        decoded = source.characters
        root = _parse(source, limits)
        page = walk(root)
        window_title = _window_title(root)
        content, blocks = assemble(_statement(page, window_title))
        if not content:
            raise SourceWithoutText(
                source.name,
                "is a web page without text",
                "It may be filled in by scripts: save it from the browser, or copy its text.",
            )
        title = next((block.span.of(content) for block in blocks if block.kind is BlockKind.TITLE), "")
        return make_text(
            content,
            Derivation(
                "variorum.ingest.html (lxml)",
                etree.__version__,
                (("encoding", decoded.encoding), ("body", page.best.tag)),
            ),
            blocks=blocks,
            warnings=(*decoded.warnings, *(_hidden(page, content) or page_doubts(decoded.content, content, blocks))),
            claims=html_claims(root, title, window_title, decoded.content),
        )


def _parse(source: Source, limits: Limits) -> etree._Element:
    content = source.characters.content
    if len(content) > limits.markup_characters:
        raise SourceTooLarge(
            source.name,
            seen=f"{bytes_said(len(source.data))} of markup",
            limit=f"{limits.markup_characters:,} characters",
        )
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_utf8(content), parser)
    except etree.XMLSyntaxError as error:
        raise SourceDamaged(source.name, "a web page", complaint(error)) from error
    # The parser stops at its depth in silence: what follows would be missing.
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError
        if entry.level >= etree.ErrorLevels.FATAL:
            raise SourceDamaged(source.name, "a web page", in_words(entry.message))
    if root is None:
        raise SourceDamaged(source.name, "a web page", "no element in it")
    return root


def _utf8(content: str) -> bytes:
    """The page for the parser, which takes no half of a pair; XHTML's empty elements are closed as HTML has it."""
    if content.lstrip("\ufeff \t\r\n").startswith("<?xml") or "http://www.w3.org/1999/xhtml" in content:
        content = _EMPTY_ELEMENT.sub(r"<\1\2></\1>", content)
    return content.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _statement(page: Page, window_title: str) -> list[Piece]:
    """The best part of the page; the site's own blocks within it are left out or typed as furniture."""
    first, last = page.best.first, page.best.last
    parts = _site_parts(page)
    shown = [index for index in range(first, last) if parts.get(index) is not Part.SITE]
    kinds = {index: _kind(page.blocks[index], in_site=index in parts) for index in shown}
    before = _title_before(page, first, window_title)
    if before is not None:
        shown.insert(0, before)
        kinds[before] = BlockKind.TITLE
    else:
        title = _title_within(page, shown, kinds, window_title)
        if title is not None:
            kinds[title] = BlockKind.TITLE
    _lower_empty_headings(shown, kinds)
    if all(kind is BlockKind.FURNITURE for kind in kinds.values()):
        kinds = {index: page.blocks[index].kind for index in shown}
    return [Piece(kinds[index], page.blocks[index].content) for index in shown]


def _kind(block: PageBlock, *, in_site: bool) -> BlockKind:
    is_link = block.kind is not BlockKind.HEADING and block.linked * 2 > len(block.content)
    return BlockKind.FURNITURE if in_site or is_link else block.kind


def _lower_empty_headings(shown: list[int], kinds: dict[int, BlockKind]) -> None:
    """Type headings over furniture alone ("See also") as furniture."""
    over_text = over_furniture = False
    for index in reversed(shown):
        kind = kinds[index]
        if kind is BlockKind.HEADING and over_furniture and not over_text:
            kinds[index] = BlockKind.FURNITURE
        elif kind is BlockKind.FURNITURE:
            over_furniture = True
        else:
            # A heading that stays is text to the one above it; what stands above starts anew.
            over_text, over_furniture = True, False
        if kind is BlockKind.HEADING:
            over_text = kinds[index] is BlockKind.HEADING


def _title_before(page: Page, first: int, window_title: str) -> int | None:
    """The page's own heading, where the site sets it apart: the last `h1` before the text, if the window names it."""
    for index in range(first - 1, -1, -1):
        block = page.blocks[index]
        if block.tag == "h1" and block.kind is BlockKind.HEADING:
            return index if _names(window_title, block) else None
    return None


def _title_within(page: Page, shown: list[int], kinds: dict[int, BlockKind], window_title: str) -> int | None:
    """The heading that is the title: the first `h1` that the window names, wherever it stands; else the first `h1`.

    Where there is no `h1`, the first heading that the window names.
    """
    named = [index for index in shown if _names(window_title, page.blocks[index])]
    headings = [index for index in shown if kinds[index] is BlockKind.HEADING]
    first = [index for index in named if page.blocks[index].tag == "h1"]
    first += [index for index in headings if page.blocks[index].tag == "h1"]
    first += [index for index in headings if index in named]
    return next(iter(first), None)


def _names(window_title: str, block: PageBlock) -> bool:
    return " ".join(block.content.split()).casefold() in " ".join(window_title.split()).casefold()


def _site_parts(page: Page) -> dict[int, Part]:
    """The blocks that belong to the site. A part that holds half of the text is taken for the text itself."""
    sizes = [0]
    for block in page.blocks:
        sizes.append(sizes[-1] + len(block.content) - block.linked)
    most = (sizes[page.best.last] - sizes[page.best.first]) / 2
    parts: dict[int, Part] = {}
    covered = page.best.first
    # By start and then the longest first, so that of nested parts the outermost counts and each block is met once.
    for first, last, part in sorted(page.parts, key=lambda stretch: (stretch[0], -stretch[1])):
        if sizes[last] - sizes[first] <= most and last > covered:
            parts.update(dict.fromkeys(range(max(first, covered), min(last, page.best.last)), part))
            covered = last
    return parts


def _window_title(root: etree._Element) -> str:
    title = root.find(".//title")
    return "" if title is None else "".join(map(str, title.itertext()))


def _hidden(page: Page, content: str) -> tuple[TextWarning, ...]:
    """A warning where the page hides more text than it shows, and as much as a short statement."""
    if page.hidden <= max(len(content), _HIDDEN_STATEMENT):
        return ()
    message = f"The page hides {page.hidden:,} characters, more than it shows; they were left out."
    return (TextWarning(WarningKind.EXTRACTION, message, incomplete=True),)
