"""What an archive remembers of how its series were traced: successions of texts, lines, events, wordings.

All of it can be made again. Lines and issues are numbered from 0 as in `variorum.model.lineage.Lineage`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind
from variorum.model.found import LineFate
from variorum.model.lineage import LineEvent, LineEventKind, Succession
from variorum.model.provenance import Issue, whole_reference
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

Forms = tuple[str, ...]
Followed = tuple[tuple[Succession, ...], tuple[Limit, ...]]


_HERE = "line_event.issue = traced_issue.number AND line_event.segment = segment.number"
_BEFORE = "line_event.before = traced_issue.number AND line_event.before_segment = segment.number"
_PLACES = {
    LineFate.DROPPED: f"{_BEFORE} AND line_event.kind = 'dropped'",
    LineFate.ADDED: f"{_HERE} AND line_event.kind IN ('introduced', 'returned')",
    LineFate.REWORDED: f"({_HERE} OR {_BEFORE}) AND line_event.kind = 'reworded'",
}
_JOINED = " FROM traced_issue JOIN line_event ON line_event.traced = traced_issue.traced"
EVENTS = {
    fate: f"EXISTS (SELECT 1{_JOINED} WHERE traced_issue.text = segment.text AND {place})"
    for fate, place in _PLACES.items()
}
"""Conditions on a row of `segment`: that its line went through something, in a lineage that is remembered."""


def event_at(connection: sqlite3.Connection, segment: int, fate: LineFate) -> tuple[str, str] | None:
    """What a line went through, and the reference of the issue at which it did: `series@date[#n]:language`."""
    row = connection.execute(
        f"SELECT line_event.kind, series.slug, issue.date, issue.ordinal, witness.language, witness.revision{_JOINED}"
        " JOIN segment ON segment.text = traced_issue.text"
        " JOIN traced_issue AS place ON place.traced = line_event.traced AND place.number = line_event.issue"
        " JOIN witness ON witness.text = place.text JOIN issue ON issue.id = witness.issue"
        f" JOIN series ON series.id = issue.series WHERE segment.id = ? AND {_PLACES[fate]}"
        " ORDER BY line_event.issue LIMIT 1",
        (segment,),
    ).fetchone()
    if row is None:
        return None
    kind, slug, date, ordinal, language, revision = row
    return kind, whole_reference(Issue(slug, date, ordinal), language, revision)


def load_succession(connection: sqlite3.Connection, base: int, other: int, derivation: int) -> Followed | None:
    """How the lines of one text go on in another, as this program found it; None if it has not yet."""
    row = connection.execute(
        "SELECT successions, limits FROM alignment WHERE base = ? AND other = ? AND derivation = ?",
        (base, other, derivation),
    ).fetchone()
    if row is None:
        return None
    successions = tuple(
        Succession(
            tuple(mine), tuple(theirs), BeadKind(kind), score, bool(moved), bool(judged), tuple(map(tuple, strands))
        )
        for mine, theirs, kind, score, moved, judged, strands in json.loads(row[0])
    )
    return successions, tuple(Limit(*hit) for hit in json.loads(row[1]))


def save_succession(connection: sqlite3.Connection, base: int, other: int, derivation: int, found: Followed) -> None:
    """Remember how the lines of one text go on in another."""
    rows = [
        [one.base, one.other, one.kind.value, one.score, int(one.moved), int(one.judged), one.strands]
        for one in found[0]
    ]
    connection.execute(
        "INSERT OR REPLACE INTO alignment (base, other, derivation, successions, limits) VALUES (?, ?, ?, ?, ?)",
        (base, other, derivation, _json(rows), _limits(found[1])),
    )


@dataclass(frozen=True, slots=True)
class Traced:
    """A series as far as it was traced: the number of its issues, and what it was traced by."""

    id: int
    issues: int
    derivation: int
    decisions: str


@dataclass(frozen=True, slots=True)
class LastPlace:
    """Where a line stood last, and which of its wordings it had there; how many it has had; what took it in since."""

    issue: int
    segment: int
    wording: int
    wordings: int
    into: int | None


def find_traced(connection: sqlite3.Connection, series: str, language: str) -> Traced | None:
    """How far a series was traced in a language."""
    row = connection.execute(
        "SELECT traced.id, derivation, decisions FROM traced JOIN series ON series.id = traced.series"
        " WHERE slug = ? AND language = ?",
        (series, language),
    ).fetchone()
    if row is None:
        return None
    (issues,) = connection.execute(
        "SELECT coalesce(max(number) + 1, 0) FROM traced_issue WHERE traced = ?", (row[0],)
    ).fetchone()
    return Traced(row[0], issues, row[1], row[2])


def is_of_texts(connection: sqlite3.Connection, traced: int, texts: Sequence[int]) -> bool:
    """Whether the issues of a lineage have these texts, in this order."""
    # Put together by SQLite: of a long series that takes a tenth of the time that fetching each takes.
    (kept,) = connection.execute(
        "SELECT group_concat(text) FROM (SELECT text FROM traced_issue WHERE traced = ? ORDER BY number)", (traced,)
    ).fetchone()
    return (kept or "") == ",".join(map(str, texts))


def begin_traced(connection: sqlite3.Connection, series: str, language: str, derivation: int, decisions: str) -> int:
    """A new lineage of a series in a language, in the place of any there was; the number of it."""
    connection.execute(
        "DELETE FROM traced WHERE series = (SELECT id FROM series WHERE slug = ?) AND language = ?", (series, language)
    )
    cursor = connection.execute(
        "INSERT INTO traced (series, language, derivation, decisions)"
        " VALUES ((SELECT id FROM series WHERE slug = ?), ?, ?, ?)",
        (series, language, derivation, decisions),
    )
    return int(cursor.lastrowid or 0)


def save_issue(connection: sqlite3.Connection, traced: int, number: int, text: int, limits: Sequence[Limit]) -> None:
    """The next issue of a lineage."""
    connection.execute(
        "INSERT INTO traced_issue (traced, number, text, limits) VALUES (?, ?, ?, ?)",
        (traced, number, text, _limits(limits)),
    )


def load_limits(connection: sqlite3.Connection, traced: int) -> tuple[Limit, ...]:
    """The limits that were hit while a series was traced, each once."""
    rows = connection.execute(
        "SELECT limits FROM traced_issue WHERE traced = ? AND limits <> '[]' ORDER BY number", (traced,)
    )
    return tuple(dict.fromkeys(Limit(*hit) for (limits,) in rows for hit in json.loads(limits)))


def save_lines(connection: sqlite3.Connection, traced: int, lines: Iterable[tuple[int, SegmentKind, int]]) -> None:
    """Lines that begin: number, kind, and how many content words the first wording has."""
    connection.executemany(
        "INSERT INTO line (traced, number, kind, words) VALUES (?, ?, ?, ?)",
        ((traced, number, kind.value, words) for number, kind, words in lines),
    )


def load_lines(connection: sqlite3.Connection, traced: int) -> list[tuple[SegmentKind, int]]:
    """The kind and the content words of every line, in order."""
    rows = connection.execute("SELECT kind, words FROM line WHERE traced = ? ORDER BY number", (traced,))
    return [(SegmentKind(kind), words) for kind, words in rows]


def load_line(connection: sqlite3.Connection, traced: int, line: int) -> tuple[SegmentKind, int, LastPlace]:
    """A line's kind, content words and last place."""
    kind, words = connection.execute(
        "SELECT kind, words FROM line WHERE traced = ? AND number = ?", (traced, line)
    ).fetchone()
    issue, segment, wording = connection.execute(
        "SELECT issue, segment, wording FROM line_event WHERE traced = ? AND line = ? AND segment IS NOT NULL"
        " ORDER BY issue DESC LIMIT 1",
        (traced, line),
    ).fetchone()
    (wordings,) = connection.execute(
        "SELECT max(wording) + 1 FROM line_wording WHERE traced = ? AND line = ?", (traced, line)
    ).fetchone()
    return SegmentKind(kind), words, LastPlace(issue, segment, wording, wordings, _taken_in(connection, traced, line))


