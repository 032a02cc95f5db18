"""Lines that stand in many series of an archive word for word: its formulae."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.archive.contents import readable
from variorum.archive.words import index_tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_NUMBERED = re.compile(r"\W*\d{1,3}[.)]\s")
# So many of the longest words of a line are looked up, which few other lines have together. A phrase of all would find
# the same lines at forty times the cost, since most of its words stand everywhere.
_LOOKED_UP = 3
# Current segments of as many words or, with a number before them, one more. The index keeps how many words a segment
# has as SQLite writes numbers; the join is in this order because the index has the fewest rows.
_FOUND = (
    " FROM segment_index JOIN segment_index_docsize AS size ON size.id = segment_index.rowid AND size.sz IN (?, ?)"
    " CROSS JOIN segment ON segment.id = segment_index.rowid JOIN witness ON witness.text = segment.text"
    " JOIN issue ON issue.id = witness.issue WHERE segment_index MATCH ?"
)
_SERIES = f"SELECT DISTINCT issue.series{_FOUND} LIMIT ?"
_PLACES = f'SELECT issue.series, segment.text, segment."start", segment."end"{_FOUND} ORDER BY segment.id'
_CONTENT = "SELECT content FROM text WHERE id = ?"


def lines_in_many(connection: sqlite3.Connection, lines: Iterable[str], least: int) -> frozenset[str]:
    """Those of these lines whose words, as search folds them, stand as a line in at least so many series.

    The number of a paragraph before its words does not count: it is another one in each text.
    Told from the stored texts alone: the same whatever was asked or traced before. A look into the search index for
    each line, which costs a step for each issue that has its rarest words.
    """
    (series,) = connection.execute("SELECT count(*) FROM (SELECT 1 FROM series LIMIT ?)", (least,)).fetchone()
    if series < least:
        return frozenset()
    return frozenset(line for line in dict.fromkeys(lines) if _stands_in_many(connection, line, least))


def _stands_in_many(connection: sqlite3.Connection, line: str, least: int) -> bool:
    words = _folded(line)
    if not words:
        return False
    longest = sorted(dict.fromkeys(words), key=len)[-_LOOKED_UP:]
    asked = _varint(len(words)), _varint(len(words) + 1), " AND ".join(f'"{word}"' for word in longest)
    if len(connection.execute(_SERIES, (*asked, least)).fetchall()) < least:
        return False
    found: set[int] = set()
    for series, text, start, end in connection.execute(_PLACES, asked):
        if series not in found:
            content = readable(connection.execute(_CONTENT, (text,)).fetchone()[0])
            if _folded(content[start:end]) == words:
                found.add(series)
        if len(found) == least:
            return True
    return False


def _folded(line: str) -> list[str]:
    words = [token.form for token in index_tokens(line)]
    return words[1:] if len(words) > 1 and _NUMBERED.match(line) else words


def _varint(number: int) -> bytes:
    """A number as SQLite writes it: seven bits a byte, the highest first, each byte but the last marked."""
    septets = [number & 0x7F]
    while number := number >> 7:
        septets.append(number & 0x7F | 0x80)
    return bytes(reversed(septets))
