"""How two witnesses answer each other: beads of segments, edits of words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment
from variorum.model.witnesses import Derivation, Limit, Witness


class Side(StrEnum):
    """The two witnesses of an alignment; the base is what the other is compared with."""

    BASE = "base"
    OTHER = "other"


class BeadKind(StrEnum):
    """What became of the segments of a bead."""

    KEPT = "kept"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    ADDED = "added"


class Degree(StrEnum):
    """How far a rewording goes: a word or two, the same statement in new words, or mostly new words."""

    LIGHT = "light"
    MEDIUM = "medium"
    LOOSE = "loose"


class EditOp(StrEnum):
    """What an edit does; `EQUAL` and `ORTHOGRAPHIC` leave the wording as it is."""

    EQUAL = "equal"
    ORTHOGRAPHIC = "orthographic"
    DELETE = "delete"
    INSERT = "insert"
    REPLACE = "replace"


class EditNote(StrEnum):
    """What kind of difference an edit holds, where it has a name."""

    # orthographic
    WRAP = "wrap"
    SPACE = "space"
    QUOTES = "quotes"
    DASH = "dash"
    MARKUP = "markup"
    CASE = "case"
    SPELLING = "spelling"
    DATE_ORDER = "date-order"
    RENUMBERED = "renumbered"
    # changes of the wording
    CAPITAL = "capital"
    ROLLOVER = "rollover"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of words. An empty span stands at the insertion point; no span crosses a segment's edge."""

    op: EditOp
    base: Span
    other: Span
    note: EditNote | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """Words of a dropped or added line that stand elsewhere in the text where the line is absent.

    `side` is the side of the line, `span` its words there, `at` where they stand in the text of the opposite side.
    """

    side: Side
    span: Span
    at: Span


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that answer each other.

    `base` and `other` are segment indexes, ascending, at least one of them not empty. `score` is in [0, 1], None where
    one side is empty. `gone` and `new` are clauses inside a paired line that nothing answers, in the base's and the
    other's text. The edits tile the segments of each side, in the base's order; where clauses swapped places, or a
    phrase sides of a figure, their spans in the other are not in order.
    """

    base: tuple[int, ...]
    other: tuple[int, ...]
    kind: BeadKind
    score: float | None
    reason: str
    degree: Degree | None = None
    moved: bool = False
    judged: bool = False
    echoes: tuple[Echo, ...] = ()
    gone: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentedWitness:
    """A witness divided into segments."""

    witness: Witness
    segments: tuple[Segment, ...]
    line_breaks: LineBreaks
    language: str

    @property
    def content(self) -> str:
        """The stored text."""
        return self.witness.text.content


@dataclass(frozen=True, slots=True)
class Alignment:
    """All beads of two witnesses, in the other's order with dropped lines at their old place.

    Each segment of either side is in exactly one bead. `closeness` in [0, 1] says how near the two texts are;
    the pairing threshold follows it.
    """

    base: SegmentedWitness
    other: SegmentedWitness
    beads: tuple[Bead, ...]
    closeness: float
    derivation: Derivation
    limits: tuple[Limit, ...] = ()

    def side(self, side: Side) -> SegmentedWitness:
        """The witness on one side."""
        return self.base if side is Side.BASE else self.other

    def is_known_whole(self, side: Side) -> bool:
        """Whether absence from a side is a fact: its text was read whole, and no limit was hit in the pairing."""
        return self.side(side).witness.text.whole and not self.limits
