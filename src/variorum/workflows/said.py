"""Finding statements by what they say: figures, names, dates, whatever the words and numerals they are said in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from variorum.analysis.facts.judged import JudgedNames, rejection
from variorum.analysis.facts.names.gazetteer import gazetteer, plain
from variorum.archive import said as facts_said
from variorum.archive import search as lines
from variorum.errors import DateUnreadable, NothingAsked, NumberUnreadable, UnitUnknown
from variorum.model.alignment import SegmentedWitness
from variorum.model.found import LineFate, Order, Scope
from variorum.model.said import Asked, Figure, Holds, SaidFact, Saying, Sayings, Variants
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.progress import silent
from variorum.text.days import covered_days
from variorum.text.keys import name_key
from variorum.workflows.judge_readings import fact_judgements
from variorum.workflows.remembered_facts import core_reader, remember_all_facts
from variorum.workflows.vote_hits import read_votes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.analysis.facts.names.gazetteer import Gazetteer
    from variorum.archive.said import Match
    from variorum.archive.store import Store
    from variorum.model.facts import Fact, FactKind, Quantity
    from variorum.progress import Report
    from variorum.workflows.remembered_facts import FactReader

_GIVEN = Derivation("variorum.said", "1")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
# A number is read as in a sentence; these are such.
_COUNTING, _MEASURING = "{} people were there.", "The rate was {}."


def find_said(
    store: Store,
    asked: Asked,
    *,
    scope: Scope = lines.ANYWHERE,
    order: Order = Order.NEWEST,
    limit: int = 20,
    reader: FactReader | None = None,
    report: Report = silent,
) -> Sayings:
    """The statements that say all that is asked, each with the first of its lines that have most of it.

    Statements that were not read for facts yet are read first, and remembered. Raises NothingAsked, UnitUnknown,
    DateUnreadable, ScopeError, ReferenceAmbiguous or FactsUnwritable.
    """
    if asked == Asked():
        raise NothingAsked
    rotated: frozenset[int] = frozenset()
    if scope.event is not None:
        from variorum.workflows.series import remember_all

        remember_all(store, scope.series)
        rotated = read_votes(store, None, scope).rotated if scope.event is LineFate.REWORDED else rotated
    reader = reader or core_reader()
    where, values = lines.conditions(store.connection, replace(scope, kinds=frozenset(), event=None))
    derivation = remember_all_facts(store, reader, where=where, values=values, report=report)
    if asked.figure and asked.figure.unit is not None:
        known = facts_said.units_of(store.connection, derivation)
        if asked.figure.unit not in known:
            raise UnitUnknown(asked.figure.unit, tuple(known))
    with store.reading():
        table = reader.names.gazetteer if reader.names else gazetteer()
        return _Search(store, asked, scope, derivation, table, rotated).run(order, limit)


def read_figure(said: str, unit: str = "", counted: str = "") -> Figure:
    """The figure that a person asks for: a number in digits or words, or a range; with its unit, as "5 percent" has.

    Raises NumberUnreadable or UnitUnknown.
    """
    named = _unit(unit) if unit else None
    if not said:
        return Figure(unit=named, counted=counted)
    if _PLAIN.fullmatch(said):
        value = Decimal(said.replace(",", ""))
        return Figure(value, value, named, counted)
    found = _quantity(said)
    if found is None:
        raise NumberUnreadable(said)
    high = found.low * facts_said.MAGNITUDE if found.high is None else found.high
    return Figure(found.low, high, named or found.unit, counted)


def _unit(said: str) -> str:
    found = _quantity(f"5 {said}") or _quantity(f"{said}5")
    return found.unit if found and found.unit else said


def _quantity(said: str) -> Quantity | None:
    """The one quantity that words are, as the readers of statements have it."""
    for sentence in (_COUNTING, _MEASURING):
        start = sentence.index("{")
        content = sentence.format(said)
        read = core_reader().extractor.read(_sentence(content), None).facts
        found = [
            fact for fact in read if fact.quantity and fact.span.end > start and fact.span.start < start + len(said)
        ]
        if len(found) == 1 and found[0].quantity:
            quantity, span = found[0].quantity, found[0].span
            first = min(span.start, quantity.qualifier.start if quantity.qualifier else span.start)
            if first <= start and span.end >= start + len(said):
                return quantity
    return None


def _sentence(content: str) -> SegmentedWitness:
    segment = Segment(0, SegmentKind.SENTENCE, Span(0, len(content)), 0)
    return SegmentedWitness(Witness("asked", Text(content, "", _GIVEN)), (segment,), LineBreaks.PARAGRAPH, "en")


class _Search:
    """One search among remembered facts."""

    def __init__(
        self,
        store: Store,
        asked: Asked,
        scope: Scope,
        derivation: int,
        table: Gazetteer,
        rotated: frozenset[int],
    ) -> None:
        """`rotated` are the numbers of lines in which nothing changed but who voted for: no rewordings."""
        self._store, self._connection, self._rotated = store, store.connection, rotated
        self._asked, self._scope, self._derivation, self._table = asked, scope, derivation, table
        judgements = fact_judgements(store)
        self._names = judgements.names
        texts = facts_said.texts_of(self._connection, judgements.rejected)
        self._against = {text: judgements.rejected[sha256] for text, sha256 in texts.items()}
        self._by_people: set[tuple[str, str]] = set()
        self._contents: dict[int, str] = {}
        self._rejected = 0

    def run(self, order: Order, limit: int) -> Sayings:
        """Answer it."""
        figure = self._asked.figure
        figures = [facts_said.figures(self._connection, self._derivation, figure, self._scope)] if figure else []
        names = [self._named(kind, name) for kind, name in self._asked.names]
        dates = [self._dated(date) for date in self._asked.dates]
        answers = [self._standing(answer) for answer in (*figures, *names, *dates)]
        texts = set.intersection(*({match.text for match in answer} for answer in answers))
        found = [[match for match in answer if match.text in texts] for answer in answers]
        best = _best_lines(found)
        shown = _in_order([each[0] for each in best.values()], order)[:limit]
        named = found[len(figures) : len(figures) + len(names)]
        return Sayings(
            tuple(self._saying(best[text]) for text in shown),
            len(texts),
            sum(len({match.segment for match in each}) for each in best.values()),
            lines.statements(self._connection, self._scope),
            tuple(self._variants(*asked, answer) for asked, answer in zip(self._asked.names, named, strict=True)),
            self._rejected,
        )

    def _named(self, kind: FactKind, name: str) -> list[Match]:
        """The facts of a kind that name what a person asks for, under whatever name."""
        known = facts_said.names_of(self._connection, kind)
        names = JudgedNames(self._names, known)
        handles = {pair: name_key(names.handle(*pair)) if names else pair[0] for pair in known}
        entry = self._table.entry(plain(name), folded=True)
        table_handle = entry[1] if entry and entry[0] is kind else name
        wanted = {name_key(name), name_key(names.handle(table_handle, name))}
        asked = {handle for pair, handle in handles.items() if wanted & {handle, pair[1]}}
        if not asked:
            words = f" {name_key(name)} "
            asked = {handle for pair, handle in handles.items() if any(words in f" {each} " for each in pair)}
        pairs = {pair for pair, handle in handles.items() if handle in asked}
        self._by_people |= {pair for pair in pairs if handles[pair] != pair[0]}
        return facts_said.named(self._connection, self._derivation, kind, pairs, self._scope)

    def _dated(self, date: str) -> list[Match]:
        """The facts that name a date, or a range of days that holds it."""
        asked = covered_days(date) if _DATE.fullmatch(date) else None
        if asked is None:
            raise DateUnreadable(date)
        found: dict[str, Holds] = {}
        for edtf in facts_said.dates_of(self._connection):
            days = covered_days(edtf)
            if days is None:
                continue
            if asked[0] <= days[0] and days[1] <= asked[1]:
                found[edtf] = Holds.SAYS
            elif days[0] <= asked[0] and asked[1] <= days[1] and not _DATE.fullmatch(edtf):
                found[edtf] = Holds.RANGE
        return facts_said.dated(self._connection, self._derivation, found, self._scope)

    def _standing(self, answer: Sequence[Match]) -> list[Match]:
        """The facts that nobody has rejected, which are counted, in lines that count."""
        kept = []
        for match in answer:
            if match.segment in self._rotated:
                continue
            against = self._against.get(match.text)
            if against and rejection(self._fact(match), against) is not None:
                self._rejected += 1
            else:
                kept.append(match)
        return kept

    def _saying(self, matches: Sequence[Match]) -> Saying:
        """The first line of a statement's matches, with the facts in it that were found."""
        segment = matches[0].segment
        unique = {(match.reading, match.number): match for match in matches if match.segment == segment}
        said = sorted(
            (SaidFact(self._fact(match), match.holds, match.name in self._by_people) for match in unique.values()),
            key=lambda each: (each.fact.span.start, each.fact.span.end, each.fact.kind),
        )
        marks = _marks([each.fact.span for each in said])
        (hit,) = lines.hits(self._connection, [(segment, None)], lambda _words, _offset: marks)
        count = len({match.segment for match in matches})
        return Saying(hit, tuple(said), count, self._content(matches[0].text))

    def _variants(self, kind: FactKind, name: str, answer: Iterable[Match]) -> Variants:
        """The words that stand for a name, in order of first use."""
        counts: dict[str, int] = defaultdict(int)
        first: dict[str, Match] = {}
        for match in sorted(answer, key=lambda match: (match.date, match.order, match.number)):
            counts[match.name[1]] += 1
            first.setdefault(match.name[1], match)
        words = (self._fact(match).span.of(self._content(match.text)) for match in first.values())
        return Variants(
            kind, name, tuple((" ".join(each.split()), counts[key]) for each, key in zip(words, first, strict=True))
        )

    def _fact(self, match: Match) -> Fact:
        return facts_said.fact_at(self._connection, match.reading, match.number)

    def _content(self, text: int) -> str:
        if text not in self._contents:
            self._contents[text] = facts_said.content_of(self._connection, text)
        return self._contents[text]


