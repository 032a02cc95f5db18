"""What an archive holds: lists, references, texts and captures as values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from variorum.archive.contents import readable
from variorum.errors import ReferenceAmbiguous, ReferenceUnknown
from variorum.model.claims import Claim, Field
from variorum.model.provenance import Capture, Fetched, Issue, KeptWitness
from variorum.model.references import Position
from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind, LineBreaks, Segment, Segmentation, SegmentKind
from variorum.model.witnesses import Derivation, Limit, Original, Text, TextWarning, WarningKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from variorum.archive.store import Finding
    from variorum.model.references import Reference

_WITNESS = (
    "SELECT series.slug, issue.date, issue.ordinal, witness.language, witness.revision, witness.title, witness.issuer,"
    " witness.stated, witness.published, capture.retrieved_at, capture.url, capture.source_id, witness.text,"
    " text.sha256, capture.original, witness.capture"
    " FROM witness JOIN issue ON issue.id = witness.issue JOIN series ON series.id = issue.series"
    " JOIN capture ON capture.id = witness.capture JOIN text ON text.id = witness.text"
)
_ORDER = " ORDER BY series.slug, issue.date, issue.ordinal, witness.language, witness.revision"
_CAPTURE = (
    "SELECT capture.id, capture.original, original.size, original.media_type, locator, item_sha256, capture.name, url,"
    " source_id, retrieved_at, series.slug, issue.date, issue.ordinal, language, revision, given, fetched"
    " FROM capture JOIN original ON original.sha256 = capture.original JOIN issue ON issue.id = capture.issue"
    " JOIN series ON series.id = issue.series"
)
# How like a name, or a part of it, must be to what was said for somebody to have meant it; of so many the likest.
LIKE_SERIES = 0.6
MOST_NEAR = 5


def witnesses(connection: sqlite3.Connection, *, series: str | None = None) -> Iterator[KeptWitness]:
    """All witnesses, or a series', by series, date, ordinal, language and revision."""
    where, values = (" WHERE series.slug = ?", (series,)) if series is not None else ("", ())
    for row in connection.execute(_WITNESS + where + _ORDER, values):
        yield _witness(row)


def witness_of_text(connection: sqlite3.Connection, text: int) -> KeptWitness | None:
    """The witness that a current text stands for."""
    row = connection.execute(_WITNESS + " WHERE witness.text = ?" + _ORDER, (text,)).fetchone()
    return _witness(row) if row else None


def witness_of(connection: sqlite3.Connection, issue: Issue, language: str, revision: int) -> KeptWitness:
    """The witness of an issue in a language, at a revision; it must be there."""
    return next(witness for witness in of_issue(connection, issue, language) if witness.revision == revision)


def of_issue(connection: sqlite3.Connection, issue: Issue, language: str) -> list[KeptWitness]:
    """All revisions of an issue in a language, in order."""
    where = " WHERE series.slug = ? AND issue.date = ? AND issue.ordinal = ? AND witness.language = ?"
    rows = connection.execute(_WITNESS + where + _ORDER, (issue.series, issue.date, issue.ordinal, language))
    return [_witness(row) for row in rows]


def same_text(connection: sqlite3.Connection, series: str, date: str, language: str, sha256: str) -> KeptWitness | None:
    """The witness of a day that has this very text."""
    # The pluses keep SQLite from walking through the day, which may be that of every undated text.
    where = " WHERE text.sha256 = ? AND +series.slug = ? AND +issue.date = ? AND +witness.language = ?"
    row = connection.execute(_WITNESS + where + _ORDER, (sha256, series, date, language)).fetchone()
    return _witness(row) if row else None


