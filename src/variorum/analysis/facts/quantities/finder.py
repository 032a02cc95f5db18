"""Reads the quantities of a statement: figures with their unit, what they count and what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.counting import count, infer, leaves_out_noun, plural_follows
from variorum.analysis.facts.quantities.figure import Figure, Trap, read_figure
from variorum.analysis.facts.quantities.lists import read_respectively, share_unit
from variorum.analysis.facts.quantities.predicates import predicate
from variorum.analysis.facts.quantities.tallies import VOTES, read_vote
from variorum.analysis.facts.quantities.traps import continues_trap
from variorum.analysis.facts.reading import TEXT
from variorum.analysis.facts.triggers import NUMBER
from variorum.model.facts import Fact, FactKind, Operator, Quantity
from variorum.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.quantities.figure import Tokens
    from variorum.analysis.facts.reading import Reading

# What may stand before four digits that are a year, and not before a count.
_BEFORE_YEARS = frozenset(
    "in since of by until till from during before after the year years to through and or early late mid "
    "end summer winter "
    "spring autumn fall season fiscal fy for this - / ( , im seit en desde depuis dès до с в".split()
)
_AFTER_YEARS = 2200
_MOST_DIGITS = 9
_LARGE = 100
_CERTAIN, _LIKELY, _GUESSED = 0.95, 0.85, 0.7


def find_quantities(reading: Reading) -> list[Fact]:
    """The quantities of a statement, in text order; no number of the text is in two of them.

    A number that has neither a unit nor anything that it counts nor anything that happened is none. Furniture is not
    read. Linear in the text.
    """
    facts: list[Fact] = []
    earlier: Tokens | None = None
    before: int | None = None
    for segment, starters in reading.triggered(NUMBER, TEXT):
        if before is not None and not TEXT.isdisjoint(
            each.kind for each in reading.segments[before + 1 : segment.index]
        ):
            earlier = None
        start, end = reading.bounds(segment.span)
        figures = _figures(reading, starters, start, end)
        earlier = _complete(reading, figures, start, end, earlier)
        facts += [_fact(reading, figure) for figure in figures if _is_quantity(reading, figure)]
        before = segment.index
    return facts


def _figures(reading: Reading, starters: Sequence[int], start: int, end: int) -> list[Figure]:
    """The figures of the sentence [start, end), without what counts nothing."""
    figures: list[Figure] = []
    done, trapped = start, -1
    voting = not VOTES.isdisjoint(reading.forms[start:end])
    for k in starters:
        if k < done:
            continue
        found = (voting and read_vote(reading, k, start, end)) or read_figure(reading, k, start, end, floor=done)
        if isinstance(found, list):
            figures += found
            done = found[-1].last
        elif isinstance(found, Trap):
            done = found.last
            trapped = found.last if found.chained or (trapped >= 0 and continues_trap(reading, trapped, k)) else trapped
        elif isinstance(found, Figure):
            done = found.last
            if trapped >= 0 and _is_chained(reading, found, trapped, end):
                trapped = found.last
            elif not (found.year and not _is_counted_year(reading, found, end)):
                figures.append(found)
    return figures


def _is_chained(reading: Reading, figure: Figure, trapped: int, end: int) -> bool:
    """Whether a figure goes on in a list of numbers that count nothing: "articles 3, 5 and 7"."""
    if figure.unit or figure.word or not continues_trap(reading, trapped, figure.first):
        return False
    return not (reading.form(trapped) == "," and plural_follows(reading, figure.after, end))


def _is_counted_year(reading: Reading, figure: Figure, end: int) -> bool:
    """Whether four digits that may be a year are a count all the same: "2000 soldiers"."""
    if figure.unit == "year" and reading.language == "ru":
        return False
    if reading.form(figure.first - 2) == "total" and reading.form(figure.first - 1) == "of":
        return True
    if reading.form(figure.first - 1) == "to" and _is_large(reading.form(figure.first - 2)):
        return plural_follows(reading, figure.after, end)
    if figure.unit is not None or (figure.op is not Operator.EQUAL and figure.op is not Operator.ABOUT):
        return figure.unit is not None or plural_follows(reading, figure.after, end)
    return reading.form(figure.first - 1) not in _BEFORE_YEARS and plural_follows(reading, figure.after, end)


def _is_large(form: str) -> bool:
    """Whether digits are too many or too great for a year."""
    return form[:1].isdecimal() and (
        "," in form or (form.isdecimal() and len(form) <= _MOST_DIGITS and int(form) >= _AFTER_YEARS)
    )


def _complete(reading: Reading, figures: list[Figure], start: int, end: int, earlier: Tokens | None) -> Tokens | None:
    """Sets what each figure counts and what happened to it; the last noun counted, for the sentence after."""
    for figure in figures:
        if figure.counted is None and figure.inferred is None:
            count(reading, figure, start, end)
        if figure.inferred is None:
            figure.predicate = None if figure.ordinal else predicate(reading, figure, start, end)
    share_unit(reading, figures)
    read_respectively(reading, figures, start, end)
    for k, figure in enumerate(figures):
        if figure.inferred is None and figure.predicate and leaves_out_noun(reading, figure):
            figure.inferred = infer(reading, figures, k, earlier)
    nouns = [figure.counted for figure in figures if figure.counted and not figure.unit and not figure.ordinal]
    return nouns[-1] if nouns else None


def _is_quantity(reading: Reading, figure: Figure) -> bool:
    if figure.unit is not None:
        return not (figure.one and reading.form(figure.last - 1) in ("day", "time", "minute"))
    if figure.word and figure.attribute and not figure.low:
        return False
    if figure.ordinal and figure.low == 1 and figure.word and reading.form(figure.after) == "time":
        return False
    if figure.one:
        return figure.counted is not None and reading.form(figure.first + 1) not in ("of", "another")
    if figure.ordinal:
        # "In the year of our Charter the two hundred and tenth" counts years unsaid.
        return figure.counted is not None or (figure.word and figure.low >= _LARGE)
    return figure.counted is not None or figure.predicate is not None or figure.inferred is not None


def _fact(reading: Reading, figure: Figure) -> Fact:
    quantity = Quantity(
        plain(figure.low),
        None if figure.high is None else plain(figure.high),
        figure.op,
        figure.unit,
        counted=figure.counted and reading.span(*figure.counted),
        counted_inferred=figure.inferred and reading.span(*figure.inferred),
        predicate=figure.predicate and reading.span(*figure.predicate),
        qualifier=figure.qualifier and reading.span(*figure.qualifier),
        ordinal=figure.ordinal,
    )
    return Fact(
        FactKind.QUANTITY, reading.span(figure.first, figure.last), _rule(figure), _confidence(figure), quantity
    )


def _rule(figure: Figure) -> str:
    if figure.unit is not None:
        return "quantity.unit"
    if figure.ordinal:
        return "quantity.ordinal"
    return "quantity.counted" if figure.counted else "quantity.predicate"


def _confidence(figure: Figure) -> float:
    if figure.unit is not None:
        return _CERTAIN
    return _GUESSED if figure.counted is None or figure.year else _LIKELY