def _best_lines(answers: Sequence[Sequence[Match]]) -> dict[int, list[Match]]:
    """Of each text what answers in the lines that have the most of what was asked, in text order.

    Of lines that have equally much, those that have what was asked first.
    """
    by_line: dict[int, list[Match]] = defaultdict(list)
    answered: dict[int, set[int]] = defaultdict(set)
    for place, answer in enumerate(answers):
        for match in answer:
            by_line[match.segment].append(match)
            answered[match.segment].add(-place)
    worth = {segment: (len(places), max(places)) for segment, places in answered.items()}
    most: dict[int, tuple[int, int]] = {}
    for segment, (first, *_) in by_line.items():
        most[first.text] = max(most.get(first.text, worth[segment]), worth[segment])
    found: dict[int, list[Match]] = defaultdict(list)
    for segment, matches in sorted(by_line.items()):
        if worth[segment] == most[matches[0].text]:
            found[matches[0].text] += matches
    return found


def _in_order(firsts: Iterable[Match], order: Order) -> list[int]:
    """The texts of these matches in order of their dates; those of no date come last."""
    found = sorted(firsts, key=lambda match: match.order)
    if order is Order.EARLIEST:
        found.sort(key=lambda match: (not match.date, match.date))
    else:
        found.sort(key=lambda match: match.date, reverse=True)
    return [match.text for match in found]


def _marks(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined."""
    marks: list[Span] = []
    for span in spans:
        if marks and span.start < marks[-1].end:
            marks[-1] = Span(marks[-1].start, max(marks[-1].end, span.end))
        else:
            marks.append(span)
    return tuple(marks)
