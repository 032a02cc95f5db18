"""A ledger as it is to be shown: which changes, in which order, and what is sure to be absent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.render.facts_alone import PAIR, balance
from variorum.render.facts_demands import other_verb, other_wording, wording_order
from variorum.render.facts_words import (
    DEMAND_WORDS_NOT_FOUND,
    UNCHANGED,
    UNTOLD_GLYPH,
    VERDICT_GLYPHS,
    VERDICT_WORDS,
    change_order,
    change_sentence,
    counted_kinds,
    issue_of,
    said,
    verdict_words,
)
from variorum.render.lineage_words import counted
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.ledger import FactChange, FactMatrix, FactRow
    from variorum.render.facts_words import Said

ABSENT = (Verdict.DROPPED, Verdict.ADDED)
OTHER_VALUE = (Verdict.UNEXPECTED, Verdict.VALUE, Verdict.ROLLOVER)
SIDES = ("base", "other")


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A ledger with what a page says of it.

    `series` is its name, "" for one or two statements. `whole` says of each statement whether absence from it is a
    fact. `verdicts` are those to show, none for all and the facts beside. `full` shortens nothing.
    """

    matrix: FactMatrix
    whole: Sequence[bool]
    series: str = ""
    notices: Sequence[str] = ()
    verdicts: frozenset[Verdict] = frozenset()
    full: bool = False

    def wanted(self) -> Iterator[FactChange]:
        """The changes to show, by the later statement, then in text order."""
        verdicts = self.verdicts or set(Verdict) - set(UNCHANGED)
        return (change for change in self.matrix.changes if change.verdict in verdicts)

    def changes(self) -> list[FactChange]:
        """The changes to show: by verdict, what the date does not explain first, then by kind, then in text order."""
        return sorted(self.told(self.wanted()), key=self._order)

    def told(self, changes: Iterable[FactChange]) -> list[FactChange]:
        """The changes without the dates that a figure tells of: "33 years ago" is a figure and a date."""
        every = list(changes)
        figures = {self._begins(change) for change in every if change.kind is FactKind.QUANTITY}
        return [change for change in every if change.kind is not FactKind.DATE or self._begins(change) not in figures]

    def _begins(self, change: FactChange) -> tuple[Verdict, tuple[int | None, ...]]:
        """What became of a fact, and where its words begin in each statement."""
        starts = (
            None if index is None else self.matrix.statements[place].facts[index].span.start
            for place, index in enumerate(change.facts)
        )
        return change.verdict, tuple(starts)

    def place_without(self, change: FactChange) -> int:
        """The statement that lacks what was dropped or added; of other changes the later one."""
        places = [place for place, index in enumerate(change.facts) if index is not None]
        if change.verdict is Verdict.DROPPED:
            return min(places[0] + 1, len(self.matrix.statements) - 1)
        return max(places[0] - 1, 0) if change.verdict is Verdict.ADDED else places[-1]

    def certain(self, change: FactChange) -> bool:
        """Whether a fact that was dropped or added is known to be absent; of other changes always."""
        return change.verdict not in ABSENT or self.whole[self.place_without(change)]

    def latest(self) -> list[FactChange]:
        """The changes to show that are seen at the last statement, in the order of the page."""
        last = len(self.matrix.statements) - 1
        seen = (change for change in self.wanted() if issue_of(change) == last)
        return sorted(self.told(seen), key=self._order)

    def _order(self, change: FactChange) -> tuple[int, int, tuple[int, bool, tuple[int, ...], int]]:
        order = change_order(change)
        return order[0], wording_order(self.matrix, change), order

    def sign(self, change: FactChange) -> str:
        """The sign of what became of a fact; a neutral one where it may stand in what was not read."""
        return VERDICT_GLYPHS[change.verdict] if self.certain(change) else UNTOLD_GLYPH

    def words(self, change: FactChange) -> str:
        """What became of the fact: "same value, other noun, moved"."""
        pair = len(self.matrix.statements) == len(SIDES) and not self.series
        lacking = f"the {SIDES[self.place_without(change)]}" if pair else ""
        if self.series:
            lacking = self.matrix.statements[self.place_without(change)].date or "that issue"
        return self.verdict_words(change, lacking)

    def verdict_words(self, change: FactChange, lacking: str = "") -> str:
        """What became of the fact; `lacking` names the statement that has it not."""
        words = verdict_words(change, certain=self.certain(change), lacking=lacking)
        otherwise = other_wording(self.matrix, change)
        return words.replace(VERDICT_WORDS[Verdict.REWORDED], otherwise) if otherwise else words

    def sentence(self, change: FactChange) -> str:
        """The change on one line, with its quotations."""
        return change_sentence(self.matrix, change, self.words(change))

    def said(self, place: int, index: int, *, brief: bool = False) -> Said:
        """A fact of a statement, as said there."""
        statement = self.matrix.statements[place]
        return said(statement, statement.facts[index], brief=brief)

    def mentions(self, row: FactRow, place: int) -> list[Said]:
        """The mentions of a row's fact in one statement, as said, in text order."""
        return [self.said(place, index) for index in row.facts[place]]


