"""A run of reuse as a user of the library holds it: its tables, its families, its documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import ExtraMissing
from variorum.model.reuse_views import RunView
from variorum.progress import silent
from variorum.reuse.run.manifest import DOCUMENTS, FAMILIES, PASSAGES, TEXTS
from variorum.workflows.reuse.views import NAMED, document_view, family_view, run_summary, summaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas
    import pyarrow

    from variorum.model.reuse_views import Against, DocumentView, FamilySummary, FamilyView, RunDocument, RunSummary
    from variorum.progress import Report
    from variorum.reuse.run.reading import RunReader, Sort

FIRST = 20
"""So many families a list has where nobody asks for more or fewer."""


@dataclass(frozen=True, slots=True, repr=False)
class RunTable:
    """A table of a run on the disk: nothing of it is read before it is asked for."""

    path: str
    total: int

    def __repr__(self) -> str:
        return f"<table {os.path.basename(self.path)}: {self.total:,} rows>"

    def __len__(self) -> int:
        return self.total

    def to_arrow(self) -> pyarrow.Table:
        """The whole table."""
        from pyarrow import parquet

        return parquet.read_table(self.path, memory_map=True)

    def to_pandas(self) -> pandas.DataFrame:
        """The whole table as a data frame. Raises ExtraMissing without pandas."""
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise ExtraMissing("pandas", "to_pandas", extra="tables") from error
        return pandas.read_parquet(self.path)

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        from variorum.render.tables import MOST_ROWS, html_table
        from variorum.reuse.run.rows import first_rows

        columns, rows = first_rows(self.path, MOST_ROWS)
        return html_table(columns, rows, total=self.total)


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """A finished run. Families are numbered from 1, documents from 0 in order of date, then of id."""

    reader: RunReader

    def __repr__(self) -> str:
        counts = self.counts
        return f"<run {self.folder}: {counts['families']:,} families in {counts['documents']:,} documents>"

    @property
    def folder(self) -> str:
        """Where it is."""
        return self.reader.folder

    @property
    def counts(self) -> Mapping[str, int]:
        """How many documents, families, passages and so on there are."""
        return self.reader.manifest.counts

    @property
    def summary(self) -> RunSummary:
        """The run in figures."""
        return run_summary(self.reader)

    @property
    def documents(self) -> RunTable:
        """The table of documents."""
        return RunTable(self.reader.path(DOCUMENTS), self.counts["documents"])

    @property
    def texts(self) -> RunTable:
        """The table of texts, in the order in which they came."""
        return RunTable(self.reader.path(TEXTS), self.counts["documents"])

    @property
    def families(self) -> RunTable:
        """The table of families."""
        return RunTable(self.reader.path(FAMILIES), self.counts["families"])

    @property
    def passages(self) -> RunTable:
        """The table of passages."""
        return RunTable(self.reader.path(PASSAGES), self.counts["passages"])

    def show(
        self, *, sort: Sort = "documents", formulaic: bool = False, limit: int | None = FIRST
    ) -> tuple[FamilySummary, ...]:
        """Families in short, bursts first: those that are not formulaic, or these alone."""
        return self.view(sort=sort, formulaic=formulaic, limit=limit).families

    def view(self, *, sort: Sort = "documents", formulaic: bool = False, limit: int | None = FIRST) -> RunView:
        """The same with the run in figures, as the pages have it."""
        found = self.reader.families(sort=sort, formulaic=formulaic, limit=limit)
        total = self.reader.count_families(formulaic=formulaic)
        return RunView(self.summary, tuple(summaries(self.reader, found)), total, formulaic, sort)

    def family(self, number: int, *, limit: int | None = None, against: Against = "earliest") -> FamilyView:
        """One family with its wordings in order of date, each against the earliest, or the likest before it.

        Raises FamilyUnknown.
        """
        return family_view(self.reader, self.reader.family(number), limit=limit, against=against)

    def document(self, said: str | int, *, named: int | None = NAMED) -> DocumentView:
        """One document as a whole, by its id or number. Raises DocumentUnknown.

        Of the documents that have a passage too the first `named` are told by name, or (None) all.
        """
        from variorum.workflows.reuse.beside import beside_others

        return beside_others(self.reader, document_view(self.reader, self.reader.document(said), named=named))

    def html_pages(self, *, sort: Sort = "documents", report: Report = silent) -> Iterator[tuple[str, str]]:
        """A folder of pages that read from the disk: the name of each file, with "/" in it, and its content.

        Made one at a time; `index.html`, which comes last, filters, sorts and pages the families.
        """
        from variorum.workflows.reuse.pages import pages_of

        return pages_of(self.reader, sort=sort, report=report)

    def family_html(self, number: int, *, limit: int | None = None, against: Against = "earliest") -> str:
        """One family as a self-contained page, with the first `limit` of its passages. Raises FamilyUnknown.

        It shows changes against the earliest or against the likest before each, and has a switch for the other.
        """
        from variorum.workflows.reuse.pages import family_html

        return family_html(self.reader, number, limit=limit, against=against)

    def document_html(self, said: str | int) -> str:
        """One document as a self-contained page, by its id or number. Raises DocumentUnknown."""
        from variorum.workflows.reuse.pages import document_html

        return document_html(self.reader, said)

    def text(self, document: RunDocument | int) -> str:
        """The text of a document."""
        return self.reader.text(document if isinstance(document, int) else document.number)

    def _repr_html_(self) -> str:
        """The run in one sentence and its first families, for notebooks."""
        from variorum.render.reuse.html import run_preview

        return run_preview(self.view())
