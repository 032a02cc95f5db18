"""Searching an archive by words and by what is said: of a bank where it is at hand, and of 20,000 documents."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.archives import fomc_statements, make_archive, many_documents
from benchmarks.figures import Figure, shared_data
from variorum.model.found import Order
from variorum.workflows.library import Archive
from variorum.workflows.remembered_facts import core_reader, remember_all_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.archives import Document
    from variorum.archive.store import Store

DOCUMENTS = 20_000
RUNS = 3
SENTENCES = 40
# An answer is wanted well under a second: so long for most questions, and so long for the worst.
USUAL = 0.5
WORST = 1.0
# Asked of what statements say, once they are read for it: the broadest name there is among them.
SAID: tuple[dict[str, Any], ...] = (
    {"number": 150},
    {"number": "100 to 200", "counted": "people"},
    {"unit": "percent"},
    {"names": [("place", "United States")]},
    {"number": 3, "names": [("place", "United States")]},
    {"dates": ["2021"]},
)
WORDS = ('"the"', "national security", '"united states" -china', "pro*", "climate OR weather")


def figures() -> list[Figure]:
    """Processor seconds of an answer, the least of some runs each: words by date and by weight, and like sentences."""
    data = shared_data()
    found = _measured("236 statements", fomc_statements(data)) if data else []
    return found + _measured(f"{DOCUMENTS:,} documents", many_documents(DOCUMENTS))


def _measured(name: str, documents: Iterable[Document]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, make_archive(Path(folder) / "archive", documents) as store:
        archive = Archive(store, writable=False)
        searches = [_seconds(partial(archive.search, words, order=order)) for words in WORDS for order in Order]
        sentences = _sentences(store)
        likes = [_seconds(partial(archive.like, sentence)) for sentence in sentences]
        lines = store.connection.execute("SELECT count(*) FROM segment").fetchone()[0]
        read = _read_facts(store, name)
        said = [_seconds(partial(archive.said, **asked)) for asked in SAID]
    note = f"{lines:,} lines"
    return [
        Figure(f"{name}: search, the slowest of {len(searches)}", max(searches), "s", WORST, note),
        Figure(f"{name}: search --like, in the middle of {len(likes)}", _middle(likes), "s", USUAL, note),
        Figure(f"{name}: search --like, the slowest", max(likes), "s", WORST, note),
        *read,
        Figure(f"{name}: search by what is said, in the middle of {len(said)}", _middle(said), "s", USUAL, note),
        Figure(f"{name}: search by what is said, the slowest", max(said), "s", WORST, note),
    ]


def _read_facts(store: Store, name: str) -> list[Figure]:
    """What the first question of what is said costs for each statement: processor time, and room in the archive."""
    texts = store.connection.execute("SELECT count(*) FROM witness").fetchone()[0]
    before = _pages(store)
    start = time.process_time()
    remember_all_facts(store, core_reader())
    spent = time.process_time() - start
    grown = (_pages(store) - before) * store.connection.execute("PRAGMA page_size").fetchone()[0]
    facts = store.connection.execute("SELECT count(*) FROM fact").fetchone()[0]
    note = f"{facts:,} facts"
    return [
        Figure(f"{name}: a statement read for what it says, and that kept", 1000 * spent / texts, "ms", None, note),
        Figure(f"{name}: room for what a statement says", grown / texts / 1000, "kB", None, note),
    ]


def _pages(store: Store) -> int:
    return int(store.connection.execute("PRAGMA page_count").fetchone()[0])


def _sentences(store: Store) -> list[str]:
    """Lines from all over the archive, of every length."""
    numbers = [row[0] for row in store.connection.execute("SELECT id FROM segment WHERE kind = 'sentence' ORDER BY id")]
    step = max(1, len(numbers) // SENTENCES)
    query = (
        'SELECT substr(content, "start" + 1, "end" - "start") FROM segment JOIN text ON text.id = segment.text'
        " WHERE segment.id = ?"
    )
    return [store.connection.execute(query, (number,)).fetchone()[0] for number in numbers[::step][:SENTENCES]]


def _seconds(ask: Callable[[], object]) -> float:
    measured = []
    for _ in range(RUNS):
        start = time.process_time()
        ask()
        measured.append(time.process_time() - start)
    return min(measured)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
