"""An apparatus in words: sigla, the names of lines, what became of a line, counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.alignment import EditNote
from variorum.model.apparatus import LocusKind
from variorum.model.units import BODY_KINDS
from variorum.render.redline import KIND_WORDS
from variorum.render.sentences import FORM_WORDS, limit_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.apparatus import Absence, Collation, Locus, LocusCounts, Parallel, Reading, Version
    from variorum.model.spans import Span

# So many sigla in a row are told as a range.
RANGE_FROM = 3
# How many characters before an empty place are quoted to say where it is.
ANCHOR_WIDTH = 24
_NOTE_WORDS = {
    EditNote.CAPITAL: "capital",
    EditNote.ROLLOVER: "anniversary count",
    EditNote.FIGURE: "figure",
    EditNote.DATE: "date",
    EditNote.NAME: "name",
    **FORM_WORDS,
}
GLYPHS = {
    LocusKind.WORDS: "]",
    LocusKind.FORM: "·",
    LocusKind.WORDING: "≈",
    LocusKind.PRESENCE: "−",
    LocusKind.PLACE: "↕",
}


def sigla_words(collation: Collation, witnesses: Sequence[int]) -> str:
    """The sigla of some witnesses, runs of them as ranges: "A C–F"."""
    sigla = [witness.siglum for witness in collation.witnesses]
    words = []
    for _, group in groupby(enumerate(witnesses), key=lambda pair: pair[1] - pair[0]):
        run = [sigla[witness] for _, witness in group]
        words += [f"{run[0]}–{run[-1]}"] if len(run) >= RANGE_FROM else run
    return " ".join(words)


def line_numbers(segments: Sequence[int]) -> str:
    """Segments as a reader counts lines: "4", "7–8", or nothing."""
    if not segments:
        return ""
    first, last = segments[0] + 1, segments[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


def numbered(segments: Sequence[int]) -> str:
    """Segments in words: "line 4", "lines 7–8"."""
    return f"line{'' if len(segments) == 1 else 's'} {line_numbers(segments)}"


def line_label(collation: Collation, number: int) -> str:
    """What a line is called: its number in the base, "+" where the base lacks it; without a base its place."""
    if collation.base is None:
        return str(number + 1)
    return line_numbers(collation.parallels[number].segments[collation.base]) or "+"


def kind_words(parallel: Parallel) -> str:
    """What a line is, where it is none of the body, and whether a person decided on it: "title", "vote, as judged"."""
    kind = "" if parallel.kind in BODY_KINDS else KIND_WORDS.get(parallel.kind, parallel.kind.value)
    return ", ".join(filter(None, (kind, "as judged" if parallel.judged else "")))


def note_words(locus: Locus) -> str:
    """What differs, where it has a name: "figure", "quotation marks and case"."""
    return " and ".join(_NOTE_WORDS[note] for note in locus.notes if note in _NOTE_WORDS)


def versions_of(collation: Collation, parallel: Parallel) -> list[tuple[int, Version]]:
    """The versions of a line with their numbers, the base's first."""
    numbered = list(enumerate(parallel.versions))
    return sorted(numbered, key=lambda each: (collation.base not in each[1].witnesses, each[0]))


def speaker(collation: Collation, witnesses: Sequence[int]) -> int:
    """Whose characters stand for those of several witnesses: the base's, else the first one's."""
    return collation.base if collation.base is not None and collation.base in witnesses else witnesses[0]


def wording_of(collation: Collation, parallel: Parallel, witness: int) -> str:
    """A line as a witness has it, white space folded."""
    text = collation.witnesses[witness].text
    segments = [text.segments[k].span for k in parallel.segments[witness]]
    return " ".join(text.content[segments[0].start : segments[-1].end].split())


def whose(collation: Collation, version: Version) -> str:
    """Whose wording stands for a version, where the base has no part in it: "C", "C–E", "C–E, as in C"."""
    if collation.base is not None and collation.base in version.witnesses:
        return ""
    sigla = sigla_words(collation, version.witnesses)
    first = collation.witnesses[speaker(collation, version.witnesses)].siglum
    return f"{sigla}, as in {first}" if version.varies else sigla


def span_in(reading: Reading, witness: int) -> Span:
    """Where a witness has a reading."""
    return reading.spans[reading.witnesses.index(witness)]


