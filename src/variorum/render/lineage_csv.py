"""Flat rows of a series as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# A spreadsheet takes a cell that begins so for a formula, and runs it; a number it may be.
_FORMULA = re.compile(r"(?![-+]?[0-9]+(\.[0-9]+)?\Z)[=+\-@\t\r]")


def csv_table(kind: type, rows: Iterable[object], *, guarded: bool = False) -> str:
    """A head and a line for each row, whose class is `kind`.

    Words are the exact characters of the text; where `guarded`, what a spreadsheet would take for a formula begins with
    an apostrophe. What is not known is empty, true and false are 1 and 0, and several values in one cell stand with
    spaces between.
    """
    names = [field.name for field in fields(kind)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        cells = [_cell(getattr(row, name)) for name in names]
        writer.writerow(map(_guarded, cells) if guarded else cells)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else value


def _guarded(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
