"""Searching the lines of all current texts: by words, and for lines that share a sentence's rarest words."""

# ruff: noqa: S608 - every part of a statement is written in this file; what users say is bound

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.contents import readable
from variorum.archive.lineages import EVENTS, event_at
from variorum.archive.queries import Query, Term, parse_query
from variorum.archive.titles import title_hit, titles_beside
from variorum.archive.words import index_tokens
from variorum.errors import ScopeError
from variorum.model.found import Hit, Hits, Order, Scope
from variorum.model.spans import Span
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from variorum.model.found import LineFate
    from variorum.model.provenance import KeptWitness

ANYWHERE = Scope()
# A longer line is shown from so many characters before the first mark on.
LONGEST_SHOWN = 400
_BEFORE = 120
# So many places of a sentence's words are read, rarest words first; recall against reading all is measured in
# evaluation/like, time in benchmarks/finding.
MOST_POSTINGS = 100_000
MOST_CANDIDATES = 1_500
# Of lines that have the very words of a sentence, the earliest so many are candidates whatever else is.
MOST_VERBATIM = 300
# SQLite binds no more than 999 values in its older builds.
_AT_ONCE = 500
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

_FROM = (
    " FROM segment_index JOIN segment ON segment.id = segment_index.rowid"
    " JOIN witness ON witness.text = segment.text JOIN issue ON issue.id = witness.issue"
    " JOIN series ON series.id = issue.series WHERE segment_index MATCH ?"
)
_BY_PLACE = "series.slug, issue.ordinal, witness.language, witness.revision DESC, segment.number"
_NEWEST = f"issue.date DESC, {_BY_PLACE}"
_EARLIEST = f"issue.date = '', issue.date, {_BY_PLACE}"
_ORDERS = {Order.NEWEST: _NEWEST, Order.EARLIEST: _EARLIEST, Order.BEST: f"segment_index.rank, {_NEWEST}"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be like a sentence; `segment` is its number in the archive.

    `rank` says how much of the rarest words it shares, from 0 for the most.
    """

    segment: int
    rank: int
    date: str
    words: str


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    scope: Scope = ANYWHERE,
    order: Order = Order.NEWEST,
    limit: int = 20,
    without: Collection[int] = (),
) -> Hits:
    """The lines that answer a query (see `parse_query`), and how many there are in all.

    Where titles are asked for, also titles that stand in no line, with line 0. `without` are numbers of lines that are
    left out.

    Raises QueryEmpty, ScopeError or ReferenceAmbiguous.
    """
    query = parse_query(words)
    where, values = conditions(connection, scope)
    # Numbers are written out: SQLite binds no more than 999 values in its older builds.
    where += f" AND segment.id NOT IN ({', '.join(map(str, sorted(without)))})" if without else ""
    bound = (query.expression, *values)
    total = connection.execute(f"SELECT count(*){_FROM}{where}", bound).fetchone()[0]
    score = "-segment_index.rank" if order is Order.BEST else "NULL"
    rows = connection.execute(
        f"SELECT segment.id, {score}{_FROM}{where} ORDER BY {_ORDERS[order]} LIMIT ?", (*bound, limit)
    ).fetchall()
    found = hits(connection, rows, query.marks)
    if scope.event is not None:
        numbers = [number for number, _ in rows]
        found = tuple(
            _with_event(connection, hit, number, scope.event) for hit, number in zip(found, numbers, strict=True)
        )
    beside = _titles(connection, query, scope, limit)
    return Hits(_merged(found, beside[0], order, limit), total + beside[1], statements(connection, scope))


def _titles(connection: sqlite3.Connection, query: Query, scope: Scope, limit: int) -> tuple[tuple[Hit, ...], int]:
    """Titles that stand in no line, where titles are asked for: the newest of them, and how many there are."""
    if SegmentKind.TITLE not in scope.kinds or scope.event is not None:
        return (), 0
    where, values = conditions(connection, replace(scope, kinds=frozenset()))
    texts = titles_beside(connection, query, where, values)
    return tuple(title_hit(connection, text) for text in texts[:limit]), len(texts)


def _merged(lines: tuple[Hit, ...], titles: tuple[Hit, ...], order: Order, limit: int) -> tuple[Hit, ...]:
    """Both in one order: by date, titles before lines; of the best, titles first, since they have no weight."""
    both = [*titles, *lines]
    if order is Order.NEWEST and titles:
        both.sort(key=lambda hit: hit.date, reverse=True)
    elif order is Order.EARLIEST and titles:
        both.sort(key=lambda hit: (not hit.date, hit.date))
    return tuple(both[:limit])


def _with_event(connection: sqlite3.Connection, hit: Hit, segment: int, fate: LineFate) -> Hit:
    told = event_at(connection, segment, fate)
    return replace(hit, event=told[0], event_at=told[1]) if told else hit


def statements(connection: sqlite3.Connection, scope: Scope = ANYWHERE) -> int:
    """How many current texts a scope has; kinds of lines leave none out."""
    where, values = conditions(connection, replace(scope, kinds=frozenset(), event=None))
    (count,) = connection.execute(
        "SELECT count(*) FROM witness JOIN issue ON issue.id = witness.issue"
        f" JOIN series ON series.id = issue.series WHERE true{where}",
        values,
    ).fetchone()
    return int(count)


def hits(
    connection: sqlite3.Connection,
    found: Iterable[tuple[int, float | None]],
    marks: Callable[[str, int], tuple[Span, ...]],
) -> tuple[Hit, ...]:
    """Segments by number, with their scores, as hits in the same order; `marks` finds the marks in a line's words."""
    texts = _Texts(connection)
    return tuple(texts.hit(segment, score, marks) for segment, score in found)


def candidates(
    connection: sqlite3.Connection, words: str, *, scope: Scope = ANYWHERE, most: int = MOST_CANDIDATES
) -> tuple[list[Candidate], bool]:
    """The lines most worth comparing with these words, at most about `most`, and whether there would have been more.

    They share the rarest of the words; lines that have all of them in a row are there in any case, the earliest first.
    """
    where, values = conditions(connection, scope)
    terms = tuple(dict.fromkeys(Term((token.form,)) for token in index_tokens(words)))
    if not terms:
        return [], False
    rare = Query((_rarest(connection, terms),)).expression
    rows = connection.execute(
        f"SELECT segment.id{_FROM}{where} ORDER BY segment_index.rank, segment.id LIMIT ?", (rare, *values, most + 1)
    ).fetchall()
    verbatim = Term(tuple(token.form for token in index_tokens(words))).expression
    same = connection.execute(
        f"SELECT segment.id{_FROM}{where} ORDER BY {_EARLIEST} LIMIT ?",
        (verbatim, *values, MOST_VERBATIM),
    ).fetchall()
    ranks = {number: 0 for (number,) in same} | {number: rank for rank, (number,) in enumerate(rows[:most])}
    return list(_candidates(connection, ranks)), len(rows) > most


def _rarest(connection: sqlite3.Connection, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The rarest of the terms whose places together are few enough to read; the very rarest is always there."""
    counted = []
    for place, term in enumerate(terms):
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM segment_index WHERE segment_index MATCH ? LIMIT ?)",
            (term.expression, MOST_POSTINGS),
        ).fetchone()
        if count:
            counted.append((count, place, term))
    chosen: list[Term] = []
    places = 0
    for count, _, term in sorted(counted, key=lambda entry: entry[:2]):
        places += count
        if chosen and places > MOST_POSTINGS:
            break
        chosen.append(term)
    return tuple(chosen) or tuple(terms[:1])


def _candidates(connection: sqlite3.Connection, ranks: Mapping[int, int]) -> Iterator[Candidate]:
    """The segments of these numbers, ascending: those of one text follow one another, and its content is read once."""
    text, content = 0, ""
    numbers = sorted(ranks)
    for first in range(0, len(numbers), _AT_ONCE):
        part = numbers[first : first + _AT_ONCE]
        rows = connection.execute(
            'SELECT segment.id, segment.text, segment."start", segment."end", issue.date FROM segment'
            " JOIN witness ON witness.text = segment.text JOIN issue ON issue.id = witness.issue"
            f" WHERE segment.id IN ({place_holders(part)}) ORDER BY segment.id",
            part,
        ).fetchall()
        for number, own, start, end, date in rows:
            if own != text:
                text, content = own, _content(connection, own)
            yield Candidate(number, ranks[number], date, content[start:end])


def _content(connection: sqlite3.Connection, text: int) -> str:
    return readable(connection.execute("SELECT content FROM text WHERE id = ?", (text,)).fetchone()[0])


def place_holders(values: Collection[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))


def conditions(connection: sqlite3.Connection, scope: Scope) -> tuple[str, list[str]]:
    """What the scope adds to a statement, and the values it binds."""
    parts: list[str] = []
    values: list[str] = []
    if scope.series is not None:
        parts.append("series.slug = ?")
        values.append(_series(connection, scope.series))
    if scope.date_from is not None:
        parts.append("issue.date <> '' AND issue.date >= substr(?, 1, length(issue.date))")
        values.append(_date(scope.date_from))
    if scope.date_to is not None:
        parts.append("issue.date <> '' AND substr(issue.date, 1, length(?)) <= ?")
        values += [_date(scope.date_to)] * 2
    if scope.issuer is not None:
        issuers = _issuers(connection, scope.issuer)
        parts.append(f"witness.issuer IN ({place_holders(issuers)})")
        values += issuers
    if scope.kinds:
        parts.append(f"segment.kind IN ({place_holders(scope.kinds)})")
        values += sorted(scope.kinds)
    if scope.event is not None:
        parts.append(EVENTS[scope.event])
    return "".join(f" AND {part}" for part in parts), values


def _series(connection: sqlite3.Connection, said: str) -> str:
    slug = catalogue.series_slug(connection, said)
    if slug is None:
        raise ScopeError(said, "no series of this name", catalogue.near_series(connection, said))
    return slug


def _date(said: str) -> str:
    if not _DATE.fullmatch(said):
        raise ScopeError(said, "no date: it is written 2023-05-21, 2023-05 or 2023")
    return said


def _issuers(connection: sqlite3.Connection, said: str) -> list[str]:
    """The issuers in whose names these words stand in a row."""
    rows = connection.execute("SELECT DISTINCT issuer FROM witness WHERE issuer IS NOT NULL ORDER BY issuer")
    known = [str(issuer) for (issuer,) in rows]
    tokens = tuple(token.form for token in index_tokens(said))
    found = [issuer for issuer in known if tokens and Term(tokens).places(index_tokens(issuer))]
    if not found:
        raise ScopeError(said, "no issuer has this in its name", tuple(known[:8]))
    return found


class _Texts:
    """Makes hits; each text is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, tuple[KeptWitness, str, tuple[str, ...]]] = {}

    def hit(self, number: int, score: float | None, marks: Callable[[str, int], tuple[Span, ...]]) -> Hit:
        """The hit of a segment of a current text."""
        text, line, kind, paragraph, start, end = self._connection.execute(
            'SELECT text, number, kind, paragraph, "start", "end" FROM segment WHERE id = ?', (number,)
        ).fetchone()
        witness, content, warnings = self._text(text)
        found = marks(content[start:end], start)
        shown = _shown(content, Span(start, end), found)
        return Hit(
            reference=witness.reference,
            series=witness.issue.series,
            date=witness.issue.date,
            words=shown.of(content),
            score=score,
            contained=None,
            nearness="",
            kind=kind,
            line=line + 1,
            paragraph=paragraph + 1,
            start=shown.start,
            end=shown.end,
            line_start=start,
            line_end=end,
            marks=tuple(mark for mark in found if shown.start <= mark.start and mark.end <= shown.end),
            title=witness.title,
            issuer=witness.issuer,
            stated=witness.stated,
            published=witness.published,
            captured=witness.captured,
            url=witness.url,
            text_sha256=witness.text_sha256,
            warnings=warnings,
        )

    def _text(self, text: int) -> tuple[KeptWitness, str, tuple[str, ...]]:
        if text not in self._known:
            witness = catalogue.witness_of_text(self._connection, text)
            assert witness is not None  # noqa: S101 - the statement that found it joins the witness
            rows = self._connection.execute(
                "SELECT message FROM warning WHERE text = ?1 UNION ALL SELECT effect FROM limit_hit WHERE text = ?1",
                (text,),
            )
            self._known[text] = witness, _content(self._connection, text), tuple(message for (message,) in rows)
        return self._known[text]


def _shown(content: str, line: Span, marks: Sequence[Span]) -> Span:
    """The line, or of a very long one what surrounds the first mark, from the beginning of a word to the end of one."""
    if line.end - line.start <= LONGEST_SHOWN:
        return line
    first = marks[0] if marks else Span(line.start, line.start)
    start = max(line.start, min(first.start - _BEFORE, line.end - LONGEST_SHOWN))
    end = min(line.end, max(start + LONGEST_SHOWN, first.end))
    if start > line.start:
        cut = content.find(" ", start, first.start)
        start = cut + 1 if cut >= 0 else start
    if end < line.end:
        cut = content.rfind(" ", max(first.end, start), end)
        end = cut if cut > start else end
    return Span(start, end)
