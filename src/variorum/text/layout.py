"""What the lines of a text mean: which single newlines are wraps, and which stretches are paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.units import BlockKind, LineBreaks
from variorum.text.datelines import GERMAN_ORDINAL
from variorum.text.running_marks import goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.units import Block

# Where a line begins and ends; the lines between two blank ones.
_Line = tuple[int, int]
_Group = list[_Line]

# A line without the white space at its ends; one of white space alone is none.
_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# A pair of lines is "full" when the first word of the second would have brought the first near the full width. Text set
# in proportional type and then extracted has lines down to three quarters of the longest (data/seeds).
_FULL = 0.75
# Below these shares of the width a line ended on purpose: a sentence or a line of capitals, an address line that ends
# in a comma, and any other. Measured on data/series/us_president, where paragraphs often have no blank line between.
_SHORT_ENDED = 0.75
_SHORT_COMMA = 0.4
_SHORT_OPEN = 0.6
# Hard wraps are narrower than this; a longer line is a paragraph unless its neighbours continue it in mid-sentence.
_WIDEST_WRAP = 200
# Shares of the pairs of lines. Where blank lines divide paragraphs a few sentences that run over a line's end tell a
# wrap (in data/series/unsc, a paragraph a line, at most .10 seem to); without blank lines more must.
_FULL_SHARE = 0.8
_FULL_IF_CONTINUED = 0.5
_CONTINUED_SHARE = 0.15
_CONTINUED_IF_FULL = 0.08
_CONTINUED_WITHOUT_BLANKS = 0.25
_CONTINUED_MOSTLY = 0.4
# Prose is wrapped wider than this; shorter lines that run on in small letters may be a list of words.
_SHORTEST_PROSE = 40

# What may begin an item: a bullet, a number, a letter; "1 - " in Arabic resolutions; a Markdown heading; a table's row.
_MARK = re.compile(
    r"(?:[•·▪▫◦‣⁃●○■□►*+–—-]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,3} [-–](?= \D)"
    r"|\(?[a-zA-Z]\)|\(?[ivxlcIVXLC]{1,6}[.)]|[a-z]\.)\s+(?=\S)|#{1,6}\s|\|"
)
# What always does, whatever stands before it; tabs and wide gaps are columns.
_SURE_MARK = re.compile(
    r"[•▪▫◦‣⁃●○■□►]\s|#{1,6}\s|\||[^\t]*\t[^\t]*\t|\S.*?\s{3,}\S.*?\s{3,}\S|\*\s+\S|(?:[-*_=~]\s?){3,}$"
)
_ENDED = re.compile(r"[.;:!?。；：！？…؛][\"'’”»)\]]*$|[;,] (?:and|or|und|et|y|e|o|u|ou|oder|и|или)$")
# A mark stands within so much of a line's beginning.
_HEAD_OF_LINE = 400
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a text that belongs together, without white space at its ends; `block`: what its source calls it."""

    start: int
    end: int
    block: BlockKind | None = None


def read_layout(text: str, blocks: Sequence[Block] = ()) -> tuple[LineBreaks, list[Paragraph]]:
    """What single newlines mean in this text, and its paragraphs; every character but white space is in one."""
    groups = _line_groups(text, 0, len(text))
    line_breaks, width = decide_line_breaks(text, groups)
    if blocks:
        return LineBreaks.BLOCKS, list(_block_paragraphs(text, blocks, line_breaks, width))
    return line_breaks, list(_paragraphs(text, groups, line_breaks, width))


def _line_groups(text: str, start: int, end: int) -> list[_Group]:
    """Spans of the lines in a stretch of text, grouped by the blank lines between."""
    groups: list[_Group] = []
    last = -1
    for match in _LINE.finditer(text, start, end):
        line = match.span()
        gap = text[last : line[0]]
        if last < 0 or (gap != "\n" and _divides(gap)):
            groups.append([])
        groups[-1].append(line)
        last = line[1]
    return groups


def _divides(gap: str) -> bool:
    return "\u2029" in gap or len(_BREAK.findall(gap)) > 1


