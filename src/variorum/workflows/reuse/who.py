"""Who else in an archive says what a statement says."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.errors import DocumentOutOfScope
from variorum.progress import silent
from variorum.reuse.find import find_reuse
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import write_run
from variorum.workflows.kept import kept_statement
from variorum.workflows.reuse.answer import Answer
from variorum.workflows.reuse.beside import beside_others
from variorum.workflows.reuse.inputs import Corpus
from variorum.workflows.reuse.statement_documents import whole
from variorum.workflows.reuse.views import document_view, renumbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.model.provenance import KeptWitness
    from variorum.model.reuse import Document
    from variorum.progress import Report
    from variorum.reuse.scope import Scope


def who_else(
    store: Store, reference: str, scope: Scope, *, named: int | None = None, report: Report = silent
) -> Answer:
    """A statement of an archive beside the latest text of every other issue, in each language.

    Of each passage so many documents are `named`, or all. Raises DocumentOutOfScope, and what a reference may raise.
    """
    kept = kept_statement(store, reference)
    documents = [one for one in _statements(store, kept.witness, kept.text.content, report) if scope.takes(one)]
    name = kept.witness.reference
    if all(one.id != name for one in documents):
        raise DocumentOutOfScope(name)
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        write_run(folder, find_reuse(documents, scope))
        reader = RunReader(folder)
        view = beside_others(reader, document_view(reader, reader.document(name), named=named))
        # The run is gone when this is read, and with it what its numbers would lead to.
        own = {
            number: place for place, number in enumerate(dict.fromkeys(one.family.number for one in view.elsewhere), 1)
        }
        return Answer.of(renumbered(view, own), reader)


def _statements(store: Store, asked: KeptWitness, text: str, report: Report) -> Iterator[Document]:
    """The statements of an archive, the one that is asked about in the text that was asked for."""
    latest = {(row.issue, row.language): row.reference for row in catalogue.witnesses(store.connection)}
    replaced = latest[asked.issue, asked.language]
    for document, _ in Corpus([], archives=[store], report=report).documents():
        yield replace(document, id=asked.reference, text=whole(text)[0]) if document.id == replaced else document
