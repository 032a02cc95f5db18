"""A document whole: which of its stretches stand elsewhere, where and when, and which are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.units import LineBreaks
from variorum.render.html.characters import plain, shown
from variorum.render.html.reuse.family import compared_view
from variorum.render.html.reuse.words import (
    FORMULAIC,
    KIND_GLYPHS,
    PlaceView,
    date_of,
    digest_of,
    issuer_of,
    many,
    place_of,
    share,
    title_of,
)
from variorum.render.reuse.words import WHEN_WORDS, document_sentence, elsewhere_words, family_name
from variorum.text.layout import read_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markupsafe import Markup

    from variorum.model.reuse_views import Compared, DocumentView, Elsewhere, RunDocument, RunPassage, Stretch
    from variorum.render.html.reuse.family import ComparedView

# When others say the words of a stretch, with the glyph and the words that say so; the first that holds names it.
EARLIER, SAME_DAY, LATER, UNDATED = "earlier", "same", "later", "undated"
WITHIN, FORMULA, OWN = "within", "formula", "own"
WHEN = {
    EARLIER: ("◂", "earlier elsewhere"),
    SAME_DAY: ("=", "elsewhere the same day"),
    LATER: ("▸", "only later elsewhere"),
    UNDATED: ("?", "elsewhere, no telling when"),
    WITHIN: ("↺", "more than once, only here"),
    FORMULA: (KIND_GLYPHS[FORMULAIC], "in formulae only"),
    OWN: ("", "its own"),
}
BAR_WIDTH = 1000
_PARAGRAPH_ENDS = re.compile(r"\n[ \t\r]*\n")
# Past so many characters a paragraph with a passage begins a new row, so that what is told stands beside the words.
_ROW_CHARACTERS = 800
# So many of the other documents are named beside a passage; its family has them all.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class OtherView:
    """Another document that has the words; `href` is "" where it has no page here."""

    date: str
    issuer: str
    title: str
    href: str
    document: str


@dataclass(frozen=True, slots=True)
class BesideView:
    """A wording of another document, and what changed from the earlier one of both to the later."""

    other: OtherView
    compared: ComparedView


@dataclass(frozen=True, slots=True)
class NoteView:
    """Where else a passage stands: `told` says how many documents have it when, `others` are the first of them.

    `name` is what its mark is called in the style sheet, `label` what it says. `beside` is another document whose
    wording is like this one, with what changed between them; None where nobody looked for one.
    """

    number: int
    anchor: str
    place: PlaceView
    family: str
    href: str
    name: str
    glyph: str
    label: str
    told: str
    others: tuple[OtherView, ...]
    more: int
    beside: BesideView | None


@dataclass(frozen=True, slots=True)
class PieceView:
    """Words of one kind; `notes` are of the passages that begin with them, `returns` where own words go on."""

    name: str
    text: Markup
    notes: tuple[NoteView, ...]
    returns: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """Some paragraphs, and what is told of the passages that begin in them."""

    paragraphs: tuple[tuple[PieceView, ...], ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class NearView:
    """Another document that shares many words with this one, and when it is."""

    words: str
    when: str
    other: OtherView


@dataclass(frozen=True, slots=True)
class ShareView:
    """So many words of a document are of one kind."""

    name: str
    glyph: str
    told: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A document for reading; `elsewhere` is the share of its words that stand elsewhere.

    `wrapped`: a single newline in its text is but a wrap.
    """

    number: int
    anchor: str
    title: str
    date: str
    issuer: str
    facts: tuple[tuple[str, str], ...]
    sentence: str
    elsewhere: str
    shares: tuple[ShareView, ...]
    bar: tuple[tuple[str, int, int], ...]
    nearest: tuple[NearView, ...]
    rows: tuple[RowView, ...]
    wrapped: bool


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages: of a document's passage in its family, of a document; "" for none."""

    family: Callable[[RunPassage, RunDocument], str]
    document: Callable[[RunDocument], str]


NO_LINKS = Links(lambda *_: "", lambda _: "")


def text_view(view: DocumentView, links: Links) -> TextView:
    """A document with what stands elsewhere marked and told of."""
    covering = list(_covering(view.stretches, view.elsewhere))
    names = [_name(here) for here in covering]
    words = dict.fromkeys(WHEN, 0)
    for name, stretch in zip(names, view.stretches, strict=True):
        words[name] += stretch.words
    document = view.document
    notes = tuple(_note(document, number, one, links) for number, one in enumerate(view.elsewhere, 1))
    return TextView(
        document.number,
        digest_of(document),
        title_of(document),
        date_of(document),
        issuer_of(document),
        tuple((name, value) for name, value in _facts(view) if value),
        document_sentence(view),
        share(view.shared, max(document.words, 1)),
        tuple(_shares(words)),
        tuple(_bar(names, view.stretches, len(view.text))),
        tuple(
            NearView(many(one.words, "word"), WHEN_WORDS[one.when], _other(one.document, links)) for one in view.nearest
        ),
        tuple(_rows(_paragraphs(view, names, notes))),
        read_layout(view.text)[0] is LineBreaks.WRAP,
    )


