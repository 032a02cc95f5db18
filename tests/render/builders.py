"""Alignments made by hand: a list of beads with their wordings becomes two texts, segments, beads and edits."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from variorum.model.alignment import (
    Alignment,
    Bead,
    BeadKind,
    Degree,
    Echo,
    Edit,
    EditNote,
    EditOp,
    SegmentedWitness,
    Side,
)
from variorum.model.spans import Span
from variorum.model.summary import BodyCounts, KindCounts, Quotation, Summary, WordCounts
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Limit, Original, Text, TextWarning, Witness

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
BUILT = Derivation("builder", "0")


@dataclass(frozen=True)
class Line:
    """What the builder makes one bead of: the wordings of each side's segments.

    `base_place` moves the bead's base segments to another place in the base: the beads are laid out in the base by it,
    by default by their own order. `echoes` are strings, to be found in the opposite text.
    """

    base: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    kind: SegmentKind = SegmentKind.SENTENCE
    degree: Degree | None = None
    reason: str = ""
    moved: bool = False
    base_place: float | None = None
    notes: dict[str, EditNote] = field(default_factory=dict)
    echoes: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def text_of(content: str, warnings: tuple[TextWarning, ...] = (), limits: tuple[Limit, ...] = ()) -> Text:
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(content, digest, Derivation("plain", "0"), warnings=warnings, limits=limits)


def alignment_of(
    lines: list[Line],
    *,
    names: tuple[str, str] = ("older.txt", "newer.txt"),
    between: str = "\n\n",
    warnings: tuple[tuple[TextWarning, ...], tuple[TextWarning, ...]] = ((), ()),
    limits: tuple[Limit, ...] = (),
) -> Alignment:
    """The alignment that these beads make; a bead's kind follows from its number of segments and its edits."""
    base, base_of = _lay_out(lines, Side.BASE, names[0], between, warnings[0])
    other, other_of = _lay_out(lines, Side.OTHER, names[1], between, warnings[1])
    beads = tuple(_bead(line, base, other, base_of[n], other_of[n]) for n, line in enumerate(lines))
    return Alignment(base, other, beads, 0.5, BUILT, limits)


def summary_of(alignment: Alignment, *, notices: tuple[str, ...] = ()) -> Summary:
    """A summary that counts what it can and quotes whole lines and clauses in text order."""
    body = [b for b in alignment.beads if _kind(alignment, b) in ("sentence", "item", "heading")]
    count = {kind: sum(b.kind is kind for b in body) for kind in BeadKind}
    changes = [[e for e in b.edits if e.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)] for b in body]
    counts = BodyCounts(
        **{kind.value: count[kind] for kind in BeadKind},
        moved=sum(b.moved for b in body),
        capital=sum(bool(c) and {e.note for e in c} == {EditNote.CAPITAL} for c in changes),
        rollover=sum(bool(c) and {e.note for e in c} == {EditNote.ROLLOVER} for c in changes),
        echoed=sum(b.kind is BeadKind.DROPPED and bool(b.echoes) for b in body),
        orthographic=sum(any(e.op is EditOp.ORTHOGRAPHIC for e in b.edits) for b in body),
    )
    nothing = KindCounts(0, 0, 0, 0)
    sentence = f"{counts.paired} lines paired; {counts.dropped} dropped, {counts.added} added."
    return Summary(
        sentence, counts, nothing, nothing, nothing, nothing, WordCounts(0, 0, 0),
        _quotations(alignment, Side.BASE), _quotations(alignment, Side.OTHER), "2023-05-21", "2024-05-21", notices,
    )  # fmt: skip


def _kind(alignment: Alignment, bead: Bead) -> str:
    side, indexes = (alignment.other, bead.other) if bead.other else (alignment.base, bead.base)
    return side.segments[indexes[0]].kind.value


def _quotations(alignment: Alignment, side: Side) -> tuple[Quotation, ...]:
    absent = BeadKind.DROPPED if side is Side.BASE else BeadKind.ADDED
    segments = alignment.side(side).segments
    whole, clauses = [], []
    for number, bead in enumerate(alignment.beads):
        if bead.kind is absent:
            indexes = bead.base if side is Side.BASE else bead.other
            whole += [Quotation(side, segments[i].span, number, whole=True) for i in indexes]
        spans = bead.gone if side is Side.BASE else bead.new
        clauses += [Quotation(side, span, number, whole=False) for span in spans]
    return tuple(sorted(whole, key=lambda q: q.span.start) + sorted(clauses, key=lambda q: q.span.start))


def _lay_out(lines, side, name, between, warnings):
    """The witness of one side, and the segment indexes of each bead."""
    order = list(range(len(lines)))
    if side is Side.BASE:
        order.sort(key=lambda n: (lines[n].base_place if lines[n].base_place is not None else n, n))
    content, segments, owned = "", [], dict.fromkeys(range(len(lines)), ())
    for paragraph, n in enumerate(order):
        for wording in lines[n].base if side is Side.BASE else lines[n].other:
            if content:
                content += " " if owned[n] else between
            owned[n] = (*owned[n], len(segments))
            span = Span(len(content), len(content) + len(wording))
            segments.append(Segment(len(segments), lines[n].kind, span, paragraph))
            content += wording
    text = text_of(content, warnings)
    witness = Witness(name, text, Original(text.sha256, len(content), "text/plain"), "en")
    return SegmentedWitness(witness, tuple(segments), LineBreaks.WRAP, "en"), owned


