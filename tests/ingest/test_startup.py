"""What reading plain text loads."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "lxml markdown_it pypdfium2 docx charset_normalizer zipfile subprocess json logging email "
    "importlib.metadata numpy pathlib tempfile variorum.ingest.markup variorum.ingest.encodings"
)


def test_reading_plain_utf8_loads_no_library(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_bytes("The lamp – “lit” – burns.\r\n".encode())
    program = (
        "import sys; from variorum.ingest.readers import read; read(sys.argv[1]); "
        "print([name for name in sys.argv[2].split() if name in sys.modules])"
    )
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path[:0] = {sys.path!r}; {program}",
        str(path),
        HEAVY,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
