"""Equal stretches that changed their order: clauses of one line, or halves of a split or merge, that swapped places."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.islands import SMALL_GAP, ordered_islands
from variorum.text.tokenize import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.align.islands import Change, Island, Place
    from variorum.align.units import Units

# So much changed its place, in hundredths of a content word, before words are matched across the order; measured on
# the word alignments beside the project: at 200 the precision of equal words falls.
MOVED_WEIGHT = 300
# What changed its place begins with so many content words in a row that each side has once.
RUN = 2
# How far round a run that changed its place its neighbours are matched too, in units.
REACH = 60

Region = tuple[int, int, int, int]
"""Base units [first, last) and other units [first, last) that answer each other out of order."""
Taken = tuple[bytearray, bytearray]
"""Which units of either side have their answer, a byte each."""


def crossing_islands(
    ordered: Sequence[Island], base: Units, other: Units, start: Place, stop: Place
) -> list[Island] | None:
    """Equal stretches in the base's order, some out of the other's; None where `ordered` misses nothing by its order.

    The stretches that keep the order are the heaviest; what crosses them weighs MOVED_WEIGHT at least, with the equal
    words round it.
    """
    if not _misses_words(ordered, base, other, start, stop):
        return None
    regions = _grown(_moved(base, other, start, stop), base, other, start, stop)
    if not regions:
        return None
    blank = len(base.vocabulary.forms)
    mine = base.blanked([region[:2] for region in regions], blank)
    theirs = other.blanked([region[2:] for region in regions], blank + 1)
    found = ordered_islands(mine, theirs, start, stop)
    taken = bytearray(len(base)), bytearray(len(other))
    for i, j, length in found:
        _take(taken, (i, i + length, j, j + length))
    for region in regions:
        _take(taken, region)
    for region in regions:
        islands = _round_region(region, taken, base, other, start, stop)
        for i, j, length in islands:
            _take(taken, (i, i + length, j, j + length))
        found += islands
    return sorted(found) if _weight(found, base) > _weight(ordered, base) else None


def changes_round(islands: Sequence[Island], base: Units, other: Units, start: Place, stop: Place) -> list[Change]:
    """The islands and what changed between them, tiling both sides, in the base's order.

    What stands between the same two islands on both sides is one change, and so is what has one of them beside it on
    both sides, if both hold matter or neither does.
    """
    end = len(islands)
    in_other = sorted(range(end), key=lambda k: islands[k][1])
    ends = [start, *((i + length, j + length) for i, j, length in islands)]
    # Each gap goes by the island before it on its side, the first by -1.
    mine = {k: (ends[k + 1][0], islands[k + 1][0] if k + 1 < end else stop[0]) for k in range(-1, end)}
    before = dict(zip([*in_other, end], [-1, *in_other], strict=True))
    theirs = {k: (ends[k + 1][1], islands[after][1] if after < end else stop[1]) for after, k in before.items()}
    answers = {k: k for k in mine if before[k + 1] == k}
    for k, gap in mine.items():
        for there in (k, before[k + 1]):
            if k not in answers and there not in answers.values() and _alike(gap, theirs[there], base, other):
                answers[k] = there
    changes: list[Change] = []
    for k, gap in mine.items():
        if k >= 0:
            i, j, length = islands[k]
            changes.append((True, i, i + length, j, j + length))
        place = ends[k + 1][1]
        changes.append((False, *gap, *(theirs[answers[k]] if k in answers else (place, place))))
        if k not in answers.values():
            changes.append((False, gap[1], gap[1], *theirs[k]))
    return [change for change in changes if change[1] < change[2] or change[3] < change[4]]


def _alike(mine: tuple[int, int], theirs: tuple[int, int], base: Units, other: Units) -> bool:
    """Whether both changes hold content words, or both no more than grammar, or both no more than marks."""
    if mine[0] == mine[1] or theirs[0] == theirs[1] or bool(base.substance(*mine)) != bool(other.substance(*theirs)):
        return False
    return bool(base.count_words(*mine)) == bool(other.count_words(*theirs))


def _misses_words(ordered: Sequence[Island], base: Units, other: Units, start: Place, stop: Place) -> bool:
    """Whether two content words or more are on both sides outside the islands."""
    least = 100 * RUN
    mine, theirs = base.cumulated, other.cumulated
    if mine[stop[0]] - mine[start[0]] - _weight(ordered, base) < least:
        return False
    if theirs[stop[1]] - theirs[start[1]] - sum([theirs[j + length] - theirs[j] for _, j, length in ordered]) < least:
        return False
    here = _outside([(i, length) for i, _, length in ordered], base, start[0], stop[0])
    if len(here) < RUN:
        return False
    there = _outside([(j, length) for _, j, length in ordered], other, start[1], stop[1])
    return len(set(here).intersection(there)) >= RUN


def _outside(runs: Iterable[tuple[int, int]], units: Units, start: int, stop: int) -> list[int]:
    """The forms of the content words that are in none of the runs."""
    forms, content = units.forms, units.content
    found: list[int] = []
    for first, length in (*runs, (stop, 0)):
        if first > start:
            found += map(forms.__getitem__, content[bisect_left(content, start) : bisect_left(content, first)])
        start = first + length
    return found


def _moved(base: Units, other: Units, start: Place, stop: Place) -> list[Region]:
    """The stretches of content words, each side having some of them once, that are not on the heaviest chain."""
    mine, theirs = base.content_within(start[0], stop[0]), other.content_within(start[1], stop[1])
    runs = _runs([base.forms[k] for k in mine], [other.forms[k] for k in theirs])
    if all(x + length <= z and y + length <= w for (x, y, length), (z, w, _) in pairwise(runs)):
        return []
    regions = [(mine[x], mine[x + length - 1] + 1, theirs[y], theirs[y + length - 1] + 1) for x, y, length in runs]
    weights = [base.weight(region[0], region[1]) for region in regions]
    chain = set(heaviest_chain(regions, [float(weight) for weight in weights]))
    taken = bytearray(len(base)), bytearray(len(other))
    for k in chain:
        _take(taken, regions[k])
    moved: list[Region] = []
    for k in sorted(set(range(len(regions))) - chain, key=lambda k: (-weights[k], k)):
        i, i_end, j, j_end = regions[k]
        if not any(taken[0][i:i_end]) and not any(taken[1][j:j_end]):
            _take(taken, regions[k])
            moved.append(regions[k])
    return sorted(moved)


def _runs(mine: Sequence[int], theirs: Sequence[int]) -> list[Island]:
    """Equal stretches as long as they go, each with two forms in a row that either side has just once.

    None where those stand in one order on both sides: then nothing crosses.
    """
    there = _once(theirs)
    common = [(x, there[run]) for run, x in _once(mine).items() if run in there]
    if all(here[1] < after[1] for here, after in pairwise(common)):
        return []
    runs: list[Island] = []
    reached: dict[int, int] = {}
    for x, y in common:
        if x < reached.get(y - x, 0):
            continue
        first, last = 0, RUN
        while x + first > 0 and y + first > 0 and mine[x + first - 1] == theirs[y + first - 1]:
            first -= 1
        while x + last < len(mine) and y + last < len(theirs) and mine[x + last] == theirs[y + last]:
            last += 1
        reached[y - x] = x + last
        runs.append((x + first, y + first, last - first))
    return runs


def _once(forms: Sequence[int]) -> dict[tuple[int, int], int]:
    """The places of RUN forms in a row that are there once, in order."""
    runs = list(pairwise(forms))
    last = dict(zip(runs, range(len(runs)), strict=True))
    if len(last) == len(runs):
        return last
    first = dict(zip(reversed(runs), range(len(runs) - 1, -1, -1), strict=True))
    return {run: place for run, place in last.items() if first[run] == place}


def _grown(regions: Sequence[Region], base: Units, other: Units, start: Place, stop: Place) -> list[Region]:
    """The regions with the equal words round them; those that weigh enough, together with their neighbours.

    No word is in two of them.
    """
    taken = bytearray(len(base)), bytearray(len(other))
    for region in regions:
        _take(taken, region)
    grown: list[Region] = []
    for first, last, other_first, other_last in regions:
        before = after = 0
        room = min(first - start[0], other_first - start[1])
        while before < room and _is_free_word(taken, base, first - before - 1, other, other_first - before - 1):
            before += 1
        room = min(stop[0] - last, stop[1] - other_last)
        while after < room and _is_free_word(taken, base, last + after, other, other_last + after):
            after += 1
        grown.append((first - before, last + after, other_first - before, other_last + after))
        _take(taken, grown[-1])
    return [region for group in _neighbours(grown) if _weigh(group, base) >= MOVED_WEIGHT for region in group]


def _neighbours(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions in groups that stand close together and in one order on both sides."""
    groups: list[list[Region]] = []
    for region in regions:
        near = groups and all(0 <= region[k] - groups[-1][-1][k + 1] <= SMALL_GAP for k in (0, 2))
        if near:
            groups[-1].append(region)
        else:
            groups.append([region])
    return groups


