"""What a statement demands, condemns, recognises, promises, denies, blames and regrets: by whom, of whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from variorum.analysis.facts.stances import modals
from variorum.analysis.facts.stances.clauses import Words
from variorum.analysis.facts.stances.verbs import VerbReader
from variorum.analysis.facts.stances.words import (
    DUES,
    NAMING,
    STATES,
    noun_verb_forms,
    stance_triggers,
    strength,
    verb_forms,
)
from variorum.analysis.facts.triggers import STANCE
from variorum.model.facts import Fact, FactKind, Stance
from variorum.model.spans import Span
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.analysis.facts.reading import Reading
    from variorum.analysis.facts.stances.modals import Found
    from variorum.model.units import Segment

# The highest rank of the ladder of asking that asks for nothing.
_NOTING = 2
_READ = frozenset({SegmentKind.SENTENCE, SegmentKind.ITEM})
# About how often a reader found those of each rule right, of some hundred in statements of a central bank, resolutions,
# proclamations and mixed documents.
_CONFIDENCE = {
    "operative": 0.97,
    "verb": 0.93,
    "noun": 0.95,
    "state": 0.92,
    "must": 0.97,
    "should": 0.9,
    "will": 0.9,
    "passive": 0.9,
    "let us": 0.9,
    "hereby": 0.95,
}


def find_stances(reading: Reading) -> list[Fact]:
    """The stances of an English statement in text order, of kind DEMAND; none of one in another language.

    Each span holds the verb or modal and what is demanded, condemned, promised …; `holder` is None where the statement
    itself speaks ("its perpetrators must be punished") or the text leaves it open. A clause that supposes or asks
    ("if it calls on", "should we?") has none. Linear in the text.
    """
    content = reading.text
    bodies = [body for segment in reading.segments if (body := _body_named(content, segment))]
    facts: list[Fact] = []
    for segment, _ in reading.triggered(STANCE, _READ):
        named = bisect_right(bodies, segment.span.end, key=lambda body: body.start)
        body = bodies[named - 1] if named else None
        last = content[segment.span.end - 1]
        if last == "?":
            continue
        operative = body is not None or last == ";"
        words = Words(reading, segment.span)
        found = _read(words, _first_word(words, body) if operative else -1)
        facts += (_fact(words, one, body) for one in found)
    return facts


def _read(words: Words, start: int) -> list[Found]:
    """All stances of a sentence, in order; what a verb asks for is not told a second time by a modal inside it."""
    verbs = VerbReader(words, start)
    found: list[Found] = []
    triggers = stance_triggers()
    for k in [k for k, word in enumerate(words.words) if word in triggers]:
        word, one = words.words[k], None
        if word in verb_forms():
            one = verbs.verb(k)
        elif word in noun_verb_forms():
            one = verbs.noun_verb(k)
        if one is None and word in _OTHERS:
            one = _OTHERS[word](words, k)
        if one is not None and not _told(found, one):
            found.append(one)
            if one.rule == "will" and one.holder:
                verbs.lead(one.holder, k)
    return found


def _told(found: Sequence[Found], one: Found) -> bool:
    """Whether a stance lies in the one before: "demands that it must", but not "notes that it must"."""
    last = found[-1] if found else None
    if last is None or one.first >= last.after:
        return False
    scale = strength(last.act, last.modal)
    asks = last.act in ("decide", "promise") or (
        scale is not None and scale.ladder == "asking" and scale.rank > _NOTING
    )
    return asks or one.rule not in ("must", "should")


def _fact(words: Words, found: Found, body: Span | None) -> Fact:
    holder = words.span(*found.holder) if found.holder else None
    if found.rule == "operative":
        holder = body
    target = words.span(*found.target) if found.target else None
    stance = Stance(found.act, found.modal, found.negated, holder, target)
    # A quotation begins with "we’ll", not with what is left of "will".
    first = found.first - 1 if words.is_short(found.first) else found.first
    span = words.span(first, found.after)
    return Fact(FactKind.DEMAND, span, f"stance.{found.rule}", _CONFIDENCE[found.rule], stance=stance)


_OTHERS: dict[str, Callable[[Words, int], Found | None]] = {
    **dict.fromkeys(("must", "should", "shall"), modals.modal),
    **dict.fromkeys(("need", "needs", "ought"), modals.need),
    **dict.fromkeys(("will", "won't"), modals.will),
    **dict.fromkeys(STATES, modals.state),
    **dict.fromkeys(DUES, modals.due),
    **dict.fromkeys(NAMING, modals.named),
    "adopted": modals.adopted,
    "let": modals.let,
}


def _first_word(words: Words, body: Span | None) -> int:
    """The first word behind an enumerator, and behind the name of the body where it stands in the same sentence."""
    k = 0
    if body is not None and words.starts and words.starts[0] <= body.start < words.ends[-1]:
        k = bisect_right(words.starts, body.end)
    while k < len(words) and (not words.is_word(k) or words.at(k).isdigit() or len(words.at(k)) == 1):
        k += 1
    return k


def _body_named(content: str, segment: Segment) -> Span | None:
    """The name of the body whose resolution begins: "The Harbour Council,"."""
    match = _BODY.match(content, segment.span.start, segment.span.end)
    return Span(match.start(1), match.end(1)) if match else None


_BODY = re.compile(
    r"(The\s(?:[A-Z][\w'’‐‑-]{1,30}|of|the|on|and|for)(?:\s(?:[A-Z][\w'’‐‑-]{1,30}|of|the|on|and|for)){0,9}),(?=\Z|\s+(?:[A-Z]\w+\s)?[A-Z]?\w+ing\s|\s*\n)"
)
