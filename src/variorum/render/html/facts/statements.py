"""The statements of a ledger with the places of their facts in them: where each cell of the matrix leads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.facts_words import KIND_WORDS, said
from variorum.render.html.characters import plain, shown
from variorum.render.html.facts.changes import date_of, language_of
from variorum.render.html.proof import witness_provenance
from variorum.render.html.words import direction, short_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.facts import Fact
    from variorum.model.ledger import FactMatrix, StatementFacts
    from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a statement: its number and its words, each fact in an element of its own."""

    number: int
    text: Markup


@dataclass(frozen=True, slots=True)
class ReadView:
    """How a fact was read: the words, what they were taken for, where they stand, the rule and its confidence."""

    place: str
    words: Markup
    kind: str
    value: str
    start: int
    end: int
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement whole, what is known of where it is from, and how its facts were read ("read" may be left out)."""

    anchor: str
    name: str
    date: str
    language: str
    direction: str
    lines: tuple[LineView, ...]
    read: tuple[ReadView, ...]
    provenance: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


class Places:
    """The fragments of a ledger: a statement by its digest, words in it by digest and span.

    Where two statements have one text, those of the second are told apart by its number.
    """

    def __init__(self, statements: Sequence[StatementFacts]) -> None:
        seen: Counter[str] = Counter()
        self._ends = []
        self._digests = []
        for statement in statements:
            digest = statement.witness.witness.text.sha256[:12]
            seen[digest] += 1
            self._digests.append(digest)
            self._ends.append(f"-{seen[digest]}" if seen[digest] > 1 else "")

    def statement(self, k: int) -> str:
        """Where a statement begins."""
        return f"text-{self._digests[k]}{self._ends[k]}"

    def of(self, k: int, fact: Fact) -> str:
        """Where the words of a fact stand."""
        return f"{self._digests[k]}-{fact.span.start}-{fact.span.end}{self._ends[k]}"


def statement_views(matrix: FactMatrix, places: Places, *, with_readings: bool) -> Iterator[StatementView]:
    """Every statement; one at a time, since a series may have thousands of pages."""
    names = short_names([statement.reference for statement in matrix.statements])
    for k, statement in enumerate(matrix.statements):
        witness = statement.witness
        yield StatementView(
            places.statement(k),
            plain(names[k]),
            date_of(statement),
            language_of(statement),
            direction(witness.language),
            tuple(_lines(statement, k, places)),
            tuple(_readings(statement, k, places)) if with_readings else (),
            witness_provenance(witness),
            tuple(plain(warning.message) for warning in witness.witness.text.warnings),
        )


def _lines(statement: StatementFacts, k: int, places: Places) -> Iterator[LineView]:
    """The lines with an element for each fact; of facts that overlap without one holding the other, a mark alone."""
    facts = sorted(statement.facts, key=lambda fact: (fact.span.start, -fact.span.end))
    at = 0
    for number, segment in enumerate(statement.witness.segments, 1):
        inside = []
        while at < len(facts) and facts[at].span.start < segment.span.end:
            inside.append(facts[at])
            at += 1
        yield LineView(number, Markup("".join(_marked(statement, segment.span, inside, k, places))))  # noqa: S704


def _marked(statement: StatementFacts, line: Span, facts: Sequence[Fact], k: int, places: Places) -> Iterator[str]:
    content = statement.witness.content
    done = line.start
    ends: list[int] = []
    given: set[str] = set()

    def close(until: int) -> Iterator[str]:
        nonlocal done
        while ends and ends[-1] <= until:
            end = ends.pop()
            yield f"{shown(content[done:end])}</span>"
            done = end

    for fact in facts:
        yield from close(fact.span.start)
        place = places.of(k, fact)
        if place in given:
            continue
        given.add(place)
        yield str(shown(content[done : max(done, fact.span.start)]))
        done = max(done, fact.span.start)
        if fact.span.end > min([line.end, *ends[-1:]]):
            yield f'<i id="{place}"></i>'
        else:
            yield f'<span class="fact" id="{place}">'
            ends.append(fact.span.end)
    yield from close(line.end)
    yield str(shown(content[done : line.end]))


def _readings(statement: StatementFacts, k: int, places: Places) -> Iterator[ReadView]:
    for fact in statement.facts:
        yield ReadView(
            places.of(k, fact),
            shown(said(statement, fact).words),
            KIND_WORDS[fact.kind][0],
            read_as(fact),
            fact.span.start,
            fact.span.end,
            plain(fact.rule),
            f"{fact.confidence:.2f}",
        )


def read_as(fact: Fact) -> str:
    """What the words were taken for, where that is more than the words: a value with its unit, a date as EDTF."""
    if fact.quantity:
        low, high = fact.quantity.low, fact.quantity.high
        value = f"{low:f}" if high == low else f"{low:f} or more" if high is None else f"{low:f} to {high:f}"
        bound = "" if fact.quantity.op.value == "=" else f"{fact.quantity.op.value} "
        return " ".join(filter(None, (f"{bound}{value}", fact.quantity.unit)))
    if fact.moment:
        if fact.moment.impossible:
            return "a date that no calendar has"
        words = fact.moment.edtf or "a date that is not known"
        return f"{words}, relative" if fact.moment.relative else words
    if fact.stance:
        words = ", ".join(filter(None, (fact.stance.act, fact.stance.modal, "negated" if fact.stance.negated else "")))
        return plain(words)
    return ""
