"""Quotations of clauses: a run of words that came or went, cut where a reader can follow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.text.grammar import grammar_of
from variorum.text.tokenize import FUNCTION, NUMBER, PUNCTUATION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.text.grammar import Grammar

# Content words that a quotation has at least: one that ends where a clause does, one that ends before a phrase that
# stayed, and one whose last phrase was cut off, which has to say much to be followed without it.
WHOLE_WORDS, HALF_WORDS, CUT_WORDS = 2, 3, 5
# A quotation takes so many words of its group back beyond those that came or went, of which so many may have stayed.
MOST_ADDED, MOST_KEPT = 8, 3
_CLAUSE_MARKS = frozenset(",;:—–")
_BRACKETS = re.compile("[()]")


def as_phrases(spans: Sequence[Span], reading: Reading, kept: Sequence[Span]) -> tuple[Span, ...]:
    """What of the spans reads as a phrase, each inside its segment, in order; those that then meet are one.

    No content word that stayed is in any, `kept` being what stayed of the text; small words before the first that
    changed may be. None ends with a word that leads on, such as an article or a preposition, nor inside a group of
    words as far as the small words of the language tell. In a language without known small words the spans stay as
    they are.
    """
    grammar = grammar_of(reading.witness.language)
    if grammar is None:
        return tuple(sorted(spans, key=lambda span: span.start))
    stayed = sorted((span.start, span.end) for span in kept)
    phrases = [phrase for span in spans if (phrase := _Phrase(span, reading, grammar, stayed).span()) is not None]
    return tuple(joined(sorted(phrases, key=lambda span: span.start), reading.text))


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
    """One span as units [first, last) of its segment, which begins behind its enumerator."""

    __slots__ = ("_classes", "_first", "_floor", "_forms", "_grammar", "_last", "_stayed", "_stop", "_text", "_units")

    def __init__(self, span: Span, reading: Reading, grammar: Grammar, stayed: Sequence[tuple[int, int]]) -> None:
        self._units, self._text, self._grammar, self._stayed = reading.units, reading.text, grammar, stayed
        self._forms, self._classes = reading.vocabulary.forms, reading.vocabulary.classes
        starts, ends = self._units.starts, self._units.ends
        index = bisect_right(reading.segments, span.start, key=lambda s: s.span.start) - 1
        segment = reading.segments[index].span
        self._floor, self._stop = bisect_left(starts, reading.heads[index]), bisect_left(starts, segment.end)
        self._first = max(bisect_right(starts, span.start) - 1, self._floor)
        self._last = bisect_left(ends, span.end) + 1

    def span(self) -> Span | None:
        """The phrase, no unit cut; None where no phrase is left that says enough."""
        first = self._opening()
        last = self._closing()
        return self._with_brackets(first, last) if last > max(self._first, first) else None

    def _with_brackets(self, first: int, last: int) -> Span:
        """The units, with the bracket beside them that answers one inside."""
        start, end, text = self._units.starts[first], self._units.ends[last - 1], self._text
        depth = lowest = 0
        for bracket in _BRACKETS.findall(text, start, end):
            depth += 1 if bracket == "(" else -1
            lowest = min(lowest, depth)
        start -= lowest < 0 and text[start - 1 : start] == "("
        return Span(start, end + (depth > lowest and text.startswith(")", end)))

    def _class(self, k: int) -> int:
        return self._classes[self._units.forms[k]] if self._floor <= k < self._stop else PUNCTUATION

    def _form(self, k: int) -> str:
        """The form of a word of the segment; "" of a mark, and beyond the segment."""
        if not self._floor <= k < self._stop:
            return ""
        form = self._units.forms[k]
        return self._forms[form] if self._classes[form] >= FUNCTION else ""

    def _has_stayed(self, k: int) -> bool:
        place = self._units.starts[k]
        before = bisect_right(self._stayed, (place, len(self._text))) - 1
        return before >= 0 and self._stayed[before][1] > place

    def _says(self, end: int) -> int:
        """How many content words stand before `end`."""
        return sum(self._class(k) >= WORD for k in range(self._first, end))

    def _opening(self) -> int:
        """The start of the phrase: back to that of the group that its first word stands in.

        Where that is inside a phrase of its own before it, the first word is taken for a verb: there it starts.
        """
        grammar, first = self._grammar, self._first
        if grammar.opens(self._form(first)):
            return first
        floor, kept = max(self._floor, first - MOST_ADDED), 0
        while first > floor and self._belongs_together(first):
            if self._has_stayed(first - 1):
                kept += 1
                if kept > MOST_KEPT or self._class(first - 1) != FUNCTION:
                    return self._behind_joiner(first)
            first -= 1
        if grammar.dangles(self._form(self._first - 1)) or self._form(first) not in grammar.prepositions:
            return first
        return self._first

    def _behind_joiner(self, first: int) -> int:
        """The first word of a group that began before it, unless it ends that group: then the next one's."""
        return first + 2 if first == self._first and self._form(first + 1) in self._grammar.joiners else first

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

    def _closing(self) -> int:
        """The end of the phrase; its first unit where there is none."""
        last = self._last
        while last - self._last < MOST_ADDED and self._is_in_group(last):
            last += 1
        end = self._trimmed(last)
        if self._ends_clause(end) and (end == last or self._form(end)):
            whole = WHOLE_WORDS if self._begins_group() else HALF_WORDS
            enough = CUT_WORDS if self._form(end) in self._grammar.subordinators else whole
            return end if self._says(end) >= enough else self._first
        if end < last or self._goes_on(last):
            return self._before_what_is_cut(end, last)
        mark = self._last_mark(end)
        if self._says(end) - self._says(mark) < HALF_WORDS <= self._says(mark):
            return mark
        return end if self._says(end) >= HALF_WORDS else self._first

    def _begins_group(self) -> bool:
        return not self._belongs_together(self._first) or self._class(self._first - 1) == FUNCTION

    def _is_in_group(self, k: int) -> bool:
        """Whether word k changed too, and goes on with the group before it."""
        return bool(self._form(k)) and self._form(k) not in self._grammar.joiners and not self._has_stayed(k)

    def _trimmed(self, last: int) -> int:
        """The end without marks, joiners and words that lead on."""
        while last > self._first:
            form = self._form(last - 1)
            if form and form not in self._grammar.joiners and not self._grammar.dangles(form):
                break
            last -= 1
        return last

    def _ends_clause(self, last: int) -> bool:
        """Whether a clause ends here: at a mark or before the next clause, but not between adjectives."""
        following, before, grammar = self._form(last), self._form(last - 1), self._grammar
        if following in grammar.joiners:
            return not before.endswith(grammar.adjective_endings)
        if following:
            return following in grammar.subordinators
        leading, after = self._form(last - 2), self._form(last + 1)
        if before in grammar.modifiers and grammar.leads(leading):
            return False
        if leading in grammar.indefinites and self._class(last + 1) >= WORD:
            return after.endswith(grammar.gerund_endings)
        return not grammar.are_adjectives(leading, before, after)

    def _goes_on(self, last: int) -> bool:
        """Whether what follows the phrase, and stayed, belongs to the group that the phrase ends with."""
        grammar, before, here, leading = self._grammar, self._form(last - 1), self._form(last), self._form(last - 2)
        if here in grammar.infinitives:
            led = leading in grammar.infinitives or leading in grammar.auxiliaries
            return led or self._is_verb(last - 1) or self._is_verb(last - 2) or before in grammar.purposes
        if not here or before.endswith(grammar.infinitive_endings):
            return True
        if here in grammar.auxiliaries:
            return any(self._form(k) in grammar.subordinators for k in range(self._last_mark(last) + 1, last))
        return not grammar.opens(here) and self._wants_more(last)

    def _wants_more(self, last: int) -> bool:
        """Whether the phrase's last word is a verb before its object, or describes the word after it."""
        grammar, before, here, leading = self._grammar, self._form(last - 1), self._form(last), self._form(last - 2)
        is_content = self._class(last) >= WORD
        if leading in grammar.infinitives or leading in grammar.auxiliaries:
            return True
        if leading in grammar.joiners or leading in grammar.prepositions:
            return is_content or before.endswith(grammar.gerund_endings)
        if self._is_verb(last - 1):
            return is_content or grammar.leads(here)
        return is_content and (self._class(last - 1) == NUMBER or not grammar.begins_verb(before, here))

    def _is_verb(self, k: int) -> bool:
        """Whether word k is likely the verb of the content word before it."""
        before = self._form(k - 1)
        if self._class(k) < WORD or self._class(k - 1) != WORD or self._grammar.leads(before):
            return False
        return self._grammar.begins_verb(before, self._form(k))

    def _before_what_is_cut(self, end: int, last: int) -> int:
        """The end of what is whole before a phrase that is cut off: of a clause, else of the phrase before it.

        A preposition that lost what it leads takes a bare phrase before it along, such as "in line" before "with".
        """
        mark, grammar = self._last_mark(end), self._grammar
        if self._says(mark) >= HALF_WORDS:
            return mark
        to_verb = self._form(end) in grammar.infinitives and self._goes_on(end)
        led_on = not to_verb and any(self._form(k) in grammar.prepositions for k in range(end, last))
        clauses = [k for k in range(self._first + 1, end) if self._form(k) in grammar.subordinators]
        phrases = [k for k in range(self._first + 1, end) if self._opens_phrase(k)]
        if clauses:
            end = self._trimmed(clauses[-1])
        elif led_on:
            bare = self._form(end - 2) in grammar.prepositions and end - 2 > self._first
            end = self._trimmed(end - 2) if bare else end
        else:
            end = self._trimmed(phrases[-1]) if phrases else self._first
        while end - 2 > self._first and self._is_infinitive(end - 1):
            end = self._trimmed(end - 1)
        return end if self._says(end) >= CUT_WORDS else self._first

    def _is_infinitive(self, k: int) -> bool:
        grammar = self._grammar
        return self._form(k - 1) in grammar.infinitives or self._form(k).endswith(grammar.infinitive_endings)

    def _opens_phrase(self, k: int) -> bool:
        """Whether a phrase of its own begins with word k; an infinitive after a verb goes with that."""
        grammar, form = self._grammar, self._form(k)
        after_verb = form in grammar.infinitives and self._form(k - 1).endswith(grammar.verb_endings)
        return grammar.opens(form) and not after_verb

    def _last_mark(self, end: int) -> int:
        """The end of the last clause before the one that ends here; the first unit where there is none."""
        for k in range(end - 1, self._first, -1):
            if not self._form(k) and self._text[self._units.starts[k]] in _CLAUSE_MARKS:
                return self._trimmed(k)
        return self._first
