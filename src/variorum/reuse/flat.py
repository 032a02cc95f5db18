"""A catalogue of documents as plain arrays, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.reuse.documents import Documents, Ids, Names, Said
from variorum.reuse.engines.base import Catalogue

if TYPE_CHECKING:
    from variorum.reuse.engines.base import Arrays

# Of a catalogue: sizes, digests, the ids (2); and of each of date, issuer and series the codes and the names (2).
ARRAYS = 4 + 3 * len(Said._fields)


def catalogue_arrays(catalogue: Catalogue) -> Arrays:
    """So many arrays as `ARRAYS` says."""
    ids, said = catalogue.documents
    named = (array for column in said for array in (column.codes, *_listed(column.names)))
    return [catalogue.sizes, catalogue.digests, *ids, *named]


def catalogue_of(arrays: Arrays) -> Catalogue:
    """The catalogue of such arrays."""
    sizes, digests, letters, opens, *named = arrays
    said = (Names(named[k], _names_in(Ids(*named[k + 1 : k + 3]))) for k in range(0, len(named), 3))
    return Catalogue(Documents(Ids(letters, opens), Said._make(said)), sizes, digests)


def _listed(names: tuple[str, ...]) -> Ids:
    encoded = [name.encode("utf-8", "surrogatepass") for name in names]
    opens = np.cumsum([0, *map(len, encoded)])
    return Ids(np.frombuffer(b"".join(encoded), np.uint8), opens.astype(np.int64))


def _names_in(listed: Ids) -> tuple[str, ...]:
    return tuple(listed.at(np.arange(len(listed.opens) - 1)))
