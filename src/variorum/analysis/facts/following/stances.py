"""Demands, other stances and reported speech: which answers which, and what is to be told of the two."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import content_words
from variorum.analysis.facts.following.matches import Match, best_first, in_order, without
from variorum.analysis.facts.following.opposites import opposed_stances, turned
from variorum.analysis.facts.following.said import STANCES
from variorum.model.ledger import Verdict
from variorum.text.lexicon import MONTHS
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.following.said import Said
    from variorum.analysis.facts.following.slots import Slots
    from variorum.model.facts import Stance
    from variorum.model.spans import Span

# Of 100 for the same words.
_SAME_ACT, _SAME_HOLDER = 25, 10
_BY_DISTANCE = {0: 25, 1: 15, 2: 10, 3: 5}
_LEAST_IN_LINE = 45
_LEAST_LIKE = 15
_LEAST_LIKE_OF_OTHER_ACT = 35
_SURELY_LIKE = 50
_LEAST_ACROSS = 50
_LIKE_OPPOSITE = 30
# Two words in common are chance: "laws should be just", "laws shall be executed".
_FEW = 3
# So many words tell what a stance is about.
_HEAD = 8


def stances_in_line(base: Sequence[Said], other: Sequence[Said], slots: Slots, *, surely: bool) -> list[Match]:
    """Stances of lines that answer each other: by act, words, holder and place.

    `surely` takes only those of mostly the same words: what is less like may stand elsewhere in its own words.
    """
    mine, theirs = ([said for said in side if said.kind in STANCES] for side in (base, other))
    if list(map(_whole, mine)) == list(map(_whole, theirs)):
        return [Match(a, b, in_line=True) for a, b in zip(mine, theirs, strict=True)]
    least = _SURELY_LIKE if surely else 0
    return best_first(
        mine,
        theirs,
        lambda a, b: _points_in_line(a, b, slots) - _LEAST_IN_LINE if likeness(a, b) >= least else 0,
    )


def stances_across(base: Sequence[Said], other: Sequence[Said]) -> list[Match]:
    """Stances of the same words, or of the same act and mostly the same words, anywhere in the text."""
    mine, theirs = ([said for said in side if said.kind in STANCES] for side in (base, other))
    found = [Match(a, b, in_line=False) for a, b in in_order(mine, theirs, _whole)]
    mine, theirs = without(mine, (m.base for m in found)), without(theirs, (m.other for m in found))
    like = best_first(mine, theirs, lambda a, b: _points_across(a, b) - _LEAST_ACROSS)
    return found + [Match(m.base, m.other, in_line=False) for m in like]


def stance_verdicts(base: Said, other: Said) -> list[Verdict]:
    """What is to be told of two stances, the chief thing first; nothing where they are the same."""
    mine, theirs = base.stance, other.stance
    told: list[Verdict] = [Verdict.VALUE] if turned(base, other) else []
    if _other_bounds(mine, theirs):
        told.append(Verdict.QUALIFIER)
    # Joined, so that a hyphen that comes or goes is no other wording.
    if "".join(base.words) != "".join(other.words) or _other_holder(base, other):
        told.append(Verdict.REWORDED)
    return told


def _other_bounds(base: Stance, other: Stance) -> bool:
    """Whether "must" became "should", or "not" came; where "decided to" became "will" the verb is another."""
    if base.negated is not other.negated:
        return True
    modals = (base.modal or "").casefold(), (other.modal or "").casefold()
    return modals[0] != modals[1] and (all(modals) or base.act == other.act)


def what_is_asked(said: Said) -> tuple[str, ...]:
    """The beginnings of the first words that say what a stance is about, without its verb, in their order.

    "calls on the parties to resume talks" is about the parties, and to resume talks; what follows a long demand is
    worded anew more often than its beginning.
    """
    words = said.words
    verb = next((k for k, word in enumerate(words) if content_words((word,))), 0)
    rest = content_words((*_target_before(said), *words[:verb], *words[verb + 1 :]))
    named = (word for word in rest if not (word[:1].isdigit() or word in MONTHS))
    return tuple(dict.fromkeys(word[:STEM_LENGTH] for word in named))[:_HEAD]


def _target_before(said: Said) -> tuple[str, ...]:
    """Of "its perpetrators must be punished" the perpetrators."""
    target = said.stance.target
    return said.statement.words.of(target) if target and target.end <= said.fact.span.start else ()


@lru_cache(maxsize=4096)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[:STEM_LENGTH] for word in content_words(words))


def _points_in_line(base: Said, other: Said, slots: Slots) -> int:
    distance = slots.distance(base, other)
    like = likeness(base, other)
    same_act = base.stance.act == other.stance.act
    least = 0 if same_act and distance == 0 else _LEAST_LIKE if same_act else _LEAST_LIKE_OF_OTHER_ACT
    if base.kind is not other.kind or like < least or opposed_stances(base, other):
        return 0
    points = like + _BY_DISTANCE.get(distance, 0) + (_SAME_ACT if same_act else 0)
    return points + (0 if _other_holder(base, other) else _SAME_HOLDER)


def _points_across(base: Said, other: Said) -> int:
    if base.kind is not other.kind or base.stance.act != other.stance.act or _other_holder(base, other):
        return 0
    if len(_stems(base.words) & _stems(other.words)) < _FEW or opposed_stances(base, other):
        return 0
    return likeness(base, other)


def opposites(base: Sequence[Said], other: Sequence[Said]) -> list[Match]:
    """The stances that say the opposite, or the like of another, in mostly the same words."""
    mine, theirs = ([said for said in side if said.kind in STANCES] for side in (base, other))
    return best_first(
        mine, theirs, lambda a, b: likeness(a, b) - _LIKE_OPPOSITE if a.kind is b.kind and opposed_stances(a, b) else 0
    )


def _whole(said: Said) -> tuple[object, ...]:
    return said.kind, said.words, said.stance.negated, said.wish


def likeness(base: Said, other: Said) -> int:
    """How like two stances are, in per cent: in all their words, or in the first that say what they are about."""
    whole = _shared(_stems(base.words), _stems(other.words))
    return max(whole, _shared(frozenset(what_is_asked(base)), frozenset(what_is_asked(other))))


def _shared(base: frozenset[str], other: frozenset[str]) -> int:
    return 200 * len(base & other) // (len(base) + len(other)) if base or other else 0


def _other_holder(base: Said, other: Said) -> bool:
    mine, theirs = (_words_of(said, said.stance.holder) for said in (base, other))
    return bool(mine and theirs) and not mine & theirs


def _words_of(said: Said, span: Span | None) -> frozenset[str]:
    return frozenset(said.statement.words.of(span)) if span else frozenset()
