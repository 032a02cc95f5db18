"""A text divided into segments: titles, datelines, headings, items, sentences, votes and furniture."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.model.units import BlockKind, Segment, Segmentation, SegmentKind
from variorum.text.kinds import Shape, is_vote, may_hold_vote, returns_to_body, shape_of
from variorum.text.languages import guess_language
from variorum.text.layout import read_layout
from variorum.text.sentences import sentence_cuts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.units import Block
    from variorum.text.layout import Paragraph

_WIDE_GAP = re.compile(r"\s{2,}")
_STRAIGHT = (("'", "‘’‚‛′"), ('"', "“”„‟«»″"), ("-", "\u2010\u2011"))
_LONGEST_HEADING = 120
# More labels than this before the first sentence are a menu or a table, not a title.
_MOST_TITLES = 8

# Shapes whose paragraphs are divided into sentences; those before which a title stands.
_RUNNING = frozenset({Shape.BODY, Shape.ITEM, Shape.VOTE, Shape.LABEL})
_BODY = frozenset({Shape.BODY, Shape.ITEM, Shape.VOTE, Shape.ROW})
# Shapes that are of one kind wherever they stand.
_FIXED = {
    Shape.FURNITURE: SegmentKind.FURNITURE,
    Shape.DATELINE: SegmentKind.DATELINE,
    Shape.VOTE: SegmentKind.VOTE,
    Shape.ITEM: SegmentKind.ITEM,
    Shape.ROW: SegmentKind.ITEM,
    Shape.BODY: SegmentKind.SENTENCE,
}

# Where a piece begins and ends in its paragraph's plain text.
_Piece = tuple[int, int]


def segment(text: str, *, blocks: Sequence[Block] = (), language: str | None = None) -> Segmentation:
    """Divide a text into segments; every character that is no white space is in exactly one.

    `blocks` are what the source's own markup holds together; without them the lines decide. `language` overrules the
    guess. Wrapping, the form of quotation marks and the kind of white space change nothing. Cost is linear.

    What could be read in more than one way: an item's first sentence, with its enumerator, is the item, and the others
    are sentences; so a numbered paragraph of a resolution is an item and a preambular one a sentence. Its masthead and
    symbol are furniture, "Resolution 9 (2012)" the title, the line that says when it was adopted a dateline. A
    signature is a sentence, because who signs is something said.
    """
    language = language or guess_language(text)
    line_breaks, paragraphs = read_layout(text, blocks)
    straight = _straight(text)
    plains = [" ".join(straight[paragraph.start : paragraph.end].split()) for paragraph in paragraphs]
    shapes = []
    pieces: list[list[_Piece]] = []
    for paragraph, plain in zip(paragraphs, plains, strict=True):
        shape = shape_of(plain)
        shapes.append(shape)
        pieces.append(_pieces(plain, shape, paragraph.block, language))
    kinds = _kinds(paragraphs, shapes, pieces, plains)
    segments: list[Segment] = []
    for number, (paragraph, plain, kind) in enumerate(zip(paragraphs, plains, kinds, strict=True)):
        spans = _spans(text, paragraph, plain, pieces[number])
        for own, span in zip(_piece_kinds(plain, pieces[number], kind), spans, strict=True):
            segments.append(Segment(len(segments), own, span, number))
    return Segmentation(tuple(segments), line_breaks, language)


def _straight(text: str) -> str:
    """The text with straight quotation marks and plain hyphens; every code point stays at its place."""
    if not text.isascii():
        for plain, marks in _STRAIGHT:
            for mark in marks:
                text = text.replace(mark, plain)
    return text


def _pieces(plain: str, shape: Shape, block: BlockKind | None, language: str) -> list[_Piece]:
    """The sentences of a paragraph; one piece where it is no running text."""
    if block in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.FURNITURE) or shape not in _RUNNING:
        return [(0, len(plain))]
    pieces = []
    start = 0
    for end, begin in sentence_cuts(plain, language):
        pieces.append((start, end))
        start = begin
    pieces.append((start, len(plain)))
    return pieces


def _kinds(
    paragraphs: Sequence[Paragraph], shapes: Sequence[Shape], pieces: Sequence[Sequence[_Piece]], plains: Sequence[str]
) -> list[SegmentKind]:
    """The kind of each paragraph, from its shape, its block and its place."""
    first_body = _first_body(paragraphs, shapes, pieces)
    labels = sum(shape is Shape.LABEL for shape in islice(shapes, first_body))
    named = next((number for number, each in enumerate(paragraphs) if each.block is BlockKind.TITLE), -1)
    titled = labels > _MOST_TITLES or named >= 0
    # Under a heading of the source nothing is a title any more.
    headed = False
    kinds = []
    for number, (paragraph, shape) in enumerate(zip(paragraphs, shapes, strict=True)):
        top = number < first_body < len(shapes)
        if paragraph.block in (None, BlockKind.PARAGRAPH):
            top = top and not headed and labels <= _MOST_TITLES
            kind = _kind_by_shape(shape, plains[number], pieces[number], top=top, titled=titled)
            # What stands above the title that the source names is none ("English version").
            kind = SegmentKind.HEADING if kind is SegmentKind.TITLE and number < named else kind
            if kind is SegmentKind.HEADING and shape is Shape.LABEL and not _followed(shapes, number):
                kind = SegmentKind.SENTENCE
        else:
            kind = _kind_by_block(paragraph.block, shape, top=top, titled=titled)
        titled = titled or kind is SegmentKind.TITLE
        headed = headed or (titled and paragraph.block is BlockKind.HEADING and kind is SegmentKind.HEADING)
        kinds.append(kind)
    return kinds


def _first_body(paragraphs: Sequence[Paragraph], shapes: Sequence[Shape], pieces: Sequence[Sequence[_Piece]]) -> int:
    """The number of the first paragraph of running text; the number of paragraphs if there is none."""
    for number, (paragraph, shape) in enumerate(zip(paragraphs, shapes, strict=True)):
        running = paragraph.block in (None, BlockKind.PARAGRAPH, BlockKind.ITEM)
        if running and (shape in _BODY or (shape is Shape.LABEL and len(pieces[number]) > 1)):
            return number
    return len(shapes)


def _followed(shapes: Sequence[Shape], number: int) -> bool:
    """Whether running text comes soon after a label, as it does after a heading."""
    return any(shape in _BODY for shape in islice(shapes, number + 1, number + 3))


def _kind_by_shape(shape: Shape, plain: str, pieces: Sequence[_Piece], *, top: bool, titled: bool) -> SegmentKind:
    fixed = _FIXED.get(shape)
    if fixed is not None:
        return fixed
    if shape is Shape.MASTHEAD and top:
        return SegmentKind.FURNITURE
    if shape is Shape.HEADING:
        return SegmentKind.TITLE if top and not titled else SegmentKind.HEADING
    if len(pieces) > 1:
        return SegmentKind.SENTENCE
    if top and (len(plain) <= _LONGEST_HEADING or not titled):
        return SegmentKind.TITLE
    if len(plain) <= _LONGEST_HEADING and not plain[0].islower():
        return SegmentKind.HEADING
    return SegmentKind.SENTENCE


def _kind_by_block(block: BlockKind, shape: Shape, *, top: bool, titled: bool) -> SegmentKind:
    """The kind of a block its source has named: that name, unless the words are plainly something else."""
    if block is BlockKind.FURNITURE:
        return SegmentKind.FURNITURE
    if shape is Shape.DATELINE or shape is Shape.FURNITURE or shape is Shape.VOTE:
        return _FIXED[shape]
    if block is BlockKind.ITEM:
        return SegmentKind.ITEM
    if block is BlockKind.TITLE or (top and not titled):
        return SegmentKind.TITLE
    return SegmentKind.HEADING


def _piece_kinds(plain: str, pieces: Sequence[_Piece], kind: SegmentKind) -> Iterator[SegmentKind]:
    """The kinds of a paragraph's pieces: an item's first alone is one; a vote may begin or end within a paragraph."""
    if kind not in (SegmentKind.ITEM, SegmentKind.SENTENCE, SegmentKind.VOTE) or len(pieces) == 1:
        yield from (kind for _ in pieces)
        return
    votes = kind is SegmentKind.VOTE or may_hold_vote(plain)
    voting = False
    for number, (start, end) in enumerate(pieces):
        if votes:
            sentence = plain[start:end]
            voting = is_vote(sentence) or (voting and not returns_to_body(sentence))
        if voting:
            yield SegmentKind.VOTE
        else:
            yield SegmentKind.ITEM if kind is SegmentKind.ITEM and not number else SegmentKind.SENTENCE


def _spans(text: str, paragraph: Paragraph, plain: str, pieces: Sequence[_Piece]) -> list[Span]:
    """The pieces of a paragraph's plain text as spans of the stored text."""
    start, end = paragraph.start, paragraph.end
    if len(pieces) == 1:
        return [Span(start, end)]
    if end - start == len(plain):
        return [Span(start + begin, start + stop) for begin, stop in pieces]
    gaps = _WIDE_GAP.finditer(text, start, end)
    gap = next(gaps, None)
    shift = start
    spans = []
    for begin, stop in pieces:
        edges = []
        for edge in (begin, stop):
            # A piece ends before a gap and begins after it.
            while gap is not None and gap.start() < edge + shift:
                shift += gap.end() - gap.start() - 1
                gap = next(gaps, None)
            edges.append(edge + shift)
        spans.append(Span(edges[0], edges[1]))
    return spans
