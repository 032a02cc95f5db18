"""Stretches of equal units that stand in the same order in a line and its answer."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from variorum.align.chain import heaviest_chain
from variorum.align.lines import single_runs
from variorum.text.tokenize import NUMBER, PUNCTUATION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.units import Units

# An equal stretch lighter than this share of the lighter change beside it is chance; measured on the word alignments
# beside the project, and by eye on statements: at 0.5 whole clauses fall, at 0 single words shred a rewrite.
CHANCE_SHARE = 0.2
# Less than one content word, beside a change of more than one, is grammar by chance.
LIGHT = 90
LIGHT_CHANGE = 140
# A comma or full stop parts two changes that are no heavier.
MARK_CHANGE = 300
# Gaps of so many units are compared to the last mark.
SMALL_GAP = 10

FIGURES = frozenset(("figure", "date"))
CLOSING = frozenset((")", "]"))
# Rounds in which chance islands fall one by one; real lines need four.
MOST_ROUNDS = 32

Change = tuple[bool, int, int, int, int]
"""Whether the units are equal, then base units [first, last) and other units [first, last)."""
Place = tuple[int, int]
"""A unit of the base and one of the other: the first of each, or the one after the last."""
Island = tuple[int, int, int]
"""First base unit, first other unit, length of an equal stretch."""

# A table of this many cells (bits) is the most that one longest common subsequence may take; larger stretches are
# divided first.
MAX_CELLS = 200_000_000


def ordered_islands(base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """The equal stretches between two places, in the order of both sides.

    None ends inside a name; single chance words inside a rewrite are none.
    """
    islands = _without_chance(_islands(base, other, start, stop), base, other, start, stop)
    return _slid(_clear_of_names(islands, base, other, start, stop), base, other)


def _islands(base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """Stretches of equal units: common content words, grown over the words beside them."""
    (i, j), (n, m) = start, stop
    head = Prefix.similarity(base.packed[i:n], other.packed[j:m])
    i, j = i + head, j + head
    tail = Postfix.similarity(base.packed[i:n], other.packed[j:m])
    mine, theirs = base.content_within(i, n - tail), other.content_within(j, m - tail)
    anchors: list[tuple[int, int]] = []
    if mine and theirs:
        anchors = _with_figures(_common(base, mine, other, theirs), base, mine, other, theirs)
    elif head + tail == 0:
        anchors = _common(base, range(i, n), other, range(j, m))
    islands = [(*start, head)] if head else []
    for anchor in anchors:
        _grow(islands, anchor, base.forms, other.forms, (i, j), (n - tail, m - tail))
    if tail:
        _append(islands, (n - tail, m - tail, tail))
    return _with_small_gaps(islands, base, other, start, stop)


def _with_small_gaps(islands: list[Island], base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """The islands, and equal units of any kind in the short gaps between: marks and grammar left in place."""
    mine, theirs = base.forms, other.forms
    filled: list[Island] = []
    i, j = start
    for first_i, first_j, length in (*islands, (*stop, 0)):
        n, m = first_i - i, first_j - j
        if (
            0 < n <= SMALL_GAP
            and 0 < m <= SMALL_GAP
            and n + m > 2
            and not set(mine[i:first_i]).isdisjoint(theirs[j:first_j])
        ):
            for block in LCSseq.editops(base.packed[i:first_i], other.packed[j:first_j]).as_matching_blocks():
                if block.size:
                    _append(filled, (i + block.a, j + block.b, block.size))
        if length:
            _append(filled, (first_i, first_j, length))
        i, j = first_i + length, first_j + length
    return filled


def _common(base: Units, mine: Sequence[int], other: Units, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """A longest common subsequence of the units at these places.

    Of stretches too large for one, what lies between runs that each side has once.
    """
    if len(mine) * len(theirs) > MAX_CELLS:
        return _common_between_unique(base, mine, other, theirs)
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.editops(base.pick(mine), other.pick(theirs)).as_matching_blocks():
        x, y, size = block.a, block.b, block.size
        pairs += zip(mine[x : x + size], theirs[y : y + size], strict=True)
    return pairs


def _common_between_unique(
    base: Units, mine: Sequence[int], other: Units, theirs: Sequence[int]
) -> list[tuple[int, int]]:
    runs = single_runs(base.pick(mine), other.pick(theirs))
    return _between(base, mine, other, theirs, [(mine[x], theirs[y]) for x, y in runs])


def _with_figures(
    common: list[tuple[int, int]], base: Units, mine: Sequence[int], other: Units, theirs: Sequence[int]
) -> list[tuple[int, int]]:
    """The common units, or those found round the figures where they weigh more: a figure is more than a word."""
    figures = _single_figures(base, mine, other, theirs)
    if set(figures) <= set(common):
        return common
    round_figures = _between(base, mine, other, theirs, figures)
    return round_figures if base.weight_of(round_figures) > base.weight_of(common) else common


def _single_figures(base: Units, mine: Sequence[int], other: Units, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Figures and dates that each side has once: what a reader looks for first, whatever the words round them do."""
    figures = _singles(base, [k for k in mine if base.classes[k] >= NUMBER and base.sort(k) in FIGURES])
    if not figures:
        return []
    there = _singles(other, [k for k in theirs if other.forms[k] in figures])
    return sorted((figures[form], place) for form, place in there.items())


