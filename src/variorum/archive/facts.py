"""What texts say, fact by fact, as it is remembered: written once a text and reader, read back as it was."""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from variorum.archive.contents import readable, storable
from variorum.model.facts import Extraction, Fact, FactKind, Moment, Operator, Quantity, Stance
from variorum.model.spans import Span
from variorum.model.witnesses import Limit
from variorum.text.keys import name_key, noun_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.units import Segment
    from variorum.model.witnesses import Derivation

_SPANS = ("counted", "inferred", "predicate", "qualifier", "role", "holder", "target")
COLUMNS = (
    *("reading", "number", "kind", "start", "end", "segment", "rule", "confidence"),
    *("low", "high", "low_number", "high_number", "op", "unit", "ordinal", "counted_key"),
    *("edtf", "relative", "impossible", "name", "name_key", "said_key", "act", "modal", "negated"),
    *(f"{part}_{edge}" for part in _SPANS for edge in ("start", "end")),
)
_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
_INSERT = f"INSERT INTO fact ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"

Row = tuple[Any, ...]
# A witness's date for its reader: the one it states, else that of its issue.
ANCHOR = "coalesce(witness.stated, issue.date)"
_UNREAD = (
    " FROM witness JOIN issue ON issue.id = witness.issue JOIN series ON series.id = issue.series"
    " LEFT JOIN fact_reading ON fact_reading.text = witness.text AND fact_reading.derivation = ?"
    f" AND fact_reading.anchor = {ANCHOR} WHERE fact_reading.id IS NULL"
)


def save_facts(
    connection: sqlite3.Connection,
    text: int,
    derivation: int,
    anchor: str,
    content: str,
    segments: Sequence[Segment],
    found: Extraction,
) -> None:
    """Remember what a reader found in a text, in the place of what it found before. Call it inside a transaction."""
    connection.execute("DELETE FROM fact_reading WHERE text = ? AND derivation = ?", (text, derivation))
    cursor = connection.execute(
        "INSERT INTO fact_reading (text, derivation, anchor, limits) VALUES (?, ?, ?, ?)",
        (text, derivation, anchor, json.dumps([[hit.what, hit.limit, hit.seen, hit.effect] for hit in found.limits])),
    )
    reading = int(cursor.lastrowid or 0)
    starts = [segment.span.start for segment in segments]
    connection.executemany(
        _INSERT,
        (
            (reading, number, *to_row(fact, content, max(bisect_right(starts, fact.span.start) - 1, 0)))
            for number, fact in enumerate(found.facts)
        ),
    )


def load_facts(connection: sqlite3.Connection, text: int, derivation: int, anchor: str) -> Extraction | None:
    """What a reader found in a text whose date is `anchor`; None where it has not read it yet."""
    row = connection.execute(
        "SELECT id, limits FROM fact_reading WHERE text = ? AND derivation = ? AND anchor = ?",
        (text, derivation, anchor),
    ).fetchone()
    if row is None:
        return None
    rows = connection.execute(f"SELECT {_NAMES} FROM fact WHERE reading = ? ORDER BY number", (row[0],))
    return Extraction(tuple(map(from_row, rows)), tuple(Limit(*hit) for hit in json.loads(row[1])))


def to_row(fact: Fact, content: str, segment: int) -> Row:
    """A fact as it is stored, without the two columns that say whose it is."""
    figure, moment, stance = fact.quantity, fact.moment, fact.stance
    counted = (figure.counted or figure.counted_inferred) if figure else None
    spans = (
        *((figure.counted, figure.counted_inferred, figure.predicate, figure.qualifier) if figure else (None,) * 4),
        fact.role,
        *((stance.holder, stance.target) if stance else (None, None)),
    )
    return (
        *(fact.kind.value, fact.span.start, fact.span.end, segment, fact.rule, fact.confidence),
        *(_figure(figure) if figure else (None,) * 7),
        f" {' '.join(noun_keys(counted.of(content)))} " if counted else None,
        *((moment.edtf, int(moment.relative), int(moment.impossible)) if moment else (None,) * 3),
        *_named(fact, content),
        *(
            (stance.act, None if stance.modal is None else storable(stance.modal), int(stance.negated))
            if stance
            else (None,) * 3
        ),
        *(edge for span in spans for edge in ((span.start, span.end) if span else (None, None))),
    )


def _figure(figure: Quantity) -> Row:
    low, high = figure.low, figure.high
    return (
        *(str(low), None if high is None else str(high), float(low), None if high is None else float(high)),
        *(figure.op.value, figure.unit, int(figure.ordinal)),
    )


def _named(fact: Fact, content: str) -> Row:
    if fact.name is None:
        return None, None, None
    return storable(fact.name), name_key(fact.name), name_key(fact.span.of(content))


def from_row(row: Row) -> Fact:
    """The fact in a row of all columns."""
    _, _, kind, start, end, _, rule, confidence, low, high, _, _, op, unit, ordinal, _, *rest = row
    edtf, relative, impossible, name, _, _, act, modal, negated, *edges = rest
    counted, inferred, predicate, qualifier, role, holder, target = (
        None if edges[k] is None else Span(edges[k], edges[k + 1]) for k in range(0, len(edges), 2)
    )
    quantity = moment = stance = None
    if low is not None:
        most = None if high is None else Decimal(high)
        bounds = counted, inferred, predicate, qualifier
        quantity = Quantity(Decimal(low), most, Operator(op), unit, *bounds, bool(ordinal))
    if edtf is not None:
        moment = Moment(edtf, bool(relative), bool(impossible))
    if act is not None:
        stance = Stance(act, None if modal is None else readable(modal), bool(negated), holder, target)
    said = None if name is None else readable(name)
    return Fact(FactKind(kind), Span(start, end), rule, confidence, quantity, moment, stance, said, role)


