"""What is said where a bound on time or memory was hit and could have changed an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.alike import MOST_CANDIDATES, MOST_MEETINGS
from variorum.align.lines import MOST_CELLS
from variorum.align.segments import chance_floor, slack
from variorum.align.similarity import dot
from variorum.align.weights import FIRST
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from variorum.align.alike import Alike
    from variorum.align.lines import Lines
    from variorum.align.similarity import Pairs


class PairingLimits:
    """Gathers, pass by pass, the bounds that the pairing of one comparison hit; each is said once, at its worst."""

    def __init__(self) -> None:
        self._meetings = self._copies = self._candidates = self._cells = 0
        self._meetings_cut = 0

    def note(self, alike: Alike) -> None:
        """What one search for candidates left out; words too frequent to look up matter to lines that stay alone."""
        self._meetings_cut = max(self._meetings_cut, alike.meetings_cut)
        self._copies = max(self._copies, alike.copies_cut)

    def note_left(self, base: Lines, other: Lines, pairs: Pairs, left: tuple[Collection[int], Collection[int]]) -> None:
        """What the bounds may have kept from those lines that nothing answers, on either side, in the end.

        A list of candidates that was cut matters where the likely ones had not run out: one of the later half of it
        could, by its words alone, be an answer. An estimated order matters to a pair that is still free.
        """
        rows, columns = set(left[0]), set(left[1])
        if not rows or not columns:
            return
        self._meetings = max(self._meetings, self._meetings_cut)
        cut, bar, floor = pairs.alike.cut, -slack(min(pairs.closeness)), chance_floor(pairs)
        for k, (i, j) in enumerate(zip(pairs.rows, pairs.columns, strict=True)):
            if i not in rows or pairs.cosines[k] < floor:
                continue
            if i in cut and pairs.cosines[k] <= cut[i][1] and dot(FIRST, pairs.measures[k]) > bar:
                self._candidates = max(self._candidates, cut[i][0])
            if j in columns:
                cells = base.lengths[i] * other.lengths[j]
                self._cells = max(self._cells, cells if cells > MOST_CELLS else 0)

    def note_parts(self, pairs: Pairs, rows: Collection[int], columns: Collection[int]) -> None:
        """What kept a part from its split or merge, where a line of that part is answered by nothing in the end."""
        most = max((seen for seen, _ in pairs.alike.cut.values()), default=0)
        for k, joins in pairs.faint.items():
            if joins and (pairs.rows[k] in rows or pairs.columns[k] in columns):
                self._candidates = max(self._candidates, pairs.alike.cut.get(pairs.rows[k], (most, 0.0))[0])
                self._meetings = max(self._meetings, self._meetings_cut)

    def note_shapes(self, pairs: Pairs, rows: Collection[int], likely: Iterable[int]) -> None:
        """The same for lines that pair by their shape; `likely` are the pairs that were worth taking."""
        self._meetings = max(self._meetings, pairs.alike.meetings_cut)
        cut = pairs.alike.cut
        for k in likely:
            i = pairs.rows[k]
            if i in rows and i in cut and pairs.cosines[k] <= cut[i][1]:
                self._candidates = max(self._candidates, cut[i][0])

    def said(self) -> tuple[Limit, ...]:
        """All of them in words."""
        found = (
            (
                self._meetings,
                "lines looked at for one line's words",
                MOST_MEETINGS,
                "a line that has only the most frequent words in common with its answer may be called dropped",
            ),
            (
                self._candidates,
                "likeliest answers weighed of one line",
                MOST_CANDIDATES,
                "a line whose answer is not among these may be called dropped, and the answer added",
            ),
            (
                self._copies,
                "copies of one line weighed against each other",
                MOST_CANDIDATES,
                "which of the copies moved, came or went may be said of another copy of the same words",
            ),
            (
                self._cells,
                "pairs of words of two lines whose order is compared",
                MOST_CELLS,
                "the order was estimated, so that so long a line may be called dropped though a line answers it",
            ),
        )
        return tuple(Limit(what, f"{limit:,}", f"{seen:,}", effect) for seen, what, limit, effect in found if seen)
