"""What only stands at the edge of a PDF's pages: heads and feet, page numbers, printers' lines, text on its side."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.ingest.pdf.lines import Line, Page

# Heads and feet stand in this share of the page's height, above and below.
_MARGIN = 0.12
# The parts of a head that a first page has one under another stand in this share.
_DEEP_MARGIN = 0.15
_OUTER = 2
# Type this much smaller than the text's, as near the foot of the page as this, is a printer's line.
_PRINTER_TYPE = 0.7
_PRINTER_MARGIN = 0.05
_NOTE_TYPE = 0.92
_LARGER = 1.12
_ROW = 6.0
# In radians; letters slanted by the program have up to a third.
_TURNED = 0.6
_CIRCLE = 6.2832
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p|pg|seite|s|página|pagina|pág|pag|стр|страница|strona|str|sida|side|sivu|no)\b\.?\s*)?"
    r"[-–—|\[]?\s*(?:[0-9]{1,5}|[ivxlc]{1,6})\s*[-–—|\]]?(?:\s*(?:/|of|de|von|sur|из|di)\s*[0-9]{1,5})?",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s+[/|·•–—-]\s+")
_FIRST_NUMBER = re.compile(r"([0-9]{1,5})(?=\s|$)")
_LAST_NUMBER = re.compile(r"(?:^|\s)([0-9]{1,5})$")


def edge_lines(pages: Sequence[Page], size: float) -> frozenset[Line]:
    """The lines that are no part of the text of the pages; `size` is that of the text's type."""
    edges = [_edge(page) for page in pages]
    found = {line for lines in edges for line in lines if _PAGE_NUMBER.fullmatch(line.content.strip())}
    found.update(_repeated(edges), _numbered(pages, size))
    found.update(_parts_of_heads([_edge(page, _DEEP_MARGIN) for page in pages], found))
    for page in pages:
        found.update(_turned(page), _printers_lines(page, size))
    return frozenset(found)


def _edge(page: Page, margin: float = _MARGIN) -> list[Line]:
    """The lines in the margins of a page, and its outermost ones wherever they stand."""
    by_height = sorted(page.lines, key=lambda line: line.baseline)
    outer = {*by_height[:_OUTER], *by_height[-_OUTER:]}
    low, high = page.height * margin, page.height * (1 - margin)
    return [line for line in page.lines if line in outer or not low < line.baseline < high]


def _repeated(edges: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Lines that say the same at the edge of several pages."""
    seen: Counter[str] = Counter()
    for lines in edges:
        seen.update({head_key(line.content) for line in lines})
    most = max(2, len(edges) // 4)
    return (line for lines in edges for line in lines if seen[head_key(line.content)] >= most)


def head_key(content: str) -> str:
    """What a running head says on every page: without its page number, and with other figures left open."""
    return re.sub(r"[0-9]+", "#", " ".join(content.split()).strip(" 0123456789|-–—")).casefold()


def _numbered(pages: Sequence[Page], size: float) -> Iterator[Line]:
    """The outermost lines that begin or end with a figure which counts up with the pages."""
    counts: Counter[int] = Counter()
    outermost = [list(_outermost(page, size)) for page in pages]
    for index, lines in enumerate(outermost):
        counts.update({number - index for line in lines for number in _figures(line)})
    first, seen = min(counts.items(), key=lambda count: (-count[1], count[0]), default=(0, 0))
    if seen < 2 or seen * 2 < len(pages):
        return
    found = [line for index, lines in enumerate(outermost) for line in lines if first + index in _figures(line)]
    # A line of text may begin or end with such a figure by chance: where other pages have theirs, it does not stand.
    rows = Counter(round(line.baseline / _ROW) for line in found)
    for line in found:
        row = round(line.baseline / _ROW)
        if rows[row - 1] + rows[row] + rows[row + 1] > 1:
            yield line


def _outermost(page: Page, size: float) -> Iterator[Line]:
    """The top and the bottom line of a page; not a note, whose figures may count up with the pages too."""
    if page.lines:
        yield max(page.lines, key=lambda line: line.baseline)
        lowest = min(page.lines, key=lambda line: line.baseline)
        if lowest.height >= _NOTE_TYPE * size:
            yield lowest


def _figures(line: Line) -> set[int]:
    content = line.content.strip()
    return {int(match[1]) for match in (_FIRST_NUMBER.match(content), _LAST_NUMBER.search(content)) if match}


def _parts_of_heads(edges: Sequence[Sequence[Line]], heads: set[Line]) -> Iterator[Line]:
    """Lines at an edge that are parts of the heads of other pages, as the first page of a gazette has them apart.

    Not where they are set larger than those: a title is repeated as the head of the pages that follow it.
    """
    heights: dict[str, float] = {}
    for head in heads:
        for part in _PARTING.split(head.content):
            key = head_key(part)
            heights[key] = max(head.height, heights.get(key, 0.0))
    for lines in edges:
        for line in lines:
            key = head_key(line.content)
            if key and line.height <= _LARGER * heights.get(key, 0.0):
                yield line


def _turned(page: Page) -> list[Line]:
    """Text on its side, where the page itself is upright."""
    turned = [line for line in page.lines if min(line.angle % _CIRCLE, -line.angle % _CIRCLE) > _TURNED]
    return turned if len(turned) * 2 < len(page.lines) else []


def _printers_lines(page: Page, size: float) -> Iterator[Line]:
    floor = page.height * _PRINTER_MARGIN
    return (line for line in page.lines if line.height < _PRINTER_TYPE * size and 0 <= line.baseline < floor)
