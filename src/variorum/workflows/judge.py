"""What people decide against the machine: made, found again in the texts as they are read now, applied, taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.align.collate import Judgements
from variorum.archive import catalogue
from variorum.archive import judgements as kept_judgements
from variorum.errors import (
    JudgementMissing,
    LineNumberMissing,
    LinesOfKinds,
    LinesOfOneText,
    NameNotFound,
    NamesTheSame,
    WordsInSeveralLines,
)
from variorum.model.alignment import Side
from variorum.model.judgements import Anchor, Judged, JudgedPlace, Verb
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS
from variorum.text.passages import find_passages
from variorum.workflows.arriving import storable_name
from variorum.workflows.kept import named
from variorum.workflows.overruled import overruled
from variorum.workflows.quote import AROUND, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.archive.store import Store
    from variorum.model.judgements import Judgement
    from variorum.model.provenance import KeptWitness
    from variorum.model.units import Segment

LINE_VERBS = (Verb.LINK, Verb.UNLINK, Verb.REJECT)
_LINE = re.compile(r"line:([1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text that judgements are to be applied to: its digest, its lines, and its date ("" where unknown)."""

    sha256: str
    segments: Sequence[Segment]
    date: str = ""


class Standing:
    """The judgements on lines that count, each with the places of its words in texts, by digest.

    A line is known by its words in a text and not by the name of the text: the same text elsewhere is judged alike.
    """

    def __init__(self, rows: Iterable[tuple[Verb, Sequence[dict[str, Span]]]]) -> None:
        self._rows = tuple(rows)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def between(self, base: JudgedText, other: JudgedText) -> Judgements:
        """What was decided of the lines of two texts; of two decisions on a pair the later counts.

        A rejected line continues no line of the earlier text; where no dates tell, that is the base.
        """
        backwards = bool(base.date and other.date and other.date < base.date)
        pairs: dict[tuple[int, int], Verb] = {}
        alone: dict[tuple[Side, int], None] = {}
        for verb, places in self._rows:
            if verb is Verb.REJECT:
                later, side = (base, Side.BASE) if backwards else (other, Side.OTHER)
                for index in _indexes(places[0], later):
                    alone[side, index] = None
                    pairs = {
                        pair: v for pair, v in pairs.items() if pair[side is Side.OTHER] != index or v is not Verb.LINK
                    }
                continue
            for pair in _pairs(places, base, other):
                pairs[pair] = verb
                if verb is Verb.LINK:
                    alone.pop((Side.BASE, pair[0]), None)
                    alone.pop((Side.OTHER, pair[1]), None)
        links = tuple(pair for pair, verb in pairs.items() if verb is Verb.LINK and _fit(pair, base, other))
        return Judgements(links, tuple(pair for pair, verb in pairs.items() if verb is Verb.UNLINK), alone=tuple(alone))

    def lines(self, texts: Sequence[JudgedText]) -> tuple[tuple[Verb, tuple[tuple[tuple[str, int], ...], ...]], ...]:
        """Every decision that concerns these texts: of each of its lines the (digest, index) in every text that has it.

        In the order in which they were made; the later counts.
        """
        found = []
        for verb, places in self._rows:
            each = tuple(
                tuple(dict.fromkeys((text.sha256, index) for text in texts for index in _indexes(place, text)))
                for place in places
            )
            if all(each):
                found.append((verb, each))
        return tuple(found)


def judge(
    store: Store,
    verb: Verb,
    subjects: Sequence[tuple[str, str] | str],
    *,
    within: Sequence[str] = (),
    note: str = "",
    by: str = "",
    now: str,
) -> Judged:
    """Decide of lines or of names, as the verb has it. Raises TypeError for what it does not take."""
    lines = [subject for subject in subjects if not isinstance(subject, str)]
    names = [subject for subject in subjects if isinstance(subject, str)]
    if verb in LINE_VERBS:
        count = 1 if verb is Verb.REJECT else 2
        if (len(lines), len(names)) != (count, 0):
            raise TypeError(f"{verb} takes {count} of (reference, words)")
        return judge_lines(store, verb, lines, note=note, by=by, now=now)
    if verb is Verb.AMEND or (len(lines), len(names)) != (0, 2):
        raise TypeError("amend is a method of its own" if verb is Verb.AMEND else f"{verb} takes two names")
    return judge_names(store, verb, (names[0], names[1]), within=within, note=note, by=by, now=now)


