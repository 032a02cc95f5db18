"""The units of the lines of one bead: what the word comparison works on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from variorum.align.lines import Forms, pack
from variorum.text.tokenize import ATOM, DATE_PREFIX, FUNCTION, MARKUP, NUMBER, PUNCTUATION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.units import Segment
    from variorum.text.tokenize import Tokens, Vocabulary

# What a unit counts for, by its class, in hundredths of a content word.
WEIGHTS = {MARKUP: 0, PUNCTUATION: 15, FUNCTION: 30, WORD: 100, NUMBER: 300, ATOM: 200}
# By class, whether a unit is a content word, a number or an atom.
_IS_CONTENT = bytes([kind >= WORD for kind in range(256)])
# A run of capitals longer than this is a heading, not a name.
MAX_NAME = 6


class Units:
    """The units of some segments of one text, markup left out, as parallel lists; made for one bead and thrown away.

    `cumulated[k]` is what the units before k count for, in hundredths of a content word. `edges` are the places where
    a new segment begins; `heads` the units that are only an enumerator ("5.").
    """

    __slots__ = (
        "_sorts", "classes", "content", "cumulated", "edges", "ends", "forms", "heads", "packed", "starts", "text",
        "vocabulary",
    )  # fmt: skip

    def __init__(
        self, text: str, segments: Sequence[Segment], tokens: Tokens, vocabulary: Vocabulary, heads: Sequence[int]
    ) -> None:
        self.text, self.vocabulary = text, vocabulary
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.forms: list[int] = []
        self.classes = b""
        self.edges: list[int] = []
        self.heads: list[int] = []
        for segment, head in zip(segments, heads, strict=True):
            self._append(segment, tokens, head)
        self._tally()

    def _tally(self) -> None:
        """Makes what follows from the forms and classes."""
        self.packed: Forms = pack(self.forms)
        self.content = list(compress(range(len(self.forms)), self.classes.translate(_IS_CONTENT)))
        self.cumulated = list(accumulate(map(WEIGHTS.__getitem__, self.classes), initial=0))
        self._sorts: dict[int, str] = {}

    def _append(self, segment: Segment, tokens: Tokens, head: int) -> None:
        edge = len(self.forms)
        self.edges.append(edge)
        start = segment.span.start
        first = bisect_left(tokens.starts, start)
        last = bisect_left(tokens.starts, segment.span.end, first)
        starts, ends, forms = tokens.starts[first:last], tokens.ends[first:last], tokens.forms[first:last]
        classes = bytes(map(self.vocabulary.classes.__getitem__, forms))
        if MARKUP in classes and any(classes):
            keep = [k for k, kind in enumerate(classes) if kind != MARKUP]
            starts, ends, forms = ([run[k] for k in keep] for run in (starts, ends, forms))
            classes = bytes(map(classes.__getitem__, keep))
        self.starts += starts
        self.ends += ends
        self.forms += forms
        self.classes += classes
        self.heads.append(bisect_left(starts, head) if head > start else 0)

    def blanked(self, ranges: Sequence[tuple[int, int]], blank: int) -> Units:
        """The same units, but that those in the ranges have the form `blank` and count for nothing."""
        units = copy(self)
        units.forms = list(self.forms)
        classes = bytearray(self.classes)
        for first, last in ranges:
            units.forms[first:last] = [blank] * (last - first)
            classes[first:last] = bytes(last - first)
        units.classes = bytes(classes)
        units._tally()  # noqa: SLF001 - its own class
        return units

    def __len__(self) -> int:
        return len(self.forms)

    def pick(self, places: Sequence[int]) -> Forms:
        """The forms at these places as one run."""
        packed = self.packed
        if isinstance(packed, str):
            return "".join(map(packed.__getitem__, places))
        return tuple(map(packed.__getitem__, places))

    def content_within(self, first: int, last: int) -> list[int]:
        """The content words, numbers and atoms among the units [first, last)."""
        start = bisect_left(self.content, first)
        return self.content[start : bisect_left(self.content, last, start)]

    def weight(self, first: int, last: int) -> int:
        """What the units [first, last) count for."""
        return self.cumulated[last] - self.cumulated[first]

    def weight_of(self, pairs: Sequence[tuple[int, int]]) -> int:
        """What the units of this side count for, of pairs of this and the other side's."""
        return sum([self.cumulated[k + 1] - self.cumulated[k] for k, _ in pairs])

    def count_words(self, first: int, last: int) -> int:
        """How many of the units [first, last) are words, numbers or atoms."""
        count = self.classes.count
        return last - first - count(MARKUP, first, last) - count(PUNCTUATION, first, last)

    def segment_of(self, k: int) -> int:
        """In which of the segments, counted from 0, a unit stands."""
        return bisect_right(self.edges, k) - 1

    def form(self, k: int) -> str:
        """The comparison form of a unit."""
        return self.vocabulary.forms[self.forms[k]]

    def raw(self, k: int) -> str:
        """The characters of a unit."""
        return self.text[self.starts[k] : self.ends[k]]

    def substance(self, first: int, last: int) -> int:
        """How many content words stand in [first, last)."""
        return self.count_words(first, last) - self.classes.count(FUNCTION, first, last)

    def sort(self, k: int) -> str:
        """Which a unit is: "figure", "date", "name" or ""."""
        kind = self.classes[k]
        if kind < WORD:
            return ""
        if kind == NUMBER:
            return "figure"
        sort = self._sorts.get(k)
        if sort is None:
            sort = self._sorts[k] = self._sort_of_atom(k) if kind == ATOM else self._sort_of_word(k)
        return sort

    def _sort_of_atom(self, k: int) -> str:
        form = self.form(k)
        if form.startswith("\x00" + DATE_PREFIX):
            return "date"
        return "figure" if form[1:2].isdecimal() or form[2:3].isdecimal() else self._sort_of_word(k)

    def _sort_of_word(self, k: int) -> str:
        """A unit is written as a proper name with a capital, if it is never seen without one."""
        capital = self.text[self.starts[k]].isupper() and not self.vocabulary.seen_lower(self.forms[k])
        return "name" if capital else ""

    def inside_name(self, k: int) -> bool:
        """Whether a cut before unit k would fall inside a name of several words."""
        size = len(self.forms)
        if not 0 < k < size or not self.text[self.starts[k]].isupper():
            return False
        if self.sort(k) != "name" or self.sort(k - 1) != "name" or k in self.edges:
            return False
        first, last = k - 1, k + 1
        while first > 0 and last - first <= MAX_NAME and self.sort(first - 1) == "name":
            first -= 1
        while last < size and last - first <= MAX_NAME and self.sort(last) == "name":
            last += 1
        return last - first <= MAX_NAME
