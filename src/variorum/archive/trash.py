"""What was removed and can come back: a folder a removal, with the rows as records and the original bytes."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.files import DRAFT, disk_said, sync_file, sync_folder, written_whole
from variorum.archive.filing import Place
from variorum.archive.numbers import next_ordinal, next_revision, take_back
from variorum.archive.tables import TABLES, Loading, records
from variorum.errors import ArchiveDamaged, ArchiveError
from variorum.model.provenance import Issue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from variorum.archive.store import Store
    from variorum.archive.tables import Record

TRASH = "trash"
_ROWS = "rows.jsonl"


class NothingThere(ArchiveError):
    """A trash entry that is not there."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__(
            place, f"the trash holds nothing named {name}", "See what it holds with: variorum list --trash."
        )


@dataclass(frozen=True, slots=True)
class KeptQuotation:
    """Words that somebody kept: `exact` are the code points [start, end) of the text with this digest."""

    reference: str
    text_sha256: str
    start: int
    end: int
    exact: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class TrashEntry:
    """What one removal put into the trash; its name begins with the time (UTC). `references` are those that went."""

    name: str
    captures: tuple[int, ...]
    originals: tuple[str, ...]
    references: tuple[str, ...]
    quotations: tuple[KeptQuotation, ...]
    judgements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came back. `moved` are the references of those whose old one had been given to another text meanwhile."""

    captures: int
    moved: tuple[tuple[str, str], ...]


def trash(store: Store) -> tuple[TrashEntry, ...]:
    """What can come back, oldest first. What a killed removal only began to put there is still in the archive."""
    here = {number for (number,) in store.connection.execute("SELECT id FROM capture")}
    return tuple(entry for entry in entries(store) if not here.issuperset(entry.captures))


def entries(store: Store) -> tuple[TrashEntry, ...]:
    """Everything that lies in the trash."""
    folder = store.folder / TRASH
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(_entry(path) for path in paths if not path.name.startswith(DRAFT) and (path / _ROWS).is_file())


def fill_trash(store: Store, captures: Collection[int], *, now: str) -> str:
    """Put the records and originals of captures into the trash, on the disk; returns the entry's name."""
    folder = store.folder / TRASH
    stamp = "".join(character for character in now if character.isalnum())
    with disk_said(store.folder):
        folder.mkdir(exist_ok=True)
        taken = {path.name for path in folder.iterdir()}
        name = next(f"{stamp}-{n}" for n in range(1, len(taken) + 2) if f"{stamp}-{n}" not in taken)
        draft = folder / (DRAFT + name)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        _write_records(store, captures, draft)
        sync_folder(draft)
        draft.rename(folder / name)
        sync_folder(folder)
    return name


def put_back(store: Store, name: str) -> PutBack:
    """Bring an entry of the trash back, row for row; then it is no longer in the trash.

    A text whose place was given to another meanwhile comes back under the next free ordinal or revision. Raises
    NothingThere, and ArchiveDamaged where the entry's files are not what they were.
    """
    entry = next((entry for entry in entries(store) if entry.name == name), None)
    if entry is None:
        raise NothingThere(str(store.folder), name)
    folder = store.folder / TRASH / name
    with store.writing():
        _keep_originals(store, entry, folder)
        places = _places(store, folder)
        loading = Loading(store.connection)
        for table, record in _rows(folder):
            loading.take(table, _placed(record, places) if table in ("capture", "witness", "issue") else record)
        loading.finish()
        take_back(store.connection, entry.captures)
    discard(store, name)
    moved = tuple((old.reference, new.reference) for old, new in places.items() if old != new)
    return PutBack(len(entry.captures), moved)


def find_in_trash(store: Store, sha256: str) -> Path | None:
    """Where the trash has these bytes."""
    return next(iter(sorted((store.folder / TRASH).glob(f"*/{sha256}"))), None)


def lost_with(store: Store, entry: TrashEntry, captures: Collection[int]) -> int:
    """How many statements would be lost with an entry, but for those at the places of these captures.

    What is in the archive as well (a killed removal leaves it in both) is not lost.
    """
    run = store.connection.execute
    going: set[tuple[str, str]] = set()
    for number in captures:
        going.update(run("SELECT original, locator FROM capture WHERE id = ?", (number,)).fetchall())
    here = {number for (number,) in run("SELECT id FROM capture")}
    return sum(
        1
        for table, record in _rows(store.folder / TRASH / entry.name)
        if table == "capture" and record["id"] not in here and (record["original"], record["locator"]) not in going
    )


def kept_quotation(record: Record) -> KeptQuotation:
    """The quotation in a record of its table."""
    return KeptQuotation(*(record[field.name] for field in fields(KeptQuotation)))


def trash_records(store: Store, name: str) -> Iterator[tuple[str, Record]]:
    """What an entry of the trash has: tables and records, in the order in which they must come back."""
    return _rows(store.folder / TRASH / name)


