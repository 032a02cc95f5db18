"""The edits of a bead: its word changes as spans that tile both sides, with notes where differences have names."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.tokens import match_units
from variorum.model.alignment import Edit, EditNote, EditOp
from variorum.model.spans import Span
from variorum.text.lexicon import YEAR_WORDS
from variorum.text.normalize import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from variorum.text.tokenize import NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.islands import Change
    from variorum.align.units import Units
    from variorum.model.units import Segment

# Two content words, or an atom, which may hold more: what is lighter holds no clause.
HEAVY = 200
_QUOTES = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES + "‹›")
_DASHES = frozenset(DASHES)
_MARKUP = frozenset("*_\\#`~>")
_SORT_NOTES = {"figure": EditNote.FIGURE, "date": EditNote.DATE, "name": EditNote.NAME}


class BeadEdits:
    """Builds the edits of one bead. `title_like` says that case is form; `years` is how many years the other is later.

    Once built, `edits` tile the segments of each side, and none crosses a segment's edge; `words_gone` counts the
    words of the base that they delete or replace, `words_crossed` those that stay but out of order; `heavy` are those
    that may hold a clause of the base, and of the other; `largest` is the most pairs of units that one change has.
    """

    __slots__ = (
        "_base", "_base_bounds", "_other", "_other_bounds", "_title_like", "_years",
        "changed", "edits", "heavy", "largest", "words_crossed", "words_gone",
    )  # fmt: skip

    def __init__(
        self,
        base: Units,
        other: Units,
        base_segments: Sequence[Segment],
        other_segments: Sequence[Segment],
        *,
        title_like: bool,
        years: int | None,
    ) -> None:
        self._base, self._other = base, other
        self._base_bounds = _bounds(base, base_segments)
        self._other_bounds = _bounds(other, other_segments)
        self._title_like, self._years = title_like, years
        self.edits: list[Edit] = []
        self.heavy: tuple[list[Edit], list[Edit]] = ([], [])
        self.words_crossed = self.words_gone = self.largest = 0
        self.changed = False

    def tally(self, changes: Sequence[Change]) -> None:
        """Counts what `build` counts, for one segment on each side, and makes no edits."""
        order = _order(changes, 3)
        if order != sorted(order):
            self.words_crossed = _words_crossed(changes, self._base)
        for piece in changes:
            if not piece[0] and not self._is_enumerator(piece):
                self._count_changed(piece)

    def build(self, changes: Sequence[Change]) -> None:
        """Makes the edits for these changes of units."""
        one_each = len(self._base_bounds) == len(self._other_bounds) == 1
        pieces = changes if one_each else [piece for change in changes for piece in self._within_segments(change)]
        orders = _order(pieces, 1), _order(pieces, 3)
        if orders[1] != sorted(orders[1]):
            self.words_crossed = _words_crossed(pieces, self._base)
        base_spans = _tiles(pieces, orders[0], self._base, self._base_bounds, 1)
        other_spans = _tiles(pieces, orders[1], self._other, self._other_bounds, 3)
        _even_out(pieces, orders, (base_spans, other_spans), (self._base, self._other))
        _put_insertion_points(pieces, base_spans, self._base, self._base_bounds, 1)
        _put_insertion_points(pieces, other_spans, self._other, self._other_bounds, 3)
        for piece, base, other in zip(pieces, base_spans, other_spans, strict=True):
            if piece[0]:
                self._equal(piece, base, other)
            else:
                self._changed(piece, base, other)

    def _within_segments(self, change: Change) -> list[Change]:
        """The change cut at the edges of segments on both sides."""
        equal, i, i_end, j, j_end = change
        base_cuts = [k for k in self._base.edges if i < k < i_end]
        other_cuts = [k for k in self._other.edges if j < k < j_end]
        if not base_cuts and not other_cuts:
            return [change]
        if equal:
            cuts = sorted({0, i_end - i, *(k - i for k in base_cuts), *(k - j for k in other_cuts)})
            return [(True, i + a, i + b, j + a, j + b) for a, b in pairwise(cuts)]
        mine, theirs = [i, *base_cuts, i_end], [j, *other_cuts, j_end]
        pieces = []
        for n in range(max(len(mine), len(theirs)) - 1):
            a, b = (mine[n], mine[n + 1]) if n + 1 < len(mine) else (i_end, i_end)
            c, d = (theirs[n], theirs[n + 1]) if n + 1 < len(theirs) else (j_end, j_end)
            pieces.append((False, a, b, c, d))
        return pieces

    def _add(self, op: EditOp, base: tuple[int, int], other: tuple[int, int], note: EditNote | None = None) -> None:
        self.edits.append(Edit(op, Span(base[0], base[1]), Span(other[0], other[1]), note))

    def _changed(self, piece: Change, base: tuple[int, int], other: tuple[int, int]) -> None:
        _, i, i_end, j, j_end = piece
        if i == i_end:
            self._add(EditOp.INSERT, base, other)
        elif j == j_end:
            self._add(EditOp.DELETE, base, other)
        elif self._is_enumerator(piece):
            self._add(EditOp.ORTHOGRAPHIC, base, other, EditNote.RENUMBERED)
            return
        else:
            self._add(EditOp.REPLACE, base, other, self._note(piece))
        self._count_changed(piece)
        mine, theirs = self._base.cumulated, self._other.cumulated
        if mine[i_end] - mine[i] >= HEAVY:
            self.heavy[0].append(self.edits[-1])
        if theirs[j_end] - theirs[j] >= HEAVY:
            self.heavy[1].append(self.edits[-1])

    def _count_changed(self, piece: Change) -> None:
        _, i, i_end, j, j_end = piece
        self.changed = True
        self.words_gone += self._base.count_words(i, i_end)
        self.largest = max(self.largest, (i_end - i) * (j_end - j))

    def _is_enumerator(self, piece: Change) -> bool:
        return (
            piece[1] == piece[3] == 0 and 0 < piece[2] == self._base.heads[0] and 0 < piece[4] == self._other.heads[0]
        )

    def _note(self, piece: Change) -> EditNote | None:
        _, i, i_end, j, j_end = piece
        if self._is_rollover(piece):
            return EditNote.ROLLOVER
        if i_end - i == 1 and j_end - j == 1:
            sort = self._base.sort(i)
            return _SORT_NOTES[sort] if sort and sort == self._other.sort(j) else None
        names = _are_names(self._base, i, i_end) and _are_names(self._other, j, j_end)
        return EditNote.NAME if names else None

    def _is_rollover(self, piece: Change) -> bool:
        """Whether a count of years changed by as much as the statements' dates did."""
        _, i, i_end, j, j_end = piece
        if not self._years or i_end - i != 1 or j_end - j != 1:
            return False
        mine, theirs = _count(self._base, i), _count(self._other, j)
        return mine is not None and theirs is not None and theirs - mine == self._years

    def _equal(self, piece: Change, base: tuple[int, int], other: tuple[int, int]) -> None:
        """Equal units: one edit where the characters are equal too, else the differences of form singled out."""
        mine, theirs = self._base.text, self._other.text
        if mine[base[0] : base[1]] == theirs[other[0] : other[1]]:
            if base[0] < base[1]:
                self._add(EditOp.EQUAL, base, other)
            return
        _, i, i_end, j, j_end = piece
        x, y = start_x, start_y = base[0], other[0]
        edges = zip(_edges(self._base, i, i_end, base[1]), _edges(self._other, j, j_end, other[1]), strict=True)
        for n, (a, b) in enumerate(edges):
            if mine[x:a] != theirs[y:b]:
                self._flush(start_x, x, start_y, y)
                is_unit, k = n % 2, n // 2
                note = self._form_note(i + k, j + k) if is_unit else _gap_note(mine[x:a] + theirs[y:b])
                op = EditOp.REPLACE if note is EditNote.CAPITAL else EditOp.ORTHOGRAPHIC
                self._add(op, (x, a), (y, b), note)
                start_x, start_y = a, b
                if mine[a : base[1]] == theirs[b : other[1]]:
                    x, y = base[1], other[1]
                    break
            x, y = a, b
        self._flush(start_x, x, start_y, y)

    def _flush(self, start_x: int, x: int, start_y: int, y: int) -> None:
        if start_x < x:
            self._add(EditOp.EQUAL, (start_x, x), (start_y, y))

    def _form_note(self, i: int, j: int) -> EditNote:
        """What differs between two spellings of one form."""
        mine, theirs = self._base.raw(i), self._other.raw(j)
        if mine.lower() == theirs.lower():
            return EditNote.CASE if self._case_is_form(i, j, mine, theirs) else EditNote.CAPITAL
        if mine.split() == theirs.split():
            return _space_note(mine + theirs)
        differing = set(mine.lower()) ^ set(theirs.lower())
        for family, note in ((_QUOTES, EditNote.QUOTES), (_DASHES, EditNote.DASH), (_MARKUP, EditNote.MARKUP)):
            if differing and differing <= family:
                return note
        return EditNote.DATE_ORDER if self._base.sort(i) == "date" else EditNote.SPELLING

    def _case_is_form(self, i: int, j: int, mine: str, theirs: str) -> bool:
        if self._title_like or self._opens(self._base, i) or self._opens(self._other, j):
            return True
        return any(
            raw.isupper() and len(raw) > 1 and not other.isupper() for raw, other in ((mine, theirs), (theirs, mine))
        )

    def _opens(self, units: Units, k: int) -> bool:
        """Whether a unit is the first word of its segment, after an enumerator, quotation marks and brackets."""
        segment = units.segment_of(k)
        opening = units.edges[segment] + units.heads[segment]
        return not any(units.raw(n)[:1].isalnum() for n in range(opening, k))


