"""Which extractor reads the facts: the rules, or a language model that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.analysis.facts.extractors import Extractor


def core_extractor() -> Extractor:
    """The rules alone."""
    from variorum.analysis.facts.extractors import CoreExtractor

    return CoreExtractor()
