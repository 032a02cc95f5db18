"""Archives to test with: statements of invented institutions, added as a user adds them."""

from __future__ import annotations

import io
import json
import sqlite3
import unicodedata
from contextlib import closing
from importlib import resources
from pathlib import Path

from variorum.archive.catalogue import find_witness
from variorum.archive.database import APPLICATION_ID
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.removal import captures_of_witness
from variorum.archive.search_index import make_index_anew
from variorum.archive.store import Store
from variorum.model.claims import Claim, Field
from variorum.model.references import parse_reference
from variorum.workflows.add import Added, add
from variorum.workflows.arriving import Arrival

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOW = "2024-05-01T10:00:00Z"
PAGE = "https://council.example/notice"

# Words that stand in one statement alone, in letters that a search folds and that UTF-16 writes otherwise.
SECRET = "Zvonimír Quexley-Őrsi"
SECRET_TEXT = f"""Notice of the Harbour Council

4 June 2021

The Council heard the witness {SECRET} on the closure of the quay. The name of {SECRET} is not to be published.
"""
FIRST_NOTICE = """Notice of the Harbour Council

7 March 2022

The Council regrets the closure of the east quay. It calls on all parties to reopen it without delay.
"""
SECOND_NOTICE = FIRST_NOTICE.replace("regrets", "deeply regrets").replace(" without delay", "")


def keep(store, name, data, *, series="notices", at=NOW, url=None):
    """Add one source; what became of its statements."""
    given = (Claim(Field.SERIES, series, "given with --series"),)
    data = data.encode() if isinstance(data, str) else data
    done = list(add(store, [Arrival(name, io.BytesIO(data), at, url=url, given=given)], now=lambda: at))
    assert all(isinstance(each, Added) for each in done), done
    return done


def rows(count=6):
    """A table of statements in one file."""
    lines = (
        {
            "id": f"letter-{number}",
            "title": f"Letter {number} of the Karrow Gauge Office",
            "date": f"2020-01-{number + 1:02}",
            "text": f"The Office read gauge {number} at dawn. The water stood {number + 3} spans high. It fell.",
        }
        for number in range(count)
    )
    return "".join(json.dumps(line) + "\n" for line in lines)


def fill(store):
    """Statements in five formats, a table, a revision, a page that went back to its first text, and an alias."""
    for path in sorted((EXAMPLES / "karrow-bridge").iterdir()):
        keep(store, path.name, path.read_bytes(), series="karrow")
    keep(store, "letters.jsonl", rows(), series="letters")
    for day, text in enumerate((FIRST_NOTICE, SECOND_NOTICE, FIRST_NOTICE), start=1):
        keep(store, "notice.txt", text, at=f"2024-05-0{day}T10:00:00Z", url=PAGE)
    keep(store, "heard.txt", SECRET_TEXT)
    with store.writing():
        store.connection.execute("INSERT INTO series_alias SELECT 'bridge', id FROM series WHERE slug = 'karrow'")
    quote(store, "sha256:" + next(iter(digests(store, "letters"))), "The water stood")
    return store


def quote(store, reference, words):
    """Keep a quotation of the first text that holds the words."""
    sha256, start = store.connection.execute(
        "SELECT sha256, instr(content, ?) - 1 FROM text WHERE instr(content, ?) ORDER BY id", (words, words)
    ).fetchone()
    with store.writing():
        store.connection.execute(
            'INSERT INTO quotation (reference, text_sha256, "start", "end", exact, prefix, suffix, kept_at)'
            " VALUES (?, ?, ?, ?, ?, '', '', ?)",
            (reference, sha256, start, start + len(words), words, NOW),
        )


def digests(store, series):
    """The digests of a series' texts."""
    query = "SELECT text_sha256 FROM statement WHERE series = ? ORDER BY date"
    return [sha256 for (sha256,) in store.connection.execute(query, (series,))]


def numbers(store, query, *values):
    """The first column of what a query finds."""
    return numbers_of(store.connection, query, *values)


def numbers_of(connection, query, *values):
    """The same, of a connection."""
    return [row[0] for row in connection.execute(query, values)]


def new_archive(folder):
    """A filled archive in a folder."""
    return fill(Store.create(folder / ".variorum"))


def of(store, reference):
    """The captures of the witness that a reference names."""
    return captures_of_witness(store.connection, find_witness(store.connection, parse_reference(reference)))


def prints(store):
    """The fingerprints of the truth and of what was made from it."""
    return truth_fingerprint(store.connection), derived_fingerprint(store.connection)


def forms(words):
    """The bytes that would give words away: as written, as a search folds them, in UTF-8 and in UTF-16."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    for word in words.split():
        for form in {word, word.lower(), word.upper(), unicodedata.normalize("NFD", word)}:
            yield from (form.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    for part in plain.replace("-", " ").split():
        for form in {part, part.lower()}:
            yield from (form.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def traces(folder, words=SECRET):
    """The files that hold any form of any of the words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return sorted(name for name, data in contents.items() if any(form in data for form in forms(words)))


def as_of_schema_1(folder):
    """Make the archive in a folder one that the first variorum wrote: its own script, with every row that it knew."""
    old = folder / "old.sqlite"
    script = resources.files("variorum.archive") / "schema" / "001.sql"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.executescript(script.read_text("utf-8"))
        connection.execute("ATTACH ? AS new", (str(folder / "archive.sqlite"),))
        for name in numbers_of(
            connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_index*'"
        ):
            if name != "sqlite_sequence":
                connection.execute(f"INSERT INTO main.{name} SELECT * FROM new.{name}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    with closing(sqlite3.connect(old)) as connection:
        make_index_anew(connection)
        connection.commit()
    for name in ("archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    old.rename(folder / "archive.sqlite")
