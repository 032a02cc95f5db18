"""A fact as the following sees it: with its words, its line, and the handle by which it is found again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from variorum.analysis.facts.following.classes import ELAPSED, NEGATIONS, noun_class, noun_head, predicate_class
from variorum.analysis.facts.following.spelling import plain
from variorum.analysis.facts.following.surroundings import amount_of, is_former, is_start, wish_before
from variorum.analysis.facts.following.words import Words
from variorum.model.facts import FactKind
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from variorum.model.facts import Fact, Moment, Quantity, Stance
    from variorum.model.ledger import StatementFacts

NAMES = frozenset(
    {FactKind.PLACE, FactKind.PERSON, FactKind.ORGANISATION, FactKind.PEOPLE, FactKind.EVENT, FactKind.DOCUMENT}
)
"""Kinds with a joined name."""
SHORTENED = frozenset({FactKind.ORGANISATION, FactKind.PERSON, FactKind.EVENT, FactKind.DOCUMENT})
"""Names of which a shorter form is the same name; "Sudan" is no short form of "South Sudan"."""
DATED = frozenset({FactKind.DATE, FactKind.TIME})
STANCES = frozenset({FactKind.DEMAND, FactKind.SPEECH})
# The sum before another is among so many facts of the line.
_BESIDE = 9
_NONE: frozenset[int] = frozenset()
_MONEY_LENGTH = 3
_TIMES = frozenset("second minute hour day week fortnight month quarter year decade century".split())
# So that "two centuries ago" is "200 years ago".
_YEARS_IN = {"decade": 10, "century": 100}
_RATES = frozenset(("percent", "percentage point", "basis point"))
_COUNTED_OCCASIONS = frozenset(("anniversary", "birthday", "jubilee"))
# Right behind a count of years, these say that it runs up to the day of the statement.
_RUNNING = frozenset("ago since have has passed elapsed later old".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """What a quantity is compared by.

    `dimension` is "time", "rate", "money", "order", "count" or a unit of measure. `elapsed` is true of a count that
    runs up to the day of the statement ("33 years ago", "33rd anniversary"). `event` is the classes of its predicate,
    `negated` is true where that is denied ("were not killed"). `of` has the beginnings of the words that say of what a
    sum is; `former` is true of one that another took the place of ("$35 rather than $40", "from 5 percent to 6").
    """

    dimension: str
    unit: str | None
    value: tuple[Decimal, Decimal | None]
    head: str | None
    noun: str | None
    event: str | None
    elapsed: bool
    negated: bool
    noun_words: tuple[str, ...]
    event_words: tuple[str, ...]
    qualifier: tuple[str, ...]
    of: frozenset[str] = frozenset()
    former: bool = False

    @property
    def is_sum(self) -> bool:
        """Whether it is money that counts nothing: of what it is stands in the words before it."""
        return self.dimension == "money" and self.noun is None

    @property
    def size(self) -> tuple[object, ...]:
        """How much of what sort, whatever it counts."""
        return self.dimension, self.unit, self.value


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A fact of a statement; `place` is its place in the statement's facts, `segment` that of its line.

    `words` are those of its span; `first` and `last` bound them among the words of the statement. `handle` is the same
    for all mentions of one name or date; None of a quantity, a demand or reported speech. `wish` has the last names of
    those who are said to have preferred it, where it is not said by the statement itself.
    """

    statement: Statement
    place: int
    fact: Fact
    segment: int
    words: tuple[str, ...]
    first: int
    last: int
    handle: str | None
    figure: Figure | None
    wish: frozenset[str] | None = None

    @property
    def kind(self) -> FactKind:
        """The fact's kind."""
        return self.fact.kind

    @property
    def amount(self) -> Figure:
        """What a quantity is compared by. Raises TypeError for any other fact."""
        return _given(self.figure, self)

    @property
    def moment(self) -> Moment:
        """The day or time. Raises TypeError for any other fact."""
        return _given(self.fact.moment, self)

    @property
    def stance(self) -> Stance:
        """Who demands what of whom. Raises TypeError for any other fact."""
        return _given(self.fact.stance, self)


