"""Where the words of a clause are not the tokens of its text: hyphened words, names with points, short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.triggers import BOND, SHORT_FORMS

if TYPE_CHECKING:
    from variorum.analysis.facts.reading import Reading

_HYPHENS = frozenset("-‐‑")
_SHORTEST_NAME = len("u.s.")
# Marks of several characters, by what they are in a clause.
_LONG_MARKS = {"...": "."}


class Bond(NamedTuple):
    """What stands for tokens [first, after): words with the code points where each begins and ends."""

    first: int
    after: int
    words: tuple[tuple[int, int, str], ...]


def find_bonds(reading: Reading) -> list[Bond]:
    """The bonds of a reading, in order; none overlaps another."""
    names = {first: last for first, last, form in reading.atoms if _is_name(form)}
    bonds: list[Bond] = []
    done = 0
    for k in sorted({*names, *reading.places(BOND)}):
        bond = _bond_at(reading, k, done, names) if k >= done else None
        if bond is not None:
            bonds.append(bond)
            done = bond.after
    return bonds


def _is_name(form: str) -> bool:
    """Whether an atom is a row of letters with points: "u.s."."""
    return form[1:2] == "." and form[-1] == "." and len(form) >= _SHORTEST_NAME


def _bond_at(reading: Reading, k: int, floor: int, names: dict[int, int]) -> Bond | None:
    form = reading.forms[k]
    if k in names:
        return _whole(reading, k, _end_of_chain(reading, names[k], names))
    if form == "-":
        return _whole(reading, k - 1, _end_of_chain(reading, k, names)) if k > floor and _joins(reading, k) else None
    start, end = reading.starts[k], reading.ends[k]
    if not form[-1].isalpha():
        return Bond(k, k + 1, ((start, end, _LONG_MARKS.get(form, "-")),))
    short = form[form.rindex("'") :]
    if form == short:
        return Bond(k, k + 1, ((start, end, SHORT_FORMS[short]),))
    cut = max(end - len(short), start + 1)
    return Bond(k, k + 1, ((start, cut, form.removesuffix(short)), (cut, end, SHORT_FORMS[short])))


def _whole(reading: Reading, first: int, after: int) -> Bond:
    """Tokens as one word."""
    word = "".join(reading.forms[first:after])
    return Bond(first, after, ((reading.starts[first], reading.ends[after - 1], word),))


def _end_of_chain(reading: Reading, k: int, names: dict[int, int]) -> int:
    """The token after the words that hyphens join, the first of the hyphens at token k."""
    while _joins(reading, k):
        k = names.get(k + 1, k + 2)
    return k


def _joins(reading: Reading, k: int) -> bool:
    """Whether a hyphen at token k joins two words."""
    if reading.form(k) != "-" or reading.text[reading.starts[k]] not in _HYPHENS:
        return False
    return reading.touches(k) and reading.touches(k + 1) and reading.is_word(k + 1)
