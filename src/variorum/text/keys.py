"""Keys under which names and counted nouns are found, however they are spelled: no case, accents, marks or number."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
# Inside a name they part no words: "U.S.", "N'Djamena".
_HELD = re.compile(r"(?<=\w)['‘’ʼ.](?=\w)|(?<=\b\w)\.(?=\s|$)")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "wives": "wife",
    "personnel": "personnel",
    "news": "news",
    "series": "series",
    "species": "species",
}
_SMALL = frozenset("the a an of and or our their his her its these those such other more all both some".split())


def name_key(spelling: str) -> str:
    """The words of a name, folded, with single spaces and no "the" before them; "" where it has none."""
    words = _WORD.findall(_folded(_HELD.sub("", spelling)))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def noun_keys(words: str) -> tuple[str, ...]:
    """The content words, folded and in the singular, each once: "elderly civilians" gives elderly and civilian."""
    found = (_singular(word) for word in _WORD.findall(_folded(words)))
    return tuple(dict.fromkeys(word for word in found if word not in _SMALL))


def _folded(words: str) -> str:
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)).translate(_LETTERS)


def _singular(word: str) -> str:
    """An English noun in the singular, by its form; what ends otherwise is as it was."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return f"{word[:-2]}an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]
