"""Passages that stand in several documents: where, in which wording, and since when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a corpus. `date` is ISO 8601 or "" where it is not known; two different documents never have one id."""

    id: str
    text: str
    date: str = ""
    issuer: str = ""
    series: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: code points [start, end) of its text, and how many words (characters in Chinese) it is.

    `document` is its place among the documents of what was found. `similarity` to the family's medoid is in [0, 1]: the
    share of what both say, in bits, that they have in common, order aside.
    """

    document: int
    start: int
    end: int
    words: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Family:
    """The passages that stand for one text, in order of date. Earlier than is said, never copied from.

    `formulaic`: so widespread in this corpus that sharing it singles out no one. `burst`: first said by several issuers
    within days; never formulaic. `medoid` is the place of the passage that is most like the others.
    """

    passages: tuple[Passage, ...]
    medoid: int
    formulaic: bool
    burst: bool


@dataclass(frozen=True, slots=True, repr=False)
class Reuse:
    """What documents share. `documents` are in order of date, then of id, the undated last.

    `families` begin with bursts, and stand in order of their first passage. `duplicates` are (document, the earlier one
    it repeats whole); what repeats another whole is in no family. `given_again` are the ids of documents that were
    given once more, text and all: each time but the first, which counts.
    """

    documents: tuple[Document, ...]
    families: tuple[Family, ...]
    duplicates: tuple[tuple[int, int], ...]

    def __repr__(self) -> str:
        families = f"{len(self.families):,} {'family' if len(self.families) == 1 else 'families'}"
        return f"<reuse: {families} in {len(self.documents):,} documents>"

    given_again: tuple[str, ...] = ()
