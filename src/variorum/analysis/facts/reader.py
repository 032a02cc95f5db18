"""All facts of one statement: what the readers of quantities, dates, names, demands and reported speech find in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.analysis.facts import triggers
from variorum.analysis.facts.dates.finder import find_dates
from variorum.analysis.facts.dates.words import date_triggers
from variorum.analysis.facts.names.documents import NUMBERED_WORDS
from variorum.analysis.facts.names.finder import find_names
from variorum.analysis.facts.quantities.finder import find_quantities
from variorum.analysis.facts.quantities.numbers import starters
from variorum.analysis.facts.reading import Reading
from variorum.analysis.facts.stances.finder import find_stances
from variorum.analysis.facts.stances.speech import find_speech
from variorum.analysis.facts.stances.words import speech_triggers, stance_triggers

if TYPE_CHECKING:
    from variorum.analysis.facts.names.gazetteer import Gazetteer
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.facts import Fact


def read_facts(witness: SegmentedWitness, anchor: str | None, *, table: Gazetteer | None = None) -> tuple[Fact, ...]:
    """Every fact of a statement, in text order; `anchor` is the date it states (ISO 8601): "last year" counts from it.

    `table` is `gazetteer(known)` with a reader's own names, which win over what is shipped. Facts of
    different kinds may overlap: a document has a date in its name. Linear in the text.
    """
    reading = reading_of(witness)
    stances = find_stances(reading)
    found = [
        *find_quantities(reading),
        *find_dates(reading, anchor),
        *find_names(reading, table=table),
        *stances,
        *find_speech(reading, stances),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.span.start, -fact.span.end, fact.kind, fact.rule)))


def reading_of(witness: SegmentedWitness) -> Reading:
    """A statement as its readers see it."""
    return Reading(witness, _triggers_of(witness.language))


@cache
def _triggers_of(language: str) -> triggers.Triggers:
    """The triggers in statements of a language; in one that no reader knows, dates and numbers as in English."""
    words = {
        triggers.NUMBER: starters(language),
        triggers.DATE: date_triggers(language),
        triggers.DOCUMENT: NUMBERED_WORDS,
    }
    if language == "en":
        words |= {triggers.STANCE: stance_triggers(), triggers.SPEECH: speech_triggers()}
    return triggers.Triggers(words)
