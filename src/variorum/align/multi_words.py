"""Sets the wordings of one parallel against each other word by word: columns of units that answer each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.tokens import match_units
from variorum.align.units import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.islands import Change
    from variorum.align.units import Units

# Wordings that share less, on average, are versions of their own: a comparison of two calls such a pair loose, and word
# by word it reads as chance.
MIN_SHARED = 0.4
# What a word that took another's place weighs against one that stayed.
SUBSTITUTE = 0.1
# A figure, date or name in another's place is half the same: the date lines of two issues are one line.
HALF_SAME = 0.5

Column = dict[int, int]
"""For each wording that has a unit there, the number of the unit."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two wordings share: pairs of units, each with its weight in hundredths of a word, and their likeness."""

    pairs: tuple[tuple[int, int, float], ...]
    likeness: float


def match_wordings(base: Units, other: Units) -> Match:
    """The units of two wordings that are equal, or that took each other's place one for one."""
    heads = base.heads[0], other.heads[0]
    pairs: list[tuple[int, int, float]] = []
    words = 0.0
    for change in match_units(base, other, after=heads):
        equal, i, i_end, j, _ = change
        if equal:
            pairs += [(i + n, j + n, float(max(WEIGHTS[base.classes[i + n]], 1))) for n in range(i_end - i)]
            words += base.count_words(i, i_end)
        elif _is_substitution(change):
            pairs.append((i, j, SUBSTITUTE * WEIGHTS[base.classes[i]]))
            words += HALF_SAME * (base.sort(i) == other.sort(j) != "")
    total = base.count_words(heads[0], len(base)) + other.count_words(heads[1], len(other))
    return Match(tuple(pairs), 2 * words / total if total else float(base.packed == other.packed))


def _is_substitution(change: Change) -> bool:
    return change[2] - change[1] == change[4] - change[3] == 1


Matches = dict[tuple[int, int], Match]
"""The match of each two wordings, the lesser number first."""


def match_all(wordings: Sequence[Units]) -> Matches:
    """The match of each two of the wordings."""
    return {
        (a, b): match_wordings(wordings[a], wordings[b])
        for a in range(len(wordings))
        for b in range(a + 1, len(wordings))
    }


def likeness(matches: Matches, a: int, b: int) -> float:
    """How alike two wordings are."""
    return matches[min(a, b), max(a, b)].likeness


def versions(count: int, matches: Matches) -> list[list[int]]:
    """The wordings in groups whose members share MIN_SHARED on average; by their first members.

    Method: the two nearest groups join, again and again; among equals those with the first members.
    """
    groups = [[number] for number in range(count)]
    while len(groups) > 1:
        near = [
            (-_mean([likeness(matches, x, y) for x in groups[a] for y in groups[b]]), a, b)
            for a in range(len(groups))
            for b in range(a + 1, len(groups))
        ]
        distance, a, b = min(near)
        if -distance < MIN_SHARED:
            break
        groups[a] = sorted(groups[a] + groups[b])
        del groups[b]
    return groups


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 9)


def columns_of(wordings: Sequence[Units], members: Sequence[int], matches: Matches) -> list[Column]:
    """All units of these wordings beyond their enumerators, each in one column, in the order of each wording.

    Wordings join one by one, the nearest to those that are in first, each at the heaviest order-keeping pairing of its
    units with the columns.
    """
    columns: list[Column] = []
    joined: list[int] = []
    for wording in _by_nearness(members, matches):
        links = _links_to(columns, wording, joined, matches)
        keys = sorted(links)
        chain = heaviest_chain([(i, i + 1, c, c + 1) for i, c in keys], [links[key] for key in keys])
        units = wordings[wording]
        columns = _with(columns, wording, range(units.heads[0], len(units)), dict(keys[k] for k in chain))
        joined.append(wording)
    return columns


def _by_nearness(members: Sequence[int], matches: Matches) -> list[int]:
    """The wording nearest to all first, then always the one nearest to one that is in."""
    if len(members) == 1:
        return list(members)
    central = {a: sum(likeness(matches, a, b) for b in members if b != a) for a in members}
    order = [max(members, key=lambda a: (round(central[a], 9), -a))]
    while len(order) < len(members):
        left = [a for a in members if a not in order]
        order.append(max(left, key=lambda a: (max(likeness(matches, a, b) for b in order), round(central[a], 9), -a)))
    return order


def _links_to(
    columns: Sequence[Column], wording: int, joined: Sequence[int], matches: Matches
) -> dict[tuple[int, int], float]:
    """What pairs each unit of a wording with a column: the matches with all that stand in it."""
    column_of = {(other, unit): c for c, column in enumerate(columns) for other, unit in column.items()}
    links: dict[tuple[int, int], float] = defaultdict(float)
    for other in joined:
        match = matches[min(wording, other), max(wording, other)]
        share = 0.1 + match.likeness
        for x, y, weight in match.pairs:
            mine, theirs = (x, y) if wording < other else (y, x)
            links[mine, column_of[other, theirs]] += weight * share
    return links


def _with(columns: Sequence[Column], wording: int, units: range, paired: dict[int, int]) -> list[Column]:
    """The columns with a wording's units; one without a pair has a column of its own, before the next that has one."""
    out: list[Column] = []
    waiting: list[Column] = []
    done = 0
    for unit in units:
        place = paired.get(unit)
        if place is None:
            waiting.append({wording: unit})
        else:
            out += [*columns[done:place], *waiting, {**columns[place], wording: unit}]
            waiting, done = [], place + 1
    return [*out, *columns[done:], *waiting]
