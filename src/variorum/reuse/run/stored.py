"""The documents of a run that is under way: what was said of them, and their texts again from the disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from variorum.errors import RunDamaged
from variorum.model.reuse import Document
from variorum.reuse.numbers import arrow_column, numbers_of
from variorum.reuse.run.manifest import INDEX, TEXTS, disk_said, text_files, written_whole
from variorum.reuse.run.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ = "read.parquet"


def read_file(folder: str) -> str:
    """Where it is kept what was said of all documents."""
    return os.path.join(folder, INDEX, _READ)


def keep_read(folder: str, read: pa.Table) -> None:
    """Keep what was said of all documents, in order, until it goes into their table."""
    path = read_file(folder)
    with disk_said(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with written_whole(path) as draft:
        pq.write_table(read, draft, compression="zstd")


def load_read(folder: str) -> pa.Table:
    """What `keep_read` kept. Raises RunDamaged."""
    try:
        return pq.ParquetFile(read_file(folder)).read()
    except (pa.ArrowException, OSError) as error:
        raise RunDamaged(folder, f"{INDEX}/{_READ} cannot be read") from error


def forget_read(folder: str) -> None:
    """Remove it, once the table of documents has it."""
    path = read_file(folder)
    if os.path.exists(path):
        os.unlink(path)


def stored_documents(folder: str, read: pa.Table) -> Iterator[Document]:
    """The documents in the order in which they came, texts a group at a time. Raises RunDamaged."""
    names = ("id", "date", "issuer", "series", "title", "url")
    by_row = read.select(names).take(arrow_column(np.argsort(numbers_of(read["text_row"]))))
    try:
        texts = Rows([os.path.join(folder, name) for name in text_files(folder)], columns=["text"])
        first = 0
        for batch in texts.batches():
            said = by_row.slice(first, len(batch)).to_pylist()
            for row, text in zip(said, batch["text"].to_pylist(), strict=True):
                yield Document(text=text, **{name: row[name] or "" for name in names})
            first += len(batch)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise RunDamaged(folder, f"{TEXTS} cannot be read", rebuilt=False) from error
    if first != len(read):
        raise RunDamaged(folder, f"{TEXTS} hold {first:,} of {len(read):,} documents", rebuilt=False)
