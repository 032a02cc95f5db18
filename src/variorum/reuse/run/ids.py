"""Ids that are given again: the same document once more, or another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.errors import DocumentTwice
from variorum.reuse.numbers import arrow_strings, first_of

if TYPE_CHECKING:
    import pyarrow as pa

    # What is said of a document, and the digest of its text: a cell for each of COLUMNS.
    Cells = tuple[str | None, ...]

COLUMNS = ("id", "date", "issuer", "series", "title", "url", "source", "text_sha256")
_SOURCE = COLUMNS.index("source")
_DIFFERING = dict(zip(COLUMNS, ("ids", "dates", "issuers", "series", "titles", "urls", "", "texts"), strict=True))
# A table of so many ids asked for is not searched again: they are put into a dictionary.
_SEARCHED = 64


class RunIds:
    """The documents of a run by their ids; few are looked for without reading all."""

    def __init__(self, documents: pa.Table) -> None:
        self._documents = documents
        self._asked = 0
        self._rows: dict[str, int] | None = None

    def cells(self, name: str) -> Cells | None:
        """What the run says of a document; None where it has none of this id."""
        row = self._row(name)
        return None if row < 0 else tuple(self._documents[column][row].as_py() for column in COLUMNS)

    def _row(self, name: str) -> int:
        if self._rows is None:
            self._asked += 1
            if self._asked <= _SEARCHED:
                import pyarrow.compute as pc  # some 20 MB, for additions alone

                return first_of(pc.equal(self._documents["id"], arrow_strings([name])[0]))
            self._rows = {each: row for row, each in enumerate(self._documents["id"].to_pylist())}
        return self._rows.get(name, -1)


def check_same(first: Cells, again: Cells, *, in_run: bool = False) -> str:
    """The sentence that says that a document was given again, text and all.

    Raises DocumentTwice where the two differ.
    """
    differ = [_DIFFERING[name] for name, one, other in zip(COLUMNS, first, again, strict=True) if one != other]
    differ = [each for each in differ if each]
    places = tuple(cells[_SOURCE] or "" for cells in (first, again))
    if differ:
        raise DocumentTwice(str(again[0]), places, differ=tuple(differ), in_run=in_run)
    where = f" ({places[0]})" if places[0] else ""
    before = f"the run has it already{where}" if in_run else f"it came before{where}"
    return f"{places[1] or 'documents'}: {again[0]} is given again, text and all; {before}, and counts once"
