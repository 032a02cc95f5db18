"""Reads a whole figure at a place: one number or a range, with its unit, its currency and the words that bound it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.numbers import Number, read_number
from variorum.analysis.facts.quantities.qualifiers import qualifier_after, qualifier_before
from variorum.analysis.facts.quantities.traps import is_trap, is_year
from variorum.analysis.facts.quantities.verbs import CHANGES
from variorum.model.facts import Operator
from variorum.text.number_words import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    PERCENT_PAIRS,
    PERCENT_WORDS,
    currency_word,
    measure_unit,
    time_unit,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from variorum.analysis.facts.reading import Reading

Tokens = tuple[int, int]
"""Tokens [first, last)."""

_JOINERS = frozenset("to - through until bis à a al до по".split())
_BETWEEN = frozenset("between zwischen entre между".split())
_AND = frozenset("and und et y e и".split())
_FROM = frozenset("from von de desde от с".split())
_RATE_PAIRS = {
    **{(name, ending): unit for name, unit in {
        "percent": "percentage point", "percentage": "percentage point", "basis": "basis point",
    }.items() for ending in ("point", "points")},
    **dict.fromkeys(PERCENT_PAIRS, "percent"),
}  # fmt: skip
_NATIONS = {"us": "USD", "u.s.": "USD", "canadian": "CAD", "australian": "AUD", "swiss": "CHF", "hong": "HKD"}
_FRANCS = frozenset(("franc", "francs", "franken"))
_AREAS = frozenset(("square", "cubic"))
_VOTES = frozenset("vote votes voted margin majority ballot".split())
_NEAR = 12
_POWERS = (10**12, 10**9, 10**6, 10**3)


@dataclass(slots=True)
class Figure:
    """A figure of tokens [first, last), unit included; `after` is where what it counts may begin.

    `high` is None of a magnitude. `counted`, `inferred` and `predicate` are found later. `year` is true of digits that
    may be a year, `one` of the word "one" alone, `attribute` of what a hyphen ties to its noun ("44-day").
    """

    first: int
    last: int
    after: int
    low: Decimal
    high: Decimal | None
    unit: str | None = None
    unit_word: Tokens | None = None
    op: Operator = Operator.EQUAL
    qualifier: Tokens | None = None
    ordinal: bool = False
    word: bool = False
    fraction: bool = False
    magnitude: bool = False
    year: bool = False
    one: bool = False
    attribute: bool = False
    ranged: bool = False
    counted: Tokens | None = None
    inferred: Tokens | None = None
    predicate: Tokens | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Trap:
    """A number that counts nothing, up to token `last`; `chained` if numbers joined to it count nothing either."""

    last: int
    chained: bool


def read_figure(reading: Reading, k: int, start: int, end: int, *, floor: int) -> Figure | Trap | None:
    """What the number at token k of the sentence [start, end) is; None where no number begins.

    What stands before token `floor` belongs to another figure.
    """
    if reading.in_date(k) and reading.form(k - 1) not in CURRENCY_SIGNS:
        return Trap(k + 1, chained=False)
    number = read_number(reading, k, end)
    if number is None:
        return Trap(k + 1, chained=False) if reading.form(k)[:1].isdecimal() else None
    sign = _sign_before(reading, number.first, floor)
    unit = _unit_after(reading, number, end)
    if number.word and reading.forms[k] in ("none", "nil"):
        return None
    if sign is None and is_trap(reading, number, start, end, measured=unit is not None):
        return Trap(number.last, chained=not (number.word or number.ordinal or reading.in_date(k)))
    figure = _range(reading, number, sign, unit, start, end) or _single(reading, number, sign, unit)
    _absorb_repeat(reading, figure, end)
    _bound(reading, figure, floor, end)
    return figure


def _single(reading: Reading, number: Number, sign: tuple[str, int] | None, unit: tuple[str, Tokens] | None) -> Figure:
    figure = Figure(
        sign[1] if sign else number.first,
        number.last,
        number.last,
        number.value,
        None if number.magnitude else number.value,
        op=Operator.ABOUT if number.magnitude else Operator.EQUAL,
        ordinal=number.ordinal,
        word=number.word,
        fraction=number.fraction,
        magnitude=number.magnitude,
        year=is_year(reading, number),
        one=number.word and number.value == 1 and number.last == number.first + 1,
    )
    return _with_unit(reading, figure, number, sign, unit)


def _with_unit(
    reading: Reading,
    figure: Figure,
    number: Number,
    sign: tuple[str, int] | None,
    unit: tuple[str, Tokens] | None,
) -> Figure:
    if sign:
        figure.unit = sign[0]
        if unit and unit[0] == sign[0]:
            figure.last = figure.after = unit[1][1]
    elif unit and not number.ordinal:
        figure.unit, figure.unit_word = unit
        figure.last = figure.after = unit[1][1]
    if number.ordinal and reading.form(figure.after) == "-" and reading.form(figure.after + 1) == "ever":
        figure.after += 2
    elif reading.form(figure.after) == "-" and reading.touches(figure.after) and reading.touches(figure.after + 1):
        figure.after += 1
        figure.attribute = True
    elif figure.unit_word and reading.form(figure.unit_word[0] - 1) == "-":
        figure.attribute = True
    return figure


def _range(
    reading: Reading,
    low: Number,
    sign: tuple[str, int] | None,
    unit: tuple[str, Tokens] | None,
    start: int,
    end: int,
) -> Figure | None:
    """A range from this number to the next, if both are of one kind and the second is greater."""
    if low.ordinal or low.magnitude:
        return None
    joint = _joint(reading, low, unit, sign[1] if sign else low.first, start)
    high = _upper(reading, joint, end, signed=sign is not None)
    if high is None:
        return None
    high_unit = _unit_after(reading, high, end)
    if not _are_alike(reading, low, high, sign, unit, high_unit):
        return None
    low_value = _scaled_alike(low, high) if not unit else low.value
    if low_value >= high.value:
        return None
    figure = _single(reading, replace(high, first=low.first), sign, high_unit)
    figure.low, figure.ranged, figure.year, figure.one = low_value, True, False, False
    figure.fraction = low.fraction and high.fraction
    return figure


def _upper(reading: Reading, joint: int, end: int, *, signed: bool) -> Number | None:
    """The number that begins at token `joint`, after a sign of currency if the first number has one."""
    at = joint
    if _sign_at(reading, at):
        if not signed:
            return None
        at += 1
    at += reading.form(at) in ("a", "an")
    high = read_number(reading, at, end) if at < end and reading.form(at) else None
    return None if high is None or high.ordinal or high.magnitude or reading.in_date(at) else high


def _are_alike(
    reading: Reading,
    low: Number,
    high: Number,
    sign: tuple[str, int] | None,
    unit: tuple[str, Tokens] | None,
    high_unit: tuple[str, Tokens] | None,
) -> bool:
    """Whether two numbers may be the ends of one range: of one unit, no years, no sides of a vote."""
    if is_year(reading, high) and not (high_unit or sign):
        return False
    if unit and (high_unit is None or high_unit[0] != unit[0]):
        return False
    if reading.form(low.last) == "or":
        return high.value == low.value + 1 and not high.fraction and low.bare == high.bare and not (sign or unit)
    return reading.form(low.first - 1) in _BETWEEN or not _is_vote(reading, low, high)


def _scaled_alike(low: Number, high: Number) -> Decimal:
    """The lower end in the scale of the upper one: "5 to 10 million"."""
    if low.scaled or not high.scaled:
        return low.value
    for power in _POWERS:
        if high.value >= power:
            return low.value * power if low.value < high.value / power else low.value
    return low.value


def _joint(reading: Reading, low: Number, unit: tuple[str, Tokens] | None, first: int, start: int) -> int:
    """The token at which the upper end of a range may begin; past the text if there is none."""
    at = unit[1][1] if unit else low.last
    joiner, before = reading.form(at), reading.form(first - 1)
    if before in _BETWEEN:
        return at + 1 if joiner in _AND else len(reading.forms)
    if joiner == "or" and not unit:
        return at + 1
    if joiner not in _JOINERS or (joiner in ("a", "al", "à", "по", "до") and reading.language == "en"):
        return len(reading.forms)
    if before in _FROM and any(reading.forms[k] in CHANGES for k in range(max(start, first - _NEAR), first)):
        return len(reading.forms)
    return at + 1


def _is_vote(reading: Reading, low: Number, high: Number) -> bool:
    near = [reading.form(low.first - 1), reading.form(low.first - 2), reading.form(high.last)]
    near.append(reading.form(high.last + 1) if near[-1] == "-" else "")
    return any(form in _VOTES for form in near)


def _sign_at(reading: Reading, k: int) -> str | None:
    return CURRENCY_SIGNS.get(reading.form(k))


def _sign_before(reading: Reading, first: int, start: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands before a number, and the sign's first token."""
    k = first - 1
    if k < start:
        return None
    form = reading.forms[k]
    if form in CURRENCY_CODES and reading.spelling(k).isupper():
        return form.upper(), k
    code = CURRENCY_SIGNS.get(form)
    if code is None:
        return None
    nation = reading.form(k - 1)
    if k > start and (joined := CURRENCY_SIGNS.get(nation + form)) and (reading.touches(k) or nation == "us"):
        return joined, k - 1
    return code, k


