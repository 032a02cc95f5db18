"""Plain text: the characters as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.formats import TEXT
from variorum.ingest.texts import Source, make_text
from variorum.model.witnesses import Derivation
from variorum.version import __version__

if TYPE_CHECKING:
    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text


class PlainReader:
    """Reads plain text: no blocks, for nothing but its lines says how it is divided."""

    media_type = TEXT

    def read(self, source: Source, *, limits: Limits) -> Text:  # noqa: ARG002
        """The characters as they were decoded."""
        decoded = source.characters
        return make_text(
            decoded.content,
            Derivation("variorum.ingest.plain", __version__, (("encoding", decoded.encoding),)),
            warnings=decoded.warnings,
        )
