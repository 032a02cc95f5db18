"""What the pages of a ledger call things: kinds, verdicts, the words as said, where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.model.spans import Span
from variorum.render.redline import MOVED_GLYPH, NOT_FOUND, ORTHOGRAPHIC_GLYPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.facts import Fact
    from variorum.model.ledger import FactChange, FactMatrix, FactRow, StatementFacts

# One of a kind and several, in the order of every page: figures and dates first, then what is demanded, then names.
KIND_WORDS = {
    FactKind.QUANTITY: ("quantity", "quantities"),
    FactKind.DATE: ("date", "dates"),
    FactKind.TIME: ("time", "times"),
    FactKind.DEMAND: ("demand or stance", "demands and stances"),
    FactKind.SPEECH: ("reported speech", "reported speech"),
    FactKind.PLACE: ("place", "places"),
    FactKind.PERSON: ("person", "people by name"),
    FactKind.ORGANISATION: ("organisation", "organisations"),
    FactKind.PEOPLE: ("people", "peoples"),
    FactKind.EVENT: ("event", "events"),
    FactKind.DOCUMENT: ("document", "documents"),
}
KIND_ORDER = {kind: place for place, kind in enumerate(KIND_WORDS)}
# In the order of every page: what the date does not explain first, what is the same last.
VERDICT_WORDS = {
    Verdict.UNEXPECTED: "not explained by the date",
    Verdict.VALUE: "value changed",
    Verdict.NOUN: "same value, other noun",
    Verdict.QUALIFIER: "qualifier changed",
    Verdict.SPELLING: "spelling differs",
    Verdict.ROLLOVER: "expected roll-over",
    Verdict.FORMAT: "same date, other form",
    Verdict.REWORDED: "reworded",
    Verdict.RETURNED: "returned",
    Verdict.DROPPED: "dropped",
    Verdict.ADDED: "added",
    Verdict.MOVED: "moved",
    Verdict.SAME: "same",
}
VERDICT_ORDER = {verdict: place for place, verdict in enumerate(VERDICT_WORDS)}
# What is true besides the chief verdict, which has told of the value already.
ALSO_WORDS = {Verdict.NOUN: "other noun"}
VERDICT_GLYPHS = {
    Verdict.UNEXPECTED: "≠",
    Verdict.VALUE: "≠",
    Verdict.NOUN: "≈",
    Verdict.QUALIFIER: "≈",
    Verdict.SPELLING: ORTHOGRAPHIC_GLYPH,
    Verdict.ROLLOVER: ORTHOGRAPHIC_GLYPH,
    Verdict.FORMAT: ORTHOGRAPHIC_GLYPH,
    Verdict.REWORDED: "≈",
    Verdict.RETURNED: "↺",
    Verdict.DROPPED: "−",
    Verdict.ADDED: "+",
    Verdict.MOVED: MOVED_GLYPH,
    Verdict.SAME: "=",
}
# Of what is not known to have come or gone.
UNTOLD_GLYPH = "•"
# Neither is a change of what is said.
UNCHANGED = (Verdict.SAME, Verdict.MOVED)
# Of these the figure and its noun tell all; of others also what happened.
BRIEFLY = (Verdict.NOUN, Verdict.QUALIFIER, Verdict.ROLLOVER, Verdict.FORMAT)
# Of these the words of demand are told and not that a demand went: see docs/facts.md.
DEMAND_WORDS_NOT_FOUND = "lines with demand words not found"
# Of what stands in one text alone and is in no change.
LIKE_WORDS = "not told as dropped or added, since like words stand elsewhere"
# Of a demand that is reworded with a verb of another class of asking: neither is called the stronger.
OTHER_VERB = "other verb"
# Of 31 February, which is kept as said.
NO_SUCH_DATE = "no such date"
# A figure is quoted with its noun and what happened to it where all stand within so many characters.
MOST_QUOTED = 90
MOST_OF_A_STANCE = 240
_MOST_OF_A_WISH = 120
_WISH = re.compile(
    r"\b(?:each\s+of\s+)?whom?\s+(?:\w+\s+){0,3}(?:prefer(?:s|red)|favou?red|wanted|wished)\b[^.;]{0,80}\Z"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as its statement says it: verbatim words with white space folded, and the number of their line, from 1.

    `inferred` are words from elsewhere in the statement that tell what is counted, `remark` what a page says of the
    words: never to be set in the quotation.
    """

    words: str
    line: int
    inferred: str | None = None
    remark: str = ""

    @property
    def quoted(self) -> str:
        """The words in quotation marks, with what is inferred and what is said of them behind."""
        inferred = f" [{self.inferred}, inferred]" if self.inferred else ""
        return f"“{self.words}”{inferred}" + (f" [{self.remark}]" if self.remark else "")