def anchor(collation: Collation, locus: Locus) -> str:
    """The words just before a place inside a line, "" at its head: where a reading without words would stand."""
    version = collation.parallels[locus.parallel].versions[locus.version]
    witness = speaker(collation, version.witnesses)
    spans = [span for stretch in version.stretches for span in _spans_of(stretch.readings, witness)]
    here = next(_spans_of(version.stretches[locus.stretch].readings, witness))
    text = " ".join(collation.witnesses[witness].content[spans[0].start : here.start].split())
    if len(text) <= ANCHOR_WIDTH:
        return text
    tail = text[-ANCHOR_WIDTH:]
    return tail.split(" ", 1)[1] if " " in tail else tail


def _spans_of(readings: Iterable[Reading], witness: int) -> Iterator[Span]:
    return (span_in(reading, witness) for reading in readings if witness in reading.witnesses)


def absence_words(collation: Collation, parallel: Parallel) -> str:
    """Who lacks a line: "not in C–E; not found in F as read; words of it stand elsewhere in C D".

    Of a line that the base lacks, or where there is no base, who has it: "only in A B".
    """
    known = [absence.witness for absence in parallel.absences if absence.known]
    unknown = [absence.witness for absence in parallel.absences if not absence.known]
    echoed = [absence.witness for absence in parallel.absences if absence.echoes]
    by_presence = collation.base is None or collation.base not in parallel.present
    only = f"{'in' if unknown else 'only in'} {sigla_words(collation, parallel.present)}"
    said = [
        only if by_presence else f"not in {sigla_words(collation, known)}" if known else "",
        f"not found in {sigla_words(collation, unknown)} as read" if unknown else "",
        f"words of it stand elsewhere in {sigla_words(collation, echoed)}" if echoed else "",
    ]
    return "; ".join(filter(None, said))


def echo_words(collation: Collation, absence: Absence) -> list[str]:
    """The words of an absent line that stand elsewhere in the witness, each once."""
    content = collation.witnesses[absence.witness].content
    return list(dict.fromkeys(" ".join(span.of(content).split()) for span in absence.echoes))


def place_words(collation: Collation, parallel: Parallel) -> str:
    """Who has a line at another place, and as which of their lines: "at another place in C (line 4), D (line 5)"."""
    places = [f"{collation.witnesses[w].siglum} ({numbered(parallel.segments[w])})" for w in parallel.moved]
    return f"at another place in {', '.join(places)}"


def summary_sentence(collation: Collation, counts: LocusCounts) -> str:
    """What varies, in one sentence of counts."""
    count = len(collation.witnesses)
    same = counts.parallels - counts.varying
    both = "both" if count == 2 else f"all {count}"
    head = f"{counts.parallels} line{'' if counts.parallels == 1 else 's'}, {same or 'none'} the same in {both} texts"
    parts = [
        f"{number} {words}"
        for number, words in (
            (counts.of_words, f"place{'' if counts.of_words == 1 else 's'} where words vary"),
            (counts.of_wording, f"line{'' if counts.of_wording == 1 else 's'} worded otherwise as a whole"),
            (
                counts.of_presence,
                f"line{'' if counts.of_presence == 1 else 's'} not in {'both' if count == 2 else 'all'}",
            ),
            (counts.of_place, f"line{'' if counts.of_place == 1 else 's'} at different places"),
        )
        if number
    ]
    return f"{head}; {', '.join(parts)}." if parts else f"{head}: nothing varies."


def notices_of(collation: Collation) -> list[str]:
    """What a reader must know first: what was not read, which limit was hit."""
    said = []
    for witness in collation.witnesses:
        text = witness.text.witness.text
        said += [f"{witness.siglum}: {warning.message}" for warning in text.warnings if warning.incomplete]
        said += [f"{witness.siglum}: {limit_words(limit)}" for limit in text.limits]
    said += [limit_words(limit) for limit in collation.limits]
    return list(dict.fromkeys(said))


def by_parallel(loci: Iterable[Locus]) -> dict[int, list[Locus]]:
    """The loci of each line that has any."""
    return {number: list(group) for number, group in groupby(loci, key=lambda locus: locus.parallel)}
