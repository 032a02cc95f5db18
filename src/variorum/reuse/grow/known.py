"""What is known of the documents of an index: their tokens, their order, who said them when, what is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.links import documents_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.scope import Scope
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tokens import Columns
    from variorum.reuse.tuning import Tuning


class Known(NamedTuple):
    """Documents by the number under which they were indexed, which no later one changes; a row a document.

    Document d has the tokens [firsts[d], firsts[d + 1]) of `columns`; `blocks` finds the document of a token. Ranks
    tell the order of dates. `states` says whether a document counts before a change, and after it (`kernels.windows`):
    one that repeats an earlier one does not.
    """

    columns: Columns
    firsts: NDArray[np.int64]
    blocks: NDArray[np.uint32]
    ranks: NDArray[np.int64]
    states: NDArray[np.uint8]
    groups: NDArray[np.uint32]
    days: NDArray[np.int64]
    issuers: NDArray[np.int64]
    last_days: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many tokens each document has."""
        return np.diff(self.firsts)

    def documents_of(self, places: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """The documents that tokens are in."""
        documents = np.empty(len(places), np.uint32)
        documents_at(places, self.firsts, self.blocks, documents)
        return documents


class Rules(NamedTuple):
    """What decides which places are linked and how far a link is extended; all of it is written down with a run."""

    table: TokenTable
    tuning: Tuning
    most_days: int
    within: int

    @classmethod
    def of(cls, table: TokenTable, scope: Scope, tuning: Tuning) -> Rules:
        """The rules of a run."""
        most_days = -1 if scope.most_days is None else scope.most_days
        return cls(table, tuning, most_days, tuning.words if scope.within else 0)
