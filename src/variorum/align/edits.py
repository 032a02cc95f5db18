"""The edits of a bead: its word changes as spans that tile both sides, each with a note where the difference has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.tokens import match_units
from variorum.model.alignment import Edit, EditNote, EditOp
from variorum.model.spans import Span
from variorum.text.lexicon import YEAR_WORDS
from variorum.text.normalize import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.tokens import Change
    from variorum.align.units import Units
    from variorum.model.units import Segment

_QUOTES = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES + "‹›")
_DASHES = frozenset(DASHES)
_MARKUP = frozenset("*_\\#`~>")
_SORT_NOTES = {"figure": EditNote.FIGURE, "date": EditNote.DATE, "name": EditNote.NAME}


class BeadEdits:
    """Builds the edits of one bead. `title_like` says that case is form here; `years` is how many years the other is later."""

    __slots__ = ("_base", "_base_bounds", "_edits", "_other", "_other_bounds", "_title_like", "_years")

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
        self._edits: list[Edit] = []

    def build(self, changes: Sequence[Change]) -> tuple[Edit, ...]:
        """The edits for these changes of units."""
        pieces = [piece for change in changes for piece in self._within_segments(change)]
        base_spans, other_spans = _tiles(pieces, self._base, self._base_bounds, 1), _tiles(pieces, self._other, self._other_bounds, 3)
        _even_out(pieces, (base_spans, other_spans), (self._base, self._other))
        _put_insertion_points(pieces, base_spans, self._base, self._base_bounds, 1)
        _put_insertion_points(pieces, other_spans, self._other, self._other_bounds, 3)
        for piece, base, other in zip(pieces, base_spans, other_spans, strict=True):
            if piece[0]:
                self._equal(piece, base, other)
            else:
                self._changed(piece, base, other)
        return tuple(self._edits)

    def _within_segments(self, change: Change) -> list[Change]:
        """The change cut at the edges of segments on both sides."""
        equal, i, i_end, j, j_end = change
        base_cuts = [k for k in self._base.edges if i < k < i_end]
        other_cuts = [k for k in self._other.edges if j < k < j_end]
        if not base_cuts and not other_cuts:
            return [change]
        if equal:
            cuts = sorted({0, i_end - i, *(k - i for k in base_cuts), *(k - j for k in other_cuts)})
            return [(True, i + a, i + b, j + a, j + b) for a, b in zip(cuts, cuts[1:], strict=False)]
        mine, theirs = [i, *base_cuts, i_end], [j, *other_cuts, j_end]
        pieces = []
        for n in range(max(len(mine), len(theirs)) - 1):
            a, b = (mine[n], mine[n + 1]) if n + 1 < len(mine) else (i_end, i_end)
            c, d = (theirs[n], theirs[n + 1]) if n + 1 < len(theirs) else (j_end, j_end)
            pieces.append((False, a, b, c, d))
        return pieces

    def _add(self, op: EditOp, base: tuple[int, int], other: tuple[int, int], note: EditNote | None = None) -> None:
        self._edits.append(Edit(op, Span(*base), Span(*other), note))

    def _changed(self, piece: Change, base: tuple[int, int], other: tuple[int, int]) -> None:
        _, i, i_end, j, j_end = piece
        if i == i_end:
            self._add(EditOp.INSERT, base, other)
        elif j == j_end:
            self._add(EditOp.DELETE, base, other)
        elif self._is_enumerator(piece):
            self._add(EditOp.ORTHOGRAPHIC, base, other, EditNote.RENUMBERED)
        else:
            self._add(EditOp.REPLACE, base, other, self._note(piece))

    def _is_enumerator(self, piece: Change) -> bool:
        return piece[1] == piece[3] == 0 and 0 < piece[2] == self._base.heads[0] and 0 < piece[4] == self._other.heads[0]

    @staticmethod
    def _segment(units: Units, k: int) -> int:
        return sum(edge <= k for edge in units.edges) - 1

    def _edge(self, units: Units, k: int) -> int:
        return units.edges[self._segment(units, k)]

    def _note(self, piece: Change) -> EditNote | None:
        _, i, i_end, j, j_end = piece
        if self._is_rollover(piece):
            return EditNote.ROLLOVER
        if i_end - i == 1 and j_end - j == 1:
            sort = self._base.sort(i)
            return _SORT_NOTES[sort] if sort and sort == self._other.sort(j) else None
        names = all(self._base.sort(k) == "name" for k in range(i, i_end)) and all(self._other.sort(k) == "name" for k in range(j, j_end))
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
        _, i, i_end, j, _ = piece
        x, y = base[0], other[0]
        start_x, start_y = x, y
        for k in range(i_end - i + 1):
            a, b = (self._base.starts[i + k], self._other.starts[j + k]) if i + k < i_end else (base[1], other[1])
            if mine[x:a] != theirs[y:b]:
                self._flush(start_x, x, start_y, y)
                self._add(EditOp.ORTHOGRAPHIC, (x, a), (y, b), _gap_note(mine[x:a] + theirs[y:b]))
                start_x, start_y = a, b
            x, y = a, b
            if i + k == i_end:
                break
            a, b = self._base.ends[i + k], self._other.ends[j + k]
            if mine[x:a] != theirs[y:b]:
                self._flush(start_x, x, start_y, y)
                note = self._form_note(i + k, j + k)
                op = EditOp.REPLACE if note is EditNote.CAPITAL else EditOp.ORTHOGRAPHIC
                self._add(op, (x, a), (y, b), note)
                start_x, start_y = a, b
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
        if self._base.sort(i) == "date":
            return EditNote.DATE_ORDER
        differing = set(mine.lower()) ^ set(theirs.lower())
        for family, note in ((_QUOTES, EditNote.QUOTES), (_DASHES, EditNote.DASH), (_MARKUP, EditNote.MARKUP)):
            if differing and differing <= family:
                return note
        return EditNote.SPELLING

    def _case_is_form(self, i: int, j: int, mine: str, theirs: str) -> bool:
        if self._title_like or self._opens(self._base, i) or self._opens(self._other, j):
            return True
        return any(raw.isupper() and len(raw) > 1 and not other.isupper() for raw, other in ((mine, theirs), (theirs, mine)))

    def _opens(self, units: Units, k: int) -> bool:
        """Whether a unit is the first word of its segment, after an enumerator, quotation marks and brackets."""
        edge = self._edge(units, k)
        head = units.heads[self._segment(units, k)]
        return not any(units.raw(n)[:1].isalnum() for n in range(edge + head, k))


def bead_edits(
    base: Units, other: Units, base_segments: Sequence[Segment], other_segments: Sequence[Segment], *, title_like: bool, years: int | None
) -> tuple[Edit, ...]:
    """The edits between the segments of a bead; they tile the segments of each side and none crosses a segment's edge."""
    head, other_head = base.heads[0], other.heads[0]
    renumbered = bool(head and other_head) and base.forms[:head] != other.forms[:other_head]
    changes = match_units(base, other, after=(head, other_head) if renumbered else (0, 0))
    if renumbered:
        changes.insert(0, (False, 0, head, 0, other_head))
    return BeadEdits(base, other, base_segments, other_segments, title_like=title_like, years=years).build(changes)


