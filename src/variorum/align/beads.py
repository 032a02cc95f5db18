"""Makes beads of what answers what: kind, degree, move, score, reason, edits, and the words of absent lines that survive."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.align.echoes import WordIndex, find_echoes, stems_of, unanswered
from variorum.align.edits import bead_edits
from variorum.align.moves import moved_beads
from variorum.model.alignment import Bead, BeadKind, Degree, Echo, Edit, EditNote, EditOp, Side
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS, SegmentKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.pairing import Answer, Grouped
    from variorum.align.reading import Reading
    from variorum.align.units import Units
    from variorum.model.units import Segment

# A rewording is light when so few words changed on the heavier side, or so many stayed; loose when fewer than this stayed.
# Fitted to the degrees in the hand-made alignments beside the project (evaluation/pairing).
LIGHT_WORDS = 3
LIGHT_SHARE = 0.75
LOOSE_SHARE = 0.4
CAPITALISED_KINDS = frozenset((SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.DATELINE))


class BeadMaker:
    """Makes the beads of two readings; `years` is how many years later the other is, where that is known."""

    def __init__(self, base: Reading, other: Reading, years: int | None) -> None:
        self.base, self.other, self.years = base, other, years

    def make(self, grouped: Grouped) -> tuple[Bead, ...]:
        """All beads in the other's order, lines without an answer at their old place. Each segment is in exactly one."""
        moved = self._moved(grouped.answers)
        beads = [self._paired(answer, moved=n in moved) for n, answer in enumerate(grouped.answers)]
        answered = {k for answer in grouped.answers for k in answer.base}, {k for answer in grouped.answers for k in answer.other}
        beads += [self._alone(Side.BASE, segment) for segment in self.base.segments if segment.index not in answered[0]]
        beads += [self._alone(Side.OTHER, segment) for segment in self.other.segments if segment.index not in answered[1]]
        return tuple(self._with_insertion_points(_in_order(beads, len(self.base.segments))))

    def _with_insertion_points(self, beads: list[Bead]) -> list[Bead]:
        """Beads of one side with the empty span put where the line would stand on the other."""
        base_end = other_end = 0
        out = []
        for bead in beads:
            if not bead.base:
                bead = replace(bead, edits=tuple(replace(edit, base=Span(base_end, base_end)) for edit in bead.edits))
            elif not bead.other:
                bead = replace(bead, edits=tuple(replace(edit, other=Span(other_end, other_end)) for edit in bead.edits))
            if bead.base and not bead.moved:
                base_end = self.base.segments[bead.base[-1]].span.end
            if bead.other:
                other_end = self.other.segments[bead.other[-1]].span.end
            out.append(bead)
        return out

    def _moved(self, answers: Sequence[Answer]) -> set[int]:
        """The answers out of order within their group of kinds."""
        groups: dict[str, list[int]] = {}
        for n, answer in enumerate(answers):
            kind = self.other.segments[answer.other[0]].kind
            groups.setdefault("body" if kind in BODY_KINDS else kind.value, []).append(n)
        moved: set[int] = set()
        for members in groups.values():
            rows = [self._paired_row(answers[n]) for n in members]
            moved.update(members[k] for k in moved_beads(rows))
        return moved

    def _paired_row(self, answer: Answer) -> tuple[int, int, int, int]:
        words = self._words(self.base, answer.base) + self._words(self.other, answer.other)
        return answer.base[0], answer.other[0], len(answer.base) + len(answer.other), words

    @staticmethod
    def _words(reading: Reading, indexes: Sequence[int]) -> int:
        return sum(len(reading.segments[k].span.of(reading.text).split()) for k in indexes)

    def _paired(self, answer: Answer, *, moved: bool) -> Bead:
        mine, theirs = [self.base.segments[k] for k in answer.base], [self.other.segments[k] for k in answer.other]
        title_like = any(segment.kind in CAPITALISED_KINDS for segment in (*mine, *theirs))
        base, other = self.base.units_of(answer.base), self.other.units_of(answer.other)
        edits = bead_edits(base, other, mine, theirs, title_like=title_like, years=self.years)
        same, n, m = _counts(edits, base, other)
        changed = any(edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) and edit.note is not EditNote.CAPITAL for edit in edits)
        score = 1.0 if not changed else 2 * same / (n + m or 1)
        kind = _kind(len(mine), len(theirs), changed=changed)
        degree = _degree(same, n, m) if kind is BeadKind.REWORDED else None
        gone, new = self._unanswered(edits, mine, theirs) if changed and mine[0].kind in BODY_KINDS else ((), ())
        reason = "judged by a person" if answer.judged else _reason(edits, same, max(n, m), changed=changed)
        return Bead(answer.base, answer.other, kind, score, reason, degree, moved, answer.judged, (), gone, new, edits)

    def _unanswered(
        self, edits: Sequence[Edit], mine: Sequence[Segment], theirs: Sequence[Segment]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        vocabulary = self.base.vocabulary
        base_spans, other_spans = [segment.span for segment in mine], [segment.span for segment in theirs]
        in_other = stems_of(self.other.tokens, vocabulary, other_spans)
        in_base = stems_of(self.base.tokens, vocabulary, base_spans)
        return (
            unanswered(edits, self.base.text, 0, self.base.tokens, vocabulary, in_other),
            unanswered(edits, self.other.text, 1, self.other.tokens, vocabulary, in_base),
        )

    def _alone(self, side: Side, segment: Segment) -> Bead:
        here, there = (self._base_words, self._other_words) if side is Side.BASE else (self._other_words, self._base_words)
        opposite = self.other if side is Side.BASE else self.base
        titles = [s.span for s in opposite.segments if s.kind is SegmentKind.TITLE]
        looked_for = segment.kind in BODY_KINDS or segment.kind is SegmentKind.VOTE
        echoes = () if not looked_for else tuple(Echo(side, span, at) for span, at in find_echoes(segment.span, here, there, titles))
        opposite_name = "other text" if side is Side.BASE else "base"
        reason = f"words of it stand elsewhere in the {opposite_name}" if echoes else f"no line of the {opposite_name} answers it"
        if side is Side.BASE:
            edit = Edit(EditOp.DELETE, segment.span, Span(0, 0))
            return Bead((segment.index,), (), BeadKind.DROPPED, None, reason, echoes=echoes, edits=(edit,))
        edit = Edit(EditOp.INSERT, Span(0, 0), segment.span)
        return Bead((), (segment.index,), BeadKind.ADDED, None, reason, echoes=echoes, edits=(edit,))

    @cached_property
    def _base_words(self) -> WordIndex:
        return WordIndex(self.base.tokens, self.base.vocabulary)

    @cached_property
    def _other_words(self) -> WordIndex:
        return WordIndex(self.other.tokens, self.other.vocabulary)


def _kind(n: int, m: int, *, changed: bool) -> BeadKind:
    if n == 1 and m == 1:
        return BeadKind.REWORDED if changed else BeadKind.KEPT
    if n == 1:
        return BeadKind.SPLIT
    return BeadKind.MERGED if m == 1 else BeadKind.REWORDED


def _degree(same: int, n: int, m: int) -> Degree:
    if max(n, m) - same <= LIGHT_WORDS or 2 * same >= LIGHT_SHARE * (n + m):
        return Degree.LIGHT
    return Degree.LOOSE if 2 * same < LOOSE_SHARE * (n + m) else Degree.MEDIUM


def _counts(edits: Sequence[Edit], base: Units, other: Units) -> tuple[int, int, int]:
    """Words (not marks) that stayed, and words on each side."""
    n, m = base.count_words(0, len(base.text)), other.count_words(0, len(other.text))
    gone = sum(base.count_words(e.base.start, e.base.end) for e in edits if e.op in (EditOp.DELETE, EditOp.REPLACE) and e.note is not EditNote.CAPITAL)
    return n - gone, n, m


def _reason(edits: Sequence[Edit], same: int, words: int, *, changed: bool) -> str:
    if changed:
        return f"{same} of {words} words are the same"
    if any(edit.note is EditNote.CAPITAL for edit in edits):
        return "word for word but for a capital"
    if any(edit.op is EditOp.ORTHOGRAPHIC for edit in edits):
        return "word for word; the written form differs"
    return "word for word"


def _in_order(beads: list[Bead], base_count: int) -> list[Bead]:
    """The other's order; a dropped line after the last line before it in the base that kept its place."""
    place = [-1] * base_count
    for bead in beads:
        if bead.other and not bead.moved:
            for k in bead.base:
                place[k] = bead.other[0]
    anchor = -1
    anchors = []
    for k in range(base_count):
        anchor = place[k] if place[k] >= 0 else anchor
        anchors.append(anchor)

    def key(bead: Bead) -> tuple[int, int, int]:
        return (bead.other[0], 0, 0) if bead.other else (anchors[bead.base[0]], 1, bead.base[0])

    return sorted(beads, key=key)
