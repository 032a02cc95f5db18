"""Who is said to have said it: words that a statement reports of somebody other than the one who makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.stances.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS, SUBJECTS, Words
from variorum.analysis.facts.stances.words import PAST, REPORTED, SAYING, verb_forms
from variorum.analysis.facts.triggers import SPEECH
from variorum.model.facts import Fact, FactKind, Stance
from variorum.model.spans import Span
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.analysis.facts.reading import Reading

_READ = frozenset({SegmentKind.SENTENCE, SegmentKind.ITEM})
_NOBODY = frozenset("i we it you there this that which what".split())
# What these do by a statement of their own, they do not report.
_BODIES = frozenset(
    "administration agency assembly authority bank board cabinet commission committee congress council court "
    "department government mission ministry office organization organisation parliament union".split()
)
# Verbs behind which stands who hears it; nouns that are spelt like verbs of saying.
_TOLD = frozenset("told tells warned conveyed".split())
_NOUNS = frozenset("states claims reports".split())
_LONGEST_HEARER = 8
_LONGEST_SOURCE = 14
# Words of a name before "states", "claims" or "reports": in longer phrases these are nouns.
_LONGEST_NAME = 4


def find_speech(reading: Reading, stances: Sequence[Fact]) -> list[Fact]:
    """What an English statement says that others said, in text order, of kind SPEECH; none of one in another language.

    A span goes from who said it to the end of what is said; `holder` is who. "According to" counts, and so does what
    somebody demanded, condemned, promised … in the past: "she demanded a hearing". `stances` are those that
    `find_stances` found. Linear in the text.
    """
    facts: list[Fact] = []
    for segment, _ in reading.triggered(SPEECH, _READ):
        facts += _reported(Words(reading, segment.span))
    facts += _stances_of_others(reading, stances, facts)
    return sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))


def _reported(words: Words) -> Iterator[Fact]:
    """The reported speech of one sentence."""
    done = 0
    for k, word in enumerate(words.words):
        if k < done:
            continue
        fact = None
        if word in SAYING:
            fact = _said(words, k)
        elif word == "according" and words.at(k + 1) == "to" and k == words.clause_start(k):
            fact = _according(words, k)
        if fact is not None:
            yield fact
            done = next((at for at in range(k, len(words)) if words.starts[at] >= fact.span.end), len(words))


def _according(words: Words, k: int) -> Fact | None:
    """Whom words follow that stand before the comma: "According to the pilots,"."""
    for at in range(k + 2, min(k + 2 + _LONGEST_SOURCE, len(words))):
        if words.at(at) == ",":
            return _fact(words, k, at, (k + 2, at), "speech.according") if at > k + 2 else None
    return None


def _said(words: Words, k: int) -> Fact | None:
    """Who stands before a verb of saying, and what is said behind it."""
    content = _content(words, k + 1)
    if words.at(k) in _NOUNS and (words.is_capital(k) or (content is not None and words.at(content) != "that")):
        return None
    before = words.before_adverbs(k)
    perfect = words.at(before) in ("has", "have", "had")
    if perfect:
        before = words.before_adverbs(before)
    last = words.at(before)
    if content is None or last in DETERMINERS | PREPOSITIONS | AUXILIARIES or not _is_name_or_noun(words, before):
        return None
    source = words.subject(before + 1)
    if source is None or words.at(source[1] - 1) in _NOBODY or words.at(source[0]) in _NOBODY:
        return None
    named = (
        words.is_capital(source[0]) or words.is_capital(source[1] - 1) or words.at(source[0]) in DETERMINERS | SUBJECTS
    )
    if not named:
        return None
    after = _quotation_end(words, content) or words.phrase_end(content, frozenset())
    return _fact(words, source[0], after, source, "speech.said") if after > content else None


def _is_name_or_noun(words: Words, k: int) -> bool:
    return words.is_word(k) or words.at(k) in (",", ")")


def _content(words: Words, k: int) -> int | None:
    """Where the words begin that are said: a that-clause or a quotation, perhaps behind whom they were said to."""
    for at in range(k, min(k + _LONGEST_HEARER, len(words))):
        word = words.at(at)
        if word == '"' or (word == "that" and not _points(words, at)):
            return at
        if word in (",", ":") and words.at(at + 1) == '"':
            return at + 1
        if at == k and word != "to" and words.at(k - 1) not in _TOLD:
            return None
        if not words.is_word(at):
            return None
    return None


def _points(words: Words, k: int) -> bool:
    """Whether "that" there points at something and opens no clause ("said that.")."""
    return not words.is_word(k + 1)


def _quotation_end(words: Words, k: int) -> int | None:
    """The place behind the quotation that begins at place k; the sentence's end where it goes on beyond it."""
    if words.at(k) != '"':
        return None
    return next((at + 1 for at in range(k + 1, len(words)) if words.at(at) == '"'), len(words))


def _stances_of_others(reading: Reading, stances: Sequence[Fact], reported: Sequence[Fact]) -> Iterator[Fact]:
    """What somebody demanded, condemned, promised … in the past."""
    told = {fact.stance.holder for fact in reported if fact.stance}
    for fact in stances:
        stance = fact.stance
        holder = stance.holder if stance else None
        if stance is None or holder is None or fact.rule != "stance.verb" or stance.act not in REPORTED:
            continue
        words = Words(reading, fact.span)
        past = any((verb := verb_forms().get(word)) and verb.form == PAST for word in words.words[:4])
        own = holder.of(reading.text).lower() in _NOBODY
        own = own or not _BODIES.isdisjoint(Words(reading, holder).words)
        if not past or own or holder in told or holder.start > fact.span.start:
            continue
        told.add(holder)
        yield Fact(
            FactKind.SPEECH,
            Span(holder.start, fact.span.end),
            "speech.stance",
            0.9,
            stance=Stance("say", holder=holder),
        )


def _fact(words: Words, first: int, after: int, source: tuple[int, int], rule: str) -> Fact:
    stance = Stance("say", holder=words.span(*source))
    return Fact(FactKind.SPEECH, words.span(first, after), rule, 0.9, stance=stance)
