"""Words as the search index takes them: folded, cut into tokens, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import NamedTuple

from variorum.text.normalize import INVISIBLE

# The database of Unicode 3.2 that every Python carries: a row must be found again, to be taken out of the index, by the
# very tokens that another Python once put in.
_UNICODE = unicodedata.ucd_3_2_0
# Points, accents and vowel signs that writers of Latin, Greek, Cyrillic, Hebrew and Arabic leave out at will. Those of
# the Indic scripts and of Thai are letters to their readers, and stay.
_POINTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"
_RAISED = "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
# Faces and pictures, and room for those to come.
_PICTURES = range(0x1F000, 0x1FB00)


class _Letters(dict[int, str]):
    """What a character becomes before its accents are folded; worked out once for each.

    SQLite's tokenizer takes what is younger than its tables for a letter, and knows no small form of it: a rouble sign
    would stick to its number. Signs are white space here; those that stand for words (№, ™, ℃) are words by themselves.
    """

    def __missing__(self, code: int) -> str:
        self[code] = made = self._made_of(chr(code))
        return made

    @staticmethod
    def _made_of(character: str) -> str:
        kind = unicodedata.category(character)
        if _is_of_words(character):
            young = kind == "Lu" and _UNICODE.category(character) != "Lu"
            return character.lower() if young else character
        if _is_inside(character):
            return "" if kind == "Me" else f" {_UNICODE.normalize('NFKD', character)} "
        # What this Python does not know another may, as a letter.
        return character if kind == "Cn" and ord(character) not in _PICTURES else " "


# What takes its accent into the letter, and what would stick to the number or word before it ("3½", a footnote's ¹).
_LETTERS = _Letters(
    str.maketrans({
        **dict.fromkeys(INVISIBLE + "\u0640", ""),
        # Which drawing of the character before is meant.
        **dict.fromkeys(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))), ""),
        **dict.fromkeys(map(chr, (0, *range(0xD800, 0xE000))), " "),
        **{mark: " " + unicodedata.normalize("NFKD", mark).replace("\u2044", "/") for mark in _FRACTIONS + _RAISED},
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ς": "σ",
    })
)  # fmt: skip
# The marks of printers' English: a line that has nothing else beyond ASCII needs no folding.
_PLAIN = re.compile(r"[\x01-\x7f‘’“”–—…§•]*")


class Token(NamedTuple):
    """A token of the index, and the code points [start, end) that it comes from."""

    form: str
    start: int
    end: int


def indexable(words: str) -> str:
    """Words as they are handed to the index, whose own tokenizer then cuts them at what is no letter, digit or mark.

    Accents and compatibility forms are folded. Each character of a script written without spaces (Chinese, Japanese,
    Thai, Khmer, Lao, Burmese) stands alone, so that any run of them is found as a phrase. Case is the index's own.
    A change here needs a migration that builds the index anew.
    """
    if words.isascii():
        return words.replace("\0", " ")
    if _PLAIN.fullmatch(words):
        return words
    alone = _unspaced()
    folded = _UNICODE.normalize("NFKD", alone.sub(r" \g<0> ", words).translate(_LETTERS))
    folded = _UNICODE.normalize("NFC", _POINTS.sub("", folded))
    # Again, because some compatibility forms are such characters only now.
    return alone.sub(r" \g<0> ", folded)


def index_tokens(words: str) -> list[Token]:
    """The tokens that the index holds of these words, in order.

    Several may come from one stretch of characters ("½"). Cost: a look at each character.
    """
    tokens = []
    for start, end in _runs(words):
        forms = _cut(indexable(words[start:end]))
        tokens += [Token(form, start, end) for form in forms]
    return tokens


def _cut(folded: str) -> list[str]:
    """What the index's own tokenizer makes of folded words."""
    return ["".join(run).lower().replace("ς", "σ") for inside, run in groupby(folded, _is_inside) if inside]


def _runs(words: str) -> list[tuple[int, int]]:
    """The stretches of characters that hold tokens: words, and single characters of a script without spaces."""
    runs = []
    start = 0
    for inside, run in groupby(words, lambda c: c in INVISIBLE or _is_inside(c)):
        end = start + sum(1 for _ in run)
        if inside:
            runs += _parts(words, start, end)
        start = end
    return runs


def _parts(words: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    for match in _unspaced().finditer(words, start, end):
        if match.start() > start:
            parts.append((start, match.start()))
        parts.append(match.span())
        start = match.end()
    if end > start:
        parts.append((start, end))
    return parts


@cache
def _is_inside(character: str) -> bool:
    """Whether a character belongs to a token, or stands for one as a sign."""
    if _is_of_words(character) or unicodedata.category(character) == "Me":
        return True
    return any(unicodedata.category(each)[0] in "LN" for each in _UNICODE.normalize("NFKD", character))


def _is_of_words(character: str) -> bool:
    """Whether a character is of the classes that the schema gives to the index."""
    kind = unicodedata.category(character)
    return kind[0] in "LN" or kind in ("Mn", "Mc", "Co")


@cache
def _unspaced() -> re.Pattern[str]:
    """A character of a script without spaces, with the marks that belong to it."""
    from variorum.text.tokenize import UNSPACED_CHARACTER

    return re.compile(UNSPACED_CHARACTER)
