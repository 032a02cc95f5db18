"""The matrix of a ledger, fact by statement: rows under headings by verdict, what stays the same as one long cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.ledger import Verdict
from variorum.render.facts_alone import alone
from variorum.render.facts_view import OTHER_VALUE
from variorum.render.facts_words import (
    DEMAND_WORDS_NOT_FOUND,
    KIND_ORDER,
    KIND_WORDS,
    UNCHANGED,
    UNTOLD_GLYPH,
    VERDICT_GLYPHS,
    VERDICT_WORDS,
    change_order,
    folded,
    said,
)
from variorum.render.html.characters import plain, shown
from variorum.render.html.facts.changes import (
    ALONE,
    KEY_ORDER,
    KEY_WORDS,
    change_view,
    date_of,
    language_of,
    verdict_key,
)
from variorum.render.html.words import direction
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from variorum.model.facts import FactKind
    from variorum.model.ledger import FactChange, FactMatrix, FactRow
    from variorum.render.facts_view import LedgerView
    from variorum.render.facts_words import Said
    from variorum.render.html.facts.statements import Places

# A label lists so many ways of saying a fact, a cell so many words of one statement.
MOST_VARIANTS = 3
MOST_IN_CELL = 3
# More statements than this stand in narrow columns, in which what stays the same is one cell.
MOST_WIDE = 6
# A noun so many characters behind its figure stands with it in a narrow cell.
_NEAR = 3
# A table of so many rows is laid out in a moment; the next is laid out when it is scrolled to.
ROWS_A_TABLE = 40


@dataclass(frozen=True, slots=True)
class WordsView:
    """Words of one statement and where they stand; `inferred` and `remark` never stand inside the quotation."""

    words: Markup
    place: str
    inferred: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A fact at `columns` statements in a row, the first of them `first`.

    `state` is "said", "changed", "unexpected", "added", "returned", "dropped", "absent" or "before" (not yet said);
    `told` is the verdict in words, `was` what was said last before, `more` counts words of the statement left out.
    """

    state: str
    first: int
    columns: int
    when: str
    words: tuple[WordsView, ...] = ()
    more: int = 0
    glyph: str = ""
    told: str = ""
    was: WordsView | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A fact: the words it was said in, in order of first use, its kind, its verdicts by name, and its cells."""

    place: str
    label: tuple[WordsView, ...]
    more: int
    kind: str
    kind_name: str
    verdicts: tuple[str, ...]
    cells: tuple[CellView, ...]
    language: str
    direction: str
    told: str = ""
    glyph: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """Rows of one verdict, at most `ROWS_A_TABLE` of `count`; `first` is the place of the first of them."""

    name: str
    head: str
    count: int
    first: int
    rows: tuple[RowView, ...]


@dataclass(slots=True)
class Matrix:
    """Makes the rows; what each statement says of a fact is looked up once."""

    view: LedgerView
    places: Places
    _said: dict[tuple[int, int], Said] = field(default_factory=dict)

    @property
    def matrix(self) -> FactMatrix:
        """What is drawn."""
        return self.view.matrix

    def tables(self) -> Iterator[TableView]:
        """All rows, what the dates don't explain first, what never changed last; then by what stood latest."""
        if len(self.matrix.statements) == 2:
            rows = [self._pair(change) for change in sorted(self.view.told(self.matrix.changes), key=change_order)]
            rows += [self._alone(place, row) for place, row in alone(self.matrix)]
        else:
            rows = [self._row(row) for row in sorted(self.matrix.rows, key=_row_order)]
        for key, group in groupby(sorted(rows, key=_chief_place), key=lambda row: row.verdicts[0]):
            every = tuple(group)
            for first in range(0, len(every), ROWS_A_TABLE):
                yield TableView(key, self._head(key), len(every), first, every[first : first + ROWS_A_TABLE])

    def words(self, k: int, place: int) -> Said:
        """A fact as its statement says it."""
        if (k, place) not in self._said:
            self._said[k, place] = said(self.matrix.statements[k], self.matrix.statements[k].facts[place])
        return self._said[k, place]

    def _cell_words(self, k: int, place: int) -> str:
        """The words of a cell; in a narrow one a figure stands with its noun behind it and no more."""
        statement = self.matrix.statements[k]
        fact = statement.facts[place]
        if len(self.matrix.statements) <= MOST_WIDE or fact.quantity is None:
            return self.words(k, place).words
        noun, bound = fact.quantity.counted, fact.quantity.qualifier
        start = bound.start if bound and 0 <= fact.span.start - bound.end <= _NEAR else fact.span.start
        end = noun.end if noun and 0 <= noun.start - fact.span.end <= _NEAR else fact.span.end
        return folded(statement.witness.content[min(start, fact.span.start) : max(end, fact.span.end)])

    def _head(self, key: str) -> str:
        if key == "same":
            return "Said the same" if len(self.matrix.statements) > 1 else "What it says"
        words = KEY_WORDS[key]
        return words[0].upper() + words[1:]

    def _pair(self, change: FactChange) -> RowView:
        """A row of two statements: the pair that a change is of."""
        view = change_view(self.view, change, self.places.of)
        cells = []
        for k, place in enumerate(change.facts):
            words = () if place is None else self._distinct(k, [place])
            state = "absent" if place is None else _state(change.verdict)
            cells.append(CellView(state, k, 1, self.date(k), words))
        first = next((k, place) for k, place in enumerate(change.facts) if place is not None)
        return RowView(
            f"pair-{self._place(*first)}",
            (),
            0,
            view.kind,
            view.kind_name,
            (view.verdict,),
            tuple(cells),
            language_of(self.matrix.statements[0]),
            direction(self.matrix.statements[0].witness.language),
            view.told,
            view.glyph,
        )

    def _alone(self, k: int, row: FactRow) -> RowView:
        """A row of two statements: a fact that stands in one alone and is not told as dropped or added."""
        statement = self.matrix.statements[k]
        cells = [
            CellView("said" if at == k else "absent", at, 1, self.date(at), self._distinct(at, facts))
            for at, facts in enumerate(row.facts)
        ]
        return RowView(
            row_place(row, self.matrix, self.places),
            (),
            0,
            KIND_WORDS[row.kind][0],
            row.kind.value,
            (ALONE,),
            tuple(cells),
            language_of(statement),
            direction(statement.witness.language),
            f"in {self.date(k)} alone, like words stand elsewhere",
            UNTOLD_GLYPH,
        )

    def _row(self, row: FactRow) -> RowView:
        first = next(k for k, places in enumerate(row.facts) if places)
        label: dict[str, WordsView] = {}
        for k, places in enumerate(row.facts):
            for place in places:
                found = self.words(k, place)
                key = found.words.casefold() + (found.inferred or "")
                if key not in label:
                    label[key] = self._view(found.words, k, place)
        keys = {verdict_key(row.kind, verdict) for verdict in row.verdicts if verdict and _tells(verdict)}
        return RowView(
            row_place(row, self.matrix, self.places),
            tuple(label.values())[:MOST_VARIANTS],
            max(0, len(label) - MOST_VARIANTS),
            KIND_WORDS[row.kind][0],
            row.kind.value,
            tuple(sorted(keys, key=KEY_ORDER.__getitem__)) or ("same",),
            tuple(self._cells(row)),
            language_of(self.matrix.statements[first]),
            direction(self.matrix.statements[first].witness.language),
        )

    def _cells(self, row: FactRow) -> Iterator[CellView]:
        """The cells of a row; with many statements those in a row that say the same in the same words are one."""
        join = len(self.matrix.statements) > MOST_WIDE
        count = len(row.facts)
        last: int | None = None
        k = 0
        while k < count:
            end = k + 1
            while join and end < count and self._goes_on(row, k, end):
                end += 1
            yield self._cell(row, k, end, last)
            last = end - 1 if row.facts[k] else last
            k = end

    def _goes_on(self, row: FactRow, k: int, end: int) -> bool:
        if _tells(row.verdicts[end]) or bool(row.facts[k]) is not bool(row.facts[end]):
            return False
        if not row.facts[k]:
            return row.verdicts[k] is not Verdict.DROPPED
        return self._first_words(row, k) == self._first_words(row, end)

    def _first_words(self, row: FactRow, k: int) -> str:
        return self._cell_words(k, row.facts[k][0])

    def _cell(self, row: FactRow, k: int, end: int, last: int | None) -> CellView:
        verdict = row.verdicts[k]
        when = self.date(k) if end == k + 1 else f"{self.date(k)} to {self.date(end - 1)}"
        was = None
        if last is not None and _tells(verdict):
            was = self._distinct(last, row.facts[last])[0]
        if not row.facts[k]:
            if verdict is Verdict.DROPPED:
                told = self._dropped(row.kind, k)
                glyph = VERDICT_GLYPHS[verdict] if self.view.whole[k] else UNTOLD_GLYPH
                return CellView("dropped", k, end - k, when, (), 0, glyph, told, was)
            return CellView("before" if last is None else "absent", k, end - k, when)
        words = self._distinct(k, row.facts[k])
        state = "said" if verdict is None or verdict in UNCHANGED else _state(verdict)
        if was is not None and was.words == words[0].words:
            was = None
        more = len(words) - MOST_IN_CELL
        told, glyph = ("", "") if verdict is None else (VERDICT_WORDS[verdict], VERDICT_GLYPHS[verdict])
        if verdict in OTHER_VALUE and last is not None and last < k - 1:
            told += f", {VERDICT_WORDS[Verdict.RETURNED]}"
        return CellView(state, k, end - k, when, words[:MOST_IN_CELL], max(0, more), glyph, told, was)

    def _dropped(self, kind: FactKind, k: int) -> str:
        """An absence is called by a fact only where it is one."""
        if kind.value == "demand":
            return DEMAND_WORDS_NOT_FOUND.replace("lines with ", "")
        return VERDICT_WORDS[Verdict.DROPPED] if self.view.whole[k] else NOT_FOUND

    def _distinct(self, k: int, places: Sequence[int]) -> tuple[WordsView, ...]:
        """The words of a statement, each once, with where they first stand."""
        found: dict[str, WordsView] = {}
        for place in places:
            words = self._cell_words(k, place)
            if words not in found:
                found[words] = self._view(words, k, place)
        return tuple(found.values())

    def _view(self, words: str, k: int, place: int) -> WordsView:
        told = self.words(k, place)
        return WordsView(shown(words), self._place(k, place), plain(told.inferred or ""), told.remark)

    def _place(self, k: int, place: int) -> str:
        return self.places.of(k, self.matrix.statements[k].facts[place])

    def date(self, k: int) -> str:
        """What a statement is called."""
        return date_of(self.matrix.statements[k])


def row_place(row: FactRow, matrix: FactMatrix, places: Places) -> str:
    """What names a row: the place of its first mention."""
    first = next(k for k, found in enumerate(row.facts) if found)
    return f"row-{places.of(first, matrix.statements[first].facts[row.facts[first][0]])}"


def _chief_place(row: RowView) -> int:
    """What is told first is what is told of a row."""
    return KEY_ORDER[row.verdicts[0]]


def _row_order(row: FactRow) -> tuple[int, int]:
    """What stands in the latest statement before what stood last long ago; figures before names."""
    last = max(k for k, places in enumerate(row.facts) if places)
    return -last, KIND_ORDER[row.kind]


def _tells(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict not in UNCHANGED


def _state(verdict: Verdict) -> str:
    """How a cell with words is drawn."""
    match verdict:
        case Verdict.UNEXPECTED | Verdict.ADDED | Verdict.RETURNED | Verdict.DROPPED:
            return verdict.name.lower()
        case Verdict.SAME | Verdict.MOVED:
            return "said"
        case _:
            return "changed"
