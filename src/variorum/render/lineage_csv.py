"""Flat rows of a series as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def csv_table(kind: type, rows: Iterable[object]) -> str:
    """A head and a line for each row, whose class is `kind`.

    Words are the exact characters of the text. What is not known is empty, true and false are 1 and 0, and several
    values in one cell stand with spaces between.
    """
    names = [field.name for field in fields(kind)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else value
