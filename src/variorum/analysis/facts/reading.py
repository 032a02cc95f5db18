"""One statement as the readers of its facts see it: its tokens, and where each reader stops."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.analysis.facts.bonds import Bond, find_bonds
from variorum.analysis.facts.tokens import Tokens
from variorum.analysis.facts.triggers import BOND
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from variorum.analysis.facts.triggers import Triggers
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.spans import Span
    from variorum.model.units import Segment

TEXT = frozenset(SegmentKind) - {SegmentKind.FURNITURE}
"""Kinds of segments that say something."""


class Reading(Tokens):
    """The tokens of a statement, made once and shared by all readers of its facts."""

    __slots__ = ("_bonds", "_flags", "_marked", "language", "segments", "witness")

    def __init__(self, witness: SegmentedWitness, triggers: Triggers) -> None:
        super().__init__(witness.content)
        self.witness = witness
        self.language = witness.language
        self.segments = witness.segments
        self._bonds: list[Bond] | None = None
        self._flags = list(map(triggers.__getitem__, self.forms))
        self._marked = [k for k, flags in enumerate(self._flags) if flags]

    @property
    def bonds(self) -> list[Bond]:
        """Where the words of a clause are not tokens, in order."""
        if self._bonds is None:
            self._bonds = find_bonds(self, self.places(BOND))
        return self._bonds

    def places(self, trigger: int) -> list[int]:
        """The tokens that are triggers of this sort, in order."""
        flags = self._flags
        return [k for k in self._marked if flags[k] & trigger]

    def triggered(self, trigger: int, kinds: Container[SegmentKind]) -> Iterator[tuple[Segment, list[int]]]:
        """The segments of these kinds that hold triggers of a sort, each with its triggers."""
        hits = self.places(trigger)
        places = [self.starts[k] for k in hits]
        done = 0
        for segment in self.segments:
            if done == len(hits):
                return
            end = segment.span.end
            if places[done] >= end:
                continue
            first = bisect_left(places, segment.span.start, done)
            done = bisect_left(places, end, first)
            if first < done and segment.kind in kinds:
                yield segment, hits[first:done]

    def bounds(self, span: Span) -> tuple[int, int]:
        """The first token in a span, and the first behind it."""
        first = bisect_left(self.starts, span.start)
        return first, bisect_left(self.starts, span.end, first)
