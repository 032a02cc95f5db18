"""A run with documents more: read, found where they touch, and written as they will stand."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from variorum.reuse.grow.arriving import Twins, arrivals
from variorum.reuse.grow.changing import with_documents
from variorum.reuse.grow.folder import (
    ROOM,
    append_boxes,
    append_tokens,
    mapped_columns,
    write_base,
    write_index,
)
from variorum.reuse.grow.held import GONE
from variorum.reuse.grow.joining import Compared, table_of
from variorum.reuse.grow.known import Rules
from variorum.reuse.grow.postings import Segment
from variorum.reuse.grow.sources import Catalogue, duplicates, merged
from variorum.reuse.grow.stored import Texts
from variorum.reuse.numbers import numbers_of
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.run.manifest import DOCUMENTS, FAMILIES, FOUND, PASSAGES, text_files
from variorum.reuse.run.rows import read_table
from variorum.reuse.run.writing import (
    READ_COLUMNS,
    DocumentWriter,
    FoundDocuments,
    documents_table,
    family_tables,
    write_table,
)
from variorum.reuse.scope import Scope
from variorum.reuse.tokens import Batch, Columns, tokens_of
from variorum.reuse.tuning import Tuning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.reuse.grow.arriving import Arrivals
    from variorum.reuse.grow.folder import Kept
    from variorum.reuse.grow.known import Known
    from variorum.reuse.grow.stored import Stored
    from variorum.reuse.run.manifest import Manifest

# Characters that are tokenised at once.
_BATCH = 4_000_000
# The postings that came since may be one in so many of all before they are sorted in among the others: these are then
# all written again, and until then the others with each document that comes.
_MOST_MORE = 50


class Coming(NamedTuple):
    """New documents: their tokens in the order in which they came, what was said of them, how many were left out."""

    batch: Batch
    words: NDArray[np.int64]
    read: pa.Table
    characters: int
    left_out: int


class Grown(NamedTuple):
    """What a run says of itself when it has grown, its tables, and the number of each new document, as they came."""

    manifest: Manifest
    tables: dict[str, pa.Table]
    numbers: NDArray[np.int64]
    left_out: int


def scope_of(manifest: Manifest) -> Scope:
    """The scope with which a run was found."""
    said = dict(manifest.settings["scope"])
    said["between"] = tuple(said["between"]) if said["between"] else None
    return Scope(**said)


def tuning_of(manifest: Manifest) -> Tuning:
    """The tuning with which a run was found: of an older method as far as this version knows it."""
    known = {each.name for each in fields(Tuning)}
    return Tuning(**{name: value for name, value in manifest.settings["tuning"].items() if name in known})


def grow_run(
    folder: str,
    manifest: Manifest,
    kept: Kept,
    target: str,
    documents: Iterable[tuple[Document, str]],
    *,
    keep: bool,
    again: Callable[[str], None] = lambda _: None,
) -> Grown:
    """Find what a run with its index and more documents share; the texts of these are written into a folder `target`.

    With `keep` also the tables as they will stand, and the index: all of `target` may take its place in the run. A
    document that is given again, or that the run has, is left out and `again` is told of it. Raises DocumentTwice where
    another has its id.
    """
    scope = scope_of(manifest)
    rules = Rules.of(kept.table, scope, tuning_of(manifest))
    before = read_table(folder, DOCUMENTS)
    parts = len(text_files(folder))
    writer = DocumentWriter(target, there=before, parts=parts, again=again)
    coming = _read(writer, documents, scope, ocr=rules.tuning.ocr)
    catalogue = Catalogue.of(merged(before.select(READ_COLUMNS), coming.read))
    new_rows = len(before) + np.arange(len(coming.batch.sizes))
    arriving = _arriving(kept, coming.batch, catalogue, new_rows, asked=not keep)
    rows = np.append(kept.rows, new_rows[arriving.coming])
    texts = _texts(folder, kept, coming.batch, arriving, keep=keep)
    stored, known = with_documents(kept.stored, texts, catalogue.sources(rows, scope), rules)
    repeated = _repeated(kept, before, catalogue, arriving, new_rows)
    tables = _tables(stored, known, catalogue, repeated, _words(before, coming.words))
    if keep:
        for name, table in tables.items():
            write_table(target, name, table)
        _write_index(folder, target, kept, stored, known, rows)
    counts = _counted(tables)
    counts["characters"] = manifest.counts["characters"] + coming.characters
    counts["left_out"] = manifest.counts["left_out"] + coming.left_out
    numbers = catalogue.number[new_rows]
    return Grown(manifest.after(FOUND, **counts), tables, numbers, coming.left_out)


def _read(writer: DocumentWriter, documents: Iterable[tuple[Document, str]], scope: Scope, *, ocr: bool) -> Coming:
    """The documents in scope, whose texts the writer writes."""
    alphabet, plain, left_out = alphabet_of(ocr=ocr), alphabet_of(ocr=False), 0
    words: list[NDArray[np.int64]] = []

    def texts() -> Iterator[list[str]]:
        nonlocal left_out
        taken: list[str] = []
        begun = 0
        for document, source in documents:
            if not scope.takes(document):
                left_out += 1
                continue
            if not writer.take(document, source):
                continue
            taken.append(document.text)
            if writer.characters - begun >= _BATCH:
                yield taken
                taken, begun = [], writer.characters
        yield taken

    batches = []
    for each in texts():
        batches.append(tokens_of(each, alphabet))
        # Of scans a token is no word.
        words.append(tokens_of(each, plain).sizes if ocr else batches[-1].sizes)
    columns = Columns._make(np.concatenate(column) for column in zip(*(each.columns for each in batches), strict=True))
    sizes, digests = (np.concatenate([getattr(each, name) for each in batches]) for name in ("sizes", "digests"))
    return Coming(Batch(columns, sizes, digests), np.concatenate(words), writer.close(), writer.characters, left_out)


def _arriving(kept: Kept, batch: Batch, catalogue: Catalogue, new_rows: NDArray[np.int64], *, asked: bool) -> Arrivals:
    """Which of the new documents are compared, and which of the old go; the latter by their numbers in the index.

    What is only asked about is compared in any case, in place of what has the same words.
    """
    texts = kept.stored.texts
    here = np.flatnonzero(texts.compared)
    old = Twins(texts.digests[here], np.diff(texts.firsts)[here], catalogue.number[kept.rows[here]])
    ranks = catalogue.number[new_rows]
    found = arrivals(old, Twins(batch.digests, batch.sizes, -1 - np.arange(len(ranks)) if asked else ranks))
    if asked:
        found = found._replace(repeated_by_going=ranks[-1 - found.repeated_by_going])
    return found._replace(going=here[found.going])


def _texts(folder: str, kept: Kept, batch: Batch, arriving: Arrivals, *, keep: bool) -> Texts:
    """The documents of the index and those that come: tokens in their files where they are kept, or else in memory."""
    texts, tokens = kept.stored.texts, kept.state.tokens
    come = np.zeros(len(batch.sizes), np.bool_)
    come[arriving.coming] = True
    rows = np.repeat(come, batch.sizes)
    more = Columns._make(column[rows] for column in batch.columns)
    if keep:
        append_tokens(folder, more, tokens)
        columns = mapped_columns(folder)
    elif int(rows.sum()) <= ROOM:
        columns = texts.columns
        for column, new in _side_by_side(columns, more):
            column[tokens : tokens + len(new)] = new
    else:
        columns = Columns._make(np.append(column[:tokens], new) for column, new in _side_by_side(texts.columns, more))
    compared = np.append(texts.compared, np.ones(len(arriving.coming), np.bool_))
    compared[arriving.going] = False
    firsts = np.append(texts.firsts, tokens + np.cumsum(batch.sizes[arriving.coming]))
    return Texts(columns, firsts, np.concatenate([texts.digests, batch.digests[arriving.coming]]), compared)


def _side_by_side(columns: Columns, more: Columns) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    yield from zip(columns, more, strict=True)


def _repeated(
    kept: Kept, before: pa.Table, catalogue: Catalogue, arriving: Arrivals, new_rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each text that of the first document with the same words, -1 where it is that itself."""
    row_of = numbers_of(catalogue.table["text_row"])
    repeated = np.append(duplicates(before), np.full(len(new_rows), -1))
    repeated[new_rows[arriving.repeats]] = row_of[arriving.repeated]
    gone, instead = kept.rows[arriving.going], row_of[arriving.repeated_by_going]
    now = np.arange(len(repeated))
    now[gone] = instead
    repeated = np.where(repeated >= 0, now[repeated], -1)
    repeated[gone] = instead
    return repeated