@dataclass(slots=True)
class Statement:
    """A statement with its words, and its facts by line, by handle, and by dimension, unit and value.

    `years` are those of the dates that it writes out, `days` its dates by month and day; `by_edge` has the names that
    may be shortened, by their first and by their last word.
    """

    facts: StatementFacts
    words: Words
    number: int = 0
    said: list[Said] = field(default_factory=list)
    by_segment: dict[int, list[Said]] = field(default_factory=dict)
    by_handle: dict[str, list[Said]] = field(default_factory=dict)
    by_value: dict[tuple[object, ...], list[Said]] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)
    days: dict[str, set[str]] = field(default_factory=dict)
    by_edge: dict[str, list[Said]] = field(default_factory=dict)
    _stems: dict[str, set[int]] = field(default_factory=dict)

    @property
    def date(self) -> str | None:
        """The day that the statement states, as ISO 8601."""
        return self.facts.date

    def within(self, said: Said) -> Iterator[Said]:
        """The facts that begin inside a fact, or with it and are shorter, in text order."""
        for place in range(said.place + 1, len(self.said)):
            if self.said[place].fact.span.start >= said.fact.span.end:
                return
            yield self.said[place]

    def settle(self) -> None:
        """Let go of what only the neighbours of a statement are asked for; its words and years stay."""
        for index in (self.by_segment, self.by_handle, self.by_value, self.by_edge, self.days, self._stems):
            index.clear()
        self.said.clear()
        self.words.settle()

    def segments_with(self, stem: str) -> set[int] | frozenset[int]:
        """The lines that hold a word with this beginning."""
        if not self._stems:
            for segment in self.facts.witness.segments:
                for word in self.words_of(segment.index):
                    self._stems.setdefault(word[:STEM_LENGTH], set()).add(segment.index)
        return self._stems.get(stem, _NONE)

    def start_of(self, segment: int) -> int:
        """The first word of a line."""
        return self.words.within(self.facts.witness.segments[segment].span)[0]

    def words_of(self, segment: int) -> set[str]:
        """The words of a line, each once, in no order."""
        return set(self.words.forms[slice(*self.words.within(self.facts.witness.segments[segment].span))])


_Part = TypeVar("_Part")


def _given(part: _Part | None, said: Said) -> _Part:
    if part is None:
        message = f"a fact of another kind: {said.fact}"
        raise TypeError(message)
    return part


def statement_of(facts: StatementFacts, number: int = 0) -> Statement:
    """What the following asks of a statement, the `number`th of its series; linear in the text and its facts."""
    made = Statement(facts, Words(facts.witness.content), number)
    starts = [segment.span.start for segment in facts.witness.segments]
    for place, fact in enumerate(facts.facts):
        segment = max(0, bisect_right(starts, fact.span.start) - 1)
        first, last = made.words.within(fact.span)
        words = made.words.of(fact.span)
        figure = _figure(made, fact.quantity, first, last) if fact.quantity else None
        if figure and figure.is_sum:
            figure = _with_object(made, figure, segment, first)
        wish = _wish(made, segment, first) if figure or fact.kind in STANCES else None
        said = Said(made, place, fact, segment, words, first, last, _handle(fact, words, facts.date), figure, wish)
        _enter(made, said)
    return made


def _with_object(made: Statement, figure: Figure, segment: int, first: int) -> Figure:
    """A sum with what it is of; a former one is of what the one in its place is of."""
    line = made.by_segment.get(segment, ())[-_BESIDE:]
    before = next((one for one in reversed(line) if one.figure and one.figure.is_sum and one.last <= first), None)
    former = is_former(made.words, first)
    if before and former:
        return replace(figure, of=before.amount.of, former=True)
    start = before.last if before else made.start_of(segment)
    return replace(figure, of=amount_of(made.words, start, first), former=former or figure.former)


