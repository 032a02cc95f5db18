"""What reads the facts of a statement: rules alone, or rules and the grammar that a language model sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from variorum.analysis.facts.reader import read_facts
from variorum.model.facts import Extraction

if TYPE_CHECKING:
    from variorum.model.alignment import SegmentedWitness


class Extractor(Protocol):
    """Reads the facts of statements; the same statement and anchor always give the same."""

    @property
    def name(self) -> str:
        """What it is and in which version, as whoever keeps its facts writes it down."""

    def read(self, witness: SegmentedWitness, anchor: str | None) -> Extraction:
        """The facts in text order; `anchor` is the date that the statement states (ISO 8601)."""


class CoreExtractor:
    """Rules alone: no model, nothing to install."""

    name = "core"

    def read(self, witness: SegmentedWitness, anchor: str | None) -> Extraction:
        """The facts that the rules find."""
        return Extraction(read_facts(witness, anchor))
