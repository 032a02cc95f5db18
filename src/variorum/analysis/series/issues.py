"""An issue as the tracing reads it: the comparison forms and content words of each of its segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.align.beads import CAPITALISED_KINDS, score_of
from variorum.align.edits import bead_edits
from variorum.model.units import BODY_KINDS
from variorum.text.tokenize import PUNCTUATION, STEM_LENGTH, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.model.lineage import SeriesIssue

Forms = tuple[str, ...]


class Place(NamedTuple):
    """A segment of a text, whatever issue has that text."""

    text_sha256: str
    segment: int


class ReadIssue:
    """An issue as it was read: of each segment the forms, the words (forms that are no marks) and the content's stems.

    `lines` has the number of each segment's line, -1 while it is not known.
    """

    def __init__(self, issue: SeriesIssue, reading: Reading) -> None:
        self.issue = issue
        self.reading = reading
        runs = reading.wordings
        names = reading.vocabulary.forms
        self.forms: list[Forms] = [tuple(map(names.__getitem__, run)) for run in runs]
        self.stems = [_content(run, reading) for run in runs]
        self.words = [_words(run, reading) or forms for run, forms in zip(runs, self.forms, strict=True)]
        self.lines = [-1] * len(runs)

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


def _words(run: Sequence[int], reading: Reading) -> Forms:
    """The forms of a line without its marks."""
    classes, names = reading.vocabulary.classes, reading.vocabulary.forms
    return tuple([names[form] for form in run if classes[form] > PUNCTUATION])


def _content(run: Sequence[int], reading: Reading) -> tuple[str, ...]:
    """The stems of the content words of a line, each once; numbers and dates are none."""
    classes, names = reading.vocabulary.classes, reading.vocabulary.forms
    return tuple(dict.fromkeys([names[form][:STEM_LENGTH] for form in run if classes[form] == WORD]))
