"""Compare two statements: read, segment, collate, summarise."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.align.collate import Judgements, collate_witnesses
from variorum.analysis.summary import summarize
from variorum.errors import (
    EmptyLine,
    LanguageUnknown,
    LineMissing,
    PairContradicted,
    PairMissing,
    PairOfKinds,
)
from variorum.model.alignment import SegmentedWitness, Side
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS, LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Limit, Text, Witness
from variorum.text.dates import stated_date
from variorum.text.languages import sure_language
from variorum.text.segment import segment
from variorum.text.tags import is_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from variorum.model.alignment import Alignment
    from variorum.model.summary import Summary
    from variorum.workflows.judge import Standing
    from variorum.workflows.ledger_reading import FactSource
    from variorum.workflows.ledgers import Ledger

GIVEN = Derivation("variorum.collate", "1")
# What a comparison of texts in two languages cannot say: that a line is not there.
UNTRANSLATED = Limit(
    "languages of the two texts", "1", "2", "what a line says may stand in the other text in the other language"
)
# Texts in two languages whose lines answer each other are bilingual, one the other way round.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """An alignment with its summary, and the ways to show it.

    Dates are ISO 8601, None where neither found nor given. `languages` are those of the two texts (ISO 639-1) where
    they surely differ; None else. `fact_source` says how facts are read, None for the rules alone.
    """

    alignment: Alignment
    base_date: str | None = None
    other_date: str | None = None
    languages: tuple[str, str] | None = None
    fact_source: FactSource | None = field(default=None, repr=False, compare=False)
    _made: dict[str, Summary] = field(default_factory=dict, init=False, repr=False, compare=False)
    _ledgers: dict[str, Ledger] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def summary(self) -> Summary:
        """Counts and quotations; made when first asked for."""
        if "summary" not in self._made:
            self._made["summary"] = summarize(
                self.alignment, base_date=self.base_date, other_date=self.other_date, languages=self.languages
            )
        return self._made["summary"]

    @property
    def facts(self) -> Ledger:
        """What both say, fact by fact, and how it changed; made when first asked for."""
        if "facts" not in self._ledgers:
            self._ledgers["facts"] = self.read_facts(self.fact_source)
        return self._ledgers["facts"]

    def read_facts(self, source: FactSource | None = None) -> Ledger:
        """The ledger, its facts read from another source."""
        from variorum.workflows.ledgers import facts_of_two

        return facts_of_two(self.alignment, self.summary, (self.base_date, self.other_date), source=source)

    @property
    def differs(self) -> bool:
        """Whether any word changed, came, went or moved; differences of written form alone are none."""
        from variorum.render.redline import is_change

        return any(is_change(bead) for bead in self.alignment.beads)

    @property
    def complete(self) -> bool:
        """Whether both texts are known to be whole and no limit was hit."""
        sides = (self.alignment.base, self.alignment.other)
        return not self.alignment.limits and all(side.witness.text.whole for side in sides)

    def to_json(self) -> str:
        """The document `variorum.alignment/1`; its JSON Schema ships with the package."""
        from variorum.render.json import alignment_document

        return alignment_document(self.alignment, self.summary)

    def to_csv(self) -> str:
        """Every line of both texts, a row a line or two that answer each other."""
        from variorum.render.changes_csv import changes_table

        return changes_table(self.alignment)

    def to_html(self, *, facts: bool = False) -> str:
        """One self-contained page: no network, readable without JavaScript; with `facts` it has those that changed."""
        from variorum.render.html import comparison_page

        return comparison_page(self.alignment, self.summary, self.facts.view() if facts else None)

    def to_json_with_facts(self) -> str:
        """The document `variorum.comparison/1`: that of `to_json`, and the ledger of both texts."""
        from variorum.render.ledger import comparison_document

        return comparison_document(self.to_json(), self.facts.to_json())

    def to_markdown(self, *, facts: bool = False) -> str:
        """The comparison as a Markdown document; with `facts` those that changed are in it."""
        from variorum.render.markdown import comparison_markdown

        return comparison_markdown(self.alignment, self.summary, self.facts.view() if facts else None)

    def to_terminal(
        self,
        *,
        width: int = 80,
        color: bool = False,
        only: Collection[str] = (),
        full: bool = False,
        context: int = 0,
        orthographic: bool = False,
        facts: bool = False,
    ) -> str:
        """The terminal page, `width` columns wide; `only` takes the words of `variorum.render.redline.FILTERS`."""
        from variorum.render.redline import RowOptions
        from variorum.render.terminal import comparison_page

        options = RowOptions(frozenset(only), full=full, context=context, orthographic=orthographic)
        view = self.facts.view(full=full) if facts else None
        return comparison_page(self.alignment, self.summary, width=width, color=color, options=options, facts=view)

    def to_plain(self, *, only: Collection[str] = (), orthographic: bool = False, facts: bool = False) -> str:
        """One sentence a change, for a screen reader."""
        from variorum.render.plain import comparison_plain
        from variorum.render.redline import RowOptions

        options = RowOptions(frozenset(only), orthographic=orthographic)
        return comparison_plain(self.alignment, self.summary, options, self.facts.view() if facts else None)

    def to_stat(self, *, facts: bool = False) -> str:
        """The counts alone."""
        from variorum.render.plain import comparison_stat

        return comparison_stat(self.alignment, self.summary, self.facts.view() if facts else None)

    def _repr_html_(self) -> str:
        """A bounded preview for notebooks."""
        from variorum.render.html import comparison_preview

        return comparison_preview(self.alignment, self.summary)


def compare(  # noqa: PLR0913 (each overrules one thing that is found)
    base: str | os.PathLike[str] | Witness,
    other: str | os.PathLike[str] | Witness,
    *,
    language: str | None = None,
    base_date: str | None = None,
    other_date: str | None = None,
    base_label: str | None = None,
    other_label: str | None = None,
    judgements: Judgements | None = None,
    standing: Standing | None = None,
) -> Comparison:
    """Compare two statements, each a path, "-" for standard input, or a witness already read.

    Dates (ISO 8601), labels and `language` (ISO 639-1) overrule what is found. `judgements` are made for this
    comparison; of what an archive has (`standing`, see `variorum.workflows.judge`) they overrule the opposite. Raises
    SourceError for what cannot be read, LanguageUnknown for a code that names none, and JudgementError for what the
    texts do not allow: a line that is not there, a pair of a title and a sentence, a pair to part that nothing has
    paired.
    """
    check_language(language)
    sides = []
    for source, label in ((base, base_label), (other, other_label)):
        witness = witness_from(source)
        sides.append(segmented(replace(witness, name=label) if label else witness, language))
    own = judgements or Judgements()
    _check_lines(own, *sides)
    dates = base_date, other_date
    every = _with_standing(own, standing, dates, *sides)
    comparison = _collated(*sides, base_date=base_date, other_date=other_date, judgements=every, language=language)
    for pair in own.unpairs:
        without = replace(own, unpairs=tuple(other for other in own.unpairs if other != pair))
        _check_unpair(pair, _with_standing(without, standing, dates, *sides), comparison.alignment)
    return comparison


def collate(base_text: str, other_text: str, *, language: str | None = None) -> Comparison:
    """Compare two texts held in memory, as they stand. Raises TypeError for anything but strings."""
    check_language(language)
    sides = [segmented(given(name, text), language) for name, text in (("base", base_text), ("other", other_text))]
    return _collated(*sides, language=language)


def collate_segments(base_lines: Iterable[str], other_lines: Iterable[str]) -> Comparison:
    """Compare two texts already split into lines: the lines joined by newlines, each of them a sentence.

    The k-th line is the k-th segment; white space at its ends belongs to no segment. Raises EmptyLine, a ValueError,
    for a line that holds nothing else, and TypeError for anything but lines of text.
    """
    return _collated(_of_lines("base", base_lines), _of_lines("other", other_lines))


def _collated(
    base: SegmentedWitness,
    other: SegmentedWitness,
    *,
    base_date: str | None = None,
    other_date: str | None = None,
    judgements: Judgements | None = None,
    language: str | None = None,
) -> Comparison:
    """The comparison of two divided texts; `language` is given where both are said to be in that one."""
    base_date = base_date or stated_date(base.content, base.segments)
    other_date = other_date or stated_date(other.content, other.segments)
    alignment = collate_witnesses(base, other, judgements=judgements, base_date=base_date, other_date=other_date)
    languages = None if language else two_languages(alignment)
    if languages is not None:
        alignment = replace(alignment, limits=(UNTRANSLATED, *alignment.limits))
    return Comparison(alignment, base_date, other_date, languages)


def two_languages(alignment: Alignment) -> tuple[str, str] | None:
    """The languages of the texts where they surely differ, and their lines do not answer each other all the same."""
    base, other = (sure_language(side.content) for side in (alignment.base, alignment.other))
    if base is None or other is None or base == other:
        return None
    alike = sum(bead.score is not None and bead.score >= _ALIKE for bead in alignment.beads)
    shorter = min(len(alignment.base.segments), len(alignment.other.segments))
    return (base, other) if 2 * alike < shorter else None


def witness_from(source: str | os.PathLike[str] | Witness) -> Witness:
    """What a program handed over, read if it is a path. Raises SourceError or TypeError."""
    if isinstance(source, Witness):
        return source
    if not isinstance(source, str | os.PathLike):
        raise TypeError(
            _wrong_type("compare takes a path, - or a Witness", source) + " A text in memory is for collate."
        )
    from variorum.ingest.readers import read

    return read(os.fsdecode(source))


def _wrong_type(takes: str, value: object) -> str:
    return f"{takes}, not {type(value).__name__}."


def given(name: str, content: object) -> Witness:
    """A text in memory under a name. Raises TypeError for what is no string."""
    if not isinstance(content, str):
        way_out = " Decode it first, or give the path of its file to compare." if isinstance(content, bytes) else ""
        way_out = " A file is for compare." if isinstance(content, os.PathLike) else way_out
        raise TypeError(_wrong_type(f"collate takes the {name} as a string", content) + way_out)
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Witness(name, Text(content, digest, GIVEN))


def segmented(witness: Witness, language: str | None) -> SegmentedWitness:
    """A witness divided into segments, in the language that is said or found."""
    found = segment(witness.text.content, blocks=witness.text.blocks, language=language or witness.language)
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def _of_lines(name: str, said: Iterable[str]) -> SegmentedWitness:
    lines = _lines_of(name, said)
    segments: list[Segment] = []
    start = 0
    for index, line in enumerate(lines):
        inner = line.strip()
        if not inner:
            raise EmptyLine(index, name)
        begin = start + len(line) - len(line.lstrip())
        segments.append(Segment(index, SegmentKind.SENTENCE, Span(begin, begin + len(inner)), index))
        start += len(line) + 1
    return SegmentedWitness(given(name, "\n".join(lines)), tuple(segments), LineBreaks.PARAGRAPH, "")


def _lines_of(name: str, given: Iterable[str]) -> list[str]:
    """The lines as a list; one string is a text and not its lines, though Python takes it for its characters."""
    takes = f"collate_segments takes the {name} as a list of lines"
    if isinstance(given, str | bytes | os.PathLike):
        raise TypeError(_wrong_type(takes, given) + " A whole text is for collate, a file for compare.")
    try:
        lines = list(given)
    except TypeError as error:
        raise TypeError(_wrong_type(takes, given)) from error
    for index, line in enumerate(lines):
        if not isinstance(line, str):
            raise TypeError(_wrong_type(f"{takes}; line {index}, counted from 0, must be a string", line))
    return lines


def check_language(language: str | None) -> None:
    """Refuse a code that is no language. Raises LanguageUnknown."""
    if language is not None and not is_language(language):
        raise LanguageUnknown(language)


def _check_lines(judgements: Judgements, base: SegmentedWitness, other: SegmentedWitness) -> None:
    """Refuses lines that are not there, pairs both made and parted, and pairs of lines that are counted apart."""
    segments = {Side.BASE: base.segments, Side.OTHER: other.segments}
    named = [
        *((Side.BASE, i) for i, _ in (*judgements.pairs, *judgements.unpairs)),
        *((Side.OTHER, j) for _, j in (*judgements.pairs, *judgements.unpairs)),
        *((side, index) for side, index, _ in judgements.kinds),
    ]
    for side, index in named:
        if not 0 <= index < len(segments[side]):
            raise LineMissing(index + 1, side.value, len(segments[side]))
    said = {(side, index): kind for side, index, kind in judgements.kinds}
    for pair in judgements.pairs:
        mine, theirs = (
            said.get((side, index), segments[side][index].kind) for side, index in zip(Side, pair, strict=True)
        )
        if pair in judgements.unpairs:
            raise PairContradicted(_numbers(pair))
        if mine is not theirs and not {mine, theirs} <= BODY_KINDS:
            raise PairOfKinds(_numbers(pair), (mine.value, theirs.value))


def _with_standing(
    own: Judgements,
    standing: Standing | None,
    dates: tuple[str | None, str | None],
    base: SegmentedWitness,
    other: SegmentedWitness,
) -> Judgements:
    """What was decided for this comparison, and what an archive has of these texts and does not contradict it."""
    if not standing:
        return own
    from variorum.workflows.judge import JudgedText

    texts = [
        JudgedText(side.witness.text.sha256, side.segments, date or stated_date(side.content, side.segments) or "")
        for side, date in zip((base, other), dates, strict=True)
    ]
    kept = standing.between(*texts)
    retyped = {(side, index) for side, index, _ in own.kinds}
    paired = {place for pair in own.pairs for place in zip(Side, pair, strict=True)}
    links = (
        pair
        for pair in kept.pairs
        if pair not in own.unpairs and not retyped.intersection(zip(Side, pair, strict=True))
    )
    return replace(
        own,
        pairs=(*own.pairs, *links),
        unpairs=(*own.unpairs, *(pair for pair in kept.unpairs if pair not in own.pairs)),
        alone=tuple(place for place in kept.alone if place not in paired),
    )


def _check_unpair(pair: tuple[int, int], others: Judgements, made: Alignment) -> None:
    """Refuses to part what nothing would have paired by all that was decided otherwise."""
    without = collate_witnesses(made.base, made.other, judgements=replace(others, kinds=()))
    answers = {j for bead in without.beads if pair[0] in bead.base for j in bead.other}
    if pair[1] not in answers:
        raise PairMissing(_numbers(pair), tuple(sorted(j + 1 for j in answers)))


def _numbers(pair: tuple[int, int]) -> tuple[int, int]:
    """A pair of indexes as a person counts them."""
    return pair[0] + 1, pair[1] + 1