def unread(connection: sqlite3.Connection, derivation: int | None, where: str = "", values: Row = ()) -> list[int]:
    """The texts of witnesses that a reader has not read yet, or not from the date they have now, in order of numbers.

    `where` are conditions on witness, issue and series.
    """
    rows = connection.execute(f"SELECT witness.text{_UNREAD}{where} ORDER BY 1", (derivation, *values))
    return [text for (text,) in rows]


def read_witnesses(connection: sqlite3.Connection, reader: Derivation) -> list[tuple[int, str, int]]:
    """The issue, language and revision of each witness that a reader, or an earlier version of it, has read."""
    query = (
        "SELECT issue, language, revision FROM witness WHERE text IN (SELECT text FROM fact_reading"
        " JOIN derivation ON derivation.id = fact_reading.derivation WHERE tool = ? AND settings = ?) ORDER BY 1, 2, 3"
    )
    rows = connection.execute(query, _unversioned(reader))
    return [(issue, language, revision) for issue, language, revision in rows]


def texts_of(connection: sqlite3.Connection, witnesses: Iterable[tuple[int, str, int]]) -> list[int]:
    """The texts of these witnesses that are there, in order of numbers."""
    query = "SELECT text FROM witness WHERE issue = ? AND language = ? AND revision = ?"
    found = (connection.execute(query, each).fetchone() for each in witnesses)
    return sorted(row[0] for row in found if row)


def is_read(connection: sqlite3.Connection, text: int, derivation: int, anchor: str) -> bool:
    """Whether a reader has read a text whose date is `anchor`."""
    query = "SELECT 1 FROM fact_reading WHERE text = ? AND derivation = ? AND anchor = ?"
    return connection.execute(query, (text, derivation, anchor)).fetchone() is not None


def drop_readings(connection: sqlite3.Connection, reader: Derivation, *, but: int, alike: bool) -> None:
    """Forget what all other versions of a reader found, or all readers of its tool that are set otherwise, but one.

    Call it inside a transaction.
    """
    connection.execute(
        f"DELETE FROM fact_reading WHERE derivation IN (SELECT id FROM derivation"
        f" WHERE tool = ? AND settings {'=' if alike else '<>'} ? AND id <> ?)",
        (*_unversioned(reader), but),
    )


def _unversioned(reader: Derivation) -> tuple[str, str]:
    """The tool and the settings of a reader, as `variorum.archive.store` writes them down."""
    return reader.tool, json.dumps(dict(reader.settings), ensure_ascii=False)


def facts_fingerprint(connection: sqlite3.Connection, reader: Derivation) -> str:
    """The SHA-256 of all that a reader, in whatever version, has found, by what names its text outside the database.

    Memory is one row.
    """
    columns = ", ".join(f'fact."{column}"' for column in COLUMNS if column != "reading")
    found = hashlib.sha256()
    query = (
        "SELECT slug, issue.date, issue.ordinal, witness.language, revision, sha256, tool, version, settings,"
        f" fact_reading.anchor, fact_reading.limits, {columns} FROM fact_reading"
        " JOIN derivation ON derivation.id = fact_reading.derivation JOIN text ON text.id = fact_reading.text"
        " JOIN witness ON witness.text = text.id JOIN issue ON issue.id = witness.issue"
        " JOIN series ON series.id = issue.series LEFT JOIN fact ON fact.reading = fact_reading.id"
        " WHERE tool = ? AND settings = ?"
        " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, fact.number"
    )
    for row in connection.execute(query, _unversioned(reader)):
        found.update(json.dumps(row, default=bytes.hex).encode() + b"\n")
    return found.hexdigest()


def fact_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with remembered facts: which one of which text, and why."""
    spans = ("", *(f"{part}_" for part in _SPANS))
    beyond = " OR ".join(
        f'(fact."{part}start" IS NOT NULL AND NOT (0 <= fact."{part}start" AND fact."{part}start" <= fact."{part}end"'
        f' AND fact."{part}end" <= length.size))'
        for part in spans
    )
    sizes = connection.execute("SELECT id, content FROM text WHERE id IN (SELECT text FROM fact_reading) ORDER BY id")
    for text, stored in sizes:
        size = len(readable(stored))
        rows = connection.execute(
            f'SELECT fact.number, ({beyond}), fact."start" < segment."start" OR fact."start" >= segment."end"'
            " FROM fact_reading JOIN fact ON fact.reading = fact_reading.id JOIN (SELECT ? AS size) AS length"
            " LEFT JOIN segment ON segment.text = fact_reading.text AND segment.number = fact.segment"
            " WHERE fact_reading.text = ? ORDER BY fact_reading.id, fact.number",
            (size, text),
        )
        for number, outside, elsewhere in rows:
            if outside:
                yield f"fact {number} of text {text}", f"it does not lie in a text of {size} code points"
            elif elsewhere or elsewhere is None:
                yield f"fact {number} of text {text}", "it does not begin in the segment that it names"