def _unit_after(reading: Reading, number: Number, end: int) -> tuple[str, Tokens] | None:
    """The unit that follows a number, after a hyphen or without, and the tokens that say it."""
    if number.unit:
        return measure_unit(number.unit) or number.unit, (number.last - 1, number.last)
    at = number.last
    if reading.form(at) == "-" and reading.touches(at) and reading.touches(at + 1):
        at += 1
    if at >= end:
        return None
    return _rate_at(reading, number, at, end) or _money_at(reading, at, end) or _measure_at(reading, at, end)


def _rate_at(reading: Reading, number: Number, at: int, end: int) -> tuple[str, Tokens] | None:
    form, following = reading.forms[at], reading.form(at + 1)
    for words, unit in _RATE_PAIRS.items():
        if (form, following) == words:
            return unit, (at, at + 2)
    if form in PERCENT_WORDS:
        return "percent", (at, at + 1)
    if form in ("bp", "bps") and number.bare:
        return "basis point", (at, at + 1)
    if number.fraction and form == "point" and following not in ("of", "in"):
        return "percentage point", (at, at + 1)
    if number.fraction and form == "of" and at + 3 < end and following in ("a", "one", "1"):
        past = _rate_at(reading, number, at + 2, end)
        return (past[0], (at, past[1][1])) if past else None
    return None


