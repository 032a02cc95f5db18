"""How several witnesses answer each other: parallels of lines, stretches of words, readings, loci."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.alignment import EditNote, SegmentedWitness
from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Derivation, Limit

Sides = tuple[int, ...]
"""Witnesses of a collation by number, ascending."""


@dataclass(frozen=True, slots=True)
class CollatedWitness:
    """One of the texts. `siglum` is what the apparatus calls it; `date` is ISO 8601, None where none is known."""

    siglum: str
    text: SegmentedWitness
    date: str | None = None

    @property
    def name(self) -> str:
        """The name that a reader knows it by."""
        return self.text.witness.name

    @property
    def content(self) -> str:
        """The stored text."""
        return self.text.content


@dataclass(frozen=True, slots=True)
class Reading:
    """What some witnesses have at one place: `spans` are theirs, in the order of `witnesses`.

    All spans are empty, and stand where the words would be, or none is.
    """

    witnesses: Sides
    spans: tuple[Span, ...]

    @property
    def empty(self) -> bool:
        """Whether these witnesses have nothing here."""
        return self.spans[0].start == self.spans[0].end


class StretchKind(StrEnum):
    """Whether the witnesses of a stretch agree to the letter, in wording alone, or differ."""

    COMMON = "common"
    ORTHOGRAPHIC = "orthographic"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that answer each other in all witnesses of a version: one reading where the wording is the same.

    Readings are in the order of their first witnesses. `notes` name a difference that has a name: every kind of form
    that differs, or the one kind of thing that all readings are.
    """

    kind: StretchKind
    readings: tuple[Reading, ...]
    notes: tuple[EditNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Wordings of a parallel that are near enough to be set against each other word by word.

    The stretches hold every token of these witnesses' segments of the parallel once, in text order; between two of them
    is only white space and markup.
    """

    witnesses: Sides
    stretches: tuple[Stretch, ...]

    @property
    def varies(self) -> bool:
        """Whether its witnesses differ in wording."""
        return any(stretch.kind is StretchKind.VARIANT for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Absence:
    """A witness without a parallel. `known` says that its text was read whole; `echoes` are words of it elsewhere."""

    witness: int
    known: bool
    echoes: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Lines that answer each other: for each witness the numbers of its segments, contiguous, none where it lacks them.

    Several versions are wordings too far from each other to be set word by word. `moved` are the witnesses that have
    it at another place, in the order that the parallels are in. `judged` if a person's decision on one of its lines
    counted.
    """

    kind: SegmentKind
    segments: tuple[tuple[int, ...], ...]
    versions: tuple[Version, ...]
    absences: tuple[Absence, ...]
    moved: Sides
    judged: bool = False

    @property
    def present(self) -> Sides:
        """The witnesses that have it."""
        return tuple(w for w, segments in enumerate(self.segments) if segments)


@dataclass(frozen=True, slots=True)
class Collation:
    """All parallels of several witnesses; each segment of each is in exactly one.

    The witnesses are in the order of their dates, names and digests, whatever order they were given in. Parallels are
    in the order of the base where there is one, else of the lines that most witnesses have in one order; nothing else
    depends on the base, which is the number of a witness or None.
    """

    witnesses: tuple[CollatedWitness, ...]
    base: int | None
    parallels: tuple[Parallel, ...]
    derivation: Derivation
    limits: tuple[Limit, ...] = ()


class LocusKind(StrEnum):
    """What varies at a locus: words, only their form, whole wordings, whether the line is there, or where it stands."""

    WORDS = "words"
    FORM = "form"
    WORDING = "wording"
    PRESENCE = "presence"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class LocusReading:
    """What some witnesses have at a locus, or that they lack it.

    `spans` are in the order of `witnesses`; they are empty where a line is absent. `words` are those of the first
    witness, white space folded.
    """

    witnesses: Sides
    spans: tuple[Span, ...]
    words: str
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Locus:
    """A place where the witnesses vary, with all readings.

    The lemma is the base's reading, None where the base has no part in it.

    `parallel` counts from 0, `version` and `stretch` in it; -1 where the locus is the line as a whole. A locus of words
    speaks of the witnesses of its version alone: of the others another locus of the parallel tells.
    """

    kind: LocusKind
    parallel: int
    version: int
    stretch: int
    lemma: LocusReading | None
    readings: tuple[LocusReading, ...]
    notes: tuple[EditNote, ...] = ()

    @property
    def all_readings(self) -> tuple[LocusReading, ...]:
        """The lemma, where there is one, and the other readings."""
        return (self.lemma, *self.readings) if self.lemma else self.readings


@dataclass(frozen=True, slots=True)
class LocusCounts:
    """How many loci of each kind there are, in how many of the parallels; `of_form` are in no other count."""

    parallels: int
    varying: int
    of_words: int
    of_wording: int
    of_presence: int
    of_place: int
    of_form: int

    @property
    def loci(self) -> int:
        """All places where the wording, its presence or its place varies."""
        return self.of_words + self.of_wording + self.of_presence + self.of_place
