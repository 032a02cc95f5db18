"""A bounded table for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 20
MOST_CHARACTERS = 160


def html_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, total: int) -> str:
    """The first rows as an HTML table, long values cut, with how many of `total` there are; every value is escaped."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>\n" for row in rows[:MOST_ROWS]
    )
    shown = min(len(rows), MOST_ROWS)
    count = f"{total:,} row{'' if total == 1 else 's'}" + (f", the first {shown} shown" if shown < total else "")
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n<p>{count}</p>\n"


def _cell(value: object) -> str:
    if value in (None, "", [], ()):
        return ""
    words = " ".join((f"{value:.4g}" if isinstance(value, float) else str(value)).split())
    return escape(words if len(words) <= MOST_CHARACTERS else words[: MOST_CHARACTERS - 1] + "…")
