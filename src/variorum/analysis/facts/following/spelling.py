"""Whether two names may be one name spelled in two ways: by their letters alone, so always asked of one place only."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters that writers of other alphabets exchange.
_SOUNDS = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "x": "s", "j": "y", "i": "y", "w": "v", "d": "t"})
_DIGRAPHS = re.compile("kh|gh|sh|ch|zh|dzh|ph|th")
_ONE_LETTER = {"kh": "k", "gh": "k", "sh": "s", "ch": "k", "zh": "s", "dzh": "y", "ph": "f", "th": "t"}
_VOWELS = re.compile("[aeiouyаеиоуыэюя]+")
_TWICE = re.compile(r"(.)\1+")
# Words of fewer letters are too often near another name; shares of unlike letters above this one are other words.
_SHORTEST = 4
_MOST_UNLIKE = 0.2
# One word for the other is another place or day, however few letters apart.
_NEVER = frozenset("north south east west northern southern eastern western first second third".split())


def spelled_alike(base: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ and are close, word by word; figures never, and directions never."""
    if len(base) != len(other) or tuple(base) == tuple(other):
        return False
    return all(a == b or _close(a, b) for a, b in zip(base, other, strict=True))


def _close(base: str, other: str) -> bool:
    if any(character.isdigit() for character in base + other) or base in _NEVER or other in _NEVER:
        return False
    a, b = plain(base), plain(other)
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or a[0].translate(_SOUNDS) != b[0].translate(_SOUNDS):
        return False
    return _sounds(a) == _sounds(b) or Levenshtein.normalized_distance(a, b) <= _MOST_UNLIKE


def plain(word: str) -> str:
    """The letters without their accents."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _sounds(word: str) -> str:
    """The consonants, as far as writers of several alphabets agree on them."""
    heard = _DIGRAPHS.sub(lambda match: _ONE_LETTER[match[0]], word).translate(_SOUNDS)
    return _TWICE.sub(r"\1", _VOWELS.sub("", heard))
