"""From the lines of pages to paragraphs: what wraps, what begins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.ingest.hyphens import LINE_END_HYPHEN
from variorum.ingest.lists import is_bulleted, is_dashed, is_marked, is_numbered
from variorum.ingest.pdf.edges import edge_lines
from variorum.ingest.pdf.lines import BOLD, Line, Page, is_same_size
from variorum.ingest.pdf.order import runs_in_order
from variorum.model.units import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Type this much smaller at the foot of a page is notes.
_NOTE_TYPE = 0.92
# Of all characters, this share stands in lines no longer than a full one.
_FULL_LINES = 0.8
# A gap is more than this many times the pitch of a paragraph's lines.
_GAP = 1.25
# A third of a line is more than any ragged setting leaves; what this one does is seen by so many of its wraps.
_RAGGED = 0.33
_USUAL_WRAPS = 0.95
_FEWEST_WRAPS = 10
_HEADING_SIZE = 1.12
_TITLE_SIZE = 1.15
_HEADING_WORDS = 25
_TITLE_WORDS = 3
_NOTE_FIGURE = 3
_TERMINAL = re.compile(r"[.!?:;…][\"'’”»)\]]*\Z")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, perhaps across pages."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a document is set: the size of its type, the pitch of its lines by size, and their full width.

    `room` is what its wraps leave at the end of a line beside what the next word takes: a line with more was ended on
    purpose.
    """

    size: float
    pitches: dict[int, float]
    width: float
    room: float

    def pitch(self, line: Line) -> float:
        return self.pitches.get(round(line.height), line.height * 1.2)


@dataclass(frozen=True, slots=True)
class _Column:
    """A run of lines down a page, with its edges."""

    lines: tuple[Line, ...]
    left: float
    right: float


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """All lines of all pages, once each, as paragraphs in reading order.

    Notes, heads and feet of a page follow its text, and the end of a paragraph that runs on over the page.
    """
    pages = [Page(page.height, tuple(_rejoined(page.lines))) for page in _with_own_bold(pages)]
    measure = _measure(pages)
    furniture = edge_lines(pages, measure.size)
    found: list[Paragraph] = []
    aside: list[Paragraph] = []
    current: Paragraph | None = None
    before: _Column | None = None
    for page in pages:
        body, notes = _without_notes([line for line in page.lines if line not in furniture], measure)
        for run in runs_in_order(body):
            column = _column(run, measure)
            for paragraph in _divided(column, measure):
                if current is not None and before is not None and _runs_on(current, paragraph, before, measure):
                    current.lines.extend(paragraph.lines)
                else:
                    found.extend(aside)
                    aside = []
                    found.append(paragraph)
                    current = paragraph
                before = None
            before = column
        aside.extend(_divided(_column(notes, measure), measure))
        aside.extend(Paragraph(BlockKind.FURNITURE, [line]) for line in page.lines if line in furniture)
    found.extend(aside)
    _name_kinds(found, measure)
    return found


