"""Each issue of a series in figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from variorum.analysis.series.between import Changes
from variorum.model.alignment import EditNote, EditOp
from variorum.model.lineage import LineEventKind
from variorum.model.news import IssueMeasures
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Bead, Edit
    from variorum.model.lineage import Lineage, LineEvent

_CHANGES = frozenset((EditOp.DELETE, EditOp.INSERT, EditOp.REPLACE))
_FIGURE = re.compile(r"\d+(?:[.,/-]\d+)*")
YEAR = 365
# The issue of the year before is at most half a year nearer or farther.
OFF = 183


def measures(lineage: Lineage, changes: Changes | None = None) -> tuple[IssueMeasures, ...]:
    """A row for each issue, in their order.

    Costs two comparisons of an issue with another whose lines are paired already.
    """
    return tuple(_Measuring(lineage, changes or Changes(lineage)).rows())


class _Measuring:
    def __init__(self, lineage: Lineage, changes: Changes) -> None:
        self.lineage, self.changes = lineage, changes
        self.days = [_day(issue.date) for issue in lineage.issues]
        self.words: list[dict[int, int]] = []
        self.events: list[list[LineEvent]] = [[] for _ in lineage.issues]
        for line in lineage.lines:
            if line.kind in BODY_KINDS:
                for event in line.events:
                    self.events[event.issue].append(event)

    def rows(self) -> Iterator[IssueMeasures]:
        """The rows, one after the other."""
        for k in range(len(self.lineage.issues)):
            self.words.append(self._words(k))
            yield self._row(k)

    def _row(self, k: int) -> IssueMeasures:
        issue = self.lineage.issues[k]
        beads = self._beads(k - 1, k, edits=True) if k else []
        year_before = self._year_before(k)
        words = sum(self.words[k].values())
        stayed = self._stayed(beads, k - 1, k) if k else 0.0
        similar_year = None
        if year_before is not None:
            there = beads if year_before == k - 1 else self._beads(year_before, k, edits=False)
            similar_year = self._similarity(there, year_before, k)
        count = dict.fromkeys(LineEventKind, 0)
        for event in self.events[k]:
            # The other lines of a split or merger count with the one that goes on.
            if event.present or event.kind is LineEventKind.DROPPED:
                count[event.kind] += event.kind is not LineEventKind.SPLIT or event.before is not None
        edits = [edit for bead in beads for edit in bead.edits if edit.op in _CHANGES]
        return IssueMeasures(
            k,
            issue.date,
            issue.reference,
            words,
            len(self.words[k]),
            count[LineEventKind.INTRODUCED],
            count[LineEventKind.RETURNED],
            count[LineEventKind.KEPT],
            count[LineEventKind.REWORDED],
            count[LineEventKind.SPLIT],
            count[LineEventKind.MERGED],
            sum(event.moved for event in self.events[k]),
            count[LineEventKind.DROPPED],
            round(1 - min(stayed / words, 1.0), 4) if k and words else None,
            self._similarity(beads, k - 1, k) if k else None,
            similar_year,
            "" if year_before is None else self.lineage.issues[year_before].reference,
            sum(edit.note is not EditNote.DATE and self._changes_figure(edit, k) for edit in edits),
            sum(edit.note is EditNote.DATE for edit in edits),
        )

    def _words(self, k: int) -> dict[int, int]:
        """The words of each body line of an issue."""
        reading = self.changes.reading(k)
        counted = {}
        for segment in reading.segments:
            if segment.kind in BODY_KINDS:
                units = reading.units_of((segment.index,))
                counted[segment.index] = units.count_words(0, len(units))
        return counted

    def _beads(self, before: int, after: int, *, edits: bool) -> list[Bead]:
        """What answers what of the body."""
        return [bead for bead in self.changes.paired(before, after, edits=edits) if bead.other[0] in self.words[after]]

    def _changes_figure(self, edit: Edit, k: int) -> bool:
        """Whether a change in the words from the issue before has other figures on its two sides."""
        was = edit.base.of(self.lineage.issues[k - 1].witness.content)
        now = edit.other.of(self.lineage.issues[k].witness.content)
        return sorted(_FIGURE.findall(was)) != sorted(_FIGURE.findall(now))

    def _stayed(self, beads: Sequence[Bead], before: int, after: int) -> float:
        """The words that both issues have in lines that answer each other."""
        mine, theirs = self.words[before], self.words[after]
        return sum(
            (bead.score or 0.0) * (sum(mine.get(i, 0) for i in bead.base) + sum(theirs[j] for j in bead.other)) / 2
            for bead in beads
        )

    def _similarity(self, beads: Sequence[Bead], before: int, after: int) -> float | None:
        total = sum(self.words[before].values()) + sum(self.words[after].values())
        return round(2 * self._stayed(beads, before, after) / total, 4) if total else None

    def _year_before(self, k: int) -> int | None:
        """The issue nearest to a year before this one."""
        wanted = self.days[k] - YEAR
        at = bisect_left(self.days, wanted, 0, k)
        near = [place for place in (at - 1, at) if 0 <= place < k and abs(self.days[place] - wanted) <= OFF]
        return min(near, key=lambda place: (abs(self.days[place] - wanted), -place)) if near else None


def _day(stated: str) -> int:
    """A date as a number of days; what it leaves out is the first."""
    parts = [int(part) for part in stated.split("-")] if stated else [1]
    return date(parts[0], *[*parts[1:], 1, 1][:2]).toordinal()
