"""An archive's rows as plain records, out and in again: what the trash and an exported bag are written in.

A record names series and issues by what names them outside the database, so that it can come back into another one. One
record of `text` holds all that was made from it: blocks, pages, warnings, limits, segments.
"""

# ruff: noqa: S608 - every part of a statement is written in this file

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.archive.contents import readable, storable
from variorum.archive.judgements import judged_with
from variorum.archive.seals import seal_all_findings, seal_capture
from variorum.archive.words import indexable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

Record = dict[str, Any]

_TRUTH = {
    "original": ("sha256", "size", "media_type", "name", "kept_at"),
    "series": ("slug", "title"),
    "series_alias": ("alias", "series"),
    "issue": ("series", "date", "ordinal"),
    "capture": (
        *("id", "original", "locator", "item_sha256", "name", "url", "source_id", "retrieved_at"),
        *("series", "date", "ordinal", "language", "revision", "given", "fetched", "seal"),
    ),
    "spent_number": ("day", "ordinal", "language", "revision"),
    "former_place": ("capture", "number", "series", "date", "ordinal", "language", "revision"),
    "quotation": ("id", "reference", "text_sha256", "start", "end", "exact", "prefix", "suffix", "kept_at"),
    "judgement": ("id", "verb", "details", "note", "made_by", "made_at", "undone_at", "undone_by", "seal"),
    "judgement_anchor": (
        *("judgement", "number", "reference", "text_sha256", "start", "end"),
        *("exact", "prefix", "suffix"),
    ),
}
_PARTS = {
    "blocks": ("block", ("kind", "start", "end", "place")),
    "pages": ("page", ("start", "end")),
    "warnings": ("warning", ("kind", "message", "incomplete")),
    "limits": ("limit_hit", ("what", "limit", "seen", "effect")),
}
_TEXT = ("sha256", "content", "line_breaks", "language", "current", "seal")
_DERIVATION = ("tool", "version", "settings")
_SEGMENT = ("kind", "paragraph", "start", "end")
_FINDING = ("capture", "number", "field", "value", "reason", "chosen")
_FINDING_SEAL = ("capture", "seal")
_KNOWN = ("title", "issuer", "stated", "published")
_WITNESS = ("series", "date", "ordinal", "language", "revision", "capture", "text", *_KNOWN)

_SINCE_1 = (
    *("original", "series", "series_alias", "issue", "capture", "spent_number"),
    *("text", "finding", "witness", "quotation"),
)
TABLES = (*_SINCE_1, "former_place", "finding_seal", "judgement", "judgement_anchor")
"""The kinds of records, in the order in which they must come back in."""

_PLACE = "series.slug AS series, issue.date AS date, issue.ordinal AS ordinal"
_AT = "JOIN issue ON issue.id = {0}.issue JOIN series ON series.id = issue.series"
_SELECT = {
    "original": "SELECT * FROM original WHERE sha256 IN (SELECT original FROM capture WHERE {chosen}) ORDER BY sha256",
    "series": "SELECT slug, title FROM series WHERE id IN (SELECT issue.series FROM issue WHERE {issues}) ORDER BY 1",
    "series_alias": (
        "SELECT alias, slug AS series FROM series_alias JOIN series ON series.id = series_alias.series"
        " WHERE series.id IN (SELECT issue.series FROM issue WHERE {issues}) ORDER BY 1"
    ),
    "issue": f"SELECT {_PLACE} FROM issue JOIN series ON series.id = issue.series WHERE {{issues}} ORDER BY 1, 2, 3",
    "capture": f"SELECT capture.*, {_PLACE} FROM capture {_AT.format('capture')} WHERE {{chosen}} ORDER BY capture.id",
    "text": (
        "SELECT text.*, tool, version, settings FROM text JOIN derivation ON derivation.id = text.derivation"
        " WHERE text.id IN (SELECT text FROM reading JOIN capture ON capture.id = reading.capture WHERE {chosen})"
        " ORDER BY text.id"
    ),
    "finding": (
        "SELECT finding.* FROM finding JOIN capture ON capture.id = finding.capture WHERE {chosen}"
        " ORDER BY finding.capture, number"
    ),
    "witness": (
        f"SELECT witness.*, {_PLACE} FROM witness {_AT.format('witness')}"
        " JOIN capture ON capture.id = witness.capture WHERE {chosen} ORDER BY 1"
    ),
    "spent_number": "SELECT * FROM spent_number WHERE 0",
    "quotation": "SELECT * FROM quotation WHERE {quoted} ORDER BY id",
    "former_place": (
        "SELECT former_place.* FROM former_place JOIN capture ON capture.id = former_place.capture WHERE {chosen}"
        " ORDER BY former_place.capture, number"
    ),
    "finding_seal": (
        "SELECT finding_seal.* FROM finding_seal JOIN capture ON capture.id = finding_seal.capture WHERE {chosen}"
        " ORDER BY finding_seal.capture"
    ),
    "judgement": "SELECT * FROM judgement WHERE {judged} ORDER BY id",
    "judgement_anchor": (
        "SELECT judgement_anchor.* FROM judgement_anchor JOIN judgement ON judgement.id = judgement_anchor.judgement"
        " WHERE {judged} ORDER BY judgement, number"
    ),
}
_WHOLE = {
    "spent_number": "SELECT * FROM spent_number ORDER BY 1, 2, 3",
    "original": "SELECT * FROM original ORDER BY sha256",
    "series": "SELECT slug, title FROM series ORDER BY 1",
    "series_alias": (
        "SELECT alias, slug AS series FROM series_alias JOIN series ON series.id = series_alias.series ORDER BY 1"
    ),
}
# Quotations of texts that no other capture has.
_QUOTED = (
    "text_sha256 IN (SELECT sha256 FROM text JOIN reading ON reading.text = text.id WHERE capture IN chosen_capture)"
    " AND text_sha256 NOT IN"
    " (SELECT sha256 FROM text JOIN reading ON reading.text = text.id WHERE capture NOT IN chosen_capture)"
)


