"""Which documents are compared with which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from variorum.model.reuse import Document

Across = Literal["document", "issuer", "series"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Passages are looked for across documents, or only across issuers or series; what has none is one by itself.

    `between` names two issuers, or two series where `across` says so: only what the one shares with the other is looked
    for. `most_days` bounds how far apart two documents that are compared may be; the undated are then left out. A year
    or a month alone may be any of its days: what may lie so close is compared.
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
        return self.between is None or getattr(document, self.grouped_by) in self.between

    @property
    def grouped_by(self) -> Literal["issuer", "series", ""]:
        """What documents have in common that are not compared with one another: "" where all are compared."""
        if self.across == "series":
            return "series"
        return "issuer" if self.across == "issuer" or self.between else ""
