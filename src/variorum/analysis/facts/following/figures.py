"""Quantities: which figure answers which, and what is to be told of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import content_words
from variorum.analysis.facts.following.matches import Match, best_first, in_order, without
from variorum.analysis.facts.following.opposites import opposed_figures
from variorum.analysis.facts.following.rollovers import Movement, movement
from variorum.model.facts import Operator
from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from variorum.analysis.facts.following.said import Figure, Said
    from variorum.analysis.facts.following.slots import Slots

# What speaks for two figures of one line being one: found by reading the pairs that each choice makes in statements of
# the sorts that the evaluation names. Below the least, two figures have a unit or a place in common and no more.
_SAME_VALUE, _SAME_EVENT, _SAME_NOUN, _LIKE_NOUN, _SAME_UNIT = 40, 30, 20, 15, 10
_OTHER_EVENT, _OTHER_NOUN, _OTHER_NOUN_OF_FEW = -20, -15, -30
_SAME_QUALIFIER = 8
_HALF = 0.5
# What a sum took the place of is among so many facts behind it.
_BESIDE = 3
_BY_DISTANCE = {0: 30, 1: 15, 2: 5}
_TOUCHING = 8
_LEAST = 40
# A count of years that ends with the statement's own day is said of these too.
_YEARLY = frozenset(("session",))
_ROUND = 10
_DISTINCTIVE, _MANY = 100, 1_000_000


def figures_in_line(base: Sequence[Said], other: Sequence[Said], slots: Slots) -> list[Match]:
    """Figures of lines that answer each other: by value, what happened, what is counted, and place."""
    mine, theirs = ([said for said in side if said.figure] for side in (base, other))
    if [_whole(said) for said in mine] == [_whole(said) for said in theirs]:
        return [Match(a, b, in_line=True) for a, b in zip(mine, theirs, strict=True)]
    return best_first(mine, theirs, lambda a, b: _likeness(a, b, slots) - _LEAST)


def figures_across(base: Sequence[Said], other: Sequence[Said]) -> list[Match]:
    """Figures of the same value that count the same thing in lines that do not answer each other; and roll-overs."""
    mine, theirs = ([said for said in side if said.figure] for side in (base, other))
    running = [[said for said in side if said.amount.elapsed or _is_last(said)] for side in (mine, theirs)]
    moved = best_first(running[0], running[1], _moves)
    found = [Match(m.base, m.other, in_line=False) for m in moved]
    for key in _KEYS:
        mine, theirs = without(mine, (m.base for m in found)), without(theirs, (m.other for m in found))
        pairs = in_order(mine, theirs, key)
        found += [Match(a, b, in_line=False) for a, b in pairs if _one_elsewhere(a, b)]
    return found


def _one_elsewhere(base: Said, other: Said) -> bool:
    """Whether like figures of lines that answer no other are one: bounded alike, of one happening, or rare."""
    mine, theirs = base.amount, other.amount
    if mine.former is not theirs.former or opposed_figures(base, other):
        return False
    return _operator(base) is _operator(other) or mine.event_words == theirs.event_words or is_distinctive(base)


def _moves(base: Said, other: Said) -> int:
    """Whether two counts run on with the dates: "31 years ago", and a year later "over the last 32 years"."""
    runs = base.amount.elapsed + other.amount.elapsed
    return runs if runs and movement(base, other) is Movement.EXPECTED else 0


def _is_last(said: Said) -> bool:
    before = said.statement.words.forms[max(0, said.first - 1) : said.first]
    return said.amount.unit == "year" and before in (["last"], ["past"])


def figure_verdicts(base: Said, other: Said, in_line: bool) -> list[Verdict]:  # noqa: FBT001 - of a Match
    """What is to be told of two figures, the chief thing first; nothing where they are the same.

    That a count does not follow the dates is said only where both stand in lines that answer each other.
    """
    mine, theirs = base.amount, other.amount
    told: list[Verdict] = []
    if (moved := _value_verdict(base, other, in_line=in_line)) is not None:
        told.append(moved)
    if mine.noun_words and theirs.noun_words and mine.head != theirs.head and mine.dimension == "count":
        told.append(Verdict.NOUN)
    if mine.qualifier != theirs.qualifier or _operator(base) is not _operator(other):
        told.append(Verdict.QUALIFIER)
    if _reworded(base, other):
        told.append(Verdict.REWORDED)
    return told


def like_figure_stands(said: Said, by_value: Sequence[Said]) -> bool:
    """Whether one of these figures of the same value counts a like thing."""
    mine = said.amount
    return any(_compatible(mine, one.amount) for one in by_value if not opposed_figures(said, one))


def only_opposed(said: Said, by_value: Sequence[Said]) -> bool:
    """Whether there are figures of the same value, and all say the opposite of this one, or are another's wish."""
    return bool(by_value) and all(opposed_figures(said, one) for one in by_value)


def _compatible(base: Figure, other: Figure) -> bool:
    if base.noun and other.noun:
        return base.noun == other.noun
    return base.event == other.event or None in (base.event, other.event)


def _value_verdict(base: Said, other: Said, *, in_line: bool) -> Verdict | None:
    mine, theirs = base.amount, other.amount
    running = mine.elapsed and theirs.elapsed
    if {_bounds(base), _bounds(other)} == {"below", "above"}:
        return Verdict.VALUE
    if mine.size == theirs.size:
        return Verdict.UNEXPECTED if running and in_line and _stood_still(base, other) else None
    if running or _may_run(mine, theirs):
        moved = movement(base, other)
        if moved is Movement.EXPECTED:
            return Verdict.ROLLOVER
        if moved is Movement.OTHERWISE and running and in_line and mine.qualifier == theirs.qualifier:
            return Verdict.UNEXPECTED
    return Verdict.VALUE