def moved_text(
    connection: sqlite3.Connection, series: str, date: str, language: str, sha256: str
) -> KeptWitness | None:
    """The witness that has this very text and was filed under a day before an amendment moved it."""
    where = (
        " WHERE text.sha256 = ? AND EXISTS"
        " (SELECT 1 FROM former_place AS old JOIN capture AS own ON own.id = old.capture"
        " WHERE own.issue = witness.issue AND own.language = witness.language AND old.series = ?"
        " AND old.date = ? AND old.language = ?)"
    )
    row = connection.execute(_WITNESS + where + _ORDER, (sha256, series, date, language)).fetchone()
    return _witness(row) if row else None


def alike(connection: sqlite3.Connection, witness: KeptWitness) -> KeptWitness | None:
    """The first witness of another issue that has the very same text."""
    where = " WHERE text.sha256 = ? AND NOT (series.slug = ? AND issue.date = ? AND issue.ordinal = ?)"
    issue = witness.issue
    values = (witness.text_sha256, issue.series, issue.date, issue.ordinal)
    row = connection.execute(_WITNESS + where + _ORDER, values).fetchone()
    return _witness(row) if row else None


def untranslated(connection: sqlite3.Connection, series: str, date: str, language: str) -> list[KeptWitness]:
    """The first witness of each of a day's issues that have none in this language."""
    where = (
        " WHERE series.slug = ? AND issue.date = ? AND NOT EXISTS"
        " (SELECT 1 FROM witness AS own WHERE own.issue = issue.id AND own.language = ?)"
    )
    rows = map(_witness, connection.execute(_WITNESS + where + _ORDER, (series, date, language)))
    return list({row.issue: row for row in reversed(list(rows))}.values())


def last_of_day(connection: sqlite3.Connection, series: str, date: str) -> KeptWitness | None:
    """The last witness of a day of a series."""
    where = " WHERE series.slug = ? AND issue.date = ? ORDER BY issue.ordinal DESC, witness.id DESC LIMIT 1"
    row = connection.execute(_WITNESS + where, (series, date)).fetchone()
    return _witness(row) if row else None


def exact_slug(connection: sqlite3.Connection, said: str) -> str | None:
    """The slug that this is, or is an alias of."""
    row = connection.execute(
        "SELECT slug FROM series WHERE slug = ? UNION"
        " SELECT slug FROM series_alias JOIN series ON series.id = series_alias.series WHERE alias = ?",
        (said, said),
    ).fetchone()
    return str(row[0]) if row else None


def find_witness(connection: sqlite3.Connection, reference: Reference) -> KeptWitness:
    """The one witness a reference names. Raises ReferenceUnknown, or ReferenceAmbiguous with all that fit.

    A reference as `KeptWitness.reference` writes it (with a language, without #1 and ~1) names that witness, whatever
    has come beside it since, and wherever an amendment filed it: it may have been cited.
    """
    moved = _moved(connection, reference)
    if len(moved) == 1 and reference.language:
        return moved[0]
    fits = matching(connection, reference) or moved
    if not fits:
        raise ReferenceUnknown(reference.said, _near(connection, reference))
    if len(fits) > 1:
        written = (reference.ordinal or 1, reference.language, reference.revision or 1)
        own = [fit for fit in fits if (fit.issue.ordinal, fit.language, fit.revision) == written]
        if len(own) == 1 and own[0].issue.date == reference.date:
            return own[0]
        told = tuple(_told(fit) for fit in fits)
        raise ReferenceAmbiguous(reference.said, tuple(fit.reference for fit in fits), told=told)
    return fits[0]


def _moved(connection: sqlite3.Connection, reference: Reference) -> list[KeptWitness]:
    """What was filed under a reference before an amendment filed it elsewhere; none where it is a text's own now.

    A whole reference leaves out the ordinal and the revision where these are 1.
    """
    if reference.date is None or reference.digest:
        return []
    slug = exact_slug(connection, reference.series) or reference.series
    first = 1 if reference.language else None
    parts = {
        "ordinal": reference.ordinal or first,
        "language": reference.language,
        "revision": reference.revision or first,
    }
    said = {name: value for name, value in parts.items() if value is not None}
    where = " AND ".join(["series = ? AND date = ?", *(f"{name} = ?" for name in said)])
    values = (slug, reference.date, *said.values())
    if connection.execute(f"SELECT 1 FROM statement WHERE {where}", values).fetchone():  # noqa: S608 - names from above
        return []
    query = f"SELECT DISTINCT capture FROM former_place WHERE {where} ORDER BY 1"  # noqa: S608 - names from above
    found = [next(captures(connection, "capture.id = ?", row)) for row in connection.execute(query, values).fetchall()]
    rows = (witness_of(connection, capture.issue, capture.language, capture.revision) for capture in found)
    return list(dict.fromkeys(rows))


