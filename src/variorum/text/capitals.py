"""Runs of capitalised words: where a text may name something."""

from __future__ import annotations

import re
from itertools import groupby

_LAST_CASED = 0x530
# What a title in capitals writes small.
_GRAMMAR = frozenset(
    (
        "a an the and or but nor of in on at by for from to with as into over under between among against during "
        "before after about its his her their our your my this that these those is are was were be been has have "
        "not through"
    ).split()
)


def _uppercase() -> str:
    """The capitals of the Latin, Greek and Cyrillic scripts, as ranges of a character class."""
    points = [point for point in range(0x41, _LAST_CASED) if chr(point).isupper()]
    runs = (list(run) for _, run in groupby(enumerate(points), lambda each: each[1] - each[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_UP = _uppercase()
_LETTER = r"[\w\u0300-\u036f]"
_SHORT = "Messrs|Prof|Capt|Cpl|Mme|Mrs|Gen|Col|Sen|Rep|Gov|Amb|Adm|Maj|Sgt|Rev|Hon|Mr|Ms|Dr|Lt|St|Mt|Ft|Jr|Sr"
_WORD = (
    rf"(?:(?:{_SHORT})\.|(?:[{_UP}]\.)++(?:[{_UP}](?!{_LETTER})|[-‐‑][{_UP}]{_LETTER}++)?+"
    rf"|[{_UP}]{_LETTER}*+(?:[-‐‑'’ʼ`´]{_LETTER}++)*+)"
)
_PARTICLE = "de|del|della|di|da|dos|du|la|van|von|der|den|bin|ibn|ben|al|el"
# Possessive throughout: what has been read is never read again, so a run costs its length.
_LINK = rf"(?:of\s++(?:the\s++)?|(?:{_PARTICLE})\s++(?:(?:la|las|los|der|den)\s++)?)"

RUN = re.compile(rf"(?<![\w@]){_WORD}(\s++{_LINK}?{_WORD})*")
"""Capitalised words with nothing but "of", "of the" and the particles of names between them; group 1 if several."""

PART = re.compile(rf"{_WORD}|{_LETTER}++")
"""A word of a run, capitalised or not."""

_ANY_WORD = re.compile(rf"({_LETTER}+)")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_shouted(words: str) -> bool:
    """Whether a line has no small letter, and more than one word in capitals."""
    return words.isupper() and len(_LETTERS.findall(words)) > 1


def title_case(words: str) -> str:
    """The words with a capital each, but for words of grammar; every code point stays at its place.

    What is written "STATEMENT BY THE COUNCIL", "Statement by the council" and "Statement By The Council" is one.
    """
    parts = _ANY_WORD.split(words)
    for k in range(1, len(parts), 2):
        word = parts[k]
        lower = word.lower()
        if len(lower) != len(word):
            continue
        is_ending = k > 1 and parts[k - 1][-1:] in ("'", "’", "ʼ") and len(word) <= 2
        if is_ending or (lower in _GRAMMAR and parts[k + 1] != "."):
            parts[k] = lower
        else:
            upper = lower[0].upper()
            parts[k] = (upper if len(upper) == 1 else lower[0]) + lower[1:]
    return "".join(parts)
