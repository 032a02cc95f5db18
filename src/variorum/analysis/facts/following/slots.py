"""Which places of a line and of its answer are the same place, by the words that both share around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from variorum.text.lexicon import FUNCTION_WORDS

if TYPE_CHECKING:
    from variorum.analysis.facts.following.said import Said, Statement

# Beyond so many words on one side no place is told: a table of their product would grow with the square of the text.
_MOST_WORDS = 4_000
FAR = 99
"""How far apart two places are of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that answer each other: (statement, segment) of each side. The base's may be of several statements."""

    base: tuple[tuple[Statement, int], ...]
    other: tuple[tuple[Statement, int], ...]


class Slots:
    """The words that a group's two sides share in order, and where a fact stands among them.

    Swapping the sides gives the mirror image.
    """

    __slots__ = ("_base_at", "_base_shared", "_lengths", "_other_at", "_other_shared", "_pairs", "_words")

    def __init__(self, group: Group) -> None:
        base, self._base_at = _words(group.base)
        other, self._other_at = _words(group.other)
        self._words = base
        self._lengths = len(base), len(other)
        pairs = shared_words(base, other)
        self._base_shared = [i for i, _ in pairs]
        self._other_shared = [j for _, j in pairs]
        self._pairs = frozenset(pairs)

    def distance(self, base: Said, other: Said) -> int:
        """How many shared words lie between the places of two facts; 0 where they fill the same place."""
        (i, i_end), (j, j_end) = self._ends(base, other)
        if not self._pairs:
            return 0 if len(self._base_at) == len(self._other_at) == 1 and i == j == 0 else FAR
        starts = abs(bisect_left(self._base_shared, i) - bisect_left(self._other_shared, j))
        ends = abs(bisect_left(self._base_shared, i_end) - bisect_left(self._other_shared, j_end))
        return min(FAR, max(starts, ends))

    def touching(self, base: Said, other: Said) -> int:
        """On how many sides, of 2, the words next to both facts are the same of the line, or its end.

        A word of grammar alone ("of", "le") says nothing without the word behind it.
        """
        (i, i_end), (j, j_end) = self._ends(base, other)
        return self._meets(i - 1, j - 1, -1) + self._meets(i_end, j_end, 1)

    def _meets(self, i: int, j: int, step: int) -> bool:
        """Whether the words at these places are shared; both ends of the line are."""
        if self._is_end(i, j):
            return True
        if (i, j) not in self._pairs:
            return False
        is_grammar = self._words[i] in FUNCTION_WORDS
        return not is_grammar or (i + step, j + step) in self._pairs or self._is_end(i + step, j + step)

    def _is_end(self, i: int, j: int) -> bool:
        return i == j == -1 or (i, j) == self._lengths

    def _ends(self, base: Said, other: Said) -> tuple[tuple[int, int], tuple[int, int]]:
        return _place(base, self._base_at), _place(other, self._other_at)


def shared_words(base: list[str], other: list[str]) -> list[tuple[int, int]]:
    """The longest sequence of words in both, as pairs of places; none of very long lists."""
    if max(len(base), len(other)) > _MOST_WORDS:
        return []
    # Of several longest sequences the one that is found depends on the order of the sides.
    swapped = other < base
    first, second = (other, base) if swapped else (base, other)
    pairs = [
        (code.src_start + k, code.dest_start + k)
        for code in LCSseq.opcodes(first, second)
        if code.tag == "equal"
        for k in range(code.src_end - code.src_start)
    ]
    return [(j, i) for i, j in pairs] if swapped else pairs


_At = dict[tuple[int, int], tuple[int, int]]


def _words(side: tuple[tuple[Statement, int], ...]) -> tuple[list[str], _At]:
    """The words of the segments one behind the other; for each segment its first word there and in its statement."""
    words: list[str] = []
    at: _At = {}
    for statement, segment in side:
        first, last = statement.words.within(statement.facts.witness.segments[segment].span)
        at[id(statement), segment] = len(words), first
        words += statement.words.forms[first:last]
    return words, at


def _place(said: Said, at: _At) -> tuple[int, int]:
    here, first = at[id(said.statement), said.segment]
    return here + said.first - first, here + said.last - first