def matching(connection: sqlite3.Connection, reference: Reference) -> list[KeptWitness]:
    """All witnesses a reference fits."""
    if reference.digest:
        where = " WHERE text.sha256 GLOB ? OR capture.original GLOB ?"
        prefix = reference.digest + "*"
        return [_witness(row) for row in connection.execute(_WITNESS + where + _ORDER, (prefix, prefix))]
    slug = series_slug(connection, reference.series)
    if slug is None:
        return []
    date = _date_at(connection, slug, reference.position) if reference.position else reference.date
    if date is None:
        return []
    exact = connection.execute(
        "SELECT 1 FROM issue JOIN series ON series.id = issue.series JOIN witness ON witness.issue = issue.id"
        " WHERE slug = ? AND date = ? LIMIT 1",
        (slug, date),
    ).fetchone()
    # A year or a month may stand for the days in it.
    conditions = ["series.slug = ?", "issue.date = ?" if exact or not date else "issue.date LIKE ? || '-%'"]
    values: list[str | int | None] = [slug, date]
    for column, value in (
        ("issue.ordinal", reference.ordinal),
        ("witness.language", reference.language),
        ("witness.revision", reference.revision),
    ):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    rows = connection.execute(f"{_WITNESS} WHERE {' AND '.join(conditions)}{_ORDER}", values)
    return [_witness(row) for row in rows]


def series_slug(connection: sqlite3.Connection, said: str) -> str | None:
    """The series meant: its slug, an alias, or the beginning of exactly one slug. Raises ReferenceAmbiguous."""
    exact = exact_slug(connection, said)
    if exact:
        return exact
    begins = [
        row[0]
        for row in connection.execute(
            "SELECT slug FROM series WHERE substr(slug, 1, ?) = ? ORDER BY slug", (len(said), said)
        )
    ]
    if len(begins) > 1:
        raise ReferenceAmbiguous(said, tuple(begins), what="series")
    return begins[0] if begins else None


def captures(connection: sqlite3.Connection, where: str = "1", values: Sequence[object] = ()) -> Iterator[Capture]:
    """Captures in the order they came in; `where` is a condition on the columns of `capture`."""
    for row in connection.execute(f"{_CAPTURE} WHERE {where} ORDER BY capture.id", tuple(values)):
        yield _capture(row)


def original_name(connection: sqlite3.Connection, sha256: str) -> str:
    """The name of the file that an original first came from, or its address."""
    (name,) = connection.execute("SELECT name FROM original WHERE sha256 = ?", (sha256,)).fetchone()
    return str(name)


def last_of_address(connection: sqlite3.Connection, url: str) -> Capture | None:
    """The last capture of an address, or of what was asked for by it and led elsewhere."""
    for where in ("url = ?", "fetched IS NOT NULL AND json_extract(fetched, '$.requested') = ?"):
        row = connection.execute(f"SELECT max(id) FROM capture WHERE {where}", (url,)).fetchone()  # noqa: S608
        if row[0] is not None:
            return next(captures(connection, "capture.id = ?", (row[0],)))
    return None


def captures_of(connection: sqlite3.Connection, witness: KeptWitness) -> tuple[Capture, ...]:
    """The captures of a witness, in the order they came in."""
    issue = witness.issue
    where = "series.slug = ? AND issue.date = ? AND issue.ordinal = ? AND language = ? AND revision = ?"
    values = (issue.series, issue.date, issue.ordinal, witness.language, witness.revision)
    return tuple(captures(connection, where, values))


