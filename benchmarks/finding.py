"""Searching an archive: of one bank's statements where they are at hand, and of 20,000 documents."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archives import fomc_statements, make_archive, many_documents
from benchmarks.figures import Figure, shared_data
from variorum.model.found import Order
from variorum.workflows.library import Archive

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
    note = f"{lines:,} lines"
    return [
        Figure(f"{name}: search, the slowest of {len(searches)}", max(searches), "s", WORST, note),
        Figure(f"{name}: search --like, in the middle of {len(likes)}", _middle(likes), "s", USUAL, note),
        Figure(f"{name}: search --like, the slowest", max(likes), "s", WORST, note),
    ]


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
