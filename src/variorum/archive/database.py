"""The archive's SQLite file: opening it safely, and bringing an old one up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from variorum.archive.seals import seal_all_findings
from variorum.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveExists,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveUnwritable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# "VARI": lets file(1) and SQLite tools tell an archive from any other database.
APPLICATION_ID = 0x56415249
SCHEMA = 3
BUSY_SECONDS = 30.0
# Tables are STRICT.
OLDEST_SQLITE = (3, 37, 0)
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "no space left on the device",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_IOERR: "the system reports an input/output error",
    sqlite3.SQLITE_PERM: "permission denied",
}


class ArchiveOlder(ArchiveError):
    """Made by an earlier variorum, and opened only for reading, so that it cannot be brought up to date."""

    def __init__(self, place: str, *, found: int, known: int) -> None:
        super().__init__(
            place,
            f"this archive has schema {found}, this variorum reads schema {known}, and nothing may be written here",
            "Open it once where it can be written: variorum list brings it up to date.",
        )


class SqliteLacking(ArchiveError):
    """The SQLite that this Python was built with is too old, or was built without what an archive needs."""

    def __init__(self, place: str, *, version: str, fts5: bool) -> None:
        needed = ".".join(map(str, OLDEST_SQLITE))
        super().__init__(
            place,
            f"an archive needs SQLite {needed} or later with FTS5, and this Python has SQLite {version}"
            f"{'' if fts5 else ' without FTS5'}",
            "Run variorum with another Python: those of python.org, conda-forge and uv have it; nothing was changed.",
        )


def expect_sqlite(place: Path) -> None:
    """See that the SQLite at hand can hold an archive. Raises SqliteLacking."""
    fts5 = "fts5" in sqlite_modules()
    if sqlite3.sqlite_version_info < OLDEST_SQLITE or not fts5:
        raise SqliteLacking(str(place), version=sqlite3.sqlite_version, fts5=fts5)


def sqlite_modules() -> frozenset[str]:
    """The kinds of virtual tables that SQLite knows."""
    with closing(sqlite3.connect(":memory:")) as connection:
        return frozenset(name for (name,) in connection.execute("SELECT name FROM pragma_module_list"))


def copy_apart(connection: sqlite3.Connection, place: Path) -> sqlite3.Connection:
    """A connection to a private copy, as the database is now, to write in; it goes when it is closed.

    SQLite keeps it in memory and moves what grows too large to a file without a name among the temporary ones.
    """
    copy = sqlite3.connect("", isolation_level=None)
    try:
        with said(place, BUSY_SECONDS):
            connection.backup(copy)
            copy.execute("PRAGMA foreign_keys = ON")
            copy.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        copy.close()
        raise
    return copy


def connect(path: Path, *, create: bool = False, writable: bool = True, immutable: bool = False) -> sqlite3.Connection:
    """A connection to the database, its schema as this version knows it.

    `immutable` is for media that cannot be written, where SQLite can keep no files beside the database: it must not
    change while it is open. Raises ArchiveNewer for a later schema, ArchiveDamaged for what is no archive, and
    SqliteLacking.
    """
    expect_sqlite(path.parent)
    mode = "ro&immutable=1" if immutable else "rwc" if create else "rw" if writable else "ro"
    writable = writable and not immutable
    with said(path, BUSY_SECONDS):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )
        try:
            _prepare(connection, path, create=create, writable=writable)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, place: Path) -> Iterator[None]:
    """All of it or nothing; waits for another writer, and says so when it waited too long."""
    with said(place, BUSY_SECONDS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def said(place: Path, seconds: float) -> Iterator[None]:
    """Turn what SQLite raises into an error that names the archive and the way out."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ArchiveBusy(str(place.parent), seconds=seconds) from error
        if code in _UNWRITABLE:
            raise ArchiveUnwritable(str(place.parent), _UNWRITABLE[code]) from error
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise ArchiveDamaged(str(place.parent), str(error)) from error
        raise


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool, writable: bool) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    # A file that holds nothing is what is left where making an archive was interrupted.
    empty = not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    if create and not empty:
        raise ArchiveExists(str(path.parent))
    if not create and empty and not application:
        raise ArchiveMissing(str(path.parent))
    if not create and application != APPLICATION_ID:
        raise ArchiveDamaged(str(path.parent), f"{path.name} is not a variorum archive")
    if version > SCHEMA:
        raise ArchiveNewer(str(path.parent), found=version, known=SCHEMA)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if not writable:
        if version < SCHEMA:
            raise ArchiveOlder(str(path.parent), found=version, known=SCHEMA)
        connection.execute("PRAGMA query_only = ON")
        return
    if version < SCHEMA:
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection, path, version)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")


def _migrate(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Bring the schema from `version` to this one, a numbered step at a time, each of them whole or not at all."""
    for number in range(version + 1, SCHEMA + 1):
        script = _script(number)
        with transaction(connection, path):
            # Another process may have done it while this one waited.
            if connection.execute("PRAGMA user_version").fetchone()[0] >= number:
                continue
            for statement in _statements(script):
                connection.execute(statement)
            if number in _AFTER:
                _AFTER[number](connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


def _to_second(connection: sqlite3.Connection) -> None:
    """Findings get their seals, and words their places in the index as they are folded now."""
    from variorum.archive.search_index import make_index_anew  # which needs what is above

    seal_all_findings(connection)
    make_index_anew(connection)


# What a step does beyond its script.
_AFTER = {2: _to_second}


def is_declared(statement: str) -> bool:
    """Whether a table, an index or a trigger is made by this very statement in one of the steps."""
    return any(statement in _script(number) for number in range(1, SCHEMA + 1))


def _script(number: int) -> str:
    return (resources.files("variorum.archive") / "schema" / f"{number:03}.sql").read_text("utf-8")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. `executescript` would commit behind the transaction's back."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
