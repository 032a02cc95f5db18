"""Finding remembered facts by what they say: figures by value, names by handle, dates by the days they cover."""

# ruff: noqa: S608 - every part of a statement is written in this file; what users say is bound

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from variorum.archive.contents import readable
from variorum.archive.facts import COLUMNS, from_row
from variorum.archive.search import conditions
from variorum.model.said import Figure, Holds
from variorum.text.keys import noun_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from variorum.model.facts import Fact, FactKind
    from variorum.model.found import Scope

# SQLite binds no more than 999 values in its older builds; a scope binds a few.
_AT_ONCE = 800
# Floating-point numbers stand for the decimals in the index; what is this near is looked at exactly.
_NEARLY = 1e-9
# "Hundreds of thousands" is read as two hundred thousand and more, and stays below a million.
MAGNITUDE = 5
_FROM = (
    " FROM fact JOIN fact_reading ON fact_reading.id = fact.reading"
    " JOIN segment ON segment.text = fact_reading.text AND segment.number = fact.segment"
    " JOIN witness ON witness.text = fact_reading.text JOIN issue ON issue.id = witness.issue"
    " JOIN series ON series.id = issue.series WHERE fact_reading.derivation = ?"
)
_PLACE = "series.slug, issue.ordinal, witness.language, witness.revision"
_NAMES = ", ".join(f'fact."{column}"' for column in COLUMNS)


_Place = tuple[int, int, int, int, str, tuple[str, int, str, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that answers one thing that was asked: the numbers of its reading, text and segment, and its own.

    `date` is that of its issue; `order` puts those of one date in order. `name` are its name_key and said_key.
    """

    reading: int
    number: int
    text: int
    segment: int
    date: str
    order: tuple[str, int, str, int]
    holds: Holds
    name: tuple[str, str] = ("", "")


def figures(connection: sqlite3.Connection, derivation: int, figure: Figure, scope: Scope) -> list[Match]:
    """The quantities that a figure answers: of its value, or of a range or magnitude in which it lies."""
    parts = ["fact.low_number IS NOT NULL"]
    values: list[object] = []
    if figure.low is not None and figure.high is not None:
        parts.append(f"fact.low_number <= ? AND coalesce(fact.high_number, fact.low_number * {MAGNITUDE}) >= ?")
        values += [_beside(figure.high, 1), _beside(figure.low, -1)]
    if figure.unit is not None:
        parts.append("fact.unit = ?")
        values.append(figure.unit)
    for key in noun_keys(figure.counted):
        parts.append("instr(fact.counted_key, ?) > 0")
        values.append(f" {key} ")
    found = []
    for row, (low, high) in _rows(connection, derivation, " AND ".join(parts), values, scope, "fact.low, fact.high"):
        holds = _holds(figure, Decimal(low), None if high is None else Decimal(high))
        if holds is not None:
            found.append(Match(*row, holds))
    return found


def _beside(value: Decimal, way: int) -> float:
    number = float(value)
    return number + way * max(abs(number), 1.0) * _NEARLY


def _holds(figure: Figure, low: Decimal, high: Decimal | None) -> Holds | None:
    """How a quantity answers a figure; None where it does not."""
    if figure.low is None or figure.high is None:
        return Holds.SAYS
    if figure.low <= low and high is not None and high <= figure.high:
        return Holds.SAYS
    if high is None:
        return Holds.RANGE if low <= figure.high and figure.low < low * MAGNITUDE else None
    return Holds.RANGE if low <= figure.high and figure.low <= high else None


def named(
    connection: sqlite3.Connection, derivation: int, kind: FactKind, pairs: Collection[tuple[str, str]], scope: Scope
) -> list[Match]:
    """The facts of a kind whose (name_key, said_key) is one of these pairs."""
    names = sorted({name for name, _ in pairs})
    found = []
    for first in range(0, len(names), _AT_ONCE):
        part = names[first : first + _AT_ONCE]
        where = f"fact.kind = ? AND fact.name_key IN ({', '.join('?' * len(part))})"
        rows = _rows(connection, derivation, where, [kind, *part], scope, "fact.name_key, fact.said_key")
        found += [Match(*row, Holds.SAYS, pair) for row, pair in rows if pair in pairs]
    return found


def dated(connection: sqlite3.Connection, derivation: int, dates: Mapping[str, Holds], scope: Scope) -> list[Match]:
    """The facts whose EDTF is one of these."""
    written = sorted(dates)
    found = []
    for first in range(0, len(written), _AT_ONCE):
        part = written[first : first + _AT_ONCE]
        where = f"fact.edtf IN ({', '.join('?' * len(part))})"
        found += [
            Match(*row, dates[edtf]) for row, (edtf,) in _rows(connection, derivation, where, part, scope, "fact.edtf")
        ]
    return found


def _rows(
    connection: sqlite3.Connection,
    derivation: int,
    where: str,
    values: Collection[object],
    scope: Scope,
    columns: str,
) -> list[tuple[_Place, tuple[Any, ...]]]:
    """Of each fact under these conditions what a match has, and these columns of it."""
    also, bound = conditions(connection, scope)
    query = (
        f"SELECT fact.reading, fact.number, fact_reading.text, segment.id, issue.date, {_PLACE}, {columns}{_FROM}"
        f" AND {where}{also}"
    )
    rows = connection.execute(query, (derivation, *values, *bound))
    return [((*row[:5], (row[5], row[6], row[7], -row[8])), row[9:]) for row in rows]


def names_of(connection: sqlite3.Connection, kind: FactKind) -> list[tuple[str, str]]:
    """Every (name_key, said_key) among the facts of a kind."""
    query = "SELECT DISTINCT name_key, said_key FROM fact WHERE kind = ? AND name_key IS NOT NULL ORDER BY 1, 2"
    return [(name, said) for name, said in connection.execute(query, (kind,))]


def dates_of(connection: sqlite3.Connection) -> list[str]:
    """Every EDTF date among the facts."""
    return [edtf for (edtf,) in connection.execute("SELECT DISTINCT edtf FROM fact WHERE edtf > '' ORDER BY 1")]


def units_of(connection: sqlite3.Connection, derivation: int) -> list[str]:
    """Every unit among the facts that a reader found, the most frequent first."""
    query = (
        "SELECT unit FROM fact JOIN fact_reading ON fact_reading.id = fact.reading"
        " WHERE derivation = ? AND low_number IS NOT NULL AND unit IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    )
    return [unit for (unit,) in connection.execute(query, (derivation,))]


def fact_at(connection: sqlite3.Connection, reading: int, number: int) -> Fact:
    """One remembered fact."""
    row = connection.execute(
        f"SELECT {_NAMES} FROM fact WHERE reading = ? AND number = ?", (reading, number)
    ).fetchone()
    return from_row(row)


def content_of(connection: sqlite3.Connection, text: int) -> str:
    """The characters of a text."""
    return readable(connection.execute("SELECT content FROM text WHERE id = ?", (text,)).fetchone()[0])


def texts_of(connection: sqlite3.Connection, digests: Collection[str]) -> dict[int, str]:
    """The texts that have these digests, each with its own."""
    found: dict[int, str] = {}
    for sha256 in sorted(digests):
        rows = connection.execute("SELECT id FROM text WHERE sha256 = ?", (sha256,))
        found |= {text: sha256 for (text,) in rows}
    return found
