"""Whether what one text says stands nowhere in another: looked for by fact, and by its words."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import content_words
from variorum.analysis.facts.following.figures import is_distinctive, like_figure_stands, only_opposed
from variorum.analysis.facts.following.handles import is_shorter, same_day
from variorum.analysis.facts.following.said import DATED, day_key
from variorum.analysis.facts.following.stances import what_is_asked
from variorum.model.facts import FactKind
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.following.said import Said, Statement

# A demand is not said to be gone where one line holds this share of the words that say what it is about, by their
# weight; of few words all but the lightest. Measured in evaluation/dropped and evaluation/ledger_changes: at 0.4 one in
# six of those that are gone is not said, at 0.45 one in twelve, and 98 of 100 that are said are gone.
_SHARE = 0.45
_FINE = 1000
_FEW, _SHARE_OF_FEW = 3, 0.7
_SMALL = 10
_TWO = 2
_BEHIND_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NAME = "name:"
_YEAR_OF_DOCUMENT = re.compile(r"\s\(\d{4}\)$")
# Of more names or lines with words in common the rest is not looked at.
_MOST_NAMES = 64


def is_absent(said: Said, other: Statement) -> bool:
    """Whether nothing in the other statement says this: no fact, no variant of a name, not the words themselves."""
    if said.handle:
        return not (_date_stands(said, other) if said.kind in DATED else _name_stands(said, said.handle, other))
    if said.figure:
        return not _figure_stands(said, other)
    return not _stance_stands(said, other)


def _name_stands(said: Said, handle: str, other: Statement) -> bool:
    variants = {one.words for one in said.statement.by_handle[handle]}
    if handle in other.by_handle or any(other.words.hold(words) for words in variants):
        return True
    if said.kind is FactKind.DOCUMENT and _is_numbered_alike(handle, other):
        return True
    if said.kind is FactKind.PERSON:
        last = next((word for word in reversed(said.words) if word not in _BEHIND_NAMES), "")
        return bool(last and other.words.places(last))
    if said.kind is FactKind.PLACE:
        return False
    return _in_one_line(said, other) or _is_shortened(said, other)


def _is_numbered_alike(handle: str, other: Statement) -> bool:
    """Whether a document is named there with or without its year alone: "resolution 1754", "resolution 1754 (2007)"."""
    bare = _YEAR_OF_DOCUMENT.sub("", handle)
    if bare != handle:
        return bare in other.by_handle or other.words.hold(bare.removeprefix(_NAME).split())
    return any(_YEAR_OF_DOCUMENT.sub("", each) == handle for each in other.by_handle if each.startswith(handle))


def _in_one_line(said: Said, other: Statement) -> bool:
    """Whether one line has all words of a name, wherever in it; of a people's name their beginnings."""
    words = content_words(said.words)
    lines = [other.segments_with(word[:STEM_LENGTH]) for word in dict.fromkeys(words)]
    common = lines[0].intersection(*lines[1:]) if lines else ()
    return any(
        said.kind is FactKind.PEOPLE or other.words_of(line).issuperset(words) for line in sorted(common)[:_MOST_NAMES]
    )


def _is_shortened(said: Said, other: Statement) -> bool:
    edges = said.words[:1] + said.words[-1:]
    return any(is_shorter(said, one) for word in edges for one in other.by_edge.get(word, ())[:_MOST_NAMES])


def _date_stands(said: Said, other: Statement) -> bool:
    edtf = said.moment.edtf
    if said.handle in other.by_handle or other.words.hold(said.words):
        return True
    return any(date == edtf or same_day(date, edtf) for date in other.days.get(day_key(edtf), ())) if edtf else False


def _figure_stands(said: Said, other: Statement) -> bool:
    if only_opposed(said, other.by_value.get(said.amount.size, ())):
        return False
    if is_distinctive(said) and said.amount.size in other.by_value:
        return True
    if like_figure_stands(said, other.by_value.get(said.amount.size, ())):
        return True
    counted = said.fact.quantity.counted if said.fact.quantity else None
    last = said.last
    if counted and counted.start >= said.fact.span.start:
        last = max(last, said.statement.words.within(counted)[1])
    if (
        said.amount.noun_words
        and said.amount.value[0] == said.amount.value[1] == _TWO
        and other.words.hold(("both", *said.amount.noun_words))
    ):
        return True
    phrase = said.statement.words.forms[said.first : last]
    return len(phrase) > 1 and other.words.hold(phrase)


def _is_kept(figure: Said, other: Statement) -> bool:
    """Whether a figure that is no small number is in the other text: "to buy 300 billion of securities"."""
    return figure.amount.value[0] > _SMALL and _figure_stands(figure, other)


def _stance_stands(said: Said, other: Statement) -> bool:
    if any(one.figure and _is_kept(one, other) for one in said.statement.within(said)):
        return True
    wanted = what_is_asked(said)
    return words_stand(said, other, _SHARE_OF_FEW if len(wanted) <= _FEW else _SHARE)


def words_stand(said: Said, other: Statement, share: float = _SHARE_OF_FEW) -> bool:
    """Whether one line of the other statement has this share of what a stance is about."""
    return other.words.hold(said.words) or _largest_share(what_is_asked(said), other) >= share


def _largest_share(stems: Sequence[str], other: Statement) -> float:
    """The largest share of some words that one line has; a word counts the more, the fewer lines have it."""
    lines = len(other.facts.witness.segments) + 1
    weights = {stem: log(lines / max(1, len(other.segments_with(stem)))) for stem in stems}
    found: Counter[int] = Counter()
    for stem in stems:
        found.update(dict.fromkeys(other.segments_with(stem), round(_FINE * weights[stem])))
    return max(found.values(), default=0) / (_FINE * sum(weights.values())) if found else 0.0
