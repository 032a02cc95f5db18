"""Taking statements out of an archive: into its trash, or for good."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.database import BUSY_SECONDS, said
from variorum.archive.derived import drop_capture, drop_unused
from variorum.archive.files import DATABASE, disk_said, written_whole
from variorum.archive.judgements import (
    drop_judgements,
    find_judgement,
    goes,
    judged_of_names,
    judged_with,
    stands_only_there,
)
from variorum.archive.numbers import spend
from variorum.archive.search_index import make_index_anew
from variorum.archive.tables import choose, records
from variorum.archive.trash import (
    discard,
    entries,
    fill_trash,
    forget_judgements,
    kept_quotation,
    lost_with,
    sweep_trash,
    trash_records,
)
from variorum.archive.verify import ERASING
from variorum.errors import ArchiveBusy, ArchiveError, ArchiveUnwritable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from variorum.archive.store import Store
    from variorum.archive.trash import KeptQuotation
    from variorum.model.judgements import Judgement
    from variorum.model.provenance import KeptWitness


class OriginalShared(ArchiveError):
    """Bytes that cannot be erased because statements that stay stand in the same original."""

    def __init__(self, place: str, sha256: str, *, others: int) -> None:
        more = f"{others} other statement{'' if others == 1 else 's'}"
        super().__init__(
            place,
            f"original {sha256} also holds {more}, so its bytes cannot go",
            f"Erase all that stands in it with: variorum remove --purge sha256:{sha256}; or leave out --purge.",
        )


class TrashShared(ArchiveError):
    """Bytes that cannot be erased because something else that can come back lies in the trash with them."""

    def __init__(self, place: str, entry: str, *, others: int) -> None:
        more = f"{others} other statement{'' if others == 1 else 's'}"
        super().__init__(
            place,
            f"the trash has these bytes in {entry}, with {more} that would go too",
            f"Put them back with: variorum remove --undo {entry}; or erase all of the trash first with: variorum remove"
            " --empty-trash; nothing was changed.",
        )


class ErasingUnfinished(ArchiveError):
    """The rows are erased, and files may still hold their words."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            place,
            f"the statements are gone, but files in the archive may still hold their words ({why})",
            "When that is over, finish it with: variorum remove --purge.",
        )


@dataclass(frozen=True, slots=True)
class Removed:
    """What went, or would go: captures by number, references of texts, digests of originals that go with them.

    `entry` is its name in the trash, "" after erasing.
    """

    captures: tuple[int, ...]
    references: tuple[str, ...]
    originals: tuple[str, ...]
    quotations: tuple[KeptQuotation, ...]
    judgements: tuple[Judgement, ...]
    entry: str = ""


def captures_of_witness(connection: sqlite3.Connection, witness: KeptWitness) -> tuple[int, ...]:
    """The captures that agree on a witness."""
    return _numbers(
        connection,
        "SELECT capture.id FROM witness JOIN capture USING (issue, language, revision) WHERE witness.capture = ?",
        witness.capture,
    )


def captures_of_series(connection: sqlite3.Connection, slug: str) -> tuple[int, ...]:
    """All captures of a series."""
    return _numbers(
        connection,
        "SELECT capture.id FROM capture JOIN issue ON issue.id = capture.issue JOIN series ON series.id = issue.series"
        " WHERE slug = ?",
        slug,
    )


def captures_of_original(connection: sqlite3.Connection, sha256: str) -> tuple[int, ...]:
    """All captures that stand in an original."""
    return _numbers(connection, "SELECT id FROM capture WHERE original = ?", sha256)


def going(store: Store, captures: Collection[int], *, for_good: bool = False) -> Removed:
    """What these captures alone account for, and would take with them. Changes nothing.

    With `for_good` raises OriginalShared or TrashShared where `purge` would.
    """
    if for_good:
        _refuse_shared(store, captures)
    went = _account(store.connection, captures)
    if for_good:
        _refuse_trash_shared(store, captures, went.originals)
    return went


