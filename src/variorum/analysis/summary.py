"""What a comparison comes to: counts of body lines and verbatim quotations in text order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, EditNote, EditOp, Side
from variorum.model.summary import BodyCounts, KindCounts, Quotation, Summary, WordCounts
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.text.tokenize import FUNCTION, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import Alignment, Bead
    from variorum.model.spans import Span

_NAMES = {SegmentKind.TITLE: "title", SegmentKind.DATELINE: "date line"}


def summarize(
    alignment: Alignment,
    *,
    base_date: str | None = None,
    other_date: str | None = None,
    languages: tuple[str, str] | None = None,
) -> Summary:
    """The summary of an alignment of texts of these dates (ISO 8601); `languages` where they are in two of them."""
    kinds = [_kind(alignment, bead) for bead in alignment.beads]
    by_kind = {kind: [b for b, k in zip(alignment.beads, kinds, strict=True) if k is kind] for kind in SegmentKind}
    body = _body_counts([bead for bead, kind in zip(alignment.beads, kinds, strict=True) if kind in BODY_KINDS])
    return Summary(
        sentence=_sentence(body, by_kind, alignment),
        body=body,
        titles=_kind_counts(by_kind[SegmentKind.TITLE]),
        datelines=_kind_counts(by_kind[SegmentKind.DATELINE]),
        votes=_kind_counts(by_kind[SegmentKind.VOTE]),
        furniture=_kind_counts(by_kind[SegmentKind.FURNITURE]),
        words=_word_counts(alignment, kinds),
        gone=_quotations(alignment, kinds, Side.BASE),
        new=_quotations(alignment, kinds, Side.OTHER),
        base_date=base_date,
        other_date=other_date,
        notices=(*_languages(languages), *_notices(base_date, other_date)),
    )


def _kind(alignment: Alignment, bead: Bead) -> SegmentKind:
    segments, index = (
        (alignment.other.segments, bead.other[0]) if bead.other else (alignment.base.segments, bead.base[0])
    )
    return segments[index].kind


def _changes(bead: Bead) -> list[EditNote | None]:
    return [edit.note for edit in bead.edits if edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]


def _body_counts(beads: Sequence[Bead]) -> BodyCounts:
    count = {kind: sum(bead.kind is kind for bead in beads) for kind in BeadKind}
    kept = [bead for bead in beads if bead.kind is BeadKind.KEPT]
    return BodyCounts(
        kept=count[BeadKind.KEPT],
        reworded=count[BeadKind.REWORDED],
        split=count[BeadKind.SPLIT],
        merged=count[BeadKind.MERGED],
        dropped=count[BeadKind.DROPPED],
        added=count[BeadKind.ADDED],
        moved=sum(bead.moved for bead in beads),
        capital=sum(EditNote.CAPITAL in _changes(bead) for bead in kept),
        rollover=sum(bead.kind is BeadKind.REWORDED and set(_changes(bead)) == {EditNote.ROLLOVER} for bead in beads),
        echoed=sum(bead.kind is BeadKind.DROPPED and bool(bead.echoes) for bead in beads),
        orthographic=sum(any(edit.op is EditOp.ORTHOGRAPHIC for edit in bead.edits) for bead in kept),
    )


def _kind_counts(beads: Sequence[Bead]) -> KindCounts:
    return KindCounts(
        kept=sum(bead.kind is BeadKind.KEPT for bead in beads),
        reworded=sum(bead.kind in (BeadKind.REWORDED, BeadKind.SPLIT, BeadKind.MERGED) for bead in beads),
        dropped=sum(bead.kind is BeadKind.DROPPED for bead in beads),
        added=sum(bead.kind is BeadKind.ADDED for bead in beads),
    )


def _word_counts(alignment: Alignment, kinds: Sequence[SegmentKind]) -> WordCounts:
    vocabulary = Vocabulary()

    def words(text: str, spans: Sequence[Span]) -> int:
        classes = vocabulary.classes
        return sum(
            classes[form] >= FUNCTION
            for form in tokenize("\n".join([span.of(text) for span in spans]), vocabulary).forms
        )

    edits = [
        edit for bead, kind in zip(alignment.beads, kinds, strict=True) if kind in BODY_KINDS for edit in bead.edits
    ]
    base, other = alignment.base.content, alignment.other.content
    return WordCounts(
        kept=words(other, [edit.other for edit in edits if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]),
        deleted=words(base, [edit.base for edit in edits if edit.op in (EditOp.DELETE, EditOp.REPLACE)]),
        inserted=words(other, [edit.other for edit in edits if edit.op in (EditOp.INSERT, EditOp.REPLACE)]),
    )


def _sentence(body: BodyCounts, by_kind: dict[SegmentKind, list[Bead]], alignment: Alignment) -> str:
    parts = [_paired_words(body)]
    dropped, added = _absence_words(alignment)
    absent = [f"{count} {word}" for count, word in ((body.dropped, dropped), (body.added, added)) if count]
    if absent:
        parts.append(", ".join(absent))
    else:
        parts.append("none dropped or added")
    parts += [
        words
        for words in (_vote_words(by_kind[SegmentKind.VOTE], dropped, added), _apparatus_words(by_kind, alignment))
        if words
    ]
    return "; ".join(parts) + "."


def _paired_words(body: BodyCounts) -> str:
    if not body.paired:
        return "No line of one text answers a line of the other"
    words = f"{body.paired} line" + ("" if body.paired == 1 else "s") + " paired"
    if body.kept == body.paired:
        words += ", all word for word" if body.paired > 1 else ", word for word"
    else:
        words += f", {body.kept or 'none'} word for word"
    notes = [
        *([f"{body.moved} moved"] if body.moved else []),
        *([f"{body.rollover} by the anniversary count alone"] if body.rollover else []),
        *([f"{body.capital} with a capital changed"] if body.capital else []),
    ]
    return words + (f" ({', '.join(notes)})" if notes else "")


def _absence_words(alignment: Alignment) -> tuple[str, str]:
    dropped = "dropped" if alignment.is_known_whole(Side.OTHER) else "not found in the other text as read"
    added = "added" if alignment.is_known_whole(Side.BASE) else "not found in the base as read"
    return dropped, added


def _vote_words(votes: Sequence[Bead], dropped: str, added: str) -> str:
    """What happened to the votes, which are news: "votes: 1 reworded, 1 added"."""
    words = {BeadKind.DROPPED: dropped, BeadKind.ADDED: added, BeadKind.KEPT: ""}
    counts: dict[str, int] = {}
    for bead in votes:
        word = words.get(bead.kind, "reworded")
        if word:
            counts[word] = counts.get(word, 0) + 1
    return "votes: " + ", ".join(f"{count} {word}" for word, count in counts.items()) if counts else ""


def _apparatus_words(by_kind: dict[SegmentKind, list[Bead]], alignment: Alignment) -> str:
    """What happened to the title and the date line, in words: "title and date line are new"."""
    phrases = []
    for kind, side, word in ((BeadKind.ADDED, Side.BASE, "new"), (BeadKind.DROPPED, Side.OTHER, "gone")):
        named = [name for segment, name in _NAMES.items() if any(bead.kind is kind for bead in by_kind[segment])]
        if named:
            what = (
                word
                if alignment.is_known_whole(side)
                else "not found in the " + ("base" if word == "new" else "other text") + " as read"
            )
            phrases.append(f"{' and '.join(named)} {'are' if len(named) > 1 else 'is'} {what}")
    changed = [
        name for segment, name in _NAMES.items() if any(bead.kind is BeadKind.REWORDED for bead in by_kind[segment])
    ]
    if changed:
        phrases.append(f"{' and '.join(changed)} reworded")
    return "; ".join(phrases)


def _quotations(alignment: Alignment, kinds: Sequence[SegmentKind], side: Side) -> tuple[Quotation, ...]:
    """Whole lines without an answer first, then clauses inside paired lines; each in text order."""
    wanted = BeadKind.DROPPED if side is Side.BASE else BeadKind.ADDED
    segments = alignment.side(side).segments
    whole, clauses = [], []
    for index, (bead, kind) in enumerate(zip(alignment.beads, kinds, strict=True)):
        if kind not in BODY_KINDS:
            continue
        if bead.kind is wanted:
            number = (bead.base or bead.other)[0]
            whole.append(Quotation(side, segments[number].span, index, whole=True))
        clauses += [
            Quotation(side, span, index, whole=False) for span in (bead.gone if side is Side.BASE else bead.new)
        ]
    return (*sorted(whole, key=_start), *sorted(clauses, key=_start))


def _start(quotation: Quotation) -> int:
    return quotation.span.start


def _languages(languages: tuple[str, str] | None) -> tuple[str, ...]:
    if languages is None:
        return ()
    return (f"The texts are in different languages ({', '.join(languages)}): lines are not paired by meaning.",)


def _notices(base_date: str | None, other_date: str | None) -> tuple[str, ...]:
    """What contradicts the order of the texts. What was not read whole stands on the texts themselves."""
    if base_date and other_date and other_date < base_date:
        order = f"The base is dated {base_date}, later than the other text, {other_date}"
        return (f"{order}: what is called dropped stands in the later text.",)
    return ()
