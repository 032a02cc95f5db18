"""Where like words stood in other lines while a line was absent: a return may be no return of what was said."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from variorum.analysis.series.news import wording_runs
from variorum.model.lineage import LineEventKind
from variorum.model.news import Meanwhile
from variorum.model.units import BODY_KINDS
from variorum.text.tokenize import PUNCTUATION, WORD, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.model.lineage import Line, Lineage, LineEvent

# So much of a line stands in another in its order, and so many words of it in a row, or like words are not there: the
# share by which the tracing says that a line came back in other words. Of the 99 returns in the statements of a central
# bank it finds six, all of them right; from 3/4 on, the rate decision inside longer lines is found in half its issues.
# Fewer content words prove nothing.
HELD = 0.6
IN_A_ROW = 5
FEWEST_WORDS = 4

Forms = list[int]


class _Wording(NamedTuple):
    """A wording of a line, the issues in a row in which it stood so, and how it is compared."""

    line: int
    stretches: tuple[tuple[int, int], ...]
    forms: Forms
    stems: frozenset[int]


class Absences:
    """The absences of the lines of a series, and the other lines that had like words in each.

    Every wording is cut into words once. An absence costs a look at the wordings that have one of the rarest words of a
    line.
    """

    def __init__(self, lineage: Lineage) -> None:
        self.lineage = lineage
        self._vocabulary = Vocabulary()
        self._wordings = [wording for line in lineage.lines if line.kind in BODY_KINDS for wording in self._of(line)]
        self._with: dict[int, list[int]] = {}
        for place, wording in enumerate(self._wordings):
            for stem in wording.stems:
                self._with.setdefault(stem, []).append(place)

    def before(self, line: Line, event: LineEvent) -> Meanwhile | None:
        """The lines that had like words while a line was absent that comes back at an event, None for none.

        Of several those are named that together had them in all the issues in which any had.
        """
        if event.kind is not LineEventKind.RETURNED or event.before is None or line.kind not in BODY_KINDS:
            return None
        last = next(place for place in line.places if place.issue == event.before)
        held: dict[int, set[int]] = {}
        for wording in self._holding([last, event]):
            issues = set(_within(wording.stretches, event.before + 1, event.issue))
            if issues and wording.line != line.number:
                held.setdefault(wording.line, set()).update(issues)
        if not held:
            return None
        others = sorted(_fewest(held), key=lambda other: (min(held[other]), other))
        issues = set().union(*held.values())
        return Meanwhile(line.number, tuple(others), min(issues), max(issues), len(issues))

    def all(self) -> dict[tuple[int, int], Meanwhile]:
        """The absences with like words elsewhere, by the line's number and the place of the issue of its return."""
        found = {
            (line.number, event.issue): self.before(line, event) for line in self.lineage.lines for event in line.events
        }
        return {key: those for key, those in found.items() if those}

    def _of(self, line: Line) -> Iterable[_Wording]:
        stretches: dict[int, list[tuple[int, int]]] = {}
        for run in wording_runs(line):
            stretches.setdefault(run.wording, []).append((run.first, run.last))
        first: dict[int, LineEvent] = {}
        for place in line.places:
            first.setdefault(place.wording or 0, place)
        for wording, stood in stretches.items():
            yield _Wording(line.number, tuple(stood), *self._read(first[wording]))

    def _read(self, place: LineEvent) -> tuple[Forms, frozenset[int]]:
        """The words of a line at a place, and the stems of the content words among them."""
        vocabulary = self._vocabulary
        forms = tokenize(self.lineage.words(place), vocabulary).forms
        classes, stems = vocabulary.classes, vocabulary.stems
        return (
            [form for form in forms if classes[form] > PUNCTUATION],
            frozenset(stems[form] for form in forms if classes[form] == WORD),
        )

    def _holding(self, places: Iterable[LineEvent]) -> Iterable[_Wording]:
        """The wordings that have like words to those of any of these places."""
        found: dict[int, None] = {}
        for forms, stems in map(self._read, places):
            if len(stems) < FEWEST_WORDS:
                continue
            # What has so many of the words has one of those: they are the rarest that it cannot do without.
            rarest = sorted(stems, key=lambda stem: (len(self._with.get(stem, ())), stem))
            needed = rarest[: len(stems) - ceil(HELD * len(stems)) + 1]
            near = Counter(place for stem in needed for place in self._with.get(stem, ()))
            for place in near:
                wording = self._wordings[place]
                if place not in found and len(stems & wording.stems) >= HELD * len(stems) and _holds(wording, forms):
                    found[place] = None
        return [self._wordings[place] for place in found]


def _holds(wording: _Wording, forms: Forms) -> bool:
    """Whether most of a line stands in a wording in its order, and a stretch of it without a gap."""
    theirs = wording.forms
    if LCSseq.similarity(forms, theirs) < HELD * len(forms):
        return False
    runs = (code.src_end - code.src_start for code in LCSseq.opcodes(forms, theirs) if code.tag == "equal")
    return max(runs, default=0) >= min(IN_A_ROW, len(forms))


def _within(stretches: Iterable[tuple[int, int]], start: int, stop: int) -> Iterator[int]:
    """The issues of some stretches that are in [start, stop)."""
    for first, last in stretches:
        yield from range(max(first, start), min(last + 1, stop))


def _fewest(held: dict[int, set[int]]) -> Iterator[int]:
    """Lines that together stand in all the issues in which any does, those with the most left first."""
    left = set().union(*held.values())
    while left:
        line = max(held, key=lambda other: (len(held[other] & left), -other))
        yield line
        left -= held[line]
