"""Invented statements as extractors are given them."""

from __future__ import annotations

from variorum.model.alignment import SegmentedWitness
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment

GIVEN = Derivation("given", "1")


def witness(text: str, language: str | None = None) -> SegmentedWitness:
    """A text in segments, in the language that is said or found."""
    found = segment(text, language=language)
    stored = Witness("statement", Text(text, "", GIVEN))
    return SegmentedWitness(stored, found.segments, found.line_breaks, found.language)
