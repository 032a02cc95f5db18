"""Figures told one after the other: a unit or noun said once for all of them, and "respectively"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.verbs import HAPPENING, STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.quantities.figure import Figure, Tokens
    from variorum.analysis.facts.reading import Reading

_JOINING = frozenset((",", "and", "or", "to", "und", "et", "y", "и"))
_MOST_BETWEEN = 2
_FAR = 40


def share_unit(reading: Reading, figures: Sequence[Figure]) -> None:
    """Gives "3" in "3 and 5 percent", "3, 4 or 5 members" the unit or the noun of the last."""
    for figure, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        if figure.unit or figure.counted or figure.ordinal or figure.predicate or figure.inferred:
            continue
        if not _are_joined(reading, figure, following) or following.ordinal or figure.word != following.word:
            continue
        figure.unit = following.unit
        figure.inferred = following.counted or following.inferred
        if (following.predicate and following.predicate[0] >= following.last) or (
            not following.unit and following.inferred is None and following.counted
        ):
            figure.predicate = following.predicate
        figure.counted = None


def read_respectively(reading: Reading, figures: Sequence[Figure], start: int, end: int) -> None:
    """Gives each figure of a list its own noun or verb, where the sentence says "respectively"."""
    if "respectively" not in reading.forms[start:end]:
        return
    at = reading.forms.index("respectively", start, end)
    group = _last_list(reading, [figure for figure in figures if figure.last <= at])
    if len(group) <= 1:
        return
    verbs = _verbs(reading, group[-1].last, at, len(group))
    nouns = _nouns(reading, start, group[0].first, len(group))
    for k, figure in enumerate(group):
        if verbs:
            figure.predicate = verbs[k]
        if nouns and (figure.counted is None or figure.unit is not None):
            figure.counted, figure.inferred = nouns[k], None


def _are_joined(reading: Reading, figure: Figure, following: Figure) -> bool:
    between = reading.forms[figure.last : following.first]
    return 0 < len(between) <= _MOST_BETWEEN and all(form in _JOINING for form in between)


def _last_list(reading: Reading, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the last list, in order."""
    group = [figures[-1]] if figures else []
    for figure in reversed(figures[:-1]):
        if not _are_joined(reading, figure, group[0]):
            break
        group.insert(0, figure)
    return group


def _verbs(reading: Reading, start: int, end: int, number: int) -> list[Tokens]:
    """As many verbs as figures, told after them in one list."""
    found = [k for k in range(start, end) if reading.forms[k] in HAPPENING or reading.forms[k] in STATES]
    return [(k, k + 1) for k in found] if len(found) == number else []


def _nouns(reading: Reading, start: int, end: int, number: int) -> list[Tokens]:
    """As many single words as figures, told before them in one list with "and" before its last."""
    forms = reading.forms
    for k in range(end - 2, max(start, end - _FAR), -1):
        if forms[k] not in ("and", "or") or not (reading.is_word(k - 1) and reading.is_word(k + 1)):
            continue
        items = [k + 1, k - (2 if forms[k - 1] == "," else 1)]
        while len(items) < number and forms[items[-1] - 1] == "," and items[-1] - 2 >= start:
            items.append(items[-1] - 2)
        if len(items) == number and forms[items[-1] - 1] != ",":
            return [(item, item + 1) for item in reversed(items)]
    return []
