"""The pairs of lines of two texts that are worth a look: by the words they share, within bounds that are known."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from heapq import nlargest
from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.lines import Forms, Lines

# Pairs that share less are never the same statement: with the floor at 0.03 no gold link beyond those without any
# common word is lost (evaluation/segments), and most chance pairs cost nothing.
MIN_COSINE = 0.03
# Below this many possible pairs all are weighed against each other; above, equal lines divide the texts first, and a
# line has only its likeliest candidates, or of a line repeated very often the copies about as far on. Lines that are
# left over are weighed again among themselves; PairingLimits says where a longer list could have changed the answer.
WHOLE = 40_000
MOST_CANDIDATES = 32
# So many times a word may be met in other lines, for each line, before the most frequent words stop making candidates.
# Texts of 5,000 sentences stay below. Time and the longest wait grow with it.
MOST_MEETINGS = 500


class Alike:
    """All pairs of lines that are worth a look, row by row: their cosines, and the weight of the stems they share.

    `meetings_cut` is how many meetings a line there would have been, where frequent words were left out; else 0.
    `cut` holds the rows that share enough with too many columns: with how many, and the cosine in the middle of those
    that were kept; `beyond` compares such a row with any column. `copies_cut` is the most copies of one line of which
    only some were weighed, though the sides differ by so many that another copy could be meant; else 0.
    """

    def __init__(
        self,
        base: Lines,
        other: Lines,
        rows: Sequence[int],
        columns: Sequence[int],
        ruled_out: frozenset[tuple[int, int]],
    ) -> None:
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.cosines: list[float] = []
        self.shares: list[float] = []
        self.meetings_cut = self.copies_cut = 0
        self.cut: dict[int, tuple[int, float]] = {}
        self._base, self._other, self._ruled_out = base, other, ruled_out
        self._unbound: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        equal = _Equal(base, rows, other, columns)
        self._find(equal, rows, columns)
        if ruled_out:
            self._rule_out(ruled_out)

    def near(self, width: int) -> dict[int, float]:
        """The cosine of each pair, by row * width + column + 1."""
        keys = [i * width + j + 1 for i, j in zip(self.rows, self.columns, strict=True)]
        return dict(zip(keys, self.cosines, strict=True))

    @property
    def bounded(self) -> bool:
        """Whether a bound kept some pair out."""
        return bool(self.cut or self.meetings_cut)

    def beyond(self, i: int, j: int) -> tuple[float, float] | None:
        """The cosine of a pair and the weight of what it shares, if only a bound kept it out and it shares enough."""
        if not (i in self.cut or self.meetings_cut) or i not in self._unbound[0] or j not in self._unbound[1]:
            return None
        if (self._base.indexes[i], self._other.indexes[j]) in self._ruled_out:
            return None
        cosine, share = self._compared(i, j)
        return (cosine, share) if cosine >= MIN_COSINE else None

    def _find(self, equal: _Equal, rows: Sequence[int], columns: Sequence[int]) -> None:
        base, other = self._base, self._other
        free = [j for j in columns if j not in equal.bound_columns]
        loose = [i for i in rows if i not in equal.bound_rows]
        large = len(rows) * len(columns) > WHOLE
        left_out = self._too_frequent(loose, free) if large else frozenset()
        postings: dict[int, list[tuple[int, float]]] = {}
        for j in free:
            for stem, weight in other.stems[j].items():
                postings.setdefault(stem, []).append((j, weight))
        for stem in left_out:
            postings.pop(stem, None)
        self.copies_cut = equal.copies_cut() if large else 0
        for i in rows:
            found = [(j, 1.0, base.sums[i]) for j in equal.columns_of(i, large=large)]
            if i not in equal.bound_rows:
                shared = self._sharing(i, postings, exact=not left_out)
                found = sorted([*found, *(self._likeliest(i, shared) if large else shared)])
            self._add(i, found)
        if self.bounded:
            self._unbound = frozenset(loose), frozenset(free)

    def _likeliest(self, i: int, shared: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
        """The most alike of the columns that share enough with a row."""
        if len(shared) <= MOST_CANDIDATES:
            return shared
        ranked = sorted(shared, key=lambda pair: (-pair[1], pair[0]))
        self.cut[i] = len(ranked), ranked[MOST_CANDIDATES // 2][1]
        return ranked[:MOST_CANDIDATES]

    def _add(self, i: int, found: Sequence[tuple[int, float, float]]) -> None:
        for j, cosine, share in found:
            self.rows.append(i)
            self.columns.append(j)
            self.cosines.append(cosine)
            self.shares.append(share)

    def _sharing(
        self, i: int, postings: dict[int, list[tuple[int, float]]], *, exact: bool
    ) -> list[tuple[int, float, float]]:
        """The columns that share stems with a row, with their cosines and the weight of what they share."""
        dots: dict[int, float] = {}
        common: dict[int, float] = {}
        nothing: list[tuple[int, float]] = []
        for stem, mine in self._base.stems[i].items():
            for j, theirs in postings.get(stem, nothing):
                if j in dots:
                    dots[j] += mine * theirs
                    common[j] += mine if mine < theirs else theirs
                else:
                    dots[j] = mine * theirs
                    common[j] = mine if mine < theirs else theirs
        norm, norms = self._base.norms[i], self._other.norms
        if not exact:
            return [(j, *self._compared(i, j)) for j in nlargest(MOST_CANDIDATES, sorted(dots), key=dots.__getitem__)]
        found = [(j, dot / (norm * norms[j]), common[j]) for j, dot in dots.items()]
        return [pair for pair in found if pair[1] >= MIN_COSINE]

    def _compared(self, i: int, j: int) -> tuple[float, float]:
        """The cosine of two lines, and the weight of what they share."""
        mine, theirs = self._base.stems[i], self._other.stems[j]
        both = [stem for stem in mine if stem in theirs]
        dot = fsum([mine[stem] * theirs[stem] for stem in both])
        return dot / (self._base.norms[i] * self._other.norms[j]), fsum(
            [min(mine[stem], theirs[stem]) for stem in both]
        )

    def _too_frequent(self, rows: Sequence[int], columns: Sequence[int]) -> frozenset[int]:
        """The stems left out, the most frequent first, until the rest meet seldom enough."""
        mine = Counter(stem for i in rows for stem in self._base.stems[i])
        theirs = Counter(stem for j in columns for stem in self._other.stems[j])
        meetings = {stem: n * theirs[stem] for stem, n in mine.items() if stem in theirs}
        budget = MOST_MEETINGS * (len(rows) + len(columns))
        total = sum(meetings.values())
        if total <= budget:
            return frozenset()
        # By their number of meetings alone, since the numbers of stems follow what a process has read before.
        least = 0
        for count, stems in sorted(Counter(meetings.values()).items()):
            if count * stems > budget:
                break
            budget -= count * stems
            least = count
        left_out = frozenset(stem for stem, n in meetings.items() if n > least)
        self.meetings_cut = total // (len(rows) + len(columns))
        return left_out

    def _rule_out(self, pairs: frozenset[tuple[int, int]]) -> None:
        mine, theirs = self._base.indexes, self._other.indexes
        places = zip(self.rows, self.columns, strict=True)
        kept = [k for k, (i, j) in enumerate(places) if (mine[i], theirs[j]) not in pairs]
        self.rows, self.columns = [self.rows[k] for k in kept], [self.columns[k] for k in kept]
        self.cosines, self.shares = [self.cosines[k] for k in kept], [self.shares[k] for k in kept]


class _Equal:
    """Lines that stand word for word on both sides.

    Those that the other side has in enough places for all of them are bound: they answer nothing else.
    """

    def __init__(self, base: Lines, rows: Sequence[int], other: Lines, columns: Sequence[int]) -> None:
        self._forms = base.forms
        self._rows, self._columns = _places(base, rows), _places(other, columns)
        both = [forms for forms in self._rows if forms in self._columns]
        self.bound_rows: set[int] = set()
        self.bound_columns: set[int] = set()
        for forms in both:
            mine, theirs = self._rows[forms], self._columns[forms]
            if len(mine) <= len(theirs):
                self.bound_rows.update(mine)
            if len(theirs) <= len(mine):
                self.bound_columns.update(theirs)

    def columns_of(self, i: int, *, large: bool) -> list[int]:
        """The columns equal to a row; where there are very many, those about as far on among them as the row is."""
        columns = self._columns.get(self._forms[i], [])
        if not large or len(columns) <= MOST_CANDIDATES:
            return columns
        rank = bisect_left(self._rows[self._forms[i]], i)
        first = min(max(0, rank - MOST_CANDIDATES // 2), len(columns) - MOST_CANDIDATES)
        return columns[first : first + MOST_CANDIDATES]

    def copies_cut(self) -> int:
        """The most copies of a line that are too many for all to be weighed, where another could be meant.

        A copy's window reaches half its width either way: of sides that differ by less, no sensible pair is left out.
        """
        counts = [(len(rows), len(self._columns.get(forms, ()))) for forms, rows in self._rows.items()]
        return max([m for n, m in counts if m > MOST_CANDIDATES and abs(n - m) >= MOST_CANDIDATES // 2], default=0)


def _places(lines: Lines, numbers: Sequence[int]) -> dict[Forms, list[int]]:
    places: dict[Forms, list[int]] = {}
    for k in numbers:
        places.setdefault(lines.forms[k], []).append(k)
    return places
