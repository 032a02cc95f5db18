"""What a run of reuse tells a reader: its documents and families as rows, and views of one family or document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from variorum.model.alignment import Alignment, Edit
from variorum.model.spans import Span

Against = Literal["earliest", "nearest"]
"""With which wording each other one of a family is compared: the first of all, or the likest of those before it."""


@dataclass(frozen=True, slots=True)
class RunDocument:
    """A document of a run, without its text. `number` is its place in order of date, then of id, from 0, undated last.

    What is not known is "". `duplicate_of` is the number of the first document with the same words; `text_sha256` is
    the digest of its text, in hex digits.
    """

    number: int
    id: str
    date: str
    issuer: str
    series: str
    title: str
    url: str
    words: int
    duplicate_of: int | None = None
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class RunPassage:
    """A passage of a run. `row` is its place in the table of passages, from 0; the span is of its document's text.

    `family` is a family's number, from 1; `document` a document's, from 0.
    """

    row: int
    family: int
    document: int
    span: Span
    words: int
    similarity: float


@dataclass(frozen=True, slots=True)
class RunFamily:
    """A family of a run in figures. `number` counts from 1, in order of the first passage.

    Its passages are the rows [first, first + passages) of the table of passages, in order of date; `medoid` is the row
    of the one that is most like the others, and `words` are its. `issuers` and `series` count those that have a name.
    `earliest` and `latest` are the dates of the dated documents, "" where none is; `days` lies between them.
    """

    number: int
    documents: int
    issuers: int
    series: int
    passages: int
    words: int
    earliest: str
    latest: str
    days: int | None
    formulaic: bool
    burst: bool
    first: int
    medoid: int


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first document of a family in order of date, and whether the dates say that it is the earliest.

    `same_day` is how many more are of its day. Where its date is a year or a month alone, `rivals` is how many more may
    be as early as it or earlier: nobody knows. `is_undated`: documents without a date say it too.
    """

    document: RunDocument
    same_day: int = 0
    rivals: int = 0
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A family as a list shows it: its figures, who says it first, the words of its medoid, which may be cut.

    `excerpt_of` is the document that the medoid stands in. `others` are the first documents of the other issuers, in
    order of date: an issuer each, and only some of many.
    """

    family: RunFamily
    earliest: Earliest
    excerpt: str
    excerpt_of: RunDocument
    others: tuple[RunDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage of another document that one is compared with, and what changed: an alignment of one bead.

    Spans of the alignment count from the beginning of each passage. It goes from this passage to that which is
    compared with it, or, without `is_base`, from that to this.
    """

    passage: RunPassage
    document: RunDocument
    alignment: Alignment = field(repr=False)
    is_base: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """One passage of a family with its words, and what is changed in them against another passage of it.

    `against` is None for the family's first passage: else what it is compared with (base), and these words (other).
    `prefix` and `suffix` are the characters of the document before and after it, as many as tell how it goes on.
    """

    passage: RunPassage
    document: RunDocument
    text: str
    against: Compared | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What changed, as edits that tile both texts; none of the first."""
        return self.against.alignment.beads[0].edits if self.against else ()


MOST_OVERLAPS = 5
"""So many families that overlap one are named with it."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another family that overlaps one in so many documents: passages of both of which one has half of the shorter."""

    family: RunFamily
    documents: int


@dataclass(frozen=True, slots=True, repr=False)
class FamilyView:
    """A family with its wordings in order of date, the undated last; `wordings` may be some of them alone.

    `against` says with which wording each is compared. `overlaps` are the families that stand in the same places in the
    most documents, a few.
    """

    family: RunFamily
    earliest: Earliest
    wordings: tuple[Wording, ...]
    against: Against = "earliest"
    overlaps: tuple[Overlap, ...] = ()

    def __repr__(self) -> str:
        return f"<family F{self.family.number}: {len(self.wordings):,} of {self.family.passages:,} passages>"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A passage of a document, and how many other documents have it when: earlier, later, or nobody knows.

    `undated` counts those without a date or with one too coarse to tell (a year beside a day in it), and all where the
    document itself has none. `named` are the first of them, in order of date. `beside` is a passage of another document
    that is like it, of an earlier one where there is any, compared from the earlier wording to the later; None where
    nobody looked for one.
    """

    passage: RunPassage
    family: RunFamily
    earlier: int
    same_day: int
    later: int
    undated: int
    named: tuple[RunDocument, ...]
    beside: Compared | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document: what stands elsewhere as well, in the families of these numbers; or (none) its own."""

    span: Span
    words: int
    families: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Another document, and how many words of the one that is asked about stand in it too; formulae do not count.

    `when` it is: "earlier", "same_day", "later", or "undated" where nobody knows.
    """

    document: RunDocument
    words: int
    when: str


@dataclass(frozen=True, slots=True, repr=False)
class DocumentView:
    """A document as a whole. The stretches tile its text; `elsewhere` are its passages, in the order of their places.

    `shared` and `formulaic` count the words that stand elsewhere at all, and those of them in formulaic families alone.
    `repeats` is the document that this one repeats whole: all its words stand there, and no stretch of it is told.
    `nearest` are the documents that share the most words with it, a few.
    """

    document: RunDocument
    text: str
    stretches: tuple[Stretch, ...]
    elsewhere: tuple[Elsewhere, ...]
    shared: int
    formulaic: int
    repeats: RunDocument | None = None
    nearest: tuple[Nearest, ...] = ()

    def __repr__(self) -> str:
        words = f"{self.shared:,} of {self.document.words:,} words elsewhere"
        passages = f"{len(self.elsewhere):,} {'passage' if len(self.elsewhere) == 1 else 'passages'}"
        return f"<document {self.document.id}: {words}, in {passages}>"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in figures. `issuers` and `series` count those with a name, `families` all, formulaic ones and bursts too.

    `by_several` are the families that several issuers say, without the formulaic ones. `earliest` and `latest` are ""
    where no document has a date. `unread` rows or files could not be read when it was made, `left_out` documents were
    out of its scope. `scope` says in words what was not compared, "" where all was.
    """

    documents: int
    issuers: int
    series: int
    words: int
    earliest: str
    latest: str
    undated: int
    duplicates: int
    families: int
    bursts: int
    by_several: int
    formulaic: int
    passages: int
    unread: int
    left_out: int
    scope: str


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as a list of its families shows it: `chosen` are how many there are of the kind, `families` the first."""

    summary: RunSummary
    families: tuple[FamilySummary, ...]
    chosen: int
    formulaic: bool
    sort: str
