"""What people decided: written once, taken back, never lost but with the texts it quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from variorum.archive.seals import seal_judgement
from variorum.model.judgements import Anchor, Judgement, Verb
from variorum.model.references import parse_reference

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence

_ROWS = "SELECT id, verb, details, note, made_by, made_at, undone_at, undone_by FROM judgement"
_ANCHORS = (
    'SELECT reference, text_sha256, "start", "end", exact, prefix, suffix FROM judgement_anchor'
    " WHERE judgement = ? ORDER BY number"
)

Place = tuple[str, str, int, str, int]
"""Where a statement is filed: series, date, ordinal, language, revision."""


def insert_judgement(
    connection: sqlite3.Connection,
    verb: Verb,
    anchors: Sequence[Anchor],
    *,
    details: dict[str, object],
    note: str,
    made_by: str,
    made_at: str,
) -> int:
    """Write a judgement and seal it; returns its number. Call it inside a transaction."""
    said = json.dumps(details, ensure_ascii=False, sort_keys=True)
    cursor = connection.execute(
        "INSERT INTO judgement (verb, details, note, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
        (verb, said, note, made_by, made_at),
    )
    number = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO judgement_anchor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, i, a.reference, a.text_sha256, a.start, a.end, a.exact, a.prefix, a.suffix)
            for i, a in enumerate(anchors)
        ),
    )
    seal_judgement(connection, number)
    return number


def take_back(connection: sqlite3.Connection, judgement: int, *, by: str, at: str) -> None:
    """Let a judgement count no more; its row stays. Call it inside a transaction."""
    connection.execute("UPDATE judgement SET undone_at = ?, undone_by = ? WHERE id = ?", (at, by, judgement))
    seal_judgement(connection, judgement)


def judgements(connection: sqlite3.Connection, *, standing: bool = False) -> Iterator[Judgement]:
    """All judgements by number, or those that count."""
    where = " WHERE undone_at IS NULL" if standing else ""
    for row in connection.execute(_ROWS + where + " ORDER BY id").fetchall():
        yield _judgement(connection, row)


def find_judgement(connection: sqlite3.Connection, number: int) -> Judgement | None:
    """The judgement of this number."""
    row = connection.execute(_ROWS + " WHERE id = ?", (number,)).fetchone()
    return _judgement(connection, row) if row else None


def drop_judgements(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take judgements away with their anchors. Call it inside a transaction."""
    for number in sorted(numbers):
        connection.execute("DELETE FROM judgement_anchor WHERE judgement = ?", (number,))
        connection.execute("DELETE FROM judgement WHERE id = ?", (number,))


def judged_with(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The judgements that quote a text which no capture has but those in the temporary table `chosen_capture`."""
    going = set()
    for number, reference, sha256 in connection.execute(
        "SELECT judgement, reference, text_sha256 FROM judgement_anchor ORDER BY 1"
    ).fetchall():
        if number not in going and _goes(connection, reference, sha256):
            going.add(number)
    return tuple(sorted(going))


def place_of(reference: str) -> Place | None:
    """The place that a whole reference names, as `KeptWitness.reference` writes it."""
    parsed = parse_reference(reference)
    if parsed is None or parsed.date is None or parsed.language is None:
        return None
    return (parsed.series, parsed.date, parsed.ordinal or 1, parsed.language, parsed.revision or 1)


def captures_at(connection: sqlite3.Connection, place: Place) -> tuple[int, ...]:
    """The captures that are filed at a place, or were until an amendment moved them; in the order they came in."""
    there = connection.execute(
        "SELECT capture.id FROM capture JOIN issue ON issue.id = capture.issue JOIN series ON series.id = issue.series"
        " WHERE slug = ? AND date = ? AND ordinal = ? AND language = ? AND revision = ? ORDER BY 1",
        place,
    ).fetchall()
    there = (
        there
        or connection.execute(
            "SELECT DISTINCT capture FROM former_place WHERE series = ? AND date = ? AND ordinal = ? AND language = ?"
            " AND revision = ? ORDER BY 1",
            place,
        ).fetchall()
    )
    return tuple(number for (number,) in there)


def _goes(connection: sqlite3.Connection, reference: str, sha256: str) -> bool:
    """Whether a quoted text, or what is read of its statement now, goes with the chosen captures."""
    read = "SELECT 1 FROM text JOIN reading ON reading.text = text.id WHERE sha256 = ? AND capture"
    chosen = "(SELECT id FROM temp.chosen_capture) LIMIT 1"
    if connection.execute(f"{read} NOT IN {chosen}", (sha256,)).fetchone():
        return False
    if connection.execute(f"{read} IN {chosen}", (sha256,)).fetchone():
        return True
    place = place_of(reference)
    captures = captures_at(connection, place) if place else ()
    gone = {number for (number,) in connection.execute("SELECT id FROM temp.chosen_capture")}
    return bool(captures) and gone.issuperset(captures)


def _judgement(
    connection: sqlite3.Connection, row: tuple[int, str, str, str, str, str, str | None, str | None]
) -> Judgement:
    number, verb, details, note, made_by, made_at, *undone = row
    said = json.loads(details)
    anchors = tuple(Anchor(*anchor) for anchor in connection.execute(_ANCHORS, (number,)))
    amended = tuple(sorted(said.get("set", {}).items()))
    names = tuple(said.get("names", ()))
    return Judgement(number, Verb(verb), anchors, names, amended, note, made_by, made_at, *undone)
