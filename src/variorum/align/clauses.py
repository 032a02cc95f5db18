"""Quotations of clauses: a run of words that came or went, made a phrase that a reader can follow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.text.grammar import grammar_of
from variorum.text.tokenize import FUNCTION, NUMBER, PUNCTUATION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.text.grammar import Grammar

# A quotation takes so many words beyond those that came or went, on either side; where a phrase needs more, it stays
# as it is, but for small words at its end that lead nowhere.
MOST_ADDED = 8


def as_phrases(spans: Sequence[Span], reading: Reading) -> tuple[Span, ...]:
    """The spans widened or trimmed to phrases, each inside its segment; those that then meet are one.

    None ends with a word that leads on, such as an article, a preposition or a conjunction, nor begins or ends inside
    a group of words as far as the small words of the language tell. In a language without known small words the spans
    stay as they are.
    """
    grammar = grammar_of(reading.witness.language)
    if grammar is None:
        return tuple(spans)
    phrases = [_Phrase(span, reading, grammar).span() for span in spans]
    return tuple(joined(phrases, reading.text))


def joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Neighbouring clauses as one span, where nothing but marks stands between them."""
    out: list[Span] = []
    for span in spans:
        if out and not any(c.isalnum() for c in text[out[-1].end : span.start]):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


class _Phrase:
    """One span as units [first, last) of its segment."""

    __slots__ = ("_classes", "_first", "_floor", "_forms", "_grammar", "_last", "_stop", "_units")

    def __init__(self, span: Span, reading: Reading, grammar: Grammar) -> None:
        self._units, self._grammar = reading.units, grammar
        self._forms, self._classes = reading.vocabulary.forms, reading.vocabulary.classes
        starts, ends = self._units.starts, self._units.ends
        segment = reading.segments[bisect_right(reading.segments, span.start, key=lambda s: s.span.start) - 1].span
        self._floor, self._stop = bisect_left(starts, segment.start), bisect_left(starts, segment.end)
        self._first, self._last = bisect_right(starts, span.start) - 1, bisect_left(ends, span.end) + 1

    def span(self) -> Span:
        """The phrase; no unit is cut."""
        return Span(self._units.starts[self._opening()], self._units.ends[self._closing() - 1])

    def _class(self, k: int) -> int:
        return self._classes[self._units.forms[k]] if self._floor <= k < self._stop else PUNCTUATION

    def _form(self, k: int) -> str:
        """The form of a word of the segment; "" of a mark, and beyond the segment."""
        if not self._floor <= k < self._stop:
            return ""
        form = self._units.forms[k]
        return self._forms[form] if self._classes[form] >= FUNCTION else ""

    def _closing(self) -> int:
        """The end of the phrase: on to the end of the group that is open, or back before what opened it."""
        grammar, last = self._grammar, self._last
        while last - 1 > self._first and self._form(last - 1) in grammar.joiners:
            last -= 1
        if last < self._last:
            return last
        for end in range(last, last + MOST_ADDED + 1):
            following = self._form(end)
            if not following or (grammar.parts(following) and not grammar.dangles(self._form(end - 1))):
                return end
        while last - 1 > self._first and grammar.dangles(self._form(last - 1)):
            last -= 1
        return last

    def _opening(self) -> int:
        """The start of the phrase: back to that of the group that its first word stands in.

        Where that is inside a phrase of its own before it, the first word is taken for a verb: there it starts.
        """
        grammar, first = self._grammar, self._first
        if grammar.opens(self._form(first)):
            return first
        floor = max(self._floor, first - MOST_ADDED)
        while first > floor and self._belongs_together(first):
            first -= 1
        if grammar.dangles(self._form(self._first - 1)) or self._form(first) not in grammar.prepositions:
            return first
        return self._first

    def _belongs_together(self, k: int) -> bool:
        """Whether a phrase that begins with word k begins inside a group."""
        before, here, grammar = self._form(k - 1), self._form(k), self._grammar
        if not before or before in grammar.joiners or grammar.opens(here):
            return False
        if grammar.dangles(before):
            return True
        if self._class(k) < WORD or self._class(k - 1) < WORD:
            return False
        return self._class(k - 1) == NUMBER or not grammar.begins_verb(before, here)
