"""What the documents of a corpus share: from their texts to families of passages."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from variorum.errors import DocumentTwice
from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from variorum.reuse.described import FamilyTable
    from variorum.reuse.engines.base import Engine


def find_reuse(
    documents: Iterable[Document],
    scope: Scope | None = None,
    tuning: Tuning | None = None,
    engine: Engine[Iterable[Document]] | None = None,
) -> Reuse:
    """The families of passages of documents, in whatever order they come.

    One that is given again, text and all, counts once. Memory is some 60 bytes a word. Raises DocumentTwice where two
    different documents have one id.
    """
    scope = scope or Scope()
    again: list[str] = []
    given = list(_each_once(filter(scope.takes, documents), again))
    found = find_families(engine or EmbeddedEngine(), given, scope, tuning or Tuning())
    known = {document.id: document for document in given}
    repeats = np.flatnonzero(found.first != np.arange(len(found.first)))
    duplicates = tuple(zip(repeats.tolist(), found.first[repeats].tolist(), strict=True))
    ordered = tuple(known[name] for name in found.ids.at(found.rows))
    return Reuse(ordered, _values(found.table, found.compared), duplicates, tuple(sorted(again)))


def _each_once(documents: Iterable[Document], again: list[str]) -> Iterator[Document]:
    """The documents without those that are given again, whose ids go on the list."""
    first: dict[str, Document] = {}
    for document in documents:
        known = first.get(document.id)
        if known is None:
            first[document.id] = document
            yield document
        elif known == document:
            again.append(document.id)
        else:
            names = [field.name for field in fields(Document)]
            differ = tuple(f"{name}s" for name in names if getattr(known, name) != getattr(document, name))
            raise DocumentTwice(document.id, differ=differ)


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
