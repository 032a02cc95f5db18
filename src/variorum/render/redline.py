"""The redline: an alignment as marked runs of the two texts and as rows to display."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, EditNote, EditOp, Side
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.render.order import SHARED, UNCHANGED, Standing, inline_order, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead, Edit
    from variorum.model.units import Segment

NOT_FOUND = "not found in the text read"

GLYPHS = {
    BeadKind.KEPT: "=",
    BeadKind.REWORDED: "≈",
    BeadKind.SPLIT: "⋏",
    BeadKind.MERGED: "⋎",
    BeadKind.DROPPED: "−",
    BeadKind.ADDED: "+",
}
MOVED_GLYPH = "↕"
ORTHOGRAPHIC_GLYPH = "·"

# What `--only` and the filter chips can name: the kinds of beads, then what may come on top of a kind.
FILTERS = (*(kind.value for kind in BeadKind), "moved", "capital", "rollover", "orthographic")

KIND_WORDS = {SegmentKind.TITLE: "title", SegmentKind.DATELINE: "date line", SegmentKind.FURNITURE: "furniture"}


class Mark(StrEnum):
    """How a run is shown.

    `MOVED` words stand in both wordings, at another place: the base's side has them where they stood, the other's where
    they stand now.
    """

    SAME = "same"
    ORTHOGRAPHIC = "orthographic"
    REMOVED = "removed"
    ADDED = "added"
    CAPITAL = "capital"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one side's text with one mark; `edit` is its index in the bead's edits, None for a gap."""

    side: Side
    span: Span
    mark: Mark
    note: EditNote | None = None
    edit: int | None = None


@dataclass(frozen=True, slots=True)
class RowOptions:
    """Which rows to show: `only` holds words of `FILTERS`, none for all; `context` is in kept beads round a change."""

    only: frozenset[str] = frozenset()
    full: bool = False
    context: int = 0
    orthographic: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One bead to display. `index` is its place in the alignment; lines are 1-based segment numbers over all kinds.

    `quiet` beads hold a title, date line, vote or furniture, which no count of lines includes.
    """

    index: int
    bead: Bead
    base_lines: tuple[int, ...]
    other_lines: tuple[int, ...]
    glyph: str
    status: str
    kind: SegmentKind
    quiet: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Kept beads that stand together and are not shown; `count` is their number of body lines in the other text."""

    count: int
    beads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EchoPlace:
    """Where words of an absent line stand in the opposite text: `spans` lie in the segment `segment` of `side`."""

    side: Side
    segment: Segment
    spans: tuple[Span, ...]


def runs(alignment: Alignment, bead: Bead, side: Side) -> tuple[Run, ...]:
    """The bead's text on one side as runs in text order.

    They tile the bead's segments; white space between two neighbouring segments of the bead is a run marked `same`.
    """
    moved = standing(alignment, bead).elsewhere
    marked = [
        Run(side, span, Mark.MOVED if number in moved else mark_of(edit, side), edit.note, number)
        for number, edit in enumerate(bead.edits)
        if (span := span_on(edit, side)).start < span.end
    ]
    gaps = [Run(side, gap, Mark.SAME) for gap in _gaps_within(alignment, bead, side)]
    return tuple(sorted(marked + gaps, key=lambda run: _position(run.span)))


