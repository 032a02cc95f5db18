"""What can go wrong when passages are looked for in a corpus."""

from __future__ import annotations

from variorum.errors.base import VariorumError


class DocumentTwice(VariorumError):
    """An id that two documents have."""

    def __init__(self, document: str) -> None:
        super().__init__(f"{document}: two documents have this id. Give each one of its own.")
