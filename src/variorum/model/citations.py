"""A quotation with all that a citation needs."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.provenance import KeptWitness
from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the words.

    `exact` are the characters of the stored text at `span`, `prefix` and `suffix` those round it.
    Lines, paragraphs and pages are first and last, counted from 1; `pages` is None where the source has none. `source`
    is where the source itself has it, as its reader says ("paragraph 12", an XML path): one, or the first and the last.
    """

    span: Span
    exact: str
    prefix: str
    suffix: str
    lines: tuple[int, int]
    paragraphs: tuple[int, int]
    pages: tuple[int, int] | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words found in a kept text, at each of their places, with where the text comes from.

    `words` are those that were looked for. `name` is the file's and `locator` the place of the statement in it, "" for
    all of it. `warnings` say what the reader of the text met.
    """

    witness: KeptWitness
    words: str
    places: tuple[Place, ...]
    name: str
    locator: str
    media_type: str
    warnings: tuple[str, ...]