def _bounds(said: Said) -> str:
    """From which side a figure is bounded: "at least" from below."""
    operator = _operator(said)
    if operator in (Operator.AT_LEAST, Operator.MORE_THAN):
        return "below"
    return "above" if operator in (Operator.AT_MOST, Operator.LESS_THAN) else ""


def _may_run(base: Figure, other: Figure) -> bool:
    if base.dimension == other.dimension == "order":
        return base.head == other.head and (base.head is None or base.head in _YEARLY)
    return base.unit == other.unit == "year" and "extended" not in (base.event, other.event)


def _stood_still(base: Said, other: Said) -> bool:
    """Whether an exact count is the same though the dates moved; a round number may stand for many."""
    low = other.amount.value[0]
    rounded = other.amount.dimension != "order" and not low % _ROUND
    exact = _operator(base) is _operator(other) is Operator.EQUAL
    return exact and not rounded and movement(base, other) is Movement.OTHERWISE


def _reworded(base: Said, other: Said) -> bool:
    mine, theirs = base.amount, other.amount
    if mine.size == theirs.size and base.words != other.words and not mine.noun_words == theirs.noun_words == ():
        return _without_noun(base) != _without_noun(other) or content_words(mine.noun_words) != content_words(
            theirs.noun_words
        )
    if mine.size == theirs.size and base.words != other.words:
        return True
    if mine.noun_words and theirs.noun_words and mine.head == theirs.head and mine.noun_words != theirs.noun_words:
        return True
    return bool(mine.event_words and theirs.event_words) and mine.event_words != theirs.event_words


def _without_noun(said: Said) -> tuple[str, ...]:
    nouns = said.amount.noun_words
    return tuple(word for word in said.words if word not in nouns)


def _likeness(base: Said, other: Said, slots: Slots) -> int:
    mine, theirs = base.amount, other.amount
    if mine.dimension != theirs.dimension or mine.former is not theirs.former or opposed_figures(base, other):
        return 0
    points = _BY_DISTANCE.get(slots.distance(base, other), 0)
    points += _TOUCHING * slots.touching(base, other) if points else 0
    points += _SAME_VALUE if mine.size == theirs.size else 0
    points += _SAME_UNIT if mine.unit == theirs.unit is not None else 0
    points += _SAME_QUALIFIER if mine.qualifier and mine.qualifier == theirs.qualifier else 0
    if mine.event and theirs.event:
        points += _SAME_EVENT if mine.event == theirs.event else _OTHER_EVENT
    if mine.of and theirs.of:
        shared = 2 * len(mine.of & theirs.of) / (len(mine.of) + len(theirs.of))
        points += round(_SAME_NOUN * 2 * (shared - _HALF))
        points += _SAME_VALUE if shared > _HALF and (_replaces(base, other) or _replaces(other, base)) else 0
    if mine.noun and theirs.noun:
        few = max(mine.value[0], theirs.value[0]) <= _ROUND
        other_noun = _OTHER_NOUN_OF_FEW if few else _OTHER_NOUN
        like = _LIKE_NOUN if mine.noun == theirs.noun else other_noun
        points += _SAME_NOUN if mine.head == theirs.head else like
    return points


def _replaces(said: Said, former: Said) -> bool:
    """Whether a sum is said to be in the place of the other: "$35 rather than $40", where the other is $40."""
    behind = said.statement.said[said.place + 1 : said.place + 1 + _BESIDE]
    following = next((one for one in behind if one.figure), None)
    return following is not None and following.amount.former and following.amount.size == former.amount.size


def _whole(said: Said) -> tuple[object, ...]:
    figure = said.amount
    return (said.words, figure.size, figure.noun, figure.event_words, said.wish)


def _operator(said: Said) -> Operator | None:
    return said.fact.quantity.op if said.fact.quantity else None


def is_distinctive(said: Said) -> bool:
    """Whether a figure is hardly that of another thing: 2,977 and six million, a range, a sum; unlike 30 or 150."""
    figure = said.amount
    low, high = figure.value
    if figure.dimension == "count":
        digits = str(low).split(".")[0].rstrip("0")
        return low >= _DISTINCTIVE and (len(digits) > 2 or low >= _MANY)
    return figure.dimension == "money" or (figure.dimension == "rate" and high is not None and high != low)


def _by_value(said: Said) -> Hashable | None:
    return said.amount.size if is_distinctive(said) else None


def _by_all(said: Said) -> Hashable | None:
    figure = said.amount
    if _is_running_count(figure) or not (figure.noun or figure.event):
        return None
    return figure.size, figure.noun, figure.event


def _is_running_count(figure: Figure) -> bool:
    """Whether the same count at another day is the count of another time."""
    return figure.elapsed and figure.dimension == "time"


def _by_noun(said: Said) -> Hashable | None:
    figure = said.amount
    return (figure.size, figure.noun) if figure.noun and not (figure.event or _is_running_count(figure)) else None


def _by_event(said: Said) -> Hashable | None:
    figure = said.amount
    return (figure.size, figure.event) if figure.event and not (figure.noun or _is_running_count(figure)) else None


_KEYS: tuple[Callable[[Said], Hashable | None], ...] = (_by_all, _by_noun, _by_event, _by_value)