def _count(units: Units, k: int) -> int | None:
    """The number of years a unit counts: "33" before "years", "34th" before "anniversary"."""
    digits = units.form(k).lstrip("\x00").rstrip("abcdefghijklmnopqrstuvwxyzºª.")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    following = [units.form(n) for n in range(k + 1, min(k + 3, len(units.forms)))]
    return int(digits) if YEAR_WORDS.intersection(following) else None


def _gap_note(characters: str) -> EditNote:
    if characters.isspace() or not characters:
        return EditNote.WRAP if "\n" in characters or "\r" in characters else EditNote.SPACE
    return EditNote.MARKUP


def _bounds(units: Units, segments: Sequence[Segment]) -> list[tuple[int, int, int]]:
    """For each segment the first unit, and the offsets where it starts and ends."""
    return [(edge, segment.span.start, segment.span.end) for edge, segment in zip(units.edges, segments, strict=True)]


def _tiles(pieces: Sequence[Change], units: Units, bounds: Sequence[tuple[int, int, int]], side: int) -> list[tuple[int, int]]:
    """The offsets of each piece on one side, tiling the segments: a gap between two pieces goes to one of them.

    It goes to a deletion or insertion after its words (or before them where they end the segment), so that taking the words
    out leaves single spaces; else to the equal piece.
    """
    order = sorted((k for k in range(len(pieces)) if pieces[k][side] < pieces[k][side + 1]), key=lambda k: pieces[k][side])
    spans: list[tuple[int, int]] = [(-1, -1)] * len(pieces)
    segment = 0
    opening = bounds[0][1] if bounds else 0
    for n, k in enumerate(order):
        first, last = pieces[k][side], pieces[k][side + 1]
        while segment + 1 < len(bounds) and bounds[segment + 1][0] <= first:
            segment += 1
            opening = bounds[segment][1]
        segment_end = bounds[segment][2]
        following = bounds[segment + 1][0] if segment + 1 < len(bounds) else len(units.forms)
        if last >= following:
            spans[k] = (opening, segment_end)
            opening = segment_end
            continue
        right = order[n + 1]
        right_ends = pieces[right][side + 1] >= following
        touches = first > 0 and units.starts[first] == units.ends[first - 1]
        takes_gap = _takes_gap(pieces[k], pieces[right], side, left_touches=touches, right_ends=right_ends)
        end = units.starts[last] if takes_gap else units.ends[last - 1]
        spans[k] = (opening, end)
        opening = end
    return spans


