"""Documents in Arrow tables, as columns; what is not known is null in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from variorum.reuse.documents import Documents, Ids, Names, Said
from variorum.reuse.numbers import arrow_column, arrow_strings, numbers_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What finding needs of a document but its text.
SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "date", "issuer", "series")])


def documents_in(table: pa.Table) -> Documents:
    """The documents of a table with the columns id, date, issuer and series."""
    return Documents(Ids.joined([_ids_in(chunk) for chunk in table["id"].chunks]), said_in(table))


def said_in(table: pa.Table) -> Said:
    """What a table says of documents."""
    return Said(*(names_in(table[name]) for name in Said._fields))


def names_in(column: pa.ChunkedArray) -> Names:
    """The different strings of a column, and which each row has."""
    return Names.joined([_names_in(chunk) for chunk in column.chunks])


def column_of(names: Names) -> pa.Array:
    """A column of strings again."""
    codes = arrow_column(names.codes, missing=names.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, arrow_strings(names.names)).cast(pa.string())


def _ids_in(ids: pa.Array) -> Ids:
    ids = ids.cast(pa.large_string())
    _, opens, letters = ids.buffers()
    rows: NDArray[np.int64] = np.frombuffer(opens, np.int64)[ids.offset : ids.offset + len(ids) + 1]
    return Ids(np.frombuffer(letters or b"", np.uint8), rows)


def _names_in(names: pa.Array) -> Names:
    encoded = names.dictionary_encode()
    return Names(numbers_of(encoded.indices, missing=-1).astype(np.int32), tuple(encoded.dictionary.to_pylist()))
