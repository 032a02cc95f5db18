"""What a source may cost to read, told by its size before anything is made of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from variorum.ingest.formats import DOCX, ODT, PDF
from variorum.ingest.sniff import binary_kind

if TYPE_CHECKING:
    from variorum.ingest.limits import Limits

# An Office document's text is a part of it, beside pictures and fonts: a megabyte of its XML costs what a quarter of
# that costs as a web page. Measured by benchmarks/hostile.py.
_OFFICE = 4
_READ_PARTS = (".xml", ".rels")


def is_heavy(data: bytes, limits: Limits) -> bool:
    """Whether reading a document may take more time or memory than what `here_bytes` was measured to take."""
    if len(data) > limits.here_bytes:
        return True
    kind = binary_kind(data)
    if kind == PDF:
        return True
    return kind in (DOCX, ODT) and _unpacked(data) > _OFFICE * limits.here_bytes


def _unpacked(data: bytes) -> int:
    """The bytes of XML in an Office document, by its directory, past which nothing of a member is unpacked."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist() if member.filename.endswith(_READ_PARTS))
    except (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, MemoryError):
        # Its reader says what is wrong with it.
        return 0