def summary_sentences(view: LedgerView) -> Iterator[str]:
    """Counts of what is said and of what became of it; nothing is weighed."""
    statements = view.matrix.statements
    mentions = [len(statement.facts) for statement in statements]
    facts = counted(len(view.matrix.rows), "fact")
    if len(statements) == 1:
        times = f", said {times_words(mentions[0])}" if mentions[0] != len(view.matrix.rows) else ""
        yield f"{facts}{times}: {counted_kinds(view.matrix.rows)}." if mentions[0] else "No facts were read."
        return
    if view.series:
        yield f"{facts}, said {times_words(sum(mentions))} in {counted(len(statements), 'issue')}."
    else:
        yield f"{facts}, said {times_words(mentions[0])} in the base and {times_words(mentions[1])} in the other."
    told = view.told(view.matrix.changes)
    yield from _changed(view, told)
    yield from _absent(view, told)
    same, moved = (sum(one.verdict is verdict for one in told) for verdict in UNCHANGED)
    if same + moved and not view.series:
        yield f"The same: {same + moved:,}{f', of them {moved:,} at another place' if moved else ''}."
    if len(statements) == PAIR and not view.series:
        yield from balance(view.matrix, told)


def times_words(count: int) -> str:
    """How often something is said."""
    return "once" if count == 1 else f"{count:,} times"


def _changed(view: LedgerView, changes: Sequence[FactChange]) -> Iterator[str]:
    """How many changed, by what became of them."""
    counts = dict.fromkeys(VERDICT_WORDS, 0)
    for change in changes:
        counts[change.verdict] += 1
    told = [(verdict, count) for verdict, count in counts.items() if verdict not in (*UNCHANGED, *ABSENT) and count]
    if told:
        verbs = sum(one.verdict is Verdict.REWORDED and other_verb(view.matrix, one) for one in changes)
        beside = {Verdict.REWORDED: f" (of them {verbs:,} with another verb)"} if verbs else {}
        counts_told = (f"{count:,} {VERDICT_WORDS[verdict]}{beside.get(verdict, '')}" for verdict, count in told)
        yield f"Changed: {'; '.join(counts_told)}."
    else:
        yield "Of the facts that answer each other none changed."