def forget_judgements(store: Store, name: str, judgements: Collection[int]) -> None:
    """Write an entry of the trash anew without some judgements, whole or not at all."""
    path = store.folder / TRASH / name / _ROWS
    kept, gone = [], 0
    for table, record in trash_records(store, name) if judgements else ():
        number = record["id"] if table == "judgement" else record.get("judgement")
        if table.startswith("judgement") and number in judgements:
            gone += 1
        else:
            kept.append(_row_line(table, record))
    if gone:
        with disk_said(store.folder), written_whole(path) as file:
            file.writelines(kept)


def discard(store: Store, name: str) -> None:
    """Take an entry away for good."""
    with disk_said(store.folder):
        shutil.rmtree(store.folder / TRASH / name)


def sweep_trash(store: Store) -> None:
    """Take away what killed removals left half written; only while nobody else writes."""
    for draft in (store.folder / TRASH).glob(f"{DRAFT}*"):
        shutil.rmtree(draft)


def _write_records(store: Store, captures: Collection[int], folder: Path) -> None:
    with (folder / _ROWS).open("wb") as file:
        for table in TABLES:
            for record in records(store.connection, table, captures):
                file.write(_row_line(table, record))
                if table == "original":
                    _link(store.originals.path(record["sha256"]), folder / record["sha256"])
        sync_file(file)


def _row_line(table: str, record: Record) -> bytes:
    return (json.dumps([table, record], ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _link(source: Path, target: Path) -> None:
    """The same bytes under another name: for nothing where the file system can, else as a copy on the disk."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        return  # its file was gone before: `verify` says so, and removing what stands in it is a way out
    except OSError:
        with source.open("rb") as original, target.open("wb") as copy:
            shutil.copyfileobj(original, copy)
            sync_file(copy)


def _entry(folder: Path) -> TrashEntry:
    captures: list[int] = []
    references: list[str] = []
    quotations: list[KeptQuotation] = []
    judgements: list[int] = []
    for table, record in _rows(folder):
        if table == "capture":
            captures.append(int(record["id"]))
        elif table == "witness":
            references.append(_place(record).reference)
        elif table == "quotation":
            quotations.append(kept_quotation(record))
        elif table == "judgement":
            judgements.append(int(record["id"]))
    originals = tuple(sorted(path.name for path in folder.iterdir() if path.name != _ROWS))
    people = (tuple(quotations), tuple(judgements))
    return TrashEntry(folder.name, tuple(captures), originals, tuple(references), *people)


def _rows(folder: Path) -> Iterator[tuple[str, Record]]:
    with (folder / _ROWS).open(encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        for line in file:
            table, record = json.loads(line)
            yield table, record


def _keep_originals(store: Store, entry: TrashEntry, folder: Path) -> None:
    for sha256 in entry.originals:
        with (folder / sha256).open("rb") as stream:
            if store.originals.keep(stream).sha256 != sha256:
                what = f"trash/{entry.name}/{sha256} has other bytes than its name says"
                raise ArchiveDamaged(str(store.folder), what)


def _places(store: Store, folder: Path) -> dict[Place, Place]:
    """Where each witness of an entry goes: where it was, unless another text stands there now."""
    digests: dict[int, str] = {}
    wanted: dict[Place, str] = {}
    for table, record in _rows(folder):
        if table == "text":
            digests[record["id"]] = record["sha256"]
        elif table == "witness":
            wanted[_place(record)] = digests[record["text"]]
    there = {place: _digest_at(store, place) for place in wanted}
    taken = {place for place in wanted if there[place] not in (None, wanted[place])}
    ordinals: dict[tuple[str, str, int], int] = {}
    places: dict[Place, Place] = {}
    for place in sorted(wanted):
        series, date, ordinal, language, revision = place
        if place in taken and revision == 1 and place[:3] not in ordinals:
            # All of the issue was removed, and its ordinal was given to another issue.
            given = [new for (own, day, _), new in ordinals.items() if (own, day) == (series, date)]
            ordinals[place[:3]] = max((next_ordinal(store.connection, series, date), *(number + 1 for number in given)))
        if place[:3] in ordinals:
            ordinal = ordinals[place[:3]]
        elif place in taken:
            revision = next_revision(store.connection, Issue(series, date, ordinal), language)
        places[place] = Place(series, date, ordinal, language, revision)
    return places


def _digest_at(store: Store, place: Place) -> str | None:
    found = catalogue.of_issue(store.connection, place.issue, place.language)
    return next((witness.text_sha256 for witness in found if witness.revision == place.revision), None)


def _place(record: Record) -> Place:
    return Place(record["series"], record["date"], record["ordinal"], record["language"], record["revision"])


def _placed(record: Record, places: dict[Place, Place]) -> Record:
    """A record where its witness goes."""
    if "revision" in record:
        _, _, ordinal, _, revision = places.get(_place(record), _place(record))
        moved = (ordinal, revision) != (record["ordinal"], record["revision"])
        seal = {"seal": ""} if moved and "seal" in record else {}
        return {**record, "ordinal": ordinal, "revision": revision, **seal}
    issue = (record["series"], record["date"], record["ordinal"])
    ordinal = next((new[2] for old, new in places.items() if old[:3] == issue), record["ordinal"])
    return {**record, "ordinal": ordinal}
