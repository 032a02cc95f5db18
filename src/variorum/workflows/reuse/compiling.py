"""The first use on a machine: kernels are compiled by two processes at once, so that it is waited for half as long."""

from __future__ import annotations

import subprocess
import sys

# What takes the other process about as long as what is left takes this one.
_ELSEWHERE = ("links", "extension", "seeds", "positions", "sides")
# Longer than compiling takes anywhere: what is not there by then, this process compiles itself.
_PATIENCE = 120


def compile_at_once() -> None:
    """Where nothing is compiled yet, let another process compile a part, and wait until it is on the disk."""
    from variorum.reuse.kernels import characters

    if not sum(characters.see.stats.cache_misses.values()) or not sys.executable:
        return
    code = "import " + ", ".join(f"variorum.reuse.kernels.{name}" for name in _ELSEWHERE)
    try:
        other = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            [sys.executable, "-c", code], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return
    try:
        from variorum.reuse.kernels import cores, peeling, tokens  # noqa: F401 - compiled as they are imported
    finally:
        try:
            other.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            other.kill()
            other.wait()
