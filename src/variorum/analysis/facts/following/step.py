"""One step of the following: the facts that stood, matched with those of a statement, and what is told of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.facts.following.absence import is_absent, words_stand
from variorum.analysis.facts.following.figures import figure_verdicts, figures_across, figures_in_line
from variorum.analysis.facts.following.handles import (
    count_inside,
    dates_of_counts,
    handle_verdict,
    mentions_in_line,
    replaced_in_line,
)
from variorum.analysis.facts.following.matches import Match, without
from variorum.analysis.facts.following.said import STANCES
from variorum.analysis.facts.following.slots import Group, Slots
from variorum.analysis.facts.following.stances import opposites, stance_verdicts, stances_across, stances_in_line
from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from variorum.analysis.facts.following.said import Said, Statement
    from variorum.model.facts import FactKind


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A fact of the base, of the other or one of each, with what is told of them."""

    base: Said | None
    other: Said | None
    verdict: Verdict
    also: tuple[Verdict, ...] = ()

    @property
    def places(self) -> tuple[int | None, int | None]:
        """The places of the two facts in their statements."""
        return self.base.place if self.base else None, self.other.place if self.other else None

    @property
    def kind(self) -> FactKind:
        """The kind of the later fact, or of the one that there is."""
        said = self.other or self.base
        if said is None:
            message = "a change of no fact"
            raise ValueError(message)
        return said.kind


def matched(
    base: Sequence[Said], other: Sequence[Said], groups: Iterable[Group], before: Statement, after: Statement
) -> list[Match]:
    """The facts that answer each other: in lines that do first, then anywhere in the text; each is in one at most.

    `before` and `after` are the two statements that stand side by side; some of the base's facts may be of older ones.
    """
    of_base, of_other = _by_line(base), _by_line(other)
    lines = [
        _Line(facts[0], facts[1], Slots(group))
        for group in groups
        if all(facts := (_facts_of(group.base, of_base), _facts_of(group.other, of_other)))
    ]
    found = [match for line in lines for match in _in_line(line)]
    rest = _left(base, other, found)
    found += figures_across(*rest) + stances_across(*rest)
    found += dates_of_counts(found, {id(said) for match in found for said in (match.base, match.other)})
    mine, theirs = _left(base, other, found)
    free = {id(said) for said in mine if said.kind in STANCES and not words_stand(said, after)}
    free |= {id(said) for said in theirs if said.kind in STANCES and not words_stand(said, before)}
    found += [match for line in lines for match in _less_surely(line, free)]
    return found + _mentions_across(base, other, found)


def changes(
    base: Sequence[Said], other: Sequence[Said], found: Sequence[Match], before: Statement, after: Statement
) -> list[Change]:
    """What became of all facts, in no order; what was dropped is looked for in `after`, what was added in `before`."""
    told = [Change(match.base, match.other, *verdicts(match)) for match in found]
    gone, new = _left(base, other, found)
    answered = {said.handle for match in found for said in (match.base, match.other)}
    # Their words stand in the other text, and say the opposite there.
    turned = {id(said) for match in opposites(gone, new) for said in (match.base, match.other)}
    followed = {id(said) for match in found for said in (match.base, match.other)}
    gone, new = ([said for said in side if id(count_inside(said)) not in followed] for side in (gone, new))
    for side, opposite, verdict in ((new, before, Verdict.ADDED), (gone, after, Verdict.DROPPED)):
        for said in _first_mentions(side, answered):
            if id(said) in turned or is_absent(said, opposite):
                told += [Change(None, said, verdict) if side is new else Change(said, None, verdict)]
    return told


def verdicts(match: Match) -> tuple[Verdict, tuple[Verdict, ...]]:
    """The chief thing to tell of two facts that answer each other, and what else is true of them."""
    base, other = match.base, match.other
    if base.handle and other.handle:
        told = [handle_verdict(base, other)]
    else:
        told = figure_verdicts(base, other, match.in_line) if base.figure else stance_verdicts(base, other)
    told = [verdict for verdict in told if verdict is not Verdict.SAME]
    if not match.in_line:
        told.append(Verdict.MOVED)
    return (told[0], tuple(told[1:])) if told else (Verdict.SAME, ())


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """The facts of lines that answer each other."""

    base: list[Said]
    other: list[Said]
    slots: Slots


def _by_line(side: Iterable[Said]) -> dict[tuple[int, int], list[Said]]:
    lines: dict[tuple[int, int], list[Said]] = {}
    for said in side:
        lines.setdefault((id(said.statement), said.segment), []).append(said)
    return lines


def _facts_of(lines: Iterable[tuple[Statement, int]], by_line: dict[tuple[int, int], list[Said]]) -> list[Said]:
    return [said for statement, segment in lines for said in by_line.get((id(statement), segment), ())]


def _in_line(line: _Line) -> list[Match]:
    found = mentions_in_line(line.base, line.other, line.slots)
    found += figures_in_line(line.base, line.other, line.slots)
    found += stances_in_line(line.base, line.other, line.slots, surely=True)
    return found + replaced_in_line(*_left(line.base, line.other, found), line.slots)


def _less_surely(line: _Line, free: Set[int]) -> list[Match]:
    """Pairs of the stances of a line that nothing else answers, and whose own words stand nowhere in the other text."""
    base, other = ([said for said in side if id(said) in free] for side in (line.base, line.other))
    return stances_in_line(base, other, line.slots, surely=False) if base and other else []


def _left(base: Sequence[Said], other: Sequence[Said], found: Sequence[Match]) -> tuple[list[Said], list[Said]]:
    return without(base, (match.base for match in found)), without(other, (match.other for match in found))


def _mentions_across(base: Sequence[Said], other: Sequence[Said], found: Sequence[Match]) -> list[Match]:
    """One pair of mentions of each name and date that stands in both, but in no two lines that answer each other."""
    placed = {said.handle for match in found for said in (match.base, match.other)}
    rest = _left(base, other, found)
    waiting: dict[str, list[Said]] = {}
    for said in rest[0]:
        if said.handle and said.handle not in placed:
            waiting.setdefault(said.handle, []).append(said)
    pairs: list[Match] = []
    answers: dict[str, list[Said]] = {}
    for said in rest[1]:
        if said.handle in waiting:
            answers.setdefault(said.handle, []).append(said)
    for handle, mentions in waiting.items():
        if theirs := answers.get(handle):
            pairs.append(_first_pair(mentions, theirs))
    return pairs


def _first_pair(base: list[Said], other: list[Said]) -> Match:
    """The first mentions in the same words, or the first ones."""
    theirs = {said.words: said for said in reversed(other)}
    both = [(k, said) for k, said in enumerate(base) if said.words in theirs]
    if not both:
        return Match(base[0], other[0], in_line=False)
    first = {said.words: said for said in reversed(base)}
    order = {said.words: k for k, said in reversed(list(enumerate(other)))}
    words = min((said.words for _, said in both), key=lambda words: (base.index(first[words]) + order[words], words))
    return Match(first[words], theirs[words], in_line=False)


def _first_mentions(side: Iterable[Said], told: Set[str | None]) -> list[Said]:
    """Each fact, and of a name or date only its first mention, and none where another mention is told of already."""
    seen = set(told)
    kept: list[Said] = []
    for said in side:
        if said.handle is None or said.handle not in seen:
            kept.append(said)
        seen.add(said.handle)
    return kept