def _weigh(regions: Sequence[Region], units: Units) -> int:
    return sum(units.weight(region[0], region[1]) for region in regions)


def _is_free_word(taken: Taken, base: Units, k: int, other: Units, n: int) -> bool:
    """Whether the same small word stands in both places, in no region yet."""
    return base.classes[k] == FUNCTION and base.forms[k] == other.forms[n] and not taken[0][k] and not taken[1][n]


def _round_region(region: Region, taken: Taken, base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """The islands of a region and of what is free on both sides of it, from the first to the last that has weight."""
    i, i_end = _free_round(taken[0], region[0], region[1], start[0], stop[0])
    j, j_end = _free_round(taken[1], region[2], region[3], start[1], stop[1])
    islands = ordered_islands(base, other, (i, j), (i_end, j_end))
    heavy = [k for k, island in enumerate(islands) if base.substance(island[0], island[0] + island[2])]
    return islands[heavy[0] : heavy[-1] + 1] if heavy else []


def _free_round(taken: bytearray, first: int, last: int, start: int, stop: int) -> tuple[int, int]:
    """The range with the untaken units before and after it, REACH at most."""
    start, stop = max(start, first - REACH), min(stop, last + REACH)
    opening = taken.rfind(1, start, first) + 1
    closing = taken.find(1, last, stop)
    return max(start, opening), stop if closing < 0 else closing


def _take(taken: Taken, region: Region) -> None:
    i, i_end, j, j_end = region
    taken[0][i:i_end] = b"\x01" * (i_end - i)
    taken[1][j:j_end] = b"\x01" * (j_end - j)


def _weight(islands: Sequence[Island], units: Units) -> int:
    weights = units.cumulated
    return sum([weights[i + length] - weights[i] for i, _, length in islands])
