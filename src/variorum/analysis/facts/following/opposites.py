"""Which facts say opposite or other things in like words, and so are never one fact said in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import direction, fates, keeps
from variorum.analysis.facts.following.spelling import spelled_alike
from variorum.model.facts import FactKind
from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.following.said import Said

# So many words into a stance its verb and whom it speaks of have been said.
_OPENING = 12
_VERBS = 6
_PRAISE = frozenset("welcome support commend thank recognise".split())
_BLAME = frozenset("condemn deplore reject regret deny blame concern".split())


def opposed_figures(base: Said, other: Said) -> bool:
    """Whether two figures are of other people's wishes, or what happened is denied, another fate, or the other way."""
    mine, theirs = base.amount, other.amount
    if _other_wish(base, other):
        return True
    if not (mine.event_words and theirs.event_words):
        return False
    ends = fates(mine.event_words), fates(theirs.event_words)
    if mine.negated is not theirs.negated or (all(ends) and not ends[0] & ends[1]):
        return True
    return mine.size == theirs.size and {direction(mine.event_words), direction(theirs.event_words)} == {"up", "down"}


def opposed_stances(base: Said, other: Said) -> bool:
    """Whether two stances are of other people, or one denies, blames or turns round what the other says."""
    acts = {base.stance.act, other.stance.act}
    if base.stance.negated is not other.stance.negated or not (acts.isdisjoint(_PRAISE) or acts.isdisjoint(_BLAME)):
        return True
    if _other_wish(base, other) or _other_holder(base, other):
        return True
    if turned(base, other) and not _figures_changed(base, other):
        return True
    return _other_names(base, other)


def turned(base: Said, other: Said) -> bool:
    """Whether one stance is to raise and the other to lower or to keep."""
    ways = [_way(said.words) for said in (base, other)]
    return all(ways) and ways[0] != ways[1]


def _way(words: Sequence[str]) -> str:
    for k in range(min(len(words), _VERBS)):
        if way := direction(words[k : k + 1]) or ("keep" if keeps(words[k]) else ""):
            return way
    return ""


def _figures_changed(base: Said, other: Said) -> bool:
    """Whether both have figures, and others: the change is told of those."""
    sizes = [{one.amount.size for one in said.statement.within(said) if one.figure} for said in (base, other)]
    return all(sizes) and sizes[0] != sizes[1]


def _other_wish(base: Said, other: Said) -> bool:
    if base.wish is None or other.wish is None:
        return base.wish is not other.wish
    return base.wish.isdisjoint(other.wish) and base.wish != other.wish


def _other_holder(base: Said, other: Said) -> bool:
    """Whether both have a holder with a name, and another."""
    holders = [_holder_named(said) for said in (base, other)]
    return all(holders) and not _alike(holders[0], holders[1])


def _holder_named(said: Said) -> Sequence[str]:
    """The capitalised words of who takes a stance; of "I, Edda Lorne, do hereby" those of the name."""
    if said.stance.holder is None:
        return ()
    words = said.statement.words
    first, last = words.within(said.stance.holder)
    if words.forms[first:last] != ["i"]:
        return words.capitals(first, last)
    people = (one for one in said.statement.by_segment.get(said.segment, ()) if one.kind is FactKind.PERSON)
    named = next((one.words for one in people if one.first == last), ())
    return tuple(word for word in named if len(word) > 1)


def _other_names(base: Said, other: Said) -> bool:
    """Whether the first name that each stance speaks of is another's."""
    names = [_first_name(said) for said in (base, other)]
    if not all(words for words, _ in names) or _alike(names[0][0], names[1][0]):
        return False
    return names[0][1].isdisjoint(names[1][1])


def _first_name(said: Said) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of the first name behind a stance's first word, and the handles of what was read there."""
    words = said.statement.words
    first = said.first + 1
    if words.forms[first : first + 1] == ["as"] and "to" in words.forms[first : said.last]:
        # Of "decides, as the Master recommends, to open the port" not the Master.
        first = words.forms.index("to", first)
    last = min(said.last, first - 1 + _OPENING)
    while first < last and not words.capitals(first, first + 1):
        first += 1
    after = first
    while after < last and words.capitals(after, after + 1):
        after += 1
    name = tuple(word for word in words.forms[first:after] if word not in MONTHS)
    handles = (one.handle for one in said.statement.within(said) if one.first < after and one.last > first)
    return name, frozenset(handle for handle in handles if handle)


def _alike(base: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have a word in common, in one spelling or another."""
    return any(a == b or spelled_alike((a,), (b,)) for a in base for b in other)
