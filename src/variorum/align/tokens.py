"""Matches the units (words, numbers, joined atoms, marks) of one line with those of its answer."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, LCSseq

from variorum.align.chain import heaviest_chain
from variorum.align.lines import single_runs
from variorum.text.tokenize import NUMBER, PUNCTUATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.units import Units

Change = tuple[bool, int, int, int, int]
"""Whether the units are equal, then base units [first, last) and other units [first, last)."""

# An equal stretch lighter than this share of the lighter change beside it is chance; measured on the word alignments
# beside the project, and by eye on statements: at 0.5 whole clauses fall, at 0 single words shred a rewrite.
CHANCE_SHARE = 0.2
# Less than one content word, beside a change of more than one, is grammar by chance.
LIGHT = 90
LIGHT_CHANGE = 140
# A comma or full stop parts two changes that are no heavier.
MARK_CHANGE = 400
# Gaps of so many units are compared to the last mark.
SMALL_GAP = 10
# Two spellings of one name, such as a transliteration, share at least this much of their letters.
NAME_LIKENESS = 0.6

FIGURES = frozenset(("figure", "date"))
CLOSING = frozenset((")", "]"))
# Rounds in which chance islands fall one by one; real lines need four.
MOST_ROUNDS = 32
# In a change of more possible pairs of units no name or figure is singled out: such a change is another text.
MOST_COUNTERPARTS = 40_000

Island = tuple[int, int, int]
"""First base unit, first other unit, length of an equal stretch."""

# A table of this many cells (bits) is the most that one longest common subsequence may take; larger stretches are
# divided first.
MAX_CELLS = 200_000_000


def match_units(base: Units, other: Units, *, after: tuple[int, int] = (0, 0)) -> list[Change]:
    """What became of each unit beyond the first `after` of each side, in the base's order.

    The ranges tile both sides; where a phrase swapped sides of a figure, those of the other are not in order. No
    equal stretch ends inside a name; single chance words inside a rewrite are part of it.
    """
    if base.packed == other.packed:
        return [(True, 0, len(base), 0, len(other))] if len(base) else []
    islands = _islands(base, other, after)
    islands = _without_chance(islands, base, other, after)
    islands = _slid(_clear_of_names(islands, base, other, after), base, other)
    changes = _with_gaps(islands, base, other, after)
    return _swapped_round_figures(_own_edits(changes, base, other), base, other)


def _islands(base: Units, other: Units, after: tuple[int, int]) -> list[Island]:
    """Stretches of equal units: common content words, grown over the words beside them."""
    n, m = len(base.forms), len(other.forms)
    i, j = after
    head = _common_prefix(base.forms[i:], other.forms[j:])
    i, j = i + head, j + head
    tail = _common_prefix(base.forms[i:][::-1], other.forms[j:][::-1])
    mine = [k for k in base.content if i <= k < n - tail]
    theirs = [k for k in other.content if j <= k < m - tail]
    anchors: list[tuple[int, int]] = []
    if mine and theirs:
        anchors = _with_figures(_common(base, mine, other, theirs), base, mine, other, theirs)
    elif head + tail == 0:
        anchors = _common(base, range(i, n), other, range(j, m))
    islands = [(after[0], after[1], head)] if head else []
    for anchor in anchors:
        _grow(islands, anchor, base.forms, other.forms, (i, j), (n - tail, m - tail))
    if tail:
        _append(islands, (n - tail, m - tail, tail))
    return _with_small_gaps(islands, base, other, after)


def _with_small_gaps(islands: list[Island], base: Units, other: Units, after: tuple[int, int]) -> list[Island]:
    """The islands, and equal units of any kind in the short gaps between: marks and grammar left in place."""
    mine, theirs = base.forms, other.forms
    filled: list[Island] = []
    i, j = after
    for first_i, first_j, length in (*islands, (len(mine), len(theirs), 0)):
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


def _common_prefix(a: Sequence[int], b: Sequence[int]) -> int:
    k = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        k += 1
    return k


def _grow(
    islands: list[Island],
    anchor: tuple[int, int],
    a: Sequence[int],
    b: Sequence[int],
    start: tuple[int, int],
    stop: tuple[int, int],
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


def _without_chance(islands: list[Island], base: Units, other: Units, after: tuple[int, int]) -> list[Island]:
    """Islands that carry weight.

    In each round the lightest of neighbouring chance islands fall, which makes the changes heavier; in the last round
    all.
    """
    kept = islands
    for left in range(MOST_ROUNDS, -1, -1):
        shares = _shares(kept, base, other, after)
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


def _shares(islands: list[Island], base: Units, other: Units, after: tuple[int, int]) -> list[float]:
    """Each island's weight as a share of the lighter change beside it."""
    mine, theirs = base.cumulated, other.cumulated
    end_i, end_j = after
    shares: list[float] = []
    weight, change, mark = -1, 0, False
    for i, j, length in (*islands, (len(base.forms), len(other.forms), 0)):
        before = change
        change, change_there = mine[i] - mine[end_i], theirs[j] - theirs[end_j]
        change = max(change, change_there)
        if weight >= 0:
            shares.append(_share(weight, before, change, mark=mark))
        end_i, end_j = i + length, j + length
        weight = mine[end_i] - mine[i]
        mark = length == 1 and base.classes[i] == PUNCTUATION
    return shares


def _share(weight: int, before: int, after: int, *, mark: bool) -> float:
    """The share of an island between changes of these weights; grammar alone holds no rewrite together."""
    if not before or not after:
        return 1.0
    if mark:
        return 1.0 if before <= MARK_CHANGE and after <= MARK_CHANGE else 0.0
    if weight < LIGHT and (before > LIGHT_CHANGE or after > LIGHT_CHANGE):
        return 0.0
    return weight / min(before, after)


def _clear_of_names(islands: list[Island], base: Units, other: Units, start: tuple[int, int]) -> list[Island]:
    """Islands cut back until none ends inside a name on either side, unless the name goes on equally."""
    clear: list[Island] = []
    end = (-1, -1)
    for i, j, length in islands:
        first, last = 0, length
        if (i, j) not in (start, end):
            while first < last and (base.inside_name(i + first) or other.inside_name(j + first)):
                first += 1
        end = (i + length, j + length)
        if end != (len(base.forms), len(other.forms)):
            while first < last and (base.inside_name(i + last) or other.inside_name(j + last)):
                last -= 1
        if first < last:
            clear.append((i + first, j + first, last - first))
    return clear


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


def _with_gaps(islands: list[Island], base: Units, other: Units, start: tuple[int, int]) -> list[Change]:
    changes: list[Change] = []
    i, j = start
    n, m = len(base), len(other)
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
    named = [(y, sort) for y in theirs if (sort := other.sort(y)) and other.forms[y] not in here]
    pairs: list[tuple[int, int]] = []
    floor = theirs.start
    for x in mine if named else ():
        kind = base.sort(x)
        if not kind or base.forms[x] in there:
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
        before, figure, after = out[k - 1 : k + 2]
        if not figure[0] or before[0] or after[0] or figure[2] - figure[1] != 1 or base.sort(figure[1]) != "figure":
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
    tail = _common_prefix(base.forms[i:i_end][::-1], other.forms[j:j_end][::-1])
    head = _common_prefix(base.forms[i : i_end - tail], other.forms[j : j_end - tail])
    return [
        (True, i, i + head, j, j + head),
        (False, i + head, i_end - tail, j + head, j_end - tail),
        (True, i_end - tail, i_end, j_end - tail, j_end),
    ]