def _bead(line, base, other, base_indexes, other_indexes):
    edits = tuple(_edits(line, base, other, base_indexes, other_indexes))
    same = all(e.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) or e.note is EditNote.CAPITAL for e in edits)
    if not base_indexes or not other_indexes:
        kind = BeadKind.DROPPED if base_indexes else BeadKind.ADDED
    elif len(base_indexes) != len(other_indexes) and 1 in (len(base_indexes), len(other_indexes)):
        kind = BeadKind.SPLIT if len(base_indexes) == 1 else BeadKind.MERGED
    else:
        kind = BeadKind.KEPT if same else BeadKind.REWORDED
    paired = bool(base_indexes and other_indexes)
    here, there = (base, other) if base_indexes else (other, base)
    side = Side.BASE if base_indexes else Side.OTHER
    return Bead(
        base_indexes,
        other_indexes,
        kind,
        0.5 if paired and not same else (1.0 if paired else None),
        line.reason,
        degree=line.degree,
        moved=line.moved and paired,
        echoes=tuple(Echo(side, _find(here, echo), _find(there, echo)) for echo in line.echoes),
        gone=tuple(_find(base, clause) for clause in line.gone),
        new=tuple(_find(other, clause) for clause in line.new),
        edits=edits,
    )


def _find(side, wanted):
    start = side.content.lower().index(wanted.lower())
    return Span(start, start + len(wanted))


def _edits(line, base, other, base_indexes, other_indexes):
    """Edits from the common words; cut at every segment's edge."""
    if not base_indexes or not other_indexes:
        yield from (Edit(EditOp.DELETE, base.segments[i].span, Span(0, 0)) for i in base_indexes)
        yield from (Edit(EditOp.INSERT, Span(0, 0), other.segments[j].span) for j in other_indexes)
        return
    left, right = _tokens(base, base_indexes), _tokens(other, other_indexes)
    matcher = SequenceMatcher(None, [w for w, _, _ in left], [w for w, _, _ in right], autojunk=False)
    at_left, at_right = left[0][2].start, right[0][2].start
    for equal, a, b, c, d in _opcodes(matcher, left):
        for x, y in _pieces(left[a:b], right[c:d], equal):
            base_span = Span(x[0][2].start, x[-1][2].end) if x else Span(at_left, at_left)
            other_span = Span(y[0][2].start, y[-1][2].end) if y else Span(at_right, at_right)
            yield _edit(line, base, other, base_span, other_span)
            at_left, at_right = base_span.end, other_span.end


def _opcodes(matcher, left):
    """(equal, from, to, from, to): a space alone between two changes belongs to the change."""
    merged: list[list] = []
    codes = matcher.get_opcodes()
    for n, (op, *where) in enumerate(codes):
        spaces = "".join(word for word, _, _ in left[where[0] : where[1]]).isspace()
        equal = op == "equal" and not (0 < n < len(codes) - 1 and spaces)
        if merged and not equal and not merged[-1][0]:
            merged[-1][2], merged[-1][4] = where[1], where[3]
        else:
            merged.append([equal, *where])
    return merged


def _edit(line, base, other, base_span, other_span):
    x, y = base_span.of(base.content), other_span.of(other.content)
    note = line.notes.get(y, line.notes.get(x))
    if x == y:
        return Edit(EditOp.EQUAL, base_span, other_span)
    if note in (EditNote.QUOTES, EditNote.SPACE, EditNote.DASH, EditNote.CASE, EditNote.RENUMBERED):
        return Edit(EditOp.ORTHOGRAPHIC, base_span, other_span, note)
    op = EditOp.REPLACE if x and y else (EditOp.DELETE if x else EditOp.INSERT)
    return Edit(op, base_span, other_span, note)


def _tokens(side, indexes):
    """(word, segment, span) of each token of the segments."""
    for i in indexes:
        segment = side.segments[i]
        assert segment.span.of(side.content).strip() == segment.span.of(side.content) != ""
    return [
        (m.group(), i, Span(side.segments[i].span.start + m.start(), side.segments[i].span.start + m.end()))
        for i in indexes
        for m in TOKEN.finditer(side.segments[i].span.of(side.content))
    ]


def _pieces(left, right, equal):
    """Runs of tokens that lie inside one segment of each side."""
    if equal:
        start = 0
        for n in range(1, len(left) + 1):
            if n == len(left) or left[n][1] != left[n - 1][1] or right[n][1] != right[n - 1][1]:
                yield left[start:n], right[start:n]
                start = n
        return
    lefts, rights = _by_segment(left), _by_segment(right)
    for n in range(max(len(lefts), len(rights))):
        yield lefts[n] if n < len(lefts) else [], rights[n] if n < len(rights) else []


def _by_segment(tokens):
    groups = {}
    for token in tokens:
        groups.setdefault(token[1], []).append(token)
    return list(groups.values())
