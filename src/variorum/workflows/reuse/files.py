"""What a folder of a corpus holds: files, tables that say of them what they are, an archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.errors import SourceError
from variorum.ingest.containers.columns import FILE_COLUMNS, TEXT_COLUMNS
from variorum.ingest.containers.csv_rows import header_delimiter
from variorum.ingest.containers.tables import TableRow, table_rows
from variorum.reuse.run.manifest import is_run
from variorum.workflows.arriving import Refused, storable_name
from variorum.workflows.inputs import files_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.claims import Claim

_HEADER = 4_096


class TablesOfFiles:
    """The tables among some paths that name others of them, as `import-table` reads them; they are no documents."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.tables: frozenset[str] = frozenset(path for path in paths if _names_files(path))
        self._claims: dict[str, tuple[Claim, ...]] = {}
        for table in sorted(self.tables):
            for row in _rows(table):
                named = os.path.normpath(os.path.join(os.path.dirname(table), *row.path.split("/")))
                self._claims.setdefault(named, row.claims)

    def claims(self, path: str) -> tuple[Claim, ...]:
        """What the first table that names a file says of it."""
        return self._claims.get(os.path.normpath(path), ())


def _names_files(path: str) -> bool:
    """Whether this is a table with a column of files, and none of texts."""
    if not path.lower().endswith((".csv", ".tsv")):
        return False
    try:
        with open(path, "rb") as stream:
            first = stream.readline(_HEADER)
    except OSError:
        return False  # said by who reads it
    found = header_delimiter(first.decode("utf-8-sig", "replace").rstrip("\r\n"))
    return found is not None and not set(FILE_COLUMNS).isdisjoint(found[1]) and set(TEXT_COLUMNS).isdisjoint(found[1])


def _rows(table: str) -> Iterator[TableRow]:
    """The rows that name a file; what is wrong with others is for `import-table` to say."""
    try:
        with open(table, "rb") as stream:
            yield from (row for row in table_rows(stream, os.path.basename(table)) if isinstance(row, TableRow))
    except (SourceError, OSError):
        return


def archive_in(folder: str) -> Path | None:
    """The archive that a folder is or holds."""
    from variorum.archive.files import DATABASE, FOLDER

    places = (Path(folder), Path(folder) / FOLDER)
    return next((place for place in places if (place / DATABASE).is_file()), None)


def documents_in(folder: str) -> Iterator[str | Refused]:
    """The files in a folder and below, but for those of runs: what was found is no document."""
    of_run: dict[str, bool] = {}

    def is_in_run(place: str) -> bool:
        if place not in of_run:
            above = os.path.dirname(place)
            inside = len(above) >= len(os.path.normpath(folder)) and above != place and is_in_run(above)
            of_run[place] = inside or is_run(place)
        return of_run[place]

    for path in files_in(folder):
        if isinstance(path, Refused) or not is_in_run(os.path.dirname(path)):
            yield path


def size_of(sources: Sequence[str]) -> int | None:
    """The bytes of all files; None where nobody knows them."""
    total = 0
    for source in sources:
        if os.path.isdir(source):
            if archive_in(source) is None:
                paths = (path for path in documents_in(source) if isinstance(path, str))
                total += sum(os.path.getsize(path) for path in paths if os.path.exists(path))
        elif os.path.isfile(source):
            total += os.path.getsize(source)
        else:
            return None
    return total


def names_apart(sources: Sequence[str]) -> list[str]:
    """What inputs are called: the last name of each path, or so many of the last that no two are called alike."""
    parts = [storable_name(os.path.normpath(source)).replace(os.sep, "/").split("/") for source in sources]
    for count in range(1, max(map(len, parts), default=0) + 1):
        names = ["/".join(each[-count:]) for each in parts]
        if len(set(names)) == len(names):
            return names
    return ["/".join(each[-1:]) for each in parts]
