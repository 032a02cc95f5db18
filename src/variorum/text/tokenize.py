"""Tokens of a text: words, numbers and single marks, with offsets and interned comparison forms."""

from __future__ import annotations

import re
from _thread import RLock
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from variorum.text.lexicon import FUNCTION_WORDS, MONTHS, YEAR_WORDS
from variorum.text.normalize import fold
from variorum.text.numeric_dates import numeric_date

# Combining marks and joiners that `\w` leaves out but that stand inside words (Latin, Hebrew, Arabic, the Indic
# scripts, Khmer …).
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bcd\u0c00-\u0c56\u0c81-\u0cd6"
    "\u0d00-\u0d57\u0d81-\u0ddf\u0f18\u0f19\u0f35-\u0f39\u0f71-\u0f87\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u2060\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Scripts written without spaces are compared character by character.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
UNSPACED_CHARACTER = (
    rf"[{_UNSPACED}]"
    r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
    rf"{_MARKS}]*"
)
"""A character of such a script with the marks that belong to it, as a regular expression."""


def _token_pattern(letter: str, alone: str) -> re.Pattern[str]:
    # The apostrophe of a plural's possessive ("the keepers' house") is its word's, unlike a quotation mark.
    word = rf"{letter}+(?:['’ʼ]{letter}+|(?<=\d)[.,:/](?=\d){letter}+)*(?:(?<=s)['’](?=\s))?"
    # The first alternative is the third for most words of most texts; it saves a quarter of the time.
    return re.compile(rf"([A-Za-z]++(?=[ \n,;)])|{alone}{word}|\.\.\.|--+|''|‘‘|’’|``|[^\w\s])")


_SPACED_TOKEN = _token_pattern(rf"[\w{_MARKS}]", "")


@cache
def _any_token() -> re.Pattern[str]:
    """The pattern for texts with unspaced scripts; compiling it takes 8 ms, so it waits for the first such text."""
    return _token_pattern(
        rf"(?:[^\W{_UNSPACED}]|[{_MARKS}])",
        rf"{UNSPACED_CHARACTER}|",
    )


_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def stands_alone(character: str) -> bool:
    """Whether a character is a token by itself: one of a script that is written without spaces."""
    return _HAS_UNSPACED.match(character) is not None


# Inflections of one word share their first letters in the languages of our users; measured against four-letter grams in
# evaluation/segments: equal on essays and German, at a fifth of the cost.
STEM_LENGTH = 5
# The form of a date begins so.
DATE_PREFIX = "date:"
# Marks that may hold an atom together: compounds, abbreviations, addresses, sums of money.
HINGES = frozenset("-/.@$€£¥₽₴₺₹")

# What a comparison form is.
MARKUP, PUNCTUATION, FUNCTION, WORD, NUMBER, ATOM = range(6)
# Signs that set words off and say nothing: Markdown's, and the bullets of lists.
_MARKUP_TOKENS = frozenset("*\\#•‣▪▸◦●○■□⁃")


# Spellings that one process keeps from one collation to the next: some 30 MB at most. Statements of a series share
# nine words in ten; measured on a pair of 550 words: interning falls from 0.21 ms a text to 0.02 ms.
MOST_SHARED = 100_000
# Texts longer than this together do not fill the shared table with their names and numbers.
LARGE_TEXTS = 1_000_000


class _Interned(dict[str, int]):
    """Maps each spelling to the number of its form, with what is known of forms. Only grows; safe between threads."""

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.classes: list[int] = []
        self.months: list[int] = []
        self.years: list[int] = []
        self.counted: list[bool] = []
        self.stems: list[int] = []
        self.shapes: list[int] = []
        self.hinges: list[bool] = []
        self.lower: dict[int, tuple[str, ...]] = {}
        self._by_form: dict[str, int] = {}
        self._by_stem: dict[str, int] = {}
        self._growing = RLock()

    def __missing__(self, token: str) -> int:
        form = fold(token)
        if len(form) > 1 and "_" in form:
            form = form.strip("_") or "_"
        with self._growing:
            number = self.intern(form, _class_of(form))
            if token.islower():
                self.lower[number] = (*self.lower.get(number, ()), token)
            self[token] = number
        return number

    def intern(self, form: str, kind: int) -> int:
        """The number of a form, given out when everything about it stands in the lists."""
        number = self._by_form.get(form)
        if number is not None:
            return number
        with self._growing:
            if form not in self._by_form:
                self.forms.append(form)
                self.classes.append(kind)
                month = MONTHS.get(form, 0)
                self.months.append(month)
                self.years.append(_year_of(form) if kind >= NUMBER else 0)
                self.counted.append(form in YEAR_WORDS)
                self.hinges.append(month > 0 or form in HINGES or (kind == NUMBER and numeric_date(form) is not None))
                self.stems.append(self._number(_stem_of(form, kind)))
                self.shapes.append(self._number(_shape_of(form, kind, month)))
                self._by_form[form] = len(self.forms) - 1
            return self._by_form[form]

    def _number(self, stem: str) -> int:
        return self._by_stem.setdefault(stem, len(self._by_stem)) if stem else -1


