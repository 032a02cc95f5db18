"""A PDF's words and places beside the text made of them: words that are lost, off the page, doubled or out of order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from variorum.ingest.lists import SYMBOLS
from variorum.ingest.pdf.edges import head_key
from variorum.ingest.second_reading import (
    Findings,
    Stretch,
    doubt,
    findings,
    letters_of,
    many_letters,
    said,
    squeezed,
    stretch_of,
    warnings_of,
)
from variorum.model.units import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.ingest.pdf.layout import Paragraph
    from variorum.ingest.pdf.lines import Line
    from variorum.model.units import Block
    from variorum.model.witnesses import TextWarning

# Shorter lines are labels of charts and cells of tables, whose order says little.
_LEAST_LETTERS = 20
_FIELD_LETTERS = 60
# A text in order runs down its columns: of 93 real documents the two that are out of order climb in 39 lines of a
# hundred, all others in one of a hundred or in three lines at most. Lines drawn by chance climb in every second.
_CLIMBS = 0.05
# The middle of a page falls between two words in a quarter to half of the lines that cross it, in columns in every one.
# So it does in tables, whose rows hold more figures than a line of text.
_BETWEEN_WORDS = 0.75
_FEW_CUTS = 10
_MANY_LINES = 0.2
_MOST_FIGURES = 2
_FIGURE = re.compile(r"[0-9][\w.,]*")
_FEW_LINES = 5
_SAME_LINE = 0.3
_SAME_COLUMN = 0.3
_SAME_PLACE = 0.6


def document_doubts(
    pages: Sequence[Mapping[str, Any]],
    found: Sequence[Paragraph],
    content: str,
    blocks: Sequence[Block],
) -> Iterator[TextWarning]:
    """What speaks against the text made of these pages; the time is linear in it but for sorting lines by height."""
    compared = findings(_stretches(pages), content, blocks)
    compared.aside_inside, compared.aside_around = _singular(found), []
    compared.doubled = [stretch_of(line.content) for line in _doubled(_lines(found))]
    compared.moved = []
    yield from warnings_of(compared, source="document")
    yield from _climbing(_lines(found))
    yield from _across(pages)
    yield from _off_page(pages, compared)
    yield from _fields(pages, content)


def _stretches(pages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The lines that pdfium sees within each page."""
    for page in pages:
        for line in page.get("seen", "").translate(SYMBOLS).splitlines():
            letters = squeezed(line)
            if len(letters) >= _LEAST_LETTERS:
                yield line, letters


def _lines(found: Sequence[Paragraph]) -> list[Line]:
    """The lines of the body that are long enough to be running text."""
    body = (paragraph.lines for paragraph in found if paragraph.kind is not BlockKind.FURNITURE)
    return [line for lines in body for line in lines if len(line.content) >= _LEAST_LETTERS]


def _singular(found: Sequence[Paragraph]) -> list[Stretch]:
    """Lines taken for furniture that say what no other page says in its head or foot."""
    lines = [line for paragraph in found if paragraph.kind is BlockKind.FURNITURE for line in paragraph.lines]
    seen = Counter(head_key(line.content) for line in lines)
    long = (line for line in lines if len(line.content) >= 2 * _LEAST_LETTERS)
    return [stretch_of(line.content) for line in long if seen[head_key(line.content)] == 1]


def _doubled(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that stand where another does, as where a layer of recognised text lies under the document's own."""
    above: Line | None = None
    for line in sorted(lines, key=lambda line: (line.page, -line.baseline, line.left)):
        if above is not None and _is_beside(above, line):
            shared = min(above.right, line.right) - max(above.left, line.left)
            if shared > _SAME_PLACE * min(above.right - above.left, line.right - line.left):
                yield line
                continue
        above = line


def _is_beside(first: Line, second: Line) -> bool:
    """Whether two lines stand at one height of one page."""
    return first.page == second.page and abs(first.baseline - second.baseline) < _SAME_LINE * max(
        first.height, second.height
    )


def _climbing(lines: Sequence[Line]) -> Iterator[TextWarning]:
    """A doubt where lines stand above the one that was read before them."""
    above = [second for first, second in pairwise(lines) if first.page == second.page and _climbs(first, second)]
    if len(above) >= max(_FEW_LINES, _CLIMBS * len(lines)):
        message = f"{len(above):,} of {len(lines):,} lines stand above the line read before them"
        # Out of order, the lines of a sentence no longer make it.
        yield doubt(message, above[0].content, incomplete=True)


def _across(pages: Sequence[Mapping[str, Any]]) -> Iterator[TextWarning]:
    """A doubt where two columns were drawn row by row: pdfium makes a line of each row, with a space between them.

    Of lines that cross the middle of the page, as pdfium sees their left half, few end there with a word.
    """
    lines = 0
    cut: list[str] = []
    for page in pages:
        whole = {line[0] for line in page.get("lines", ())}
        lines += sum(len(line) >= _LEAST_LETTERS for line in whole)
        halves = (half for half in page.get("left", "").splitlines() if len(half) >= _LEAST_LETTERS)
        halves = (half for half in halves if half.strip() not in whole)
        cut += [half for half in halves if len(_FIGURE.findall(half)) <= _MOST_FIGURES]
    between = [half for half in cut if half.endswith(" ")]
    if len(between) >= max(_FEW_CUTS, _BETWEEN_WORDS * len(cut), _MANY_LINES * lines):
        message = f"{len(between):,} of {lines:,} lines may go across two columns, and not down each of them"
        yield doubt(message, between[0], incomplete=True)


def _climbs(first: Line, second: Line) -> bool:
    shared = min(first.right, second.right) - max(first.left, second.left)
    is_over = shared > _SAME_COLUMN * min(first.right - first.left, second.right - second.left)
    return is_over and second.baseline > first.baseline + 0.5 * second.height


def _off_page(pages: Sequence[Mapping[str, Any]], compared: Findings) -> Iterator[TextWarning]:
    """A doubt where words stand outside what a page shows."""
    off: list[Stretch] = []
    for page in pages:
        lines = [line[0] for line in page.get("lines", ())]
        seen = squeezed(page.get("seen", ""))
        if sum(len(squeezed(line)) for line in lines) > len(seen):
            off += [stretch_of(line) for line in lines if squeezed(line) not in seen]
    if off and letters_of(off) >= many_letters(compared.body):
        yield doubt(f"{said(off)} stand outside of what the pages show", off[0].content, incomplete=False)


def _fields(pages: Sequence[Mapping[str, Any]], content: str) -> Iterator[TextWarning]:
    """A doubt where forms and notes on the pages hold words that the text has not."""
    written = squeezed(content)
    fields = [field for page in pages for field in page.get("fields", ()) if squeezed(field) not in written]
    missing = [stretch_of(field) for field in fields]
    if letters_of(missing) >= _FIELD_LETTERS:
        message = f"{said(missing)} in form fields and notes on the pages are not in the text"
        yield doubt(message, missing[0].content, incomplete=True)
