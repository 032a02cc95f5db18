"""The search index against the segments it was made of."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from variorum.archive.contents import readable
from variorum.archive.words import indexable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROWS = 10_000
_BATCH_CHARACTERS = 2_000_000
_CURRENT = "SELECT id, content FROM text WHERE current ORDER BY id"
_SPANS = 'SELECT id, "start", "end" FROM segment WHERE text = ? ORDER BY number'

# What a text's segments say to the index: a segment's number and its words.
_Words = list[tuple[int, str]]


def index_agrees(connection: sqlite3.Connection) -> bool:
    """Whether the index holds every word of every current text at its place, and no other.

    Both sides are added up as sums of hashes over (word, segment, place): the order is of no account, nothing is
    written to a disk, and memory is a batch of texts. Sides that differ pass for one with a chance of 2 to the -61.
    """
    with _vocabulary(connection):
        indexed = _sum(connection, "temp.kept_words")
    return indexed == sum(_batch_sum(connection, batch) for batch in _batches(connection))


def make_index_anew(connection: sqlite3.Connection) -> None:
    """Throw the index away and fill it from the segments. Call it inside a transaction. Memory is one text."""
    connection.execute("INSERT INTO segment_index (segment_index) VALUES ('delete-all')")
    for batch in _batches(connection):
        connection.executemany("INSERT INTO segment_index (rowid, words) VALUES (?, ?)", batch)


def _batches(connection: sqlite3.Connection) -> Iterator[_Words]:
    """The segments of all current texts, a bounded number of characters at a time."""
    batch: _Words = []
    characters = 0
    for text, stored in connection.execute(_CURRENT):
        content = readable(stored)
        batch += [(number, indexable(content[start:end])) for number, start, end in connection.execute(_SPANS, (text,))]
        characters += len(content)
        if characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    yield batch


def _batch_sum(connection: sqlite3.Connection, batch: _Words) -> int:
    """What an index of these segments alone adds up to."""
    with index_in_memory(connection, batch) as memory, _vocabulary(memory):
        return _sum(memory, "temp.kept_words")


@contextmanager
def index_in_memory(connection: sqlite3.Connection, batch: Iterable[tuple[int, str]]) -> Iterator[sqlite3.Connection]:
    """A `segment_index` of these words by number, made in memory with the archive's own tokenizer."""
    declared = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'segment_index'").fetchone()[0]
    arguments = declared[declared.index("(") :].replace("content='segment_text'", "content=''")
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        memory.execute(f"CREATE VIRTUAL TABLE segment_index USING fts5 {arguments.replace(chr(10), ' ')}")
        memory.execute("BEGIN")  # one transaction: each row in its own takes four times as long
        memory.executemany("INSERT INTO segment_index (rowid, words) VALUES (?, ?)", batch)
        memory.execute("COMMIT")
        yield memory
    finally:
        memory.close()


def _sum(connection: sqlite3.Connection, vocabulary: str) -> int:
    # As one string: the hashes of tuples that differ in their last number alone add up alike far too often.
    place = f"""term || char(31) || doc || char(31) || "offset" FROM {vocabulary}"""
    rows = connection.execute(f"SELECT {place}")
    total = 0
    while chunk := rows.fetchmany(_ROWS):
        total += sum([hash(row) for (row,) in chunk])
    return total


@contextmanager
def _vocabulary(connection: sqlite3.Connection) -> Iterator[None]:
    """A view of every word in the index. It is made in the connection's own temporary schema, not in the archive."""
    guarded = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab ('main', 'segment_index', 'instance')")
    try:
        yield
    finally:
        connection.execute("DROP TABLE temp.kept_words")
        connection.execute(f"PRAGMA query_only = {guarded}")