def series_rows(connection: sqlite3.Connection) -> list[tuple[str, int, str, str, tuple[str, ...]]]:
    """Every series that holds something: slug, number of witnesses, first and last date ("" for none), aliases."""
    rows = connection.execute(
        "SELECT slug, count(*), coalesce(min(nullif(date, '')), ''), max(date) FROM witness"
        " JOIN issue ON issue.id = witness.issue JOIN series ON series.id = issue.series GROUP BY slug ORDER BY slug"
    ).fetchall()
    aliases: dict[str, list[str]] = {}
    for slug, alias in connection.execute(
        "SELECT slug, alias FROM series_alias JOIN series ON series.id = series_alias.series ORDER BY alias"
    ):
        aliases.setdefault(slug, []).append(alias)
    return [(slug, count, first, last, tuple(aliases.get(slug, ()))) for slug, count, first, last in rows]


def near_series(connection: sqlite3.Connection, said: str) -> tuple[str, ...]:
    """Slugs that a person may have meant: those like it, or of which a part between "_" and "-" is."""
    from difflib import SequenceMatcher

    found = []
    for (slug,) in connection.execute("SELECT slug FROM series ORDER BY slug"):
        likeness = max(
            SequenceMatcher(None, said.casefold(), part).ratio() for part in (slug, *re.split("[_-]+", slug)) if part
        )
        if likeness >= LIKE_SERIES:
            found.append((-likeness, slug))
    return tuple(slug for _, slug in sorted(found)[:MOST_NEAR])


def derivation_of(connection: sqlite3.Connection, text: int) -> Derivation:
    """What made a text."""
    tool, version, settings = connection.execute(
        "SELECT tool, version, settings FROM text JOIN derivation ON derivation.id = text.derivation WHERE text.id = ?",
        (text,),
    ).fetchone()
    return Derivation(tool, version, tuple(json.loads(settings).items()))


def derivation_number(connection: sqlite3.Connection, derivation: Derivation) -> int | None:
    """The number of a derivation, None where it made nothing that is kept."""
    row = connection.execute(
        "SELECT id FROM derivation WHERE tool = ? AND version = ? AND settings = ?",
        (derivation.tool, derivation.version, json.dumps(dict(derivation.settings), ensure_ascii=False)),
    ).fetchone()
    return None if row is None else int(row[0])


def load_text(connection: sqlite3.Connection, number: int) -> Text:
    """A stored text with all that its reader said of it."""
    row = connection.execute(
        "SELECT content, sha256, tool, version, settings FROM text JOIN derivation ON derivation.id = text.derivation"
        " WHERE text.id = ?",
        (number,),
    ).fetchone()

    def rows(columns: str, table: str) -> list[tuple[str | int, ...]]:
        return connection.execute(
            f"SELECT {columns} FROM {table} WHERE text = ? ORDER BY number",  # noqa: S608 - names from below
            (number,),
        ).fetchall()

    blocks = rows('kind, "start", "end", place', "block")
    return Text(
        content=readable(row[0]),
        sha256=row[1],
        derivation=Derivation(row[2], row[3], tuple(json.loads(row[4]).items())),
        blocks=tuple(
            Block(BlockKind(str(kind)), Span(int(start), int(end)), str(at)) for kind, start, end, at in blocks
        ),
        pages=tuple(Span(int(start), int(end)) for start, end in rows('"start", "end"', "page")),
        warnings=tuple(
            TextWarning(WarningKind(str(kind)), str(message), bool(incomplete))
            for kind, message, incomplete in rows("kind, message, incomplete", "warning")
        ),
        limits=tuple(Limit(*map(str, hit)) for hit in rows('what, "limit", seen, effect', "limit_hit")),
    )


