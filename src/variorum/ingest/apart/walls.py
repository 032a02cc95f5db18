"""The walls of a process that reads: how much memory and processor time the system lets it take."""

from __future__ import annotations

import os
import sys
import threading
import time

NO_MEMORY = 86
"""The status of a process that ended because it needed more memory than it may take."""

_PAUSE = 0.05
_GRACE = 5


def bound_memory(most_bytes: int) -> None:
    """Hold this process under a size, and let its end leave no image of it on the disk.

    Linux and Windows refuse it more, and what asked for it fails. macOS bounds no process so: there it looks at its own
    size twenty times a second and ends itself, so that a single step of a library may pass the bound before it is seen.
    """
    if sys.platform == "win32":
        from variorum.ingest.apart.job import bound_by_job

        bound_by_job(most_bytes)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        watch_memory(most_bytes)
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def bound_processor(seconds: float) -> None:
    """End this process after so much processor time, should nobody be there any more who would; not on Windows."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(seconds) + _GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def watch_memory(most_bytes: int) -> None:
    """End this process when it has taken more, looking at its size from a thread of its own."""
    threading.Thread(target=_watch, args=(most_bytes,), daemon=True).start()


def _watch(most_bytes: int) -> None:
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= most_bytes:
        time.sleep(_PAUSE)
    os._exit(NO_MEMORY)
