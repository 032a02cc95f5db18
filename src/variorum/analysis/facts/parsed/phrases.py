"""Noun phrases in the grammar of a line: where one begins and ends, and which one is the subject of a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from variorum.analysis.facts.parsed.passages import Grammar
    from variorum.model.spans import Span

_BEFORE_NOUNS = frozenset("det predet amod compound nmod poss nummod quantmod".split())
_DOER, _DONE_TO = "nsubj", "nsubjpass"
_BESIDE_VERBS = frozenset("aux auxpass neg advmod".split())
_RELATIVES = frozenset(("WDT", "WP"))
# Behind a noun only these go on with its phrase; a clause that describes it is left out.
_JOINING = frozenset((",", "and", "or"))
# No phrase is followed further; longer ones are lists, of which a reader needs the beginning.
_LONGEST = 40
# Adverbs and auxiliaries between the first word of a claim and its verb.
_MOST_BESIDE = 4


def is_noun(g: Grammar, k: int) -> bool:
    """Whether a token is a noun or a name, or a pronoun that stands for one."""
    return g.parse.tags[k].startswith("NN") or g.parse.tags[k] == "PRP"


def noun_phrase(g: Grammar, noun: int) -> tuple[int, int]:
    """First and after-last token of the phrase of a noun, with what is joined to it by "and" and a preposition."""
    first = left_edge(g, noun)
    after, k = noun + 1, noun
    while after - first < _LONGEST:
        reached, joined = _right(g, k, after)
        if reached == after and joined is None:
            break
        after = reached
        if joined is None:
            break
        after, k = joined + 1, joined
    return first, min(after, first + _LONGEST)


def _right(g: Grammar, noun: int, after: int) -> tuple[int, int | None]:
    """Where the prepositions behind a noun end, and the noun that is joined to it there."""
    for child in g.children[noun]:
        if child < after:
            continue
        gap = {g.forms[k] for k in range(after, left_edge(g, child))}
        if g.parse.deps[child] == "conj" and gap and gap <= _JOINING:
            return after, child if is_noun(g, child) else None
        if g.parse.deps[child] == "prep" and child == after and (end := _plain_end(g, child)):
            after = end
        elif g.parse.deps[child] not in ("cc", "punct"):
            break
    return after, None


def _plain_end(g: Grammar, preposition: int) -> int:
    """The end of what hangs on a preposition; 0 where a clause is in it."""
    first, after = subtree(g, preposition)
    held = range(first, after)
    is_plain = not any(g.parse.tags[k].startswith(("VB", "MD", "W")) or g.forms[k] in ":;" for k in held)
    return after if is_plain and first == preposition and after - first < _LONGEST else 0


def left_edge(g: Grammar, noun: int) -> int:
    """The first token of what describes a noun before it."""
    first = noun
    for child in reversed(g.children[noun]):
        if child < noun and g.parse.deps[child] in _BEFORE_NOUNS:
            start = subtree(g, child)[0]
            if noun - start < _LONGEST:
                first = min(first, start)
    while first < noun and not g.forms[first][0].isalnum():
        first += 1
    return first


def subtree(g: Grammar, k: int) -> tuple[int, int]:
    """First and after-last token of all that hangs on a token, itself included."""
    first = last = k
    waiting = [k]
    while waiting:
        place = waiting.pop()
        first, last = min(first, place), max(last, place)
        waiting += g.children[place]
    return first, last + 1


def verb_at(g: Grammar, k: int) -> int | None:
    """The verb that the words from token k on belong to: token k, or what its adverbs and auxiliaries stand beside."""
    for _ in range(_MOST_BESIDE):
        if g.parse.deps[k] not in _BESIDE_VERBS:
            break
        k = g.parse.heads[k]
    return k if g.parse.tags[k].startswith("VB") else None


def subject(g: Grammar, verb: int, *, passive: bool) -> tuple[int, int] | None:
    """First and after-last token of the subject of a verb; for "which" and "who" what they stand for.

    Of a verb in the passive voice it is what something is done to: None, unless that is asked for too.
    """
    found = [k for k in g.children[verb] if k < verb and g.parse.deps[k] in (_DOER, _DONE_TO)]
    if len(found) != 1 or (not passive and (g.parse.deps[found[0]] == _DONE_TO or _goes_on_passive(g, verb))):
        return None
    noun = found[0]
    if g.parse.tags[noun] in _RELATIVES:
        meant = g.parse.heads[verb]
        if g.parse.deps[verb] != "relcl" or meant >= noun or not is_noun(g, meant) or _is_of_date(g, meant):
            return None
        # "A chance to make progress, which …": it may be the chance.
        if g.parse.deps[g.parse.heads[meant]] in ("acl", "relcl"):
            return None
        first, after = noun_phrase(g, meant)
        return first, min(after, noun)
    return noun_phrase(g, noun) if is_noun(g, noun) else None


def _goes_on_passive(g: Grammar, verb: int) -> bool:
    """Whether a verb's own verb is in the passive voice: "will continue to be countered"."""
    further = [k for k in g.children[verb] if g.parse.deps[k] == "xcomp"]
    return any(g.parse.deps[child] == "auxpass" for k in further for child in g.children[k])


def _is_of_date(g: Grammar, k: int) -> bool:
    return g.forms[k] in MONTHS or g.forms[k].isdigit()


def phrase_span(g: Grammar, first: int, after: int) -> Span | None:
    """Where a phrase stands, without marks at its end; None of one that cuts a quotation or a bracket."""
    forms = g.forms[first:after]
    if '"' in forms or forms.count("(") != forms.count(")"):
        return None
    while after > first + 1 and not (g.forms[after - 1][-1].isalnum() or g.forms[after - 1] in ")."):
        after -= 1
    return g.span(first, after)