def _taken_in(connection: sqlite3.Connection, traced: int, line: int) -> int | None:
    """The line that a line was merged into, if that was the last that became of it."""
    kind, segment, lines = connection.execute(
        "SELECT kind, segment, lines FROM line_event WHERE traced = ? AND line = ? ORDER BY issue DESC LIMIT 1",
        (traced, line),
    ).fetchone()
    return int(json.loads(lines)[0]) if kind == LineEventKind.MERGED and segment is None else None


def count_lines(connection: sqlite3.Connection, traced: int) -> int:
    """How many lines there are."""
    row = connection.execute("SELECT coalesce(max(number) + 1, 0) FROM line WHERE traced = ?", (traced,)).fetchone()
    return int(row[0])


def save_events(connection: sqlite3.Connection, traced: int, events: Iterable[tuple[int, LineEvent]]) -> None:
    """What became of lines, each with the line's number."""
    connection.executemany(
        "INSERT INTO line_event (traced, line, issue, kind, segment, wording, moved, score, before, before_segment,"
        " lines, judged, certain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                traced,
                line,
                one.issue,
                one.kind.value,
                one.segment,
                one.wording,
                int(one.moved),
                one.score,
                one.before,
                one.before_segment,
                _json(one.lines),
                int(one.judged),
                int(one.certain),
            )
            for line, one in events
        ),
    )


def load_events(connection: sqlite3.Connection, traced: int) -> list[list[LineEvent]]:
    """The events of every line, in order."""
    found: list[list[LineEvent]] = []
    kinds = {kind.value: kind for kind in LineEventKind}
    rows = connection.execute(
        "SELECT line, issue, kind, segment, wording, moved, score, before, before_segment, lines, judged, certain"
        " FROM line_event WHERE traced = ? ORDER BY line, issue",
        (traced,),
    )
    for line, issue, kind, segment, wording, moved, score, before, there, lines, judged, certain in rows:
        while len(found) <= line:
            found.append([])
        others = tuple(json.loads(lines)) if lines != "[]" else ()
        found[line].append(
            LineEvent(
                issue,
                kinds[kind],
                segment,
                wording,
                bool(moved),
                score,
                before,
                there,
                others,
                bool(judged),
                bool(certain),
            )
        )
    return found


