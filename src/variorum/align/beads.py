"""Makes beads of what answers what: kind, degree, score, reason, edits, and what survives of absent lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.align.clauses import as_phrases
from variorum.align.echoes import MAX_PLACES, ContentWords, Echoes, share_answered, stems_of, unanswered
from variorum.align.edits import bead_edits
from variorum.align.islands import MAX_CELLS
from variorum.align.moves import moved_beads
from variorum.align.pairing import Answer
from variorum.align.restated import MOST_LINES, Unanswered
from variorum.align.tokens import MOST_COUNTERPARTS
from variorum.model.alignment import Bead, BeadKind, Degree, Echo, Edit, EditNote, EditOp, Side
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.edits import BeadEdits
    from variorum.align.pairing import Grouped
    from variorum.align.reading import Reading
    from variorum.model.units import Segment

# A rewording is light when so few words changed on the heavier side, or so many stayed; loose when fewer than this
# stayed. Fitted to the degrees in the hand-made alignments beside the project (evaluation/pairing).
LIGHT_WORDS = 3
LIGHT_SHARE = 0.75
LOOSE_SHARE = 0.4
# A part of a split or merge keeps at least this share of its characters, or has this share of its stems in the answer;
# else it is a line of its own that came or went.
PART_KEPT = 0.1
PART_ANSWERED = 0.5
# A line is retold where so many of its stems stand in its answer, though no word is where it was.
RETOLD = 0.1
# The edits of a wording; the rest leave it as it is.
_CHANGES = frozenset((EditOp.DELETE, EditOp.INSERT, EditOp.REPLACE))
WORD_FOR_WORD = "word for word"
JUDGED = "judged by a person"
CAPITALISED_KINDS = frozenset((SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.DATELINE))


class BeadMaker:
    """Makes the beads of two readings; `years` is how many years later the other is, where that is known.

    Without `absence` nothing is said of what is gone and new, which a third of the time goes to.
    """

    def __init__(self, base: Reading, other: Reading, years: int | None, *, absence: bool = True) -> None:
        self.base, self.other, self.years, self._absence = base, other, years, absence
        self._echoes_of: dict[Side, Echoes] = {}
        self._unanswered_of: dict[Side, Unanswered] = {}
        self._largest_change = 0

    def make(self, grouped: Grouped) -> tuple[Bead, ...]:
        """All beads in the other's order, lines without an answer at their old place; each segment is in just one."""
        answers, made, moved = self._answers(grouped)
        answered = {k for answer in answers for k in answer.base}, {k for answer in answers for k in answer.other}
        dropped = [k for k in range(len(self.base.segments)) if k not in answered[0]]
        added = [k for k in range(len(self.other.segments)) if k not in answered[1]]
        plan = [(answer, n in moved) for n, answer in enumerate(answers)]
        plan += [(Answer((k,), ()), False) for k in dropped]
        plan += [(Answer((), (k,)), False) for k in added]
        ordered = _in_order(plan, len(self.base.segments))
        paired = [
            replace(made[answer], moved=True) if out_of_order else made.get(answer) for answer, out_of_order in ordered
        ]
        self._look_for(dropped, added, [bead for bead in paired if bead is not None])
        beads = []
        base_end = other_end = 0
        for (answer, out_of_order), bead in zip(ordered, paired, strict=True):
            if bead is not None:
                beads.append(self._without_survivors(bead))
            elif answer.base:
                beads.append(self._dropped(self.base.segments[answer.base[0]], Span(other_end, other_end)))
            else:
                beads.append(self._added(self.other.segments[answer.other[0]], Span(base_end, base_end)))
            if answer.base and not out_of_order:
                base_end = self.base.segments[answer.base[-1]].span.end
            if answer.other:
                other_end = self.other.segments[answer.other[-1]].span.end
        return tuple(beads)

    def make_paired(self, grouped: Grouped) -> tuple[Bead, ...]:
        """The beads that have both sides, in no order; nothing is looked for in the opposite text."""
        answers, made, moved = self._answers(grouped)
        return tuple(
            replace(made[answer], moved=True) if n in moved else made[answer] for n, answer in enumerate(answers)
        )

    def _answers(self, grouped: Grouped) -> tuple[list[Answer], dict[Answer, Bead], set[int]]:
        """The answers that words hold together, the bead of each, and which of them moved, by number."""
        held = [pair for answer in grouped.answers if (pair := self._held(answer)) is not None]
        answers = [answer for answer, _ in held]
        return answers, dict(held), self._moved(answers)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that making the beads has hit."""
        said = []
        largest = self._largest_change
        if largest > MAX_CELLS:
            effect = "words that stayed inside so large a change are not told from the rest of it"
            said.append(Limit("pairs of words in one change", f"{MAX_CELLS:,}", f"{largest:,}", effect))
        elif largest > MOST_COUNTERPARTS:
            effect = "figures, dates and names inside so large a change are not set against each other one by one"
            said.append(Limit("pairs of words in one change", f"{MOST_COUNTERPARTS:,}", f"{largest:,}", effect))
        if any(lines.limited for lines in self._unanswered_of.values()):
            effect = "a clause may be called gone or new though a line that is added or dropped says it in other words"
            said.append(Limit("lines of one word looked through", f"{MOST_LINES}", f"more than {MOST_LINES}", effect))
        if any(echoes.limited for echoes in self._echoes_of.values()):
            effect = "words of a dropped or added line may stand in a longer run elsewhere than is quoted"
            said.append(Limit("places of one run of words", f"{MAX_PLACES}", f"more than {MAX_PLACES}", effect))
        return tuple(said)

    def _without_survivors(self, bead: Bead) -> Bead:
        """The bead without those clauses that are elsewhere in the opposite text.

        Either most of their words stand in a row there, or a line that answers nothing else says them anew. The others
        are made phrases to quote.
        """
        if not bead.gone and not bead.new:
            return bead
        stayed = [edit for edit in bead.edits if edit.op not in _CHANGES or edit.note is EditNote.CAPITAL]
        return replace(
            bead,
            gone=self._quotable(Side.BASE, bead.gone, [edit.base for edit in stayed]),
            new=self._quotable(Side.OTHER, bead.new, [edit.other for edit in stayed]),
        )

    def _quotable(self, side: Side, clauses: Sequence[Span], stayed: Sequence[Span]) -> tuple[Span, ...]:
        if not clauses:
            return ()
        reading = self.base if side is Side.BASE else self.other
        phrases = as_phrases([span for span in clauses if not self._echoes_of[side].hold(span)], reading, stayed)
        return tuple(span for span in phrases if not self._unanswered_of[side].say(stems_of(reading, [span])))

    def _look_for(self, dropped: Sequence[int], added: Sequence[int], paired: Sequence[Bead]) -> None:
        """Makes ready what finds, in the opposite text, the words of lines and clauses without an answer."""
        gone = [segment.span for k in dropped if _is_looked_for(segment := self.base.segments[k])]
        new = [segment.span for k in added if _is_looked_for(segment := self.other.segments[k])]
        if any(bead.gone or bead.new for bead in paired):
            self._unanswered_of = {Side.BASE: Unanswered(self.other, new), Side.OTHER: Unanswered(self.base, gone)}
        gone += [span for bead in paired for span in bead.gone]
        new += [span for bead in paired for span in bead.new]
        if gone or new:
            mine, theirs = ContentWords(self.base), ContentWords(self.other)
            self._echoes_of[Side.BASE] = Echoes(mine, theirs, gone, _titles(self.other))
            self._echoes_of[Side.OTHER] = Echoes(theirs, mine, new, _titles(self.base))

    def _moved(self, answers: Sequence[Answer]) -> set[int]:
        """The answers out of order within their group of kinds."""
        groups: dict[str, list[int]] = {}
        for n, answer in enumerate(answers):
            kind = self.other.segments[answer.other[0]].kind
            groups.setdefault("body" if kind in BODY_KINDS else kind.value, []).append(n)
        moved: set[int] = set()
        for members in groups.values():
            places = sorted((answers[n].base[0], answers[n].other[0]) for n in members)
            if any(here[1] > there[1] for here, there in pairwise(places)):
                rows = [self._paired_row(answers[n]) for n in members]
                moved.update(members[k] for k in moved_beads(rows))
        return moved

    def _paired_row(self, answer: Answer) -> tuple[int, int, int, int]:
        words = _words(self.base, answer.base) + _words(self.other, answer.other)
        return answer.base[0], answer.other[0], len(answer.base) + len(answer.other), words

    def _held(self, answer: Answer) -> tuple[Answer, Bead] | None:
        """The answer with its bead, less the parts that keep no words; None where no word holds it together."""
        bead = self._paired(answer)
        if answer.judged or bead.kind is BeadKind.KEPT or self.other.segments[answer.other[0]].kind not in BODY_KINDS:
            return answer, bead
        if not bead.score and not self._is_retold(answer):
            return None
        if len(answer.base) == len(answer.other) == 1:
            return answer, bead
        base = tuple(k for k in answer.base if self._is_part(bead, Side.BASE, k))
        other = tuple(k for k in answer.other if self._is_part(bead, Side.OTHER, k))
        if not base or not other:
            return None
        return (answer, bead) if (base, other) == (answer.base, answer.other) else self._held(Answer(base, other))

    def _is_retold(self, answer: Answer) -> bool:
        """Whether lines without a word in its place still say much in the same words."""
        mine, theirs = self.base.segments[answer.base[0]].span, self.other.segments[answer.other[0]].span
        shares = (
            share_answered(mine, self.base, self.other, [theirs]),
            share_answered(theirs, self.other, self.base, [mine]),
        )
        return max(shares) >= RETOLD

    def _is_part(self, bead: Bead, side: Side, index: int) -> bool:
        """Whether enough of a segment stayed: in its place, or anywhere in the answer where parts changed places."""
        here, there, answer = (
            (self.base, self.other, bead.other) if side is Side.BASE else (self.other, self.base, bead.base)
        )
        part = here.segments[index].span
        if _kept(bead, part, side) >= PART_KEPT:
            return True
        return share_answered(part, here, there, [there.segments[k].span for k in answer]) >= PART_ANSWERED

    def _paired(self, answer: Answer) -> Bead:
        mine, theirs = [self.base.segments[k] for k in answer.base], [self.other.segments[k] for k in answer.other]
        if len(mine) == len(theirs) == 1 and mine[0].span.of(self.base.text) == theirs[0].span.of(self.other.text):
            return _same(answer, mine[0].span, theirs[0].span)
        if not self._absence and self._differ_in_form(answer):
            return Bead(answer.base, answer.other, BeadKind.KEPT, 1.0, JUDGED if answer.judged else WORD_FOR_WORD)
        title_like = any(segment.kind in CAPITALISED_KINDS for segment in (*mine, *theirs))
        base, other = self.base.units_of(answer.base), self.other.units_of(answer.other)
        counted = not self._absence
        words = bead_edits(base, other, mine, theirs, title_like=title_like, years=self.years, counted=counted)
        self._largest_change = max(self._largest_change, words.largest)
        edits = tuple(words.edits)
        n, m = base.count_words(0, len(base)), other.count_words(0, len(other))
        same = n - words.words_gone
        changed = words.changed or words.words_crossed > 0
        score = score_of(words, n, m)
        kind = _kind(len(mine), len(theirs), changed=changed)
        degree = _degree(same, same - words.words_crossed, n, m) if kind is BeadKind.REWORDED else None
        looked_for = self._absence and mine[0].kind in BODY_KINDS
        gone, new = self._unanswered(words.heavy, mine, theirs) if looked_for else ((), ())
        crossed = words.words_crossed
        reason = JUDGED if answer.judged else _reason(edits, same, crossed, max(n, m), changed=changed)
        return Bead(
            answer.base,
            answer.other,
            kind,
            score,
            reason,
            degree,
            judged=answer.judged,
            gone=gone,
            new=new,
            edits=edits,
        )

    def _differ_in_form(self, answer: Answer) -> bool:
        """Whether two lines are known to be the same but for their form without a look at the words."""
        if len(answer.base) != 1 or len(answer.other) != 1:
            return False
        return self.base.wordings[answer.base[0]] == self.other.wordings[answer.other[0]]

    def _unanswered(
        self, changes: tuple[Sequence[Edit], Sequence[Edit]], mine: Sequence[Segment], theirs: Sequence[Segment]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        gone = [(edit.base, edit.other.end - edit.other.start) for edit in changes[0]]
        new = [(edit.other, edit.base.end - edit.base.start) for edit in changes[1]]
        return (
            unanswered(gone, self.base, self.other, [segment.span for segment in theirs]),
            unanswered(new, self.other, self.base, [segment.span for segment in mine]),
        )

    def _dropped(self, segment: Segment, place: Span) -> Bead:
        echoes, reason = self._echoes(Side.BASE, segment)
        edit = Edit(EditOp.DELETE, segment.span, place)
        return Bead((segment.index,), (), BeadKind.DROPPED, None, reason, echoes=echoes, edits=(edit,))

    def _added(self, segment: Segment, place: Span) -> Bead:
        echoes, reason = self._echoes(Side.OTHER, segment)
        edit = Edit(EditOp.INSERT, place, segment.span)
        return Bead((), (segment.index,), BeadKind.ADDED, None, reason, echoes=echoes, edits=(edit,))

    def _echoes(self, side: Side, segment: Segment) -> tuple[tuple[Echo, ...], str]:
        """The echoes of a line without an answer, and the reason why it is alone."""
        name = "other text" if side is Side.BASE else "base"
        found = self._echoes_of[side].of(segment.span) if _is_looked_for(segment) else []
        if not found:
            return (), f"no line of the {name} answers it"
        return tuple(Echo(side, span, at) for span, at in found), f"words of it stand elsewhere in the {name}"


def score_of(words: BeadEdits, n: int, m: int) -> float:
    """The likeness of two sides of n and m words: the share of both that stayed, 1.0 where only the form differs."""
    return 2 * (n - words.words_gone) / (n + m or 1) if words.changed else 1.0


def _titles(reading: Reading) -> list[Span]:
    return [segment.span for segment in reading.segments if segment.kind is SegmentKind.TITLE]


def _is_looked_for(segment: Segment) -> bool:
    return segment.kind in BODY_KINDS or segment.kind is SegmentKind.VOTE


def _kept(bead: Bead, part: Span, side: Side) -> float:
    """The share of a segment's characters that the edits leave as they are."""
    stayed = 0
    for edit in bead.edits:
        span = edit.base if side is Side.BASE else edit.other
        if edit.op not in _CHANGES and part.start <= span.start < part.end:
            stayed += span.end - span.start
    return stayed / (part.end - part.start)


