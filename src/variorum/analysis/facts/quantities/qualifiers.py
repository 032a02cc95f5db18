"""Words around a figure that say how it bounds what it counts: "more than", "almost", "or less"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.facts import Operator

if TYPE_CHECKING:
    from variorum.analysis.facts.reading import Reading

# "Almost" and "nearly" come close from below and give no bound: two is less than thirty, and not almost thirty. So they
# are read as "about"; the words themselves are kept, and a change of them is told.
_BEFORE_PHRASES: dict[Operator, str] = {
    Operator.ABOUT: (
        "about|around|approximately|roughly|some|nearly|almost|circa|ca|approx|close to|an estimated|estimated|near"
        "|in the region of|in the order of|on the order of|just about|virtually"
        "|etwa|rund|ungefähr|fast|knapp|environ|près de|quelque|presque|alrededor de|unos|unas|cerca de|casi"
        "|aproximadamente|около|примерно|почти|порядка"
    ),
    Operator.MORE_THAN: (
        "more than|over|above|in excess of|upwards of|upward of|exceeding|exceeds|exceeded|greater than|higher than"
        "|larger than|longer than|beyond|better than|well over|just over|slightly over|well above|just above"
        "|somewhat above|moderately above|slightly above"
        "|mehr als|über|plus de|plus d|más de|более|свыше|больше"
    ),
    Operator.AT_LEAST: (
        "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|at a minimum"
        "|mindestens|wenigstens|au moins|al menos|por lo menos|не менее|по меньшей мере|как минимум"
    ),
    Operator.AT_MOST: (
        "at most|up to|no more than|not more than|not to exceed|not exceeding|a maximum of|maximum of|as many as"
        "|as much as|no greater than"
        "|höchstens|bis zu|maximal|au plus|jusqu'à|a lo sumo|hasta|не более|до"
    ),
    Operator.LESS_THAN: (
        "less than|fewer than|under|below|just under|just below|well below|slightly below|somewhat below|short of"
        "|lower than|shorter than"
        "|weniger als|unter|moins de|menos de|менее"
    ),
}
_BEFORE: dict[tuple[str, ...], Operator] = {
    tuple(phrase.split()): operator for operator, phrases in _BEFORE_PHRASES.items() for phrase in phrases.split("|")
}
_LASTS = frozenset(words[-1] for words in _BEFORE)
_LONGEST = max(map(len, _BEFORE))
_AFTER: dict[tuple[str, ...], Operator] = {
    ("or", "more"): Operator.AT_LEAST,
    ("or", "above"): Operator.AT_LEAST,
    ("or", "higher"): Operator.AT_LEAST,
    ("or", "less"): Operator.AT_MOST,
    ("or", "fewer"): Operator.AT_MOST,
    ("or", "lower"): Operator.AT_MOST,
    ("or", "so"): Operator.ABOUT,
}
Qualifier = tuple[Operator, int, int]
"""An operator and the tokens [first, last) that say it."""


def qualifier_before(reading: Reading, first: int, start: int) -> Qualifier | None:
    """The longest phrase of bounding that ends at token `first` and begins at `start` or later."""
    if first - 1 < start or reading.forms[first - 1] not in _LASTS:
        return None
    for length in range(min(_LONGEST, first - start), 0, -1):
        words = tuple(reading.forms[first - length : first])
        if (operator := _BEFORE.get(words)) is not None:
            return operator, first - length, first
    return None


def qualifier_after(reading: Reading, last: int, end: int) -> Qualifier | None:
    """A phrase of bounding that begins at token `last`: "5 or more"."""
    if last + 1 >= end or reading.forms[last] != "or":
        return None
    operator = _AFTER.get((reading.forms[last], reading.forms[last + 1]))
    return (operator, last, last + 2) if operator else None
