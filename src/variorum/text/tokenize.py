"""Tokens of a text: words, numbers and single marks, with offsets and interned comparison forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from variorum.text.lexicon import FUNCTION_WORDS, MONTHS
from variorum.text.normalize import fold

# Combining marks and joiners that `\w` leaves out but that stand inside words (Latin, Hebrew, Arabic, the Indic scripts, Khmer …).
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bcd\u0c00-\u0c56\u0c81-\u0cd6"
    "\u0d00-\u0d57\u0d81-\u0ddf\u0f18\u0f19\u0f35-\u0f39\u0f71-\u0f87\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u2060\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Scripts written without spaces are compared character by character.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def _token_pattern(letter: str, alone: str) -> re.Pattern[str]:
    word = rf"{letter}+(?:['’ʼ]{letter}+|(?<=\d)[.,:/](?=\d){letter}+)*"
    return re.compile(rf"({alone}{word}|\.\.\.|--+|[^\w\s])")


_SPACED_TOKEN = _token_pattern(rf"[\w{_MARKS}]", "")
_ANY_TOKEN = _token_pattern(
    rf"(?:[^\W{_UNSPACED}]|[{_MARKS}])", rf"[{_UNSPACED}][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3{_MARKS}]*|"
)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")

# What a comparison form is.
MARKUP, PUNCTUATION, FUNCTION, WORD, NUMBER, ATOM = range(6)
_MARKUP_TOKENS = frozenset("*\\#")


class Vocabulary(dict[str, int]):
    """Interns tokens: maps each spelling to the number of its comparison form. Grows as texts are read; one for each collation.

    `forms[id]` is the comparison form, `classes[id]` what it is, `months[id]` its month or 0.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.classes: list[int] = []
        self.months: list[int] = []
        self._by_form: dict[str, int] = {}
        self._lower: set[int] = set()

    def __missing__(self, token: str) -> int:
        form = fold(token)
        if len(form) > 1 and "_" in form:
            form = form.strip("_") or "_"
        number = self[token] = self._intern(form, _class_of(form))
        if token.islower():
            self._lower.add(number)
        return number

    def seen_lower(self, form: int) -> bool:
        """Whether a spelling of this form without any capital has been read."""
        return form in self._lower

    def atom(self, form: str) -> int:
        """The number of a form that stands for several tokens."""
        return self._intern("\x00" + form, ATOM)

    def _intern(self, form: str, kind: int) -> int:
        number = self._by_form.get(form)
        if number is None:
            number = self._by_form[form] = len(self.forms)
            self.forms.append(form)
            self.classes.append(kind)
            self.months.append(MONTHS.get(form, 0))
        return number


def _class_of(form: str) -> int:
    first = form[:1]
    if first.isalpha():
        return FUNCTION if form in FUNCTION_WORDS else WORD
    if first.isdecimal():
        return NUMBER
    if form in _MARKUP_TOKENS or not form:
        return MARKUP
    return WORD if any(c.isalnum() for c in form) else PUNCTUATION


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens as three lists of one length: code-point offsets and interned forms. Between two tokens stands only white space or markup."""

    starts: list[int]
    ends: list[int]
    forms: list[int]


def tokenize(text: str, vocabulary: Vocabulary) -> Tokens:
    """All tokens of `text`, interned in `vocabulary`. Linear in the text."""
    pattern = _ANY_TOKEN if _HAS_UNSPACED.search(text) else _SPACED_TOKEN
    parts = pattern.split(text)
    edges = list(accumulate(map(len, parts)))
    return Tokens(edges[0:-1:2], edges[1::2], list(map(vocabulary.__getitem__, parts[1::2])))
