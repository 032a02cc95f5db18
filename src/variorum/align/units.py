"""The units of the lines of one bead: what the word comparison works on."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from variorum.align.lines import Forms, pack
from variorum.text.tokenize import DATE_PREFIX
from variorum.text.tokenize import ATOM, FUNCTION, MARKUP, NUMBER, PUNCTUATION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.units import Segment
    from variorum.text.tokenize import Tokens, Vocabulary

_WEIGHTS = {MARKUP: 0.0, PUNCTUATION: 0.15, FUNCTION: 0.3, WORD: 1.0, NUMBER: 3.0, ATOM: 2.0}
# A run of capitals longer than this is a heading, not a name.
MAX_NAME = 6


class Units:
    """The units of some segments of one text, markup left out, as parallel lists; made for one bead and thrown away.

    `edges` are the places where a new segment begins; `heads` the units that are only an enumerator ("5.").
    """

    __slots__ = ("_cumulated", "content", "edges", "ends", "forms", "heads", "packed", "starts", "text", "vocabulary")

    def __init__(self, text: str, segments: Sequence[Segment], tokens: Tokens, vocabulary: Vocabulary, heads: Sequence[int]) -> None:
        self.text, self.vocabulary = text, vocabulary
        classes = vocabulary.classes
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[int] = []
        self.edges: list[int] = []
        self.heads: list[int] = []
        for segment, head in zip(segments, heads, strict=True):
            self.edges.append(len(self.forms))
            first = bisect_left(tokens.starts, segment.span.start)
            last = bisect_left(tokens.starts, segment.span.end, first)
            keep = [k for k in range(first, last) if classes[tokens.forms[k]] != MARKUP] or range(first, last)
            self.heads.append(sum(tokens.starts[k] < head for k in keep) if head > segment.span.start else 0)
            self.starts += [tokens.starts[k] for k in keep]
            self.ends += [tokens.ends[k] for k in keep]
            self.forms += [tokens.forms[k] for k in keep]
        self.packed: Forms = pack(self.forms)
        self.content = [k for k, form in enumerate(self.forms) if classes[form] >= WORD]
        self._cumulated = list(accumulate([_WEIGHTS[classes[form]] for form in self.forms], initial=0.0))

    def __len__(self) -> int:
        return len(self.forms)

    def pick(self, places: Sequence[int]) -> Forms:
        """The forms at these places as one run."""
        return pack([self.forms[k] for k in places])

    def weight(self, first: int, last: int) -> float:
        """What the units [first, last) count for."""
        return self._cumulated[last] - self._cumulated[first]

    def count_words(self, start: int, end: int) -> int:
        """How many units that are words, numbers or atoms begin at offsets [start, end)."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        classes = self.vocabulary.classes
        return sum(classes[form] >= FUNCTION for form in self.forms[first:last])

    def form(self, k: int) -> str:
        """The comparison form of a unit."""
        return self.vocabulary.forms[self.forms[k]]

    def raw(self, k: int) -> str:
        """The characters of a unit."""
        return self.text[self.starts[k] : self.ends[k]]

    def is_mark(self, first: int, length: int) -> bool:
        """Whether the stretch is a single mark."""
        return length == 1 and self.vocabulary.classes[self.forms[first]] == PUNCTUATION

    def substance(self, first: int, last: int) -> int:
        """How many content words stand in [first, last)."""
        classes = self.vocabulary.classes
        return sum(classes[form] >= WORD for form in self.forms[first:last])

    def sort(self, k: int) -> str:
        """ "figure", "date" or "name" where the unit is one, else ""."""
        kind = self.vocabulary.classes[self.forms[k]]
        if kind == NUMBER:
            return "figure"
        if kind == ATOM:
            form = self.form(k)
            return "date" if form.startswith("\x00" + DATE_PREFIX) else "figure" if form[1:2].isdecimal() else "name" if self._capital(k) else ""
        return "name" if kind == WORD and self._capital(k) else ""

    def _capital(self, k: int) -> bool:
        """Whether a unit is written as a proper name: a capital, and never seen without one."""
        return self.text[self.starts[k]].isupper() and not self.vocabulary.seen_lower(self.forms[k])

    def inside_name(self, k: int) -> bool:
        """Whether a cut before unit k would fall inside a name of several words."""
        if not 0 < k < len(self.forms) or k in self.edges or not (self._name_part(k - 1) and self._name_part(k)):
            return False
        first, last = k - 1, k + 1
        while first > 0 and self._name_part(first - 1):
            first -= 1
        while last < len(self.forms) and self._name_part(last):
            last += 1
        return last - first <= MAX_NAME

    def _name_part(self, k: int) -> bool:
        return self.vocabulary.classes[self.forms[k]] in (WORD, ATOM) and self.sort(k) == "name"