def load_segmentation(connection: sqlite3.Connection, number: int) -> Segmentation:
    """The stored segments of a text."""
    line_breaks, language = connection.execute(
        "SELECT line_breaks, language FROM text WHERE id = ?", (number,)
    ).fetchone()
    rows = connection.execute(
        'SELECT number, kind, "start", "end", paragraph FROM segment WHERE text = ? ORDER BY number', (number,)
    )
    segments = tuple(Segment(index, SegmentKind(kind), Span(start, end), at) for index, kind, start, end, at in rows)
    return Segmentation(segments, LineBreaks(line_breaks), language)


def load_findings(connection: sqlite3.Connection, capture: int) -> tuple[Finding, ...]:
    """What is known of a capture, each with its reason."""
    from variorum.archive.store import Finding

    rows = connection.execute(
        "SELECT field, value, reason, chosen FROM finding WHERE capture = ? ORDER BY number", (capture,)
    )
    return tuple(Finding(Claim(Field(field), value, reason), bool(chosen)) for field, value, reason, chosen in rows)


def _date_at(connection: sqlite3.Connection, slug: str, position: Position) -> str | None:
    direction = "ASC" if position is Position.FIRST else "DESC"
    dates = connection.execute(
        "SELECT DISTINCT issue.date FROM witness JOIN issue ON issue.id = witness.issue"  # noqa: S608 - one of two words
        f" JOIN series ON series.id = issue.series WHERE slug = ? AND date <> '' ORDER BY date {direction} LIMIT 2",
        (slug,),
    ).fetchall()
    place = 1 if position is Position.PREVIOUS else 0
    return str(dates[place][0]) if len(dates) > place else None


def _near(connection: sqlite3.Connection, reference: Reference) -> tuple[str, ...]:
    """What a person may have meant: series of like names; else the texts of that date, or of those before and after."""
    if reference.digest:
        return ()
    slug = series_slug(connection, reference.series)
    if slug is None:
        return near_series(connection, reference.series)
    if reference.date is None:
        return tuple(row.reference for row in witnesses(connection, series=slug))[:5]
    rows = list(witnesses(connection, series=slug))
    same = [row.reference for row in rows if row.issue.date.startswith(reference.date or "undated")]
    if same:
        return tuple(same[:5])
    before = [row.reference for row in rows if "" < row.issue.date < reference.date]
    after = [row.reference for row in rows if row.issue.date > reference.date]
    return (*before[-1:], *after[:1]) or tuple(row.reference for row in rows[:5])


def _told(witness: KeptWitness) -> str:
    """What tells a witness from the others of its day."""
    title = " ".join((witness.title or "untitled").split())
    return f"{title if len(title) <= 48 else title[:47].rstrip() + '…'}, captured {witness.captured[:10]}"


def _witness(row: tuple[str | int | None, ...]) -> KeptWitness:
    series, date, ordinal, *rest = row
    return KeptWitness(Issue(str(series), str(date), int(ordinal or 1)), *rest)  # type: ignore[arg-type] # as selected


def _capture(row: tuple[str | int | None, ...]) -> Capture:
    number, sha256, size, media_type, locator, item, name, url, source_id, at, series, date, ordinal, *rest = row
    language, revision, given, fetched = rest
    facts = json.loads(str(fetched)) if fetched else None
    return Capture(
        id=int(number or 0),
        original=Original(str(sha256), int(size or 0), str(media_type)),
        locator=str(locator),
        item_sha256=str(item),
        name=str(name),
        url=None if url is None else str(url),
        source_id=None if source_id is None else str(source_id),
        retrieved_at=str(at),
        issue=Issue(str(series), str(date), int(ordinal or 1)),
        language=str(language),
        revision=int(revision or 1),
        given=tuple(Claim(Field(field), value, reason) for field, value, reason in json.loads(str(given))),
        fetched=None if facts is None else Fetched(**{**facts, "redirects": tuple(facts["redirects"])}),
    )