def _takes_gap(left: Change, right: Change, side: int, *, left_touches: bool, right_ends: bool) -> bool:
    """Whether the gap between two pieces is the left one's. A comma that goes leaves the space after it where it was."""
    there = 4 - side
    left_alone = left[there] == left[there + 1]
    right_alone = right[there] == right[there + 1]
    if left_alone:
        return not (left_touches and right[0])
    if right_alone:
        return not right_ends
    return left[0] or not right[0]


def _even_out(pieces: Sequence[Change], spans: tuple[list[tuple[int, int]], list[tuple[int, int]]], sides: tuple[Units, Units]) -> None:
    """Hands on the gap at an edge of an equal piece that only one side has, so that "a, b" and "a and b" differ in ", " alone."""
    order = [sorted((k for k, p in enumerate(pieces) if p[at] < p[at + 1]), key=lambda k, at=at: pieces[k][at]) for at in (1, 3)]
    neighbours = [
        ({a: b for a, b in zip(ranks, ranks[1:], strict=False)}, {b: a for a, b in zip(ranks, ranks[1:], strict=False)}) for ranks in order
    ]
    for k, piece in enumerate(pieces):
        if not piece[0]:
            continue
        for trailing in (True, False):
            gaps = []
            for side, units in enumerate(sides):
                first, last = piece[1 + 2 * side], piece[2 + 2 * side]
                inner = units.ends[last - 1] if trailing else units.starts[first]
                gaps.append((inner, spans[side][k][1] if trailing else spans[side][k][0]))
            if (gaps[0][0] == gaps[0][1]) == (gaps[1][0] == gaps[1][1]):
                continue
            side = 0 if gaps[0][0] != gaps[0][1] else 1
            near = neighbours[side][0 if trailing else 1].get(k)
            inner, outer = gaps[side]
            own = spans[side]
            if near is None or own[near][0 if trailing else 1] != outer:
                continue
            own[k] = (own[k][0], inner) if trailing else (inner, own[k][1])
            own[near] = (inner, own[near][1]) if trailing else (own[near][0], inner)


def _put_insertion_points(
    pieces: Sequence[Change], spans: list[tuple[int, int]], units: Units, bounds: Sequence[tuple[int, int, int]], side: int
) -> None:
    """Puts empty spans where the piece before them on this side ends."""
    point = bounds[0][1] if bounds else 0
    for k, piece in enumerate(pieces):
        if piece[side] < piece[side + 1]:
            point = spans[k][1]
        else:
            at = piece[side]
            for edge, start, _ in bounds:
                if edge == at and 0 < at < len(units.forms):
                    point = max(point, start)
            spans[k] = (point, point)
