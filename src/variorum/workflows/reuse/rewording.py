"""What changed from one wording of a passage to another."""

from __future__ import annotations

from dataclasses import replace

from variorum.align.beads import BeadMaker
from variorum.align.pairing import Answer, Grouped
from variorum.align.reading import Reading
from variorum.model.alignment import Alignment, SegmentedWitness
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.tokenize import Vocabulary

METHOD = Derivation("variorum.reuse", "1")


def reworded(base: str, other: str) -> Alignment:
    """What changed from one wording to another: an alignment of one bead, of each whole text."""
    sides = _line("earliest", base), _line("this", other)
    # Their own: with other wordings read in it, what is taken for a name would depend on the others of the family.
    vocabulary = Vocabulary(len(base) + len(other))
    maker = BeadMaker(Reading(sides[0], vocabulary), Reading(sides[1], vocabulary), None)
    grouped = Grouped((Answer((0,), (0,), judged=True),), 0.0, ())
    (bead,) = maker.make_paired(grouped)
    return Alignment(*sides, (replace(bead, judged=False),), bead.score or 0.0, METHOD, maker.limits)


def _line(name: str, words: str) -> SegmentedWitness:
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    segments = (Segment(0, SegmentKind.SENTENCE, Span(start, end), 0),)
    return SegmentedWitness(Witness(name, Text(words, "", METHOD)), segments, LineBreaks.WRAP, "")
