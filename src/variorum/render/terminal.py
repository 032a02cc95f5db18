"""The terminal page: notices, the summary, what is gone and new, then the lines with their words marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, EditOp, Side
from variorum.model.units import SegmentKind
from variorum.render.marked import marked, reads_inline
from variorum.render.quoting import dots, segment_of
from variorum.render.redline import (
    NOT_FOUND,
    Fold,
    fold_words,
    has_moved_words,
    inline_runs,
    rows,
    runs,
    title_of,
)
from variorum.render.sentences import (
    echo_sentence,
    notices_of,
    number_words,
    reading_remarks,
    shortened,
    status_words,
    survival_sentence,
)
from variorum.render.sheet import NARROWEST, TEXT_WIDTH, fitted, hanging, prose
from variorum.render.typeset import Style, columns, display_width, pad, paint, pieces, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead
    from variorum.model.summary import Quotation, Summary
    from variorum.render.facts_view import LedgerView
    from variorum.render.redline import Row, RowOptions, Run
    from variorum.render.typeset import Piece

TWO_COLUMNS_FROM = 140
GUTTER = 3
# More quotations than these before the lines, and they are no summary; the rest stand in their places below.
MOST_LINES_QUOTED = 12
MOST_CLAUSES_QUOTED = 6
# What a sentence demands tends to stand at its end: whole lines are seldom cut.
LINE_ROWS = 4
CLAUSE_ROWS = 2
MOST_WARNINGS = 5
# So many changed facts of one verdict; most of those that came or went stand in lines that did.
MOST_FACTS = 6

GLYPH_STYLES = {BeadKind.DROPPED: Style.OLDER, BeadKind.ADDED: Style.NEWER}


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of the page needs to know. `number` is the width of a line number."""

    alignment: Alignment
    width: int
    color: bool
    options: RowOptions
    number: int

    @property
    def text_width(self) -> int:
        """The columns for statement text when it stands alone."""
        return min(self.width - self.indent, TEXT_WIDTH)

    @property
    def two_columns(self) -> bool:
        """Whether the two texts stand side by side."""
        return self.width >= TWO_COLUMNS_FROM

    @property
    def cell(self) -> int:
        """The columns for statement text in each of two columns."""
        return min((self.width - 2 * self.indent - GUTTER) // 2, TEXT_WIDTH)

    @property
    def indent(self) -> int:
        """The columns before statement text: a line number and two spaces."""
        return self.number + 2


def comparison_page(
    alignment: Alignment,
    summary: Summary,
    *,
    width: int,
    color: bool,
    options: RowOptions,
    facts: LedgerView | None = None,
) -> str:
    """The page for a terminal of `width` columns (at least 40 are used); without colour, changes stand in brackets.

    Whoever asks for facts has those that changed first, before the lines that went are quoted.
    """
    longest = max(len(alignment.base.segments), len(alignment.other.segments))
    page = _Page(alignment, max(width, NARROWEST), color, options, max(3, len(str(longest)) + 1))
    parts = (
        _notices(page, summary),
        _heading(page, summary),
        prose(page, summary.sentence, Style.BOLD),
        prose(page, survival_sentence(page.alignment, summary), Style.QUIET),
        _fact_counts(page, facts) if facts else (),
        _changed_facts(page, facts) if facts else (),
        *_quotation_blocks(page, summary),
        _lines(page),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _notices(page: _Page, summary: Summary) -> Iterator[str]:
    """What comes before anything else, at most `MOST_WARNINGS` of it."""
    unique = notices_of(page.alignment, summary)
    for notice in unique[:MOST_WARNINGS]:
        yield from hanging(page, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])
    if len(unique) > MOST_WARNINGS:
        more = f"and {len(unique) - MOST_WARNINGS} more, in the JSON output"
        yield from hanging(page, [("!", Style.MOVED)], 2, [(more, Style.BOLD)])


def _heading(page: _Page, summary: Summary) -> Iterator[str]:
    if title := title_of(page.alignment):
        yield from prose(page, shortened(title, 2 * page.text_width), Style.BOLD)
    for side, word, date in (
        (Side.BASE, "base", summary.base_date),
        (Side.OTHER, "other", summary.other_date),
    ):
        witness = page.alignment.side(side).witness
        said = f"{witness.name}, {date}" if date else f"{witness.name}, no date found"
        yield from hanging(page, [(word, Style.QUIET)], 6, [(said, Style.PLAIN)])
        for remark in reading_remarks(witness)[:MOST_WARNINGS]:
            yield from hanging(page, [], 6, [(remark, Style.QUIET)])


def _fact_counts(page: _Page, view: LedgerView) -> Iterator[str]:
    """How many facts changed."""
    from variorum.render.facts_view import summary_sentences  # not needed unless facts are read

    yield from prose(page, f"Facts: {' '.join(summary_sentences(view))}", Style.PLAIN)


def _changed_facts(page: _Page, view: LedgerView) -> Iterator[str]:
    """The changed facts, each with both quotations."""
    from variorum.render.facts_terminal import FactSheet, changed_facts  # not needed unless facts are read

    yield from changed_facts(FactSheet(view, page.width, page.color, None if page.options.full else MOST_FACTS))


def _quotation_blocks(page: _Page, summary: Summary) -> Iterator[Iterator[str]]:
    """What is quoted before the lines: whole lines of each side, then clauses from inside lines of each side."""
    known = {side: page.alignment.is_known_whole(side) for side in Side}
    for whole in (True, False):
        for quotations, lacking, headings in (
            (summary.gone, Side.OTHER, ("Dropped", "Gone from inside a line")),
            (summary.new, Side.BASE, ("Added", "New inside a line")),
        ):
            heading = headings[0 if whole else 1]
            if not known[lacking]:
                heading = f"{NOT_FOUND.capitalize()} ({lacking.value})" + ("" if whole else ", inside a line")
            yield _quotations(page, [quotation for quotation in quotations if quotation.whole is whole], heading)


def _quotations(page: _Page, quotations: Sequence[Quotation], heading: str) -> Iterator[str]:
    """Verbatim quotations with their line numbers, long ones cut: the whole stands in its place below."""
    if not quotations:
        return
    most, high = (MOST_LINES_QUOTED, LINE_ROWS) if quotations[0].whole else (MOST_CLAUSES_QUOTED, CLAUSE_ROWS)
    yield paint([(heading, Style.BOLD)], color=page.color)
    for quotation in quotations[:most]:
        witness = page.alignment.side(quotation.side)
        segment, (before, after) = segment_of(page.alignment, quotation), dots(page.alignment, quotation)
        words = shortened(quotation.span.of(witness.content), high * page.text_width - 8)
        after = "" if words.endswith("…") else after
        yield from _numbered(page, [segment.index + 1], [(f"“{before}{words}{after}”", Style.PLAIN)])
    if len(quotations) > most:
        more = f"and {len(quotations) - most} more, in their places below"
        yield from _numbered(page, [], [(more, Style.QUIET)])


def _lines(page: _Page) -> Iterator[str]:
    shown = rows(page.alignment, page.options)
    beads = [page.alignment.beads[row.index] for row in shown if not isinstance(row, Fold)]
    yield from _lines_heading(page, moved=any(has_moved_words(page.alignment, bead) for bead in beads))
    for item in shown:
        yield ""
        if isinstance(item, Fold):
            words = f"··· {fold_words(page.alignment, item)} ···"
            yield from fitted(page, [(" " * page.indent, Style.PLAIN), (words, Style.QUIET)])
        else:
            yield from _row(page, item)
    if page.options.only:
        total = len(page.alignment.beads)
        yield ""
        yield from prose(
            page, f"{len(shown)} of {total} rows shown: only {', '.join(sorted(page.options.only))}.", Style.PLAIN
        )


def _lines_heading(page: _Page, *, moved: bool) -> Iterator[str]:
    styles = [("removed", Style.REMOVED), ("added", Style.ADDED)]
    styles += [("moved from here", Style.MOVED_FROM), ("moved here", Style.MOVED_HERE)] if moved else []
    styles += [("other form", Style.FORM)] if page.options.orthographic else []
    title = ("Lines, in the other's order", Style.BOLD)
    key = [part for word, style in styles for part in ((word, style), (" ", Style.PLAIN))]
    (first, *_) = lines = wrap(pieces(key, color=page.color), page.text_width)
    gap = ("   ", Style.PLAIN)
    if len(lines) == 1 and columns([title, gap, *first]) <= page.width:
        yield paint([title, gap, *first], color=page.color)
    else:
        yield paint([title], color=page.color)
        yield from (" " * page.indent + paint(line, color=page.color) for line in lines)
    if page.two_columns:
        yield ""
        names = [[(visible(page.alignment.side(side).witness.name), Style.BOLD)] for side in Side]
        yield _cells(page, names[:1], names[1:], ("", ""))[0]


def _row(page: _Page, row: Row) -> Iterator[str]:
    """A head with the glyph, the line numbers and what became of the line; under it the wording."""
    yield from fitted(page, _head(page, row))
    bead = row.bead
    if not bead.base or not bead.other:
        yield from _absent(page, row)
    elif page.two_columns:
        yield from _side_by_side(page, row)
    elif not _has_edits(page, bead):
        yield from _single(page, row, Side.OTHER, [])
    elif reads_inline(page.alignment, bead):
        yield from _numbered(page, [], _marked(page, inline_runs(page.alignment, bead), row, inline=True))
    else:
        yield from _single(page, row, Side.BASE, row.base_lines)
        yield from _single(page, row, Side.OTHER, row.other_lines)


def _head(page: _Page, row: Row) -> list[Piece]:
    bead = row.bead
    style = Style.MOVED if bead.moved else GLYPH_STYLES.get(bead.kind, Style.PLAIN)
    numbers = number_words(row)
    head = [(pad(row.glyph, page.number), style), (f"  {numbers}  ", Style.PLAIN)]
    head.append((status_words(row), Style.QUIET if _is_quiet(row) else Style.BOLD))
    room = page.width - columns(head) - 2
    # Of a dropped or added line, and of what is no body line, the status says all.
    reason = visible(shortened(bead.reason, None)) if bead.base and bead.other and not _is_quiet(row) else ""
    if reason and display_width(reason) <= room:
        head.append((f"  {reason}", Style.QUIET))
    return head


def _is_quiet(row: Row) -> bool:
    """Whether the row is apparatus; a vote is no body line either, but news."""
    return row.quiet and row.kind is not SegmentKind.VOTE


def _has_edits(page: _Page, bead: Bead) -> bool:
    return any(edit.op is not EditOp.EQUAL for edit in bead.edits) or has_moved_words(page.alignment, bead)


def _marked(page: _Page, sequence: Sequence[Run], row: Row, *, inline: bool) -> list[Piece]:
    """The runs with the style each is set in, as the page's options say."""
    options = page.options
    return marked(page.alignment, row.bead, sequence, inline=inline, forms=options.orthographic, full=options.full)


def _single(page: _Page, row: Row, side: Side, numbers: Sequence[int]) -> Iterator[str]:
    """The wording of one side."""
    yield from _numbered(page, numbers, _marked(page, runs(page.alignment, row.bead, side), row, inline=False))


def _absent(page: _Page, row: Row) -> Iterator[str]:
    """A line that one text lacks, behind a bar and without marks: its head says it all."""
    side = Side.BASE if row.bead.base else Side.OTHER
    style = GLYPH_STYLES[row.bead.kind]
    wording = [
        (part.span.of(page.alignment.side(side).content), Style.PLAIN) for part in runs(page.alignment, row.bead, side)
    ]
    shift = page.cell + page.indent + GUTTER if page.two_columns and side is Side.OTHER else 0
    width = page.cell if page.two_columns else page.text_width
    lines = wrap(pieces(wording, color=page.color), width)
    if echo := echo_sentence(page.alignment, row.bead):
        lines += wrap(pieces([(echo, Style.QUIET)], color=page.color), width)
    bar = " " * shift + " " * (page.number - 1) + paint([("│", style)], color=page.color) + "  "
    for line in lines:
        yield bar + paint(line, color=page.color)


def _side_by_side(page: _Page, row: Row) -> Iterator[str]:
    """Base left, other right, in cells of equal width."""
    left, right = (
        wrap(
            pieces(_marked(page, runs(page.alignment, row.bead, side), row, inline=False), color=page.color), page.cell
        )
        for side in Side
    )
    yield from _cells(page, left, right, (str(row.base_lines[0]), str(row.other_lines[0])))


def _cells(page: _Page, left: list[list[Piece]], right: list[list[Piece]], numbers: tuple[str, str]) -> list[str]:
    """Two wrapped texts beside each other, each behind its line number."""
    lines = []
    for at, (one, two) in enumerate(zip_longest(left, right, fillvalue=())):
        first, second = numbers if at == 0 else ("", "")
        line = _number(page, first) + paint(one, color=page.color)
        if two:
            line += " " * (page.cell - columns(one) + GUTTER) + _number(page, second) + paint(two, color=page.color)
        lines.append(line)
    return lines


def _numbered(page: _Page, numbers: Sequence[int], marked: Sequence[Piece]) -> Iterator[str]:
    """Wrapped text behind its line number."""
    for at, line in enumerate(wrap(pieces(marked, color=page.color), page.text_width)):
        first = str(numbers[0]) if at == 0 and numbers else ""
        yield _number(page, first) + paint(line, color=page.color)


def _number(page: _Page, number: str) -> str:
    return paint([(f"{number:>{page.number}}", Style.QUIET)], color=page.color) + "  " if number else " " * page.indent
