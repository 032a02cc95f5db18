"""Ledgers: what one, two or all statements of a series say, and what became of each fact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import FactMatrix, Verdict
from variorum.render.facts_view import LedgerView
from variorum.render.facts_words import UNCHANGED
from variorum.workflows.ledger_chief import returned_before, value_before_return
from variorum.workflows.ledger_reading import FactSource, ReadStatements, read_statements
from variorum.workflows.ledger_rows import LedgerChange, LedgerFact, change_rows, fact_rows
from variorum.workflows.ledger_selection import of_kinds
from variorum.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pandas
    import pyarrow

    from variorum.analysis.facts.following.threads import Threads
    from variorum.model.alignment import Alignment, SegmentedWitness
    from variorum.model.lineage import Lineage
    from variorum.model.summary import Summary
    from variorum.model.witnesses import Limit

CHANGED = frozenset(Verdict) - set(UNCHANGED)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The facts of statements with the ways to show them. It holds what is said, and never rates whether it is true.

    `series` is the name of a series, "" for one or two statements. `limits` are bounds on what was read or followed,
    `remarks` what else to know first. `whole` says of each statement whether absence from it is a fact. `verdicts` are
    the changes to show, none for all and the facts besides.
    """

    matrix: FactMatrix
    whole: tuple[bool, ...]
    series: str = ""
    limits: tuple[Limit, ...] = ()
    remarks: tuple[str, ...] = ()
    verdicts: frozenset[Verdict] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether every text is known to be whole and no limit was hit."""
        return all(self.whole) and not self.limits

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know before the facts: what was not read, which limit was hit."""
        from variorum.render.sentences import limit_words

        said = list(self.remarks)
        for statement in self.matrix.statements:
            text, name = statement.witness.witness.text, statement.reference
            said += [f"{name}: {warning.message}" for warning in text.warnings if warning.incomplete]
            said += [f"{name}: {limit_words(limit)}" for limit in text.limits]
        return tuple(dict.fromkeys((*said, *map(limit_words, self.limits))))

    @property
    def facts(self) -> Table[LedgerFact]:
        """Every fact, by statement, in text order."""
        rows = tuple(fact_rows(self.matrix))
        return Table(LedgerFact, rows, len(rows), self.limits)

    @property
    def changes(self) -> Table[LedgerChange]:
        """What changed, came, went or came back; only those of `verdicts`, where there are any."""
        rows = tuple(change_rows(self.view()))
        return Table(LedgerChange, rows, len(rows), self.limits)

    def only(self, *, kinds: Collection[str] = (), verdicts: Collection[str] = ()) -> Ledger:
        """The ledger of these kinds of facts ("quantity") and these changes ("value changed"); none stands for all.

        What returned with another value is among what returned, too. Raises ValueError for what is none.
        """
        matrix = of_kinds(self.matrix, frozenset(map(FactKind, kinds))) if kinds else self.matrix
        asked = frozenset(map(Verdict, verdicts)) or self.verdicts
        return replace(self, matrix=returned_before(matrix, asked), verdicts=asked)

    def to_terminal(self, *, width: int = 80, color: bool = False, full: bool = False) -> str:
        """The page for a terminal of `width` columns; `full` shortens nothing."""
        if self.series:
            from variorum.render.facts_series import series_page

            return series_page(self.view(full=full), width=width, color=color)
        from variorum.render.facts_terminal import ledger_page

        return ledger_page(self.view(full=full), width=width, color=color)

    def to_plain(self) -> str:
        """One sentence a change and a fact, for a screen reader."""
        from variorum.render.facts_plain import ledger_plain

        return ledger_plain(self.view(full=True))

    def to_json(self) -> str:
        """The document `variorum.ledger/1`; its JSON Schema ships with the package."""
        from variorum.render.ledger import ledger_document

        return ledger_document(self.view())

    def to_csv(self) -> str:
        """A row a fact; where `verdicts` were asked for, a row a change."""
        from variorum.render.lineage_csv import csv_table

        table = self.changes if self.verdicts else self.facts
        return csv_table(table.kind, table.rows, guarded=True)

    def to_html(self) -> str:
        """One self-contained page: changed facts, the matrix, and each statement, in which every cell's words stand."""
        from variorum.render.html.facts import ledger_page

        return ledger_page(self.view())

    def to_arrow(self) -> pyarrow.Table:
        """The facts as an Arrow table. Raises ExtraMissing without pyarrow."""
        return self.facts.to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """The facts as a data frame. Raises ExtraMissing without pandas."""
        return self.facts.to_pandas()

    def _repr_html_(self) -> str:
        """A bounded preview for notebooks: the changes of two or more statements, the facts of one."""
        return (self.changes if len(self.whole) > 1 else self.facts)._repr_html_()

    def view(self, *, full: bool = False) -> LedgerView:
        """What the pages draw."""
        return LedgerView(self.matrix, self.whole, self.series, self.notices, self.verdicts, full)