def remove(store: Store, captures: Collection[int], *, now: str) -> Removed:
    """Move captures, with all that only they account for, into the trash.

    The trash is filled before the rows go, and the originals go last: killed at any moment, nothing is lost. An
    original goes only when no other capture stands in it. Kept quotations of a text, and judgements on it, go with it.
    """
    entry = ""
    try:
        with store.writing():
            went = _account(store.connection, captures)
            entry = fill_trash(store, captures, now=now)
            _drop_rows(store.connection, captures, went)
    except BaseException:
        if entry:
            discard(store, entry)
        raise
    _drop_files(store, went.originals)
    return replace(went, entry=entry)


def purge(store: Store, captures: Collection[int]) -> Removed:
    """Erase captures: rows, index, originals, and what the trash has of them, so that no file holds their words.

    The file system and the medium may still have old blocks, and so have backups; that is beyond any program. Raises
    OriginalShared or TrashShared, and ErasingUnfinished where another reader keeps old pages alive: then
    `finish_erasing` ends it.
    """
    with store.writing():
        went = going(store, captures, for_good=True)
        judged = _judged_in_trash(store, captures)
        _begin_erasing(store, captures, went.originals, judged)
        drop_judgements(store.connection, judged_of_names(store.connection))
        _drop_rows(store.connection, captures, went)
        make_index_anew(store.connection)
    finish_erasing(store)
    return went


def empty_trash(store: Store) -> int:
    """Erase all that was removed before, and finish what was interrupted; returns how many entries went."""
    finish_erasing(store)
    gone = entries(store)
    with store.writing():
        captures = {capture for entry in gone for capture in entry.captures}
        _begin_erasing(store, captures, {sha256 for entry in gone for sha256 in entry.originals})
        make_index_anew(store.connection)
    finish_erasing(store)
    return len(gone)


def finish_erasing(store: Store) -> bool:
    """Take away the files that a purge has named, and leave no trace of them in the database.

    The database is rewritten, so it needs its own space once more for as long as that runs. Raises ErasingUnfinished
    while anybody reads. Returns whether anything was begun; where not, it does nothing.
    """
    marker = store.folder / ERASING
    if not marker.exists():
        return False
    seen = marker.read_bytes()
    try:
        _erase_files(store, **json.loads(seen))
        _erase_pages(store)
        with store.writing():
            # Another program may have begun to erase more, and ends it.
            if marker.exists() and marker.read_bytes() == seen:
                marker.unlink()
    except ArchiveBusy as error:
        raise ErasingUnfinished(str(store.folder), "another program is using it") from error
    except ArchiveUnwritable as error:
        raise ErasingUnfinished(str(store.folder), error.what) from error
    return True


def _erase_files(
    store: Store, captures: Collection[int], originals: Collection[str], judgements: Collection[int] = ()
) -> None:
    _drop_files(store, originals)
    for entry in entries(store):
        if set(entry.captures) & set(captures) or set(entry.originals) & set(originals):
            discard(store, entry.name)
        else:
            forget_judgements(store, entry.name, judgements)
    with store.writing():
        store.originals.sweep()
        sweep_trash(store)


def _erase_pages(store: Store) -> None:
    with said(store.folder / DATABASE, BUSY_SECONDS):
        store.connection.execute("VACUUM")
        busy = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise ArchiveBusy(str(store.folder), seconds=BUSY_SECONDS)


def _numbers(connection: sqlite3.Connection, query: str, value: object) -> tuple[int, ...]:
    return tuple(number for (number,) in connection.execute(query + " ORDER BY 1", (value,)))