def _money_at(reading: Reading, at: int, end: int) -> tuple[str, Tokens] | None:
    form = reading.forms[at]
    if code := currency_word(form):
        return code, (at, at + 1)
    if form in CURRENCY_SIGNS and not (reading.form(at + 1)[:1].isdigit() and reading.touches(at + 1)):
        return CURRENCY_SIGNS[form], (at, at + 1)
    if form in CURRENCY_CODES and reading.spelling(at).isupper():
        return form.upper(), (at, at + 1)
    atom = reading.atom_at.get(at)
    nation, past = (atom[2], atom[1]) if atom and atom[0] == at else (form, at + 1)
    if nation in _NATIONS and past < end:
        if reading.form(past) in ("dollar", "dollars"):
            return _NATIONS[nation], (at, past + 1)
        if reading.form(past) in _FRANCS and nation == "swiss":
            return "CHF", (at, past + 1)
    return None


def _measure_at(reading: Reading, at: int, end: int) -> tuple[str, Tokens] | None:
    form = reading.forms[at]
    if form in _AREAS and at + 1 < end and (unit := measure_unit(reading.forms[at + 1])):
        return f"{form} {unit}", (at, at + 2)
    if unit := measure_unit(form):
        return unit, (at, at + 1)
    if unit := time_unit(form, reading.language):
        return unit, (at, at + 1)
    # "five calendar days", "two full years"
    if (
        form in ("calendar", "full", "consecutive", "working", "business", "more", "additional", "further")
        and at + 1 < end
    ):
        unit = time_unit(reading.forms[at + 1], reading.language)
        return (unit, (at, at + 2)) if unit else None
    return None


def _absorb_repeat(reading: Reading, figure: Figure, end: int) -> None:
    """Takes in the same number said again in brackets: "six (6) months"."""
    at = figure.last
    if at + 2 >= end or reading.forms[at] != "(" or not reading.forms[at + 1][:1].isnumeric():
        return
    again = read_number(reading, at + 1, end)
    if again is None or again.value != figure.low or reading.form(again.last) != ")":
        return
    last = again.last + 1
    unit = _unit_after(reading, replace(again, last=last), end) if figure.unit is None else None
    figure.last = figure.after = last
    if unit:
        figure.unit, figure.unit_word = unit
        figure.last = figure.after = unit[1][1]


def _bound(reading: Reading, figure: Figure, start: int, end: int) -> None:
    """Sets the operator from the words around the figure."""
    first = figure.first
    if reading.form(first - 1) in ("a", "an", "the") and first - 1 > start:
        first -= 1
    found = qualifier_before(reading, figure.first, start) or (
        qualifier_before(reading, first, start) if figure.fraction else None
    )
    found = found or qualifier_after(reading, figure.last, end)
    if found is None:
        return
    figure.op, *tokens = found
    figure.qualifier = (tokens[0], tokens[1])
    if figure.qualifier[0] >= figure.last:
        figure.after = figure.qualifier[1]
