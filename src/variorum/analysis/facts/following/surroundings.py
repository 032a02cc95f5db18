"""What the words before a figure or stance say of it: whose wish it is, and of what an amount is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import content_words
from variorum.model.facts import FactKind
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from variorum.analysis.facts.following.said import Said, Statement

_ASIDE = 4
_WISHES = frozenset("preferred prefers preferring favored favoured wanted wished".split())
# An amount is said of what stands within so many words before it.
_NEAR = 9
_FORMER = (("rather", "than"), ("instead", "of"), ("down", "from"), ("up", "from"))


def wish_of(statement: Statement, segment: int, first: int) -> frozenset[str] | None:
    """The last names of those whose wish the word at a place is said as ("A and B, who preferred to …"); None of none.

    The facts before it must be in the statement already. Empty where nobody's name was read.
    """
    start = statement.words.within(statement.facts.witness.segments[segment].span)[0]
    forms = statement.words.forms
    said = (k for word in sorted(_WISHES) for k in statement.words.places(word) if start <= k < first)
    wishes = sorted(k for k in said if "who" in forms[max(start, k - _ASIDE) : k])
    if not wishes:
        return None
    since = wishes[-2] if len(wishes) > 1 else start
    people = [one for one in statement.by_segment.get(segment, ()) if one.kind is FactKind.PERSON and one.words]
    return frozenset(one.words[-1] for one in people if since <= one.first < wishes[-1])


def is_former(statement: Statement, first: int) -> bool:
    """Whether an amount is said to be what another took the place of: "$35 rather than $40"."""
    return tuple(statement.words.forms[max(0, first - 2) : first]) in _FORMER


def amount_of(statement: Statement, segment: int, first: int) -> frozenset[str]:
    """The beginnings of the words before an amount that say of what it is, back to the amount before.

    That of a former amount is what the one in its place is of. The facts before it must be in the statement already.
    """
    start = statement.words.within(statement.facts.witness.segments[segment].span)[0]
    before = _amount_before(statement, segment, first)
    if before is not None and is_former(statement, first):
        return before.amount.of
    start = max(start, first - _NEAR, before.last if before else 0)
    return frozenset(word[:STEM_LENGTH] for word in content_words(statement.words.forms[start:first]))


def _amount_before(statement: Statement, segment: int, first: int) -> Said | None:
    line = statement.by_segment.get(segment, ())
    return next(
        (one for one in reversed(line[-_NEAR:]) if one.figure and one.figure.is_sum and one.last <= first), None
    )
