"""The apparatus for a terminal: sigla, counts, then line by line the lemma, the other readings and who has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.apparatus import LocusKind
from variorum.render.apparatus_words import (
    absence_words,
    anchor,
    by_parallel,
    kind_words,
    line_label,
    note_words,
    notices_of,
    place_words,
    sigla_words,
    speaker,
    summary_sentence,
    versions_of,
    whose,
    wording_of,
)
from variorum.render.sentences import shortened
from variorum.render.typeset import Style, columns, paint, pieces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.apparatus import Collation, Locus, LocusCounts, LocusReading
    from variorum.render.typeset import Piece

TEXT_WIDTH = 75
NARROWEST = 40
KEY = "− no words here; ≈ worded otherwise; ↕ moved"
BASE_KEY = f"] parts the base from the others; + the base has nothing here; {KEY}"
# A lemma longer than this is known by its first and last words: the line itself stands in the base.
LONGEST_LEMMA = 60
# Joins sigla to the word before them on one line; printed as a space.
_GLUE = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of the page needs to know. `margin` is the width of a line's number with the space after it."""

    collation: Collation
    width: int
    color: bool
    margin: int


def apparatus_page(collation: Collation, loci: Sequence[Locus], counts: LocusCounts, *, width: int, color: bool) -> str:
    """The page for a terminal of `width` columns (at least 40 are used)."""
    labels = [line_label(collation, number) for number in range(len(collation.parallels))]
    page = _Page(collation, max(width, NARROWEST), color, max(map(len, labels), default=1) + 3)
    parts = (
        _notices(page),
        _sigla(page),
        _prose(page, summary_sentence(collation, counts), Style.BOLD),
        _prose(page, KEY if collation.base is None else BASE_KEY, Style.QUIET) if loci else (),
    )
    head = "\n\n".join("\n".join(part) for part in map(list, parts) if part)
    return "\n".join([head, *_lines(page, labels, by_parallel(loci))]) + "\n"


def _notices(page: _Page) -> Iterator[str]:
    for notice in notices_of(page.collation):
        yield from _hanging(page, 2, [("!", Style.MOVED)], [(notice, Style.BOLD)])


def _sigla(page: _Page) -> Iterator[str]:
    room = max(len(witness.siglum) for witness in page.collation.witnesses) + 2
    for number, witness in enumerate(page.collation.witnesses):
        said = f"{witness.name}, {witness.date}" if witness.date else f"{witness.name}, no date found"
        base = [(" base", Style.BOLD)] if number == page.collation.base else []
        yield from _hanging(page, room, [(witness.siglum, Style.BOLD)], [(said, Style.PLAIN), *base])


def _lines(page: _Page, labels: Sequence[str], loci: dict[int, list[Locus]]) -> Iterator[str]:
    same = 0
    for number in range(len(labels)):
        if number not in loci:
            same += 1
            continue
        yield from _fold(page, same)
        same = 0
        yield ""
        yield from _line(page, number, labels[number], loci[number])
    yield from _fold(page, same)


def _fold(page: _Page, count: int) -> Iterator[str]:
    if count:
        yield ""
        words = f"··· {count} line{'' if count == 1 else 's'} the same in all ···"
        yield " " * page.margin + paint([(words, Style.QUIET)], color=page.color)


def _line(page: _Page, number: int, label: str, loci: Sequence[Locus]) -> Iterator[str]:
    """A line's number and words, then what varies in it: the line as a whole, then its words, version by version."""
    parallel = page.collation.parallels[number]
    versions = versions_of(page.collation, parallel)
    witness = speaker(page.collation, versions[0][1].witnesses)
    words = wording_of(page.collation, parallel, witness)
    whole = any(locus.kind in (LocusKind.PRESENCE, LocusKind.WORDING) for locus in loci)
    lead = ", ".join(filter(None, (kind_words(parallel), whose(page.collation, versions[0][1]))))
    lead = f"{lead}: " if lead else ""
    text = words if whole else shortened(words, min(page.width - page.margin, TEXT_WIDTH) - len(lead))
    margin = [(f" {label}", Style.BOLD if label == "+" else Style.QUIET)]
    yield from _hanging(page, page.margin, margin, [(lead, Style.QUIET), (text, Style.PLAIN if whole else Style.QUIET)])
    for locus in loci:
        if locus.kind is LocusKind.PRESENCE:
            yield from _entry(page, 2, "−" if label != "+" else "+", absence_words(page.collation, parallel))
        elif locus.kind is LocusKind.PLACE:
            yield from _entry(page, 2, "↕", place_words(page.collation, parallel))
    for place, (version, held) in enumerate(versions):
        if place:
            own = wording_of(page.collation, parallel, held.witnesses[0])
            yield from _entry(page, 2, "≈", f"otherwise in {whose(page.collation, held)}: “{own}”")
        for locus in loci:
            if locus.version == version:
                yield from _readings(page, locus, 4 if place else 2)