def inline_runs(alignment: Alignment, bead: Bead) -> tuple[Run, ...]:
    """Both wordings as one sequence: what they share in the other's characters, each change base first, then other.

    Words that stand elsewhere in the line are there twice, moved: on the base's side where they stood, on the other's
    where they stand. Without the removed runs and the base's moved ones it reads as the other text, without the added
    ones and the other's moved ones as the base. A joint between segments that only the base has is a `same` run of that
    side.
    """
    gaps = {side: list(_gaps_within(alignment, bead, side)) for side in Side}
    stands = standing(alignment, bead)
    merged: list[Run] = []
    for number, sides in inline_order(bead.edits, stands.kept):
        edit = bead.edits[number]
        merged.extend(_joints_before(gaps, edit, sides))
        if sides == SHARED:
            merged.append(Run(Side.OTHER, edit.other, mark_of(edit, Side.OTHER), edit.note, number))
            continue
        only_form = edit.op is EditOp.ORTHOGRAPHIC and edit.other.start == edit.other.end
        if only_form and not (merged and merged[-1].mark is Mark.MOVED and merged[-1].side is Side.BASE):
            # A form that only the base has, such as a space, is left out but to part moved words from what follows.
            continue
        for side in sides:
            mark = Mark.MOVED if only_form or number in stands.elsewhere else mark_of(edit, side)
            if mark is Mark.SAME or (mark is Mark.ORTHOGRAPHIC and edit.base.of(alignment.base.content).strip()):
                # Too little to be told of as moved; shown twice without a mark it would stand in either text twice.
                mark = Mark.REMOVED if side is Side.BASE else Mark.ADDED
            merged.append(Run(side, span_on(edit, side), mark, edit.note, number))
    return tuple(merged)


def standing(alignment: Alignment, bead: Bead) -> Standing:
    """Which of the words that both wordings of the bead have stay in their place, and which stand elsewhere in it."""
    return standing_of(bead.edits, alignment.base.content)


def has_moved_words(alignment: Alignment, bead: Bead) -> bool:
    """Whether words that stay stand at another place in the bead."""
    return bool(standing(alignment, bead).moved)


def is_reordered(alignment: Alignment, bead: Bead) -> bool:
    """Whether the order of its words is all that changed in the bead, marks of punctuation aside."""
    changes = [edit for edit in bead.edits if edit.op not in UNCHANGED]
    spans = [(span_on(edit, side), side) for edit in changes for side in Side]
    wordless = not any(any(map(str.isalnum, span.of(alignment.side(side).content))) for span, side in spans)
    return wordless and has_moved_words(alignment, bead)


def rows(alignment: Alignment, options: RowOptions) -> tuple[Row | Fold, ...]:
    """What to display, in the alignment's order: the other's, with dropped lines at their old place.

    Kept beads are folded except `context` of them beside each change. With `only`, the beads it names, and no folds.
    """
    beads = alignment.beads
    if options.only:
        return tuple(row_of(alignment, index) for index, bead in enumerate(beads) if options.only & set(tags(bead)))
    shown = [options.full or is_change(bead) or (options.orthographic and is_orthographic(bead)) for bead in beads]
    display: list[Row | Fold] = []
    folded: list[int] = []
    for index, visible in enumerate(_widened(shown, options.context)):
        if not visible:
            folded.append(index)
            continue
        if folded:
            display.append(_fold(alignment, folded))
            folded = []
        display.append(row_of(alignment, index))
    if folded:
        display.append(_fold(alignment, folded))
    return tuple(display)


def row_of(alignment: Alignment, index: int) -> Row:
    """The display row of one bead."""
    bead = alignment.beads[index]
    kind = kind_of(alignment, bead)
    return Row(
        index=index,
        bead=bead,
        base_lines=tuple(number + 1 for number in bead.base),
        other_lines=tuple(number + 1 for number in bead.other),
        glyph=glyph(bead),
        status=status(alignment, bead),
        kind=kind,
        quiet=kind not in BODY_KINDS,
    )


def title_of(alignment: Alignment) -> str | None:
    """The other text's first title, verbatim but for the marks of a Markdown heading."""
    for segment in alignment.other.segments:
        if segment.kind is SegmentKind.TITLE:
            words = segment.span.of(alignment.other.content)
            return words.strip("#").strip() or words
    return None


def restore(alignment: Alignment, side: Side) -> str:
    """The text of one side, from the runs of all beads and the gaps between segments: the proof that nothing is lost.

    The evaluation holds it on every real pair, the tests on any pair. Equal to the witness's text whenever each segment
    is in exactly one bead and the edits tile them.
    """
    witness = alignment.side(side)
    edges = [0, *(edge for segment in witness.segments for edge in (segment.span.start, segment.span.end))]
    edges.append(len(witness.content))
    pieces = [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True)]
    for bead in alignment.beads:
        pieces.extend(run.span for run in runs(alignment, bead, side) if run.edit is not None)
    pieces.sort(key=_position)
    return "".join(span.of(witness.content) for span in pieces)


