"""The lines of a statement as a language model is given them, and the way back into the stored text."""

from __future__ import annotations

import re
from bisect import bisect_right
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

# Longer lines are tables, lists of names, or no language at all; the longest sentence of 3,752 official documents that
# a person would read as one has 3,900 code points. It bounds the memory of a parse, too.
LONGEST_PARSED = 5000
_READ = frozenset({SegmentKind.SENTENCE, SegmentKind.ITEM})
_WORD = re.compile(r"\S+")


class Passage:
    """One line as it is parsed: white space and typography are folded, so that wrapping changes nothing."""

    __slots__ = ("_kept", "_stored", "text")

    def __init__(self, content: str, span: Span) -> None:
        """`content` is the whole text as `straight` leaves it; each code point is at its place."""
        words = list(_WORD.finditer(content, span.start, span.end))
        self.text = " ".join(word[0] for word in words)
        self._stored = [word.start() for word in words]
        self._kept: list[int] = []
        place = 0
        for word in words:
            self._kept.append(place)
            place += word.end() - word.start() + 1

    def stored(self, place: int) -> int:
        """Where the code point that stands at a place of `text` stands in the stored text."""
        k = bisect_right(self._kept, place) - 1
        return self._stored[k] + place - self._kept[k]


class Grammar:
    """The parse of one passage, with the spans of its tokens in the stored text.

    `children` are the places of the tokens that hang on each, in text order.
    """

    __slots__ = ("children", "ends", "forms", "parse", "starts")

    def __init__(self, passage: Passage, parse: Parse) -> None:
        self.parse = parse
        pairs = list(zip(parse.starts, parse.ends, strict=True))
        self.starts = [passage.stored(start) for start, _ in pairs]
        self.ends = [passage.stored(end - 1) + 1 for _, end in pairs]
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
    # The marks of Markdown would be read as parts of words.
    content = straight(witness.content).replace("*", " ")
    return [Passage(content, segment.span) for segment in witness.segments if _is_parsed(content, segment)]


def too_long(segments: Sequence[Segment]) -> int:
    """How many sentences and items are left to the rules since they are longer than `LONGEST_PARSED`."""
    return sum(segment.kind in _READ and not _is_short(segment) for segment in segments)


def _is_parsed(content: str, segment: Segment) -> bool:
    return segment.kind in _READ and _is_short(segment) and not is_shouted(segment.span.of(content))


def _is_short(segment: Segment) -> bool:
    return segment.span.end - segment.span.start <= LONGEST_PARSED
