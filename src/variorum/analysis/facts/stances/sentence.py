"""The words and marks of one sentence, with the short forms and hyphens of English made into words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.model.spans import Span

if TYPE_CHECKING:
    from variorum.analysis.facts.reading import Reading

_SENTENCE_ADVERBS = frozenset(
    (
        "also again once further hereby today therefore jointly never still now always together consistently thus "
        "likewise recently then rightly even yesterday later"
    ).split()
)
# "We all must", "we must all": the word only strengthens.
_BEFORE_ALL = frozenset("we they you must should shall will".split())
_NO_ADVERBS = frozenset("only early family july italy ally assembly supply reply apply rely comply daily".split())


class Sentence:
    """The words and marks in a span of a reading, as comparison forms; offsets are those of its text.

    A hyphen makes one word of two, and so do the points of a name ("U.S."); short forms stand for the long ones
    ("we'll" is "we", "will"). White space between words is of no account, so that wrapping changes nothing.
    """

    __slots__ = ("_text", "ends", "starts", "words")

    def __init__(self, reading: Reading, span: Span) -> None:
        first, last = reading.bounds(span)
        self._text = reading.text
        bonds = reading.bonds
        low = bisect_left(bonds, (first,))
        bound = bonds[low : bisect_left(bonds, (last,), low)]
        end = bound[0].first if bound else last
        self.words = reading.forms[first:end]
        self.starts = reading.starts[first:end]
        self.ends = reading.ends[first:end]
        for k, bond in enumerate(bound, 1):
            if bond.after <= last:
                for start, stop, word in bond.words:
                    self.starts.append(start)
                    self.ends.append(stop)
                    self.words.append(word)
                end = bond.after
            following = bound[k].first if k < len(bound) else last
            self._take(reading, end, following)
            end = following

    def _take(self, reading: Reading, first: int, last: int) -> None:
        """Go on with the tokens from one to another, each a word."""
        self.words += reading.forms[first:last]
        self.starts += reading.starts[first:last]
        self.ends += reading.ends[first:last]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, k: int) -> str:
        """The word at a place; "" before the first and behind the last."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def is_word(self, k: int) -> bool:
        """Whether a word or number stands there, and no mark."""
        word = self.at(k)
        return bool(word) and (word[0].isalnum() or word[0] == "_")

    def is_capital(self, k: int) -> bool:
        """Whether a word there begins with a capital."""
        return 0 <= k < len(self.words) and self._text[self.starts[k]].isupper()

    def span(self, first: int, after: int) -> Span:
        """From the first word to the last before `after`."""
        return Span(self.starts[first], self.ends[after - 1])

    def is_short(self, k: int) -> bool:
        """Whether a short form stands there, which the word before it carries ("’ll" of "we’ll")."""
        return 0 < k < len(self.words) and self.is_word(k) and self.starts[k] == self.ends[k - 1]

    def is_adverb(self, k: int) -> bool:
        """Whether a word there likely stands beside a verb and changes nothing of its clause."""
        word = self.at(k)
        if word in ("all", "both"):
            return self.at(k - 1) in _BEFORE_ALL
        return word in _SENTENCE_ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS)

    def before_adverbs(self, k: int) -> int:
        """The place of the last word before place k that is no adverb; -1 at the start."""
        k -= 1
        while k >= 0 and self.is_adverb(k):
            k -= 1
        return k

    def after_adverbs(self, k: int) -> int:
        """The place of the first word from place k on that is no adverb."""
        while self.is_adverb(k):
            k += 1
        return k