def span_on(edit: Edit, side: Side) -> Span:
    """The edit's span on one side."""
    return edit.base if side is Side.BASE else edit.other


def segments_on(alignment: Alignment, bead: Bead, side: Side) -> tuple[Segment, ...]:
    """The bead's segments on one side."""
    segments = alignment.side(side).segments
    return tuple(segments[index] for index in (bead.base if side is Side.BASE else bead.other))


def mark_of(edit: Edit, side: Side) -> Mark:
    """How an edit's span on one side is shown."""
    if edit.op is EditOp.EQUAL:
        return Mark.SAME
    if edit.op is EditOp.ORTHOGRAPHIC:
        return Mark.ORTHOGRAPHIC
    if edit.note is EditNote.CAPITAL:
        return Mark.CAPITAL
    return Mark.REMOVED if side is Side.BASE else Mark.ADDED


def kind_of(alignment: Alignment, bead: Bead) -> SegmentKind:
    """The kind of the bead's first segment, the other's if it has one."""
    side = Side.OTHER if bead.other else Side.BASE
    return segments_on(alignment, bead, side)[0].kind


def is_change(bead: Bead) -> bool:
    """Whether a reader must see the bead: anything but word for word in the same place."""
    return bead.kind is not BeadKind.KEPT or bead.moved or has_capital(bead)


def is_orthographic(bead: Bead) -> bool:
    """Whether the bead is kept and differs in its written form only."""
    return bead.kind is BeadKind.KEPT and any(edit.op is EditOp.ORTHOGRAPHIC for edit in bead.edits)


def has_capital(bead: Bead) -> bool:
    """Whether a kept bead has a capital changed in mid-sentence."""
    return bead.kind is BeadKind.KEPT and any(edit.note is EditNote.CAPITAL for edit in bead.edits)


def is_rollover(bead: Bead) -> bool:
    """Whether an anniversary count that follows the dates is all that changed in the wording."""
    changes = [edit for edit in bead.edits if edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]
    return bead.kind is BeadKind.REWORDED and bool(changes) and all(edit.note is EditNote.ROLLOVER for edit in changes)


def tags(bead: Bead) -> tuple[str, ...]:
    """The words of `FILTERS` that select this bead."""
    on_top = (
        ("moved", bead.moved),
        ("capital", has_capital(bead)),
        ("rollover", is_rollover(bead)),
        ("orthographic", is_orthographic(bead)),
    )
    return (bead.kind.value, *(word for word, holds in on_top if holds))


def glyph(bead: Bead) -> str:
    """One or two signs for the gutter; a moved line that is otherwise kept shows the move alone."""
    if bead.kind is BeadKind.KEPT:
        if bead.moved:
            return MOVED_GLYPH
        return ORTHOGRAPHIC_GLYPH if is_orthographic(bead) and not has_capital(bead) else GLYPHS[bead.kind]
    return GLYPHS[bead.kind] + (MOVED_GLYPH if bead.moved else "")


def status(alignment: Alignment, bead: Bead) -> str:
    """What became of the bead, in words: "reworded, moved from line 3"."""
    words = [] if bead.moved and bead.kind is BeadKind.KEPT else [_kind_status(alignment, bead)]
    if has_capital(bead):
        words.append("a capital changed")
    elif is_orthographic(bead) and not bead.moved:
        words.append("orthographic")
    if is_rollover(bead):
        words.append("only the anniversary count")
    if is_reordered(alignment, bead):
        words.append("only the order of its words")
    if bead.moved:
        words.append(f"moved from {line_words([number + 1 for number in bead.base])}")
    return ", ".join(words)


def absence_word(alignment: Alignment, bead: Bead) -> str:
    """How a dropped or added line is called: by a fact only where the text that lacks it was read whole."""
    lacking = Side.OTHER if bead.kind is BeadKind.DROPPED else Side.BASE
    return bead.kind.value if alignment.is_known_whole(lacking) else NOT_FOUND


