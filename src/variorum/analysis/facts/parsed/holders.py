"""Who demands or promises, and of whom it is demanded, where the grammar of the line says it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.parsed.phrases import phrase_span, subject, verb_at
from variorum.model.facts import FactKind
from variorum.model.spans import Span

if TYPE_CHECKING:
    from variorum.analysis.facts.parsed.passages import Grammar
    from variorum.model.facts import Fact

# The subject of these is of whom or of what something is asked or told; of the others it is who asks or promises.
_OF_WHOM = frozenset(("stance.must", "stance.should", "stance.passive"))
# In these the holder is the body or person that the statement names as its own.
_OWN = frozenset(("stance.operative", "stance.hereby", "stance.let us", "stance.noun"))


def with_subject(g: Grammar, fact: Fact) -> Fact:
    """The stance with the subject of its verb, where the rules have none, half of one or one that goes too far."""
    stance = fact.stance
    if fact.kind is not FactKind.DEMAND or stance is None or fact.rule in _OWN:
        return fact
    is_target = fact.rule in _OF_WHOM
    found = _subject(g, fact.span.start, passive=is_target)
    if found is None:
        return fact
    if is_target:
        target = _better(g, stance.target, *found)
        return fact if target == stance.target else replace(fact, stance=replace(stance, target=target))
    holder = _better(g, stance.holder, *found)
    return fact if holder == stance.holder else replace(fact, stance=replace(stance, holder=holder))


def _subject(g: Grammar, start: int, *, passive: bool) -> tuple[int, int] | None:
    k = bisect_left(g.starts, start)
    if k >= len(g.starts) or g.starts[k] != start:
        return None
    verb = verb_at(g, k)
    found = subject(g, verb, passive=passive) if verb is not None else None
    return found if found and found[1] <= k else None


def _better(g: Grammar, said: Span | None, first: int, after: int) -> Span | None:
    """The subject of the grammar, or what the rules say where that is as good."""
    met = phrase_span(g, first, after)
    if met is None or (said is None and g.forms[first - 1 : first] == ["and"]):
        # What "and" joins to something before it is half of a subject.
        return said
    if said is None:
        return met
    if met.start < said.start and said.end <= met.end and _is_joined(g, first, said.start):
        return Span(met.start, said.end)
    if said.start < met.start and met.end == said.end:
        return met
    return said


def _is_joined(g: Grammar, first: int, start: int) -> bool:
    """Whether "and" joins what the rules leave out to what they have."""
    return g.forms[bisect_left(g.starts, start) - 1] == "and" and bisect_left(g.starts, start) - 1 > first