def _account(connection: sqlite3.Connection, captures: Collection[int]) -> Removed:
    """What goes with these captures. An original that other captures stand in stays."""
    choose(connection, captures)
    originals = connection.execute(
        "SELECT DISTINCT original FROM capture WHERE capture.id IN temp.chosen_capture AND NOT EXISTS"
        " (SELECT 1 FROM capture AS other WHERE other.original = capture.original"
        " AND other.id NOT IN temp.chosen_capture) ORDER BY 1"
    ).fetchall()
    witnesses = connection.execute(
        "SELECT text FROM witness WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.issue = witness.issue"
        " AND capture.language = witness.language AND capture.revision = witness.revision"
        " AND capture.id NOT IN temp.chosen_capture) ORDER BY id"
    ).fetchall()
    named = (catalogue.witness_of_text(connection, text) for (text,) in witnesses)
    return Removed(
        captures=tuple(sorted(captures)),
        references=tuple(witness.reference for witness in named if witness),
        originals=tuple(sha256 for (sha256,) in originals),
        quotations=tuple(map(kept_quotation, records(connection, "quotation", captures))),
        judgements=tuple(filter(None, (find_judgement(connection, number) for number in judged_with(connection)))),
    )


def _drop_rows(connection: sqlite3.Connection, captures: Collection[int], went: Removed) -> None:
    for quotation in list(records(connection, "quotation", captures)):
        connection.execute("DELETE FROM quotation WHERE id = ?", (quotation["id"],))
    drop_judgements(connection, [judgement.id for judgement in went.judgements])
    places = connection.execute(
        "SELECT DISTINCT issue.id, issue.series FROM capture JOIN issue ON issue.id = capture.issue"
        " WHERE capture.id IN temp.chosen_capture"
    ).fetchall()
    spend(connection, captures)
    # The last first: a witness is handed on only to a capture that stays.
    for capture in sorted(captures, reverse=True):
        drop_capture(connection, capture)
    connection.executemany("DELETE FROM original WHERE sha256 = ?", ((sha256,) for sha256 in went.originals))
    drop_unused(connection, places)


def _drop_files(store: Store, originals: Collection[str]) -> None:
    """Take away files that no row names. Inside a transaction: nobody can be adding the same bytes meanwhile."""
    with store.writing():
        for sha256 in originals:
            if not store.connection.execute("SELECT 1 FROM original WHERE sha256 = ?", (sha256,)).fetchone():
                with disk_said(store.folder), suppress(FileNotFoundError):
                    store.originals.path(sha256).unlink()


def _refuse_shared(store: Store, captures: Collection[int]) -> None:
    choose(store.connection, captures)
    shared = store.connection.execute(
        "SELECT original, count(*) FROM capture WHERE id NOT IN temp.chosen_capture"
        " AND original IN (SELECT original FROM capture WHERE id IN temp.chosen_capture) GROUP BY 1 ORDER BY 1 LIMIT 1"
    ).fetchone()
    if shared:
        raise OriginalShared(str(store.folder), shared[0], others=shared[1])


def _refuse_trash_shared(store: Store, captures: Collection[int], originals: Collection[str]) -> None:
    for entry in entries(store):
        if set(entry.captures) & set(captures) or set(entry.originals) & set(originals):
            lost = lost_with(store, entry, captures)
            if lost:
                raise TrashShared(str(store.folder), entry.name, others=lost)


def _judged_in_trash(store: Store, captures: Collection[int]) -> set[int]:
    """The judgements in the trash, with other texts that they quote, that quote a text which now goes for good."""
    connection = store.connection
    choose(connection, captures)
    found = set()
    for table, record in (each for entry in entries(store) for each in trash_records(store, entry.name)):
        if table == "judgement_anchor" and goes(connection, record["reference"], record["text_sha256"]):
            found.add(record["judgement"])
        elif table == "judgement":
            names = json.loads(record["details"]).get("names", ())
            found.update({record["id"]} if any(stands_only_there(connection, name) for name in names) else ())
    return found


def _begin_erasing(
    store: Store, captures: Collection[int], originals: Collection[str], judgements: Collection[int] = ()
) -> None:
    """Leave word of what is to go, beside what an interrupted purge named: `verify` fails until it has gone."""
    marker = store.folder / ERASING
    before = json.loads(marker.read_bytes()) if marker.exists() else {}
    going_too = {"captures": captures, "originals": originals, "judgements": judgements}
    named = {name: sorted({*before.get(name, ()), *values}) for name, values in going_too.items()}
    with disk_said(store.folder), written_whole(marker) as file:
        file.write(json.dumps(named).encode())