def judge_lines(
    store: Store, verb: Verb, lines: Sequence[tuple[str, str]], *, note: str = "", by: str = "", now: str
) -> Judged:
    """Decide of lines, each a reference with words of the line or `line:N`: two for LINK and UNLINK, one for REJECT.

    Raises ReferenceUnknown, ReferenceAmbiguous, QueryEmpty, QuoteNotFound, WordsInSeveralLines, LineNumberMissing,
    LinesOfOneText or LinesOfKinds.
    """
    found = [_line(store, reference, words) for reference, words in lines]
    anchors = [anchor for anchor, _ in found]
    if verb is not Verb.REJECT:
        if anchors[0].text_sha256 == anchors[1].text_sha256:
            raise LinesOfOneText(anchors[0].reference)
        if not _same_group(found[0][1], found[1][1]):
            raise LinesOfKinds((found[0][1].kind.value, found[1][1].kind.value))
    return write_judgement(store, verb, anchors, {}, note=note, by=by, now=now)


def judge_names(
    store: Store,
    verb: Verb,
    names: tuple[str, str],
    *,
    within: Sequence[str] = (),
    note: str = "",
    by: str = "",
    now: str,
) -> Judged:
    """Decide whether two names are one's; `within` are references of texts that have one of them.

    Raises ReferenceUnknown, ReferenceAmbiguous, NamesTheSame, or NameNotFound for a text that has neither.
    """
    said = tuple(" ".join(storable_name(name).split()) for name in names)
    if said[0] == said[1] or not all(said):
        raise NamesTheSame(said[0])
    anchors = [anchor for reference in within for anchor in _names_in(store, said, reference)]
    return write_judgement(store, verb, anchors, {"names": list(said)}, note=note, by=by, now=now)


def undo_judgement(store: Store, number: int, *, by: str = "", now: str) -> Judged:
    """Take a judgement back; it stays in the archive and counts no more. Raises JudgementMissing."""
    with store.writing():
        judgement = kept_judgements.find_judgement(store.connection, number)
        if judgement is None or not judgement.counts:
            raise JudgementMissing(number, judgement.undone_at if judgement else None)
        kept_judgements.take_back(store.connection, number, by=storable_name(by), at=now)
        if judgement.verb is Verb.AMEND:
            from variorum.workflows.amend import apply_amendments

            apply_amendments(store, judgement)
        else:
            kept_judgements.drop_alignments(store.connection, number)
    return _judged(store, replace(judgement, undone_at=now, undone_by=storable_name(by)))


def judged(store: Store, *, undone: bool = False) -> tuple[Judged, ...]:
    """Every judgement that counts, or all, in the order in which they were made."""
    rows = [
        _judged(store, judgement) for judgement in kept_judgements.judgements(store.connection, standing=not undone)
    ]
    return tuple(replace(row, overruled=overruled(row, rows[k + 1 :])) for k, row in enumerate(rows))


def judgements_for(store: Store, base: KeptWitness, other: KeptWitness) -> Judgements:
    """What people decided of the lines of two kept texts, by the numbers of their stored segments."""
    return standing(store).between(*(_text_of(store, row) for row in (base, other)))


def standing(store: Store) -> Standing:
    """The judgements on lines that count, as the texts are read now."""
    rows = kept_judgements.judgements(store.connection, standing=True)
    return Standing(
        (row.verb, tuple(places_of(store, anchor) for anchor in row.anchors)) for row in rows if row.is_of_lines
    )


def judged_names(store: Store) -> tuple[tuple[tuple[str, str], bool], ...]:
    """Pairs of names that somebody decided of, with whether they are one's; the later of two decisions counts."""
    found: dict[tuple[str, str], bool] = {}
    for row in kept_judgements.judgements(store.connection, standing=True):
        if row.verb in (Verb.SAME_NAME, Verb.DIFFERENT_NAME):
            first, second = sorted(row.names)
            found[first, second] = row.verb is Verb.SAME_NAME
    return tuple(found.items())


def write_judgement(
    store: Store, verb: Verb, anchors: Sequence[Anchor], details: dict[str, object], *, note: str, by: str, now: str
) -> Judged:
    """Write down a decision, and forget the alignments that it changes."""
    with store.writing():
        number = kept_judgements.insert_judgement(
            store.connection,
            verb,
            anchors,
            details=details,
            note=storable_name(note),
            made_by=storable_name(by),
            made_at=now,
        )
        kept_judgements.drop_alignments(store.connection, number)
    judgement = kept_judgements.find_judgement(store.connection, number)
    assert judgement is not None, "just written"  # noqa: S101
    return _judged(store, judgement)


