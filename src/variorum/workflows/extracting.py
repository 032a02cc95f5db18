"""Which extractor reads the facts: the rules, or a language model that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.analysis.facts.extractors import Extractor
    from variorum.analysis.facts.names.gazetteer import Gazetteer


def core_extractor(table: Gazetteer | None = None) -> Extractor:
    """The rules alone; `table` is `gazetteer(known)` with a reader's own names."""
    from variorum.analysis.facts.extractors import CoreExtractor

    return CoreExtractor(table)


def parsed_extractor(model: str | None = None, table: Gazetteer | None = None) -> Extractor:
    """The rules with the installed spaCy pipeline of this name, or that of the extra `nlp`; it takes a second to load.

    Raises ExtraMissing, ModelMissing, ModelAltered or ModelUnfit.
    """
    from variorum.analysis.facts.extractors import ParsedExtractor
    from variorum.nlp.pipelines import load

    return ParsedExtractor(load(model), table)
