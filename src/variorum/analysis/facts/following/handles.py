"""Names and dates: which mention answers which, and what is to be told of the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.matches import Match, best_first, in_order, without
from variorum.analysis.facts.following.rollovers import Movement, day_moved, movement
from variorum.analysis.facts.following.said import DATED, NAMES, SHORTENED
from variorum.analysis.facts.following.slots import FAR
from variorum.analysis.facts.following.spelling import spelled_alike
from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from variorum.analysis.facts.following.said import Said
    from variorum.analysis.facts.following.slots import Slots

_LIKE_COUNTS = DATED | {FactKind.DOCUMENT}
# What may be left out behind a name begins so: "of the Republic"; "Federal Reserve Board" is not "Federal Reserve".
_OPENING = frozenset("of for on in and at to".split())
_PLURAL = re.compile("e?s$")
_PEOPLE_ENDINGS = re.compile("(?:ish|ese|i?an|i|e)?s?$")
# A date that a count lies in is among so many facts before the count.
_BESIDE = 4
_UNKNOWN = "X"
_DAY = "YYYY-MM-DD"
_TIME = len("THH:MM")


def mentions_in_line(base: Sequence[Said], other: Sequence[Said], slots: Slots) -> list[Match]:
    """Mentions of one name or date in lines that answer each other: the same words first, then the nearest place."""
    theirs: dict[str | None, list[Said]] = {}
    mine: dict[str | None, list[Said]] = {}
    for side, by_handle in ((base, mine), (other, theirs)):
        for said in side:
            if said.handle:
                by_handle.setdefault(said.handle, []).append(said)
    found: list[Match] = []
    for handle, mentions in mine.items():
        if answers := theirs.get(handle):
            found += _mentions(mentions, answers, slots)
    return found


def _mentions(base: Sequence[Said], other: Sequence[Said], slots: Slots) -> list[Match]:
    if len(base) == len(other) and all(a.words == b.words for a, b in zip(base, other, strict=True)):
        return [Match(a, b, in_line=True) for a, b in zip(base, other, strict=True)]
    found = best_first(base, other, lambda a, b: 1 + FAR - slots.distance(a, b) + FAR * (a.words == b.words))
    mine, theirs = without(base, (match.base for match in found)), without(other, (match.other for match in found))
    return found + [Match(a, b, in_line=True) for a, b in in_order(mine, theirs, lambda said: said.handle)]


def replaced_in_line(base: Sequence[Said], other: Sequence[Said], slots: Slots) -> list[Match]:
    """Names and dates that fill the same place of a line; names only where each stands in one text alone.

    Dates and documents are put one in the place of another as counts are, though the text has the old one elsewhere.
    """
    mine, theirs = _unknown(base, other), _unknown(other, base)
    return best_first(mine, theirs, lambda a, b: _replaced(a, b, slots))


def _unknown(side: Sequence[Said], opposite: Sequence[Said]) -> list[Said]:
    """The dates and documents, and the names that no statement has which the opposite facts are of."""
    statements = list({id(said.statement): said.statement for said in opposite}.values())
    return [
        said
        for said in side
        if said.handle and (said.kind in _LIKE_COUNTS or all(said.handle not in one.by_handle for one in statements))
    ]


def _replaced(base: Said, other: Said, slots: Slots) -> int:
    if base.kind is not other.kind or slots.distance(base, other) or not (touching := slots.touching(base, other)):
        return 0
    if base.kind in DATED or is_spelling(base, other) or is_shorter(base, other):
        return 10 + touching
    # One of several that are listed is not put in the place of another: it went, and the other came.
    return touching if base.kind is FactKind.DOCUMENT or not (_listed(base) or _listed(other)) else 0


def _listed(said: Said) -> bool:
    content, span = said.statement.facts.witness.content, said.fact.span
    before, after = content[: span.start][-6:].rstrip(), content[span.end : span.end + 6].lstrip()
    return before.endswith((",", ";", " and", " or")) or after.startswith((",", ";", "and ", "or "))


def is_spelling(base: Said, other: Said) -> bool:
    """Whether two names of one place may be one name spelled in two ways; two names that tables know are two."""
    if base.kind not in NAMES or base.kind is not other.kind or not spelled_alike(base.words, other.words):
        return False
    return base.handle == other.handle or not (base.fact.rule == other.fact.rule == "gazetteer")


def is_shorter(base: Said, other: Said) -> bool:
    """Whether one name is the other with words left out at its beginning or end."""
    if base.kind not in SHORTENED or base.kind is not other.kind:
        return False
    long, short = sorted((base.words, other.words), key=len, reverse=True)
    if not 0 < len(short) < len(long):
        return False
    if short == long[-len(short) :]:
        return True
    follower = long[len(short)]
    return short == long[: len(short)] and (follower in _OPENING or follower.isdigit() or base.kind is FactKind.PERSON)


def dates_of_counts(counts: Iterable[Match], taken: Set[int]) -> list[Match]:
    """The dates that matched counts lie in: where "33 years" answers "34 years", "33 years ago" answers "34 years ago".

    `taken` are the facts that have an answer already, by identity.
    """
    found: dict[int, Match] = {}
    answered = set(taken)
    for match in counts:
        base, other = _date_around(match.base), _date_around(match.other)
        if base and other and answered.isdisjoint((id(base), id(other))):
            answered |= {id(base), id(other)}
            found[id(base)] = Match(base, other, match.in_line)
    return list(found.values())


def _date_around(count: Said) -> Said | None:
    before = count.statement.said[max(0, count.place - _BESIDE) : count.place] if count.figure else []
    return next((one for one in before if count_inside(one) is count), None)


def handle_verdict(base: Said, other: Said) -> Verdict:
    """What is to be told of two mentions that answer each other; of their place nothing."""
    if base.kind in DATED and other.kind in DATED:
        return _date_verdict(base, other)
    if base.words == other.words or is_inflected(base, other):
        return Verdict.SAME if _same_role(base, other) else Verdict.REWORDED
    if base.kind in (FactKind.EVENT, FactKind.DOCUMENT) and sorted(base.words) == sorted(other.words):
        return Verdict.FORMAT
    if is_spelling(base, other):
        return Verdict.SPELLING
    return Verdict.REWORDED if base.handle == other.handle or is_shorter(base, other) else Verdict.VALUE


def is_inflected(base: Said, other: Said) -> bool:
    """Whether two mentions of one name differ in number or part of speech alone: "Americans" and "American"."""
    if base.handle != other.handle or len(base.words) != len(other.words):
        return False
    endings = _PEOPLE_ENDINGS if base.kind is FactKind.PEOPLE else _PLURAL
    return all(endings.sub("", a) == endings.sub("", b) for a, b in zip(base.words, other.words, strict=True))


def _same_role(base: Said, other: Said) -> bool:
    if base.fact.role is None or other.fact.role is None:
        return True
    return base.statement.words.of(base.fact.role) == other.statement.words.of(other.fact.role)


def _date_verdict(base: Said, other: Said) -> Verdict:
    mine, theirs = base.moment, other.moment
    counts = count_inside(base), count_inside(other)
    if counts[0] and counts[1] and base.words != other.words:
        if counts[0].amount.size == counts[1].amount.size:
            return (
                Verdict.REWORDED
            )  # "two centuries ago", and "200 years ago": that a count stood still, its figure tells
        moved = movement(counts[0], counts[1])
        return {Movement.EXPECTED: Verdict.ROLLOVER, Movement.OTHERWISE: Verdict.UNEXPECTED}.get(moved, Verdict.VALUE)
    if base.words == other.words:
        return Verdict.SAME
    if mine.edtf and mine.edtf == theirs.edtf:
        return Verdict.REWORDED if mine.relative or theirs.relative else Verdict.FORMAT
    if base.handle == other.handle == "own date" or day_moved(base, other):
        return Verdict.ROLLOVER
    return Verdict.REWORDED if same_day(mine.edtf, theirs.edtf) else Verdict.VALUE


def count_inside(said: Said) -> Said | None:
    """The count in a date that hangs on another: "33 years" of "33 years ago"."""
    if said.fact.moment is None or not said.fact.moment.relative:
        return None
    return next((one for one in said.statement.within(said) if one.figure), None)


def same_day(base: str, other: str) -> bool:
    """Whether two EDTF values are one day, the year left open in one, or one time of day, its zone left open in one."""
    if base.startswith("T"):
        return other.startswith("T") and base[:_TIME] == other[:_TIME]
    if len(base) != len(other) or len(base) != len(_DAY) or _UNKNOWN not in base + other:
        return False
    return all(a == b or _UNKNOWN in (a, b) for a, b in zip(base, other, strict=True)) and base[4:] == other[4:]