def lines_at(connection: sqlite3.Connection, traced: int, issue: int) -> dict[int, int]:
    """The line of each segment of an issue."""
    rows = connection.execute(
        "SELECT segment, line FROM line_event WHERE traced = ? AND issue = ? AND segment IS NOT NULL", (traced, issue)
    )
    return dict(rows.fetchall())


def save_wordings(
    connection: sqlite3.Connection, traced: int, line: int, wordings: Iterable[tuple[Forms, Forms, int]]
) -> None:
    """The next wordings of a line in order of first use: forms, forms without marks, the number that events give it."""
    (place,) = connection.execute(
        "SELECT coalesce(max(number) + 1, 0) FROM line_wording WHERE traced = ? AND line = ?", (traced, line)
    ).fetchone()
    for number, (forms, words, wording) in enumerate(wordings, place):
        connection.execute(
            "INSERT INTO line_wording (traced, line, number, wording, digest, forms) VALUES (?, ?, ?, ?, ?, ?)",
            (traced, line, number, wording, _digest(_written(words)), _written(forms)),
        )


def save_stems(connection: sqlite3.Connection, traced: int, line: int, stems: Iterable[str]) -> None:
    """Content words that a line has had."""
    connection.executemany(
        "INSERT OR IGNORE INTO line_stem (traced, stem, line) VALUES (?, ?, ?)",
        ((traced, stem, line) for stem in stems),
    )


def load_wordings(connection: sqlite3.Connection, traced: int, line: int, most: int) -> list[Forms]:
    """The first wording of a line, then its latest ones, `most` at most, in order of first use."""
    rows = connection.execute(
        "SELECT forms FROM line_wording WHERE traced = ?1 AND line = ?2 AND number = 0 UNION ALL SELECT forms FROM ("
        "SELECT number, forms FROM line_wording WHERE traced = ?1 AND line = ?2 AND number > 0"
        " ORDER BY number DESC LIMIT ?3)",
        (traced, line, most - 1),
    )
    return [_read(forms) for (forms,) in rows]


def wording_number(connection: sqlite3.Connection, traced: int, line: int, forms: Forms, words: Forms) -> int | None:
    """The number of a wording of a line, None where it never had it; `words` are the forms without marks."""
    row = connection.execute(
        "SELECT wording FROM line_wording INDEXED BY line_wording_by_digest"
        " WHERE traced = ? AND digest = ? AND line = ? AND forms = ?",
        (traced, _digest(_written(words)), line, _written(forms)),
    ).fetchone()
    return None if row is None else int(row[0])


def lines_of_words(connection: sqlite3.Connection, traced: int, words: Forms) -> list[int]:
    """The lines that have had these very words, whatever the marks between them, ascending."""
    rows = connection.execute(
        "SELECT DISTINCT line FROM line_wording INDEXED BY line_wording_by_digest"
        " WHERE traced = ? AND digest = ? ORDER BY line",
        (traced, _digest(_written(words))),
    )
    return [line for (line,) in rows]


def lines_with_stem(connection: sqlite3.Connection, traced: int, stem: str, most: int) -> list[int]:
    """The lines that have had a stem, ascending; the last `most` where they are more."""
    rows = connection.execute(
        "SELECT line FROM line_stem WHERE traced = ? AND stem = ? ORDER BY line DESC LIMIT ?", (traced, stem, most)
    ).fetchall()
    return [line for (line,) in reversed(rows)]


def counts_with_stems(connection: sqlite3.Connection, traced: int, stems: Sequence[str], most: int) -> list[int]:
    """How many lines have had each of some stems; `most` at most."""
    rows = connection.execute(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM line_stem WHERE traced = ?1 AND stem = wanted.value LIMIT ?3))"
        " FROM json_each(?2) AS wanted ORDER BY wanted.key",
        (traced, _json(stems), most),
    )
    return [count for (count,) in rows]


def issues_with_text(connection: sqlite3.Connection, traced: int, text_sha256: str) -> list[int]:
    """The issues of a lineage that have a text."""
    rows = connection.execute(
        "SELECT number FROM traced_issue JOIN text ON text.id = traced_issue.text WHERE traced = ? AND sha256 = ?"
        " ORDER BY number",
        (traced, text_sha256),
    )
    return [number for (number,) in rows]


def _written(forms: Forms) -> str:
    """Forms as one line of text; what stands for several tokens begins with a mark that no token of its kind has."""
    return " ".join(form.replace("\x00", "=") for form in forms)


def _read(written: str) -> Forms:
    return (
        tuple(form.replace("=", "\x00", 1) if len(form) > 1 else form for form in written.split(" ")) if written else ()
    )


def _digest(written: str) -> str:
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _limits(limits: Sequence[Limit]) -> str:
    return _json([[hit.what, hit.limit, hit.seen, hit.effect] for hit in limits])
