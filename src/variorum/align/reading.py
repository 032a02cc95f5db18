"""One witness as the collation reads it: tokens, joined units, enumerators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.lines import forms_of_segments
from variorum.align.units import Units
from variorum.model.units import SegmentKind
from variorum.text.atoms import DATE_PREFIX, find_atoms, join
from variorum.text.enumerators import enumerator_end
from variorum.text.lexicon import YEAR_WORDS
from variorum.text.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import SegmentedWitness
    from variorum.text.tokenize import Vocabulary


class Reading:
    """A witness with its tokens and units, all interned in one vocabulary. `heads` are the offsets after each segment's enumerator."""

    def __init__(self, witness: SegmentedWitness, vocabulary: Vocabulary) -> None:
        self.witness = witness
        self.text = witness.content
        self.segments = witness.segments
        self.vocabulary = vocabulary
        self.tokens = tokenize(self.text, vocabulary)
        self.units = join(self.tokens, find_atoms(self.text, self.tokens, vocabulary), vocabulary)
        self.heads = [
            enumerator_end(self.text, segment.span.start, item=segment.kind is SegmentKind.ITEM) for segment in self.segments
        ]

    def lines(self) -> list[list[int]]:
        """The tokens of each segment, without markup and enumerators."""
        return forms_of_segments(self.segments, self.tokens, self.vocabulary, self.heads)

    def units_of(self, indexes: Sequence[int]) -> Units:
        """The units of some segments."""
        return Units(self.text, [self.segments[k] for k in indexes], self.units, self.vocabulary, [self.heads[k] for k in indexes])

    def year_counted_to(self) -> int | None:
        """The year that most of the text's "N years ago" come to from the year it names most often; None where it counts none."""
        names, forms = self.vocabulary.forms, self.units.forms
        counts = [
            int(name)
            for k, form in enumerate(forms[:-1])
            if (name := names[form]).isascii() and name.isdigit() and len(name) <= 3 and names[forms[k + 1]] in YEAR_WORDS
        ]
        years: dict[int, int] = {}
        for form in forms:
            name = names[form].lstrip("\x00").removeprefix(DATE_PREFIX)
            if name[:4].isascii() and name[:4].isdigit() and 1000 <= int(name[:4]) <= 2999 and name[4:5] in ("", "-"):
                years[int(name[:4])] = years.get(int(name[:4]), 0) + 1
        if not counts or not years:
            return None
        count = max(set(counts), key=lambda n: (counts.count(n), n))
        year = max(years, key=lambda y: (years[y], -y))
        return year + count
