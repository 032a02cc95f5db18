"""The lines of a statement as a language model is given them, and the way back into the stored text."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from variorum.analysis.facts.stances.clauses import straight
from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.text.capitals import is_shouted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import SegmentedWitness
    from variorum.model.parses import Parse
    from variorum.model.units import Segment

# Longer lines are lists or no language at all: of 22,202 sentences and items in official documents one is longer, made
# of addresses, and no other has 2,000 code points. It bounds the memory of a parse, too.
LONGEST_PARSED = 5000
_READ = frozenset({SegmentKind.SENTENCE, SegmentKind.ITEM})
_WORD = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A model takes a word apart from both ends, in the square of its length; longer ones are addresses.
LONGEST_WORD = 80


class Passage:
    """One line as it is parsed: white space and typography are folded, so that wrapping changes nothing.

    Of a word that is longer than `LONGEST_WORD` the beginning stands for all of it; `cut` says how many there are.
    """

    __slots__ = ("_kept", "_words", "cut", "text")

    def __init__(self, content: str, span: Span) -> None:
        """`content` is the whole text as `plain` leaves it; each code point is at its place."""
        self._words = [match.span() for match in _WORD.finditer(content, span.start, span.end)]
        kept = [content[start : min(end, start + LONGEST_WORD)] for start, end in self._words]
        self.cut = sum(end - start > LONGEST_WORD for start, end in self._words)
        self.text = " ".join(kept)
        self._kept = list(accumulate((len(word) + 1 for word in kept), initial=0))

    def start(self, place: int) -> int:
        """Where what begins at a place of `text` begins in the stored text."""
        k = bisect_right(self._kept, place) - 1
        return self._words[k][0] + place - self._kept[k]

    def end(self, place: int) -> int:
        """Where what ends at a place of `text`, on no white space, ends in the stored text."""
        k = bisect_right(self._kept, place - 1) - 1
        if place == self._kept[k + 1] - 1:
            return self._words[k][1]
        return self._words[k][0] + place - self._kept[k]


class Grammar:
    """The parse of one passage, with the spans of its tokens in the stored text.

    `children` are the places of the tokens that hang on each, in text order.
    """

    __slots__ = ("children", "ends", "forms", "parse", "starts")

    def __init__(self, passage: Passage, parse: Parse) -> None:
        self.parse = parse
        pairs = list(zip(parse.starts, parse.ends, strict=True))
        self.starts = list(map(passage.start, parse.starts))
        self.ends = list(map(passage.end, parse.ends))
        self.forms = [passage.text[start:end].lower() for start, end in pairs]
        self.children: list[list[int]] = [[] for _ in pairs]
        for k, head in enumerate(parse.heads):
            if head != k:
                self.children[head].append(k)

    def span(self, first: int, after: int) -> Span:
        """Where tokens [first, after) stand; there is at least one."""
        return Span(self.starts[first], self.ends[after - 1])


def passages(witness: SegmentedWitness) -> list[Passage]:
    """The sentences and items of a statement; headings and lines in capitals, whose case says nothing, stay out."""
    content = plain(witness.content)
    return [Passage(content, segment.span) for segment in witness.segments if _is_parsed(content, segment)]


def plain(content: str) -> str:
    """The text with straight marks, without the marks of Markdown and without what is no code point of any text.

    Each code point stays at its place.
    """
    # Markdown's marks would be read as parts of words; half a surrogate pair no model can be given.
    return _SURROGATE.sub("\ufffd", straight(content).replace("*", " "))


def too_long(segments: Sequence[Segment]) -> int:
    """How many sentences and items are left to the rules since they are longer than `LONGEST_PARSED`."""
    return sum(segment.kind in _READ and not _is_short(segment) for segment in segments)


def _is_parsed(content: str, segment: Segment) -> bool:
    return segment.kind in _READ and _is_short(segment) and not is_shouted(segment.span.of(content))


def _is_short(segment: Segment) -> bool:
    return segment.span.end - segment.span.start <= LONGEST_PARSED