def said(statement: StatementFacts, fact: Fact, *, brief: bool = False) -> Said:
    """A fact as the statement says it; in `brief` a figure with its noun and without what happened, a stance alone."""
    content = statement.witness.content
    quantity = fact.quantity
    inferred = quantity.counted_inferred if quantity and quantity.counted is None else None
    return Said(
        folded((brief_span if brief else quoted_span)(statement, fact).of(content)),
        line_of(statement, fact.span.start),
        folded(inferred.of(content)) if inferred else None,
        NO_SUCH_DATE if fact.moment and fact.moment.impossible else "",
    )


def quoted_span(statement: StatementFacts, fact: Fact) -> Span:
    """What is quoted of a fact, inside its line.

    Of a figure what it counts and what happened, of a person the office, of a stance who takes it and of what; and that
    it is somebody's wish, if it is: "who preferred to raise the rate by 1/2 percentage point".
    """
    every = [fact.role]
    if quantity := fact.quantity:
        every += [quantity.qualifier, quantity.counted, quantity.predicate]
    if stance := fact.stance:
        every += [stance.target, stance.holder]
    span = _hull(statement, fact, every) or _hull(statement, fact, every[:-1]) or fact.span
    return _with_wish(statement, span) if fact.quantity or fact.stance else span


def _with_wish(statement: StatementFacts, span: Span) -> Span:
    """The words with those before them that say whose wish they are, where these stand in the same clause."""
    line = statement.witness.segments[line_of(statement, span.start) - 1].span
    match = _WISH.search(statement.witness.content, max(line.start, span.start - _MOST_OF_A_WISH), span.start)
    return Span(match.start(), span.end) if match else span


def brief_span(statement: StatementFacts, fact: Fact) -> Span:
    """What is quoted of a fact whose value is to be seen: of a bare count its noun too, where that stands behind it."""
    quantity = fact.quantity
    if quantity is None:
        return fact.span if fact.stance else quoted_span(statement, fact)
    counted = quantity.counted if quantity.unit is None else None
    if counted and counted.start < fact.span.end:
        counted = None
    return _hull(statement, fact, [quantity.qualifier, counted]) or fact.span


def in_line(statement: StatementFacts, fact: Fact, most: int | None = None) -> str:
    """A fact in the words of its line around it, verbatim, about `most` characters of them; None for the whole line."""
    line = statement.witness.segments[line_of(statement, fact.span.start) - 1].span
    content = statement.witness.content
    before = folded(content[line.start : fact.span.start])
    words, after = folded(fact.span.of(content)), folded(content[fact.span.end : line.end])
    if content[line.start : fact.span.start][-1:].isspace():
        words = f" {words}"
    if content[fact.span.end : line.end][:1].isspace():
        after = f" {after}"
    if most is not None:
        left = max(0, most - len(words)) // 2
        if len(before) > left:
            before = "… " + before[len(before) - left :].partition(" ")[2]
        if len(after) > left:
            after = after[:left].rpartition(" ")[0] + " …"
    return f"{before}{words}{after}".strip()


