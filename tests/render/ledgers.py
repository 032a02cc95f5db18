"""Ledgers made by hand: statements in lines, facts by their words, changes and rows by what they name."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import Fact, FactKind, Moment, Quantity, Stance
from variorum.model.ledger import FactChange, FactMatrix, FactRow, StatementFacts, Verdict
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, TextWarning, WarningKind, Witness
from variorum.render.facts_view import LedgerView

UNREAD = TextWarning(WarningKind.EXTRACTION, "Page 3 could not be read.", incomplete=True)


def statement(reference, date, lines, facts=(), *, whole=True):
    """A statement of these lines; each fact is made by a function of the text."""
    content = "\n".join(lines)
    segments, start = [], 0
    for index, line in enumerate(lines):
        segments.append(Segment(index, SegmentKind.SENTENCE, Span(start, start + len(line)), index))
        start += len(line) + 1
    digest = hashlib.sha256(content.encode()).hexdigest()
    text = Text(content, digest, Derivation("builder", "0"), warnings=() if whole else (UNREAD,))
    witness = SegmentedWitness(Witness(reference, text), tuple(segments), LineBreaks.PARAGRAPH, "en")
    made = sorted((fact(content) for fact in facts), key=lambda fact: fact.span.start)
    return StatementFacts(reference, witness, date, tuple(made))


def find(content, words):
    at = content.index(words)
    return Span(at, at + len(words))


def quantity(words, value, *, counted=None, inferred=None, predicate=None, qualifier=None, unit=None):
    """A figure; what tells of it is given by its words."""

    def made(content):
        spans = {
            "counted": counted and find(content, counted),
            "counted_inferred": inferred and find(content, inferred),
            "predicate": predicate and find(content, predicate),
            "qualifier": qualifier and find(content, qualifier),
        }
        told = Quantity(Decimal(value), Decimal(value), unit=unit, **spans)
        return Fact(FactKind.QUANTITY, find(content, words), "made", 0.9, quantity=told)

    return made


def date(words, edtf, *, relative=False):
    return lambda content: Fact(
        FactKind.DATE, find(content, words), "made", 0.9, moment=Moment(edtf, relative=relative)
    )


def name(kind, words, handle, role=None):
    return lambda content: Fact(kind, find(content, words), "made", 0.9, name=handle, role=role and find(content, role))


def demand(words, act, *, target=None, modal=None):
    return lambda content: Fact(
        FactKind.DEMAND,
        find(content, words),
        "made",
        0.9,
        stance=Stance(act, modal, target=target and find(content, target)),
    )


def change(verdict, kind, *facts, also=()):
    return FactChange(verdict, kind, facts, also)


OLDER = (
    "In the night of March 4-5, 1988 the river rose over its banks at Karrow.",
    "In these hours 118 residents were drowned, 307 were badly hurt.",
    "It is now 35 years since the flood, and 30 years since the inquiry.",
    "The records must be published in full.",
    "The bell was rung at Oskarel by the Canal Board.",
)
NEWER = (
    "In the night of 4-5 March 1988 the river rose over its banks at Karrow.",
    "In these hours 118 citizens were drowned, and 309 others badly hurt.",
    "It is now 36 years since the flood, and almost 30 years since the inquiry.",
    "The bell was rung at Oskharel, and 46 gauges watch the river.",
)


def pair(*, whole=(True, True), **options):
    """Two statements with a change of every kind."""
    base = statement(
        "2023.txt",
        "2023-03-05",
        OLDER,
        (
            date("March 4-5, 1988", "1988-03-04/1988-03-05"),
            name(FactKind.PLACE, "Karrow", "Karrow Town"),
            quantity("118", "118", counted="residents", predicate="were drowned"),
            quantity("307", "307", inferred="residents", predicate="badly hurt"),
            quantity("35 years", "35", unit="year", counted="years"),
            quantity("30 years", "30", unit="year"),
            demand("must be published in full", "demand", target="The records", modal="must"),
            name(FactKind.PLACE, "Oskarel", "Oskarel"),
            name(FactKind.ORGANISATION, "Canal Board", "Canal Board"),
        ),
        whole=whole[0],
    )
    other = statement(
        "2024.txt",
        "2024-03-05",
        NEWER,
        (
            date("4-5 March 1988", "1988-03-04/1988-03-05"),
            name(FactKind.PLACE, "Karrow", "Karrow Town"),
            quantity("118", "118", counted="citizens", predicate="were drowned"),
            quantity("309", "309", inferred="citizens", predicate="badly hurt"),
            quantity("36 years", "36", unit="year", counted="years"),
            quantity("30 years", "30", unit="year", qualifier="almost"),
            name(FactKind.PLACE, "Oskharel", "Oskarel"),
            quantity("46", "46", counted="gauges"),
        ),
        whole=whole[1],
    )
    quantities, places = FactKind.QUANTITY, FactKind.PLACE
    changes = (
        change(Verdict.FORMAT, FactKind.DATE, 0, 0),
        change(Verdict.SAME, places, 1, 1),
        change(Verdict.NOUN, quantities, 2, 2),
        change(Verdict.UNEXPECTED, quantities, 3, 3),
        change(Verdict.ROLLOVER, quantities, 4, 4),
        change(Verdict.QUALIFIER, quantities, 5, 5, also=(Verdict.MOVED,)),
        change(Verdict.DROPPED, FactKind.DEMAND, 6, None),
        change(Verdict.SPELLING, places, 7, 6),
        change(Verdict.DROPPED, FactKind.ORGANISATION, 8, None),
        change(Verdict.ADDED, quantities, None, 7),
    )
    rows = tuple(
        FactRow(
            one.kind,
            tuple(() if index is None else (index,) for index in one.facts),
            (None, None if one.verdict is Verdict.SAME else one.verdict),
        )
        for one in changes
    )
    return LedgerView(FactMatrix((base, other), changes, rows), whole, **options)


def series(**options):
    """Five issues: a rate that moves, a name that is absent once, a figure that never changes, one with two nouns."""
    said = (
        ("2020-01-29", "1/4 percent", "0.25", "118 residents", "Oskarel"),
        ("2020-03-18", "1/4 percent", "0.25", "118 residents", "Oskarel"),
        ("2020-05-06", "1/2 percent", "0.5", "118 residents", None),
        ("2020-06-17", "1/2 percent", "0.5", "118 citizens", "Oskharel"),
        ("2020-07-29", "1/4 percent", "0.25", "118 citizens", "Oskharel"),
    )
    statements = []
    for day, rate, value, drowned, place in said:
        lines = [f"The Board set the mooring rate at {rate}.", f"In these hours {drowned} were drowned."]
        lines += [f"The bell was rung at {place}."] if place else []
        lines.append("Eleven ferrymen keep the river.")
        noun = drowned.split()[1]
        facts = [
            quantity(rate, value, counted="the mooring rate", predicate="set", unit="percent"),
            quantity("118", "118", counted=noun, predicate="were drowned"),
            quantity("Eleven", "11", counted="ferrymen"),
        ]
        facts += [name(FactKind.PLACE, place, "Oskarel")] if place else []
        statements.append(statement(f"harbour@{day}", day, lines, facts))
    place_of = (2, 2, None, 2, 2)
    eleven = (3, 3, 2, 3, 3)
    rows = (
        FactRow(FactKind.QUANTITY, ((0,),) * 5, (None, None, Verdict.VALUE, None, Verdict.UNEXPECTED)),
        FactRow(FactKind.QUANTITY, ((1,),) * 5, (None, None, None, Verdict.NOUN, None)),
        FactRow(
            FactKind.PLACE,
            tuple(() if index is None else (index,) for index in place_of),
            (None, None, Verdict.DROPPED, Verdict.SPELLING, None),
        ),
        FactRow(FactKind.QUANTITY, tuple((index,) for index in eleven), (None,) * 5),
    )
    changes = (
        change(Verdict.VALUE, FactKind.QUANTITY, None, 0, 0, None, None),
        change(Verdict.DROPPED, FactKind.PLACE, None, 2, None, None, None),
        change(Verdict.NOUN, FactKind.QUANTITY, None, None, 1, 1, None),
        change(Verdict.RETURNED, FactKind.PLACE, None, 2, None, 2, None, also=(Verdict.SPELLING,)),
        change(Verdict.UNEXPECTED, FactKind.QUANTITY, None, None, None, 0, 0),
    )
    return LedgerView(FactMatrix(tuple(statements), changes, rows), (True,) * 5, series="harbour", **options)
