"""How much of their wording the documents of a pile share, what is common in the pile counting little."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from variorum.text.lexicon import MONTHS
from variorum.text.tokenize import PUNCTUATION, WORD, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Four words in a row are rarely the same by chance, and survive between the changes of a light rewrite.
RUN = 4
# A text is known by so many of its runs, those of the least digests: chosen alike in every text, so that the shares of
# two samples estimate those of the whole. A statement of a page is known whole.
MOST_RUNS = 512
# How rare a run is, is said as if the pile were part of at least so many documents: in a folder that is one series,
# what all have in common is what makes it one.
BACKGROUND = 1_000
# A run that many documents have leads from each to the next so many only, in the order of the pile.
REACH = 8
# So many documents that share most runs with one are compared with it.
NEIGHBOURS = 24
# Two texts that share less than this of the runs of the shorter, or fewer runs than a letterhead has, are not weighed.
LEAST_SHARED = 0.05
LEAST_RUNS = 20
# Words that tell of what a document speaks.
_TOPICS = 24
_LONGEST_WORD = 24
_SHORTEST_WORD = 4
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_MASK = (1 << 64) - 1
_ALL = 1 << 64
_FILTER_BITS = 24


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: digests of its runs in rising order, all that are below `bound`; its topic words."""

    runs: array[int]
    bound: int
    topics: tuple[str, ...]


class Sketcher:
    """Makes the sketches of one pile."""

    def __init__(self) -> None:
        # A table of its own: a pile would fill the one that comparisons share.
        self._vocabulary = Vocabulary(10**9)
        self._digests: list[int] = []

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text. Linear in it."""
        classes = self._vocabulary.classes
        tokens = tokenize(text, self._vocabulary)
        forms = [form for form in tokens.forms if classes[form] > PUNCTUATION]
        self._digests += [self._digest(k) for k in range(len(self._digests), len(classes))]
        runs = sorted(_runs([self._digests[form] for form in forms]))
        bound = _ALL if len(runs) <= MOST_RUNS else runs[MOST_RUNS]
        return Sketch(array("Q", runs[:MOST_RUNS]), bound, self._topics(forms))

    def is_name(self, topic: str) -> bool:
        """Whether no text of the pile has this topic word in lower case."""
        return not self._vocabulary.seen_lower(self._vocabulary.number(topic))

    def _digest(self, number: int) -> int:
        form = self._vocabulary.forms[number].encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(form, digest_size=8).digest(), "big")

    def _topics(self, forms: Sequence[int]) -> tuple[str, ...]:
        classes, spelled = self._vocabulary.classes, self._vocabulary.forms
        counts = Counter(form for form in forms if classes[form] == WORD)
        words = [
            (-count, spelled[form])
            for form, count in counts.items()
            if _SHORTEST_WORD <= len(spelled[form]) <= _LONGEST_WORD and spelled[form] not in MONTHS
        ]
        return tuple(word for _, word in sorted(words)[:_TOPICS])


def _runs(digests: Sequence[int]) -> set[int]:
    one, two, three, four = _MULTIPLIERS
    rows = zip(digests, digests[1:], digests[2:], digests[3:], strict=False)
    return {(a * one + b * two + c * three + d * four) & _MASK for a, b, c, d in rows}


class Wording:
    """What the documents of a pile share."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        self._places = _shared(sketches)
        count = max(len(sketches), BACKGROUND)
        self._alone = _weight(count, 1)
        self._weights = {run: _weight(count, len(places)) for run, places in self._places.items()}
        self._totals = [self._sum(sketch.runs) for sketch in sketches]

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(earlier place, later place, likeness) of every two documents that may be kindred, by their places.

        Likeness is twice the weight of the shared runs over the weight of both: 1 for equal wordings, 0 for none.
        Grows with the runs of the pile, not with its pairs.
        """
        for one, others in groupby(sorted(self._candidates()), key=itemgetter(0)):
            mine = set(self._sketches[one].runs)
            for _, other in others:
                shared = mine.intersection(self._sketches[other].runs)
                if len(shared) >= max(LEAST_RUNS, LEAST_SHARED * min(len(mine), len(self._sketches[other].runs))):
                    yield one, other, self._likeness(one, other, shared)

    def repeated(self, earlier: int, later: int) -> float | None:
        """The share of the later text's runs that stand in the earlier one; None where it has none."""
        before, after = self._sketches[earlier], self._sketches[later]
        bound = min(before.bound, after.bound)
        runs = _below(after, bound)
        return len(set(_below(before, bound)).intersection(runs)) / len(runs) if runs else None

    def _candidates(self) -> set[tuple[int, int]]:
        """Of each document those that share most runs with it."""
        near: list[Counter[int]] = [Counter() for _ in self._sketches]
        for places in self._places.values():
            for k, place in enumerate(places):
                near[place].update(places[k + 1 : k + 1 + REACH])
        for place, others in enumerate(near):
            for other in [*others]:
                if other > place:
                    near[other][place] = others[other]
        chosen: set[tuple[int, int]] = set()
        for place, others in enumerate(near):
            best = nsmallest(NEIGHBOURS, others.items(), key=lambda each: (-each[1], abs(each[0] - place), each[0]))
            chosen.update((min(place, other), max(place, other)) for other, _ in best)
        return chosen

    def _likeness(self, one: int, other: int, shared: set[int]) -> float:
        mine, theirs = self._sketches[one], self._sketches[other]
        bound = min(mine.bound, theirs.bound)
        whole = sum(
            self._totals[place] if sketch.bound == bound else self._sum(_below(sketch, bound))
            for place, sketch in ((one, mine), (other, theirs))
        )
        # What is shared stands below both bounds.
        return 2 * sum(map(self._weights.__getitem__, shared)) / whole if whole else 0.0

    def _sum(self, runs: Iterable[int]) -> int:
        # Whole numbers: the same sum in whatever order.
        return sum(self._weights.get(run, self._alone) for run in runs)


def _weight(documents: int, having: int) -> int:
    return round(1_000 * math.log1p(documents / having))


def _below(sketch: Sketch, bound: int) -> array[int]:
    return sketch.runs if bound >= sketch.bound else sketch.runs[: bisect_left(sketch.runs, bound)]


def _shared(sketches: Sequence[Sketch]) -> dict[int, array[int]]:
    """The runs that stand in several documents, with these.

    Nine runs in ten stand in one document alone: a filter of bits keeps them out of the table.
    """
    once, twice = bytearray(1 << _FILTER_BITS), bytearray(1 << _FILTER_BITS)
    low = (1 << _FILTER_BITS) - 1
    for sketch in sketches:
        for run in sketch.runs:
            if once[run & low]:
                twice[run & low] = 1
            once[run & low] = 1
    places: dict[int, array[int]] = {}
    for place, sketch in enumerate(sketches):
        for run in sketch.runs:
            if twice[run & low]:
                places.setdefault(run, array("L")).append(place)
    return {run: found for run, found in places.items() if len(found) > 1}
