"""The words of a statement in order, without marks, case and possessive endings; where a phrase stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from variorum.text.normalize import fold
from variorum.text.tokenize import Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.spans import Span

_POSSESSIVE = ("'s", "'")


class Words:
    """The words of a text, numbered. Wrapping, case and quotation marks leave them as they are."""

    __slots__ = ("_content", "_ends", "_places", "_starts", "forms")

    def __init__(self, content: str) -> None:
        vocabulary = Vocabulary(len(content))
        tokens = tokenize(content, vocabulary)
        forms = list(map(vocabulary.forms.__getitem__, tokens.forms))
        kept = [k for k, form in enumerate(forms) if form[:1].isalnum()]
        self._content = content
        self._starts = [tokens.starts[k] for k in kept]
        self._ends = [tokens.ends[k] for k in kept]
        self.forms = [_bare(forms[k]) for k in kept]
        self._places: dict[str, list[int]] = {}
        for k, form in enumerate(self.forms):
            self._places.setdefault(form, []).append(k)

    def within(self, span: Span) -> tuple[int, int]:
        """The words [first, last) that a span touches; an empty stretch where it touches none."""
        first = bisect_right(self._ends, span.start)
        return first, max(first, bisect_left(self._starts, span.end))

    def of(self, span: Span) -> tuple[str, ...]:
        """The words of a span; of a word that it cuts, the part inside it."""
        first, last = self.within(span)
        words = list(self.forms[first:last])
        for k in {0, len(words) - 1} if words else ():
            start, end = self._starts[first + k], self._ends[first + k]
            if start < span.start or end > span.end:
                words[k] = _bare(fold(self._content[max(start, span.start) : min(end, span.end)]))
        return tuple(word for word in words if word)

    def hold(self, phrase: Sequence[str]) -> bool:
        """Whether these words stand somewhere in the text, one behind the other."""
        if not phrase or any(word not in self._places for word in phrase):
            return False
        offset = min(range(len(phrase)), key=lambda k: len(self._places[phrase[k]]))
        wanted = list(phrase)
        return any(
            place >= offset and self.forms[place - offset : place - offset + len(wanted)] == wanted
            for place in self._places[phrase[offset]]
        )

    def capitals(self, first: int, last: int) -> tuple[str, ...]:
        """Those of the words [first, last) that begin with a capital."""
        return tuple(self.forms[k] for k in range(first, last) if self._content[self._starts[k]].isupper())

    def settle(self) -> None:
        """Let go of the index; `hold` and `places` find nothing any more."""
        self._places.clear()

    def places(self, word: str) -> Sequence[int]:
        """Where a word stands, by number."""
        return self._places.get(word, ())


def _bare(form: str) -> str:
    for ending in _POSSESSIVE:
        if form.endswith(ending) and len(form) > len(ending):
            return form[: -len(ending)]
    return form