def bead_edits(
    base: Units,
    other: Units,
    base_segments: Sequence[Segment],
    other_segments: Sequence[Segment],
    *,
    title_like: bool,
    years: int | None,
    counted: bool = False,
) -> BeadEdits:
    """The edits between the segments of a bead; of two segments that are only `counted`, what they come to."""
    head, other_head = base.heads[0], other.heads[0]
    renumbered = bool(head and other_head) and base.forms[:head] != other.forms[:other_head]
    changes = match_units(base, other, after=(head, other_head) if renumbered else (0, 0))
    if renumbered:
        changes.insert(0, (False, 0, head, 0, other_head))
    builder = BeadEdits(base, other, base_segments, other_segments, title_like=title_like, years=years)
    if counted and len(base_segments) == len(other_segments) == 1:
        builder.tally(changes)
    else:
        builder.build(changes)
    return builder


def _words_crossed(pieces: Sequence[Change], base: Units) -> int:
    """How many words stay that are not on the heaviest chain of equal pieces in the order of both sides."""
    boxes = [piece[1:] for piece in pieces if piece[0]]
    words = [base.count_words(first, last) for first, last, _, _ in boxes]
    # A piece of marks alone weighs something, for a chain takes no box of no value.
    kept = heaviest_chain(boxes, [number or 0.1 for number in words])
    return sum(words) - sum(words[k] for k in kept)


