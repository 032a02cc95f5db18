"""Collates two segmented witnesses: the whole pure way from segments to an alignment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.align.beads import BeadMaker
from variorum.align.pairing import Grouped, pair_segments
from variorum.align.reading import Reading
from variorum.model.alignment import Alignment, Side
from variorum.model.witnesses import Derivation
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from variorum.model.alignment import Bead, SegmentedWitness
    from variorum.model.units import SegmentKind

METHOD = Derivation("variorum.align", "1")


@dataclass(frozen=True, slots=True)
class Judgements:
    """What a person decided against the machine; all numbers are segment indexes from 0.

    `pairs` answer each other (base, other), `unpairs` do not, `kinds` says what single segments are, and what is
    `alone` answers nothing.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    unpairs: tuple[tuple[int, int], ...] = ()
    kinds: tuple[tuple[Side, int, SegmentKind], ...] = ()
    alone: tuple[tuple[Side, int], ...] = ()


def collate_witnesses(
    base: SegmentedWitness,
    other: SegmentedWitness,
    *,
    judgements: Judgements | None = None,
    base_date: str | None = None,
    other_date: str | None = None,
) -> Alignment:
    """The alignment of two witnesses; their dates (ISO 8601) tell which counts of years merely follow them.

    Each segment of either side is in exactly one bead. Time grows with the words, and with the word pairs that lines
    share.
    """
    judged = judgements or Judgements()
    base, other = _with_kinds(base, Side.BASE, judged), _with_kinds(other, Side.OTHER, judged)
    vocabulary = Vocabulary(len(base.content) + len(other.content))
    mine, theirs = Reading(base, vocabulary), Reading(other, vocabulary)
    grouped: Grouped = pair_segments(mine, theirs, judged.pairs, parted(judged, base, other))
    years = years_between(base_date, other_date, mine, theirs)
    maker = BeadMaker(mine, theirs, years)
    beads = tuple(_as_judged(bead, judged) for bead in maker.make(grouped))
    return Alignment(base, other, beads, grouped.closeness, METHOD, (*grouped.limits, *maker.limits))


def parted(judged: Judgements, base: SegmentedWitness, other: SegmentedWitness) -> tuple[tuple[int, int], ...]:
    """The pairs that are ruled out."""
    of_base = [(k, segment.index) for side, k in judged.alone if side is Side.BASE for segment in other.segments]
    of_other = [(segment.index, k) for side, k in judged.alone if side is Side.OTHER for segment in base.segments]
    return (*judged.unpairs, *of_base, *of_other)


def _as_judged(bead: Bead, judged: Judgements) -> Bead:
    """A line without an answer that a person parted from one, or said to have none, bears their mark."""
    if bead.base and bead.other:
        return bead
    side, index = (Side.BASE, bead.base[0]) if bead.base else (Side.OTHER, bead.other[0])
    is_parted = any(pair[side is Side.OTHER] == index for pair in judged.unpairs)
    return replace(bead, judged=True) if is_parted or (side, index) in judged.alone else bead


def _with_kinds(witness: SegmentedWitness, side: Side, judged: Judgements) -> SegmentedWitness:
    kinds = {index: kind for where, index, kind in judged.kinds if where is side}
    if not kinds:
        return witness
    segments = tuple(replace(segment, kind=kinds.get(segment.index, segment.kind)) for segment in witness.segments)
    return replace(witness, segments=segments)


def years_between(base_date: str | None, other_date: str | None, mine: Reading, theirs: Reading) -> int | None:
    """How many years later the other is, by the dates, else by what both count from one year; None if nothing says."""
    base_year = int(base_date[:4]) if base_date else mine.year_counted_to()
    other_year = int(other_date[:4]) if other_date else theirs.year_counted_to()
    if base_year is None or other_year is None:
        return None
    return other_year - base_year