def _hull(statement: StatementFacts, fact: Fact, spans: Sequence[Span | None]) -> Span | None:
    """The stretch from the first to the last of these, None where it is long or leaves the line of the fact."""
    every = [fact.span, *filter(None, spans)]
    hull = Span(min(span.start for span in every), max(span.end for span in every))
    if hull == fact.span:
        return hull
    line = statement.witness.segments[line_of(statement, fact.span.start) - 1].span
    inside = line.start <= hull.start and hull.end <= line.end
    most = MOST_OF_A_STANCE if fact.stance else MOST_QUOTED
    return hull if inside and hull.end - hull.start <= most else None


def line_of(statement: StatementFacts, position: int) -> int:
    """The number of the line that a position stands in, from 1, as all pages number them."""
    starts = statement.witness.segments
    return max(1, bisect_right(starts, position, key=_start))


_start = attrgetter("span.start")


def folded(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def verdict_words(change: FactChange, *, certain: bool = True, lacking: str = "") -> str:
    """A change in words: "same value, other noun, moved"; nothing is called dropped that may stand unread.

    `lacking` names the statement that has it not ("the other"), for lines with words of demand.
    """
    first = VERDICT_WORDS[change.verdict]
    if change.verdict in (Verdict.DROPPED, Verdict.ADDED):
        if change.kind is FactKind.DEMAND:
            first = f"demand words not found in {lacking}" if lacking else "demand words not found"
        elif not certain:
            first = NOT_FOUND
    if change.verdict is Verdict.FORMAT and change.kind is FactKind.QUANTITY:
        first = "same value, other form"
    also = sorted(set(change.also) - {change.verdict}, key=VERDICT_ORDER.__getitem__)
    return ", ".join([first, *(ALSO_WORDS.get(verdict, VERDICT_WORDS[verdict]) for verdict in also)])


def is_changed(change: FactChange) -> bool:
    """Whether what is said changed, came, went or came back."""
    return change.verdict not in UNCHANGED


def issue_of(change: FactChange) -> int:
    """The statement at which the change is seen: what was dropped is missed in the one after its last."""
    last = max(k for k, place in enumerate(change.facts) if place is not None)
    return min(last + 1, len(change.facts) - 1) if change.verdict is Verdict.DROPPED else last


def change_order(change: FactChange) -> tuple[int, bool, tuple[int, ...], int]:
    """Where a change stands on a page: by verdict, what else is true of it, and kind; equals stay in text order."""
    demand = change.verdict in (Verdict.DROPPED, Verdict.ADDED) and change.kind is FactKind.DEMAND
    also = tuple(sorted(VERDICT_ORDER[verdict] for verdict in change.also))
    return VERDICT_ORDER[change.verdict], demand, also, KIND_ORDER[change.kind]


def sides(matrix: FactMatrix, change: FactChange) -> list[tuple[int, Said]]:
    """The statements that a change is between, at most two, by their places, each with what it says."""
    found = []
    for place, index in enumerate(change.facts):
        if index is not None:
            statement = matrix.statements[place]
            found.append((place, said(statement, statement.facts[index], brief=change.verdict in BRIEFLY)))
    return found


def change_sentence(matrix: FactMatrix, change: FactChange, verdict: str) -> str:
    """A change on one line: "“150 civilians” → “150 citizens”: same value, other noun"."""
    return f"{' → '.join(one.quoted for _, one in sides(matrix, change))}: {verdict}"


def counted_kinds(facts: Iterable[Fact | FactRow]) -> str:
    """How many facts of each kind there are: "9 quantities, 3 dates"."""
    counts = dict.fromkeys(KIND_WORDS, 0)
    for fact in facts:
        counts[fact.kind] += 1
    return ", ".join(f"{count:,} {KIND_WORDS[kind][count != 1]}" for kind, count in counts.items() if count)
