"""What the titles of documents say of their kinship: what is left of them without dates, and how two of them stand."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from variorum.text.lexicon import YEAR_WORDS
from variorum.text.tokenize import NUMBER, PUNCTUATION, WORD, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A title of fewer words ("Statement", "A Proclamation") names a kind of document.
LEAST_WORDS = 2
# Where one title has all words of another, they are the same if these are so much of the longer one, by weight.
CONTAINED = 0.6
# How rare a word is among titles, is said as if the pile had so many different ones at least.
BACKGROUND = 1_000
# A word that so many different titles have leads to none of them.
COMMON = 500
# "ofGreek", "withRespect": two lines that were joined without a space.
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z])")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|er|re|ème|eme|º|ª|o|a|я|й|й|ю|ой|го)?")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?:[-/]\d\d(?:\d\d)?)?")


class Stand(Enum):
    """How two titles stand to each other. AT_ODDS: each has a word that the other lacks."""

    SAME = "same"
    OPEN = "open"
    AT_ODDS = "at odds"


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title in their order, without dates and words of grammar.

    `numbered` means that it has a number that is no date: documents that are numbered one after the other ("Resolution
    1292") are of a kind, and not yet of a series.
    """

    words: tuple[str, ...]
    numbered: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it says more than the kind of the document."""
        return len(self.words) >= LEAST_WORDS


class TitleReader:
    """Reads the titles of one pile."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()

    def read(self, title: str | None, date: str) -> Title:
        """The title of a document of this date."""
        vocabulary = self._vocabulary
        classes, forms = vocabulary.classes, vocabulary.forms
        tokens = tokenize(_JOINED.sub(" ", title or ""), vocabulary).forms
        words = tuple(
            forms[form]
            for form in tokens
            if classes[form] == WORD and not vocabulary.months[form] and forms[form] not in YEAR_WORDS
        )
        numbers = [forms[form] for form in tokens if classes[form] == NUMBER]
        counted = any(vocabulary.months[form] or forms[form] in YEAR_WORDS for form in tokens)
        return Title(words, not all(_is_time(number, date, counted=counted) for number in numbers))

    def shape(self, title: str, date: str) -> str:
        """A title for people with a letter for what changes: "Resolution N (YYYY)"."""
        return _NUMBER.sub(lambda match: _letters(match[0], date), " ".join(title.split()))

    def issuer(self, name: str | None) -> frozenset[str]:
        """The words of an issuer's name, without what stands in parentheses: who spoke for it."""
        classes, forms = self._vocabulary.classes, self._vocabulary.forms
        tokens = tokenize(_PARENTHESES.sub(" ", name or ""), self._vocabulary).forms
        return frozenset(forms[form] for form in tokens if classes[form] > PUNCTUATION and classes[form] >= WORD)


def _is_time(number: str, date: str, *, counted: bool) -> bool:
    """Whether a number in a title says when: the year of its date or one beside it, a day, the 24th anniversary."""
    if _YEAR.fullmatch(number):
        return not date or abs(int(number[:4]) - int(date[:4])) <= 1
    if not _ORDINAL.fullmatch(number):
        # A date in figures.
        return sum(not character.isdigit() for character in number) > 1
    return counted or not number.isdigit()


def _letters(number: str, date: str) -> str:
    return "YYYY" if len(number) == 4 and _is_time(number, date, counted=False) else "N"


def at_odds(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two names has a word that the other lacks."""
    return bool(one - other) and bool(other - one)


class Titles:
    """The different titles of a pile; a word that few of them have weighs much."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._sets = sorted({frozenset(title.words) for title in titles if title.speaks}, key=sorted)
        self._df = Counter(word for words in self._sets for word in words)
        self._count = max(len(self._sets), BACKGROUND)

    def stand(self, one: Title, other: Title) -> Stand:
        """How two titles stand to each other; open where one of them says no more than a kind."""
        if not (one.speaks and other.speaks):
            return Stand.OPEN
        mine, theirs = frozenset(one.words), frozenset(other.words)
        if at_odds(mine, theirs):
            return Stand.AT_ODDS
        return Stand.SAME if self._is_same(mine, theirs) else Stand.OPEN

    def same(self) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Every two different titles that are the same."""
        postings: dict[str, list[frozenset[str]]] = {}
        for words in self._sets:
            for word in words:
                postings.setdefault(word, []).append(words)
        for words in self._sets:
            rarest = min(words, key=lambda word: (self._df[word], word))
            for longer in postings[rarest] if self._df[rarest] <= COMMON else ():
                if words < longer and self._is_same(words, longer):
                    yield words, longer

    def _is_same(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Of two titles, one of which has all words of the other."""
        shorter, longer = sorted((one, other), key=len)
        return self._weight(shorter) >= CONTAINED * self._weight(longer)

    def _weight(self, words: frozenset[str]) -> float:
        return math.fsum(math.log1p(self._count / self._df[word]) for word in words)
