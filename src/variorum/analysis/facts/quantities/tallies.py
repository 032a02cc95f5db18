"""Reads the counts of a vote: "14 votes to none, with 1 abstention", "a vote of 7-2", "by 9 to 3"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.figure import Figure
from variorum.analysis.facts.quantities.numbers import Number, read_number

if TYPE_CHECKING:
    from variorum.analysis.facts.quantities.figure import Tokens
    from variorum.analysis.facts.reading import Reading

VOTES = frozenset("vote votes voted voting majority ballot".split())
"""Words without one of which in its sentence nothing is a count of votes."""

_NONE = frozenset(("none", "nil"))
_PARTING = frozenset(("to", "-"))
_AGAINST = frozenset(("in", "against", "abstentions", "abstention", "abstained", "abstaining"))
_MOST_SIDES = 3
_BEFORE = 3
_FAR = 30


def read_vote(reading: Reading, k: int, start: int, end: int) -> list[Figure] | None:
    """The figures of a count of votes that begins at token k, one for each side; None of anything else."""
    first = _side(reading, k, end)
    if first is None:
        return None
    if reading.forms[k] in _NONE:
        after = reading.form(k + 1)
        return [_figure(first)] if after in _AGAINST and _votes_near(reading, k, start, end) else None
    last = first.last
    word: Tokens | None = None
    if reading.form(last) in ("votes", "vote"):
        word = (last, last + 1)
        last += 1
    sides = _sides(reading, first, last, end)
    if len(sides) == 1:
        return None
    word = word or _vote_word(reading, first.first, sides[-1].last, start, end)
    if word is None:
        return None
    figures = [_figure(side) for side in sides]
    for number, figure in enumerate(figures):
        if number == 0 and word[0] == figure.last:
            figure.counted = word
        else:
            figure.inferred = word
    return figures


def _sides(reading: Reading, first: Number, last: int, end: int) -> list[Number]:
    """The numbers parted by "to" or a hyphen."""
    sides = [first]
    while len(sides) < _MOST_SIDES and last + 1 < end and reading.forms[last] in _PARTING:
        side = _side(reading, last + 1, end)
        if side is None:
            break
        sides.append(side)
        last = side.last
    return sides


def _side(reading: Reading, k: int, end: int) -> Number | None:
    """The number of votes at token k: a whole one, "none" or "nil"."""
    if reading.in_date(k):
        return None
    if reading.forms[k] in _NONE:
        return Number(k, k + 1, Decimal(0), word=True)
    number = read_number(reading, k, end)
    if number is None or number.fraction or number.ordinal or number.magnitude or number.scaled:
        return None
    return number if number.value == number.value.to_integral_value() else None


def _vote_word(reading: Reading, first: int, last: int, start: int, end: int) -> Tokens | None:
    """The word "vote" beside a count: "a vote of 7 to 2", "voted 7-2", "the 7-2 vote"."""
    for k in range(first - 1, max(start, first - _BEFORE) - 1, -1):
        if reading.forms[k] in VOTES:
            return k, k + 1
    for k in range(last, min(end, last + 2)):
        if reading.forms[k] in VOTES:
            return k, k + 1
    return None


def _votes_near(reading: Reading, k: int, start: int, end: int) -> bool:
    return any(form in VOTES for form in reading.forms[max(start, k - _FAR) : min(end, k + _FAR)])


def _figure(number: Number) -> Figure:
    return Figure(number.first, number.last, number.last, number.value, number.value, word=number.word)
