"""One statement as its readers see it: tokens with comparison forms, the atoms that hold some together, triggers."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.analysis.facts.bonds import Bond, find_bonds
from variorum.analysis.facts.triggers import triggers_of
from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.text.atoms import find_atoms
from variorum.text.tokenize import DATE_PREFIX, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from variorum.model.alignment import SegmentedWitness
    from variorum.model.units import Segment
    from variorum.text.atoms import Atom

TEXT = frozenset(SegmentKind) - {SegmentKind.FURNITURE}
"""Kinds of segments that say something."""


class Reading:
    """The tokens of a statement, numbered; made once and shared by all readers of its facts.

    `forms` are folded ("Killed" is "killed"); `starts` and `ends` are code points of `text`; `atom_at` gives the atom
    that a token lies in. A token number out of the text has the form "".
    """

    __slots__ = (
        "_bonds",
        "_flags",
        "_marked",
        "atom_at",
        "atoms",
        "ends",
        "forms",
        "language",
        "segments",
        "starts",
        "text",
        "witness",
    )

    def __init__(self, witness: SegmentedWitness) -> None:
        vocabulary = Vocabulary(len(witness.content))
        self.witness = witness
        self.text = witness.content
        self.language = witness.language
        self.segments = witness.segments
        tokens = tokenize(self.text, vocabulary)
        self.starts, self.ends = tokens.starts, tokens.ends
        self.forms = list(map(vocabulary.forms.__getitem__, tokens.forms))
        self.atoms = find_atoms(self.text, tokens, vocabulary)
        self.atom_at: dict[int, Atom] = {k: atom for atom in self.atoms for k in range(atom[0], atom[1])}
        self._bonds: list[Bond] | None = None
        self._flags = list(map(triggers_of(self.language).__getitem__, self.forms))
        self._marked = [k for k, flags in enumerate(self._flags) if flags]

    @property
    def bonds(self) -> list[Bond]:
        """Where the words of a clause are not tokens, in order."""
        if self._bonds is None:
            self._bonds = find_bonds(self)
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

    def form(self, k: int) -> str:
        """The comparison form of token k; "" of none."""
        return self.forms[k] if 0 <= k < len(self.forms) else ""

    def spelling(self, k: int) -> str:
        """Token k as it stands in the text; "" of none."""
        return self.text[self.starts[k] : self.ends[k]] if 0 <= k < len(self.forms) else ""

    def touches(self, k: int) -> bool:
        """Whether token k follows token k - 1 without a gap."""
        return 0 < k < len(self.starts) and self.starts[k] == self.ends[k - 1]

    def is_word(self, k: int) -> bool:
        """Whether token k begins with a letter or a digit."""
        return self.form(k)[:1].isalnum()

    def in_date(self, k: int) -> bool:
        """Whether token k lies in a date."""
        atom = self.atom_at.get(k)
        return atom is not None and atom[2].startswith(DATE_PREFIX)

    def span(self, first: int, last: int) -> Span:
        """Where tokens [first, last) stand in the text; there is at least one."""
        return Span(self.starts[first], self.ends[last - 1])