def _facts(view: DocumentView) -> tuple[tuple[str, str], ...]:
    document = view.document
    return (
        ("document", plain(document.id)),
        ("series", plain(document.series)),
        ("address", plain(document.url)),
        ("text sha256", document.text_sha256),
        ("text", f"{many(len(view.text), 'code point')}, {many(document.words, 'word')}"),
    )


def _shares(words: dict[str, int]) -> Iterator[ShareView]:
    whole = sum(words.values())
    for name, count in words.items():
        if count:
            glyph, told = WHEN[name]
            yield ShareView(name, glyph, told, many(count, "word"), share(count, whole))


def _bar(names: Sequence[str], stretches: Sequence[Stretch], length: int) -> Iterator[tuple[str, int, int]]:
    """Name, place and width of each stretch on a bar as long as the text."""
    for name, stretch in zip(names, stretches, strict=True):
        start, end = (BAR_WIDTH * at // max(length, 1) for at in (stretch.span.start, stretch.span.end))
        if name != OWN:
            yield name, start, max(end - start, 1)


def _covering(stretches: Sequence[Stretch], elsewhere: Sequence[Elsewhere]) -> Iterator[list[Elsewhere]]:
    """For each stretch the passages that it is in; stretches begin and end where passages do."""
    here: list[Elsewhere] = []
    waiting = list(reversed(elsewhere))
    for stretch in stretches:
        here = [each for each in here if each.passage.span.end > stretch.span.start]
        while waiting and waiting[-1].passage.span.start <= stretch.span.start:
            here.append(waiting.pop())
        yield here


def _name(here: Sequence[Elsewhere]) -> str:
    """When the words of a stretch are said elsewhere, of all passages that it is in; formulae count last."""
    names = {_when(each) for each in here}
    return next((name for name in WHEN if name in names), OWN)


def _when(elsewhere: Elsewhere) -> str:
    if elsewhere.family.formulaic:
        return FORMULA
    counts = (elsewhere.earlier, elsewhere.same_day, elsewhere.later, elsewhere.undated)
    names = (EARLIER, SAME_DAY, LATER, UNDATED)
    return next((name for name, count in zip(names, counts, strict=True) if count), WITHIN)


def _paragraphs(view: DocumentView, names: Sequence[str], notes: Sequence[NoteView]) -> Iterator[tuple[PieceView, ...]]:
    """The text by paragraphs, each in pieces: nothing is left out but the empty lines between."""
    beginning: dict[int, list[NoteView]] = {}
    for one in notes:
        beginning.setdefault(one.place.start, []).append(one)
    pieces: list[PieceView] = []
    before = OWN
    for name, stretch in zip(names, view.stretches, strict=True):
        begun = tuple(beginning.get(stretch.span.start, ()))
        for number, words in enumerate(_PARAGRAPH_ENDS.split(stretch.span.of(view.text))):
            if number and pieces:
                yield tuple(pieces)
                pieces = []
            if words.strip() or (words and pieces) or begun:
                pieces.append(PieceView(name, shown(words), begun, returns=name == OWN != before))
                begun, before = (), name
    if pieces:
        yield tuple(pieces)


def _rows(paragraphs: Iterable[tuple[PieceView, ...]]) -> Iterator[RowView]:
    """Paragraphs in rows: each new one begins with a paragraph in which a passage begins."""
    row: list[tuple[PieceView, ...]] = []
    length = 0
    for pieces in paragraphs:
        if length >= _ROW_CHARACTERS and any(piece.notes for piece in pieces):
            yield _row(row)
            row, length = [], 0
        row.append(pieces)
        length += sum(len(piece.text) for piece in pieces)
    if row:
        yield _row(row)


def _row(paragraphs: Sequence[tuple[PieceView, ...]]) -> RowView:
    return RowView(tuple(paragraphs), tuple(note for pieces in paragraphs for piece in pieces for note in piece.notes))


def _other(document: RunDocument, links: Links) -> OtherView:
    return OtherView(
        date_of(document), issuer_of(document), title_of(document), links.document(document), plain(document.id)
    )


def _note(document: RunDocument, number: int, elsewhere: Elsewhere, links: Links) -> NoteView:
    name = _when(elsewhere)
    said = elsewhere_words(elsewhere)
    holders = elsewhere.earlier + elsewhere.same_day + elsewhere.later + elsewhere.undated
    others = tuple(_other(other, links) for other in elsewhere.named[:MOST_NAMED])
    place = place_of(elsewhere.passage, document)
    return NoteView(
        number,
        f"{digest_of(document)}-note-{number}",
        place,
        family_name(elsewhere.family.number),
        links.family(elsewhere.passage, document),
        name,
        *WHEN[name],
        said[:1].upper() + said[1:],
        others,
        holders - len(others),
        _beside(elsewhere.beside, links) if elsewhere.beside else None,
    )


def _beside(one: Compared, links: Links) -> BesideView:
    return BesideView(_other(one.document, links), compared_view(one.alignment))
