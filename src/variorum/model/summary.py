"""What a comparison comes to: counts and verbatim quotations, never a paraphrase or a rank."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.alignment import Side
from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class BodyCounts:
    """Beads of body lines (headings, items, sentences) by kind.

    `dropped` and `added` count lines. `moved`, `capital` and `rollover` count beads that are in one of the other counts
    too: `capital` the kept beads whose only change is a capital, `rollover` the reworded beads whose only change is an
    anniversary count that follows the dates. `echoed` counts the dropped lines whose words stand elsewhere in the other
    text, `orthographic` the kept beads whose written form differs.
    """

    kept: int
    reworded: int
    split: int
    merged: int
    dropped: int
    added: int
    moved: int
    capital: int
    rollover: int
    echoed: int
    orthographic: int

    @property
    def paired(self) -> int:
        """Beads with lines on both sides."""
        return self.kept + self.reworded + self.split + self.merged


@dataclass(frozen=True, slots=True)
class KindCounts:
    """Beads of one kind of segment outside the body."""

    kept: int
    reworded: int
    dropped: int
    added: int


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Words (not punctuation) of body lines: `kept` counted in the other text."""

    kept: int
    deleted: int
    inserted: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim stretch worth quoting after the summary: a whole line, or a clause inside a paired line.

    `bead` is the index of its bead; `whole` says whether it is a whole line.
    """

    side: Side
    span: Span
    bead: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The story of a comparison. `sentence` is the one-line summary; `gone` and `new` are quotations in text order."""

    sentence: str
    body: BodyCounts
    titles: KindCounts
    datelines: KindCounts
    votes: KindCounts
    furniture: KindCounts
    words: WordCounts
    gone: tuple[Quotation, ...]
    new: tuple[Quotation, ...]
    base_date: str | None
    other_date: str | None
    notices: tuple[str, ...]
