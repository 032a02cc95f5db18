"""Spares long work most of Python's searches for values that hold one another, where there are none to find."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many new values between two searches, where Python has some hundred. Tracing a series and reading a corpus make
# them by the hundred thousand, none of which hold one another, so that each search looks at all for nothing: a
# twentieth of the time. What else the process lets go meanwhile waits for no more than these: some ten megabytes.
SELDOM = 100_000

_lock = threading.Lock()
_inside = 0
_usual = gc.get_threshold()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While inside, values that hold one another are looked for every SELDOM new ones; before and after, as usual.

    Whoever has turned the search off keeps it off. Threads that are inside at once share it, to the last that leaves.
    """
    global _inside, _usual  # noqa: PLW0603 - the search is the process's, and so is how often it is made
    with _lock:
        if not _inside:
            _usual = gc.get_threshold()
            gc.set_threshold(_usual[0] and max(SELDOM, _usual[0]), *_usual[1:])
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_usual)