def _rejoined(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with their raised figures and other stray pieces of one printed line put together again."""
    held: Line | None = None
    for line in lines:
        if held is None:
            held = line
        elif _is_one_line(held, line):
            gap = "" if line.left - held.right < 0.15 * held.height else " "
            tall = held if held.height >= line.height else line
            held = Line(
                held.page,
                held.content + gap + line.content,
                held.left,
                line.right,
                tall.baseline,
                tall.height,
                min(held.weight, line.weight),
                held.angle,
            )
        else:
            yield held
            held = line
    if held is not None:
        yield held


def _is_one_line(first: Line, second: Line) -> bool:
    tall = max(first.height, second.height)
    # A raised figure of a note stands higher than letters of one line do.
    reach = 0.6 if min(len(first.content), len(second.content)) <= _NOTE_FIGURE else 0.4
    return (
        abs(first.baseline - second.baseline) < reach * tall
        and -0.5 * tall < second.left - first.right < 2.5 * tall
        and abs(first.angle - second.angle) < 0.1
        and not first.content.endswith(LINE_END_HYPHEN)
    )


def _measure(pages: Sequence[Page]) -> _Measure:
    sizes: Counter[float] = Counter()
    drops: dict[int, Counter[float]] = {}
    widths: list[tuple[float, int]] = []
    for page in pages:
        for line in page.lines:
            sizes[round(line.height, 1)] += len(line.content)
            widths.append((line.right - line.left, len(line.content)))
        for above, below in pairwise(page.lines):
            if is_same_size(above, below) and 0 < above.baseline - below.baseline < 3 * above.height:
                drop = round((above.baseline - below.baseline) * 2) / 2
                drops.setdefault(round(above.height), Counter())[drop] += 1
    # Of equally common values the smaller: a Counter's own order would be that of the pages.
    size = min(sizes, key=lambda height: (-sizes[height], height), default=10.0)
    pitches = {height: min(count, key=lambda drop: (-count[drop], drop)) for height, count in drops.items()}
    measure = _Measure(size, pitches, _quantile(widths, _FULL_LINES), 0.0)
    return replace(measure, room=_room(pages, measure))


def _room(pages: Sequence[Page], measure: _Measure) -> float:
    """The room at the end of lines that go on for certain, with a small letter in the next, but for a few."""
    spares: list[float] = []
    for page in pages:
        for run in runs_in_order(page.lines):
            column = _column(run, measure)
            spares += [
                _spare(above, below, column)
                for above, below in pairwise(run)
                if below.content[:1].islower()
                and above.right - above.left > 0.5 * measure.width
                and is_same_size(above, below)
                and not _is_apart(above, below, measure)
            ]
    most = _RAGGED * measure.width
    if len(spares) < _FEWEST_WRAPS:
        return most
    return min(max(sorted(spares)[int(_USUAL_WRAPS * len(spares))], 0.0) + 0.5 * measure.size, most)


def _with_own_bold(pages: Sequence[Page]) -> list[Page]:
    """The pages of a document whose plain text is set in a heavy face, with that taken for plain."""
    weights: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            weights[line.weight] += len(line.content)
    usual = min(weights, key=lambda weight: (-weights[weight], weight), default=0)
    if usual < BOLD:
        return list(pages)
    return [
        Page(
            page.height,
            tuple(replace(line, weight=0) if line.weight <= usual else line for line in page.lines),
        )
        for page in pages
    ]


def _quantile(weighted: list[tuple[float, int]], share: float) -> float:
    """The value that this share of all weight does not pass; 0 where there is none."""
    left = share * sum(weight for _, weight in weighted)
    for value, weight in sorted(weighted):
        left -= weight
        if left <= 0:
            return value
    return 0.0


def _without_notes(lines: Sequence[Line], measure: _Measure) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a page above its foot notes, and these."""
    end = len(lines)
    while end > 0 and lines[end - 1].height < _NOTE_TYPE * measure.size:
        end -= 1
    # A page wholly in small type has no notes: it is set so.
    if end == 0:
        end = len(lines)
    return lines[:end], lines[end:]


def _column(lines: Sequence[Line], measure: _Measure) -> _Column:
    """The lines with their edges: where few are full, the document's own full line says where they would end."""
    left = min((line.left for line in lines), default=0.0)
    right = _quantile([(line.right, 1) for line in lines], _FULL_LINES)
    return _Column(tuple(lines), left, max(right, left + measure.width))


def _divided(column: _Column, measure: _Measure) -> Iterator[Paragraph]:
    current = Paragraph(BlockKind.PARAGRAPH)
    for line in column.lines:
        if current.lines and _begins(current.lines, line, column, measure):
            yield current
            current = Paragraph(BlockKind.PARAGRAPH)
        current.lines.append(line)
    if current.lines:
        yield current


def _begins(paragraph: Sequence[Line], line: Line, column: _Column, measure: _Measure) -> bool:
    """Whether a line begins a paragraph, given the lines of the one above it in the same column."""
    above = paragraph[-1]
    spare = _spare(above, line, column)
    ends = _TERMINAL.search(above.content) is not None
    if not is_same_size(above, line) or _is_apart(above, line, measure):
        return True
    # A full line without an end goes on at the same edge, though its emphasis may stop with it.
    is_set_off = abs(line.left - above.left) > 0.8 * line.height and not line.content[:1].islower()
    if above.is_bold != line.is_bold and (spare > 0 or ends or is_set_off):
        return True
    if _is_display(line, measure):
        return False
    return _begins_item(above, line, ends=ends, spare=spare) or _begins_text(
        paragraph, line, ends=ends, spare=spare, room=measure.room
    )


def _begins_item(above: Line, line: Line, *, ends: bool, spare: float) -> bool:
    """Whether the mark before a line's words is an item's, and not brought to the front by a wrap."""
    is_set_in = line.left > above.left + 0.3 * line.height
    if is_numbered(line.content):
        return ends or spare > 0 or is_set_in
    if is_dashed(line.content):
        return ends or is_set_in
    return is_bulleted(line.content)


def _begins_text(paragraph: Sequence[Line], line: Line, *, ends: bool, spare: float, room: float) -> bool:
    """Whether the line above ended on purpose: its last sentence ended, and the next word would still have fitted.

    With more than the `room` that wraps leave, a capital is enough.
    """
    above = paragraph[-1]
    if ends and spare > 0:
        return True
    hangs = len(paragraph) == 1 and is_marked(above.content)
    if line.left - above.left > 0.8 * line.height and not hangs:
        return ends or spare > 0
    return spare > room and not line.content[:1].islower()


def _runs_on(current: Paragraph, following: Paragraph, before: _Column, measure: _Measure) -> bool:
    """Whether a paragraph goes on over the end of a column or page."""
    above, line = current.lines[-1], following.lines[0]
    if not is_same_size(above, line) or above.is_bold != line.is_bold or _is_display(line, measure):
        return False
    if is_bulleted(line.content) or is_numbered(line.content):
        return False
    if above.content.endswith(LINE_END_HYPHEN):
        return True
    if _TERMINAL.search(above.content):
        return False
    return line.content[:1].islower() or before.right - above.right < _first_word_width(line) + line.height


def _is_display(line: Line, measure: _Measure) -> bool:
    """Whether a line is set as a heading is."""
    return line.is_bold or line.height > _HEADING_SIZE * measure.size


def _spare(above: Line, line: Line, column: _Column) -> float:
    """What would be left at the end of a line if it had taken the next one's first word."""
    return column.right - above.right - _first_word_width(line)


def _is_apart(above: Line, line: Line, measure: _Measure) -> bool:
    return above.baseline - line.baseline > _GAP * measure.pitch(line) + 0.5


def _first_word_width(line: Line) -> float:
    word = line.content.split(" ", 1)[0]
    return (line.right - line.left) * (len(word) + 1) / max(len(line.content), 1)


def _name_kinds(found: Sequence[Paragraph], measure: _Measure) -> None:
    """Say what each paragraph is; the largest heading of the first page is the title."""
    for paragraph in found:
        if paragraph.kind is not BlockKind.FURNITURE:
            paragraph.kind = _kind(paragraph, measure)
    titles = [
        paragraph
        for paragraph in found
        if paragraph.kind is BlockKind.HEADING
        and paragraph.lines[0].page == found[0].lines[0].page
        and paragraph.lines[0].height > _TITLE_SIZE * measure.size
        and _words(paragraph) >= _TITLE_WORDS
    ]
    if titles:
        max(titles, key=lambda paragraph: paragraph.lines[0].height).kind = BlockKind.TITLE


def _kind(paragraph: Paragraph, measure: _Measure) -> BlockKind:
    first, last = paragraph.lines[0], paragraph.lines[-1]
    is_short = _words(paragraph) <= _HEADING_WORDS and last.content[-1:] not in ".;,:"
    has_words = re.search(r"[^\W\d_]{2}", first.content) is not None
    if (
        is_short
        and has_words
        and (all(_is_display(line, measure) for line in paragraph.lines) or _is_capitals(paragraph))
    ):
        return BlockKind.HEADING
    if is_marked(first.content):
        return BlockKind.ITEM
    return BlockKind.PARAGRAPH


def _is_capitals(paragraph: Paragraph) -> bool:
    return all(line.content.isupper() for line in paragraph.lines)


def _words(paragraph: Paragraph) -> int:
    return sum(len(line.content.split()) for line in paragraph.lines)
