"""A person's decision on a machine's answer, and the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a person can decide.

    LINK and UNLINK: two lines answer, or do not answer, each other. SAME_NAME and DIFFERENT_NAME: two names are one's,
    or two's. REJECT: no earlier line is this line's earlier self; it begins here; or, where it names a kind of fact,
    these words are not read right as that. AMEND: what is known of a statement is otherwise.
    """

    LINK = "link"
    UNLINK = "unlink"
    SAME_NAME = "same-name"
    DIFFERENT_NAME = "different-name"
    REJECT = "reject"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words as they stood in a text when they were judged.

    `reference` is the whole reference of the statement and `text_sha256` the digest of its text then; `prefix` and
    `suffix` are the characters round `exact`, which is "" where the whole statement is meant.
    """

    reference: str
    text_sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision; it counts while `undone_at` is None.

    `names` are those of SAME_NAME and DIFFERENT_NAME, `amended` the (field, value) pairs of AMEND. `made_by` is what
    the person calls themselves, "" where that was not said. Times are UTC, ISO 8601 with seconds. `reading` is the kind
    of fact (`variorum.model.facts.FactKind`) that a REJECT says the words are not; "" where it is about a line.
    """

    id: int
    verb: Verb
    anchors: tuple[Anchor, ...]
    names: tuple[str, ...]
    amended: tuple[tuple[str, str], ...]
    note: str
    made_by: str
    made_at: str
    undone_at: str | None = None
    undone_by: str | None = None
    reading: str = ""

    @property
    def counts(self) -> bool:
        """Whether nobody has taken it back."""
        return self.undone_at is None

    @property
    def is_of_lines(self) -> bool:
        """Whether it decides what a line answers."""
        return self.verb in (Verb.LINK, Verb.UNLINK, Verb.REJECT) and not self.reading


@dataclass(frozen=True, slots=True)
class JudgedPlace:
    """Where the words of an anchor stand now.

    `reference` is that of the statement as it is filed now, `lines` the first and the last line, from 1, and `words`
    what the text has there; None and "" where they are not found, or where the whole statement is meant.
    """

    anchor: Anchor
    reference: str | None
    lines: tuple[int, int] | None
    words: str

    @property
    def anchored(self) -> bool:
        """Whether what was judged is there."""
        return self.reference is not None and (self.lines is not None or not self.anchor.exact)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with the places of its words now; `overruled` is the later one that says otherwise of the same."""

    judgement: Judgement
    places: tuple[JudgedPlace, ...]
    overruled: int | None = None

    @property
    def anchored(self) -> bool:
        """Whether all that was judged is there; a judgement that is not anchored changes nothing, and stays."""
        return all(place.anchored for place in self.places)