_shared = _Interned()


class Vocabulary:
    """What one collation knows of words. A number stands for a comparison form; the lists say by number what it is.

    `forms` the form, `classes` what it is, `months` its month or 0, `years` the year it is or begins with or 0,
    `counted` whether it is a word for years counted, `stems` the stem of a content word or number or -1, `shapes` the
    same of what stays from issue to issue, `hinges` whether an atom may be found round it. The numbers mean the same
    in every text read with it, and nothing else: they follow what the process has read before, so no answer may
    depend on their order.
    """

    __slots__ = (
        "_interned",
        "_spellings",
        "classes",
        "counted",
        "forms",
        "hinges",
        "months",
        "shapes",
        "stems",
        "years",
    )

    def __init__(self, expected: int = 0) -> None:
        """`expected` is how many code points will be read; much text has a table of its own."""
        global _shared  # noqa: PLW0603 - a cache: what it holds changes no answer
        if len(_shared) > MOST_SHARED:
            _shared = _Interned()
        self._interned = interned = _shared if expected <= LARGE_TEXTS else _Interned()
        self.forms, self.classes, self.months, self.years = (
            interned.forms,
            interned.classes,
            interned.months,
            interned.years,
        )
        self.counted = interned.counted
        self.stems, self.shapes, self.hinges = interned.stems, interned.shapes, interned.hinges
        self._spellings: set[str] = set()

    def apart(self) -> Vocabulary:
        """A vocabulary of the same numbers that has read nothing yet."""
        return self._of(set())

    def joined(self, other: Vocabulary) -> Vocabulary:
        """What both have read together; they must number alike, one being made `apart` from the other."""
        return self._of(self._spellings | other._spellings)

    def _of(self, spellings: set[str]) -> Vocabulary:
        vocabulary = copy(self)
        vocabulary._spellings = spellings  # noqa: SLF001 - its own class
        return vocabulary

    def read(self, tokens: list[str]) -> list[int]:
        """The numbers of these spellings."""
        self._spellings.update(tokens)
        return list(map(self._interned.__getitem__, tokens))

    def number(self, spelling: str) -> int:
        """The number of a spelling that no text need hold."""
        return self._interned[spelling]

    def seen_lower(self, form: int) -> bool:
        """Whether a spelling of this form without any capital has been read."""
        return any(spelling in self._spellings for spelling in self._interned.lower.get(form, ()))

    def atom(self, form: str) -> int:
        """The number of a form that stands for several tokens."""
        return self._interned.intern("\x00" + form, ATOM)


def _stem_of(form: str, kind: int) -> str:
    if kind == WORD:
        return form[:STEM_LENGTH]
    return "#" + form if kind == NUMBER else ""


def _shape_of(form: str, kind: int, month: int) -> str:
    """What stays from issue to issue in datelines, titles and page heads: words, and the kind of numbers and months."""
    if month:
        return "@month"
    if kind == NUMBER:
        return "#"
    return form if kind in (WORD, FUNCTION, PUNCTUATION) else ""


def _year_of(form: str) -> int:
    """The year that a number is or a date begins with; 0 of anything else."""
    value = form.lstrip("\x00").removeprefix(DATE_PREFIX)
    digits = value[:4]
    if digits.isascii() and digits.isdigit() and 1000 <= int(digits) <= 2999 and value[4:5] in ("", "-"):
        return int(digits)
    return 0


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
    """Tokens as three lists of one length: code-point offsets and interned forms; between two is only white space."""

    starts: list[int]
    ends: list[int]
    forms: list[int]


def tokenize(text: str, vocabulary: Vocabulary) -> Tokens:
    """All tokens of `text`, interned in `vocabulary`. Linear in the text."""
    pattern = _SPACED_TOKEN if text.isascii() or not _HAS_UNSPACED.search(text) else _any_token()
    parts = pattern.split(text)
    edges = list(accumulate(map(len, parts)))
    return Tokens(edges[0:-1:2], edges[1::2], vocabulary.read(parts[1::2]))
