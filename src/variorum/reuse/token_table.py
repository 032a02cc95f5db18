"""What each token of a corpus says: the one thing that all documents decide together, frozen with a run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.kernels.tokens import weigh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.tuning import Tuning


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The weight of each token by the slot of its hash, and what a seed says, both in sixteenths of a bit.

    Everything found depends on the documents compared and on this table alone: documents that are added later are
    weighed by the table of the first run, so that nothing found before moves.
    """

    weights: NDArray[np.uint8]
    enough: int

    @classmethod
    def of(cls, counts: NDArray[np.integer[Any]], tuning: Tuning) -> TokenTable:
        """The table of counted tokens; the number of slots is a power of two."""
        weights = np.empty(len(counts), np.uint8)
        weigh(_narrow(counts), weights)
        return cls(weights, tuning.seed_weight(int(counts.sum())))

    @property
    def version(self) -> str:
        """A digest of all that it says: two tables of one version are equal."""
        return hashlib.sha256(self.weights.tobytes() + self.enough.to_bytes(4, "little")).hexdigest()


def _narrow(counts: NDArray[np.integer[Any]]) -> NDArray[np.uint32]:
    """Counts in 32 bits each: where one has more, all lose their last ones, which say nothing of shares so large."""
    if counts.dtype == np.uint32:
        return counts.astype(np.uint32, copy=False)
    bits = max(0, int(counts.max(initial=0)).bit_length() - 32)
    return (counts >> bits).astype(np.uint32)