def decide_line_breaks(text: str, groups: Sequence[_Group]) -> tuple[LineBreaks, float]:
    """Whether single newlines are wraps, decided once from the line lengths, and the width of the lines.

    A text wrapped at a fixed width up to 200 whose paragraphs are divided by blank lines is always seen as wrapped.
    A text without single newlines is PARAGRAPH.
    """
    pairs = [pair for group in groups if len(group) > 1 for pair in pairwise(group) if not _is_marked(text, pair[1])]
    if not pairs:
        return LineBreaks.PARAGRAPH, 0
    lengths = sorted(end - start for group in groups for start, end in group)
    firsts = sorted(end - start for (start, end), _ in pairs)
    width = max(firsts[len(firsts) * 4 // 5], lengths[len(lengths) // 2])
    full = sum(not _short(text, first, second, _FULL * width) for first, second in pairs) / len(pairs)
    continued = sum(_continues(text, first, second) for first, second in pairs) / len(pairs)
    typical = lengths[len(lengths) // 2]
    if len(groups) > 1:
        wrapped = width <= _WIDEST_WRAP and (
            full >= _FULL_SHARE
            or continued >= _CONTINUED_SHARE
            or (full >= _FULL_IF_CONTINUED and continued >= _CONTINUED_IF_FULL)
        )
    else:
        open_prose = full >= _FULL_SHARE and typical >= _SHORTEST_PROSE and _open(text, pairs)
        wrapped = open_prose or (full >= _FULL_IF_CONTINUED and continued >= _CONTINUED_WITHOUT_BLANKS)
    if wrapped or (continued >= _CONTINUED_MOSTLY and typical >= _SHORTEST_PROSE):
        return LineBreaks.WRAP, min(width, 1.25 * typical)
    return LineBreaks.PARAGRAPH, width


def _is_marked(text: str, line: _Line) -> bool:
    """Whether a line begins with a bullet or a number, and so says nothing of how lines end."""
    return not text[line[0]].isalpha() and _MARK.match(text, line[0], min(line[1], line[0] + _HEAD_OF_LINE)) is not None


def _open(text: str, pairs: Sequence[tuple[_Line, _Line]]) -> bool:
    """Whether lines seldom end where a sentence or a clause does."""
    return sum(not text[first[1] - 1].isalnum() for first, _ in pairs) <= 0.2 * len(pairs)


def _short(text: str, first: _Line, second: _Line, width: float) -> bool:
    """Whether the first line would have been shorter than `width` even with the first word of the second."""
    missing = width - (first[1] - first[0] + 1)
    if missing <= 0:
        return False
    start, end = second
    word = text[start : min(end, start + _LONGEST_WORD)].split(None, 1)[0]
    return (1 if word[0] > "\u2e7f" else len(word)) < missing


def _continues(text: str, first: _Line, second: _Line) -> bool:
    """Whether a sentence plainly runs over from one line to the next."""
    begin = text[second[0]]
    return begin.isalpha() and not begin.isupper() and text[first[1] - 1].isalnum()


def _block_paragraphs(text: str, blocks: Sequence[Block], line_breaks: LineBreaks, width: float) -> Iterator[Paragraph]:
    """The paragraphs of the blocks, and of the text outside them. A block inside an earlier one is a part of it."""
    position = 0
    for block in sorted(blocks, key=lambda block: (block.span.start, -block.span.end)):
        start, end = max(block.span.start, position), min(block.span.end, len(text))
        if start >= end:
            continue
        yield from _paragraphs(text, _line_groups(text, position, start), line_breaks, width)
        yield from _paragraphs(text, _line_groups(text, start, end), LineBreaks.WRAP, width, block.kind)
        position = end
    yield from _paragraphs(text, _line_groups(text, position, len(text)), line_breaks, width)


def _paragraphs(
    text: str, groups: Sequence[_Group], line_breaks: LineBreaks, width: float, block: BlockKind | None = None
) -> Iterator[Paragraph]:
    for lines in groups:
        if line_breaks is LineBreaks.PARAGRAPH:
            for start, end in lines:
                yield Paragraph(start, end, block)
            continue
        start, end = lines[0]
        for before, line in pairwise(lines):
            if _begins_paragraph(text, before, line, start, width):
                yield Paragraph(start, end, block)
                start = line[0]
            end = line[1]
        yield Paragraph(start, end, block)


def _begins_paragraph(text: str, before: _Line, line: _Line, start: int, width: float) -> bool:
    """Whether a line of wrapped text begins something new although no blank line stands before it."""
    first = text[line[0]]
    if text[before[0]] in "|#":
        return True
    if not first.isupper():
        end = min(line[1], line[0] + _HEAD_OF_LINE)
        if not first.islower() and (_SURE_MARK.match(text, line[0], end) or _same_bullet(text, start, line[0])):
            return True
        if _MARK.match(text, line[0], end) and not GERMAN_ORDINAL.match(text, line[0], end):
            full = not _short(text, before, line, _SHORT_ENDED * width)
            return _ended(text, before) and not goes_on(text, start, before[1], line, full=full)
        if first.islower():
            return False
    if _short(text, before, line, _SHORT_ENDED * width):
        return _short(text, before, line, _short_share(text, before) * width)
    return line[0] - before[1] > 2 and _indented(text, before, line)


def _same_bullet(text: str, start: int, other: int) -> bool:
    return text[start] == text[other] and text[start] in "-–—+" and text[other + 1 : other + 2].isspace()


def _ended(text: str, line: _Line) -> bool:
    """Whether a line ends as a sentence or an item of a list does."""
    return _ENDED.search(text[max(line[0], line[1] - 12) : line[1]]) is not None


def _short_share(text: str, line: _Line) -> float:
    """The share of the width below which a line ended on purpose."""
    if text[line[1] - 1] in ",–—-":
        return _SHORT_COMMA
    return _SHORT_ENDED if _ended(text, line) or text[line[0] : line[1]].isupper() else _SHORT_OPEN


def _indented(text: str, before: _Line, line: _Line) -> bool:
    """Whether a line is indented as the first of a paragraph, after a sentence that ended at the margin."""
    if len(_BREAK.split(text[before[1] : line[0]])[-1]) < 2:
        return False
    at_margin = before[0] == 0 or _BREAK.match(text, before[0] - 1) is not None
    return at_margin and _ended(text, before)
