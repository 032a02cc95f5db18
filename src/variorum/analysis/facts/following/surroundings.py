"""What the words before a figure or stance say of it: whether it is somebody's wish, and of what an amount is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import content_words
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from variorum.analysis.facts.following.words import Words

_ASIDE = 4
_WHO = frozenset(("who", "whom"))
_WISHES = frozenset("preferred prefers preferring favored favoured wanted wished".split())
# An amount is said of what stands within so many words before it.
_NEAR = 9
# Where a movement ends is said within so many words behind where it began.
_TURN = 3
_FORMER = (["rather", "than"], ["instead", "of"], ["down", "from"], ["up", "from"])


def wish_before(words: Words, start: int, first: int) -> tuple[int, int] | None:
    """Between which words of a line those are named whose wish the word `first` is ("A and B, who preferred to …").

    `start` is the first word of the line; the names stand behind the wish before. None where it is nobody's wish.
    """
    found = (k for word in sorted(_WISHES) for k in words.places(word) if start <= k < first)
    wishes = sorted(k for k in found if not _WHO.isdisjoint(words.forms[max(start, k - _ASIDE) : k]))
    return (wishes[-2] if len(wishes) > 1 else start, wishes[-1]) if wishes else None


def is_former(words: Words, first: int) -> bool:
    """Whether an amount is said to be what another took the place of: "$35 rather than $40"."""
    return words.forms[max(0, first - 2) : first] in _FORMER


def is_start(words: Words, first: int, last: int) -> bool:
    """Whether the figure of the words [first, last) is where a movement began: "from about 5-1/2 percent to 5-1/4"."""
    return words.forms[max(0, first - 1) : first] == ["from"] and "to" in words.forms[last : last + _TURN]


def amount_of(words: Words, start: int, first: int) -> frozenset[str]:
    """The beginnings of the words before an amount that say of what it is; `start` is where others may begin."""
    before = words.forms[max(start, first - _NEAR) : first]
    return frozenset(word[:STEM_LENGTH] for word in content_words(before))
