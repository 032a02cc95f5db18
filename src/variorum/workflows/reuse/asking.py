"""What a run says of a text that is none of its documents."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from variorum.errors import DocumentOutOfScope
from variorum.progress import silent
from variorum.reuse.grow.run import grow_run, scope_of
from variorum.reuse.numbers import numbers_of
from variorum.reuse.run.manifest import DOCUMENTS, text_files, write_manifest
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.rows import Rows
from variorum.workflows.reuse.answer import Answer
from variorum.workflows.reuse.beside import beside_others
from variorum.workflows.reuse.growing import held_run, indexed, settled
from variorum.workflows.reuse.views import document_view, renumbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from variorum.model.reuse import Document
    from variorum.model.reuse_views import DocumentView, RunDocument, RunFamily
    from variorum.model.spans import Span
    from variorum.progress import Report
    from variorum.workflows.reuse.growing import Notice

# Passages of a family that are looked at for one of another document.
_LOOKED_AT = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run says of a text that is none of its documents.

    Families that the run has go by their numbers there; from `new` on they are such as the text alone makes, with
    documents that share nothing else. `same` are the run's documents with the very same words.
    """

    answer: Answer
    same: tuple[RunDocument, ...]
    new: int

    @property
    def view(self) -> DocumentView:
        """The text, stretch by stretch."""
        return self.answer.view


def ask_run(
    folder: str,
    document: Document,
    report: Report = silent,
    *,
    named: int | None = None,
    indexing: Notice = lambda _: None,
) -> Asked:
    """What of a text stands in the documents of a run: as if it were one of them. Nothing of it is stored.

    Of each passage so many documents are `named`, or all. Raises DocumentOutOfScope where the run's scope leaves the
    text out. See `add_documents` for `indexing`.
    """
    with held_run(folder):
        manifest = settled(folder)
        if not scope_of(manifest).takes(document):
            raise DocumentOutOfScope(document.id)
        index, _ = indexed(folder, manifest, report, indexing)
        reader = RunReader(folder)
        with tempfile.TemporaryDirectory(prefix="variorum-") as target:
            grown = grow_run(folder, manifest, index, target, [(_named_apart(document, reader), "")], keep=False)
            write_manifest(target, grown.manifest)
            return _asked(AskedReader(target, folder, grown.tables), reader, int(grown.numbers[0]), document, named)


def _named_apart(document: Document, reader: RunReader) -> Document:
    """The document under an id that none of the run has."""
    name = document.id
    while reader.number_of(name) is not None:
        name += " (asked)"
    return replace(document, id=name)


class AskedReader(RunReader):
    """A run with one document more: its tables in memory, its texts in two places."""

    def __init__(self, folder: str, run: str, tables: dict[str, pa.Table]) -> None:
        super().__init__(folder)
        self._run = run
        self._tables = tables

    @cached_property
    def _texts(self) -> Rows:
        """The run's texts, and the one more."""
        places = (self._run, self.folder)
        return Rows([os.path.join(place, name) for place in places for name in text_files(place)], columns=["text"])

    def repeating(self, number: int) -> list[RunDocument]:
        """The documents with the same words as that of a number."""
        column = numbers_of(self._tables[DOCUMENTS]["duplicate_of"], missing=-1)
        return self.documents(np.flatnonzero(column == number).tolist())

    def _rows(self, names: Sequence[str], columns: Sequence[str] | None = None) -> Rows:
        return Rows([], columns=columns, more=self._tables[names[0]])

    def _read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        return self._tables[name].select(columns) if columns else self._tables[name]


def _asked(grown: AskedReader, reader: RunReader, number: int, document: Document, named: int | None) -> Asked:
    view = beside_others(grown, document_view(grown, grown.document(number), named=named))
    same = tuple(reader.document(one.id) for one in grown.repeating(number))
    numbers: dict[int, int] = {}
    new = len(reader.family_table) + 1
    for one in view.elsewhere:
        if one.family.number not in numbers:
            known = _known_family(grown, reader, one.family, number)
            fresh = sum(given >= new for given in numbers.values())
            numbers[one.family.number] = known or new + fresh
    repeats = same[0] if same else None
    view = replace(renumbered(view, numbers), document=replace(view.document, id=document.id), repeats=repeats)
    return Asked(Answer.of(view, reader), same, new)


def _known_family(grown: RunReader, reader: RunReader, family: RunFamily, number: int) -> int:
    """The number in the run of a family that it has, 0 of one that it has not.

    It is the family of most of the passages that are not the text's own; one alone was no family before.
    """
    others = [one for one in grown.passages_of(family, limit=_LOOKED_AT) if one.document != number]
    votes: Counter[int] = Counter()
    before = [passage.document - (passage.document > number) for passage in others]
    standing = reader.passages_in_each(before if len(others) > 1 else [])
    for passage, there in zip(others, before, strict=True):
        places = ((_overlap(one.span, passage.span), -one.family) for one in standing.get(there, ()))
        most, known = max(places, default=(0, 0))
        votes[-known if most > 0 else 0] += 1
    return min(votes, key=lambda known: (-votes[known], known), default=0)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
