"""A person's own table of names, which wins over the shipped ones: a CSV file of kind, name and other spellings."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.gazetteer import gazetteer, plain
from variorum.errors import NamesTableBad, SourceIsFolder, SourceMissing, SourceUnreadable
from variorum.model.facts import FactKind
from variorum.model.said import NAMED_KINDS
from variorum.text.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.analysis.facts.names.gazetteer import Entry, Gazetteer

NO_NAME = "none"
_KINDS: dict[str, FactKind | None] = {
    **{kind.value: kind for kind in NAMED_KINDS},
    "organization": FactKind.ORGANISATION,
    NO_NAME: None,
}
_HEAD = "kind"
_COMMENT = "#"
_MOST_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class NamesTable:
    """Spellings with their kind and handle, None for what is no name; `digest` is that of what they say."""

    entries: tuple[tuple[str, Entry | None], ...]
    digest: str

    @property
    def gazetteer(self) -> Gazetteer:
        """The shipped tables with these names in front of them."""
        return gazetteer(dict(self.entries))


def read_names_table(path: str) -> NamesTable:
    """The table in a file: UTF-8, a row a name: its kind, the name, its other spellings, one a cell.

    Raises SourceMissing, SourceIsFolder, SourceUnreadable, or NamesTableBad with the number of the line.
    """
    return names_table(_content(path), path)


def names_table(content: str, name: str) -> NamesTable:
    """The table that these characters hold; `name` is what errors call it."""
    found: dict[str, tuple[Entry | None, int]] = {}
    for line, cells in _rows(content, name):
        for spelling, entry in _entries(cells, line, name):
            before = found.get(spelling)
            if before is not None and before[0] != entry:
                raise NamesTableBad(name, line, f"{spelling} is another name in line {before[1]} already")
            found.setdefault(spelling, (entry, line))
    if not found:
        raise NamesTableBad(name, None, "there is no name in it")
    entries = tuple((spelling, entry) for spelling, (entry, _) in found.items())
    return NamesTable(entries, hashlib.sha256(repr(sorted(entries, key=repr)).encode()).hexdigest()[:16])


def _content(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except IsADirectoryError as error:
        raise SourceIsFolder(path) from error
    except OSError as error:
        raise SourceUnreadable(path, (error.strerror or type(error).__name__).lower()) from error
    if len(data) > _MOST_BYTES:
        raise NamesTableBad(path, None, f"it has more than {_MOST_BYTES // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NamesTableBad(path, line, "it is not UTF-8") from error


def _rows(content: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with the number of its last line; a head is none."""
    reader = csv.reader(io.StringIO(content), skipinitialspace=True, strict=True)
    try:
        for cells in reader:
            said = [" ".join(cell.split()) for cell in cells]
            if not any(said) or said[0].startswith(_COMMENT):
                continue
            if said[0].lower() == _HEAD:
                continue
            yield reader.line_num, said
    except csv.Error as error:
        raise NamesTableBad(name, reader.line_num, f"it is no CSV ({error})") from error


def _entries(cells: list[str], line: int, name: str) -> Iterator[tuple[str, Entry | None]]:
    said = cells[0].lower()
    if said not in _KINDS:
        raise NamesTableBad(name, line, f"{cells[0] or 'nothing'} is no kind of name", tuple(_KINDS))
    spellings = [plain(spelling) for spelling in cells[1:] if spelling]
    if not spellings or not cells[1]:
        raise NamesTableBad(name, line, "the second cell has no name")
    for spelling in spellings:
        if not name_key(spelling):
            raise NamesTableBad(name, line, f"{spelling} has no letter or digit")
        kind = _KINDS[said]
        yield spelling, None if kind is None else (kind, spellings[0])