def _between(
    base: Units, mine: Sequence[int], other: Units, theirs: Sequence[int], places: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs of equal units: those of `places` that keep the order, and what is common between them."""
    if not places:
        return _common(base, mine, other, theirs) if len(mine) * len(theirs) <= MAX_CELLS else []
    chain = heaviest_chain([(x, x + 1, y, y + 1) for x, y in places], [1.0] * len(places))
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for end in (*(places[k] for k in chain), None):
        stop_i = len(mine) if end is None else bisect_left(mine, end[0], i)
        stop_j = len(theirs) if end is None else bisect_left(theirs, end[1], j)
        if 0 < (stop_i - i) * (stop_j - j) <= MAX_CELLS:
            pairs += _common(base, mine[i:stop_i], other, theirs[j:stop_j])
        if end is not None:
            pairs.append(end)
        i, j = stop_i + 1, stop_j + 1
    return pairs


def _singles(units: Units, places: Sequence[int]) -> dict[int, int]:
    """The places of forms that stand only once among these."""
    seen: dict[int, int] = {}
    for place in places:
        form = units.forms[place]
        seen[form] = -1 if form in seen else place
    return {form: place for form, place in seen.items() if place >= 0}


def _grow(
    islands: list[Island],
    anchor: tuple[int, int],
    a: Sequence[int],
    b: Sequence[int],
    start: Place,
    stop: Place,
) -> None:
    """Adds an anchor with the equal units round it, as far as the islands before it allow."""
    i, j = anchor
    floor_i, floor_j = (islands[-1][0] + islands[-1][2], islands[-1][1] + islands[-1][2]) if islands else start
    if i < floor_i or j < floor_j:
        return
    first_i, first_j = i, j
    while first_i > floor_i and first_j > floor_j and a[first_i - 1] == b[first_j - 1]:
        first_i, first_j = first_i - 1, first_j - 1
    last_i, last_j = i + 1, j + 1
    while last_i < stop[0] and last_j < stop[1] and a[last_i] == b[last_j]:
        last_i, last_j = last_i + 1, last_j + 1
    _append(islands, (first_i, first_j, last_i - first_i))


def _append(islands: list[Island], island: Island) -> None:
    if islands:
        i, j, length = islands[-1]
        if i + length == island[0] and j + length == island[1]:
            islands[-1] = (i, j, length + island[2])
            return
    islands.append(island)


def _without_chance(islands: list[Island], base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """Islands that carry weight.

    In each round the lightest of neighbouring chance islands fall, which makes the changes heavier; in the last round
    all.
    """
    kept = islands
    for left in range(MOST_ROUNDS, -1, -1):
        shares = _shares(kept, base, other, start, stop)
        fallen = {
            k
            for k, share in enumerate(shares)
            if share < CHANCE_SHARE
            and (not left or ((k == 0 or share <= shares[k - 1]) and (k + 1 == len(shares) or share < shares[k + 1])))
        }
        if not fallen:
            break
        kept = [island for k, island in enumerate(kept) if k not in fallen]
    return kept


def _shares(islands: list[Island], base: Units, other: Units, start: Place, stop: Place) -> list[float]:
    """Each island's weight as a share of the lighter change beside it."""
    mine, theirs = base.cumulated, other.cumulated
    end_i, end_j = start
    shares: list[float] = []
    weight, change, mark = -1, 0, False
    for i, j, length in (*islands, (*stop, 0)):
        before = change
        change, change_there = mine[i] - mine[end_i], theirs[j] - theirs[end_j]
        change = max(change, change_there)
        if weight >= 0:
            shares.append(_share(weight, before, change, mark=mark) if before and change else 1.0)
        end_i, end_j = i + length, j + length
        weight = mine[end_i] - mine[i]
        mark = length == 1 and base.classes[i] == PUNCTUATION
    return shares


def _share(weight: int, before: int, after: int, *, mark: bool) -> float:
    """The share of an island between changes of these weights; grammar alone holds no rewrite together."""
    if mark:
        return 1.0 if before <= MARK_CHANGE and after <= MARK_CHANGE else 0.0
    if weight < LIGHT and (before > LIGHT_CHANGE or after > LIGHT_CHANGE):
        return 0.0
    return weight / min(before, after)


def _clear_of_names(islands: list[Island], base: Units, other: Units, start: Place, stop: Place) -> list[Island]:
    """Islands cut back until none ends inside a name on either side, unless the name goes on equally."""
    clear: list[Island] = []
    end = (-1, -1)
    for i, j, length in islands:
        first, last = 0, length
        if (i, j) not in (start, end):
            while first < last and _is_in_name(base, i + first, other, j + first):
                first += 1
        end = (i + length, j + length)
        if end != stop:
            while first < last and _is_in_name(base, i + last, other, j + last):
                last -= 1
        if first < last:
            clear.append((i + first, j + first, last - first))
    return clear


def _is_in_name(base: Units, k: int, other: Units, n: int) -> bool:
    """Whether a cut before either unit would fall inside a name; looked into where words stand on both sides of it."""
    mine, theirs = base.classes, other.classes
    return (0 < k < len(mine) and mine[k] >= WORD and mine[k - 1] >= WORD and base.inside_name(k)) or (
        0 < n < len(theirs) and theirs[n] >= WORD and theirs[n - 1] >= WORD and other.inside_name(n)
    )


def _slid(islands: list[Island], base: Units, other: Units) -> list[Island]:
    """Islands with what came or went between them shifted to end with a closing bracket, not to begin before one.

    "2654 (2022), and 2703 (2023)" then gained ", and 2703 (2023)", not "), and 2703 (2023".
    """
    slid = islands[:1]
    for i, j, length in islands[1:]:
        before_i, before_j, before = slid[-1]
        end_i, end_j = before_i + before, before_j + before
        gained = end_i == i and other.forms[end_j] == other.forms[j]
        lost = end_j == j and base.forms[end_i] == base.forms[i]
        if (gained or lost) and length > 1 and base.form(i) in CLOSING:
            slid[-1] = (before_i, before_j, before + 1)
            slid.append((i + 1, j + 1, length - 1))
        else:
            slid.append((i, j, length))
    return slid
