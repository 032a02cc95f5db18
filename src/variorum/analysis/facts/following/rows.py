"""The rows of a matrix while it is made: which fact goes on in which, which sleep, and how those are found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.classes import direction
from variorum.model.facts import FactKind
from variorum.model.ledger import FactRow, Verdict

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence, Set

    from variorum.analysis.facts.following.said import Said

_SMALL = 10
# Of several mentions of a name the one told in the cell.
_CHIEF = (
    Verdict.DROPPED,
    Verdict.RETURNED,
    Verdict.ADDED,
    Verdict.UNEXPECTED,
    Verdict.VALUE,
    Verdict.NOUN,
    Verdict.SPELLING,
    Verdict.ROLLOVER,
    Verdict.QUALIFIER,
    Verdict.FORMAT,
    Verdict.REWORDED,
    Verdict.MOVED,
)


class Row:
    """One fact through the statements so far.

    `last` are its mentions in the last that has it, which is number `at`; `lines` the threads of the first of them.
    """

    __slots__ = ("at", "cells", "handle", "kind", "last", "lines", "verdicts")

    def __init__(self, kind: FactKind, handle: str | None) -> None:
        self.kind = kind
        self.handle = handle
        self.cells: dict[int, tuple[int, ...]] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.last: tuple[Said, ...] = ()
        self.lines: tuple[int, ...] = ()
        self.at = -1

    def stand(self, number: int, mentions: Sequence[Said], lines: Sequence[int]) -> None:
        """Enter the mentions of a statement."""
        self.last, self.at, self.lines = tuple(mentions), number, tuple(lines)
        self.cells[number] = tuple(said.place for said in mentions)

    def tell(self, number: int, verdict: Verdict) -> None:
        """Enter what became of it, unless something weightier is told already."""
        if verdict in _CHIEF:
            known = self.verdicts.get(number)
            if known is None or _CHIEF.index(verdict) < _CHIEF.index(known):
                self.verdicts[number] = verdict


class Rows:
    """All rows, and those that each handle, each sleeping fact and each line that is gone leads to."""

    __slots__ = ("_all", "_gone_with", "_of", "_sleeping", "by_handle")

    def __init__(self) -> None:
        self._all: list[Row] = []
        self._of: dict[int, Row] = {}
        self._sleeping: dict[Hashable, Row] = {}
        self._gone_with: dict[int, list[Row]] = {}
        self.by_handle: dict[str, Row] = {}

    def begin(self, said: Said) -> Row:
        """A row that begins with a fact."""
        row = Row(said.kind, said.handle)
        self._all.append(row)
        if said.handle:
            self.by_handle[said.handle] = row
        return row

    def of(self, said: Said) -> Row:
        """The row of a fact of the statement before, or of one that slept."""
        return self._of[id(said)]

    def row_of(self, said: Said) -> Row | None:
        """The row whose last mention a fact is; None where it has a later one."""
        return self._of.get(id(said))

    def enter(self, number: int, row: Row, mentions: Sequence[Said], lines: Sequence[int]) -> None:
        """Let a row stand in a statement."""
        for said in row.last:
            self._of.pop(id(said), None)
        row.stand(number, mentions, lines)
        for said in mentions:
            self._of[id(said)] = row

    def rename(self, row: Row, handle: str, *, keep: bool) -> None:
        """Let a row go on under another handle; `keep` lets the old one lead to it too."""
        if not keep and row.handle and self.by_handle.get(row.handle) is row:
            del self.by_handle[row.handle]
        row.handle = handle
        self.by_handle[handle] = row

    def sleep(self, row: Row, standing: Set[int]) -> None:
        """Lay a row down that is not in a statement; `standing` are the threads that are."""
        if row.handle is None:
            if (key := key_of(row.last[0])) is not None:
                self._sleeping[key] = row
            if standing.isdisjoint(row.lines):
                for line in row.lines:
                    self._gone_with.setdefault(line, []).append(row)

    def gone_with(self, lines: Iterable[int], number: int) -> list[Row]:
        """The rows that went with lines which return at a statement, each once."""
        rows = {id(row): row for line in lines for row in self._gone_with.pop(line, ())}
        return [row for row in rows.values() if row.at < number - 1]

    def sleeping(self, said: Said, number: int) -> Row | None:
        """The row that slept and says the same as a fact of a statement."""
        row = self.standing(said, number) if said.handle else self._sleeping.get(key_of(said))
        return row if row and row.at < number - 1 else None

    def standing(self, said: Said, number: int) -> Row | None:
        """The row of a name or date, unless it slept and its words may mean another by now."""
        row = self.by_handle.get(said.handle) if said.handle else None
        return None if row and row.at < number - 1 and _means_another(said) else row

    def finished(self, count: int) -> tuple[FactRow, ...]:
        """The rows for `count` statements, in order of first use."""
        rows = sorted(self._all, key=lambda row: (min(row.cells), min(row.cells[min(row.cells)])))
        return tuple(_finished(row, count) for row in rows)


def key_of(said: Said) -> Hashable | None:
    """What a figure or stance that returns has in common with its earlier self; None of what says too little.

    A count that runs up to the statement's day is another after a while, and "two countries" are any two.
    """
    if said.figure:
        figure = said.figure
        if figure.elapsed or (figure.event is None and figure.dimension == "count" and figure.value[0] <= _SMALL):
            return None
        way = direction(figure.event_words), figure.negated
        return figure.size, figure.noun, figure.event, way, figure.qualifier, said.wish
    return said.kind, said.words, said.wish


def _means_another(said: Said) -> bool:
    """Whether the words may be said of another thing in another statement: "this year", and a last name alone."""
    if said.kind is FactKind.PERSON:
        return " " not in (said.handle or "")
    return said.fact.moment is not None and said.fact.moment.relative


def _finished(row: Row, count: int) -> FactRow:
    facts: list[tuple[int, ...]] = [()] * count
    told: list[Verdict | None] = [None] * count
    for number, places in row.cells.items():
        facts[number] = places
    for number, verdict in row.verdicts.items():
        told[number] = verdict
    return FactRow(row.kind, tuple(facts), tuple(told))