def _are_names(units: Units, first: int, last: int) -> bool:
    return all(units.sort(k) == "name" for k in range(first, last))


def _count(units: Units, k: int) -> int | None:
    """The number of years a unit counts: "33" before "years", "34th" before "anniversary"."""
    if units.classes[k] < NUMBER:
        return None
    digits = units.form(k).lstrip("\x00").rstrip("abcdefghijklmnopqrstuvwxyzºª.")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    following = [units.form(n) for n in range(k + 1, min(k + 3, len(units.forms)))]
    return int(digits) if YEAR_WORDS.intersection(following) else None


def _edges(units: Units, first: int, last: int, end: int) -> list[int]:
    """Where each unit starts and ends, in turn, and the end of the gap after the last."""
    return [*chain.from_iterable(zip(units.starts[first:last], units.ends[first:last], strict=True)), end]


def _gap_note(characters: str) -> EditNote:
    """What differs between two gaps of white space and markup."""
    return _space_note(characters) if characters.isspace() or not characters else EditNote.MARKUP


def _space_note(characters: str) -> EditNote:
    return EditNote.WRAP if "\n" in characters or "\r" in characters else EditNote.SPACE


def _bounds(units: Units, segments: Sequence[Segment]) -> list[tuple[int, int, int]]:
    """For each segment the first unit, and the offsets where it starts and ends."""
    return [(edge, segment.span.start, segment.span.end) for edge, segment in zip(units.edges, segments, strict=True)]


def _order(pieces: Sequence[Change], side: int) -> list[int]:
    """The pieces that have units on this side, in its order."""
    order = [k for k, piece in enumerate(pieces) if piece[side] < piece[side + 1]]
    order.sort(key=[piece[side] for piece in pieces].__getitem__)
    return order


