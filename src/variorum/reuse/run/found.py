"""The tables of what was found, written into a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.reuse.run.writing import FoundDocuments, write_documents, write_families

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

    from variorum.reuse.plan import Found


def write_tables(folder: str, found: Found, read: Iterable[pa.Table], words: NDArray[np.int64]) -> dict[str, int]:
    """Write the tables of documents, of which `read` is said and so many words counted, families and passages.

    What there is to count in them.
    """
    own = np.arange(len(found.first))
    duplicate_of = np.where(found.first == own, -1, found.first)
    write_documents(folder, read, FoundDocuments(words, duplicate_of))
    families, passages = write_families(folder, found.table, found.compared, found.said)
    return {
        "weighed": len(words),
        "words": int(words.sum()),
        "duplicates": int((duplicate_of >= 0).sum()),
        "families": families,
        "passages": passages,
        "bursts": int(found.table.burst.sum()),
        "formulaic": int(found.table.formulaic.sum()),
    }
