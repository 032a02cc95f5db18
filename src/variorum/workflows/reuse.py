"""Who else says it: passages that documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.errors import ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.reuse import Document, Reuse
    from variorum.reuse.scope import Scope


def find_passages(documents: Iterable[Document], scope: Scope | None = None) -> Reuse:
    """The families of passages that documents share, word for word to about a third of the words changed.

    `scope` says which documents are compared: all with all, if none is given. Held in memory, some 60 bytes a word.
    Raises DocumentTwice where two documents have one id, ExtraMissing where the extra `reuse` is not installed.
    """
    try:
        from variorum.reuse.find import find_reuse
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("numba", "numpy", "llvmlite"):
            raise
        raise ExtraMissing("numba", "find_passages", extra="reuse") from error
    return find_reuse(documents, scope)
