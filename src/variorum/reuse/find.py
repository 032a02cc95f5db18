"""What the documents of a corpus share: from their texts to families of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.errors import DocumentTwice
from variorum.model.reuse import Family, Passage, Reuse
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.boxes import Bounds, find_boxes
from variorum.reuse.described import Sources, describe_families
from variorum.reuse.families import join_boxes
from variorum.reuse.scope import Scope
from variorum.reuse.tokens import first_equals, read_tokens, weights_of
from variorum.reuse.tuning import Tuning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.reuse.described import FamilyTable


def find_reuse(documents: Iterable[Document], scope: Scope | None = None, tuning: Tuning | None = None) -> Reuse:
    """The families of passages of documents, in whatever order they come.

    Memory is some 60 bytes a word. Raises DocumentTwice where an id is given to two documents.
    """
    scope, tuning = scope or Scope(), tuning or Tuning()
    ordered = _ordered(document for document in documents if scope.takes(document))
    tokens = read_tokens([document.text for document in ordered], Alphabet())
    first = first_equals(tokens)
    own = np.arange(len(first))
    unique = np.flatnonzero(first == own)
    tokens = tokens.only(unique)
    weights = weights_of(tokens, tuning.count_slots)
    compared = [ordered[k] for k in unique]
    sources = Sources.of(compared)
    most_days = -1 if scope.most_days is None else scope.most_days
    bounds = Bounds(scope.groups(compared), sources.day, most_days, tuning.words if scope.within else 0)
    boxes = find_boxes(tokens, weights, bounds, tuning)
    places = join_boxes(boxes, tokens, weights, tuning, within=scope.within)
    table = describe_families(places, tokens, weights, sources, tuning, within=scope.within)
    repeats = tuple((int(k), int(first[k])) for k in np.flatnonzero(first != own))
    return Reuse(tuple(ordered), _values(table, unique), repeats)


def _ordered(documents: Iterable[Document]) -> list[Document]:
    ordered = sorted(documents, key=lambda document: (not document.date, document.date, document.id))
    seen: set[str] = set()
    for document in ordered:
        if document.id in seen:
            raise DocumentTwice(document.id)
        seen.add(document.id)
    return ordered


def _values(table: FamilyTable, numbers: NDArray[np.int64]) -> tuple[Family, ...]:
    """The families as values, bursts first; `numbers` are the documents' places among all."""
    columns = (numbers[table.document], table.start, table.end, table.words, table.similarity.round(4))
    passages = [Passage(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    families = [
        Family(tuple(passages[first:stop]), medoid - first, formulaic, burst)
        for first, stop, medoid, formulaic, burst in zip(
            table.opens[:-1].tolist(),
            table.opens[1:].tolist(),
            table.medoid.tolist(),
            table.formulaic.tolist(),
            table.burst.tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(families, key=lambda family: not family.burst))
