"""Running the command as a user does: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BASE = """Statement on the Day of the River

5 March 2023

In the night of March 4-5, 1988 the river Tessen rose over its banks. In these hours 118 residents were drowned, 307
were badly hurt, and 6 were never found. The same resolution made 5 March the Day of the River.

It is now 35 years since the flood. The records must be published in full.
"""
OTHER = """Statement on the Day of the River

5 March 2024

In the night of March 4-5, 1988 the river Tessen rose over its banks. In these hours 118 residents lost their lives,
307 were badly hurt, and 6 were never found.

It is now 36 years since the flood. The records must be published in full. Trains have been crossing at Karrow again.
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


def variorum(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Ran:
    """`python -m variorum …` with an environment that no desk's settings leak into."""
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "TERM"}}
    done = subprocess.run(
        [sys.executable, "-m", "variorum", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", **environment},
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
