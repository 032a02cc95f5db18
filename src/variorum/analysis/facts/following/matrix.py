"""The ledger of two or more statements in order of date: what became of each fact, and a row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.following.follow import in_text_order
from variorum.analysis.facts.following.matches import Match
from variorum.analysis.facts.following.rows import Rows
from variorum.analysis.facts.following.said import statement_of
from variorum.analysis.facts.following.step import Change, changes, matched, verdicts
from variorum.analysis.facts.following.threads import groups_of
from variorum.model.ledger import FactChange, FactMatrix, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.analysis.facts.following.rows import Row
    from variorum.analysis.facts.following.said import Said, Statement
    from variorum.analysis.facts.following.threads import Threads
    from variorum.model.ledger import StatementFacts


def matrix(statements: Sequence[StatementFacts], threads: Sequence[Threads]) -> FactMatrix:
    """The ledger of statements in order of date; `threads` says of each which of its lines answer which.

    `answer_threads` makes them of two statements that are compared, `lineage_threads` of a traced series; of a
    statement alone there are none. Of two statements the changes are those of `follow`; of more, those that are none
    (`SAME`) are left out. A row is a name or date with all its mentions, or one figure or stance, and goes on where it
    returns. Each statement is matched with the one before it, and with what went with the lines that return in it:
    linear in the statements, but for the cells of the rows.
    """
    fold = _Fold(len(statements))
    for number, facts in enumerate(statements):
        fold.add(statement_of(facts, number), threads[number] if threads else {})
    return FactMatrix(tuple(statements), tuple(fold.told), fold.rows.finished(len(statements)))


class _Fold:
    """The ledger of the statements so far; `told` are its changes."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.rows = Rows()
        self.told: list[FactChange] = []
        self._before: Statement | None = None
        self._threads: Threads = {}

    def add(self, statement: Statement, threads: Threads) -> None:
        """Enter the next statement."""
        before = self._before
        if before is None:
            self._stand(statement, [], threads)
        else:
            self._follow(before, statement, threads)
            before.settle()
        self._before, self._threads = statement, threads

    def _follow(self, before: Statement, statement: Statement, threads: Threads) -> None:
        standing = {thread for on in self._threads.values() for thread in on}
        returned = dict.fromkeys(thread for on in threads.values() for thread in on if thread not in standing)
        woken = self.rows.gone_with(returned, statement.number)
        base = [*before.said, *(said for row in woken for said in row.last)]
        lines = [(before, segment, on) for segment, on in self._threads.items()]
        lines += [(row.last[0].statement, row.last[0].segment, row.lines) for row in woken]
        groups = groups_of(_each_once(lines), [(statement, segment, on) for segment, on in threads.items()])
        found = matched(base, statement.said, groups, before, statement)
        told = self._with_returned(changes(before.said, statement.said, found, before, statement), before.number)
        self._stand(statement, told, threads)
        self._lay_down(before, statement, threads)
        self._keep(told)

    def _with_returned(self, told: Sequence[Change], before: int) -> list[Change]:
        """The changes, with what stood in an earlier statement than the one before as returned."""
        claimed = {id(self.rows.of(one.base)) for one in told if one.base}
        made: list[Change] = []
        for one in told:
            base, other = one.base, one.other
            row = self.rows.sleeping(other, before + 1) if other and one.verdict is Verdict.ADDED else None
            if row and id(row) not in claimed:
                claimed.add(id(row))
                base = row.last[0]
            if base and other and base.statement.number < before:
                made.append(Change(base, other, Verdict.RETURNED, _differences(base, other)))
            else:
                made.append(one)
        return made

    def _stand(self, statement: Statement, told: Sequence[Change], threads: Threads) -> None:
        """Find the row of each fact of a statement, say there what became of it, and enter it."""
        partners = {id(one.other): one for one in told if one.other and one.base}
        rows = {id(said): self._row(said, partners, statement) for said in statement.said}
        standing = {id(row) for row in rows.values()}
        for one in told:
            if one.other:
                rows[id(one.other)].tell(statement.number, one.verdict)
            if one.base and id(own := self.rows.of(one.base)) not in standing:
                own.tell(statement.number, Verdict.DROPPED)
        mentions: dict[int, list[Said]] = {}
        for said in statement.said:
            mentions.setdefault(id(rows[id(said)]), []).append(said)
        for said in statement.said:
            if own_mentions := mentions.pop(id(rows[id(said)]), None):
                self.rows.enter(statement.number, rows[id(said)], own_mentions, threads.get(said.segment, ()))

    def _row(self, said: Said, partners: Mapping[int, Change], statement: Statement) -> Row:
        """The row that a fact goes on in: by its handle, else that of the fact it answers, else a new one."""
        if row := self.rows.standing(said, statement.number):
            return row
        change = partners.get(id(said))
        if change is None or change.base is None:
            return self.rows.begin(said)
        row = self.rows.of(change.base)
        if said.handle:
            if row.handle in statement.by_handle:
                return self.rows.begin(said)
            self.rows.rename(row, said.handle, keep=Verdict.SPELLING in (change.verdict, *change.also))
        return row

    def _lay_down(self, before: Statement, statement: Statement, threads: Threads) -> None:
        """Let the rows sleep that stood in the statement before and do not in this one."""
        standing = {thread for on in threads.values() for thread in on}
        for said in before.said:
            row = self.rows.row_of(said)
            if row and row.at < statement.number:
                self.rows.sleep(row, standing)

    def _keep(self, told: Sequence[Change]) -> None:
        for one in in_text_order(told):
            if one.verdict is Verdict.SAME and self.count > 2:
                continue
            facts: list[int | None] = [None] * self.count
            for said in (one.base, one.other):
                if said:
                    facts[said.statement.number] = said.place
            self.told.append(FactChange(one.verdict, one.kind, tuple(facts), one.also))


def _differences(base: Said, other: Said) -> tuple[Verdict, ...]:
    """What differs between a fact and its earlier self."""
    chief, also = verdicts(Match(base, other, in_line=True))
    return () if chief is Verdict.SAME else (chief, *also)


def _each_once(
    lines: Iterable[tuple[Statement, int, Sequence[int]]],
) -> list[tuple[Statement, int, Sequence[int]]]:
    return list({(id(statement), segment): (statement, segment, on) for statement, segment, on in lines}.values())