def _line(store: Store, reference: str, said: str) -> tuple[Anchor, Segment]:
    """The one line that words or a number single out, and its (first) segment."""
    witness = named(store, reference)
    segments = catalogue.load_segmentation(store.connection, witness.text).segments
    content = catalogue.load_text(store.connection, witness.text).content
    if match := _LINE.fullmatch(said):
        number = int(match[1])
        if number > len(segments):
            raise LineNumberMissing(number, witness.reference, len(segments))
        return anchor_at(witness, content, segments[number - 1].span), segments[number - 1]
    places = quote(store, witness.reference, said).places
    lines = sorted({number for place in places for number in range(place.lines[0], place.lines[1] + 1)})
    if len({place.lines for place in places}) > 1:
        told = tuple((number, " ".join(segments[number - 1].span.of(content).split())) for number in lines)
        raise WordsInSeveralLines(said, witness.reference, told)
    return anchor_at(witness, content, places[0].span), segments[lines[0] - 1]


def _names_in(store: Store, names: tuple[str, ...], reference: str) -> list[Anchor]:
    witness = named(store, reference)
    content = catalogue.load_text(store.connection, witness.text).content
    places = ((span for span in find_passages(content, name) if _is_whole(content, span)) for name in names)
    found = [next(spans, None) for spans in places]
    if not any(found):
        raise NameNotFound(names, witness.reference)
    return [anchor_at(witness, content, span) for span in found if span is not None]


def _is_whole(content: str, span: Span) -> bool:
    """Whether words are no part of a longer one."""
    around = content[max(span.start - 1, 0) : span.start] + content[span.end : span.end + 1]
    return not any(map(str.isalnum, around))


def anchor_at(witness: KeptWitness, content: str, span: Span) -> Anchor:
    """What a judgement keeps of words of a text, to find them again."""
    around = (
        span.of(content),
        content[max(0, span.start - AROUND) : span.start],
        content[span.end : span.end + AROUND],
    )
    # Half a pair of surrogates stands in no database.
    words = (part.encode("utf-8", "replace").decode() for part in around)
    return Anchor(witness.reference, witness.text_sha256, span.start, span.end, *words)


def _same_group(one: Segment, other: Segment) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} <= BODY_KINDS


def _judged(store: Store, judgement: Judgement) -> Judged:
    return Judged(judgement, tuple(_place(store, anchor) for anchor in judgement.anchors))


def _place(store: Store, anchor: Anchor) -> JudgedPlace:
    witness = kept_judgements.statement_of(store.connection, anchor)
    if witness is None:
        return JudgedPlace(anchor, None, None, "")
    if not anchor.exact:
        return JudgedPlace(anchor, witness.reference, None, "")
    content = catalogue.load_text(store.connection, witness.text).content
    span = kept_judgements.find_again(content, witness.text_sha256, anchor)
    if span is None:
        return JudgedPlace(anchor, witness.reference, None, "")
    segments = catalogue.load_segmentation(store.connection, witness.text).segments
    lines = [segment.index + 1 for segment in segments if _meet(segment.span, span)]
    return JudgedPlace(anchor, witness.reference, (lines[0], lines[-1]) if lines else None, span.of(content))


def places_of(store: Store, anchor: Anchor) -> dict[str, Span]:
    """Where an anchor's words stand, by the digest of the text: the one that was judged, and what is read now."""
    places = {anchor.text_sha256: Span(anchor.start, anchor.end)}
    witness = kept_judgements.statement_of(store.connection, anchor)
    if witness is not None and witness.text_sha256 not in places:
        content = catalogue.load_text(store.connection, witness.text).content
        span = kept_judgements.find_again(content, witness.text_sha256, anchor)
        if span is not None:
            places[witness.text_sha256] = span
    return places


def _text_of(store: Store, row: KeptWitness) -> JudgedText:
    segments = catalogue.load_segmentation(store.connection, row.text).segments
    return JudgedText(row.text_sha256, segments, row.stated or row.issue.date)


def _indexes(place: dict[str, Span], text: JudgedText) -> list[int]:
    """The lines of a text that an anchor's words stand in."""
    span = place.get(text.sha256)
    return [] if span is None else [segment.index for segment in text.segments if _meet(segment.span, span)]


def _pairs(places: Sequence[dict[str, Span]], base: JudgedText, other: JudgedText) -> list[tuple[int, int]]:
    first, second = places
    found = [(i, j) for i in _indexes(first, base) for j in _indexes(second, other)]
    return found or [(i, j) for i in _indexes(second, base) for j in _indexes(first, other)]


def _fit(pair: tuple[int, int], base: JudgedText, other: JudgedText) -> bool:
    return _same_group(base.segments[pair[0]], other.segments[pair[1]])


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