def _wish(made: Statement, segment: int, first: int) -> frozenset[str] | None:
    """The last names of those whose wish the word at a place is; None of none, empty where no name was read."""
    between = wish_before(made.words, made.start_of(segment), first)
    if between is None:
        return None
    people = (one for one in made.by_segment.get(segment, ()) if one.kind is FactKind.PERSON and one.words)
    return frozenset(one.words[-1] for one in people if between[0] <= one.first < between[1])


def _enter(made: Statement, said: Said) -> None:
    """Put a fact into the lists that it is looked up in."""
    made.said.append(said)
    made.by_segment.setdefault(said.segment, []).append(said)
    if said.handle:
        made.by_handle.setdefault(said.handle, []).append(said)
    if said.figure:
        made.by_value.setdefault(said.figure.size, []).append(said)
    if said.kind in SHORTENED and said.words:
        for word in dict.fromkeys((said.words[0], said.words[-1])):
            made.by_edge.setdefault(word, []).append(said)
    moment = said.fact.moment
    if moment and moment.edtf:
        made.days.setdefault(day_key(moment.edtf), set()).add(moment.edtf)
        if not moment.relative:
            made.years.update(part[:4] for part in moment.edtf.split("/") if part[:4].isdigit())


def day_key(edtf: str) -> str:
    """What two values have in common that may be one day or one time of day."""
    return edtf[:6] if edtf.startswith("T") else edtf[4:]


def _handle(fact: Fact, words: Iterable[str], date: str | None) -> str | None:
    if fact.kind in NAMES:
        # With and without accents it is one name, in two spellings.
        return f"name:{plain((fact.name or ' '.join(words)).casefold())}"
    if fact.kind not in DATED or fact.moment is None:
        return None
    moment = fact.moment
    if moment.relative or not moment.edtf:
        return f"words:{' '.join(words)}"
    if date and moment.edtf == date:
        return "own date"
    return f"date:{moment.edtf}"


def _figure(statement: Statement, quantity: Quantity, first: int, last: int) -> Figure:
    words = statement.words
    counted = quantity.counted or quantity.counted_inferred
    noun_words = words.of(quantity.counted) if quantity.counted else ()
    head = noun_head(noun_words) or (noun_head(words.of(counted)) if counted else None)
    if head is None and quantity.counted_inferred:
        head = noun_head(words.of(quantity.counted_inferred))
    event_words = words.of(quantity.predicate) if quantity.predicate else ()
    event = predicate_class(event_words)
    follower = words.forms[last] if last < len(words.forms) else ""
    elapsed = _dimension(quantity) == "time" and (event == ELAPSED or follower in _RUNNING)
    years = _YEARS_IN.get(quantity.unit or "")
    times = years or 1
    return Figure(
        dimension=_dimension(quantity),
        unit="year" if years else quantity.unit,
        value=(quantity.low * times, quantity.high and quantity.high * times),
        head=head,
        noun=noun_class(head),
        event=event,
        negated=not NEGATIONS.isdisjoint(event_words),
        elapsed=elapsed or (quantity.ordinal and head in _COUNTED_OCCASIONS),
        noun_words=noun_words if noun_head(noun_words) else (),
        event_words=event_words,
        qualifier=words.of(quantity.qualifier) if quantity.qualifier else (),
        former=is_start(words, _beginning(words, quantity, first), last),
    )


def _beginning(words: Words, quantity: Quantity, first: int) -> int:
    """The first word of a figure, or of what bounds it where that stands before it."""
    return min(first, words.within(quantity.qualifier)[0]) if quantity.qualifier else first


def _dimension(quantity: Quantity) -> str:
    if quantity.ordinal:
        return "order"
    if quantity.unit is None:
        return "count"
    if quantity.unit in _TIMES:
        return "time"
    if quantity.unit in _RATES:
        return "rate"
    if len(quantity.unit) == _MONEY_LENGTH and quantity.unit.isupper():
        return "money"
    return quantity.unit
