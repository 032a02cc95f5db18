"""Finding reuse in this process, within bounds that were given."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.progress import Report
    from variorum.reuse.engines.embedded import EmbeddedEngine


@contextmanager
def embedded_engine(folder: str, memory: int | None, threads: int | None, report: Report) -> Iterator[EmbeddedEngine]:
    """An engine on so many threads that keeps to so many bytes of memory; what goes beyond is put into the folder."""
    from variorum.reuse.engines.embedded import EmbeddedEngine

    yield EmbeddedEngine(threads=threads, memory=memory, scratch=folder, report=report)
