"""Where the words of a clause are not the tokens of its text: hyphened words, names with points, short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.triggers import SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.tokens import Tokens

_HYPHENS = frozenset("-‐‑")
_SHORTEST_NAME = len("u.s.")
# Marks of several characters, by what they are in a clause.
_LONG_MARKS = {"...": "."}


class Bond(NamedTuple):
    """What stands for tokens [first, after): words with the code points where each begins and ends."""

    first: int
    after: int
    words: tuple[tuple[int, int, str], ...]


def find_bonds(tokens: Tokens, places: Sequence[int]) -> list[Bond]:
    """The bonds of a text, in order, none overlapping another; `places` are its hyphens, long marks and short forms."""
    names = {first: last for first, last, form in tokens.atoms if _is_name(form)}
    bonds: list[Bond] = []
    done = 0
    for k in sorted({*names, *places}):
        bond = _bond_at(tokens, k, done, names) if k >= done else None
        if bond is not None:
            bonds.append(bond)
            done = bond.after
    return bonds


def _is_name(form: str) -> bool:
    """Whether an atom is a row of letters with points: "u.s."."""
    return form[1:2] == "." and form[-1] == "." and len(form) >= _SHORTEST_NAME


def _bond_at(tokens: Tokens, k: int, floor: int, names: dict[int, int]) -> Bond | None:
    form = tokens.forms[k]
    if k in names:
        return _whole(tokens, k, _end_of_chain(tokens, names[k], names))
    if form == "-":
        return _whole(tokens, k - 1, _end_of_chain(tokens, k, names)) if k > floor and _joins(tokens, k) else None
    start, end = tokens.starts[k], tokens.ends[k]
    if not form[-1].isalpha():
        return Bond(k, k + 1, ((start, end, _LONG_MARKS.get(form, "-")),))
    short = form[form.rindex("'") :]
    if form == short:
        return Bond(k, k + 1, ((start, end, SHORT_FORMS[short]),))
    cut = max(end - len(short), start + 1)
    return Bond(k, k + 1, ((start, cut, form.removesuffix(short)), (cut, end, SHORT_FORMS[short])))


def _whole(tokens: Tokens, first: int, after: int) -> Bond:
    """Tokens as one word."""
    word = "".join(tokens.forms[first:after])
    return Bond(first, after, ((tokens.starts[first], tokens.ends[after - 1], word),))


def _end_of_chain(tokens: Tokens, k: int, names: dict[int, int]) -> int:
    """The token after the words that hyphens join, the first of the hyphens at token k."""
    while _joins(tokens, k):
        k = names.get(k + 1, k + 2)
    return k


def _joins(tokens: Tokens, k: int) -> bool:
    """Whether a hyphen at token k joins two words."""
    if tokens.form(k) != "-" or tokens.text[tokens.starts[k]] not in _HYPHENS:
        return False
    return tokens.touches(k) and tokens.touches(k + 1) and tokens.is_word(k + 1)
