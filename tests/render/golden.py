"""Golden files: what a person sees, kept as text and compared to the byte."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def check(path: Path, seen: str) -> None:
    """Compare with the file; VARIORUM_WRITE_GOLDEN=1 writes it anew, to be read before it is committed."""
    if os.environ.get("VARIORUM_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seen.encode("utf-8", "backslashreplace"))
    assert path.read_bytes().decode("utf-8") == seen, f"{path.name} is not what is printed now"