def _absent(view: LedgerView, changes: Sequence[FactChange]) -> Iterator[str]:
    """How many came and went; words of demand apart, which may stand in words that are not known for such."""
    sure, demands = dict.fromkeys(ABSENT, 0), dict.fromkeys(ABSENT, 0)
    unsure = 0
    for change in changes:
        if change.verdict not in ABSENT:
            continue
        if change.kind is FactKind.DEMAND:
            demands[change.verdict] += 1
        elif view.certain(change):
            sure[change.verdict] += 1
        else:
            unsure += 1
    said = [f"{count:,} {verdict.value}" for verdict, count in sure.items() if count]
    said += [f"{unsure:,} {NOT_FOUND}"] if unsure else []
    if said:
        yield f"{'; '.join(said)}.".capitalize()
    where = ("in the next issue", "in the issue before") if view.series else ("in the other", "in the base")
    lines = [f"{demands[verdict]:,} {words}" for verdict, words in zip(ABSENT, where, strict=True) if demands[verdict]]
    if lines:
        yield f"{DEMAND_WORDS_NOT_FOUND.capitalize()}: {', '.join(lines)}."


@dataclass(frozen=True, slots=True)
class Run:
    """Issues in a row in which a fact is said alike: the places of the first and the last, and how the first says it.

    `verdict` is what became of it at the first of them, None where there is nothing to tell. `was` are the words of
    the run before, where the fact has another value and was absent between.
    """

    first: int
    last: int
    said: Said
    verdict: Verdict | None = None
    was: Said | None = None

    @property
    def told(self) -> str:
        """What became of the fact, in words."""
        if self.verdict is None:
            return ""
        words = VERDICT_WORDS[self.verdict]
        return f"{words}, returned, was {self.was.quoted}" if self.was else words


def runs(view: LedgerView, row: FactRow) -> list[Run]:
    """The runs of a row, in order: one ends where the fact is not said, or its value, noun or wording is another.

    What is said of a figure may be told in other words in one run.
    """
    found: list[Run] = []
    words = ""
    quiet = (*UNCHANGED, Verdict.ADDED, *([Verdict.REWORDED] if row.kind is FactKind.QUANTITY else []))
    for place, facts in enumerate(row.facts):
        if not facts:
            continue
        one = view.said(place, facts[0], brief=True)
        verdict = row.verdicts[place]
        told = None if verdict in quiet else verdict
        if found and found[-1].last == place - 1 and told is None and one.words.casefold() == words:
            found[-1] = replace(found[-1], last=place)
        else:
            gone = bool(found) and found[-1].last < place - 1
            was = found[-1].said if gone and told in OTHER_VALUE else None
            found.append(Run(place, place, one, told, was))
        words = one.words.casefold()
    return found


def row_parts(view: LedgerView) -> tuple[list[FactRow], list[FactRow], list[FactRow]]:
    """The rows of a series: what changed and what is said in one way of those in the last issue, then what ended.

    Where some changes only are to be shown, the rows that have them. What ended last is first.
    """
    changed = [row for row in view.matrix.rows if row_changes(view, row)]
    steady = [] if view.verdicts else [row for row in view.matrix.rows if not row_changes(view, row)]
    ended = [row for row in (*changed, *steady) if not row.facts[-1]]
    return (
        [row for row in changed if row.facts[-1]],
        [row for row in steady if row.facts[-1]],
        sorted(ended, key=lambda row: -last_place(row)),
    )


def last_place(row: FactRow) -> int:
    """The last statement that has a fact."""
    return max(place for place, facts in enumerate(row.facts) if facts)


def row_changes(view: LedgerView, row: FactRow) -> frozenset[Verdict]:
    """What became of a row's fact, over all issues, that is to be shown; that it came and went only if asked for."""
    wanted = view.verdicts or set(Verdict) - {*UNCHANGED, *ABSENT, Verdict.RETURNED}
    return frozenset(verdict for verdict in row.verdicts if verdict is not None and verdict in wanted)


def run_dates(view: LedgerView, run: Run, *, issues: int | None = None) -> str:
    """When a run stood, and in how many issues: "2008-12-16 to 2015-10-28 (58 issues)"."""
    first, last = (view.matrix.statements[place].date or "undated" for place in (run.first, run.last))
    length = run.last - run.first + 1
    if length == 1:
        return first
    of = f" of {length:,}" if issues not in (None, length) else ""
    return f"{first} to {last} ({issues or length:,}{of} issues)"
