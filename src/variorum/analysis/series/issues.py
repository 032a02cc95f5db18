"""An issue as the tracing reads it: the comparison forms and content words of each of its segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.align.beads import CAPITALISED_KINDS, score_of
from variorum.align.edits import bead_edits
from variorum.align.lines import pack
from variorum.model.units import BODY_KINDS
from variorum.text.tokenize import PUNCTUATION, STEM_LENGTH, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.lines import Forms as Packed
    from variorum.align.reading import Reading
    from variorum.model.lineage import SeriesIssue

Forms = tuple[str, ...]


class Place(NamedTuple):
    """A segment of a text, whatever issue has that text."""

    text_sha256: str
    segment: int


class ReadLine(NamedTuple):
    """A line's forms, its words (the forms that are no marks), and the stems of its content words, each once.

    Numbers and dates are no content here. `run` has the forms by number: quick to compare with one that numbers alike.
    """

    run: Packed
    forms: Forms
    words: Forms
    stems: tuple[str, ...]


class ReadIssue:
    """An issue as it was read: of each segment the forms, the words and the stems, as a ReadLine has them.

    `lines` has the number of each segment's line, -1 while it is not known.
    """

    def __init__(self, issue: SeriesIssue, reading: Reading, known: dict[Packed, ReadLine] | None = None) -> None:
        """`known` are the lines of issues whose readings number alike: each different line is read once."""
        self.issue = issue
        self.reading = reading
        known = {} if known is None else known
        read = [_read(run, reading, known) for run in reading.wordings]
        self.runs = [line.run for line in read]
        self.forms = [line.forms for line in read]
        self.stems = [line.stems for line in read]
        self.words = [line.words for line in read]
        self.lines = [-1] * len(read)

    def place(self, segment: int) -> Place:
        """What names one of its segments in whatever issue."""
        return Place(self.issue.witness.witness.text.sha256, segment)

    def group(self, segment: int) -> str:
        """Which lines may be one with a segment: those of the body are one group, each other kind is its own."""
        kind = self.reading.segments[segment].kind
        return "body" if kind in BODY_KINDS else kind.value

    def likeness(self, segment: int, other: ReadIssue, there: int) -> float:
        """The share of the words of both that stayed; 1.0 where two segments differ in form alone."""
        if self.forms[segment] == other.forms[there]:
            return 1.0
        base, later = self.reading.beside(other.reading)
        mine, theirs = [base.segments[segment]], [later.segments[there]]
        units = base.units_of((segment,)), later.units_of((there,))
        title_like = mine[0].kind in CAPITALISED_KINDS or theirs[0].kind in CAPITALISED_KINDS
        words = bead_edits(*units, mine, theirs, title_like=title_like, years=None, counted=True)
        return score_of(words, *(side.count_words(0, len(side)) for side in units))


def _read(run: Sequence[int], reading: Reading, known: dict[Packed, ReadLine]) -> ReadLine:
    packed = pack(run)
    line = known.get(packed)
    if line is None:
        classes, names = reading.vocabulary.classes, reading.vocabulary.forms
        forms = tuple(map(names.__getitem__, run))
        words = tuple([names[form] for form in run if classes[form] > PUNCTUATION])
        stems = dict.fromkeys([names[form][:STEM_LENGTH] for form in run if classes[form] == WORD])
        line = known[packed] = ReadLine(packed, forms, words or forms, tuple(stems))
    return line
