"""The wordings that the lines of a series have had: finds the lines that a new one may be the return of.

`Wordings` is what the tracing asks; `WordingsInMemory` answers for a series that is traced at once. An archive answers
from its tables, so that one more issue costs what it costs however long the series is.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from itertools import chain, islice
from math import fsum, log
from typing import TYPE_CHECKING, Protocol

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from variorum.analysis.series.issues import Forms, ReadIssue

# So many lines are looked at for one, those with its rarest words first; a word that more lines have counts as one that
# so many have. A new line of the FOMC series meets 60 (median).
MOST_LINES = 200
# So many of the lines that share the most are measured, each by so many of its wordings: the latest, and the first.
MOST_MEASURED = 6
MOST_WORDINGS = 8


class Wordings(Protocol):
    """What is asked of the wordings of a series so far. Forms are comparison forms, stems those of content words."""

    def add(self, issue: ReadIssue, segment: int, line: int, wording: int) -> None:
        """Remember that a line stands at a segment, and the number of the wording it has there."""

    def number_of(self, issue: ReadIssue, segment: int, line: int) -> int | None:
        """The number of the wording that a line would have at a segment, None where it never had it."""

    def lines_of(self, issue: ReadIssue, segment: int) -> Sequence[int]:
        """The lines that have had the very words of a segment, ascending."""

    def numbers_with(self, stems: Sequence[str]) -> Sequence[int]:
        """How many lines have had each of the stems; MOST_LINES at most."""

    def lines_with(self, stem: str) -> Sequence[int]:
        """The lines that have had a stem, ascending; the last MOST_LINES where they are more."""

    def forms_of(self, line: int) -> Sequence[Forms]:
        """The first wording of a line, then its latest ones, MOST_WORDINGS at most, in the order of first use."""

    def count(self) -> int:
        """How many lines there are."""


class WordingsInMemory:
    """The wordings of a series that is traced at once."""

    def __init__(self) -> None:
        self._by_words: dict[Forms, list[int]] = {}
        self._with: dict[str, list[int]] = {}
        self._numbers: dict[int, dict[Forms, int]] = {}
        self._stems: dict[int, dict[str, None]] = {}
        self._words: dict[Forms, Forms] = {}

    def add(self, issue: ReadIssue, segment: int, line: int, wording: int) -> None:
        """Remember that a line stands at a segment, and the number of the wording it has there."""
        forms, known = issue.forms[segment], self._numbers.setdefault(line, {})
        if forms in known:
            return
        known[forms] = wording
        self._words[forms] = issue.words[segment]
        _insert(self._by_words.setdefault(issue.words[segment], []), line)
        own = self._stems.setdefault(line, {})
        for stem in issue.stems[segment]:
            if stem not in own:
                own[stem] = None
                _insert(self._with.setdefault(stem, []), line)

    def number_of(self, issue: ReadIssue, segment: int, line: int) -> int | None:
        """The number of the wording that a line would have at a segment, None where it never had it."""
        return self._numbers.get(line, {}).get(issue.forms[segment])

    def lines_of(self, issue: ReadIssue, segment: int) -> Sequence[int]:
        """The lines that have had the very words of a segment, whatever the marks between them, ascending."""
        return self._by_words.get(issue.words[segment], ())

    def numbers_with(self, stems: Sequence[str]) -> Sequence[int]:
        """How many lines have had each of the stems; MOST_LINES at most."""
        return [min(len(self._with.get(stem, ())), MOST_LINES) for stem in stems]

    def lines_with(self, stem: str) -> Sequence[int]:
        """The lines that have had a stem, ascending; the last MOST_LINES where they are more."""
        return self._with[stem][-MOST_LINES:]

    def forms_of(self, line: int) -> Sequence[Forms]:
        """The first wording of a line, then its latest ones, MOST_WORDINGS at most, in the order of first use."""
        known = self._numbers[line]
        if len(known) <= MOST_WORDINGS:
            return list(known)
        return [next(iter(known)), *reversed(list(islice(reversed(known), MOST_WORDINGS - 1)))]

    def wordings_of(self, line: int) -> Iterable[tuple[Forms, Forms, int]]:
        """All wordings of a line in the order of first use: forms, words, number."""
        return [(forms, self._words[forms], number) for forms, number in self._numbers[line].items()]

    def stems_of(self, line: int) -> list[str]:
        """The stems that a line has had."""
        return list(self._stems[line])

    def count(self) -> int:
        """How many lines there are."""
        return len(self._numbers)


def _insert(numbers: list[int], number: int) -> None:
    if not numbers or number > numbers[-1]:
        numbers.append(number)
    elif number not in numbers:
        insort(numbers, number)


def lines_like(
    wordings: Wordings, issue: ReadIssue, segment: int, wanted: Callable[[int], bool], least: float
) -> list[tuple[float, int]]:
    """The wanted lines nearest to a segment by the words they share in order, with that share, the nearest first.

    Those that share less than `least` are left out. MOST_LINES are looked at, those that have its rarest words first.
    """
    shared: dict[int, float] = {}
    places = 0
    total = wordings.count() + 1
    by_number: dict[int, list[str]] = {}
    own = issue.stems[segment]
    for stem, number in zip(own, wordings.numbers_with(own), strict=True):
        if number:
            by_number.setdefault(number, []).append(stem)
    for number, stems in sorted(by_number.items()):
        places += number * len(stems)
        if places > MOST_LINES and shared:
            break
        weight = total / number
        for line, times in Counter(chain.from_iterable(map(wordings.lines_with, stems))).items():
            shared[line] = shared.get(line, 0.0) + weight * times
    ranked = sorted(zip(shared.values(), shared, strict=True), reverse=True)
    measured = islice((line for _, line in ranked if wanted(line)), MOST_MEASURED)
    forms = issue.forms[segment]
    near = [(max([_likeness(forms, theirs, least) for theirs in wordings.forms_of(line)]), line) for line in measured]
    return sorted([pair for pair in near if pair[0] >= least], key=lambda pair: (-pair[0], -pair[1]))


def _likeness(mine: Forms, theirs: Forms, least: float) -> float:
    """The share of the words of both that stands in order; 0.0 where their numbers leave less than `least`."""
    both = len(mine) + len(theirs) or 1
    if 2 * min(len(mine), len(theirs)) / both < least:
        return 0.0
    return 2 * LCSseq.similarity(mine, theirs) / both


class Rarity(dict[str, float]):
    """What each stem weighs while one issue is joined to the lines before it: the more, the fewer lines have it."""

    def __init__(self, wordings: Wordings) -> None:
        super().__init__()
        self._wordings = wordings
        self._total = wordings.count() + 1

    def __missing__(self, stem: str) -> float:
        self.learn((stem,))
        return self[stem]

    def learn(self, stems: Iterable[str]) -> None:
        """Ask for the weights of many stems at once."""
        new = [stem for stem in stems if stem not in self]
        for stem, number in zip(new, self._wordings.numbers_with(new), strict=True):
            self[stem] = log(self._total / min(number or 1, self._total))


def tie(rarity: Rarity, mine: Iterable[str], theirs: Iterable[str]) -> tuple[float, float, float]:
    """How much two lines share by words that few lines have: of both, of mine, of theirs, each in [0, 1]."""
    here, there = dict.fromkeys(mine), dict.fromkeys(theirs)
    rarity.learn(here)
    rarity.learn(there)
    weigh = rarity.__getitem__
    shared = fsum(map(weigh, here.keys() & there.keys()))
    own, other = fsum(map(weigh, here)), fsum(map(weigh, there))
    return 2 * shared / (own + other or 1), shared / (own or 1), shared / (other or 1)
