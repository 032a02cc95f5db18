"""The apparatus of several statements: read, segment, collate all with all, find where they vary."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.align.multi import collate_many
from variorum.analysis.apparatus import count_loci, loci_of
from variorum.errors import BaseMissing, TooFewTexts
from variorum.model.apparatus import CollatedWitness, LocusKind
from variorum.model.spans import Span  # noqa: TC001 - a column of the table, whose type is looked up
from variorum.progress import Step, silent
from variorum.text.dates import stated_date
from variorum.workflows.compare import UNTRANSLATED, check_language, segmented, two_languages, witness_from
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas
    import pyarrow

    from variorum.align.collate import Judgements
    from variorum.model.alignment import Alignment
    from variorum.model.apparatus import Collation, Locus, LocusCounts, LocusReading
    from variorum.model.witnesses import Limit, Witness
    from variorum.progress import Report
    from variorum.workflows.judge import JudgedText, Standing

    Source = str | os.PathLike[str] | Witness

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# A date in a file's name orders texts that state none; it dates nothing.
_NAMED_DATE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?:-\d\d){0,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a locus, as a table lists it; `locus` and `parallel` count from 1, `lines` are the base's.

    `spans` are in the order of `witnesses`, none where the line is absent.
    """

    locus: int
    kind: str
    parallel: int
    lines: tuple[int, ...]
    witnesses: tuple[str, ...]
    lemma: bool
    absent: bool
    words: str
    spans: tuple[Span, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Apparatus:
    """Every place where several texts vary, with all readings and their witnesses, and the ways to show it."""

    collation: Collation
    _made: dict[str, tuple[Locus, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        base = f"base {self.base}" if self.base else "no base"
        return f"<apparatus of {len(self.collation.witnesses)} texts, {base}: {self.counts.loci} loci>"

    @property
    def sigla(self) -> tuple[str, ...]:
        """What the texts are called, in the order of their dates, names and digests."""
        return tuple(witness.siglum for witness in self.collation.witnesses)

    @property
    def base(self) -> str | None:
        """The siglum of the base."""
        return None if self.collation.base is None else self.sigla[self.collation.base]

    @property
    def loci(self) -> tuple[Locus, ...]:
        """Every place where wording, its presence or its place varies, in order."""
        return tuple(locus for locus in self.all_loci if locus.kind is not LocusKind.FORM)

    @property
    def all_loci(self) -> tuple[Locus, ...]:
        """The loci and, between them, where only the written form differs; made when first asked for."""
        if "loci" not in self._made:
            self._made["loci"] = loci_of(self.collation)
        return self._made["loci"]

    @property
    def counts(self) -> LocusCounts:
        """How many loci there are of each kind."""
        return count_loci(self.collation, self.all_loci)

    @property
    def complete(self) -> bool:
        """Whether all texts are known to be whole and no limit was hit."""
        return not self.collation.limits and all(each.text.witness.text.whole for each in self.collation.witnesses)

    def to_json(self) -> str:
        """The document `variorum.apparatus/1`; its JSON Schema ships with the package."""
        from variorum.render.apparatus_json import apparatus_document

        return apparatus_document(self.collation, self.all_loci, self.counts)

    def to_collatex(self) -> str:
        """The alignment table as the JSON of CollateX: of each position, each witness's tokens."""
        from variorum.render.apparatus_collatex import collatex_document

        return collatex_document(self.collation)

    def to_html(self, *, orthographic: bool = False) -> str:
        """One self-contained page without any script: the text with its loci marked, the readings beside."""
        from variorum.render.html.apparatus import apparatus_page

        return apparatus_page(self.collation, self._shown(orthographic=orthographic), self.counts)

    def to_terminal(self, *, width: int = 80, color: bool = False, orthographic: bool = False) -> str:
        """The page for a terminal of `width` columns."""
        from variorum.render.apparatus_terminal import apparatus_page

        loci = self._shown(orthographic=orthographic)
        return apparatus_page(self.collation, loci, self.counts, width=width, color=color)

    def to_plain(self, *, orthographic: bool = False) -> str:
        """One sentence a locus, for a screen reader."""
        from variorum.render.apparatus_plain import apparatus_plain

        return apparatus_plain(self.collation, self._shown(orthographic=orthographic), self.counts)

    def to_table(self, *, orthographic: bool = False) -> Table[ReadingRow]:
        """All readings as rows, a locus after the other."""
        rows = tuple(self._rows(self._shown(orthographic=orthographic)))
        return Table(ReadingRow, rows, len(rows), self.collation.limits)

    def to_arrow(self) -> pyarrow.Table:
        """All readings as an Arrow table. Raises ExtraMissing without pyarrow."""
        return self.to_table().to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """All readings as a data frame. Raises ExtraMissing without pandas."""
        return self.to_table().to_pandas()

    def _repr_html_(self) -> str:
        """A bounded preview for notebooks."""
        from variorum.render.html.apparatus import apparatus_preview

        return apparatus_preview(self.collation, self.loci, self.counts)

    def _shown(self, *, orthographic: bool) -> tuple[Locus, ...]:
        return self.all_loci if orthographic else self.loci

    def _rows(self, loci: Sequence[Locus]) -> Iterator[ReadingRow]:
        base = self.collation.base
        for number, locus in enumerate(loci, 1):
            segments = () if base is None else self.collation.parallels[locus.parallel].segments[base]
            lines = tuple(k + 1 for k in segments)
            for reading in locus.all_readings:
                yield self._row(number, locus, lines, reading)

    def _row(self, number: int, locus: Locus, lines: tuple[int, ...], reading: LocusReading) -> ReadingRow:
        return ReadingRow(
            locus=number,
            kind=locus.kind.value,
            parallel=locus.parallel + 1,
            lines=lines,
            witnesses=tuple(self.sigla[w] for w in reading.witnesses),
            lemma=reading is locus.lemma,
            absent=reading.absent,
            words=reading.words,
            spans=reading.spans,
            notes=tuple(note.value for note in locus.notes),
        )


def apparatus(
    *sources: Source,
    base: Source | int | None = 0,
    language: str | None = None,
    dates: Sequence[str | None] = (),
    standing: Standing | None = None,
    report: Report = silent,
) -> Apparatus:
    """The apparatus of two or more statements, each a path, "-" for standard input, or a witness already read.

    The order of the sources makes no difference but to the base, which is the first, if `base` names no other (by
    itself or its number) nor says None. `dates` (ISO 8601, None to find one) are in the order of the sources,
    `language` (ISO 639-1) is that of all, and `standing` what an archive has of people's judgements. Raises
    TooFewTexts, BaseMissing, SourceError for what cannot be read, and LanguageUnknown.
    """
    check_language(language)
    number = _base_number(base, sources)
    if len(sources) < 2:
        raise TooFewTexts(len(sources))
    witnesses = [witness_from(source) for source in sources]
    stated = [*dates, *[None] * (len(sources) - len(dates))]
    return _apparatus(witnesses, stated, number, language, report, standing)


def apparatus_of_texts(
    texts: Mapping[str, str], *, base: str | None = None, language: str | None = None, report: Report = silent
) -> Apparatus:
    """The apparatus of two or more texts held in memory, by their names; `base` is the name of one, or None.

    Raises TooFewTexts, BaseMissing, LanguageUnknown, and TypeError for anything but strings.
    """
    from variorum.workflows.compare import given

    check_language(language)
    if len(texts) < 2:
        raise TooFewTexts(len(texts))
    if base is not None and base not in texts:
        raise BaseMissing(base, tuple(texts))
    number = None if base is None else list(texts).index(base)
    witnesses = [given(name, text) for name, text in texts.items()]
    return _apparatus(witnesses, [None] * len(witnesses), number, language, report, None)


def _apparatus(
    witnesses: Sequence[Witness],
    dates: Sequence[str | None],
    base: int | None,
    language: str | None,
    report: Report,
    standing: Standing | None,
) -> Apparatus:
    texts = [segmented(witness, language) for witness in witnesses]
    stated = [date or stated_date(text.content, text.segments) for date, text in zip(dates, texts, strict=True)]
    order = sorted(range(len(texts)), key=lambda k: _place(witnesses[k], stated[k]))
    sigla = _sigla(len(texts))
    collated = [CollatedWitness(sigla[rank], texts[k], stated[k]) for rank, k in enumerate(order)]

    def seen(_: int, __: int, alignment: Alignment) -> tuple[Limit, ...]:
        return () if language or two_languages(alignment) is None else (UNTRANSLATED,)

    def judged(a: int, b: int) -> Judgements | None:
        return standing.between(*(_judged_text(collated[k]) for k in (a, b))) if standing else None

    def told(done: int, total: int) -> None:
        report(Step("texts beside each other", done, total, "pairs"))

    number = None if base is None else order.index(base)
    return Apparatus(collate_many(collated, number, judged=judged, seen=seen, report=told))


def _judged_text(witness: CollatedWitness) -> JudgedText:
    from variorum.workflows.judge import JudgedText

    return JudgedText(witness.text.witness.text.sha256, witness.text.segments, witness.date or "")


def _place(witness: Witness, date: str | None) -> tuple[bool, str, str, str]:
    """Where a text comes in the order of all: by date, a date in its name for want of one, by name, by digest."""
    named = _NAMED_DATE.findall(re.split(r"[/\\]", witness.name)[-1])
    day = date or (named[0] if named else "")
    return not day, day, witness.name, witness.text.sha256


def _sigla(count: int) -> list[str]:
    """A, B and so on to Z, then AA, AB."""
    sigla: list[str] = []
    for number in range(count):
        siglum, left = "", number + 1
        while left:
            left, letter = divmod(left - 1, len(_LETTERS))
            siglum = _LETTERS[letter] + siglum
        sigla.append(siglum)
    return sigla


def _base_number(base: Source | int | None, sources: Sequence[Source]) -> int | None:
    """Which of the sources the base is."""
    if base is None:
        return None
    if isinstance(base, int):
        if sources and not 0 <= base < len(sources):
            raise BaseMissing(str(base), tuple(map(str, range(len(sources)))))
        return base
    if base in sources:
        return sources.index(base)
    names = [source if isinstance(source, str | os.PathLike) else source.name for source in sources]
    said = base if isinstance(base, str | os.PathLike) else base.name
    paths = [os.fspath(name) for name in names]
    if os.fspath(said) in paths:
        return paths.index(os.fspath(said))
    raise BaseMissing(str(os.fspath(said)), tuple(map(str, paths)))