def line_words(numbers: Sequence[int]) -> str:
    """Line numbers in words: "line 3", "lines 3 and 4", "lines 3 to 6", "lines 3, 5 and 9"."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"lines {numbers[0]} to {numbers[-1]}"
    return f"lines {', '.join(str(number) for number in numbers[:-1])} and {numbers[-1]}"


def fold_words(alignment: Alignment, fold: Fold) -> str:
    """A fold in words: "4 lines kept", "title, date line and 1 line kept"."""
    others = [kind for index in fold.beads if (kind := kind_of(alignment, alignment.beads[index])) not in BODY_KINDS]
    words = [_counted(others.count(kind), KIND_WORDS.get(kind, kind.value)) for kind in dict.fromkeys(others)]
    if fold.count or not words:
        words.append(f"{fold.count} line" + ("" if fold.count == 1 else "s"))
    return (", ".join(words[:-1]) + " and " if len(words) > 1 else "") + words[-1] + " kept"


def echo_places(alignment: Alignment, bead: Bead) -> tuple[EchoPlace, ...]:
    """Where the words of a dropped or added line stand in the opposite text, gathered by segment in text order."""
    found: dict[tuple[Side, int], list[Span]] = {}
    for echo in bead.echoes:
        side = Side.OTHER if echo.side is Side.BASE else Side.BASE
        segments = alignment.side(side).segments
        index = bisect_right(segments, echo.at.start, key=lambda segment: segment.span.start) - 1
        found.setdefault((side, max(index, 0)), []).append(echo.at)
    return tuple(
        EchoPlace(side, alignment.side(side).segments[index], tuple(sorted(spans, key=_position)))
        for (side, index), spans in sorted(found.items())
    )


def place_words(segment: Segment) -> str:
    """A segment's place in words: "the title", "the date line", "line 7"."""
    if segment.kind in (SegmentKind.TITLE, SegmentKind.DATELINE):
        return f"the {KIND_WORDS[segment.kind]}"
    if segment.kind is SegmentKind.FURNITURE:
        return f"line {segment.index + 1} (furniture)"
    return f"line {segment.index + 1}"


def _kind_status(alignment: Alignment, bead: Bead) -> str:
    if bead.kind in (BeadKind.DROPPED, BeadKind.ADDED):
        return absence_word(alignment, bead)
    if bead.kind is BeadKind.SPLIT:
        return f"split in {len(bead.other)}"
    if bead.kind is BeadKind.MERGED:
        return f"merged from {len(bead.base)}"
    return bead.kind.value


def _widened(shown: Sequence[bool], context: int) -> list[bool]:
    """Which places lie at most `context` away from a shown one."""
    near = list(shown)
    for order in (range(len(shown)), range(len(shown) - 1, -1, -1)):
        reach = 0
        for index in order:
            reach = context + 1 if shown[index] else reach - 1
            near[index] = near[index] or reach > 0
    return near


def _fold(alignment: Alignment, indexes: Sequence[int]) -> Fold:
    beads = [alignment.beads[index] for index in indexes]
    body = [bead for bead in beads if kind_of(alignment, bead) in BODY_KINDS]
    return Fold(sum(len(bead.other) for bead in body), tuple(indexes))


def _gaps_within(alignment: Alignment, bead: Bead, side: Side) -> Iterator[Span]:
    """The white space between segments of the bead that are neighbours in the text."""
    segments = segments_on(alignment, bead, side)
    for left, right in pairwise(segments):
        if right.index == left.index + 1 and left.span.end < right.span.start:
            yield Span(left.span.end, right.span.start)


def _joints_before(gaps: dict[Side, list[Span]], edit: Edit, sides: Sequence[Side]) -> Iterator[Run]:
    """The gaps that end where the edit begins on these sides, once for both; takes them off `gaps`."""
    joint: Run | None = None
    for side in (Side.OTHER, Side.BASE):
        if side in sides and gaps[side] and gaps[side][0].end <= span_on(edit, side).start:
            joint = joint or Run(side, gaps[side][0], Mark.SAME)
            del gaps[side][0]
    if joint:
        yield joint


def _position(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _counted(count: int, noun: str) -> str:
    return noun if count == 1 else f"{count} {noun}" + ("" if noun == "furniture" else "s")
