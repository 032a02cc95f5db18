"""Each issue of a series in figures, in every form: a page, a table, sentences, JSON, CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.news import IssueMeasures

if TYPE_CHECKING:
    from variorum.workflows.lives import Series


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a series, an issue a row."""

    series: Series

    def to_terminal(self, *, width: int = 80, color: bool = False) -> str:
        """The table, `width` columns wide, under what sticks out."""
        from variorum.render.lineage_measures import measures_page
        from variorum.render.lineage_sheet import LineageSheet

        sheet = LineageSheet(self.series.lineage, width, color, full=True)
        return measures_page(sheet, self.series.measures().rows, notices=self.series.notices)

    def to_plain(self) -> str:
        """One sentence an issue."""
        from variorum.render.lineage_measures import measures_plain

        return measures_plain(self.series.lineage, self.series.measures().rows, notices=self.series.notices)

    def to_json(self) -> str:
        """The document `variorum.measures/1`."""
        from variorum.render.lineage_json import measures_document

        return measures_document(self.series.lineage, self.series.measures().rows)

    def to_csv(self) -> str:
        """One issue a row."""
        from variorum.render.lineage_csv import csv_table

        return csv_table(IssueMeasures, self.series.measures().rows)

    def to_html(self) -> str:
        """One self-contained page without script: bars of what became of the lines, and the table."""
        from variorum.render.html.lineage import measured_page

        return measured_page(self.series.lineage, self.series.measures().rows, notices=self.series.notices)
