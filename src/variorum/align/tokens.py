"""Matches the units (words, numbers, joined atoms, marks) of one line with those of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Postfix, Prefix

from variorum.align.crossing import changes_round, crossing_islands
from variorum.align.islands import ordered_islands
from variorum.text.tokenize import WORD

if TYPE_CHECKING:
    from variorum.align.islands import Change, Island, Place
    from variorum.align.units import Units

# Two spellings of one name, such as a transliteration, share at least this much of their letters.
NAME_LIKENESS = 0.6

# In a change of more possible pairs of units no name or figure is singled out: such a change is another text.
MOST_COUNTERPARTS = 40_000


def match_units(base: Units, other: Units, *, after: tuple[int, int] = (0, 0)) -> list[Change]:
    """What became of each unit beyond the first `after` of each side, in the base's order.

    The ranges tile both sides; where clauses swapped places, or a phrase sides of a figure, those of the other are not
    in order. No
    equal stretch ends inside a name; single chance words inside a rewrite are part of it.
    """
    if base.packed == other.packed:
        return [(True, 0, len(base), 0, len(other))] if len(base) else []
    stop = len(base), len(other)
    islands = ordered_islands(base, other, after, stop)
    crossing = crossing_islands(islands, base, other, after, stop)
    if crossing is None:
        changes = _with_gaps(islands, after, stop)
    else:
        changes = changes_round(crossing, base, other, after, stop)
    return _swapped_round_figures(_own_edits(changes, base, other), base, other)


def _with_gaps(islands: list[Island], start: Place, stop: Place) -> list[Change]:
    changes: list[Change] = []
    (i, j), (n, m) = start, stop
    for first_i, first_j, length in islands:
        if first_i > i or first_j > j:
            changes.append((False, i, first_i, j, first_j))
        changes.append((True, first_i, first_i + length, first_j, first_j + length))
        i, j = first_i + length, first_j + length
    if i < n or j < m:
        changes.append((False, i, n, j, m))
    return changes


def _own_edits(changes: list[Change], base: Units, other: Units) -> list[Change]:
    """Changes in which a figure, a date or a name that took another's place is an edit of its own."""
    out: list[Change] = []
    for change in changes:
        equal, i, i_end, j, j_end = change
        if equal or i == i_end or j == j_end or (i_end - i == 1 and j_end - j == 1):
            out.append(change)
            continue
        for x, y in _counterparts(range(i, i_end), range(j, j_end), base, other):
            if x > i or y > j:
                out.append((base.forms[i:x] == other.forms[j:y], i, x, j, y))
            out.append((False, x, x + 1, y, y + 1))
            i, j = x + 1, y + 1
        if i < i_end or j < j_end:
            out.append((base.forms[i:i_end] == other.forms[j:j_end], i, i_end, j, j_end))
    return out


def _counterparts(mine: range, theirs: range, base: Units, other: Units) -> list[tuple[int, int]]:
    """Figures, dates and names of a change that stand for one another, in order; of a vast change, none."""
    if len(mine) * len(theirs) > MOST_COUNTERPARTS:
        return []
    here, there = set(base.forms[mine.start : mine.stop]), set(other.forms[theirs.start : theirs.stop])
    kinds, forms = other.classes, other.forms
    named = [(y, sort) for y in theirs if kinds[y] >= WORD and forms[y] not in here and (sort := other.sort(y))]
    pairs: list[tuple[int, int]] = []
    floor = theirs.start
    for x in mine if named else ():
        if base.classes[x] < WORD or base.forms[x] in there or not (kind := base.sort(x)):
            continue
        best, best_likeness = -1, NAME_LIKENESS
        for y, sort in named:
            if y < floor or sort != kind:
                continue
            likeness = _likeness(kind, x, y, mine, theirs, base, other)
            if likeness > best_likeness:
                best, best_likeness = y, likeness
        if best >= 0:
            pairs.append((x, best))
            floor = best + 1
    return pairs


def _likeness(kind: str, x: int, y: int, mine: range, theirs: range, base: Units, other: Units) -> float:
    if kind == "name":
        return Indel.normalized_similarity(base.form(x), other.form(y))
    if x + 1 < len(base.forms) and y + 1 < len(other.forms) and base.forms[x + 1] == other.forms[y + 1]:
        return 1.0
    alone = sum(base.sort(k) == kind for k in mine) == 1 and sum(other.sort(k) == kind for k in theirs) == 1
    return 1.0 if alone else 0.0


def _swapped_round_figures(changes: list[Change], base: Units, other: Units) -> list[Change]:
    """Pairs a phrase that stands before a kept figure in one text with the phrase that follows it in the other.

    "744 were seriously injured" against "severely wounded 744 others": the figure is kept, the phrases answer one
    another.
    """
    out = list(changes)
    for k in range(len(out) - 2, 0, -1):
        figure = out[k]
        if not figure[0] or figure[2] - figure[1] != 1 or base.sort(figure[1]) != "figure":
            continue
        before, after = out[k - 1], out[k + 1]
        if before[0] or after[0]:
            continue
        if before[4] != figure[3] or figure[4] != after[3]:
            continue
        base_before, other_before = base.substance(*before[1:3]), other.substance(*before[3:5])
        base_after, other_after = base.substance(*after[1:3]), other.substance(*after[3:5])
        if other_before and base_after and not base_before and not other_after:
            swapped = [(False, before[1], before[2], after[3], after[4]), figure]
            phrase = _trimmed((after[1], after[2], before[3], before[4]), base, other)
            out[k - 1 : k + 2] = [*swapped, *phrase]
        elif base_before and other_after and not other_before and not base_after:
            phrase = _trimmed((before[1], before[2], after[3], after[4]), base, other)
            out[k - 1 : k + 2] = [*phrase, figure, (False, after[1], after[2], before[3], before[4])]
    return [change for change in out if change[1] < change[2] or change[3] < change[4]]


def _trimmed(phrase: tuple[int, int, int, int], base: Units, other: Units) -> list[Change]:
    """A phrase that changed its place, with the equal words at its ends told apart."""
    i, i_end, j, j_end = phrase
    tail = Postfix.similarity(base.packed[i:i_end], other.packed[j:j_end])
    head = Prefix.similarity(base.packed[i : i_end - tail], other.packed[j : j_end - tail])
    return [
        (True, i, i + head, j, j + head),
        (False, i + head, i_end - tail, j + head, j_end - tail),
        (True, i_end - tail, i_end, j_end - tail, j_end),
    ]