def _entry(page: _Page, indent: int, glyph: str, words: str) -> Iterator[str]:
    yield from _hanging(
        page, page.margin + indent + 2, [(" " * (page.margin + indent) + glyph, Style.MOVED)], [(words, Style.PLAIN)]
    )


def _readings(page: _Page, locus: Locus, indent: int) -> Iterator[str]:
    """The lemma and the other readings on one line where they fit, else each on its own."""
    told = [_reading(page, reading) for reading in locus.readings]
    lemma = _lemma(page, locus)
    note = note_words(locus)
    end: list[Piece] = [(f" ({note})", Style.QUIET)] if note else []
    at = page.margin + indent
    parted = [
        piece
        for k, reading in enumerate(told)
        for piece in ([(";", Style.QUIET), (" ", Style.PLAIN)] if k else []) + reading
    ]
    line = [*lemma, *parted, *end]
    if at + columns(line) <= min(page.width, TEXT_WIDTH + page.margin):
        yield _printed(page, " " * at, line)
        return
    if lemma:
        yield from _set(page, at, [*lemma, *end])
    for reading in told:
        yield from _set(page, at + (2 if lemma else 0), reading)


def _lemma(page: _Page, locus: Locus) -> list[Piece]:
    """The lemma with its bracket; the words before it too where it is a mark, and with a plus where it is nothing.

    Without a lemma only the words before it, where some reading has no words of its own.
    """
    told = (locus.lemma,) if locus.lemma else locus.readings
    lead: list[Piece] = []
    if not all(any(map(str.isalnum, reading.words)) for reading in told):
        before = anchor(page.collation, locus)
        lead = pieces([(f"after “{before}”" if before else "at the head", Style.QUIET)], color=page.color)
        lead.append((" ", Style.PLAIN))
    if locus.lemma is None:
        return lead
    if not locus.lemma.words:
        return [*lead, ("+ ", Style.QUIET)]
    lemma = pieces([(_brief(locus.lemma.words), Style.PLAIN)], color=page.color)
    return [*lead, *lemma, (f"{_GLUE}] ", Style.QUIET)]


def _reading(page: _Page, reading: LocusReading) -> list[Piece]:
    said = pieces([(reading.words or "−", Style.BOLD if reading.words else Style.QUIET)], color=page.color)
    sigla = sigla_words(page.collation, reading.witnesses).replace(" ", _GLUE)
    return [*said, (f"{_GLUE}{_GLUE}{sigla}", Style.MOVED)]


def _brief(words: str) -> str:
    """A long lemma by its first and last words."""
    if len(words) <= LONGEST_LEMMA:
        return words
    half = LONGEST_LEMMA // 2 - 2
    tail = words[-half:]
    return f"{shortened(words[: half + 2], half)} {tail.split(' ', 1)[1] if ' ' in tail else tail}"


def _set(page: _Page, at: int, line: Sequence[Piece]) -> Iterator[str]:
    """Wrapped pieces, hanging by two columns."""
    for number, part in enumerate(wrap(line, min(page.width, TEXT_WIDTH + page.margin) - at - 2)):
        yield _printed(page, " " * (at + (2 if number else 0)), part)


def _printed(page: _Page, lead: str, line: Sequence[Piece]) -> str:
    return lead + paint(line, color=page.color).replace(_GLUE, " ")


def _prose(page: _Page, words: str, style: Style) -> Iterator[str]:
    for line in wrap(pieces([(words, style)], color=page.color), min(page.width, TEXT_WIDTH + page.margin)):
        yield paint(line, color=page.color)


def _hanging(page: _Page, indent: int, label: Sequence[Piece], text: Sequence[Piece]) -> Iterator[str]:
    """Wrapped text that hangs from a label."""
    room = min(page.width, TEXT_WIDTH + page.margin) - indent
    for at, line in enumerate(wrap(pieces(text, color=page.color), room)):
        lead = paint(label, color=page.color) + " " * (indent - columns(label)) if at == 0 else " " * indent
        yield lead + paint(line, color=page.color)