def _tiles(
    pieces: Sequence[Change], order: Sequence[int], units: Units, bounds: Sequence[tuple[int, int, int]], side: int
) -> list[tuple[int, int]]:
    """The offsets of each piece on one side, tiling the segments: a gap between two pieces goes to one of them.

    It goes to a deletion or insertion after its words (or before them where they end the segment), so that taking the
    words out leaves single spaces; else to the equal piece.
    """
    starts, ends = units.starts, units.ends
    spans: list[tuple[int, int]] = [(-1, -1)] * len(pieces)
    segment = 0
    opening, segment_end = bounds[0][1:]
    following = bounds[1][0] if len(bounds) > 1 else len(starts)
    for n, k in enumerate(order):
        first, last = pieces[k][side], pieces[k][side + 1]
        while first >= following:
            segment += 1
            opening, segment_end = bounds[segment][1:]
            following = bounds[segment + 1][0] if segment + 1 < len(bounds) else len(starts)
        if last >= following:
            end = segment_end
        else:
            right = pieces[order[n + 1]]
            touches = first > 0 and starts[first] == ends[first - 1]
            right_ends = right[side + 1] >= following
            takes_gap = _takes_gap(pieces[k], right, side, left_touches=touches, right_ends=right_ends)
            end = starts[last] if takes_gap else ends[last - 1]
        spans[k] = (opening, end)
        opening = end
    return spans


def _takes_gap(left: Change, right: Change, side: int, *, left_touches: bool, right_ends: bool) -> bool:
    """Whether the gap between two pieces is the left one's. A comma that goes leaves the space after it."""
    there = 4 - side
    left_alone = left[there] == left[there + 1]
    right_alone = right[there] == right[there + 1]
    if left_alone:
        return not (left_touches and right[0])
    if right_alone:
        return not right_ends
    return left[0] or not right[0]


Spans = tuple[list[tuple[int, int]], list[tuple[int, int]]]


def _even_out(
    pieces: Sequence[Change], orders: tuple[list[int], list[int]], spans: Spans, sides: tuple[Units, Units]
) -> None:
    """Hands on the gap at an edge of an equal piece that one side has: "a, b" and "a and b" differ in "," alone."""
    base, other = sides
    for k, (equal, i, i_end, j, j_end) in enumerate(pieces):
        if not equal:
            continue
        (start, end), (other_start, other_end) = spans[0][k], spans[1][k]
        mine, theirs = base.ends[i_end - 1], other.ends[j_end - 1]
        if (end == mine) != (other_end == theirs):
            side, inner = (1, theirs) if end == mine else (0, mine)
            _hand_on(k, 1, inner, orders[side], spans[side])
        mine, theirs = base.starts[i], other.starts[j]
        if (start == mine) != (other_start == theirs):
            side, inner = (1, theirs) if start == mine else (0, mine)
            _hand_on(k, 0, inner, orders[side], spans[side])


def _hand_on(k: int, at: int, inner: int, order: list[int], spans: list[tuple[int, int]]) -> None:
    """Gives the gap before (`at` 0) or after (`at` 1) piece k to the piece there, if they touch."""
    rank = bisect_left(order, k)
    if rank == len(order) or order[rank] != k:
        rank = order.index(k)
    rank += 1 if at else -1
    if not 0 <= rank < len(order):
        return
    near = order[rank]
    if spans[near][1 - at] != spans[k][at]:
        return
    spans[k], spans[near] = (
        ((spans[k][0], inner), (inner, spans[near][1])) if at else ((inner, spans[k][1]), (spans[near][0], inner))
    )


def _put_insertion_points(
    pieces: Sequence[Change],
    spans: list[tuple[int, int]],
    units: Units,
    bounds: Sequence[tuple[int, int, int]],
    side: int,
) -> None:
    """Puts empty spans where the piece before them on this side ends."""
    point = bounds[0][1]
    inner_edges = {edge: start for edge, start, _ in bounds if 0 < edge < len(units)}
    for k, piece in enumerate(pieces):
        if piece[side] < piece[side + 1]:
            point = spans[k][1]
        else:
            point = max(point, inner_edges.get(piece[side], point))
            spans[k] = (point, point)
