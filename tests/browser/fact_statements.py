"""Ledgers of invented statements, made by hand."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import Fact, FactKind, Moment, Operator, Quantity, Stance
from variorum.model.ledger import FactChange, FactMatrix, FactRow, StatementFacts, Verdict
from variorum.model.spans import Span
from variorum.model.witnesses import Derivation, Original, Text, TextWarning, WarningKind, Witness
from variorum.render.facts_view import LedgerView
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

LOST = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)


def statement(date: str, *lines: str, facts: Callable[[str], list[Fact]], whole: bool = True) -> StatementFacts:
    """A statement with the facts that `facts` finds in its text."""
    content = "\n\n".join(lines)
    bytes_of = content.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(bytes_of).hexdigest()
    text = Text(content, digest, Derivation("plain", "1"), warnings=() if whole else (LOST,))
    found = segment(content, language="en")
    reference = f"council@{date}"
    witness = Witness(reference, text, Original(digest, len(bytes_of), "text/plain"), "en")
    divided = SegmentedWitness(witness, found.segments, found.line_breaks, found.language)
    return StatementFacts(reference, divided, date, tuple(facts(content)))


def at(content: str, words: str) -> Span:
    start = content.index(words)
    return Span(start, start + len(words))


def figure(content: str, value: str, figure_words: str, **spans: str) -> Fact:
    """A quantity; each of `spans` (counted, counted_inferred, predicate, qualifier) by its words."""
    found = {name: at(content, words) for name, words in spans.items()}
    number = Decimal(value)
    op = Operator.ABOUT if "qualifier" in spans else Operator.EQUAL
    quantity = Quantity(
        number,
        number,
        op,
        counted=found.get("counted"),
        counted_inferred=found.get("counted_inferred"),
        predicate=found.get("predicate"),
        qualifier=found.get("qualifier"),
    )
    return Fact(FactKind.QUANTITY, at(content, figure_words), "quantity.counted", 0.9, quantity=quantity)


def date_of(content: str, words: str, edtf: str) -> Fact:
    return Fact(FactKind.DATE, at(content, words), "date.day", 0.98, moment=Moment(edtf))


def named(content: str, kind: FactKind, words: str) -> Fact:
    return Fact(kind, at(content, words), "name.table", 0.8, name=words)


def demand(content: str, words: str) -> Fact:
    return Fact(FactKind.DEMAND, at(content, words), "stance.modal", 0.7, stance=Stance("demand", "must"))


def _older(content: str) -> list[Fact]:
    return [
        figure(content, "150", "150", counted="passengers", predicate="drowned"),
        figure(content, "44", "44", counted_inferred="passengers", predicate="injured"),
        figure(content, "33", "33 years"),
        named(content, FactKind.PLACE, "Karrow"),
        date_of(content, "May 21, 1990", "1990-05-21"),
        demand(content, "must answer before a court"),
        named(content, FactKind.ORGANISATION, "Harbour Council"),
        figure(content, "9", "nine", counted="witnesses"),
    ]


def _newer(content: str) -> list[Fact]:
    return [
        figure(content, "150", "150", counted="residents", predicate="drowned"),
        figure(content, "52", "52", counted_inferred="residents", predicate="injured"),
        figure(content, "34", "34 years"),
        named(content, FactKind.PLACE, "Karow"),
        date_of(content, "21 May 1990", "1990-05-21"),
        named(content, FactKind.ORGANISATION, "Harbour Council"),
        figure(content, "9", "nine", counted="witnesses", qualifier="almost"),
        date_of(content, "this spring", ""),
    ]


def pair(*, whole: bool = True) -> LedgerView:
    """Two years of one statement."""
    statements = (
        statement(
            "2023-05-21",
            "The Harbour Council of Karrow remembers the ferry Alma, which sank 33 years ago, on May 21, 1990.",
            "As a result 150 passengers were drowned and 44 were injured.",
            "The owners must answer before a court.",
            "The inquiry heard nine witnesses.",
            facts=_older,
        ),
        statement(
            "2024-05-21",
            "The Harbour Council of Karow remembers the ferry Alma, which sank 34 years ago, on 21 May 1990.",
            "As a result 150 residents were drowned and 52 were injured.",
            "The inquiry heard almost nine witnesses.",
            "The breakwater was mended this spring.",
            facts=_newer,
            whole=whole,
        ),
    )
    quantity, date = FactKind.QUANTITY, FactKind.DATE
    changes = (
        FactChange(Verdict.SAME, FactKind.ORGANISATION, (6, 5)),
        FactChange(Verdict.SPELLING, FactKind.PLACE, (3, 3)),
        FactChange(Verdict.ROLLOVER, quantity, (2, 2)),
        FactChange(Verdict.FORMAT, date, (4, 4)),
        FactChange(Verdict.NOUN, quantity, (0, 0)),
        FactChange(Verdict.UNEXPECTED, quantity, (1, 1), (Verdict.MOVED,)),
        FactChange(Verdict.DROPPED, FactKind.DEMAND, (5, None)),
        FactChange(Verdict.QUALIFIER, quantity, (7, 6)),
        FactChange(Verdict.ADDED, date, (None, 7)),
    )
    rows = tuple(
        FactRow(
            change.kind,
            tuple(() if place is None else (place,) for place in change.facts),
            (None, None if change.verdict is Verdict.SAME else change.verdict),
        )
        for change in changes
    )
    return LedgerView(FactMatrix(statements, changes, rows), (True, whole))


BELLS = ("33", "34", "35", None, "35", "36", "37", "39")


def _yearly(bells: str | None) -> Callable[[str], list[Fact]]:
    def facts(content: str) -> list[Fact]:
        found = [named(content, FactKind.PLACE, "Narrow Sound"), figure(content, "150", "150", counted="residents")]
        return found + ([figure(content, bells, bells, counted="bells")] if bells else [])

    return facts


def yearly() -> LedgerView:
    """Eight years: a place and a figure stay; the bells are one more each year, are missing once and jump once."""
    statements = tuple(
        statement(
            f"{2017 + year}-05-21",
            "The ferry Alma sank in the Narrow Sound.",
            "The sinking claimed the lives of 150 residents.",
            f"The {bells} bells of the port were rung." if bells else f"No bell was rung in {2017 + year}.",
            facts=_yearly(bells),
        )
        for year, bells in enumerate(BELLS)
    )
    none = (None,) * 8
    verdicts = [None, Verdict.ROLLOVER, Verdict.ROLLOVER, Verdict.DROPPED, Verdict.RETURNED]
    verdicts += [Verdict.ROLLOVER, Verdict.ROLLOVER, Verdict.UNEXPECTED]
    rows = (
        FactRow(FactKind.PLACE, ((0,),) * 8, none),
        FactRow(FactKind.QUANTITY, ((1,),) * 8, none),
        FactRow(FactKind.QUANTITY, tuple((2,) if bells else () for bells in BELLS), tuple(verdicts)),
    )
    changes = []
    for year, verdict in enumerate(verdicts):
        if verdict is None:
            continue
        before = {Verdict.DROPPED: year - 1, Verdict.RETURNED: 2}.get(verdict, year - 1)
        there = (before,) if verdict is Verdict.DROPPED else (before, year)
        changes.append(FactChange(verdict, FactKind.QUANTITY, tuple(2 if k in there else None for k in range(8))))
    return LedgerView(FactMatrix(statements, tuple(changes), rows), (True,) * 8, "council")


def alone() -> LedgerView:
    """One statement: what it says."""
    older = pair().matrix.statements[0]
    rows = tuple(FactRow(fact.kind, ((place,),), (None,)) for place, fact in enumerate(older.facts))
    return LedgerView(FactMatrix((older,), (), rows), (True,))


def hostile() -> LedgerView:
    """Words that try to be markup, to run, to end the data, to reorder or to vanish; facts that overlap and cross."""
    bad = "</q></script><script>alert(1)</script> ${x} {{ 7 * 7 }} \u202eesrever\u202c \x00"

    def facts(content: str) -> list[Fact]:
        return [
            Fact(FactKind.DOCUMENT, Span(0, len(content) - 1), "a<b>&c", 0.5, name=bad),
            named(content, FactKind.PLACE, bad.strip()),
            date_of(content, "Sound 1990", "1990"),
            named(content, FactKind.EVENT, "1990 of it"),
        ]

    texts = [statement(date, f"{bad} in the Sound 1990 of it.", facts=facts) for date in ("2020-01-01", "2021-01-01")]
    changes = tuple(FactChange(Verdict.SAME, fact.kind, (n, n)) for n, fact in enumerate(texts[0].facts))
    rows = tuple(FactRow(fact.kind, ((n,), (n,)), (None, None)) for n, fact in enumerate(texts[0].facts))
    return LedgerView(FactMatrix(tuple(texts), changes, rows), (True, True))
