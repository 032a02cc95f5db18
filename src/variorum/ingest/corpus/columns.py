"""Which columns of a table hold what of a document: as named, else by the names that people give them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from variorum.errors import ColumnMissing, TextColumnMissing
from variorum.ingest.containers.columns import CLAIM_COLUMNS, TEXT_COLUMNS, column
from variorum.model.claims import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAIMED = dict(CLAIM_COLUMNS)
# The names that are looked for, the first that is there. A text is taken as it is, so that no markup is.
_USUAL: dict[str, tuple[str, ...]] = {
    "id": _CLAIMED[Field.SOURCE_ID],
    "text": tuple(name for name in TEXT_COLUMNS if name != "html"),
    "date": (*_CLAIMED[Field.STATED], *_CLAIMED[Field.PUBLISHED]),
    "issuer": _CLAIMED[Field.ISSUER],
    "series": _CLAIMED[Field.SERIES],
    "title": _CLAIMED[Field.TITLE],
    "url": _CLAIMED[Field.URL],
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of columns, None for what has none. All but the text may be missing; names are compared as `column`."""

    id: str | None = None
    text: str | None = None
    date: str | None = None
    issuer: str | None = None
    series: str | None = None
    title: str | None = None
    url: str | None = None

    def named(self) -> dict[str, str]:
        """What is named, by what it holds, in the order of the fields."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {what: str(name) for what, name in found.items() if name is not None}


def choose(there: Sequence[str], given: Columns, name: str) -> Columns:
    """Which of the columns that are there hold what: those given, else the first of a usual name.

    `there` are the names as the table has them, and so are those of the result. Raises ColumnMissing where a given one
    is not there, TextColumnMissing where none holds the text.
    """
    known: dict[str, str] = {}
    for each in there:
        known.setdefault(column(each), each)
    found: dict[str, str | None] = {}
    for what, said in given.named().items():
        if column(said) not in known:
            raise ColumnMissing(name, what, said, tuple(there))
        found[what] = known[column(said)]
    for what, usual in _USUAL.items():
        if what not in found:
            found[what] = next((known[each] for each in usual if each in known), None)
    if found["text"] is None:
        raise TextColumnMissing(name, tuple(there))
    return Columns(**found)
