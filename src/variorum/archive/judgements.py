"""What people decided: written once, taken back, never lost but with the texts it quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.contents import readable
from variorum.archive.filing import captures_at, place_now, place_of
from variorum.archive.seals import seal_judgement
from variorum.model.judgements import Anchor, Judgement, Verb
from variorum.model.spans import Span
from variorum.text.passages import find_passages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence

    from variorum.model.provenance import KeptWitness

_ROWS = "SELECT id, verb, details, note, made_by, made_at, undone_at, undone_by FROM judgement"
_ANCHORS = (
    'SELECT reference, text_sha256, "start", "end", exact, prefix, suffix FROM judgement_anchor'
    " WHERE judgement = ? ORDER BY number"
)

# So much of a text on either side of words is looked at to tell their places apart; white space is of no account.
_NEAR = 64


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


def judgements(
    connection: sqlite3.Connection, *, standing: bool = False, verb: Verb | None = None
) -> Iterator[Judgement]:
    """All judgements by number; with `standing` those that count, with a verb those of this kind."""
    where = f"WHERE {'undone_at IS NULL' if standing else 'true'} AND verb = coalesce(?, verb)"
    for row in connection.execute(f"{_ROWS} {where} ORDER BY id", (verb,)).fetchall():
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
        if number not in going and goes(connection, reference, sha256):
            going.add(number)
    return tuple(sorted(going))


def judged_of_names(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The judgements on names that stand in a text which goes with the chosen captures, and in no text that stays."""
    rows = judgements(connection)
    return tuple(row.id for row in rows if any(stands_only_there(connection, name) for name in row.names))


def stands_only_there(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a name stands in a text that goes with the chosen captures, and in no text that stays."""
    wanted = name.casefold()
    chosen = "(SELECT id FROM temp.chosen_capture)"

    def stands(captures: str) -> bool:
        texts = connection.execute(
            f"SELECT content FROM text WHERE id IN (SELECT text FROM reading WHERE capture {captures} {chosen})"  # noqa: S608 - one of two words
        )
        return any(wanted in " ".join(readable(content).casefold().split()) for (content,) in texts)

    return stands("IN") and not stands("NOT IN")


def drop_alignments(connection: sqlite3.Connection, judgement: int) -> None:
    """Take away the stored alignments of the texts that a judgement is about: it changes them."""
    for anchor in _anchors(connection, judgement):
        witness = statement_of(connection, anchor)
        rows = connection.execute("SELECT id FROM text WHERE sha256 = ?", (anchor.text_sha256,)).fetchall()
        for text in {*(number for (number,) in rows), *((witness.text,) if witness else ())}:
            connection.execute("DELETE FROM alignment WHERE ?1 IN (base, other)", (text,))


def statement_of(connection: sqlite3.Connection, anchor: Anchor) -> KeptWitness | None:
    """The statement that an anchor is about, wherever it is filed now; else another that has the very text."""
    place = place_of(anchor.reference)
    captures = captures_at(connection, place) if place else ()
    if captures:
        now = place_now(connection, captures[0])
        return catalogue.witness_of(connection, now.issue, now.language, now.revision)
    row = connection.execute(
        "SELECT witness.text FROM witness JOIN text ON text.id = witness.text WHERE sha256 = ? ORDER BY witness.id",
        (anchor.text_sha256,),
    ).fetchone()
    return catalogue.witness_of_text(connection, row[0]) if row else None


def is_anchored(connection: sqlite3.Connection, anchor: Anchor) -> bool:
    """Whether what an anchor is about is in the archive, and its words in the text as it is read now."""
    witness = statement_of(connection, anchor)
    if witness is None or not anchor.exact:
        return witness is not None
    content = catalogue.load_text(connection, witness.text).content
    return find_again(content, witness.text_sha256, anchor) is not None


def find_again(content: str, sha256: str, anchor: Anchor) -> Span | None:
    """Where the words of an anchor stand in a text with this digest; None where they cannot be told.

    In the text that was judged it is their old place. In another it is the place of the words, whatever their form,
    that has most of the characters round them in common; of several such the one nearest the old place.
    """
    if sha256 == anchor.text_sha256:
        return Span(anchor.start, anchor.end)
    spans = find_passages(content, anchor.exact) if anchor.exact else ()
    if not spans:
        return None
    shared = [_around(content, span, anchor) for span in spans]
    best = max(shared)
    if not best and len(spans) > 1:
        return None
    fits = [span for span, count in zip(spans, shared, strict=True) if count == best]
    return min(fits, key=lambda span: (abs(span.start - anchor.start), span.start))


def _around(content: str, span: Span, anchor: Anchor) -> int:
    """How many letters and digits before and after a place are those that stood round the words."""
    before, after = _letters(content[: span.start][-_NEAR:]), _letters(content[span.end :][:_NEAR])
    old_before, old_after = _letters(anchor.prefix), _letters(anchor.suffix)
    return _alike(before[::-1], old_before[::-1]) + _alike(after, old_after)


def _alike(one: str, other: str) -> int:
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def goes(connection: sqlite3.Connection, reference: str, sha256: str) -> bool:
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
    number, verb, details, note, made_by, made_at, undone_at, undone_by = row
    said = json.loads(details)
    anchors = _anchors(connection, number)
    amended = tuple(sorted(said.get("set", {}).items()))
    names = tuple(said.get("names", ()))
    made = note, made_by, made_at
    return Judgement(
        number, Verb(verb), anchors, names, amended, *made, undone_at, undone_by, reading=str(said.get("as", ""))
    )


def _anchors(connection: sqlite3.Connection, judgement: int) -> tuple[Anchor, ...]:
    return tuple(Anchor(*row) for row in connection.execute(_ANCHORS, (judgement,)))