def _words(before: pa.Table, more: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many words each text has."""
    words = np.empty(len(before), np.int64)
    words[numbers_of(before["text_row"])] = numbers_of(before["words"])
    return np.append(words, more)


def _tables(
    stored: Stored, known: Known, catalogue: Catalogue, repeated: NDArray[np.int64], words: NDArray[np.int64]
) -> dict[str, pa.Table]:
    """The tables of documents, families and passages, by the names of their files."""
    rows = numbers_of(catalogue.table["text_row"])
    first = np.where(repeated[rows] >= 0, catalogue.number[repeated[rows]], -1)
    documents = documents_table(catalogue.table, FoundDocuments(words[rows], first))
    compared = Compared.of(known)
    table = table_of(stored.held, compared)
    families, passages = family_tables(table, known.ranks[compared.numbers], catalogue.said)
    return {DOCUMENTS: documents, FAMILIES: families, PASSAGES: passages}


def _counted(tables: dict[str, pa.Table]) -> dict[str, int]:
    """What there is to count in the tables of a run."""
    documents, families, passages = (tables[name] for name in (DOCUMENTS, FAMILIES, PASSAGES))
    return {
        "documents": len(documents),
        "undated": documents["date"].null_count,
        "words": pc.sum(documents["words"]).as_py() or 0,
        "duplicates": len(documents) - documents["duplicate_of"].null_count,
        "families": len(families),
        "passages": len(passages),
        "bursts": pc.sum(families["burst"]).as_py() or 0,
        "formulaic": pc.sum(families["formulaic"]).as_py() or 0,
    }


def _write_index(folder: str, target: str, kept: Kept, stored: Stored, known: Known, rows: NDArray[np.int64]) -> None:
    """Write the index into the target, but for what stands in files that only grow."""
    state, postings, held = kept.state, stored.postings, stored.held
    generation, base, laid = state.generation + 1, state.base, state.laid
    if len(postings.more.postings) * _MOST_MORE > len(postings.base.postings):
        base = generation
        write_base(target, base, postings, known)
        stored = stored._replace(postings=postings._replace(more=Segment.nothing()))
    if (held.parts == GONE).sum() * 2 > len(held.parts):
        laid, held = generation, held.laid_down()
        append_boxes(target, held.boxes, laid, 0)
    else:
        append_boxes(folder, held.more, laid, state.boxes)
    boxes, tokens = len(held.parts), int(stored.texts.firsts[-1])
    state = replace(state, generation=generation, base=base, laid=laid, tokens=tokens, boxes=boxes)
    write_index(target, stored._replace(held=held), rows, state)
