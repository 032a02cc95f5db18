"""One witness as the collation reads it: tokens, joined units, enumerators."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from copy import copy
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from variorum.align.lines import CountedLine, LineCounter, forms_of_segments
from variorum.align.units import Units
from variorum.model.units import BODY_KINDS
from variorum.text.atoms import find_atoms, join
from variorum.text.enumerators import enumerator_end
from variorum.text.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import SegmentedWitness
    from variorum.model.units import Segment
    from variorum.text.atoms import Atom
    from variorum.text.tokenize import Vocabulary


class LineCounters:
    """Counts lines of the body by the stems of their content words, the others by what stays from issue to issue.

    Readings whose vocabularies number alike may share one: in a series most lines stand as they stood before.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._body, self._others = LineCounter(vocabulary.stems), LineCounter(vocabulary.shapes)

    def count(self, segment: Segment, forms: list[int]) -> CountedLine:
        """A segment's line, of these forms."""
        counter = self._body if segment.kind in BODY_KINDS else self._others
        return counter.count(segment.index, forms)


class Reading:
    """A witness with its tokens and units, interned in one vocabulary; `heads` are the offsets after enumerators."""

    def __init__(self, witness: SegmentedWitness, vocabulary: Vocabulary, counters: LineCounters | None = None) -> None:
        self.witness = witness
        self._counters = counters or LineCounters(vocabulary)
        self.text = witness.content
        self.segments = witness.segments
        self.vocabulary = vocabulary
        self.tokens = tokenize(self.text, vocabulary)
        self.units = join(self.tokens, self._atoms(), vocabulary)
        self.heads = [enumerator_end(self.text, segment) for segment in self.segments]

    def _atoms(self) -> list[Atom]:
        """The atoms of the text, but for those that a line's end divides: each half belongs to its line."""
        starts = [segment.span.start for segment in self.segments]
        found = []
        for atom in find_atoms(self.text, self.tokens, self.vocabulary):
            next_line = bisect_right(starts, self.tokens.starts[atom[0]])
            if next_line == len(starts) or starts[next_line] >= self.tokens.ends[atom[1] - 1]:
                found.append(atom)
        return found

    def beside(self, other: Reading) -> tuple[Reading, Reading]:
        """The reading and another as one collation has them: in a vocabulary that has read both texts."""
        both = self.vocabulary.joined(other.vocabulary)
        mine, theirs = self._copied(), other._copied()
        mine.vocabulary = theirs.vocabulary = both
        return mine, theirs

    def _copied(self) -> Reading:
        self.lines, self.wordings  # noqa: B018 - divided once for all copies
        return copy(self)

    @cached_property
    def wordings(self) -> list[list[int]]:
        """The units of each segment, without markup and enumerators: equal where two lines differ in form alone."""
        return forms_of_segments(self.segments, self.units, self.vocabulary, self.heads)

    @cached_property
    def lines(self) -> list[CountedLine]:
        """The tokens of each segment, without markup and enumerators."""
        runs = forms_of_segments(self.segments, self.tokens, self.vocabulary, self.heads)
        return list(map(self._counters.count, self.segments, runs))

    def units_of(self, indexes: Sequence[int]) -> Units:
        """The units of some segments."""
        return Units(
            self.text,
            [self.segments[k] for k in indexes],
            self.units,
            self.vocabulary,
            [self.heads[k] for k in indexes],
        )

    def year_counted_to(self) -> int | None:
        """The year named most often plus the "N years ago" counted most often; None where the text counts none."""
        vocabulary, forms = self.vocabulary, self.units.forms
        names = vocabulary.forms
        counted = compress(range(len(forms)), map(vocabulary.counted.__getitem__, forms))
        before = [names[forms[k - 1]] for k in counted if k]
        counts = [int(name) for name in before if name.isascii() and name.isdigit() and len(name) <= 3]
        years = Counter(filter(None, map(vocabulary.years.__getitem__, forms)))
        if not counts or not years:
            return None
        count = max(set(counts), key=lambda n: (counts.count(n), n))
        year = max(years, key=lambda y: (years[y], -y))
        return year + count
