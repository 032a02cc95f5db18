"""The apparatus as one self-contained page without any script, and as a bounded fragment for notebooks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.apparatus import LocusKind
from variorum.model.units import BODY_KINDS
from variorum.render.apparatus_plain import locus_sentence
from variorum.render.apparatus_words import (
    GLYPHS,
    absence_words,
    anchor,
    by_parallel,
    echo_words,
    kind_words,
    line_label,
    note_words,
    notices_of,
    place_words,
    sigla_words,
    span_in,
    speaker,
    summary_sentence,
    versions_of,
    whose,
)
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.proof import derivation_words
from variorum.render.html.words import direction, plain_date, short_names
from variorum.render.sentences import shortened
from variorum.render.tables import html_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.apparatus import CollatedWitness, Collation, Locus, LocusCounts, LocusReading, Version

# A place inside the text without words of its own: nothing there in the base; no base to say what stands there.
_CARET = '<span class="caret" aria-hidden="true">‸</span>'
_OPEN = '<span class="open" aria-hidden="true">…</span>'
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class WitnessView:
    """One text: what the page calls it, and where it is from as pairs of a name and a value."""

    siglum: str
    name: str
    date: str
    base: bool
    anchor: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading and who has it; no words where these have nothing."""

    words: Markup
    sigla: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class LocusView:
    """One locus beside the text: its number and address, what stands before an empty place, lemma, readings, a note."""

    number: int
    address: str
    place: str
    glyph: str
    before: Markup
    lemma: ReadingView | None
    readings: tuple[ReadingView, ...]
    said: str
    note: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionView:
    """One wording of a line with its places marked, and the loci in it."""

    sigla: str
    text: Markup
    language: str
    direction: str
    loci: tuple[LocusView, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A row: the line's number, its own version in the text, what varies of it as a whole, its other versions.

    `wording` is the locus that the other versions are told at.
    """

    label: str
    kind: str
    quiet: bool
    lacking: bool
    own: VersionView
    whole: tuple[LocusView, ...]
    wording: LocusView | None
    others: tuple[VersionView, ...]


def apparatus_page(collation: Collation, loci: Sequence[Locus], counts: LocusCounts) -> str:
    """One complete HTML document: nothing in it is fetched or runs, and a policy in it forbids both.

    Equal arguments give equal pages; size grows with the lines and with the readings.
    """
    style = assets.static("apparatus.css")
    numbers = {id(locus): number for number, locus in enumerate(loci, 1)}
    lines = _Lines(collation, numbers)
    grouped = by_parallel(loci)
    return assets.template("apparatus.html").render(
        policy=assets.security_policy(style=style, script=""),
        style=style,
        title=plain(_title(collation)),
        sentence=summary_sentence(collation, counts),
        notices=notices_of(collation),
        witnesses=_witnesses(collation),
        base=None if collation.base is None else collation.witnesses[collation.base].siglum,
        lines=[lines.view(number, grouped.get(number, [])) for number in range(len(collation.parallels))],
        sentences=[(locus_sentence(collation, locus), lines.address(locus)) for locus in loci],
        derivation=derivation_words(collation.derivation),
    )


MOST_ROWS = 20


def apparatus_preview(collation: Collation, loci: Sequence[Locus], counts: LocusCounts) -> str:
    """An HTML fragment: the sigla, the counts, and the first loci as a table of at most `MOST_ROWS` rows."""
    rows = [
        (
            line_label(collation, locus.parallel),
            _told(collation, locus.lemma) if locus.lemma else "",
            "; ".join(_told(collation, reading) for reading in locus.readings),
        )
        for locus in loci[:MOST_ROWS]
    ]
    names = short_names([witness.name for witness in collation.witnesses])
    texts = [f"{each.siglum} {shortened(names[n], 80)}" for n, each in enumerate(collation.witnesses[:MOST_ROWS])]
    left = len(collation.witnesses) - len(texts)
    said = ", ".join(texts) + (f" and {left} more" if left > 0 else "")
    head = f"<p>{shown(said)}</p>\n<p>{shown(summary_sentence(collation, counts))}</p>\n"
    return head + html_table(("line", "lemma", "readings"), rows, total=len(loci))


def _told(collation: Collation, reading: LocusReading) -> str:
    words = "not there" if reading.absent else reading.words or "−"
    return f"{plain(shortened(words, 60))} ({sigla_words(collation, reading.witnesses)})"


class _Lines:
    """Makes the rows of the page; `numbers` are those of the loci, by their identity."""

    def __init__(self, collation: Collation, numbers: dict[int, int]) -> None:
        self._collation, self._numbers = collation, numbers

    def view(self, number: int, loci: Sequence[Locus]) -> LineView:
        """One line with all that varies in it."""
        parallel = self._collation.parallels[number]
        versions = [
            self._version(held, [locus for locus in loci if locus.version == version])
            for version, held in versions_of(self._collation, parallel)
        ]
        base = self._collation.base
        return LineView(
            label=line_label(self._collation, number),
            kind=kind_words(parallel),
            quiet=parallel.kind not in BODY_KINDS,
            lacking=base is not None and base not in parallel.present,
            own=versions[0],
            whole=tuple(self._whole(locus) for locus in loci if locus.kind in (LocusKind.PRESENCE, LocusKind.PLACE)),
            wording=next((self._locus(locus) for locus in loci if locus.kind is LocusKind.WORDING), None),
            others=tuple(versions[1:]),
        )

    def address(self, locus: Locus) -> str:
        """Where a locus stands on the page, by digest and span of the first text that has it: the same in any other."""
        reading = next(reading for reading in locus.all_readings if reading.spans)
        witness, span = reading.witnesses[0], reading.spans[0]
        digest = self._collation.witnesses[witness].text.witness.text.sha256[:8]
        return f"{locus.kind.value}-{digest}-{span.start}-{span.end}"

    def _whole(self, locus: Locus) -> LocusView:
        parallel = self._collation.parallels[locus.parallel]
        if locus.kind is LocusKind.PLACE:
            return self._locus(locus, said=place_words(self._collation, parallel))
        details = tuple(
            f"{self._collation.witnesses[absence.witness].siglum}: {words}"
            for absence in parallel.absences
            for words in echo_words(self._collation, absence)
        )
        return self._locus(locus, said=absence_words(self._collation, parallel), details=details)

    def _version(self, version: Version, loci: Sequence[Locus]) -> VersionView:
        witness = speaker(self._collation, version.witnesses)
        language, way = _language(self._collation.witnesses[witness])
        return VersionView(
            sigla=self._whose(version),
            text=self._text(version, witness, {locus.stretch: locus for locus in loci}),
            language=language,
            direction=way,
            loci=tuple(self._locus(locus) for locus in loci),
        )

    def _whose(self, version: Version) -> str:
        """Whose wording it is; without a base the page shows no one's words where they vary, and all need no naming."""
        if self._collation.base is not None:
            return whose(self._collation, version)
        everyone = len(version.witnesses) == len(self._collation.witnesses)
        return "" if everyone else sigla_words(self._collation, version.witnesses)

    def _text(self, version: Version, witness: int, loci: dict[int, Locus]) -> Markup:
        """The line as a witness has it, its places marked; where there is no base, a number for each."""
        content = self._collation.witnesses[witness].content
        pieces: list[str] = []
        done: int | None = None
        for number, stretch in enumerate(version.stretches):
            span = next(span_in(reading, witness) for reading in stretch.readings if witness in reading.witnesses)
            pieces.append(shown(content[span.start if done is None else done : span.start]))
            done = span.end
            words = shown(content[span.start : span.end])
            locus = loci.get(number)
            pieces.append(self._place(locus, words) if locus else words)
        return Markup("".join(pieces))  # noqa: S704 - made of escaped text and fixed tags

    def _place(self, locus: Locus, words: Markup) -> str:
        inner = _OPEN if self._collation.base is None and locus.kind is not LocusKind.FORM else str(words) or _CARET
        address, number = self.address(locus), self._numbers[id(locus)]
        return (
            f'<span class="place {locus.kind.value}" id="in-{address}">{inner}'
            f'<a class="ref" href="#{address}"><span class="vh"> locus </span>{number}</a></span>'
        )

    def _locus(self, locus: Locus, *, said: str = "", details: tuple[str, ...] = ()) -> LocusView:
        address = self.address(locus)
        lacking = locus.kind is LocusKind.PRESENCE and (locus.lemma is None or locus.lemma.absent)
        lemma = self._reading(locus.lemma) if locus.lemma and not said else None
        told = (locus.lemma,) if locus.lemma else locus.readings
        wordless = not said and not all(any(map(str.isalnum, reading.words)) for reading in told)
        before = anchor(self._collation, locus) if wordless else ""
        return LocusView(
            number=self._numbers[id(locus)],
            address=address,
            place="" if said else f"in-{address}",
            glyph="+" if lacking else GLYPHS[locus.kind],
            before=shown(before),
            lemma=lemma,
            readings=() if said else tuple(map(self._reading, locus.readings)),
            said=said,
            note=note_words(locus),
            details=details,
        )

    def _reading(self, reading: LocusReading) -> ReadingView:
        language, way = _language(self._collation.witnesses[reading.witnesses[0]])
        return ReadingView(shown(reading.words), sigla_words(self._collation, reading.witnesses), language, way)


def _language(witness: CollatedWitness) -> tuple[str, str]:
    """The language of a text and its writing direction."""
    language = witness.text.language if _LANGUAGE.fullmatch(witness.text.language) else ""
    return "" if language == "und" else language, direction(language)


def _title(collation: Collation) -> str:
    names = short_names([witness.name for witness in collation.witnesses])
    return f"Apparatus of {len(names)} texts: {names[0]} to {names[-1]}"


def _witnesses(collation: Collation) -> list[WitnessView]:
    return [
        WitnessView(
            siglum=witness.siglum,
            name=plain(name),
            date=plain_date(witness.date) if witness.date else "",
            base=number == collation.base,
            anchor=f"text-{witness.siglum}",
            facts=_facts(witness),
        )
        for number, (witness, name) in enumerate(
            zip(collation.witnesses, short_names([witness.name for witness in collation.witnesses]), strict=True)
        )
    ]


def _facts(witness: CollatedWitness) -> tuple[tuple[str, str], ...]:
    read = witness.text.witness
    original = read.original
    return (
        ("name", plain(read.name)),
        ("original sha256", original.sha256 if original else "none: the text was handed over by a program"),
        ("text sha256", read.text.sha256),
        ("text", f"{len(read.text.content):,} code points, {len(witness.text.segments):,} segments"),
        ("extractor", derivation_words(read.text.derivation)),
        *(("warning", plain(warning.message)) for warning in read.text.warnings),
    )
