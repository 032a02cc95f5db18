"""Compare two statements: read, segment, collate, summarise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.align.collate import Judgements, collate_witnesses
from variorum.analysis.summary import summarize
from variorum.errors import JudgementError
from variorum.model.alignment import SegmentedWitness, Side
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.dates import stated_date
from variorum.text.segment import segment

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.summary import Summary

GIVEN = Derivation("variorum.collate", "1")


@dataclass(frozen=True, slots=True)
class Comparison:
    """An alignment with its summary, and the ways to show it.

    Dates are ISO 8601, None where neither found nor given.
    """

    alignment: Alignment
    base_date: str | None = None
    other_date: str | None = None
    _made: dict[str, Summary] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def summary(self) -> Summary:
        """Counts and quotations; made when first asked for."""
        if "summary" not in self._made:
            self._made["summary"] = summarize(self.alignment, base_date=self.base_date, other_date=self.other_date)
        return self._made["summary"]

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

    def to_html(self) -> str:
        """One self-contained page: no network, readable without JavaScript."""
        from variorum.render.html import comparison_page

        return comparison_page(self.alignment, self.summary)

    def to_markdown(self) -> str:
        """The comparison as a Markdown document."""
        from variorum.render.markdown import comparison_markdown

        return comparison_markdown(self.alignment, self.summary)

    def to_terminal(
        self,
        *,
        width: int = 80,
        color: bool = False,
        only: Collection[str] = (),
        full: bool = False,
        context: int = 0,
        orthographic: bool = False,
    ) -> str:
        """The terminal page, `width` columns wide; `only` takes the words of `variorum.render.redline.FILTERS`."""
        from variorum.render.redline import RowOptions
        from variorum.render.terminal import comparison_page

        options = RowOptions(frozenset(only), full=full, context=context, orthographic=orthographic)
        return comparison_page(self.alignment, self.summary, width=width, color=color, options=options)

    def to_plain(self, *, only: Collection[str] = (), orthographic: bool = False) -> str:
        """One sentence a change, for a screen reader."""
        from variorum.render.plain import comparison_plain
        from variorum.render.redline import RowOptions

        return comparison_plain(self.alignment, self.summary, RowOptions(frozenset(only), orthographic=orthographic))

    def to_stat(self) -> str:
        """The counts alone."""
        from variorum.render.plain import comparison_stat

        return comparison_stat(self.alignment, self.summary)

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
) -> Comparison:
    """Compare two statements, each a path, "-" for standard input, or a witness already read.

    Dates (ISO 8601), labels and `language` (ISO 639-1) overrule what is found. Raises SourceError for what cannot be
    read, and JudgementError for a line number that a text does not have.
    """
    sides = []
    for source, label in ((base, base_label), (other, other_label)):
        witness = _witness(source)
        sides.append(_segmented(replace(witness, name=label) if label else witness, language))
    if judgements is not None:
        _check(judgements, *sides)
    return _collated(*sides, base_date=base_date, other_date=other_date, judgements=judgements)


def collate(base_text: str, other_text: str, *, language: str | None = None) -> Comparison:
    """Compare two texts held in memory, as they stand."""
    sides = [_segmented(_given(name, text), language) for name, text in (("base", base_text), ("other", other_text))]
    return _collated(*sides)


def collate_segments(base_lines: Sequence[str], other_lines: Sequence[str]) -> Comparison:
    """Compare two texts already split into lines: the lines joined by newlines, each of them a sentence.

    White space at the ends of a line belongs to no segment, and an empty line to none at all.
    """
    return _collated(_of_lines("base", base_lines), _of_lines("other", other_lines))


def _collated(
    base: SegmentedWitness,
    other: SegmentedWitness,
    *,
    base_date: str | None = None,
    other_date: str | None = None,
    judgements: Judgements | None = None,
) -> Comparison:
    base_date = base_date or stated_date(base.content, base.segments)
    other_date = other_date or stated_date(other.content, other.segments)
    alignment = collate_witnesses(base, other, judgements=judgements, base_date=base_date, other_date=other_date)
    return Comparison(alignment, base_date, other_date)


def _witness(source: str | os.PathLike[str] | Witness) -> Witness:
    if isinstance(source, Witness):
        return source
    from variorum.ingest.readers import read

    return read(str(source))


def _given(name: str, content: str) -> Witness:
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Witness(name, Text(content, digest, GIVEN))


def _segmented(witness: Witness, language: str | None) -> SegmentedWitness:
    found = segment(witness.text.content, blocks=witness.text.blocks, language=language or witness.language)
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def _of_lines(name: str, lines: Sequence[str]) -> SegmentedWitness:
    segments: list[Segment] = []
    start = 0
    for paragraph, line in enumerate(lines):
        inner = line.strip()
        if inner:
            begin = start + len(line) - len(line.lstrip())
            segments.append(Segment(len(segments), SegmentKind.SENTENCE, Span(begin, begin + len(inner)), paragraph))
        start += len(line) + 1
    return SegmentedWitness(_given(name, "\n".join(lines)), tuple(segments), LineBreaks.PARAGRAPH, "")


def _check(judgements: Judgements, base: SegmentedWitness, other: SegmentedWitness) -> None:
    """Refuses line numbers beyond the last."""
    counts = {Side.BASE: len(base.segments), Side.OTHER: len(other.segments)}
    named = [
        *((Side.BASE, i) for i, _ in (*judgements.pairs, *judgements.unpairs)),
        *((Side.OTHER, j) for _, j in (*judgements.pairs, *judgements.unpairs)),
        *((side, index) for side, index, _ in judgements.kinds),
    ]
    for side, index in named:
        if not 0 <= index < counts[side]:
            raise JudgementError(index + 1, side.value, counts[side])
