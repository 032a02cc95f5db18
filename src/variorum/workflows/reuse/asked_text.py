"""The one text that a run is asked about: a file, or what is piped in."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

from variorum.errors import SeveralDocuments
from variorum.ingest.sources import STANDARD_INPUT
from variorum.workflows.reuse.inputs import Corpus

if TYPE_CHECKING:
    from typing import BinaryIO

    from variorum.ingest.corpus.digests import InputDigest
    from variorum.model.reuse import Document
    from variorum.workflows.reuse.inputs import Found, Told

PIPED = "standard input"
"""What a text is called that came from there, and says no id itself."""


class PipedText(Corpus):
    """Standard input as a file would be read: JSON Lines where every line is an object, else a document."""

    def __init__(self, stdin: BinaryIO) -> None:
        self._data = stdin.read()
        super().__init__([STANDARD_INPUT], stdin=io.BytesIO(self._data))

    def _standard_input(self, entry: InputDigest) -> Found:
        if are_objects(self._data):
            yield from super()._standard_input(entry)
        else:
            yield from self._statements(io.BytesIO(self._data), PIPED, ())


def asked_text(source: str, stdin: BinaryIO | None = None) -> tuple[Document, Told]:
    """The document in a file or on standard input ("-"), and what there is to say of the reading.

    Raises SeveralDocuments where there are more.
    """
    corpus = PipedText(stdin or sys.stdin.buffer) if source == STANDARD_INPUT else Corpus([source])
    found = [document for document, _ in corpus.documents()]
    if len(found) != 1:
        raise SeveralDocuments(source, len(found))
    return found[0], corpus.told


def are_objects(data: bytes) -> bool:
    """Whether every line that is not empty is an object in JSON, and there is one."""
    lines = [line for line in data.splitlines() if line.strip()]
    try:
        return bool(lines) and all(isinstance(json.loads(line), dict) for line in lines)
    except ValueError:
        return False
