"""How the items of lists are marked, in words the stored text can hold."""

from __future__ import annotations

import re

BULLET = "•"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_BULLETED = re.compile(r"[•·‣◦▪■●○▸✓]\s*\w|\*\s+\S")
_DASHED = re.compile(r"[–—-]\s+\S")
_NUMBERED = re.compile(r"(?:\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})[.)])\s+\S")
# What fonts of symbols put at these code points.
SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf02d": "-", "\uf0fc": "✓"})

# Others ("o" in Courier New) are letters to a reader of the bare text.
_PLAIN_BULLETS = frozenset("•▪▸–-✓")


def bullet(glyph: str) -> str:
    """The bullet that a program shows, or the common one where its glyph is none outside its font."""
    plain = glyph.translate(SYMBOLS)
    return plain if plain in _PLAIN_BULLETS else BULLET


def is_bulleted(line: str) -> bool:
    """Whether a line begins with a bullet."""
    return _BULLETED.match(line) is not None


def is_dashed(line: str) -> bool:
    """Whether a line begins with a dash, which may stand for a bullet or only have come to stand there."""
    return _DASHED.match(line) is not None


def is_numbered(line: str) -> bool:
    """Whether a line begins with an enumerator: "3.", "(a)", "iv)"."""
    return _NUMBERED.match(line) is not None


def is_marked(line: str) -> bool:
    """Whether a line that begins a paragraph has the mark of an item before its words."""
    return is_bulleted(line) or is_dashed(line) or is_numbered(line)


def letters(number: int) -> str:
    """A number above 0 as a list by letters writes it: a to z, aa to zz and on."""
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        written = chr(97 + letter) + written
    return written


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman figures."""
    written = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        written += numeral * count
    return written


def enumerator(number: int, style: str) -> str:
    """A number as a list writes it: by "a" letters, by "i" Roman figures, capitals for capitals, else decimal."""
    if style in ("a", "A") and number > 0:
        written = letters(number)
    elif style in ("i", "I") and 0 < number < 4000:
        written = roman(number)
    else:
        return str(number)
    return written.upper() if style.isupper() else written