def facts_of_one(witness: SegmentedWitness, date: str | None = None, *, source: FactSource | None = None) -> Ledger:
    """The ledger of one statement."""
    from variorum.analysis.facts.following.matrix import matrix
    from variorum.text.dates import stated_date

    date = date or stated_date(witness.content, witness.segments)
    read = read_statements([(witness, witness.witness.name, date)], source)
    return Ledger(matrix(read.statements, ()), read.full, limits=read.limits, remarks=read.remarks)


def facts_of_two(
    alignment: Alignment, summary: Summary, dates: tuple[str | None, str | None], *, source: FactSource | None = None
) -> Ledger:
    """The ledger of two statements that are compared: facts are followed inside lines that answer each other first."""
    from variorum.analysis.facts.following.matrix import matrix
    from variorum.analysis.facts.following.threads import answer_threads
    from variorum.render.sentences import notices_of

    sides = zip((alignment.base, alignment.other), dates, strict=True)
    read = read_statements(((witness, witness.witness.name, date) for witness, date in sides), source)
    threads = answer_threads((bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other)
    whole = tuple(full and not alignment.limits for full in read.full)
    remarks = (*notices_of(alignment, summary), *read.remarks)
    limits = tuple(dict.fromkeys((*alignment.limits, *read.limits)))
    return Ledger(matrix(read.statements, threads), whole, limits=limits, remarks=remarks)


def facts_of_lineage(
    lineage: Lineage, places: Sequence[int], *, remarks: tuple[str, ...] = (), source: FactSource | None = None
) -> Ledger:
    """The ledger of the issues at some places of a series, in order: its facts by issue, followed along its lines."""
    from variorum.analysis.facts.following.threads import lineage_threads

    read = _read_issues(lineage, places, source)
    threads = lineage_threads(lineage)
    return _ledger_of_issues(lineage, read, [threads[place] for place in places], remarks)


def facts_of_pairs(
    lineage: Lineage, pairs: Sequence[tuple[int, int]], *, source: FactSource | None = None
) -> Iterator[Ledger]:
    """For each two issues of a series, by their places, the ledger of these two; each issue is read once."""
    from variorum.analysis.facts.following.threads import lineage_threads

    source = source or FactSource()
    issues = [lineage.issues[place] for place in sorted({place for pair in pairs for place in pair})]
    named = ((issue.witness, issue.reference, issue.date or None) for issue in issues)
    once = replace(source, remembered={one[1]: extraction for one, extraction in source.extractions(named)})
    threads = lineage_threads(lineage)
    for pair in pairs:
        both = _read_issues(lineage, pair, once)
        yield _ledger_of_issues(lineage, both, [threads[place] for place in pair], ())


def _read_issues(lineage: Lineage, places: Iterable[int], source: FactSource | None) -> ReadStatements:
    issues = [lineage.issues[place] for place in places]
    return read_statements(((issue.witness, issue.reference, issue.date or None) for issue in issues), source)


def _ledger_of_issues(
    lineage: Lineage, read: ReadStatements, threads: Sequence[Threads], remarks: tuple[str, ...]
) -> Ledger:
    from variorum.analysis.facts.following.matrix import matrix

    made = value_before_return(matrix(read.statements, threads))
    limits = tuple(dict.fromkeys((*lineage.limits, *read.limits)))
    return Ledger(made, read.full, lineage.series, limits, (*remarks, *read.remarks))