def tables_of(schema: int) -> tuple[str, ...]:
    """The kinds of records of a copy that was made under a schema."""
    return _SINCE_1 if schema == 1 else TABLES


def records(connection: sqlite3.Connection, table: str, captures: Collection[int] | None = None) -> Iterator[Record]:
    """All records of a kind, or those that the captures alone account for. Memory is one text."""
    if captures is None:
        # Originals, series, aliases and spent numbers come all, whether or not a capture names them.
        query = _WHOLE.get(table) or _SELECT[table].format(chosen=1, issues=1, quoted=1, judged=1)
    else:
        choose(connection, captures)
        judged = ", ".join(map(str, judged_with(connection) if "judgement" in table else ()))
        query = _SELECT[table].format(
            chosen="capture.id IN chosen_capture",
            issues="issue.id IN (SELECT issue FROM capture WHERE id IN chosen_capture)",
            quoted=_QUOTED,
            judged=f"judgement.id IN ({judged})",
        )
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        # A name that comes twice is an inner number first, and what it stands for after it.
        record = dict(zip(names, row, strict=True))
        yield _text_record(connection, record) if table == "text" else _plain_record(table, record)


def choose(connection: sqlite3.Connection, captures: Collection[int]) -> None:
    """Make these the captures in the temporary table `chosen_capture`."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen_capture (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.chosen_capture")
    connection.executemany("INSERT INTO temp.chosen_capture VALUES (?)", ((number,) for number in sorted(captures)))


def _plain_record(table: str, row: Record) -> Record:
    columns = {"finding": _FINDING, "finding_seal": _FINDING_SEAL, "witness": _WITNESS}.get(table) or _TRUTH[table]
    return {column: row[column] for column in columns}


def _text_record(connection: sqlite3.Connection, row: Record) -> Record:
    number = row["id"]

    def parts(table: str, columns: tuple[str, ...]) -> list[list[Any]]:
        names = ", ".join(f'"{column}"' for column in columns)
        found = connection.execute(f"SELECT {names} FROM {table} WHERE text = ? ORDER BY number", (number,))
        return [list(part) for part in found]

    return {
        "id": number,
        **{column: row[column] for column in (*_TEXT, *_DERIVATION)},
        "content": readable(row["content"]),
        "captures": [
            capture
            for (capture,) in connection.execute("SELECT capture FROM reading WHERE text = ? ORDER BY 1", (number,))
        ],
        **{name: parts(table, columns) for name, (table, columns) in _PARTS.items()},
        "segments": parts("segment", _SEGMENT),
    }


class Loading:
    """Records on their way in; call `take` in the order of TABLES, then `finish`, inside one transaction.

    A text keeps its number where that is free. What is there already stays as it is. A record without all its members
    raises KeyError, and one that contradicts the others sqlite3.IntegrityError.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute
        self._texts: dict[int, int] = {}

    def take(self, table: str, record: Record) -> None:
        """Write one record."""
        match table:
            case "text":
                self._text(record)
            case "witness":
                self._witness(record)
            case "finding":
                self._insert("finding", {column: record[column] for column in _FINDING})
            case "finding_seal":
                self._insert("finding_seal", {column: record[column] for column in _FINDING_SEAL})
            case _:
                self._truth(table, {column: record[column] for column in _TRUTH[table]})

    def finish(self) -> None:
        """Seal what came without a seal: a capture that goes to another place, findings of an earlier schema."""
        for (capture,) in self._run("SELECT id FROM capture WHERE seal = ''").fetchall():
            seal_capture(self._connection, capture)
        seal_all_findings(self._connection)

    def _truth(self, table: str, record: Record) -> None:
        if table == "capture":
            record["issue"] = self._issue(record.pop("series"), record.pop("date"), record.pop("ordinal"))
        elif table in ("series_alias", "issue"):
            record["series"] = self._run("SELECT id FROM series WHERE slug = ?", (record["series"],)).fetchone()[0]
        self._insert(table, record)

    def _insert(self, table: str, record: Record) -> None:
        names = ", ".join(f'"{column}"' for column in record)
        marks = ", ".join("?" * len(record))
        self._run(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(record.values()))

    def _issue(self, series: str, date: str, ordinal: int) -> int:
        row = self._run(
            "SELECT issue.id FROM issue JOIN series ON series.id = issue.series"
            " WHERE slug = ? AND date = ? AND ordinal = ?",
            (series, date, ordinal),
        ).fetchone()
        return int(row[0])

    def _text(self, record: Record) -> None:
        derivation = {column: record[column] for column in _DERIVATION}
        self._insert("derivation", derivation)
        where = " AND ".join(f"{column} = ?" for column in _DERIVATION)
        made = self._run(f"SELECT id FROM derivation WHERE {where}", tuple(derivation.values())).fetchone()[0]
        number = self._there(record, made)
        if number is None:
            number = self._new_text(record, made)
        self._texts[record["id"]] = number
        for capture in record["captures"]:
            self._run("INSERT OR IGNORE INTO reading SELECT id, ? FROM capture WHERE id = ?", (number, capture))

    def _there(self, record: Record, derivation: int) -> int | None:
        """The very text, where captures that share it are in the archive."""
        for capture in record["captures"]:
            row = self._run(
                "SELECT text.id FROM text JOIN reading ON reading.text = text.id"
                " WHERE capture = ? AND sha256 = ? AND derivation = ?",
                (capture, record["sha256"], derivation),
            ).fetchone()
            if row:
                return int(row[0])
        return None

    def _new_text(self, record: Record, derivation: int) -> int:
        wanted = record["id"]
        taken = self._run("SELECT 1 FROM text WHERE id = ?", (wanted,)).fetchone()
        content = record["content"]
        cursor = self._run(
            "INSERT INTO text (id, sha256, derivation, content, line_breaks, language, current, seal)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(None if taken else wanted, record["sha256"], derivation, storable(content)),
                *(record["line_breaks"], record["language"], record["current"], record["seal"]),
            ),
        )
        number = int(cursor.lastrowid or 0)
        for name, (table, columns) in _PARTS.items():
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * (len(columns) + 2))
            rows = ((number, place, *part) for place, part in enumerate(record[name]))
            self._connection.executemany(f"INSERT INTO {table} (text, number, {names}) VALUES ({marks})", rows)
        self._segments(number, content, record)
        return number

    def _segments(self, text: int, content: str, record: Record) -> None:
        first = self._run("SELECT coalesce(max(id), 0) + 1 FROM segment").fetchone()[0]
        segments = [tuple(segment) for segment in record["segments"]]
        self._connection.executemany(
            'INSERT INTO segment (id, text, number, kind, paragraph, "start", "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
            ((first + number, text, number, *segment) for number, segment in enumerate(segments)),
        )
        if record["current"]:
            self._connection.executemany(
                "INSERT INTO segment_index (rowid, words) VALUES (?, ?)",
                ((first + i, indexable(content[start:end])) for i, (_, _, start, end) in enumerate(segments)),
            )

    def _witness(self, record: Record) -> None:
        row = {column: record[column] for column in _WITNESS}
        row["issue"] = self._issue(row.pop("series"), row.pop("date"), row.pop("ordinal"))
        row["text"] = self._texts[row["text"]]
        # A witness that was handed on to a later capture goes back to its first one.
        self._run(
            "DELETE FROM witness WHERE issue = ? AND language = ? AND revision = ? AND capture > ?",
            (row["issue"], row["language"], row["revision"], row["capture"]),
        )
        self._insert("witness", row)
