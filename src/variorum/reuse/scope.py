"""Which documents are compared with which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse import Document

Across = Literal["document", "issuer", "series"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Passages are looked for across documents, or only across issuers or series; what has none is one by itself.

    `between` names two issuers, or two series where `across` says so: only what the one shares with the other is looked
    for. `most_days` bounds how far apart two documents that are compared may be; the undated are then left out.
    `within`: also what one document repeats.
    """

    across: Across = "document"
    between: tuple[str, str] | None = None
    most_days: int | None = None
    within: bool = False

    def takes(self, document: Document) -> bool:
        """Whether a document is compared with any other."""
        if self.most_days is not None and not document.date:
            return False
        return self.between is None or self._group(document) in self.between

    def groups(self, documents: Sequence[Document]) -> NDArray[np.uint32]:
        """A number for each document; those of one number are not compared with one another."""
        numbers: dict[object, int] = {}
        keys = [self._group(document) or k for k, document in enumerate(documents)]
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.uint32)

    @property
    def grouped_by(self) -> Literal["issuer", "series", ""]:
        """What documents have in common that are not compared with one another: "" where all are compared."""
        if self.across == "series":
            return "series"
        return "issuer" if self.across == "issuer" or self.between else ""

    def _group(self, document: Document) -> str:
        by = self.grouped_by
        return getattr(document, by) if by else ""
