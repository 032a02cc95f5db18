"""Finds the lines of a series that a new line may be the return of: by equal words, else by words that are rare."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from math import fsum, log
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# So many places are looked at for one line, words that few wordings have first. A line of the FOMC series meets 60
# (median); more than this only where nothing in a line is rare.
MOST_PLACES = 400
# So many of the wordings that share the most are measured.
MOST_MEASURED = 6


@dataclass(slots=True)
class Wording:
    """One wording of a series, whatever its form: the lines that have had it, and its content stems."""

    forms: str | tuple[int, ...]
    stems: tuple[int, ...]
    lines: list[int]


class Wordings:
    """All wordings that a series has had so far, by their words.

    Adding one costs its length, finding like ones MOST_PLACES steps, however many there are.
    """

    def __init__(self) -> None:
        self._by_forms: dict[str | tuple[int, ...], int] = {}
        self._all: list[Wording] = []
        self._having: dict[int, list[int]] = {}

    def add(self, forms: str | tuple[int, ...], stems: Iterable[int], line: int) -> None:
        """Remember that a line has had a wording."""
        number = self._by_forms.get(forms)
        if number is None:
            number = self._by_forms[forms] = len(self._all)
            self._all.append(Wording(forms, tuple(stems), []))
            for stem in self._all[number].stems:
                self._having.setdefault(stem, []).append(number)
        lines = self._all[number].lines
        if line not in lines:
            insort(lines, line)

    def lines_of(self, forms: str | tuple[int, ...]) -> Sequence[int]:
        """The lines that have had this very wording."""
        number = self._by_forms.get(forms)
        return self._all[number].lines if number is not None else ()

    def like(self, forms: str | tuple[int, ...], stems: Iterable[int]) -> list[tuple[float, Sequence[int]]]:
        """The lines of the wordings nearest by the words they share in order, with that share, the nearest first."""
        total = len(self._all) + 1
        shared: dict[int, float] = {}
        places = 0
        having = self._having
        for stem in sorted(
            (stem for stem in stems if stem in having), key=lambda stem: (len(having[stem]), having[stem])
        ):
            numbers = having[stem]
            places += len(numbers)
            if places > MOST_PLACES and shared:
                break
            weight = total / len(numbers)
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        ranked = sorted(shared, key=lambda number: (-shared[number], -number))[:MOST_MEASURED]
        near = [(self._likeness(forms, self._all[number].forms), self._all[number].lines) for number in ranked]
        return sorted(near, key=lambda pair: -pair[0])

    def tie(self, mine: Sequence[int], theirs: Sequence[int]) -> tuple[float, float, float]:
        """How much two lines share by words that few wordings have: of both, of mine, of theirs, each in [0, 1]."""
        both = set(mine).intersection(theirs)
        here, there, shared = (self._weight(stems) for stems in (mine, theirs, [one for one in mine if one in both]))
        return 2 * shared / (here + there or 1), shared / (here or 1), shared / (there or 1)

    def _weight(self, stems: Iterable[int]) -> float:
        total, having = len(self._all) + 1, self._having
        return fsum(log(total / len(having[stem])) if stem in having else log(total) for stem in stems)

    @staticmethod
    def _likeness(mine: str | tuple[int, ...], theirs: str | tuple[int, ...]) -> float:
        return 2 * LCSseq.similarity(mine, theirs) / (len(mine) + len(theirs) or 1)
