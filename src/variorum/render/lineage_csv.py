"""Flat rows of a series as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# What steers a terminal, or stands in no UTF-8; tabs and ends of lines are left.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# A spreadsheet takes a cell that begins so for a formula, and runs it; a number it may be.
_FORMULA = re.compile(r"(?![-+]?[0-9]+(\.[0-9]+)?\Z)[=+\-@\t\r]")


def csv_table(kind: type, rows: Iterable[object], *, guarded: bool = False) -> str:
    r"""A head and a line for each row, whose class is `kind`.

    Words are the exact characters of the text, but for control characters, of which the code is written out as in
    \x1b: no cell steers a terminal that the table is printed on. Where `guarded`, what a spreadsheet would take for a
    formula begins with an apostrophe. What is not known is empty, true and false are 1 and 0, and several values in one
    cell stand with spaces between.
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
        return _safe(" ".join(map(str, value)))
    return "" if value is None else _safe(value) if isinstance(value, str) else value


def _safe(words: str) -> str:
    return _CONTROL.sub(_written_out, words)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _guarded(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