def _same(answer: Answer, base: Span, other: Span) -> Bead:
    """The bead of two lines that are the same to the character."""
    reason = JUDGED if answer.judged else WORD_FOR_WORD
    edits = (Edit(EditOp.EQUAL, base, other),)
    return Bead(answer.base, answer.other, BeadKind.KEPT, 1.0, reason, judged=answer.judged, edits=edits)


def _words(reading: Reading, indexes: Sequence[int]) -> int:
    return sum(len(reading.segments[k].span.of(reading.text).split()) for k in indexes)


def _kind(n: int, m: int, *, changed: bool) -> BeadKind:
    if n == 1 and m == 1:
        return BeadKind.REWORDED if changed else BeadKind.KEPT
    if n == 1:
        return BeadKind.SPLIT
    return BeadKind.MERGED if m == 1 else BeadKind.REWORDED


def _degree(same: int, in_order: int, n: int, m: int) -> Degree:
    """How far a rewording goes. One that says much of the same in another order is neither light nor loose."""
    if max(n, m) - in_order <= LIGHT_WORDS or 2 * in_order >= LIGHT_SHARE * (n + m):
        return Degree.LIGHT
    if 2 * in_order >= LOOSE_SHARE * (n + m) or 2 * same >= LIGHT_SHARE * (n + m):
        return Degree.MEDIUM
    return Degree.LOOSE


def _reason(edits: Sequence[Edit], same: int, crossed: int, words: int, *, changed: bool) -> str:
    if changed:
        return f"{same} of {words} words are the same" + (f", {crossed} in another place" if crossed else "")
    if any(edit.note is EditNote.CAPITAL for edit in edits):
        return "word for word but for a capital"
    if any(edit.op is EditOp.ORTHOGRAPHIC for edit in edits):
        return "word for word; the written form differs"
    return WORD_FOR_WORD


def _in_order(plan: list[tuple[Answer, bool]], base_count: int) -> list[tuple[Answer, bool]]:
    """The other's order; a dropped line after the last line before it in the base that kept its place."""
    place = [-1] * base_count
    for answer, moved in plan:
        if answer.other and not moved:
            for k in answer.base:
                place[k] = answer.other[0]
    anchors = []
    anchor = -1
    for own in place:
        anchor = own if own >= 0 else anchor
        anchors.append(anchor)

    def key(planned: tuple[Answer, bool]) -> tuple[int, int, int]:
        answer = planned[0]
        return (answer.other[0], 0, 0) if answer.other else (anchors[answer.base[0]], 1, answer.base[0])

    return sorted(plan, key=key)
